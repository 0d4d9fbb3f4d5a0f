"""What the trial shows, what that earns, and for whom."""
