"""Orders as wholes: one pass over the sale lines for what no single line tells.

Most orders lie within one month, so that their first and last line say which months to count them
in, and no pair of order and month has to be kept apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True)
class Begun:
    """Orders whose first sale line is of one day, and whose last one is of one month.

    Attributes
    ----------
    day : of the first line; None where no line of an order has a date
    until : first day of the month of the last line
    orders, several : orders, and those of them with several lines
    failed : of these, how many contradict themselves, by code
    """

    day: dt.date | None
    until: dt.date | None
    orders: int
    several: int
    failed: Mapping[str, int]


def begun(lines: ibis.Table, *, currency: bool) -> tuple[Begun, ...]:
    """The orders of sale lines, by their first day.

    Parameters
    ----------
    lines : with ``transaction_id``, ``user_id``, ``event_timestamp`` and ``kind``
    currency : whether they have a ``currency`` too, so that an order's lines may differ in it
    """
    sales = lines.filter(lines.kind.cast("string") == "sale")
    when, known = sales.event_timestamp, sales.user_id.notnull()
    ends: dict[str, Any] = {"first": when.min(), "last": when.max(), "lines": sales.count()}
    who = sales.user_id.hash()
    ends |= {"low_user": who.min(where=known), "high_user": who.max(where=known)}
    if currency:
        code = sales.currency.cast("string")
        ends |= {"low_code": code.min(), "high_code": code.max()}
    orders = sales.group_by("transaction_id").aggregate(**ends)
    day, several = orders["first"].date(), orders.lines > 1
    failed = {
        "several_customers": orders.low_user != orders.high_user,
        # A day apart is an order around midnight.
        "several_days": orders["last"].date().delta(day, unit="day") > 1,
    }
    if currency:
        failed["several_currencies"] = orders.low_code != orders.high_code
    counts = {code: (several & fails).sum() for code, fails in failed.items()}
    found = orders.group_by(day=day, until=orders["last"].date().truncate("M")).aggregate(
        named=orders.transaction_id.count(), several=several.sum(), **counts
    )
    rows = found.order_by("day", "until").to_pyarrow().to_pylist()
    return tuple(
        Begun(r["day"], r["until"], r["named"], r["several"], {c: r[c] or 0 for c in counts})
        for r in rows
    )


def by_month(found: Iterable[Begun]) -> dict[dt.date, int] | None:
    """Orders by each month they have a sale line in; None where days and ends do not tell.

    They do not where an order lasts into the next month but one, and perhaps has no line in the
    month between.
    """
    months: dict[dt.date, int] = {}
    for each in found:
        if each.day is None or each.until is None:
            return None
        first = each.day.replace(day=1)
        if each.until > (first + dt.timedelta(days=31)).replace(day=1):
            return None
        for month in {first, each.until}:
            months[month] = months.get(month, 0) + each.orders
    return months
