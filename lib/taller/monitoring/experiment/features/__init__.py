"""What the client's log holds: its users by version, and what stands against it."""
