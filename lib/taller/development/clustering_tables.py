"""Tables of the notebook: what became of the client's rows, and the segments one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import tabular
from taller.development.clustering import Segment
from taller.language import _

if TYPE_CHECKING:
    from taller.data.tables import Ledger


def rows(ledger: Ledger) -> tabular.Table:
    """What became of every row of the client's orders."""
    frame = ledger.frame()
    what, count, share = _("Order lines"), _("Rows"), _("Share of rows read")
    frame.columns = [what, count, share]
    return tabular.table(
        frame,
        caption=_("What became of every row of the orders"),
        units={what: "text", count: "count", share: "share"},
        note=_("A row rejected for two reasons counts under both."),
    )


def segments(found: list[Segment]) -> tabular.Table:
    """The segments with size, value and next-period spend, and how firm each is."""
    frame = pd.DataFrame(
        {
            _("Segment"): [_name(s) for s in found],
            _("Customers"): [s.customers for s in found],
            _("Share of net sales"): [s.value for s in found],
            _("Next-period spend"): [s.next_spend for s in found],
            _("Found again (overlap)"): [s.overlap for s in found],
        }
    )
    return tabular.table(
        frame,
        caption=_("The segments and what they are worth"),
        units={_("Customers"): "count"},
        note=_("Overlap: how much of a segment comes back when customers are redrawn (1: all)."),
    )


def actions(found: list[Segment]) -> tabular.Browser:
    """What sets each segment apart and what to do, filtered by who acts."""
    owner = _("Who acts")
    frame = pd.DataFrame(
        {
            _("Segment"): [_name(s) for s in found],
            _("What sets it apart"): [s.traits for s in found],
            _("Action"): [s.action for s in found],
            owner: [s.owner for s in found],
        }
    )
    return tabular.browse(frame, caption=_("What to do with each segment"), by=owner)


def _name(segment: Segment) -> str:
    return f"{segment.number} {segment.name}"
