"""The business by day: what a shop sells and what its visits come to, by channel and segment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from taller.monitoring.monitoring.features.rows import (
    channel,
    every_day,
    figures,
    of_days,
    shares,
    with_totals,
)

if TYPE_CHECKING:
    import ibis

    from taller.data.tables import Tables
    from taller.monitoring.monitoring.params import Params

SPLITS = ("device_category", "country")


def shop(tables: Tables, p: Params, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    """Sales, orders, new customers, visits and what was spent on them; see `rows`."""
    made = []
    if tables.has("orders"):
        made += _orders(tables, since, until)
    if tables.has("sessions"):
        made += _visits(tables, p, since, until)
    if tables.has("spend"):
        made += _spend(tables, p, since, until)
    if tables.has("orders"):
        made += _won(tables, p, since, until, made)
    return made


def _orders(tables: Tables, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    """Sales are net of what was sent back on that day, whenever it had been bought."""
    lines = of_days(tables.orders, "event_timestamp", since, until)
    sold = lines.kind == "sale"
    daily = lines.group_by("day").aggregate(
        sales=lines.value.sum(),
        orders=lines.transaction_id.nunique(where=sold),
    )
    frame = every_day(daily.to_pandas(), since, until)
    return [
        figures("business", "sales", frame, "money", value="sales", n="orders"),
        figures("business", "orders", frame, "count", value="orders"),
    ]


def _visits(tables: Tables, p: Params, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    visits = of_days(tables.sessions, "session_start", since, until)
    marked = visits.mutate(
        channel=channel(visits, p.renamed),
        segment=segment(visits, p, SPLITS),
        bought=visits.converted.fill_null(False).cast("int64"),
        told=visits.converted.notnull().cast("int64"),
    )
    fine = marked.group_by(["day", "channel", "segment"]).aggregate(
        visits=marked.count(), bought=marked.bought.sum(), told=marked.told.sum()
    )
    frame = with_totals(fine.to_pandas(), ["visits", "bought", "told"])
    made = [figures("business", "visits", frame, "count", value="visits")]
    if frame["told"].any():
        made.append(shares("business", "conversion", frame, hits="bought", n="told"))
    return made


def segment(table: ibis.Table, p: Params, splits: tuple[str, ...]) -> ibis.Value:
    """By what figures are split beside the channel: what was asked, else the first there is."""
    import ibis

    named = p.segment if p.segment in splits else splits[0]
    return table[named].fill_null("?") if named in table.columns else ibis.literal("")


def _spend(tables: Tables, p: Params, since: dt.date, until: dt.date) -> list[pd.DataFrame]:
    paid = of_days(tables.spend, "date", since, until)
    marked = paid.mutate(channel=channel(paid, p.renamed))
    fine = marked.group_by(["day", "channel"]).aggregate(cost=marked.cost.sum()).to_pandas()
    fine = fine.assign(segment="", cost=fine["cost"].astype(float))
    frame = with_totals(fine, ["cost"])
    return [figures("business", "spend", frame, "money", value="cost")]


def _won(
    tables: Tables, p: Params, since: dt.date, until: dt.date, made: list[pd.DataFrame]
) -> list[pd.DataFrame]:
    """Customers whose first order fell on a day, and what was spent that day for each."""
    import ibis

    sales = tables.orders.filter(tables.orders.kind == "sale")
    sales = sales.select("event_timestamp", person=sales.user_id.hash())
    first = sales.group_by("person").aggregate(first=sales.event_timestamp.min())
    won = of_days(first, "first", since, until)
    if tables.has("customers"):
        known = tables.customers.mutate(channel=channel(tables.customers, p.renamed))
        known = known.select("channel", person=known.user_id.hash())
        won = won.left_join(known, "person")
        won = won.select("day", channel=won.channel.fill_null("(not set)"))
    else:
        won = won.select("day", channel=ibis.literal(""))
    fine = won.group_by(["day", "channel"]).aggregate(won=won.count()).to_pandas()
    frame = with_totals(fine.assign(segment=""), ["won"])
    # A day on which nobody new bought is a day of none, not one that is not known.
    whole = every_day(frame[frame["channel"] == ""][["day", "won"]], since, until)
    every = pd.concat([whole.assign(channel="", segment=""), frame[frame["channel"] != ""]])
    rows = figures("business", "new_customers", every, "count", value="won")
    spent = [each for each in made if len(each) and each["metric"].iloc[0] == "spend"]
    if not spent:
        return [rows]
    paid = spent[0][spent[0]["channel"] == ""][["day", "value"]]
    cost = whole.merge(paid, on="day", how="left")
    cost["cost"] = (cost["value"] / cost["won"].where(cost["won"] > 0)).astype(float)
    return [rows, figures("business", "cost_per_new_customer", cost, "money", value="cost",
                          n="won")]  # fmt: skip
