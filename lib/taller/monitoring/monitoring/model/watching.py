"""What each figure should have been, day by day, and what changed beyond chance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from taller import language
from taller.measurement import estimates
from taller.monitoring.monitoring.result import Change, Odd, Series
from taller.phase import Estimate, Unit

if TYPE_CHECKING:
    from taller.monitoring.monitoring.features.collecting import Collected
    from taller.monitoring.monitoring.model.series import ChangePoint, Unusual, Watch
    from taller.monitoring.monitoring.params import Params

Sum = Literal["mean", "last", "pooled"]
SUMMED: Mapping[str, Sum] = {
    "sales": "mean", "orders": "mean", "visits": "mean", "conversion": "pooled",
    "new_customers": "mean", "spend": "mean", "cost_per_new_customer": "pooled",
    "mrr": "last", "accounts": "last", "new_accounts": "mean", "lost_accounts": "mean",
    "churn": "last", "active": "mean", "back": "pooled", "viewed": "pooled", "carted": "pooled",
    "checkout": "pooled", "bought": "pooled", "requests_for_help": "mean",
    "satisfaction": "pooled", "written": "mean",
}  # fmt: skip
"""How days of a figure become one: their mean, the last one, or all their cases as one."""
FROM = {
    "sales": "orders", "orders": "orders", "new_customers": "orders",
    "visits": "sessions", "conversion": "sessions", "spend": "spend", "viewed": "events",
    "carted": "events", "checkout": "events", "bought": "events", "requests_for_help": "tickets",
    "satisfaction": "tickets", "written": "texts", "cost_per_new_customer": "orders",
}  # fmt: skip
"""The table a figure is counted from; of others see `table_of`."""
UNSOUND = ("absent", "partial", "doubled")
COUNTED = ("mrr", "accounts", "lost_accounts", "churn")
"""Figures without a band: what is there at a time has no level, and contracts end by the month."""
RECENT = 28  # days whose changes and odd days are told
NEAR = 14  # days on either side of a change by which it is told
BY_CHANNEL = ("visits", "spend")
EVES = ((12, 25), (1, 1))  # holidays whose eve is none by law, and no day like others
LARGE = 20  # a day, from which a channel's figure is watched by itself


def table_of(metric: str, found: Collected) -> str:
    """The table a figure is counted from."""
    if metric in ("active", "back"):
        return "usage" if "usage" in found.volume.daily else "sessions"
    return FROM.get(metric, "subscriptions")


def sound(found: Collected, metric: str, channel: str = "", segment: str = "") -> pd.DataFrame:
    """A series without the days on which its table did not arrive whole: these are not known."""
    rows = found.of(metric, channel, segment)
    table = table_of(metric, found)
    bad = {gap.day for gap in found.volume.gaps if gap.table == table and gap.why in UNSOUND}
    if not bad:
        return rows
    return rows.assign(value=rows["value"].mask(rows["day"].isin(bad)))


def over(
    found: Collected, metric: str, first: dt.date, last: dt.date, *, method: str,
    channel: str = "", segment: str = "",
) -> Estimate | None:  # fmt: skip
    """A figure over some days: a mean a day, the last one, or all cases as one.

    Parameters
    ----------
    method : how it is said to be made

    Returns
    -------
    With Wilson's interval for a share; else as it was counted. None where no day is known
    """
    rows = sound(found, metric, channel, segment)
    rows = rows[(rows["day"] >= first) & (rows["day"] <= last) & rows["value"].notna()]
    if rows.empty:
        return None
    unit, how = str(rows["unit"].iloc[0]), SUMMED.get(metric, "mean")
    if how == "last":
        rows = rows.tail(1)
    n = int(rows["n"].fillna(0).sum())
    if unit == "share" and n:
        hits = round(float((rows["value"] * rows["n"]).sum()))
        return estimates.share(hits, n)
    value = float(np.average(rows["value"], weights=rows["n"].astype(float))) \
        if how == "pooled" and n else float(rows["value"].mean())  # fmt: skip
    value = round(value, 0 if abs(value) >= 100 else 1) if unit == "count" else value
    kept = unit if unit in ("money", "days") else "number"
    kept = "count" if unit == "count" and abs(value) >= 10 else kept  # 0.4 a day is no count
    return Estimate.exact(value, unit=kept, n=n or len(rows), method=method)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Watched:
    """Every figure beside what it should have been.

    Attributes
    ----------
    by : each series that is watched
    changes : of level in the last weeks, the last of each series; totals first, as they matter
    odd : days of the last weeks whose value chance does not explain, over all series together
    holidays : days that are not judged
    earlier : since when the level of series that changed before these weeks is what it is
    """

    by: Mapping[Series, Watch]
    changes: tuple[Change, ...] = ()
    odd: tuple[Odd, ...] = ()
    earlier: Mapping[Series, dt.date] = field(default_factory=dict)
    holidays: frozenset[dt.date] = frozenset()


def watch(found: Collected, p: Params | None = None) -> Watched:
    """Learn what each figure should be by its own past, and what has changed since.

    Public holidays of the client's country are no guide to other days, and not judged.
    """
    from taller.monitoring.monitoring.model.series import borne_out, unusual
    from taller.monitoring.monitoring.model.series import watch as watched

    by: dict[Series, Watch] = {}
    counted: dict[Series, pd.DataFrame] = {}
    off = holidays(country(p), found.rows["day"])
    units: dict[Series, Unit] = {}
    for series in _series(found):
        counted[series] = rows = sound(found, series.metric, series.channel)
        units[series] = rows["unit"].iloc[0]
        of_cases = units[series] == "share" or SUMMED[series.metric] == "pooled"
        counts = rows["n"].astype(float) if of_cases and rows["n"].notna().all() else None
        by[series] = watched(list(rows["day"]), rows["value"].to_numpy(dtype=float), counts,
                             holidays=off)  # fmt: skip
    if found.last is None or not by:
        return Watched(by)
    since = found.last - dt.timedelta(days=RECENT - 1)
    steps = borne_out(by)
    last = {series: told[-1] for series, told in steps.items()}
    changes = [
        _change(series, told, units[series],
                _levels(told, steps[series][:-1], counted[series], SUMMED[series.metric]))
        for series, told in last.items() if told.day >= since
    ]  # fmt: skip
    earlier = {series: told.day for series, told in last.items() if told.day < since}
    changes += _left(found)
    names = {str(place): series for place, series in enumerate(by)}
    found_odd = unusual({name: by[series] for name, series in names.items()}, since)
    return Watched(
        by, tuple(changes), tuple(_odd(names[each.name], each, units) for each in found_odd),
        earlier, off & set(found.rows["day"]),
    )  # fmt: skip


def country(p: Params | None) -> str:
    """Whose public holidays are not judged, by ISO 3166: the one named, else the run's locale's."""
    return (p and p.holidays) or language.current().locale.partition("_")[2]


def holidays(country: str, days: Iterable[dt.date]) -> frozenset[dt.date]:
    """Public holidays in the years of some days, and the eves of Christmas and of New Year.

    None where the country is not known.

    Parameters
    ----------
    country : by ISO 3166

    >>> [f"{day:%d %b}" for day in sorted(holidays("ES", [dt.date(2026, 1, 2)]))[:3]]
    ['31 Dec', '01 Jan', '06 Jan']
    """
    import holidays as calendars

    years = {day.year for day in days}
    if not years or country not in calendars.list_supported_countries():  # es_419 has none
        return frozenset()
    known = frozenset(calendars.country_holidays(country, years={*years, max(years) + 1}))
    eves = {day - dt.timedelta(days=1) for day in known if (day.month, day.day) in EVES}
    return known | eves


def _series(found: Collected) -> Iterator[Series]:
    """The totals that are watched, then the larger channels."""
    held = dict(zip(found.rows["metric"], found.rows["collector"], strict=True))
    for metric in SUMMED:
        if metric in held and metric not in COUNTED:
            yield Series(collector=held[metric], metric=metric)
    for metric in BY_CHANNEL:
        if metric in held:
            for channel in found.channels(metric):
                if found.of(metric, channel)["value"].median() >= LARGE:
                    yield Series(collector=held[metric], metric=metric, channel=channel)


def _left(found: Collected) -> list[Change]:
    """Whether more accounts, or fewer, left in the last month than in the month before."""
    rows = found.of("churn")
    ago = (pd.Timestamp(found.last) - pd.DateOffset(months=1)).date()
    ends = [rows[rows["day"] == day] for day in (ago, found.last)]
    if any(each["value"].isna().all() for each in ends):
        return []
    (before, n_before), (after, n_after) = (
        (float(each["value"].iloc[0]), float(each["n"].iloc[0])) for each in ends
    )
    of_all = (before * n_before + after * n_after) / (n_before + n_after)
    spread = (of_all * (1 - of_all) * (1 / n_before + 1 / n_after)) ** 0.5
    if abs(after - before) <= estimates.SURE * spread:
        return []
    reach = 1.96 * spread
    return [Change(series=Series(collector="business", metric="churn"), day=ago, first=ago,
                   last=found.last, before=before, after=after, low=after - before - reach,
                   high=after - before + reach, unit="share")]  # fmt: skip


def _levels(
    found: ChangePoint, earlier: Sequence[ChangePoint], rows: pd.DataFrame, how: Sum
) -> tuple[float, float]:
    """What was counted in two weeks before a change, and in two weeks since.

    A regression's own level is of no use to a reader: where a figure remembers long, what lies
    far from what was ever counted fits as well, and only the step between two levels is known.

    Parameters
    ----------
    earlier : the changes before it: what lies before the last of these is another level
    how : a mean of days, or all their cases as one
    """
    near = dt.timedelta(days=NEAR)
    begin = max([found.day - near, *(each.day for each in earlier)])
    known = rows[rows["value"].notna()]
    day = known["day"]
    sides = (known[(day >= begin) & (day < found.day)],
             known[(day >= found.day) & (day < found.day + near)])  # fmt: skip
    if any(side.empty for side in sides):
        return found.before, found.after
    before, after = (
        float(np.average(side["value"], weights=side["n"].astype(float)))
        if how == "pooled" and side["n"].fillna(0).sum() else float(side["value"].mean())
        for side in sides
    )  # fmt: skip
    if (after - before) * found.effect > 0:
        return before, after
    return found.before, found.after  # its season or its trend hides the step


def _change(series: Series, found: ChangePoint, unit: Unit, levels: tuple[float, float]) -> Change:
    low, high = found.beside(levels[0])
    return Change(series=series, day=found.day, first=found.first, last=found.last,
                  before=levels[0], after=levels[1], low=low, high=high, unit=unit,
                  back=found.growth * found.effect < 0)  # fmt: skip


def _odd(series: Series, found: Unusual, units: Mapping[Series, Unit]) -> Odd:
    return Odd(series=series, day=found.day, value=found.value, expected=found.expected,
               low=found.low, high=found.high, unit=units[series])  # fmt: skip
