"""What the week comes to: which differences are more than chance, what stands in the way."""
