"""The first page of a run: what it comes to, what to decide, what changed, what is in doubt."""
