"""What of classification's parameters the data cannot bear, asked before the notebook runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from taller.development.classification.features import rows as classification_data
from taller.development.classification.features import target as classification_target
from taller.development.classification.messages import say
from taller.development.template import asked, source

if TYPE_CHECKING:
    import pandas as pd

    from taller.data.tables import Tables
    from taller.development.classification.params import Params
    from taller.development.template.asked import Found

OF_ROWS = ("target", "time", "subject", "slices", "duration", "entered", "worth", "exclude", "keep")
AMOUNTS = ("duration", "entered", "worth")


def faults(tables: Tables, p: Params) -> Found:
    """Pairs of parameter and what is wrong with it: columns, the target's values, dates."""
    if p.target is None:
        if p.purpose == "response":
            yield "purpose", say("reason.no-column")
        yield from asked.dates(tables, p)
    elif not tables.has("flat"):
        yield "target", say("fault.no-flat")
    else:
        yield from asked.columns(tables, p, *OF_ROWS)
        yield from asked.values(tables, p, target=partial(_target, p=p), time=source.times,
                                **dict.fromkeys(AMOUNTS, classification_data.numbers))  # fmt: skip


def _target(values: pd.Series, name: str, p: Params) -> None:
    classification_target.binary(values, name, p.positive)
