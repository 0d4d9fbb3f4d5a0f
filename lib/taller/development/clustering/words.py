"""Features' values and segments as a reader knows them."""

from __future__ import annotations

from taller.development.clustering.result import NUMBERED, Segment
from taller.language import number, percent, quantity
from taller.phase import Unit

UNITS: dict[str, Unit] = {
    "recency_days": "days",
    "frequency": "count",
    "monetary": "money",
    "tenure_days": "days",
    "breadth": "count",
    "return_rate": "share",
}


def said(feature: str, value: float) -> str:
    """A feature's value as a table or sentence beside its label shows it."""
    if feature in ("recency_days", "tenure_days"):
        return number(value)
    if feature == "return_rate":
        return percent(value)
    return quantity(value, UNITS[feature])


def labelled(segment: Segment) -> str:
    """A segment by number and name; a name that is but its number needs no second one."""
    return segment.name if segment.key == NUMBERED else f"{segment.number} {segment.name}"
