"""Clustering: what is learned from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from taller.development.clustering.messages import say
from taller.development.clustering.params import FEATURES, FEWEST_CUSTOMERS, Params
from taller.development.template import source
from taller.errors import AnalysisError
from taller.language import number, quantity
from taller.looked import Looked
from taller.phase import Unit

if TYPE_CHECKING:
    import ibis
    import pandas as pd
    from ibis.expr.operations import Node


UNITS: dict[str, Unit] = {
    "recency_days": "days",
    "frequency": "count",
    "monetary": "money",
    "tenure_days": "days",
    "breadth": "count",
    "return_rate": "share",
}


@dataclass(frozen=True)
class Customers(Looked):
    """Customers at a date: `frame` has one row per buyer and the columns of `FEATURES`.

    The index is ``user_id``, sorted, so that nothing later depends on the order of rows. `clock`
    counts the shop's order lines by how many days ago they were, most recent first.
    """

    frame: pd.DataFrame
    nothing_left: int
    as_of: dt.date
    clock: pd.Series | None = None

    def __len__(self) -> int:
        return len(self.frame)


def said(feature: str, value: float) -> str:
    """A feature's value as a table or sentence beside its name shows it."""
    unit = UNITS[feature]
    return number(value) if unit == "days" else quantity(value, unit)


def customer_features(orders: ibis.Table, *, as_of: dt.date) -> ibis.Table:
    """How each customer bought up to a date, one row per customer.

    Parameters
    ----------
    orders : canonical orders, one row per order line
    as_of : only what happened before this day (midnight) is known; later cancellations are not

    Returns
    -------
    Table with ``user_id`` and the columns of `FEATURES`

        recency_days, tenure_days : days since the last and the first order with something left;
            null where nothing is left
        frequency : orders with something left
        monetary : net value, in the client's currency
        breadth : different items with something left
        return_rate : value cancelled or returned over value ordered, 0 to 1
    """
    import ibis

    lines = source.known(orders, as_of)
    table = lines.group_by("user_id").agg(
        first_day=lines.event_timestamp.min(where=lines.kept).date(),
        last_day=lines.event_timestamp.max(where=lines.kept).date(),
        frequency=lines.transaction_id.nunique(where=lines.kept),
        net=lines.net_value.sum(),
        breadth=lines.item_id.nunique(where=lines.kept),
        gross=lines["value"].sum(),
    )
    day = ibis.literal(as_of)
    returned = (table.gross - table.net).cast("float64") / table.gross.cast("float64")
    return table.select(
        "user_id",
        recency_days=day.delta(table.last_day, unit="day").cast("int64"),
        frequency=table.frequency.cast("int64"),
        monetary=table.net.cast("float64"),
        tenure_days=day.delta(table.first_day, unit="day").cast("int64"),
        breadth=table.breadth.cast("int64"),
        return_rate=ibis.cases((table.gross > 0, returned), else_=0.0),
    )


def sales_between(orders: ibis.Table, start: dt.date, end: dt.date) -> ibis.Table:
    """What each customer bought from ``start`` to the day before ``end``, known before ``end``.

    Returns
    -------
    Table with ``user_id``, ``spend`` (net of what came back) and ``bought`` (before it did)
    """
    lines = source.known(orders, end)
    lines = lines.filter(lines.event_timestamp >= source.midnight(start))
    return lines.group_by("user_id").agg(
        spend=lines.net_value.sum().cast("float64"),
        bought=lines["value"].sum().cast("float64"),
    )


def last_day(orders: ibis.Table, p: Params) -> dt.date:
    """The date to describe customers at: the one asked for, or the day after the last order.

    Raises
    ------
    AnalysisError
        If there are no orders, or none before the date asked for.
    """
    span = orders.aggregate(
        first=orders.event_timestamp.min(), last=orders.event_timestamp.max()
    ).to_pandas()
    if span["last"].isna().all():
        raise AnalysisError(say("no-orders.found", n=FEWEST_CUSTOMERS))
    first, last = span["first"][0].date(), span["last"][0].date()
    if p.as_of is None:
        return last + dt.timedelta(days=1)
    if p.as_of <= first:
        raise AnalysisError(say("too-early", as_of=p.as_of, first=first))
    return p.as_of


def describe(orders: ibis.Table, as_of: dt.date) -> Customers:
    """Customers with something left at a date, and how many had nothing left.

    Raises
    ------
    AnalysisError
        If fewer than 50 customers have something left.
    """
    customers = buyers(orders, as_of)
    if len(customers) < FEWEST_CUSTOMERS:
        raise AnalysisError(_too_few(orders, customers))
    return customers


def buyers(orders: ibis.Table, as_of: dt.date) -> Customers:
    """As `describe`, however few they are."""
    found = _buyers(*source.whose(orders), as_of)
    return replace(found, frame=found.frame.copy(), clock=found.clock.copy())


@lru_cache(maxsize=8)  # several steps look at the same dates
def _buyers(node: Node, connection: Any, as_of: dt.date) -> Customers:
    orders = node.to_expr()
    frame = customer_features(orders, as_of=as_of).to_pandas()
    frame = frame.sort_values("user_id", kind="stable").set_index("user_id")
    kept = frame["frequency"] > 0
    known = orders.filter(orders.event_timestamp < source.midnight(as_of))
    return Customers(
        frame=frame.loc[kept, list(FEATURES)].astype("float64"),
        nothing_left=int(known.user_id.nunique().execute()) - int(kept.sum()),
        as_of=as_of,
        clock=_clock(orders, as_of),
    )


def _clock(orders: ibis.Table, as_of: dt.date) -> pd.Series:
    import ibis

    known = orders.filter(orders.event_timestamp < source.midnight(as_of), orders.user_id.notnull())
    age = ibis.literal(as_of).delta(known.event_timestamp.date(), unit="day").cast("int64")
    aged = known.mutate(age=age)
    lines = aged.group_by("age").agg(lines=aged.count())
    return lines.to_pandas().set_index("age")["lines"].sort_index()


def _too_few(orders: ibis.Table, customers: Customers) -> str:
    count = orders.filter(orders.event_timestamp < source.midnight(customers.as_of))
    lines, placed = int(count.count().execute()), int(count.transaction_id.nunique().execute())
    return say(
        "too-few",
        least=FEWEST_CUSTOMERS,
        day=customers.as_of,
        n=len(customers),
        placed=placed,
        lines=lines,
        nothing=customers.nothing_left,
    )
