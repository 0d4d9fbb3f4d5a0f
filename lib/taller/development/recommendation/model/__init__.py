"""Recommendation: what it learns."""
