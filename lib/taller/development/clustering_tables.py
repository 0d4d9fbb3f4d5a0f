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


def segments(found: list[Segment]) -> tabular.Browser:
    """The segments with size, value, next-period spend and action, filtered by who acts."""
    owner = _("Who acts")
    frame = pd.DataFrame(
        {
            _("Segment"): [f"{s.number} {s.name}" for s in found],
            _("Customers"): [s.customers for s in found],
            _("Share of net sales"): [s.value for s in found],
            _("Next-period spend"): [s.next_spend for s in found],
            _("Found again (overlap)"): [s.overlap for s in found],
            _("Action"): [s.action for s in found],
            owner: [s.owner for s in found],
        }
    )
    return tabular.browse(
        frame,
        caption=_("The segments, what they are worth, and what to do"),
        by=owner,
        units={_("Customers"): "count", _("Action"): "text"},
    )
