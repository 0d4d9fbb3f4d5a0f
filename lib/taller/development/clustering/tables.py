"""Tables of the notebook: what became of the client's rows, and the segments one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import tabular
from taller.development.clustering.result import Segment
from taller.development.clustering.words import labelled
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
    columns = {
        _("Segment"): [labelled(s) for s in found],
        _("Customers"): [s.customers for s in found],
        _("Share of net sales"): [s.value for s in found],
        _("Next-period spend"): [s.next_spend for s in found],
        _("Against the others"): [_standing(s) for s in found],
        _("Found again (overlap)"): [s.overlap for s in found],
    }
    if any(s.value is None for s in found):
        del columns[_("Share of net sales")]
    return tabular.table(
        pd.DataFrame(columns),
        caption=_("The segments and what they are worth"),
        units={_("Customers"): "count"},
        note=_(
            "Against the others: whether those in it spent more or less afterwards, beyond chance; "
            "not known where too few were in it then. "
            "Overlap: how much of a segment comes back when customers are redrawn (1: all)."
        ),
    )


def actions(found: list[Segment]) -> tabular.Browser:
    """What is typical of each segment and what to do, filtered by who acts."""
    owner = _("Who acts")
    columns = {
        _("Segment"): [labelled(s) for s in found],
        _("What is typical of it"): [s.traits for s in found],
        _("What its name demands"): [s.meaning for s in found],
        _("Action"): [s.action for s in found],
        owner: [s.owner for s in found],
    }
    if not any(s.meaning for s in found):
        del columns[_("What its name demands")]
    frame = pd.DataFrame(columns)
    return tabular.browse(frame, caption=_("What to do with each segment"), by=owner)


def _standing(segment: Segment) -> str:
    return {
        "above": _("spent more"),
        "below": _("spent less"),
        "level": _("no difference shown"),
        "unknown": _("not known"),
    }[segment.standing]
