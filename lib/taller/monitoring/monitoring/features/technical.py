"""The data by day: how much arrives, how old it is, which columns are empty."""

from __future__ import annotations

import bisect
import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from taller.monitoring.monitoring.features.rows import every_day, figures, of_days, shares
from taller.monitoring.monitoring.features.volume import MOMENTS, Volume

if TYPE_CHECKING:
    from taller.data.tables import Tables


def technical(tables: Tables, found: Volume, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    """Rows, age and empty columns of each table that grows daily; see `rows`.

    A metric names its table, and column, after a colon: ``rows:orders``, ``empty:events:source``.
    """
    made = []
    for name, daily in found.daily.items():
        kept = daily[(daily["day"] >= since) & (daily["day"] <= until)]
        if len(kept):
            whole = every_day(kept[["day", "n"]], since, until)
            made.append(figures("technical", f"rows:{name}", whole, "count", value="n"))
        made.append(_age(name, daily, since, until))
        made += _empty(tables, name, since, until)
    return made


def _age(name: str, daily: pd.DataFrame, since: dt.date, until: dt.date) -> pd.DataFrame:
    """Days since the table's last row, as it stood on each day."""
    days = pd.Series([each.date() for each in pd.date_range(since, until)])
    last = _last_of(sorted(daily["day"]), list(days))
    age = [None if day is None else (each - day).days for each, day in zip(days, last, strict=True)]
    frame = pd.DataFrame({"day": days, "age": pd.Series(age, dtype=float)}).dropna()
    return figures("technical", f"age:{name}", frame, "days", value="age")


def _last_of(filled: list[dt.date], days: list[dt.date]) -> list[dt.date | None]:
    places = [bisect.bisect_right(filled, day) for day in days]
    return [filled[place - 1] if place else None for place in places]


def _empty(tables: Tables, name: str, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    """The share of rows in which a column is empty, of columns that are now and then."""
    rows = of_days(getattr(tables, name), MOMENTS[name], since, until)
    columns = [each for each in rows.columns if each not in ("day", MOMENTS[name], "text")]
    counted = {each: rows[each].isnull().sum() for each in columns}
    daily = rows.group_by("day").aggregate(n=rows.count(), **counted).to_pandas()
    if daily.empty:
        return []
    part = [each for each in columns if 0 < daily[each].sum() < daily["n"].sum()]
    return [shares("technical", f"empty:{name}:{each}", daily, hits=each, n="n") for each in part]
