"""What of clustering's parameters the data cannot bear, asked before the notebook runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.development import clustering
from taller.development.clustering.messages import say
from taller.development.template import asked

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.development.clustering.params import Params
    from taller.development.template.asked import Found


def faults(tables: Tables, p: Params) -> Found:
    """Pairs of parameter and what is wrong with it: the date, or too few customers."""
    if not tables.has("orders"):
        yield "", say("no-orders.asked")
        return
    if found := list(asked.dates(tables, p)):
        yield from found
        return
    day = clustering.last_day(tables.orders, p)
    yield from asked.refused("", lambda: clustering.describe(tables.orders, day))
