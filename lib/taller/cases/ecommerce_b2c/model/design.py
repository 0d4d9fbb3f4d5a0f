"""The trial before there is any data: how many visitors it needs, and the rule that decides it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import ceil

from taller.cases.ecommerce_b2c.features import Known
from taller.cases.ecommerce_b2c.params import Params
from taller.looked import Looked
from taller.measurement.trials import planning
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.planning import Baseline, Design
from taller.measurement.trials.rule import Rule

LIFTS = (0.02, 0.05, 0.10, 0.60)  # that a plan is made for, the last one the guide's
MONTHS = 12
METRICS = ("conversion", "ltv", "cac", "sold_out")


@dataclass(frozen=True)
class Planned(Looked):
    """What a trial of so many weeks can show, and what would be worth having.

    Attributes
    ----------
    baseline : sales per visitor, over as many weeks; None where no visits are known
    visitors : in the trial's weeks, if as many come as in those before
    detectable : smallest relative lift that it shows in four of five trials
    needed : visitors, and whole weeks, by lift
    worth_having : relative lift of the margin that pays for it in a year; None where not priced
    waiting : margin lost a week while control goes without a lift of that size
    """

    baseline: float | None = None
    visitors: int | None = None
    detectable: float | None = None
    needed: tuple[tuple[float, int, int], ...] = ()
    cost: float | None = None
    worth_having: float | None = None
    waiting: float | None = None


def plan(client: Known, p: Params) -> Planned:
    """The trial's size, from the shop's own weeks before it."""
    trade, how = client.trade, Design(share=p.share)
    cost = None if p.project_cost is None else p.project_cost + MONTHS * p.monthly_cost
    least = waiting = None
    if cost is not None and trade.margin:
        least = planning.worth_having(cost, value=trade.margin, margin=1.0, units=1.0)
        waiting = planning.cost_of_waiting(least, trade.margin / 365, 1.0, 7.0, 1 - p.share)
    if not trade.visitors or not trade.a_visitor or not trade.spread:
        return Planned(cost=cost, worth_having=least, waiting=waiting)
    base = Baseline(value=trade.a_visitor, variance=trade.spread**2)
    sizes = [(lift, planning.units_needed(base, lift, how)) for lift in LIFTS]
    return Planned(
        trade.a_visitor, trade.visitors, planning.detectable(base, trade.visitors, how),
        tuple((lift, n, ceil(n * p.weeks / trade.visitors)) for lift, n in sizes),
        cost, least, waiting,
    )  # fmt: skip


def metrics(p: Params) -> tuple[Metric, ...]:
    """What is measured of each visitor: margin decides, and no fewer may buy."""
    return (
        Metric(key="ltv", column="margin", covariate="revenue_before", unit="money",
               role="primary"),
        Metric(key="conversion", kind="share", column="bought", unit="share", role="guardrail",
               margin=p.tolerated),
        Metric(key="cac", kind="ratio", column="cost", per="won", unit="money", better="down"),
        Metric(key="sold_out", kind="ratio", column="sold_out", per="units", unit="share",
               better="down"),
    )  # fmt: skip


def fix(client: Known, p: Params) -> Rule:
    """The rule that decides; its digest is noted before the trial begins."""
    return Rule(
        metrics=metrics(p), control=p.control, typical=p.typical,
        shares={p.control: 1 - p.share, p.treatment: p.share},
        until=p.ends_on or client.begins + dt.timedelta(days=7 * p.weeks - 1),
    )  # fmt: skip
