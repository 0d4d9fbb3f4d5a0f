"""Channels: what a source, a medium and a campaign are called together, and which are few enough.

What web analytics tools write where nothing is known, as GA4's ``(not set)``, is left out of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from taller.messages.values import values
from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    import ibis

    from taller.data.tables import Tables

Grain = Literal["campaign", "medium"]
PARTS = ["source", "medium", "campaign"]
DIRECT = ("(direct)", "direct")
NOTHING = ("", "(none)", "(not set)", "(not provided)", "(data not available)", "none", "nan")
"""What web analytics tools write for nothing, in small letters."""
MOST_PAID = 8  # paid channels that are looked at one by one; the smallest others go together
MOST = 12  # channels that journeys are told of, likewise


@dataclass(frozen=True)
class Channels:
    """What each source, medium and campaign is called.

    Attributes
    ----------
    named : ``source``, ``medium``, ``campaign`` as they stand in the data, and their ``channel``
    paid : channels that money was spent on, the dearest first
    grain : what a channel is
    """

    named: pd.DataFrame
    paid: tuple[str, ...]
    grain: Grain

    def of(self, rows: ibis.Table) -> ibis.Table:
        """Rows with ``channel``, its name."""
        import ibis

        table = ibis.memtable(self.named)
        keys = [_key(rows[part]) == table[part] for part in PARTS]
        return rows.left_join(table, keys, rname="{name}_named")


def channels(tables: Tables, grain: Grain | None = None) -> Channels:
    """What is a channel here; what money was spent on keeps its own name first.

    Parameters
    ----------
    grain : None takes campaigns where at most `MOST_PAID` were paid for, else sources and media
    """
    rows = pd.concat([_amounts(tables, name) for name in ("spend", "sessions")])
    rows = rows.reset_index(drop=True)
    if grain is None:
        several = _names(rows[rows["cost"] > 0], "campaign").str.lower().nunique()
        grain = "campaign" if 0 < several <= MOST_PAID else "medium"
    rows["channel"] = _usual(rows.assign(channel=_names(rows, grain)))
    cost = rows.groupby("channel")["cost"].sum()
    visits = rows.groupby("channel")["n"].sum()
    paid = _few(rows, cost[cost > 0], MOST_PAID, say("channel-other-paid"))
    _few(rows, visits.drop(paid, errors="ignore"), MOST - len(paid), say("channel-others"))
    # What is paid for keeps its name, by which an engagement file may set its limits.
    rows["channel"] = rows["channel"].map(
        values("channel", rows["channel"].unique()) | {name: name for name in paid}
    )
    return Channels(rows[[*PARTS, "channel"]].drop_duplicates(PARTS), tuple(paid), grain)


def _amounts(tables: Tables, name: str) -> pd.DataFrame:
    """Each source, medium and campaign of a table: what it cost, and how many rows it has."""
    if not tables.has(name):
        empty = {part: pd.Series(dtype=object) for part in PARTS}
        return pd.DataFrame({**empty, "n": pd.Series(dtype=int), "cost": pd.Series(dtype=float)})
    rows = getattr(tables, name)
    cost = rows.cost.cast("float64").sum() if "cost" in rows.columns else rows.count() * 0.0
    grouped = rows.group_by(**{part: _key(rows[part]) for part in PARTS})
    frame = grouped.aggregate(n=rows.count(), cost=cost).to_pandas()
    return frame.sort_values(PARTS, kind="stable")


def _key(column: ibis.Value) -> ibis.Value:
    return column.cast("string").fill_null("")


def _names(rows: pd.DataFrame, grain: Grain) -> pd.Series:
    names = [name(*row, grain=grain) for row in rows[PARTS].itertuples(index=False)]
    return pd.Series(names, index=rows.index, dtype=object)


def name(source: str, medium: str, campaign: str, *, grain: Grain = "medium") -> str:
    """What a channel is called.

    >>> name("google", "cpc", "shopping", grain="campaign"), name("google", "(organic)", "")
    ('google · shopping', 'google · organic')
    """
    if source.strip().lower() in DIRECT:
        return say("channel-direct")
    parts = [_plain(source), (grain == "campaign" and _plain(campaign)) or _plain(medium)]
    return " · ".join(dict.fromkeys(filter(None, parts))) or say("channel-unknown")


def _plain(value: str) -> str:
    """A part without what analytics tools put around it; "" where it says nothing."""
    text = value.strip()
    return "" if text.lower() in NOTHING else text.strip("()")


def _usual(rows: pd.DataFrame) -> pd.Series:
    """One name where it is written in several ways, as Google and google: the one used most."""
    low = rows["channel"].str.lower()
    used = rows.groupby([low.rename("low"), "channel"])[["cost", "n"]].sum()
    used = used.sort_values(["cost", "n"], ascending=False, kind="stable").reset_index()
    return low.map(used.drop_duplicates("low").set_index("low")["channel"])


def _few(rows: pd.DataFrame, amounts: pd.Series, most: int, together: str) -> list[str]:
    """Put the smallest channels together where there are too many; what is left, largest first."""
    ranked = [*amounts.sort_values(ascending=False, kind="stable").index]
    if len(ranked) <= most:
        return ranked
    small = ranked[most - 1 :]
    rows["channel"] = rows["channel"].where(~rows["channel"].isin(small), together)
    return [*ranked[: most - 1], together]
