"""The consultant's notes on a run: where they stand, what they say, what is final."""
