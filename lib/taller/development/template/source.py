"""Rows from canonical tables, described as of a date, or from a flat table.

As of a date, a customer is described by what was known before its midnight; the target is what
they did from that day on, for so many days. A cancellation that came later is not known yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from taller.data.features import net_sales, pulled, settled
from taller.development.template.messages import say
from taller.development.template.protocol import Rows
from taller.errors import AnalysisError, DataError, did_you_mean
from taller.language import date

if TYPE_CHECKING:
    import ibis
    import numpy as np
    import pandas as pd
    from ibis.expr.operations import Node

    from taller.data.tables import Tables

UNKNOWN = 31  # days without orders before a date, above which it is no date to look from
RECENT = 90  # days of "recently" and of the period before it
LINE = ("user_id", "transaction_id", "item_id", "event_timestamp", "value", "net_value",
        "net_quantity", "kept")  # fmt: skip
BESIDE = ("country", "region", "medium", "source")  # of customers: told of, and features


def span(orders: ibis.Table) -> tuple[dt.date, dt.date]:
    """First day with an order, and the day after the last.

    Raises
    ------
    AnalysisError
        If there are no orders.
    """
    found = orders.aggregate(
        first=orders.event_timestamp.min(), last=orders.event_timestamp.max()
    ).to_pandas()
    if found["last"].isna().all():
        raise AnalysisError(say("source-no-orders"))
    first, last = found["first"][0].date(), found["last"][0].date()
    return first, last + dt.timedelta(days=1)


def misdated(as_of: dt.date | None, first: dt.date, end: dt.date) -> str:
    """Why nothing can be said as of a day, in words; empty where something can.

    Parameters
    ----------
    first, end : first day with an order, and the day after the last
    """
    if as_of is not None and as_of <= first:
        return say("source-misdated.early", day=as_of, first=first)
    if as_of is not None and (as_of - end).days > UNKNOWN:
        return say("source-misdated.late", day=as_of, last=end - dt.timedelta(days=1))
    return ""


def cuts(
    first: dt.date, end: dt.date, *, horizon: int, history: int, most: int
) -> tuple[dt.date, ...]:
    """Dates to describe customers at, earliest first; their windows do not overlap.

    The last one is a whole window before ``end``; it tests. The earliest has ``history`` days of
    orders before it.

    >>> [d.isoformat() for d in cuts(dt.date(2025, 1, 1), dt.date(2026, 1, 1), horizon=90,
    ...                              history=60, most=5)]
    ['2025-04-06', '2025-07-05', '2025-10-03']
    """
    found = []
    day = end - dt.timedelta(days=horizon)
    while len(found) < most and (day - first).days >= history:
        found.append(day)
        day -= dt.timedelta(days=horizon)
    return tuple(reversed(found))


def known(orders: ibis.Table, before: dt.date) -> ibis.Table:
    """Sale lines known before a day, net of what was sent back by then (see `net_sales`).

    Returns
    -------
    The columns of `LINE`
    """
    return _known(*whose(orders), before)


def whose(table: ibis.Table) -> tuple[Node, Any]:
    """What a cache knows a table by: its expression, and the connection it is asked of.

    Two clients' tables may have one expression, and Ibis takes connections that were opened alike
    for one.
    """
    return table.op(), table.get_backend().con


@lru_cache(maxsize=16)  # several steps look at the same dates
def _known(orders: Node, connection: Any, before: dt.date) -> ibis.Table:
    import ibis

    whole, rest = _settled(orders, connection)
    netted = net_sales(rest.filter(rest.event_timestamp < midnight(before)))
    netted = netted.mutate(kept=netted.net_quantity > 0).select(LINE).cast(whole.schema())
    sold = whole.filter(whole.event_timestamp < midnight(before))
    return sold.union(ibis.memtable(netted.to_pyarrow()))


@lru_cache(maxsize=2)  # of the tables at hand; each holds its lines in memory
def _settled(orders: Node, connection: Any) -> tuple[ibis.Table, ibis.Table]:
    """Both parts of `settled`, in memory: on each of many dates, only the second is netted."""
    import ibis

    table = orders.to_expr()
    whole, rest = settled(table.filter(table.user_id.notnull()))
    whole = whole.mutate(net_value=whole.value, net_quantity=whole.quantity, kept=True)
    return ibis.memtable(whole.select(LINE).to_pyarrow()), ibis.memtable(rest.to_pyarrow())


class Past:
    """What was known before each of several days; each is looked up once.

    A window that ends where the next begins is looked at with what was known at that day, which
    also describes customers there.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._described: dict[dt.date, pd.DataFrame] = {}

    def known(self, day: dt.date) -> ibis.Table:
        """`known`."""
        return known(self.tables.orders, day)

    def described(self, day: dt.date) -> pd.DataFrame:
        """`described`; not to be changed."""
        if day not in self._described:
            self._described[day] = described(self.tables, day, self.known(day))
        return self._described[day]

    def spend(self, start: dt.date, end: dt.date) -> pd.DataFrame:
        """`spend` as a frame by ``user_id``."""
        return _spent(self.known(end), start).to_pandas().set_index("user_id")


def customers(tables: Tables, as_of: dt.date, lines: ibis.Table | None = None) -> ibis.Table:
    """Customers who kept something they had bought before a day, described at that day.

    Parameters
    ----------
    lines : `known` before that day, where it is at hand

    Returns
    -------
    Table with ``user_id`` and features: how recently, often and for how much they bought, of late
    and before, how regularly, how widely, what came back; their visits, where visits are known
    """
    import ibis

    lines = known(tables.orders, as_of) if lines is None else lines
    day = ibis.literal(as_of)
    ago = day.delta(lines.event_timestamp.date(), unit="day")
    recent, before = ago <= RECENT, (ago > RECENT) & (ago <= 2 * RECENT)
    net = lines.net_value  # decimal: sums of doubles depend on how threads share the rows
    table = lines.group_by("user_id").agg(
        recency_days=ago.min(where=lines.kept),
        tenure_days=ago.max(where=lines.kept),
        orders=lines.transaction_id.nunique(where=lines.kept),
        spend=net.sum().cast("float64"),
        gross=lines["value"].sum().cast("float64"),
        items=lines.item_id.nunique(where=lines.kept),
        units=lines.net_quantity.sum(),
        orders_recent=lines.transaction_id.nunique(where=lines.kept & recent),
        orders_before=lines.transaction_id.nunique(where=lines.kept & before),
        spend_recent=net.sum(where=recent).cast("float64"),
        spend_before=net.sum(where=before).cast("float64"),
        buying_days=lines.event_timestamp.date().nunique(where=lines.kept),
    )
    table = table.filter(table.orders > 0)
    gap = (table.tenure_days - table.recency_days) / (table.buying_days - 1).nullif(0)
    found = table.select(
        "user_id", "recency_days", "tenure_days", "orders", "spend", "items",
        "orders_recent", "orders_before",
        order_value=table.spend / table.orders,
        units_per_order=table.units / table.orders,
        spend_recent=table.spend_recent.fill_null(0),
        spend_before=table.spend_before.fill_null(0),
        return_rate=((table.gross - table.spend) / table.gross.nullif(0)).fill_null(0),
        gap_days=gap,
        overdue=table.recency_days / gap.nullif(0),
    )  # fmt: skip
    return _with_visits(tables, found, as_of)


def _with_visits(tables: Tables, found: ibis.Table, as_of: dt.date) -> ibis.Table:
    """With visits before the day, where visits of known customers are there."""
    import ibis

    if not tables.has("sessions"):
        return found
    visits = tables.sessions
    visits = visits.filter(visits.user_id.notnull(), visits.session_start < midnight(as_of))
    ago = ibis.literal(as_of).delta(visits.session_start.date(), unit="day")
    seen = visits.group_by("user_id").agg(
        visit_recency_days=ago.min(),
        visits=visits.count(),
        visits_recent=(ago <= RECENT).sum(),
    )
    joined = found.left_join(seen, "user_id")
    return joined.select(
        *[found[name] for name in found.columns],
        visit_recency_days=seen.visit_recency_days,
        visits=seen.visits.fill_null(0),
        visits_recent=seen.visits_recent.fill_null(0),
    )


def spend(orders: ibis.Table, start: dt.date, end: dt.date) -> ibis.Table:
    """Net spend, orders and the first of them per customer, from ``start`` to before ``end``."""
    return _spent(known(orders, end), start)


def _spent(lines: ibis.Table, start: dt.date) -> ibis.Table:
    lines = lines.filter(lines.event_timestamp >= midnight(start), lines.kept)
    return lines.group_by("user_id").agg(
        spend=lines.net_value.sum().cast("float64"), orders=lines.transaction_id.nunique(),
        first=lines.event_timestamp.min(),
    )  # fmt: skip


def described(tables: Tables, as_of: dt.date, lines: ibis.Table | None = None) -> pd.DataFrame:
    """`customers` as a frame by ``user_id``, sorted, with what is known of each as a customer."""
    import pandas as pd

    frame = pulled(customers(tables, as_of, lines)).set_index("user_id")
    frame = frame.sort_index(kind="stable").astype("float64")
    if not tables.has("customers"):
        return frame
    held = [*BESIDE, "accepts_marketing"]
    about = pulled(tables.customers.select("user_id", *held)).set_index("user_id")
    about = about.reindex(frame.index)
    for name in held:
        if about[name].notna().any():
            values = about[name]
            frame[name] = values if name in BESIDE else pd.to_numeric(values, errors="coerce")
    return frame


def rows(
    past: Past,
    at: Sequence[dt.date],
    target_of: Any,
    *,
    active_days: int | None = None,
) -> Rows:
    """Customers at one or several dates, each with what came after.

    Parameters
    ----------
    at : the dates, earliest first
    target_of : callable
        Takes a date and the frame of customers then, gives (n,) targets from the window after.
    active_days : only customers who bought within so many days before the date (None: all)
    """
    import numpy as np
    import pandas as pd

    frames, targets, when = [], [], []
    for day in at:
        frame = past.described(day)
        if active_days is not None:
            frame = frame[frame["recency_days"] <= active_days]
        frames.append(frame)
        targets.append(np.asarray(target_of(day, frame), dtype="float64"))
        when.append(np.full(len(frame), np.datetime64(day)))
    whole = pd.concat(frames)
    beside = [name for name in BESIDE if name in whole]
    return Rows(
        whole.reset_index(drop=True), np.concatenate(targets), whole.index.to_numpy(dtype=str),
        np.concatenate(when), whole[beside].reset_index(drop=True) if beside else None,
    )  # fmt: skip


def flat(
    table: ibis.Table,
    target: str,
    *,
    time: str | None,
    ordered: bool,
    subject: str | None,
    beside: Sequence[str] = (),
    people: Collection[str] = (),
) -> tuple[pd.DataFrame, Any, np.ndarray, np.ndarray | None]:
    """A flat table taken apart: features, the target as it stands, subjects and times.

    Names and ids of people never are features, and nothing is told by them.

    Parameters
    ----------
    time : column that says when a row was
    ordered : whether the rows stand in order of time; used where no column says it
    subject : column that says whom a row is about
    beside : columns that slices ask for
    people : columns with data of people, see `people_in`

    Raises
    ------
    DataError
        If a column does not exist, slices ask for data of people, or there are no rows.
    """
    import numpy as np
    import pandas as pd

    frame = table.to_pandas()
    named = [name for name in (target, time, subject, *beside) if name is not None]
    absent = [name for name in named if name not in frame.columns]
    if absent:
        faults = [
            say("source-column.absent", name=name, near=did_you_mean(name, map(str, frame.columns)))
            for name in absent
        ]
        raise DataError("data.flat", faults)
    hidden = [name for name in (target, *beside) if name in people]
    if hidden:
        raise DataError("data.flat", [say("source-column.personal", name=name) for name in hidden])
    if frame.empty:
        raise DataError("data.flat", say("source-no-rows"))
    when = np.arange(len(frame)) if ordered else None
    if time is not None:
        when = times(frame[time], time)
    subjects = np.arange(len(frame)).astype(str)
    if subject is not None:
        # Who is not named is nobody else's twin. Not `to_numpy(dtype=str)`: where some are missing,
        # it cuts the others to their first letter.
        texts = [f"row {place}" if pd.isna(value) else str(value)
                 for place, value in enumerate(frame[subject])]  # fmt: skip
        subjects = np.array(texts, dtype=str)
    aside = {name for name in (target, time, subject, *people) if name in frame.columns}
    return frame.drop(columns=sorted(aside)), frame[target], subjects, when


def people_in(tables: Tables) -> tuple[str, ...]:
    """Columns of the flat table that hold data of people: their pseudonyms are nobody's traits."""
    return tuple(told.column for told in tables.ledger("flat").personal)


def times(values: pd.Series, name: str) -> np.ndarray:
    """When each row of a flat table was, by a column of dates or numbers.

    Raises
    ------
    DataError
        If a row has no time, or the column holds neither.
    """
    import pandas as pd

    if values.isna().any():
        raise DataError("data.flat", say("source-column.gaps", name=name))
    numeric = pd.api.types.is_numeric_dtype(values)
    if not numeric and not pd.api.types.is_datetime64_any_dtype(values):
        raise DataError("data.flat", say("source-column.timeless", name=name))
    return values.to_numpy(dtype="float64" if numeric else "datetime64[ns]")


def midnight(day: dt.date) -> ibis.Value:
    """The moment a day begins."""
    import ibis

    return ibis.literal(dt.datetime.combine(day, dt.time()))


def in_words(days: Sequence[dt.date]) -> str:
    """Dates as a sentence names them: the last one tests."""
    from taller.language import listing

    return listing([date(day) for day in days])
