"""The plan: what is said of it."""
