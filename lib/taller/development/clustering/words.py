"""Features and their values as a reader knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.language import _, number, percent, quantity
from taller.phase import Unit

if TYPE_CHECKING:
    from taller.development.clustering.result import Segment

UNITS: dict[str, Unit] = {
    "recency_days": "days",
    "frequency": "count",
    "monetary": "money",
    "tenure_days": "days",
    "breadth": "count",
    "return_rate": "share",
}


def feature_label(feature: str) -> str:
    """A feature as a reader knows it."""
    return {
        "recency_days": _("days since the last order"),
        "frequency": _("orders"),
        "monetary": _("net spend"),
        "tenure_days": _("days since the first order"),
        "breadth": _("different items"),
        "return_rate": _("share returned"),
    }[feature]


def said(feature: str, value: float) -> str:
    """A feature's value as a table or sentence beside its label shows it."""
    if feature in ("recency_days", "tenure_days"):
        return number(value)
    if feature == "return_rate":
        return percent(value)
    return quantity(value, UNITS[feature])


def labelled(segment: Segment) -> str:
    """A segment by number and name; a name that is but its number needs no second one."""
    numbered = segment.name == _("Group {n}").format(n=number(segment.number))
    return segment.name if numbered else f"{segment.number} {segment.name}"


def lower_first(text: str) -> str:
    """A sentence's text as it goes on after a colon."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """A text as a sentence begins."""
    return text[:1].upper() + text[1:]
