"""What the client sells, which bounds what may be assumed of its budget."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taller.data.tables import Tables

YEAR = 365


def sold(tables: Tables) -> float | None:
    """Net sales of the last year that the orders hold, in money; None without any."""
    if not tables.has("orders"):
        return None
    orders = tables.orders
    last = orders.event_timestamp.max().to_pandas()
    if last is None or last != last:
        return None
    recent = orders.filter(orders.event_timestamp > last.to_pydatetime() - dt.timedelta(days=YEAR))
    total = float(recent.value.sum().to_pandas() or 0)
    return total if total > 0 else None
