"""What of recommendation's parameters the data cannot bear, asked before the notebook runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.development.template import asked

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.development.recommendation.params import Params
    from taller.development.template.asked import Found


def faults(tables: Tables, p: Params) -> Found:
    """Pairs of parameter and what is wrong with it: the date."""
    return asked.dates(tables, p)
