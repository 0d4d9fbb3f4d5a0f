"""Classification: what is kept."""
