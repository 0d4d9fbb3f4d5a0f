"""Simulated clients, whose truth is known."""
