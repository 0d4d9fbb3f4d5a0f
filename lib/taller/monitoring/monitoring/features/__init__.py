"""What is collected each day: of the service, the business, the data, and the users."""
