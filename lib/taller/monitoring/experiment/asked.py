"""What of the experiment's parameters the log cannot bear, asked before the notebook runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taller.monitoring.experiment.features import columns, regional

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.monitoring.experiment.params import Params


def faults(tables: Tables, p: Params) -> Iterator[tuple[str, str]]:
    """Pairs of parameter and what is wrong with it; none where a test is planned."""
    if tables.has("trials") and p.state != "planned":
        yield from columns.faults(tables, p)
    yield from regional.faults(tables, p)
