"""What a run keeps, and when it is believed again."""
