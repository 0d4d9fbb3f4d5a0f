"""Where business measures stand today, as far as the client's own tables and analyses tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taller.measurement import estimates
from taller.phase import Estimate
from taller.planning.plan.messages import say

if TYPE_CHECKING:
    from taller.data.tables import Tables

YEAR = 365


@dataclass(frozen=True)
class Baselines:
    """None where the tables do not tell.

    Attributes
    ----------
    sales : net sales of the last year; None where the orders reach back less
    conversion : share of visits with a purchase, over the same days
    cac : advertising spend for each new customer, over the same days
    ltv : what a customer is worth over the horizon of the analysis
    """

    sales: float | None = None
    conversion: Estimate | None = None
    cac: Estimate | None = None
    ltv: Estimate | None = None


def of(tables: Tables, valued: Any = None) -> Baselines:
    """Of the last year that the tables hold.

    Parameters
    ----------
    valued : regression's result, if there is one
    """
    value = getattr(valued, "value", None)
    ltv = value.mean if value is not None and valued.total_said != "not" else None
    if not tables.has("orders"):
        return Baselines(ltv=ltv)
    orders = tables.orders
    lines = orders.event_timestamp.date()
    first, last = orders.aggregate(first=lines.min(), last=lines.max()).to_pandas().iloc[0]
    if last is None or last != last:
        return Baselines(ltv=ltv)
    first, last = _day(first), _day(last)
    since = max(first, last - dt.timedelta(days=YEAR - 1))
    whole = (last - since).days + 1 >= YEAR
    total = float(orders.filter(lines >= since).value.sum().to_pandas() or 0)
    return Baselines(
        sales=total if whole and total > 0 else None,
        conversion=_conversion(tables, since),
        cac=_cost_of_a_customer(tables, since, last) if since > first else None,
        ltv=ltv,
    )


def _conversion(tables: Tables, since: dt.date) -> Estimate | None:
    if not tables.has("sessions"):
        return None
    visits = tables.sessions
    visits = visits.filter(visits.session_start.date() >= since, visits.converted.notnull())
    found = visits.aggregate(n=visits.count(), bought=visits.converted.cast("int64").sum())
    n, bought = found.to_pandas().iloc[0]
    return estimates.share(int(bought), int(n)) if n else None


def _cost_of_a_customer(tables: Tables, since: dt.date, last: dt.date) -> Estimate | None:
    """Advertising spend over the customers whose first order fell into the same days."""
    if not tables.has("spend"):
        return None
    spend, orders = tables.spend, tables.orders
    spent = spend.filter(spend.date >= since, spend.date <= last).cost.sum().to_pandas()
    firsts = orders.filter(orders.kind == "sale").group_by("user_id").aggregate(
        first=orders.event_timestamp.min().date()
    )  # fmt: skip
    new = int(firsts.filter(firsts.first >= since).count().to_pandas())
    if not new or not spent or spent != spent:
        return None
    return Estimate.exact(float(spent) / new, unit="money", n=new, method=say("method.cac"))


def _day(value: Any) -> dt.date:
    return value.date() if hasattr(value, "date") else value
