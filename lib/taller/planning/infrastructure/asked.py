"""What of infrastructure's parameters nothing on offer bears, asked before the notebook runs."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING

from taller.errors import AnalysisError
from taller.planning import infrastructure

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.planning.infrastructure.params import Params


def faults(tables: Tables, p: Params) -> Iterator[tuple[str, str]]:
    """The parameter that makes the load, or none where the data does, and what is wrong."""
    run = SimpleNamespace(tables=tables, found=lambda _name: None)
    try:
        infrastructure.design(p, infrastructure.known(run, p), "client")
    except AnalysisError as error:
        yield "events_a_day" if p.events_a_day else "users" if p.users else "", str(error)
