"""Spend and sales by week, channel and, where both are told of, region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from taller.looked import Looked
from taller.measurement import media_mix
from taller.measurement.media_mix.panel import LEAST_WEEKS
from taller.monitoring.optimisation.features.channels import Channels
from taller.monitoring.optimisation.features.controls import controls
from taller.monitoring.optimisation.features.newcomers import newcomers
from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.monitoring.optimisation.params import Params

Why = Literal["no_spend", "no_sales", "short", "constant", "gaps", "monthly"]
MOSTLY = 0.8  # share of the sales whose customers' region is known, from which regions are told
WEEK = pd.Timedelta(days=7)
SPARSE = 10  # days between two that tell spend from which it is told by the month, not the week
KNOWN = 0.99  # share of the spend whose region is known, from which regions are told apart


@dataclass(frozen=True)
class Media(Looked):
    """What was spent and sold, week by week.

    Attributes
    ----------
    panel : None where nothing can be learned of it, and `why`
    weeks : whole weeks of both
    gap : the first week without sales, where there is one
    regional : whether by region
    cut : weeks of sales left out at the end, since no spend is told of them
    by_region : sales of those weeks by the customers' region, where spend is not told by region
    each : where accounts are won and not goods sold, what a new one counts as: a year's revenue
    """

    panel: media_mix.Panel | None = None
    why: Why | None = None
    weeks: int = 0
    gap: pd.Timestamp | None = None
    cut: int = 0
    by_region: pd.DataFrame | None = None
    each: float | None = None

    @property
    def of(self) -> Literal["sales", "accounts"]:
        """What spend is held against."""
        return "sales" if self.each is None else "accounts"

    @property
    def beside(self) -> tuple[str, ...]:
        """What else is taken into account, beside season and trend."""
        return self.panel.control_names if self.panel is not None else ()

    @property
    def regional(self) -> bool:
        """Whether spend and sales are told by region."""
        return self.panel is not None and len(self.panel.regions) > 1


def read_media(tables: Tables, channels: Channels, p: Params) -> Media:
    """Spend by channel and net sales of whole weeks, Monday to Sunday; or accounts that began."""
    spend = _spend(tables, channels)
    if spend is None or spend["cost"].sum() <= 0:
        return Media(why="no_spend")
    regional = "region" in spend
    sales, each = _sales(tables, regional), None
    if sales is None and (begun := newcomers(tables)) is not None:
        sales, each = begun
    if sales is None or sales.empty:
        return Media(why="no_sales")
    days = np.sort(spend["week"].unique())
    if len(days) > 1 and np.median(np.diff(days).astype("timedelta64[D]").astype(int)) > SPARSE:
        return Media(why="monthly")
    weeks, cut = _whole(spend["week"], sales["week"])
    if len(weeks) < LEAST_WEEKS:
        return Media(why="short", weeks=len(weeks))
    kept = [frame[frame["week"].between(weeks[0], weeks[-1] + WEEK - pd.Timedelta(days=1))]
            for frame in (spend, sales)]  # fmt: skip
    if (gap := _gap(kept[1], weeks)) is not None:
        return Media(why="gaps", weeks=len(weeks), gap=gap)
    by_week = kept[0].groupby(["channel", _monday(kept[0]["week"])])["cost"].sum().unstack(0)
    by_week = by_week.reindex(weeks).fillna(0.0)
    if not (by_week.std() > 1e-6 * by_week.max()).any():
        return Media(why="constant", weeks=len(weeks))
    beside = controls(tables, weeks, regional=regional, holidays=p.holidays)
    # The first and the last week may hold no spend; the panel begins and ends with it otherwise.
    ends = pd.DataFrame({"week": [weeks[0], weeks[-1]], "channel": by_week.columns[0], "cost": 0.0})
    if regional:
        ends["region"] = kept[0]["region"].iloc[0]
    panel = media_mix.from_tables(pd.concat([kept[0], ends]), kept[1], controls=beside)
    by_region = None if regional else _by_region(tables, weeks)
    return Media(panel, weeks=len(weeks), cut=cut, by_region=by_region, each=each)


def _monday(days: pd.Series) -> pd.Series:
    return (days - pd.to_timedelta(days.dt.day_of_week, unit="D")).dt.normalize()


def _spend(tables: Tables, channels: Channels) -> pd.DataFrame | None:
    """``week`` (the day), ``channel``, ``cost`` and, where it is known, ``region``."""
    if not tables.has("spend"):
        return _regional_spend(tables)
    rows = channels.of(tables.spend)
    names = ["channel", "region"] if "region" in rows.columns else ["channel"]
    grouped = rows.group_by(week=rows.date, **{name: rows[name] for name in names})
    frame = grouped.aggregate(cost=rows.cost.cast("float64").sum()).to_pandas()
    frame["week"] = pd.to_datetime(frame["week"])
    frame = frame.sort_values(["week", *names], kind="stable")
    if "region" in frame:
        known = frame.loc[frame["region"].notna(), "cost"].sum()
        if not _are_named(tables) or known < KNOWN * frame["cost"].sum():
            frame = frame.groupby(["week", "channel"], as_index=False)["cost"].sum()
    return frame


def _are_named(tables: Tables) -> bool:
    """Whether sales are told by region; those of a table that names none are of the whole."""
    if not tables.has("regions"):
        return False
    return bool(tables.regions.region.notnull().any().execute())


def _regional_spend(tables: Tables) -> pd.DataFrame | None:
    if not tables.has("regions"):
        return None
    rows = tables.regions.select("region", "date", "cost").to_pandas()
    if rows["cost"].isna().all():
        return None
    frame = pd.DataFrame({
        "week": pd.to_datetime(rows["date"]), "channel": say("channel-advertising"),
        "cost": rows["cost"].astype(float).fillna(0.0), "region": rows["region"],
    })  # fmt: skip
    return frame if _are_named(tables) else frame.drop(columns="region")


def _sales(tables: Tables, regional: bool) -> pd.DataFrame | None:
    """``week`` (the day), ``value`` and, if asked for, ``region``; else of all regions together."""
    if regional or (tables.has("regions") and not tables.has("orders")):
        rows = tables.regions.select("region", "date", "value").to_pandas()
        frame = pd.DataFrame({"week": pd.to_datetime(rows["date"]), "region": rows["region"],
                              "value": rows["value"].astype(float)})  # fmt: skip
        return frame if regional else frame.groupby("week", as_index=False)["value"].sum()
    if not tables.has("orders"):
        return None
    orders = tables.orders
    grouped = orders.group_by(week=orders.event_timestamp.date())
    frame = grouped.aggregate(value=orders.value.cast("float64").sum()).to_pandas()
    return frame.assign(week=pd.to_datetime(frame["week"])).sort_values("week", kind="stable")


def _whole(spend: pd.Series, sales: pd.Series) -> tuple[pd.DatetimeIndex, int]:
    """The Mondays of weeks that lie wholly within both, and weeks of sales after the last spend."""
    begins = max(spend.min(), sales.min())
    first = begins + pd.Timedelta(days=-begins.day_of_week % 7)
    spent, sold = _last(spend), _last(sales)
    last = min(spent, sold)
    weeks = pd.date_range(first, last, freq="7D") if first <= last else pd.DatetimeIndex([])
    return weeks, max(int((sold - spent) / WEEK), 0)


def _last(days: pd.Series) -> pd.Timestamp:
    """The Monday of the last whole week; what is told by the week stands on any day of it."""
    weekly = bool((days.drop_duplicates().diff().dropna() >= WEEK).all())
    until = days.max() if weekly else days.max() - WEEK + pd.Timedelta(days=1)
    return until - pd.Timedelta(days=until.day_of_week)


def _gap(sales: pd.DataFrame, weeks: pd.DatetimeIndex) -> pd.Timestamp | None:
    """The first week in which a region tells no sales."""
    names = [sales["region"]] if "region" in sales else []
    sold = sales.groupby([_monday(sales["week"]).rename("week"), *names])["value"].count()
    table = sold.unstack() if names else sold.to_frame()
    lacking = table.reindex(weeks).isna().any(axis=1)
    return weeks[int(lacking.argmax())] if lacking.any() else None


def _by_region(tables: Tables, weeks: pd.DatetimeIndex) -> pd.DataFrame | None:
    """Weeks down, regions across; None where the regions of most sales are not known."""
    if not tables.has("customers") or not tables.has("orders"):
        return None
    orders, customers = tables.orders, tables.customers
    rows = orders.left_join(customers, "user_id", rname="{name}_known")
    week = rows.event_timestamp.truncate("W").date()
    grouped = rows.group_by(week=week, region=rows.region)
    frame = grouped.aggregate(value=rows.value.cast("float64").sum()).to_pandas()
    named = frame[frame["region"].notna()]
    if named["value"].sum() < MOSTLY * frame["value"].sum():
        return None
    table = named.pivot(index="week", columns="region", values="value")
    table.index = pd.to_datetime(table.index)
    table = table.reindex(weeks).fillna(0.0).sort_index(axis=1)
    return table.loc[:, table.sum() > 0]
