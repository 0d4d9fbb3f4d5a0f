"""What of regression's parameters the data cannot bear, asked before the notebook runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.development.regression.messages import say
from taller.development.regression.model import flat as regression_flat
from taller.development.template import asked, source

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.development.regression.params import Params
    from taller.development.template.asked import Found


def faults(tables: Tables, p: Params) -> Found:
    """Pairs of parameter and what is wrong with it: columns, the target's values, dates."""
    if p.target is None:
        yield from asked.dates(tables, p)
    elif not tables.has("flat"):
        yield "target", say("error-no-flat")
    else:
        yield from asked.columns(tables, p, "target", "time", "subject", "exclude", "keep")
        yield from asked.values(tables, p, target=regression_flat.amount, time=source.times)
