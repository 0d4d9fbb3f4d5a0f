"""Clustering: what is found, tested once."""
