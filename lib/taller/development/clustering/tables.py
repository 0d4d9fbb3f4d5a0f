"""Tables of the notebook: what became of the client's rows, and the segments one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import tabular
from taller.development.clustering.messages import say
from taller.development.clustering.result import Segment

if TYPE_CHECKING:
    from taller.data.tables import Ledger


def rows(ledger: Ledger) -> tabular.Table:
    """What became of every row of the client's orders."""
    frame = ledger.frame()
    frame.columns = ["what", "count", "share"]
    units = {"what": "text", "count": "count", "share": "share"}
    return tabular.table(frame, words=say.parts("rows"), units=units)


def segments(found: list[Segment]) -> tabular.Table:
    """The segments with size, value and next-period spend, and how firm each is."""
    columns = {
        "segment": [s.label for s in found],
        "customers": [s.customers for s in found],
        "value": [s.value for s in found],
        "next": [s.next_spend for s in found],
        "standing": [say(f"standing.{s.standing}") for s in found],
        "overlap": [s.overlap for s in found],
    }
    if any(s.value is None for s in found):
        del columns["value"]
    units = {"customers": "count"}
    return tabular.table(pd.DataFrame(columns), words=say.parts("segments"), units=units)


def actions(found: list[Segment]) -> tabular.Browser:
    """What is typical of each segment and what to do, filtered by who acts."""
    columns = {
        "segment": [s.label for s in found],
        "traits": [s.traits for s in found],
        "meaning": [s.meaning for s in found],
        "action": [s.action for s in found],
        "owner": [s.owner for s in found],
    }
    if not any(s.meaning for s in found):
        del columns["meaning"]
    return tabular.browse(pd.DataFrame(columns), words=say.parts("actions"), by="owner")
