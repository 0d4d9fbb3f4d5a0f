"""Use cases: what is said of it."""
