"""Regression: what the notebook learns from."""
