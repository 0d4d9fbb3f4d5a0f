"""Phase 4: whether data, models and service do what they are meant to."""
