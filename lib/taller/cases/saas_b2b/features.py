"""Accounts as they stood at a date: contract, use, trouble; and until when each stayed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.cases.saas_b2b.messages import say
from taller.data.contract.integrity import STRAY
from taller.errors import AnalysisError

if TYPE_CHECKING:
    from taller.data.tables import Tables

WINDOW = 28  # days of use that are compared with those before
NUMBERS = (
    "seats", "mrr", "tenure_days", "renewal_days", "active_share", "days_a_seat", "change",
    "functions", "idle_days", "tickets", "urgent", "satisfaction", "seat_change",
)  # fmt: skip
HEAVY = 0.1  # share of the revenue from which one account is named as what figures rest on
KINDS = ("plan", "billing_period", "industry", "source")


@dataclass(frozen=True)
class Gathered:
    """A client's accounts, at any date.

    Attributes
    ----------
    spells : one row per subscription and plan, with ``opens`` and ``closes`` as days (NaT: open)
    accounts : by account_id, what the client says of each, and its ``opened`` and ``left``
    begins, end : first and last day of which use is known
    unknown : accounts said to have left without a day, which are left out
    """

    tables: Tables
    spells: pd.DataFrame
    accounts: pd.DataFrame
    begins: pd.Timestamp
    end: pd.Timestamp
    unknown: int
    never_used: int
    before: int

    @property
    def today(self) -> pd.Timestamp:
        """The day after the last of which use is known."""
        return self.end + pd.Timedelta(days=1)

    def at(self, day: pd.Timestamp) -> pd.DataFrame:
        """The accounts that subscribe on a day, described by what was known before it."""
        if day not in self._kept:
            self._kept[day] = self._described(day)
        return self._kept[day]

    @cached_property
    def _kept(self) -> dict[pd.Timestamp, pd.DataFrame]:
        return {}

    @property
    def heaviest(self) -> float | None:
        """Share of the monthly revenue that one account holds; None where none holds much."""
        return heaviest(self._paid(self.today)["mrr"])

    def _described(self, day: pd.Timestamp) -> pd.DataFrame:
        now, before = self._paid(day), self._paid(day - pd.Timedelta(days=180))
        frame = now.join(self.accounts, how="inner")
        frame["tenure_days"] = (day - frame["opened"]).dt.days
        yearly = (
            frame["billing_period"].astype(str).str.contains("year|annual|anual|año", case=False)
        )
        left = 365 - (day - frame["opened"]).dt.days % 365
        frame["renewal_days"] = np.where(yearly, left, 30)
        frame["seat_change"] = frame["seats"] / before["seats"].reindex(frame.index) - 1
        frame = frame.join(self._used(day)).join(self._asked(day))
        for name in ("active", "days", "days_before", "functions", "tickets", "urgent"):
            frame[name] = frame[name].fillna(0)
        frame["active_share"] = (frame["active"] / frame["seats"].clip(lower=1)).clip(upper=2)
        frame["days_a_seat"] = frame["days"] / frame["seats"].clip(lower=1)
        frame["change"] = np.log1p(frame["days"]) - np.log1p(frame["days_before"])
        frame["idle_days"] = frame["idle_days"].fillna(2 * WINDOW)
        return frame

    def _paid(self, day: pd.Timestamp) -> pd.DataFrame:
        on = (self.spells["opens"] <= day) & ~(self.spells["closes"] <= day)
        grouped = self.spells[on].sort_values("opens").groupby("account_id")
        return grouped.agg(seats=("seats", "sum"), mrr=("mrr", "sum"), plan=("plan", "last"),
                           billing_period=("billing_period", "last"))  # fmt: skip

    def _used(self, day: pd.Timestamp) -> pd.DataFrame:
        usage = self.tables.usage
        since = (day - pd.Timedelta(days=2 * WINDOW)).to_pydatetime()
        half = (day - pd.Timedelta(days=WINDOW)).to_pydatetime()
        when = usage.event_timestamp
        recent = usage.filter(when >= since, when < day.to_pydatetime(), usage.account_id.notnull())
        rows = recent.mutate(person=recent.user_id.coalesce(recent.account_id),
                             day=recent.event_timestamp.date(),
                             late=recent.event_timestamp >= half)  # fmt: skip
        # Step by step: distinct texts counted at once would take twice as long.
        days = rows.group_by("account_id", "person", "day").aggregate(
            late=rows.late.max(), last=rows.event_timestamp.max()
        )
        people = days.group_by("account_id", "person").aggregate(
            days=days.late.sum(), days_before=(~days.late).sum(), last=days["last"].max()
        )
        found = people.group_by("account_id").aggregate(
            active=(people.days > 0).sum(), days=people.days.sum(),
            days_before=people.days_before.sum(), last=people["last"].max(),
        ).to_pandas().set_index("account_id")  # fmt: skip
        known = rows.filter(rows.late).select("account_id", "feature").distinct()
        functions = known.group_by("account_id").aggregate(functions=known.feature.count())
        found = found.join(functions.to_pandas().set_index("account_id"))
        found["idle_days"] = (day - pd.to_datetime(found.pop("last"))).dt.days
        return found

    def _asked(self, day: pd.Timestamp) -> pd.DataFrame:
        names = ["tickets", "urgent", "satisfaction"]
        if not self.tables.has("tickets"):
            return pd.DataFrame(columns=names, dtype=float)
        tickets = self.tables.tickets
        since = (day - pd.Timedelta(days=90)).to_pydatetime()
        late = tickets.filter(tickets.created_timestamp >= since,
                              tickets.created_timestamp < day.to_pydatetime())  # fmt: skip
        urgent = late.priority.lower().isin(("urgent", "high", "alta", "urgente", "critical"))
        return late.group_by("account_id").aggregate(
            tickets=late.count(), urgent=urgent.sum(), satisfaction=late.satisfaction.mean()
        ).to_pandas().set_index("account_id")  # fmt: skip

    def features(self, day: pd.Timestamp) -> pd.DataFrame:
        """The columns that models learn from."""
        frame = self.at(day)
        kinds = frame[list(KINDS)].astype("object").where(frame[list(KINDS)].notna(), "?")
        return frame[list(NUMBERS)].astype(float).join(kinds)

    def stays(self, day: pd.Timestamp, days: int) -> np.ndarray:
        """Whether each account of `at` is still there so many days later."""
        left = self.at(day)["left"]
        return ~(left <= day + pd.Timedelta(days=days)).to_numpy()

    def watched(self, day: pd.Timestamp, days: int) -> bool:
        """Whether use is known two windows before a day, and what followed so long after it."""
        early = day - pd.Timedelta(days=2 * WINDOW) >= self.begins
        return bool(early and day + pd.Timedelta(days=days) <= self.end + pd.Timedelta(days=1))


def heaviest(amounts: pd.Series) -> float | None:
    """Share of the largest amount in all, where it is large enough to be named.

    >>> heaviest(pd.Series([60.0, 30.0, 30.0])), heaviest(pd.Series([1.0] * 100))
    (0.5, None)
    """
    whole = float(amounts.sum())
    share = float(amounts.max()) / whole if whole > 0 else 0.0
    return share if share >= HEAVY else None


def gather(tables: Tables) -> Gathered:
    """A client's accounts.

    Raises
    ------
    AnalysisError
        If there are no subscriptions or no use of which accounts are known.
    """
    for name in ("subscriptions", "usage"):
        if not tables.has(name):
            raise AnalysisError(say("no-table", table=name))
    spells = tables.subscriptions.to_pandas()
    spells["mrr"] = spells["mrr"].astype(float).fillna(0.0)
    spells["seats"] = spells["seats"].astype(float).fillna(1.0)
    spells = spells.rename(columns={"start_timestamp": "opens", "ended_timestamp": "closes"})
    for name in ("opens", "closes"):
        spells[name] = pd.to_datetime(spells[name])
    usage = tables.usage
    known = usage.filter(usage.account_id.notnull())
    span = known.aggregate(
        first=known.event_timestamp.quantile(STRAY), last=known.event_timestamp.max()
    )
    first, last = (pd.Timestamp(v) for v in span.to_pandas().iloc[0])
    if pd.isna(first):
        raise AnalysisError(say("no-usage"))
    begins, end = first.normalize(), last.normalize()
    accounts, unknown = _lives(tables, spells, end)
    spells = spells[spells["account_id"].isin(accounts.index)]
    firsts = known.group_by("account_id").aggregate(first=known.event_timestamp.min()).to_pandas()
    firsts = firsts.set_index("account_id")["first"].reindex(accounts.index)
    paid = (accounts["opened"] <= end) & ~(accounts["left"] <= begins)
    return Gathered(
        tables, spells, accounts, begins, end, unknown, int((firsts.isna() & paid).sum()),
        int((pd.to_datetime(firsts).dt.normalize() < accounts["opened"].dt.normalize()).sum()),
    )  # fmt: skip


def _lives(tables: Tables, spells: pd.DataFrame, end: pd.Timestamp) -> tuple[pd.DataFrame, int]:
    """When each account began and left; those that left on an unknown day apart."""
    each = spells.groupby("account_id")
    opened, closed = each["opens"].min(), each["closes"].max()
    goes_on = spells["closes"].isna().groupby(spells["account_id"]).any()
    said = spells["churned"].eq(True).groupby(spells["account_id"]).any()
    left = closed.where(~goes_on & (closed <= end + pd.Timedelta(days=1)))
    unknown = said & goes_on
    frame = pd.DataFrame({"opened": opened, "left": left})[~unknown]
    frame = frame[frame["opened"] <= end]
    names = ["industry", "source", "accepts_marketing"]
    if tables.has("accounts"):
        told = tables.accounts.select("account_id", *names).to_pandas().set_index("account_id")
        return frame.join(told), int(unknown.sum())
    return frame.assign(**dict.fromkeys(names)), int(unknown.sum())


def day_of(end: pd.Timestamp) -> dt.date:
    """The day after the data ends, on which accounts are described for the campaign."""
    return (end + pd.Timedelta(days=1)).date()
