"""What of a run may leave the house, and how."""
