"""Readiness: what is said of it."""
