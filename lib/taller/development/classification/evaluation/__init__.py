"""Classification: what is found, tested once."""
