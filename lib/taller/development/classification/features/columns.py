"""How columns are called: ours are named in words, a client's own stands as it is."""

from __future__ import annotations

from dataclasses import dataclass

from taller.development.classification.messages import say
from taller.messages.values import value
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
        if not (self.ours and say.has(f"column.{column}")):
            return column
        words = say(f"column.{column}")
        return words[:1].upper() + words[1:] if first else words

    def level(self, column: str, held: str) -> str:
        """A column's value in words."""
        return value(column, held) if self.ours else held

    def unit(self, column: str) -> Unit | None:
        """A column's unit; None where none is known."""
        return UNITS.get(column) if self.ours else None
