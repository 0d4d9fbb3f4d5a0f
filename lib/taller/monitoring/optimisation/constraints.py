"""Optimisation: what a budget has to keep to."""

from __future__ import annotations

from taller.phase import Section


class Constraints(Section):
    """Limits of a budget."""
