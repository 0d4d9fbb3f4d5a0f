"""All four collectors: the figures of each day, and the days that are not as they should be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from taller.monitoring.monitoring.artifacts.store import Store, tidy
from taller.monitoring.monitoring.features import cohorts as by_month
from taller.monitoring.monitoring.features.business import shop
from taller.monitoring.monitoring.features.performance import performance
from taller.monitoring.monitoring.features.prometheus import counted
from taller.monitoring.monitoring.features.rows import figures
from taller.monitoring.monitoring.features.subscriptions import subscriptions
from taller.monitoring.monitoring.features.technical import technical
from taller.monitoring.monitoring.features.users import users
from taller.monitoring.monitoring.features.volume import Volume, volume

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.monitoring.monitoring.params import Params

WEEK, MONTH = 7, 28
FEWEST = 20  # visits a week, below which a channel's silence is no wonder
BEFORE = 90  # days before those that are shown, from which what is usual is learned


@dataclass(frozen=True)
class Collected:
    """The figures, and what of the data they rest on.

    Attributes
    ----------
    rows : columns as in `Store`
    volume : rows by day and table, the last whole day, and the days that are not whole
    cohorts : see `features.cohorts`
    revised : figures that later data changed, where figures are kept from day to day
    """

    rows: pd.DataFrame
    volume: Volume
    cohorts: pd.DataFrame
    days: int
    revised: int = 0
    revisions: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def last(self) -> dt.date | None:
        """The last whole day."""
        return self.volume.last

    @property
    def since(self) -> dt.date | None:
        """The first day that is shown."""
        return None if self.last is None else self.last - dt.timedelta(days=self.days - 1)

    def of(self, metric: str, channel: str = "", segment: str = "") -> pd.DataFrame:
        """One series: ``day``, ``value``, ``n``, ``low``, ``high``; by day."""
        rows = self.rows
        kept = rows[(rows["metric"] == metric) & (rows["channel"] == channel)
                    & (rows["segment"] == segment)]  # fmt: skip
        return kept.sort_values("day", ignore_index=True)

    def channels(self, metric: str) -> tuple[str, ...]:
        """The channels of a figure, the largest first."""
        rows = self.rows[(self.rows["metric"] == metric) & (self.rows["segment"] == "")]
        sums = rows[rows["channel"] != ""].groupby("channel")["value"].sum()
        return tuple(sums.sort_values(ascending=False, kind="stable").index)

    @property
    def new(self) -> tuple[str, ...]:
        """Channels that first had visits, or were first paid for, in the last four weeks."""
        daily = self._by_channel
        if daily.empty or (self.last - min(daily.index)).days < 2 * MONTH:
            return ()
        first = daily.gt(0).idxmax()
        return tuple(first.index[first > self.last - dt.timedelta(days=MONTH)])

    @property
    def silent(self) -> tuple[str, ...]:
        """Channels with nothing in the last week that had something in most weeks before."""
        daily = self._by_channel
        if len(daily) < 2 * MONTH:
            return ()
        weekly = daily.to_numpy()[-2 * MONTH :].reshape(-1, WEEK, daily.shape[1]).sum(axis=1)
        gone = (weekly[-1] == 0) & (np.median(weekly[:-1], axis=0) >= FEWEST)
        return tuple(daily.columns[gone])

    @cached_property
    def _by_channel(self) -> pd.DataFrame:
        """Visits by day and channel, or what was spent where no visits are known."""
        metric = next((name for name in ("visits", "spend") if name in self.metrics), None)
        rows = self.rows[(self.rows["metric"] == metric) & (self.rows["segment"] == "")]
        rows = rows[rows["channel"] != ""]
        if rows.empty:
            return pd.DataFrame()
        wide = rows.pivot_table(index="day", columns="channel", values="value", aggfunc="sum")
        days = [each.date() for each in pd.date_range(min(wide.index), self.last)]
        return wide.reindex(days).fillna(0.0)

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """The metrics there are."""
        return tuple(self.rows["metric"].unique())


def collect(run: Any, p: Params) -> Collected:
    """Collect what the tables and the service's log say of each day.

    A plain run keeps nothing but its page: the same data make the same page, whatever was run
    before. With ``keep``, as `taller monitor` has it, figures stay beside the runs: days that are
    there are not collected again, save the last ones, which exports still correct, and days that
    have left an export are still shown.

    Parameters
    ----------
    run : a `taller.Run`
    """
    tables, state = run.tables, Path(run.engagement.root, "reports", run.engagement.slug)
    found = volume(tables, p.days, p.as_of)
    if found.last is None and p.as_of is not None:
        found = Volume({}, p.as_of - dt.timedelta(days=1))
    last = found.last
    if last is None:
        return Collected(tidy(_together([])), found, by_month.cohorts(tables, None), p.days)
    since = last - dt.timedelta(days=p.days + BEFORE - 1)
    if not p.keep:
        rows = tidy(_together(_of_days(tables, p, found, state, since, last)))
        return Collected(rows, found, by_month.cohorts(tables, last), p.days)
    store = Store.of(run)
    first = _first_to_collect(store, p, max(since, _begins(found, since)), last)
    made = tidy(_together(_of_days(tables, p, found, state, first, last)))
    revised = store.write(made, collected_at=dt.datetime.now(dt.UTC))
    rows = _ended(store.read(since=since), last)
    return Collected(rows, found, by_month.cohorts(tables, last), p.days, revised,
                     store.revisions())  # fmt: skip


def _ended(rows: pd.DataFrame, last: dt.date) -> pd.DataFrame:
    """Days up to the last, and today of the service; not what was kept under a wrong clock."""
    today = last + dt.timedelta(days=1)
    service = rows["collector"] == "performance"
    return rows[(rows["day"] <= last) | (service & (rows["day"] == today))].reset_index(drop=True)


def _begins(found: Volume, since: dt.date) -> dt.date:
    """The first day of the table that matters most: of days before it there is nothing to keep."""
    return min((min(each["day"]) for each in list(found.daily.values())[:1]), default=since)


def _first_to_collect(store: Store, p: Params, since: dt.date, last: dt.date) -> dt.date:
    """The first day since then that is not kept, or may still be corrected."""
    kept = store.days("business") | store.days("users")
    days = (since + dt.timedelta(days=n) for n in range((last - since).days + 1))
    missing = next((day for day in days if day not in kept), last)
    return min(missing, last - dt.timedelta(days=p.late_days))


def _of_days(
    tables: Tables, p: Params, found: Volume, state: Path, since: dt.date, last: dt.date
) -> list[pd.DataFrame]:
    first = min((min(each["day"]) for each in found.daily.values()), default=since)
    since = min(max(since, first), last)  # before the data begin there is nothing to know
    made = technical(tables, found, since, last)
    made += shop(tables, p, since, last)
    if tables.has("subscriptions"):
        made += subscriptions(tables, p, since, last)
    made += users(tables, p, since, last)
    return made + _of_service(tables, state)


def _of_service(tables: Tables, state: Path) -> list[pd.DataFrame]:
    """What the log of requests says; of models and days it does not know, the counters."""
    logged = performance(tables.connection, state)
    known = {(row.channel, row.day) for each in logged for row in each.itertuples()}
    counts = [
        each[[(row.channel, row.day) not in known for row in each.itertuples()]]
        for each in counted(state)
    ]
    return logged + counts


def _together(made: list[pd.DataFrame]) -> pd.DataFrame:
    empty = figures("users", "", pd.DataFrame({"day": [], "n": []}), "count", value="n")
    return pd.concat([each for each in made if len(each)] or [empty], ignore_index=True)
