"""Use cases: what it learns."""
