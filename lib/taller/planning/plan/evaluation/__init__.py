"""The plan: what it is held against."""
