"""Accounts that began to pay, day by day, where subscriptions are sold and not goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from taller.data.tables import Tables

MONTHS = 12  # of what a new account pays, by which it is counted


def newcomers(tables: Tables) -> tuple[pd.DataFrame, float] | None:
    """``week`` (the day) and ``value`` of the accounts that began, and what each counts as.

    Each counts alike, as what all of them pay on average in a year at what they began with: large
    accounts are too few for their weeks to tell what brought them. A day without any is one of
    none.

    Returns
    -------
    None where no subscription tells what it pays
    """
    if not tables.has("subscriptions"):
        return None
    spells = tables.subscriptions.select("account_id", "start_timestamp", "mrr").to_pandas()
    begun = spells.sort_values("start_timestamp", kind="stable").groupby("account_id").first()
    paid = begun["mrr"].astype(float).fillna(0.0)
    if begun.empty or paid.mean() <= 0:
        return None
    each = float(MONTHS * paid.mean())
    days = pd.to_datetime(begun["start_timestamp"]).dt.normalize()
    every = pd.date_range(days.min(), days.max())
    counts = days.value_counts().reindex(every, fill_value=0)
    return pd.DataFrame({"week": every, "value": counts.to_numpy() * each}), each
