"""What the day is told of."""
