"""The engagement file: read with its lines, checked, changed in place, and what it may reach."""
