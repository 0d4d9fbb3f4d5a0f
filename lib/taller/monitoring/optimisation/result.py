"""Optimisation: what its notebook finds."""

from __future__ import annotations

from taller.phase import PhaseResult


class Result(PhaseResult):
    """Which channels sales went through, what spend adds, and what to do next."""
