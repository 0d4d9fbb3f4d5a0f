"""Readiness: the questions and their answers."""
