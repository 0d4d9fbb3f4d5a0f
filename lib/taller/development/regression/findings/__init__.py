"""Regression: what is said of it."""
