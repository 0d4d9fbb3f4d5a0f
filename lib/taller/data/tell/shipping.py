"""Shipping in the control totals: what customers paid for it, once per order, by month.

It is no revenue of merchandise, so that net stays without it; a shop's own "total sales" count it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from taller.data.settings.schemas import MONEY

if TYPE_CHECKING:
    import ibis

    from taller.data.tell.control_totals import Amounts, Month, Rejected

ZERO = Decimal(0)
CODE = "shipping"  # the reason of lines that are postage, and the word for both in ``includes``

Charged = Mapping[str | None, Decimal]


class _Written(Protocol):
    def __call__(self, day: dt.date | None) -> str | None: ...


def by_month(
    rows: ibis.Table, counted: ibis.Table, written: _Written, refunded: ibis.Table | None = None
) -> dict[str | None, Decimal]:
    """What the orders' own column says was paid for shipping.

    An amount that all lines of an order repeat counts once; amounts that differ within an order are
    of its lines, and add up. A document that only gives goods back gives its shipping back too.

    Parameters
    ----------
    rows : all typed rows, with ``shipping``; it may stand on a line that cannot be used
    counted : the lines whose orders count
    written : writes a month
    refunded : what refunds give back of it, by ``line``
    """
    paid = rows.filter(rows.shipping.notnull(), ~rows.superseded, ~rows.duplicate)
    paid = paid.semi_join(counted.filter(counted.kind != "refund"), "transaction_id")
    orders = paid.group_by("transaction_id").aggregate(
        first=paid.event_timestamp.min(),
        low=paid.shipping.min(),
        high=paid.shipping.max(),
        every=paid.shipping.sum(),
        sold=(paid.kind == "sale").any(),
    )
    if refunded is not None:
        back = rows.inner_join(refunded.select("line", back=refunded.shipping), "line")
        back = back.group_by("transaction_id").aggregate(back=back.back.sum())
        orders = orders.left_join(back, "transaction_id")
    import ibis

    amount = ibis.ifelse(orders.low == orders.high, orders.low.cast(orders.every.type()),
                         orders.every)  # fmt: skip
    amount = ibis.ifelse(orders.sold, amount, -amount.abs())
    if refunded is not None:
        amount = amount.cast(MONEY) - orders.back.fill_null(0)
    found = orders.group_by(month=orders["first"].date().truncate("M")).aggregate(
        amount=amount.sum()
    )
    return {written(row["month"]): row["amount"] for row in found.to_pyarrow().to_pylist()}


def of_lines(left_out: Iterable[Rejected]) -> dict[str | None, Decimal]:
    """What lines come to that were left out for being postage, and for nothing else."""
    return {group.month: group.amounts.net for group in left_out if group.reasons == (CODE,)}


def added(months: Iterable[Month], *charged: Charged) -> tuple[Month, ...]:
    """The months with their shipping: that of the orders and that of lines."""

    def of(month: str | None) -> Decimal:
        return sum((each.get(month, ZERO) for each in charged), ZERO)

    return tuple(replace(m, amounts=replace(m.amounts, shipping=of(m.month))) for m in months)


def as_theirs(
    months: Iterable[Month], charged: Charged, lines: Charged, includes: Iterable[str]
) -> tuple[Month, ...]:
    """The months as the client's figures count them: shipping in net, tax in the total.

    Parameters
    ----------
    lines : of lines left out; where ``includes`` names shipping, they are in the months already
    """
    months, includes = tuple(months), tuple(includes)
    if CODE in includes:
        months = tuple(replace(m, amounts=_in_gross(m.amounts, charged.get(m.month, ZERO)))
                       for m in months)  # fmt: skip
    elif charged or lines:
        months = added(months, charged, lines)
    if "tax" not in includes:
        return months
    return tuple(replace(m, amounts=replace(m.amounts, tax_on_top=m.amounts.tax or ZERO))
                 for m in months)  # fmt: skip


def _in_gross(amounts: Amounts, shipping: Decimal) -> Amounts:
    return replace(amounts, gross=amounts.gross + shipping)
