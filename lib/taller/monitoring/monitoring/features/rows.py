"""Rows of figures: one for each metric, day, channel and segment, with the totals above them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.monitoring.monitoring.artifacts.store import COLUMNS

if TYPE_CHECKING:
    import ibis

    from taller.phase import Unit

UNKNOWN = "(not set)"  # as web analytics call a visit that says nothing of where it came from
ALL = ""
Z = 1.959963984540054  # 95 %


def of_days(table: ibis.Table, moment: str, since: dt.date, until: dt.date) -> ibis.Table:
    """A table's rows from a day to another, both included, with their ``day``."""
    import ibis

    kept = table.filter(
        table[moment] >= ibis.literal(since).cast(table[moment].type()),
        table[moment] < ibis.literal(until + dt.timedelta(days=1)).cast(table[moment].type()),
    )
    return kept.mutate(day=kept[moment].date() if kept[moment].type().is_timestamp() else moment)


def channel(table: ibis.Table, renamed: Mapping[str, str]) -> ibis.Value:
    """Where something came from: source and medium, under the name it has now."""
    import ibis

    parts = [table[name].nullif("") for name in ("source", "medium") if name in table.columns]
    if not parts:
        return ibis.literal(ALL)
    told = parts[0].fill_null("?") if len(parts) == 1 else _both(*parts)
    told = told.replace("? / ?", UNKNOWN) if len(parts) == 2 else told.replace("?", UNKNOWN)
    return told.substitute(dict(renamed)) if renamed else told


def _both(source: ibis.Value, medium: ibis.Value) -> ibis.Value:
    return source.fill_null("?") + " / " + medium.fill_null("?")


def with_totals(fine: pd.DataFrame, sums: Sequence[str]) -> pd.DataFrame:
    """Additive counts by day, channel and segment, and above them by channel, segment and in all.

    Parameters
    ----------
    fine : ``day``, ``channel``, ``segment`` and the sums
    """
    parts, made = ("channel", "segment"), []
    for names in ((), parts[:1], parts[1:], parts):
        part = fine.groupby(["day", *names], sort=True, as_index=False)[list(sums)].sum()
        made.append(part.assign(**{each: ALL for each in parts if each not in names}))
    whole = pd.concat(made, ignore_index=True)
    return whole.drop_duplicates(["day", *parts], ignore_index=True)


def figures(
    collector: str,
    metric: str,
    frame: pd.DataFrame,
    unit: Unit,
    *,
    value: str,
    n: str | None = None,
) -> pd.DataFrame:
    """One metric's rows of a frame by day.

    Parameters
    ----------
    value, n : its columns; a count is its own ``n``
    """
    counted = frame[n] if n else frame[value] if unit == "count" else pd.NA
    return pd.DataFrame({
        "collector": collector, "metric": metric, "day": _dates(frame["day"]),
        "channel": frame.get("channel", ALL), "segment": frame.get("segment", ALL),
        "value": frame[value].astype(float), "n": counted, "low": np.nan, "high": np.nan,
        "unit": unit,
    })[list(COLUMNS)]  # fmt: skip


def shares(collector: str, metric: str, frame: pd.DataFrame, *, hits: str, n: str) -> pd.DataFrame:
    """A share's rows with Wilson's interval; not known where there is nothing to share.

    >>> frame = pd.DataFrame({"day": [dt.date(2026, 1, 1)], "hits": [10], "n": [100]})
    >>> made = shares("business", "conversion", frame, hits="hits", n="n").iloc[0]
    >>> float(made["value"]), round(float(made["low"]), 4), round(float(made["high"]), 4)
    (0.1, 0.0552, 0.1744)
    """
    of = frame[n].astype(float)
    made = wilson(frame[hits].astype(float), of)
    rows = figures(collector, metric, frame.assign(share=made["value"]), "share",
                   value="share", n=n)  # fmt: skip
    return rows.assign(low=made["low"], high=made["high"])


def wilson(hits: pd.Series, n: pd.Series) -> pd.DataFrame:
    """Many shares with Wilson's interval of 95 %: ``value``, ``low``, ``high``; see `estimates`."""
    of = n.where(n > 0)
    p = hits / of
    centre, spread = p + Z**2 / (2 * of), Z * np.sqrt(p * (1 - p) / of + Z**2 / (4 * of**2))
    low, high = (centre - spread) / (1 + Z**2 / of), (centre + spread) / (1 + Z**2 / of)
    return pd.DataFrame({"value": p, "low": low, "high": high})


def every_day(frame: pd.DataFrame, since: dt.date, until: dt.date) -> pd.DataFrame:
    """A frame by ``day`` with a row for each day, zero where nothing was counted."""
    days = [each.date() for each in pd.date_range(since, until)]
    return (
        frame.assign(day=_dates(frame["day"])).set_index("day").reindex(days).fillna(0)
        .rename_axis("day").reset_index()
    )  # fmt: skip


def _dates(days: pd.Series) -> pd.Series:
    return pd.Series(pd.to_datetime(days).dt.date, index=days.index, dtype=object)
