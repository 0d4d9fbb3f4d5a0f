"""Hostile inputs: 500 that a stranger may send, each tried by the commands a user gives."""
