"""From cells to canonical rows: what is read, what is refused, what contradicts what."""
