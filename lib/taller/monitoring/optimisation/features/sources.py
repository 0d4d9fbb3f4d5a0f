"""Where customers or accounts came from, for who keeps one source of each and no visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from taller.looked import Looked
from taller.messages.values import values
from taller.monitoring.optimisation.features.channels import MOST, name
from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    from taller.data.tables import Tables

Of = Literal["accounts", "customers"]


@dataclass(frozen=True)
class Sources(Looked):
    """A row for each account or customer.

    Attributes
    ----------
    of : what is counted; None where no sources are known
    rows : ``source``; ``value``, revenue of a month today (accounts) or net sales in all
        (customers); ``kept``, whether it still pays (accounts)
    unknown : how many more have no source
    """

    of: Of | None
    rows: pd.DataFrame
    unknown: int = 0
    until: pd.Timestamp | None = None


def read_sources(tables: Tables, known: bool = False) -> Sources:
    """Accounts by source with what they pay, else customers with what they bought.

    Parameters
    ----------
    known : whether journeys tell all channels of a sale, beside which one source tells little
    """
    if known:
        return Sources(None, pd.DataFrame())
    if tables.has("accounts") and tables.has("subscriptions"):
        return _accounts(tables)
    if tables.has("customers") and tables.has("orders"):
        return _customers(tables)
    return Sources(None, pd.DataFrame())


def _accounts(tables: Tables) -> Sources:
    spells = tables.subscriptions.select("account_id", "start_timestamp", "ended_timestamp", "mrr")
    spells = spells.to_pandas()
    until = spells["start_timestamp"].max()
    if tables.has("usage"):
        until = max(until, tables.usage.event_timestamp.max().execute())
    begun = spells[spells["start_timestamp"] <= until]
    pays = begun[~(begun["ended_timestamp"] <= until)]
    value = pays.groupby("account_id")["mrr"].sum().astype(float)
    rows = tables.accounts.select("account_id", "source").to_pandas().set_index("account_id")
    rows = rows[rows.index.isin(begun["account_id"])]
    rows["value"] = value.reindex(rows.index).fillna(0.0)
    rows["kept"] = rows.index.isin(pays["account_id"])
    rows["source"] = rows["source"].fillna("").map(lambda source: source.strip())
    return _told("accounts", rows, pd.Timestamp(until))


def _customers(tables: Tables) -> Sources:
    rows = tables.customers.select("user_id", "source", "medium").to_pandas().set_index("user_id")
    orders = tables.orders
    sold = orders.group_by("user_id").aggregate(value=orders.value.cast("float64").sum())
    rows["value"] = sold.to_pandas().set_index("user_id")["value"].reindex(rows.index)
    rows = rows[rows["value"].notna()]
    parts = rows[["source", "medium"]].fillna("").itertuples(index=False)
    rows["source"] = [name(*each, "") if any(each) else "" for each in parts]
    return _told("customers", rows, None)


def _told(of: Of, rows: pd.DataFrame, until: pd.Timestamp | None) -> Sources:
    known = rows[rows["source"] != ""]
    if known["source"].nunique() < 2:
        return Sources(None, known, len(rows) - len(known), until)
    counts = known["source"].value_counts()
    small = [*counts.index[MOST - 1 :]] if len(counts) > MOST else []
    source = known["source"].where(~known["source"].isin(small), say("channel-others"))
    source = source.map(values("channel", source.unique()))
    return Sources(of, known.assign(source=source), len(rows) - len(known), until)
