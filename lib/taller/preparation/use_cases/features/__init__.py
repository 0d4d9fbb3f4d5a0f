"""Use cases: what the notebook learns from."""
