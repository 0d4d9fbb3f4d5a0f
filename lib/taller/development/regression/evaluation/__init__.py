"""Regression: what is found, tested once."""
