"""Clustering: what it learns."""
