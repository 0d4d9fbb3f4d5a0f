"""How much arrives each day, and which days are absent, partly loaded, doubled or ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.monitoring.monitoring.features.rows import every_day, of_days
from taller.monitoring.monitoring.result import Gap

if TYPE_CHECKING:
    import ibis

    from taller.data.tables import Tables

MOMENTS = {
    "orders": "event_timestamp", "usage": "event_timestamp", "sessions": "session_start",
    "events": "event_timestamp", "spend": "date", "tickets": "created_timestamp",
    "texts": "written_at",
}  # fmt: skip
"""Tables that grow each day and their moment; the first that there is sets the last day."""
BY_MACHINE = ("orders", "usage", "sessions", "events")  # which go on while anybody comes
STOPPED = 2  # days that others of them go on, after which the first has ended before the data do
WEEKS = 8  # before a day, whose same weekdays say what is usual
ENOUGH = 20  # usual rows a day, below which none is no wonder
BUSY = 10  # usual hours of a day with any, likewise: a few orders leave days without one by chance
SURE = 6  # spreads of the hours with any by which a day is out of the usual
STRAY = 0.1  # of the usual rows: fewer on the last days are strays, as of a wrong clock


@dataclass(frozen=True)
class Volume:
    """What there is by day.

    Attributes
    ----------
    daily : of each dated table its ``day``, ``n`` rows and ``hours`` of the day that have any
    last : the last whole day of the table that matters most; None where nothing is dated
    """

    daily: Mapping[str, pd.DataFrame]
    last: dt.date | None
    gaps: tuple[Gap, ...] = ()


def volume(tables: Tables, since_days: int, today: dt.date | None = None) -> Volume:
    """Count each dated table's rows by day, and judge the days.

    Parameters
    ----------
    since_days : so many days before the last are judged
    today : the day it is; what is not over is left out. None: the last day that the data fill
    """
    held = {name: _counted(tables, name) for name in MOMENTS if tables.has(name)}
    held = {name: each for name, each in held.items() if len(each)}
    if not held:
        return Volume({}, None)
    last = _last_of_all(held) if today is None else today - dt.timedelta(days=1)
    since = last - dt.timedelta(days=since_days - 1)
    gaps = [gap for name, each in held.items() for gap in _judged(tables, name, each, since, last)
            if today is None or gap.day != today]  # which is not over  # fmt: skip
    return Volume(held, last, tuple(gaps))


def _counted(tables: Tables, name: str) -> pd.DataFrame:
    table, moment = getattr(tables, name), MOMENTS[name]
    day = table[moment].date() if table[moment].type().is_timestamp() else table[moment]
    hour = table[moment].hour() if table[moment].type().is_timestamp() else None
    dated = table.mutate(day=day, **({} if hour is None else {"hour": hour}))
    dated = dated.filter(dated.day.notnull())
    counts = {"n": dated.count()} | ({} if hour is None else {"hours": dated.hour.nunique()})
    found = dated.group_by("day").aggregate(**counts).order_by("day").to_pandas()
    return found.assign(day=pd.to_datetime(found["day"]).dt.date, hours=found.get("hours", 1))


def _last_of_all(held: Mapping[str, pd.DataFrame]) -> dt.date:
    """The last day of the table that matters most, or of those that went on when it had ended.

    A shop that sells nothing any more, while people still come, has not had its last day.
    """
    first = _last(next(iter(held.values())))
    others = [_last(held[name]) for name in BY_MACHINE if name in held]
    on = max(others, default=first)
    return on if (on - first).days >= STOPPED else first


def _last(daily: pd.DataFrame) -> dt.date:
    """The last day with a tenth of what is usual; strays of a wrong clock do not move it.

    >>> days = [dt.date(2026, 1, d) for d in range(1, 21)] + [dt.date(2031, 1, 1)]
    >>> _last(pd.DataFrame({"day": days, "n": [100] * 20 + [1]}))
    datetime.date(2026, 1, 20)
    """
    usual = daily["n"].median()
    filled = daily[daily["n"] >= STRAY * usual]
    return max(filled["day"])


def _judged(
    tables: Tables, name: str, daily: pd.DataFrame, since: dt.date, last: dt.date
) -> list[Gap]:
    gaps = [Gap(table=name, day=day, why="ahead") for day in daily["day"] if day > last]
    first = min(daily["day"])
    if first > last:
        return gaps
    whole = every_day(daily, first, last)
    rows, open_ = whole["n"].to_numpy(), whole["hours"].to_numpy()
    filled = max(day for day in daily["day"] if day <= last)
    for place, day in enumerate(whole["day"]):
        if day < since:
            continue
        # A table that ended long ago is still held against its last weeks.
        after = max(0, -(-(day - filled).days // 7) - 1)
        earlier = [place - 7 * (after + back) for back in range(1, WEEKS + 1)]
        alike = [each for each in earlier if each >= 0 and rows[each] > 0]
        if len(alike) < 2 or (usual := np.median(rows[alike])) < ENOUGH:
            continue
        n, hours, often = rows[place], open_[place], float(np.median(open_[alike]))
        before = slice(max(0, place - 7 * WEEKS), place)
        if n == 0:
            if often <= 1 or often >= BUSY:
                gaps.append(Gap(table=name, day=day, why="absent"))
        elif n < 0.8 * usual and hours < often - max(
            0.3 * often, SURE * _spread(rows[before], open_[before])
        ):
            gaps.append(Gap(table=name, day=day, why="partial"))
        elif often <= 1 and n < 0.5 * usual:
            gaps.append(Gap(table=name, day=day, why="few"))
        elif n > 1.7 * usual and _repeated(getattr(tables, name), MOMENTS[name], day) > 0.4:
            gaps.append(Gap(table=name, day=day, why="doubled"))
    return gaps


def _spread(rows: np.ndarray, hours: np.ndarray) -> float:
    """How much the hours with any differ from day to day, in standard deviations of a bell.

    Of the weeks before, (days,) each, by the median distance from the median, which a few days
    that were half loaded do not move; an hour at least.
    """
    held = hours[rows > 0]
    return max(1.0, 1.4826 * float(np.median(np.abs(held - np.median(held))))) if len(held) else 1.0


def _repeated(table: ibis.Table, moment: str, day: dt.date) -> float:
    """The share of a day's rows that say again what another says; a row's own number apart."""
    rows = of_days(table, moment, day, day)
    own = {"line", "event", "session_id", "ticket_id", "text_id"}
    told = rows.drop([name for name in own if name in rows.columns])
    n = int(rows.count().execute())
    return 1 - int(told.distinct().count().execute()) / n if n else 0.0
