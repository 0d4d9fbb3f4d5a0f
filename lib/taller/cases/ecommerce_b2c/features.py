"""What is known before the trial: earlier analyses, best-sellers, lists, and a year of trade."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np
import pandas as pd

from taller.cases.ecommerce_b2c.params import Params
from taller.looked import Looked

if TYPE_CHECKING:
    from taller.data.tables import Tables

LISTS = "suggestions.csv"  # of `recommendation`: user_id, place, item_id, item_name
YEAR = 365


@dataclass(frozen=True)
class Trade(Looked):
    """A year of the shop's trade, and the visitors of as many weeks as the trial has.

    ``margin`` is None where no costs are known, ``visitors`` where no visits are; ``a_visitor`` and
    ``spread`` are the mean and the standard deviation of what one of them bought for.
    """

    sales: float
    margin: float | None
    spend: float | None
    visitors: int | None = None
    a_visitor: float | None = None
    spread: float | None = None


@dataclass(frozen=True)
class Known(Looked):
    """What the case starts from.

    Attributes
    ----------
    begins : the day after the history
    level : of readiness; empty where not assessed
    rank : of the recommender among the use cases, from 1; None where not ranked
    tested : result of the notebook ``recommendation``
    lists : everybody's suggestions; None where its test did not bear any
    best : codes of the best-sellers, the best first, and ``names`` of all items
    """

    begins: dt.date
    level: str
    rank: int | None
    tested: Any
    lists: pd.DataFrame | None
    best: list[str]
    names: pd.Series
    trade: Trade


def known(run: Any, p: Params) -> Known:
    """All of it, from this run's other notebooks and the client's tables."""
    tested, ready, ranked = (
        run.load("recommendation"),
        run.found("readiness"),
        run.found("use_cases"),
    )
    orders = run.tables.orders
    begins = orders.event_timestamp.max().execute().date() + dt.timedelta(days=1)
    order = [each.key for each in ranked.ranking] if ranked else []
    path = run.left("recommendation", LISTS)
    lists = None
    if path is not None:
        lists = pd.read_csv(path, usecols=["user_id", "place", "item_id"],
                            dtype={"user_id": str, "item_id": str})  # fmt: skip
        lists = lists[lists["place"] <= p.places]
    names = _names(run.tables)
    return Known(
        begins=begins,
        level=ready.level_name if ready and ready.level else "",
        rank=order.index("recommendation") + 1 if "recommendation" in order else None,
        tested=tested, lists=lists, best=_best(run.tables, begins, names, p), names=names,
        trade=_trade(run.tables, begins, p),
    )  # fmt: skip


def before(tables: Tables, since: dt.date, until: dt.date) -> pd.DataFrame:
    """Orders and net revenue of each customer in the days before the trial."""
    orders = _between(tables.orders, since, until)
    found = orders.group_by("user_id").aggregate(
        orders_before=(orders.transaction_id.nunique(where=orders.quantity > 0)),
        revenue_before=orders.value.cast("float64").sum(),
        last=orders.event_timestamp.max(),
    )
    return found.order_by("user_id").to_pandas()


def since(tables: Tables, exposed: pd.DataFrame, until: dt.date | None) -> pd.DataFrame:
    """Orders, and margin where costs are known, of each visitor from the day of ``exposed_at``."""
    lines = _earned(tables.orders, tables)
    known = lines is not None
    lines = tables.orders.mutate(margin=0.0) if lines is None else lines
    of_trial = lines.inner_join(ibis.memtable(exposed), "user_id")
    of_trial = of_trial.filter(of_trial.event_timestamp >= of_trial.exposed_at)
    if until is not None:
        of_trial = of_trial.filter(of_trial.event_timestamp.date() <= until)
    found = of_trial.group_by("user_id").aggregate(
        orders=of_trial.transaction_id.nunique(where=of_trial.quantity > 0),
        margin=of_trial.margin.sum(),
    )
    return found.to_pandas()[["user_id", "orders", *(["margin"] if known else [])]]


def _between(table: ibis.Table, since: dt.date, until: dt.date) -> ibis.Table:
    when = table.event_timestamp
    return table.filter(when >= pd.Timestamp(since), when < pd.Timestamp(until))


def _names(tables: Tables) -> pd.Series:
    if not tables.has("items"):
        return pd.Series(dtype=object)
    frame = tables.items.select("item_id", "item_name").to_pandas()
    frame = frame.drop_duplicates("item_id").set_index("item_id")
    return frame["item_name"].fillna(pd.Series(frame.index, index=frame.index))


def _best(tables: Tables, begins: dt.date, names: pd.Series, p: Params) -> list[str]:
    """The items that most customers bought of late, one of a name."""
    lines = _between(tables.orders, begins - dt.timedelta(days=p.popular_days), begins)
    lines = lines.filter(lines.quantity > 0, lines.item_id.notnull())
    found = lines.group_by("item_id").aggregate(buyers=lines.user_id.nunique())
    order = found.order_by(ibis.desc("buyers"), "item_id").to_pandas()["item_id"]
    if tables.has("items"):
        gone = tables.items.filter(tables.items.stock <= 0).select("item_id").to_pandas()
        order = order[~order.isin(gone["item_id"])]
    name = order.map(names).fillna(order)
    return order[~name.duplicated()].head(p.places).tolist()


def _trade(tables: Tables, begins: dt.date, p: Params) -> Trade:
    year = _between(tables.orders, begins - dt.timedelta(days=YEAR), begins)
    sales = float(year.value.cast("float64").sum().execute())
    margin = spend = None
    if (earned := _earned(year, tables)) is not None:
        margin = float(earned.margin.sum().execute())
    if tables.has("spend"):
        paid = tables.spend.filter(tables.spend.date >= begins - dt.timedelta(days=YEAR))
        spend = float(paid.cost.cast("float64").sum().execute())
    return Trade(sales, margin, spend, *_visitors(tables, begins, p))


def _earned(orders: ibis.Table, tables: Tables) -> ibis.Table | None:
    """Lines of orders with the margin of each; None where no costs of items are known."""
    if not tables.has("items") or not tables.items.cost.notnull().any().execute():
        return None
    cost = tables.items.select("item_id", unit_cost=tables.items.cost.cast("float64"))
    lines = orders.left_join(cost, "item_id")
    earned = lines.value.cast("float64") - lines.tax.cast("float64").fill_null(0.0)
    return lines.mutate(margin=earned - lines.unit_cost * lines.quantity)


def _visitors(
    tables: Tables, begins: dt.date, p: Params
) -> tuple[int, float, float] | tuple[None, None, None]:
    """Visitors of the last weeks, and mean and standard deviation of what each bought for."""
    since = begins - dt.timedelta(weeks=p.weeks)
    if not tables.has("sessions"):
        return None, None, None
    came = tables.sessions.filter(tables.sessions.session_start >= pd.Timestamp(since))
    n = int(ibis.coalesce(came.user_id, came.user_pseudo_id).nunique().execute())
    lines = _between(tables.orders, since, begins)
    each = lines.group_by("user_id").aggregate(value=lines.value.cast("float64").sum())
    value = each.order_by("user_id").to_pandas()["value"]
    mean = value.sum() / max(n, 1)
    return n, float(mean), float(np.sqrt(max((value**2).sum() / max(n, 1) - mean**2, 0.0)))
