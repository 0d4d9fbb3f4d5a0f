"""Control totals: what the accepted orders come to by month, and what was left out and why.

Money is exact decimal, so that the totals are the same to the cent on any number of threads. An
order counts in each month it has a sale line in; nearly always that is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from taller.data.contract.checks import MOST_UNITS
from taller.data.orders import whole_orders
from taller.data.settings.schemas import MONEY
from taller.data.tell import shipping

if TYPE_CHECKING:
    import ibis

    from taller.data.orders.whole_orders import Begun

ZERO = Decimal(0)
MOST_HOURS = 14  # the furthest time zone
ON_PURPOSE = (
    "summary_row", "superseded_row", "duplicate_row", "duplicate_key", "test_order",
    "not_completed", "shipping", "not_merchandise",
)  # fmt: skip
"""Reasons that say a row should not count, first the weightiest; all others are faults of a row."""


@dataclass(frozen=True)
class Amounts:
    """What lines of orders come to; amounts of disjoint sets of lines add up.

    Attributes
    ----------
    lines : lines of sales and cancellations
    units, returned : units sold, and units cancelled or sent back; both positive
    gross, refunds : value of sales, and money given back; both positive
    tax, sales_tax : tax of all lines, cancellations negative, and that of sales; None if not given
    unvalued : lines whose value is not known
    shipping : paid for the shipping of orders; None if not given
    tax_on_top : tax that ``total`` counts besides, where the client's own does
    """

    lines: int = 0
    units: int = 0
    returned: int = 0
    gross: Decimal = ZERO
    refunds: Decimal = ZERO
    tax: Decimal | None = None
    sales_tax: Decimal | None = None
    unvalued: int = 0
    shipping: Decimal | None = None
    tax_on_top: Decimal = ZERO

    @property
    def net(self) -> Decimal:
        """Value of sales less money given back."""
        return self.gross - self.refunds

    @property
    def total(self) -> Decimal:
        """Net and shipping: what customers paid, less money given back."""
        return self.net + (self.shipping or ZERO) + self.tax_on_top

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(
            self.lines + other.lines,
            self.units + other.units,
            self.returned + other.returned,
            self.gross + other.gross,
            self.refunds + other.refunds,
            _sum(self.tax, other.tax),
            _sum(self.sales_tax, other.sales_tax),
            self.unvalued + other.unvalued,
            _sum(self.shipping, other.shipping),
            self.tax_on_top + other.tax_on_top,
        )

    def figure(self, name: str) -> Decimal | None:
        """One of the amounts by name, or None where it is not known."""
        value = getattr(self, name)
        return None if value is None else Decimal(value)


def _sum(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return b if a is None else a if b is None else a + b


@dataclass(frozen=True)
class Month:
    """A month's control totals; ``month`` is written 2026-03, or None where a row has no date.

    Attributes
    ----------
    orders : orders with a sale line
    customers : customers with a sale line
    cancelling : orders (or cancellation documents) with a line that gives goods back
    """

    month: str | None
    amounts: Amounts
    orders: int = 0
    customers: int = 0
    cancelling: int = 0

    def figure(self, name: str) -> Decimal | None:
        """One of the control totals by name, or None where the data cannot tell it."""
        people = name in ("orders", "customers")
        return Decimal(getattr(self, name)) if people else self.amounts.figure(name)


@dataclass(frozen=True)
class Rejected:
    """Rows left out for the same reasons in one month; ``orders`` and ``customers``: in no other.

    Attributes
    ----------
    reasons : all the reasons these rows have
    orders, customers : those that no accepted sale of the month names
    """

    month: str | None
    reasons: tuple[str, ...]
    amounts: Amounts
    orders: int = 0
    customers: int = 0

    @property
    def reason(self) -> str:
        """The reason a row is counted under where it may count only once."""
        return primary(self.reasons)


@dataclass(frozen=True)
class Control:
    """All control totals of a source of orders.

    Attributes
    ----------
    months : accepted rows, by month
    counted : the same with the rejected rows that the client's figures count (``includes``)
    quiet : most days in a row without a row, between first and last
    hours : amounts counted by hour, near a month's turn, to look for another time zone
    """

    months: tuple[Month, ...]
    rejected: tuple[Rejected, ...]
    includes: tuple[str, ...] = ()
    counted: tuple[Month, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    quiet: int = 0
    hours: tuple[tuple[dt.datetime, Amounts], ...] = ()


def primary(reasons: Iterable[str]) -> str:
    """The reason that decides: what should not count goes before what is wrong with a row.

    >>> primary(["missing_user", "test_order"])
    'test_order'
    """
    reasons = list(reasons)
    return next((code for code in ON_PURPOSE if code in reasons), reasons[0])


def control(
    rows: ibis.Table,
    *,
    accepted: ibis.Table | None = None,
    bad: ibis.Table | None = None,
    orders: Sequence[Begun] | None = None,
    includes: Iterable[str] = (),
    shipped: bool = False,
    refunded: ibis.Table | None = None,
) -> Control:
    """Control totals of a source of orders.

    Parameters
    ----------
    rows : all typed rows, with ``rejected``, ``reasons``, ``kind``, ``quantity`` and ``value``
    accepted, bad : the canonical orders made of them, and the rejected rows, where they are kept
        apart and so are read faster than `rows`
    orders : of the accepted rows, as `taller.data.orders.whole_orders.begun` finds them
    includes : reasons; rows rejected for these alone are in ``counted``; and shipping or tax
    shipped : whether `rows` tell what was paid for shipping
    refunded : what refunds give back of shipping, by ``line``

    Returns
    -------
    Control with months in order of time; the same on any number of threads
    """
    includes = tuple(sorted(includes))
    good = _needed(rows.filter(~rows.rejected) if accepted is None else accepted)
    bad = _dated(rows.filter(rows.rejected) if bad is None else bad)
    if orders is None:
        orders = whole_orders.begun(good, currency=False)
    times = _by_time(good)
    buyers = _buyers(good)
    months = _months(times, good, orders, buyers)
    counted = months
    charged = shipping.by_month(rows, good, written, refunded) if shipped else {}
    used = charged
    if includes:
        kept = bad.filter(bad.reasons.filter(lambda code: code.notin(includes)).length() == 0)
        good = good.union(_needed(kept))
        times = _by_time(good)
        buyers = _buyers(good)
        counted = _months(times, good, whole_orders.begun(good, currency=False), buyers)
        charged = shipping.by_month(rows, good, written, refunded) if shipped else {}
    left_out = _rejected(bad, good, buyers)
    lines = shipping.of_lines(left_out)
    if used or lines:
        months = shipping.added(months, used, lines)
    counted = shipping.as_theirs(counted, charged, lines, includes)
    days = sorted({each.time.date() for each in times if each.time})
    quiet = max(((b - a).days - 1 for a, b in pairwise(days)), default=0)
    ends = (days[0], days[-1]) if days else (None, None)
    turns = tuple((each.time, each.amounts) for each in times if each.turn and each.time)
    return Control(months, left_out, includes, counted, *ends, quiet, turns)


@dataclass(frozen=True)
class _Time:
    """What the lines of an hour near a month's turn, or of the other hours of a day, come to."""

    time: dt.datetime | None
    turn: bool
    amounts: Amounts


def _dated(bad: ibis.Table) -> ibis.Table:
    """Rejected rows with dates that no calendar of ours holds taken off."""
    import ibis

    when = bad.event_timestamp
    sane = (when >= dt.datetime(1900, 1, 1)) & (when < dt.datetime(2200, 1, 1))
    return bad.mutate(event_timestamp=ibis.ifelse(sane, when, ibis.null(when.type())))


def _needed(rows: ibis.Table, **more: ibis.Value) -> ibis.Table:
    """The columns that count, of the same types whatever `rows` is."""
    import ibis

    columns = set(rows.columns)
    units = rows.quantity
    return rows.select(
        "transaction_id", "user_id",
        event_timestamp=rows.event_timestamp.cast("timestamp(6)"),
        value=rows["value"].cast(MONEY),
        kind=rows.kind.cast("string"),
        # Money given back without goods: a column of typed rows, lines of their own in accepted.
        refund=rows.refund.cast(MONEY) if "refund" in columns else ibis.null(MONEY),
        tax=rows.tax.cast(MONEY) if "tax" in columns else ibis.null(MONEY),
        # Beyond a thousand million they are none, and their sum would overflow.
        quantity=ibis.ifelse(units.abs() < MOST_UNITS, units, ibis.null("int64")),
        **more,
    )  # fmt: skip


def _sums(rows: ibis.Table) -> dict[str, Any]:
    sale = rows.kind == "sale"
    return {
        "lines": (rows.kind != "refund").sum(),
        "units": rows.quantity.sum(where=sale),
        "returned": rows.quantity.sum(where=~sale),
        "gross": rows.value.sum(where=sale),
        "back": rows.value.sum(where=~sale),
        "refund": rows.refund.sum(where=rows.kind != "refund"),
        "tax": rows.tax.sum(),
        "sales_tax": rows.tax.sum(where=sale),
        "unvalued": rows.value.isnull().sum(),
    }


def _amounts(found: Mapping[str, Any]) -> Amounts:
    return Amounts(
        lines=found["lines"] or 0,
        units=int(found["units"] or 0),
        returned=-int(found["returned"] or 0),
        gross=found["gross"] or ZERO,
        refunds=-(found["back"] or ZERO) + (found["refund"] or ZERO),
        tax=found["tax"],
        sales_tax=found["sales_tax"],
        unvalued=found["unvalued"] or 0,
    )


def _rows(table: ibis.Table) -> list[dict[str, Any]]:
    return table.to_pyarrow().to_pylist()


def _by_time(rows: ibis.Table) -> tuple[_Time, ...]:
    """Amounts by hour where another time zone would put the hour into another month, else by day.

    So a client in another zone can be told from what lies at the turns of months, and years of
    orders come back as few rows.
    """
    import ibis

    hours = rows.group_by(hour=rows.event_timestamp.truncate("h")).aggregate(**_sums(rows))
    reach = ibis.interval(hours=MOST_HOURS)
    before, after = (hours.hour - reach).truncate("M"), (hours.hour + reach).truncate("M")
    turn = (before != after).fill_null(False)
    hours = hours.mutate(turn=turn, time=ibis.ifelse(turn, hours.hour, hours.hour.truncate("D")))
    sums = {name: hours[name].sum() for name in _sums(rows)}
    found = hours.group_by("time", "turn").aggregate(**sums).order_by("time", "turn")
    return tuple(_Time(row["time"], row["turn"], _amounts(row)) for row in _rows(found))


def _months(
    times: Iterable[_Time], rows: ibis.Table, orders: Iterable[Begun], buyers: ibis.Table
) -> tuple[Month, ...]:
    held = by_month((each.time, each.amounts) for each in times)
    counted = whole_orders.by_month(orders)
    people = {
        "orders": _counted(_in_months(rows, "transaction_id"))
        if counted is None
        else {written(month): n for month, n in counted.items()},
        "customers": _counted(buyers),
        "cancelling": _counted(_in_months(rows, "transaction_id", "cancellation")),
    }
    return tuple(
        Month(month, amounts, **{name: found.get(month, 0) for name, found in people.items()})
        for month, amounts in sorted(held.items(), key=lambda pair: pair[0] or "")
    )


def by_month(
    times: Iterable[tuple[dt.datetime | None, Amounts]],
) -> dict[str | None, Amounts]:
    """Amounts by month; those without a date under None."""
    held: dict[str | None, Amounts] = {}
    for time, amounts in times:
        month = written(time)
        held[month] = held[month] + amounts if month in held else amounts
    return held


def _in_months(rows: ibis.Table, column: str, kind: str = "sale") -> ibis.Table:
    """The different values of a column by month, among lines of a kind; nulls are none."""
    rows = rows.filter(rows.kind == kind, rows[column].notnull())
    return rows.select(_month(rows).name("month"), column).distinct()


def _buyers(good: ibis.Table) -> ibis.Table:
    """Who bought in which month, kept in the database: it is asked twice."""
    con = good.get_backend()
    query = con.compile(_in_months(good, "user_id"))
    con.con.execute(f"CREATE OR REPLACE TEMP TABLE buyers_by_month AS {query}")
    return con.table("buyers_by_month")


def _counted(values: ibis.Table) -> dict[str | None, int]:
    found = values.group_by("month").aggregate(n=values.count())
    return {written(row["month"]): row["n"] for row in _rows(found)}


def _month(rows: ibis.Table) -> ibis.DateValue:
    return rows.event_timestamp.date().truncate("M")


def written(day: dt.date | None) -> str | None:
    """A day's month as it is written in totals: 2026-03."""
    return None if day is None else f"{day.year:04}-{day.month:02}"


def _rejected(bad: ibis.Table, good: ibis.Table, buyers: ibis.Table) -> tuple[Rejected, ...]:
    """What was left out, by month and all reasons of a row."""
    bad = _needed(bad, why=bad.reasons.join("+"))
    bad = bad.mutate(month=_month(bad))
    if not (found := _rows(bad.group_by("month", "why").aggregate(**_sums(bad)))):
        return ()
    sold = good.filter(good.kind == "sale")
    # The few asked for are looked up among the many, not the other way round.
    asked = bad.filter(bad.kind == "sale").select("transaction_id").distinct()
    orders = _new(bad, _in_months(sold.semi_join(asked, "transaction_id"), "transaction_id"))
    customers = _new(bad, buyers)
    return tuple(
        Rejected(
            written(row["month"]), tuple(row["why"].split("+")), _amounts(row),
            orders.get((row["month"], row["why"]), 0),
            customers.get((row["month"], row["why"]), 0),
        )
        for row in sorted(found, key=lambda row: (str(row["month"] or ""), row["why"]))
    )  # fmt: skip


def _new(bad: ibis.Table, known: ibis.Table) -> dict[tuple[str | None, str], int]:
    """Values of rejected sales that are not known in their month, by month and reasons."""
    _month_of, column = known.columns
    bad = bad.filter(bad.kind == "sale", bad[column].notnull())
    new = bad.select("month", "why", column).distinct().anti_join(known, ["month", column])
    found = new.group_by("month", "why").aggregate(n=new.count())
    return {(row["month"], row["why"]): row["n"] for row in _rows(found)}
