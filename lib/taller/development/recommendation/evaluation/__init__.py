"""Recommendation: what is found, tested once."""
