"""The embedded database, and what may reach it."""
