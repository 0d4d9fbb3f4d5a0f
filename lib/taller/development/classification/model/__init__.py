"""Classification: what it learns."""
