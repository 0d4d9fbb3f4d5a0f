"""What is learned of the figures: what each day should be, what changed, whom to tell."""
