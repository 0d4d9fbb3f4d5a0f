"""What orders tell of their money, on the data page: statuses, amounts that differ, unused columns.

All of it is counted over every row of the file, and asked where nothing tells what is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import tabular
from taller.language import _, number
from taller.preparation.data_tables import say

if TYPE_CHECKING:
    from taller.preparation.data import Study


def statuses(study: Study) -> tabular.Table | None:
    """Each status with rows, amount, and whether it counts as a sale."""
    if not study.statuses:
        return say(_("No column with a status of orders is used: every order counts."))
    counts = {True: _("yes"), False: _("no"), None: _("some of them")}
    lines = [
        [_named(s.text), s.rows, float(s.money),
         _("yes, but please confirm") if s.asked else counts[s.counts]]
        for s in study.statuses
    ]  # fmt: skip
    heads = [_("Status"), _("Rows"), _("Amount"), _("Counts as a sale")]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("The statuses of the orders"),
        max_rows=len(lines), units={_("Rows"): "count", _("Amount"): "money"},
        note=_("All rows, except repetitions and rows of totals. An amount sold and then "
               "cancelled counts with both signs."),
    )  # fmt: skip


def _named(text: str | None) -> str:
    return _("(others)") if text is None else text or _("(empty)")


def amounts(study: Study) -> tabular.Table | None:
    """Lines whose amount is not units by price, with both sums, and money that nothing uses."""
    ledger, off = study.ledgers.get("orders"), study.products
    lines: list[list[object]] = []
    if off is not None:
        of = _("{n} of {asked} lines").format(n=number(off.rows), asked=number(off.asked))
        lines += [[_("Amount of lines that is not units by price"), float(off.told), of],
                  [_("The same lines, units by price"), float(off.made), of]]  # fmt: skip
    lines += [[_("Column “{name}”, not used").format(name=unused.column), float(unused.money),
               _("sum of its cells")] for unused in (ledger.unused if ledger else ())]  # fmt: skip
    if not lines:
        return say(_("No amount contradicts another, and no column of money is left unused."))
    heads = [_("What the file holds"), _("Amount"), _("Counted over")]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Amounts to look at"), max_rows=len(lines),
        units={_("Amount"): "money"},
        note=_("What the orders are counted with is the amount of the line. A column that is not "
               "used is in no figure of this project."),
    )  # fmt: skip
