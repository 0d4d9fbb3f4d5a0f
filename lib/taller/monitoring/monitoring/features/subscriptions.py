"""The business by day where it sells subscriptions: what recurs, who came, who left."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from taller.monitoring.monitoring.features.rows import channel, figures, shares, with_totals

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.monitoring.monitoring.params import Params

SPLITS = ("plan", "industry", "country")
MONTH = pd.DateOffset(months=1)  # over which leaving is counted: contracts end by the month


def subscriptions(tables: Tables, p: Params, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    """Recurring revenue, paying accounts, who came and left, by source and plan; see `rows`."""
    held = _held(tables, p)
    days = pd.date_range(pd.Timestamp(since) - MONTH, until)
    running = _running(held, days)
    frame = with_totals(running, ["mrr", "accounts", "came", "went", "lost_month", "before"])
    frame = frame[frame["day"] >= pd.Timestamp(since)]
    return [
        figures("business", "mrr", frame, "money", value="mrr", n="accounts"),
        figures("business", "accounts", frame, "count", value="accounts"),
        figures("business", "new_accounts", frame, "count", value="came"),
        figures("business", "lost_accounts", frame, "count", value="went"),
        shares("business", "churn", frame, hits="lost_month", n="before"),
    ]


def _held(tables: Tables, p: Params) -> pd.DataFrame:
    """Each subscription with its account's channel and segment, and whether it opens or ends it."""
    table = tables.subscriptions
    kept = [name for name in ("account_id", "start_timestamp", "ended_timestamp", "plan", "mrr",
                              "arr") if name in table.columns]  # fmt: skip
    held = table.select(kept).to_pandas()
    held["mrr"] = held["mrr"].astype(float).fillna(held["arr"].astype(float) / 12).fillna(0.0)
    for name in ("start_timestamp", "ended_timestamp"):
        held[name] = pd.to_datetime(held[name]).dt.normalize()
    named = p.segment if p.segment in SPLITS else SPLITS[0]
    held["segment"] = held["plan"].fillna("?") if named == "plan" else "?"
    held["channel"] = ""
    if tables.has("accounts"):
        found = tables.accounts.mutate(channel=channel(tables.accounts, p.renamed))
        own = found.select("account_id", "channel", "industry", "country").to_pandas()
        own = held[["account_id"]].merge(own.drop_duplicates("account_id"), how="left")
        held["channel"] = own["channel"].fillna("(not set)").to_numpy()
        if named != "plan":
            held["segment"] = own[named].fillna("?").to_numpy()
    held = held.sort_values(["account_id", "start_timestamp"], ignore_index=True)
    by = held.groupby("account_id")
    held["opens"] = by.cumcount() == 0
    end = held["ended_timestamp"].fillna(pd.Timestamp.max.normalize())
    last = end.groupby(held["account_id"]).transform("max")
    # Of several that end together the last counts: an account leaves once.
    held["closes"] = (end == last) & ~held.assign(end=end).duplicated(["account_id", "end"], "last")
    return held


def _running(held: pd.DataFrame, days: pd.DatetimeIndex) -> pd.DataFrame:
    """By day, channel and segment: what recurs, who pays, who came and went, and over a month."""
    made = []
    for (name, part), rows in held.groupby(["channel", "segment"], sort=True):
        started, ended = rows["start_timestamp"], rows["ended_timestamp"]
        frame = pd.DataFrame({"day": days, "channel": name, "segment": part})
        frame["mrr"] = _up_to(started, rows["mrr"], days) - _up_to(ended, rows["mrr"], days)
        ones = pd.Series(1.0, index=rows.index)
        frame["accounts"] = _up_to(started, ones, days) - _up_to(ended, ones, days)
        gone = ended.where(rows["closes"])
        frame["came"] = _on(started.where(rows["opens"]), days)
        frame["went"] = _on(gone, days)
        frame["gone"] = frame["went"].cumsum()
        ago = frame.set_index("day").reindex(days - MONTH)  # the same day of the month before
        frame["lost_month"] = frame["gone"] - ago["gone"].to_numpy()
        frame["before"] = ago["accounts"].to_numpy()
        made.append(frame)
    return pd.concat(made, ignore_index=True).fillna(0.0)


def _on(moments: pd.Series, days: pd.DatetimeIndex) -> pd.Series:
    return moments.value_counts().reindex(days, fill_value=0).to_numpy(dtype=float)


def _up_to(moments: pd.Series, amounts: pd.Series, days: pd.DatetimeIndex) -> pd.Series:
    """What came up to each day, that day included."""
    sums = amounts.groupby(moments).sum().sort_index().cumsum()
    return sums.reindex(sums.index.union(days)).ffill().reindex(days).fillna(0.0).to_numpy()
