"""What orders tell of their money, on the data page: statuses, amounts that differ, unused columns.

All of it is counted over every row of the file, and asked where nothing tells what is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from taller import tabular
from taller.preparation.data.messages import say

if TYPE_CHECKING:
    from taller.data.tell.ledger import Status
    from taller.preparation.data.study import Study


def told(study: Study) -> tabular.Table | None:
    """Each status, lines that are no product and unused money: rows, amount, whether it counts."""
    lines = [*_statuses(study), *_amounts(study)]
    if not lines and study.reconciliation is None:
        return None
    if not lines:
        return tabular.instead(say("money-nothing"))
    columns = {"what": "text", "rows": "count", "amount": "money", "counts": "text"}
    return tabular.listed(lines, columns, words=say.parts("money"), max_rows=len(lines))


def _statuses(study: Study) -> Iterator[list[Any]]:
    for status in study.statuses:
        name = say("status.named", name=status.text or say("status.empty"))
        name = say("status.others") if status.text is None else name
        yield [name, status.rows, float(status.money), _counts(status)]


def _counts(status: Status) -> str:
    return say("to-confirm") if status.asked else say("counts", sale=status.counts)


def _amounts(study: Study) -> Iterator[list[Any]]:
    off, ledger = study.products, study.ledgers.get("orders")
    if off is not None:
        yield [say("amounts.told"), off.rows, float(off.told), say("to-confirm")]
        yield [say("amounts.made"), off.rows, float(off.made), say("counts", sale=False)]
    for unused in ledger.unused if ledger else ():
        name = say("amounts.unused", name=unused.column)
        yield [name, None, float(unused.money), say("counts", sale=False)]
