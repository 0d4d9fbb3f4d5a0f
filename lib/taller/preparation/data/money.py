"""What orders tell of their money, on the data page: statuses, amounts that differ, unused columns.

All of it is counted over every row of the file, and asked where nothing tells what is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from taller import tabular
from taller.language import _
from taller.preparation.data.tables import say

if TYPE_CHECKING:
    from taller.data.ledger import Status
    from taller.preparation.data.study import Study


def told(study: Study) -> tabular.Table | None:
    """Each status, lines that are no product and unused money: rows, amount, whether it counts."""
    lines = [*_statuses(study), *_amounts(study)]
    if not lines and study.reconciliation is None:
        return None
    if not lines:
        return say(_("No status of orders is used, no amount contradicts another, and no column "
                     "of money is left unused."))  # fmt: skip
    heads = [_("What the file holds"), _("Rows"), _("Amount"), _("Counts as a sale")]
    return tabular.table(
        pd.DataFrame(lines, columns=heads, dtype=object), caption=_("What the money is made of"),
        max_rows=len(lines),
        units={heads[0]: "text", heads[1]: "count", heads[2]: "money", heads[3]: "text"},
        note=_("All rows, except repetitions and rows of totals. An amount sold and then "
               "cancelled counts with both signs. Of a column that is not used: the sum of its "
               "cells."),
    )  # fmt: skip


def _statuses(study: Study) -> Iterator[list[Any]]:
    for status in study.statuses:
        name = _("Status “{name}”").format(name=status.text or _("(empty)"))
        name = _("Other statuses") if status.text is None else name
        yield [name, status.rows, float(status.money), _counts(status)]


def _counts(status: Status) -> str:
    if status.asked:
        return _("yes, but please confirm")
    return {True: _("yes"), False: _("no"), None: _("not told apart")}[status.counts]


def _amounts(study: Study) -> Iterator[list[Any]]:
    off, ledger = study.products, study.ledgers.get("orders")
    if off is not None:
        yield [_("Amount of lines that is not units by price"), off.rows, float(off.told),
               _("yes, but please confirm")]  # fmt: skip
        yield [_("The same lines, units by price"), off.rows, float(off.made), _("no")]
    for unused in ledger.unused if ledger else ():
        yield [_("Column “{name}”, not used").format(name=unused.column), None,
               float(unused.money), _("no")]  # fmt: skip
