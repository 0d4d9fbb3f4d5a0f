"""The snapshot: each source read once, understood, judged, and kept as canonical tables."""
