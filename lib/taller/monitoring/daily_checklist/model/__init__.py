"""What of the day's list the system did."""
