"""Clustering: what is said of it."""
