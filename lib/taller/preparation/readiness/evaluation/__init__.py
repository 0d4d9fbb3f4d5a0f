"""Readiness: what is found, tested once."""
