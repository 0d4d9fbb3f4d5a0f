"""Regression: what it learns."""
