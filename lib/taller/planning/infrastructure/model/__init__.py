"""The topology that bears it, and what it costs."""
