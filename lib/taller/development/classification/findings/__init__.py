"""Classification: what is said of it."""
