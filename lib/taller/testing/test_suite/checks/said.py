"""What a test measured, in words."""

from __future__ import annotations

from taller.testing.test_suite.checks.messages import say


def label(name: str) -> str:
    """What a shipped test measured; of a client's own test the name that it gave."""
    known = say.has(f"suite-evidence.{name}")
    return say(f"suite-evidence.{name}") if known else name
