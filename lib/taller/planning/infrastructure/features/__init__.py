"""What the infrastructure has to bear, and what the clouds offer and forbid."""
