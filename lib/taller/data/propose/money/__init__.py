"""Which column of money is what."""
