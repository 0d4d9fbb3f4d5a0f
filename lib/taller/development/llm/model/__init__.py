"""Language models: what asks them, and for what."""
