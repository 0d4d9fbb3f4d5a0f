"""Retention by the month people came: who is still there so many months later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.monitoring.monitoring.features.rows import shares

if TYPE_CHECKING:
    from taller.data.tables import Tables

MOST = 12  # months that are looked back on
FEWEST = 30  # people of a month, below which it is left out


def cohorts(tables: Tables, last: dt.date | None) -> pd.DataFrame:
    """Of those who first bought, or began to pay, in a month, who did so many months later.

    Months that are not over at `last` are left out.

    Returns
    -------
    ``cohort`` (first day of the month), ``month`` (1 and more), ``value``, ``low``, ``high``
    (shares with Wilson's interval), ``n``; empty where nothing tells
    """
    if last is None:
        return pd.DataFrame(columns=["cohort", "month", "value", "low", "high", "n"])
    if tables.has("subscriptions"):
        there = _paying(tables, last)
    elif tables.has("orders"):
        there = _bought(tables, last)
    else:
        there = pd.DataFrame({"person": [], "month": []})
    return _shares(there, last)


def _bought(tables: Tables, last: dt.date) -> pd.DataFrame:
    """Who bought in which month, counted from the year 0."""
    sales = tables.orders.filter(tables.orders.kind == "sale")
    sales = sales.filter(sales.event_timestamp.date() <= last)
    at = sales.event_timestamp
    return (
        sales.select(person=sales.user_id.hash(), month=at.year() * 12 + at.month() - 1)
        .distinct().to_pandas()
    )  # fmt: skip


def _paying(tables: Tables, last: dt.date) -> pd.DataFrame:
    """Which account paid at the end of which month, and in the month it began."""
    table = tables.subscriptions
    held = table.select("account_id", "start_timestamp", "ended_timestamp").to_pandas()
    start = pd.to_datetime(held["start_timestamp"])
    end = pd.to_datetime(held["ended_timestamp"]).fillna(pd.Timestamp(last) + pd.Timedelta(days=1))
    first, final = start.dt.year * 12 + start.dt.month - 1, end.dt.year * 12 + end.dt.month - 1
    length = (final - first).clip(lower=1).to_numpy()  # paid at the end of each but the last
    over = pd.to_datetime(held["ended_timestamp"]).isna()
    length = length + over.to_numpy()
    months = np.concatenate([np.arange(a, a + k) for a, k in zip(first, length, strict=True)])
    made = pd.DataFrame({"person": np.repeat(held["account_id"], length), "month": months})
    return made.drop_duplicates()


def _shares(there: pd.DataFrame, last: dt.date) -> pd.DataFrame:
    after = last + dt.timedelta(days=1)
    final = after.year * 12 + after.month - 2  # the last month that is over
    columns = ["cohort", "month", "value", "low", "high", "n"]
    if there.empty:
        return pd.DataFrame(columns=columns)
    first = there.groupby("person")["month"].transform("min")
    told = there.assign(cohort=first, later=there["month"] - first)
    oldest = told["cohort"].min()
    # In the data's first month everybody is new, old customers too.
    told = told[(told["cohort"] > max(oldest, final - MOST)) & (told["month"] <= final)]
    size = told.groupby("cohort")["person"].nunique()
    counts = told.groupby(["cohort", "later"])["person"].nunique().rename("hits").reset_index()
    grid = [(c, k) for c in size.index[size >= FEWEST] for k in range(1, final - c + 1)]
    frame = pd.DataFrame(grid, columns=["cohort", "later"]).merge(counts, how="left")
    frame = frame.fillna({"hits": 0}).assign(n=lambda f: f["cohort"].map(size))
    frame["day"] = [dt.date(int(c) // 12, int(c) % 12 + 1, 1) for c in frame["cohort"]]
    if frame.empty:
        return pd.DataFrame(columns=columns)
    made = shares("users", "retention", frame, hits="hits", n="n")
    return made.assign(cohort=frame["day"], month=frame["later"])[columns]
