"""How columns are called: ours are named in words, a client's own stands as it is."""

from __future__ import annotations

from dataclasses import dataclass

from taller.language import _
from taller.phase import Unit

UNITS: dict[str, Unit] = {
    "recency_days": "days", "tenure_days": "days", "orders": "count", "spend": "money",
    "items": "count", "orders_recent": "count", "orders_before": "count", "order_value": "money",
    "units_per_order": "number", "spend_recent": "money", "spend_before": "money",
    "return_rate": "share", "gap_days": "days", "overdue": "number", "visit_recency_days": "days",
    "visits": "count", "visits_recent": "count",
}  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """Names and units of the columns that a model learns from.

    Attributes
    ----------
    ours : whether we made them of orders; a flat table's own "source" or "spend" means what its
        owner says, and has no unit that we would know
    """

    ours: bool

    def label(self, column: str, *, first: bool = False) -> str:
        """A column in words.

        Parameters
        ----------
        first : whether it stands at the head of something
        """
        words = _names().get(column) if self.ours else None
        if words is None:
            return column
        return words[:1].upper() + words[1:] if first else words

    def unit(self, column: str) -> Unit | None:
        """A column's unit; None where none is known."""
        return UNITS.get(column) if self.ours else None


def _names() -> dict[str, str]:
    return {
        "recency_days": _("days since the last order"),
        "tenure_days": _("days since the first order"),
        "orders": _("orders"),
        "spend": _("net spend"),
        "items": _("different items"),
        "orders_recent": _("orders of the last 90 days"),
        "orders_before": _("orders of the 90 days before"),
        "order_value": _("value of an order"),
        "units_per_order": _("units per order"),
        "spend_recent": _("spend of the last 90 days"),
        "spend_before": _("spend of the 90 days before"),
        "return_rate": _("share sent back"),
        "gap_days": _("usual days between orders"),
        "overdue": _("delay, in usual gaps between orders"),
        "visit_recency_days": _("days since the last visit"),
        "visits": _("visits"),
        "visits_recent": _("visits of the last 90 days"),
        "country": _("country"),
        "region": _("region"),
        "medium": _("first channel (medium)"),
        "source": _("first channel (source)"),
        "accepts_marketing": _("agreed to be written to"),
    }
