"""What is learned and chosen."""
