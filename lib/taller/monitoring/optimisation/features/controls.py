"""What moves sales beside spend and is known week by week: promotions, Christmas, holidays."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    import ibis

    from taller.data.tables import Tables

CHRISTMAS = (29, 0)  # days before Christmas Day at which its season begins and ends
LEAST = 0.005  # spread of the share given away, below which there were no promotions
LISTED = -0.05  # a list of prices that is not that of the time gives away less than nothing


def controls(
    tables: Tables, weeks: pd.DatetimeIndex, *, regional: bool, holidays: str | None
) -> pd.DataFrame | None:
    """``week`` and a column for each; None where there are none.

    Parameters
    ----------
    holidays : country whose public holidays are counted, as ES
    """
    found = {say("control-christmas"): _christmas(weeks), say("control-epiphany"): _epiphany(weeks)}
    if holidays is not None:
        found[say("control-holidays")] = _holidays(weeks, holidays)
    if not regional and (given_away := _given_away(tables, weeks)) is not None:
        found[say("control-given-away")] = given_away
    told = {name: values for name, values in found.items() if values.std() > 0}
    return pd.DataFrame({"week": weeks, **told}) if told else None


def _days(weeks: pd.DatetimeIndex) -> list[list[dt.date]]:
    return [[(week + pd.Timedelta(days=day)).date() for day in range(7)] for week in weeks]


def _christmas(weeks: pd.DatetimeIndex) -> np.ndarray:
    """Share of each week's days that lie in the four weeks before Christmas.

    >>> _christmas(pd.DatetimeIndex(["2025-11-24", "2025-12-01", "2025-12-22"])).round(2).tolist()
    [0.57, 1.0, 0.43]
    """
    first, last = CHRISTMAS
    ahead = [[(dt.date(day.year, 12, 25) - day).days for day in days] for days in _days(weeks)]
    return np.array([np.mean([last < left < first for left in each]) for each in ahead])


def _epiphany(weeks: pd.DatetimeIndex) -> np.ndarray:
    """Share of each week's days from Christmas to Epiphany, when shops sell on.

    >>> _epiphany(pd.DatetimeIndex(["2025-12-22", "2025-12-29", "2026-01-05"])).round(2).tolist()
    [0.57, 1.0, 0.29]
    """
    inside = [[(day.month, day.day) >= (12, 25) or (day.month, day.day) <= (1, 6) for day in days]
              for days in _days(weeks)]  # fmt: skip
    return np.mean(np.array(inside, dtype=float), axis=1)


def _holidays(weeks: pd.DatetimeIndex, country: str) -> np.ndarray:
    import holidays

    known = holidays.country_holidays(country, years=sorted({*weeks.year, weeks[-1].year + 1}))
    return np.array([sum(day in known for day in days) for days in _days(weeks)], dtype=float)


def _given_away(tables: Tables, weeks: pd.DatetimeIndex) -> np.ndarray | None:
    """Share of full prices that was given away each week, as promotions do; None if not known."""
    if not tables.has("items") or not tables.has("orders"):
        return None
    orders, items = tables.orders, tables.items
    priced = items.filter(items.price.notnull(), items.price > 0)
    full = priced.group_by("item_id").aggregate(full=priced.price.cast("float64").max())
    sold = orders.filter(orders.quantity > 0, orders.price > 0).inner_join(full, "item_id")
    week: ibis.Value = sold.event_timestamp.truncate("W").date()
    rows = sold.group_by(week=week).aggregate(
        paid=(sold.price.cast("float64") * sold.quantity).sum(),
        whole=(sold.full * sold.quantity).sum(),
    )  # fmt: skip
    frame = rows.to_pandas()
    share = (1 - frame["paid"] / frame["whole"]).set_axis(pd.to_datetime(frame["week"]))
    share = share.reindex(weeks)
    if share.isna().any() or share.min() < LISTED or share.std() < LEAST:
        return None
    return share.to_numpy()
