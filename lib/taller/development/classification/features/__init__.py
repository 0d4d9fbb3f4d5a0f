"""Classification: what the notebook learns from."""
