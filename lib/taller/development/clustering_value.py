"""What segments are worth and where their customers go: value, next-period spend, migration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.data import groups
from taller.development.clustering import (
    FEWEST_CUSTOMERS,
    Customers,
    Flow,
    Params,
    Profile,
    Segment,
    buyers,
    spend_between,
)
from taller.development.clustering_model import Choice, Model, Prepared
from taller.development.clustering_names import Named, name_segments, name_together
from taller.language import _, interval, money, number, percent
from taller.measurement import estimates
from taller.phase import Estimate

if TYPE_CHECKING:
    import ibis

FEWEST_OBSERVED = 20  # customers below which a segment's next-period spend is not estimated


@dataclass(frozen=True)
class Outlook:
    """What customers did after an earlier date, by the segment they were in then."""

    start: dt.date
    end: dt.date
    next_spend: dict[int, Estimate]
    came_back: dict[int, Estimate]
    all_came_back: Estimate
    all_spend: Estimate


@dataclass(frozen=True)
class Migration:
    """Who went where between two dates; segment 0 is 'not yet a customer'.

    Attributes
    ----------
    hidden : origin and destination of the flows of so few people that they are not told
    minimum : fewest people of a flow that is told
    """

    start: dt.date
    end: dt.date
    flows: list[Flow]
    hidden: frozenset[tuple[int, int]] = frozenset()
    minimum: int = 1

    @property
    def told(self) -> list[Flow]:
        """The flows that may be told."""
        return [f for f in self.flows if (f.origin, f.destination) not in self.hidden]


def look_ahead(
    model: Model, orders: ibis.Table, customers: Customers, p: Params, seed: int
) -> Outlook | None:
    """Spend in the `holdout_days` before the date, by segment at the period's start.

    None where too few customers (50) are known at the start of that period.
    """
    start = customers.as_of - dt.timedelta(days=p.holdout_days)
    before = buyers(orders, start)
    if len(before) < FEWEST_CUSTOMERS:
        return None
    segment = model.assign(before.frame)
    spent = spend_of(before, orders, customers.as_of)
    next_spend, came_back = {}, {}
    sizes = segment.value_counts()
    hidden = groups.suppress({int(n): int(size) for n, size in sizes.items()}, model.minimum)
    for number_, spends in spent.groupby(segment):
        if len(spends) >= FEWEST_OBSERVED and int(number_) not in hidden:
            rng = estimates.generator(seed, "spend", int(number_))
            next_spend[int(number_)] = _mean_spend(spends, rng)
            came_back[int(number_)] = estimates.share(int((spends > 0).sum()), len(spends))
    return Outlook(
        start,
        customers.as_of,
        next_spend,
        came_back,
        estimates.share(int((spent > 0).sum()), len(spent)),
        _mean_spend(spent, estimates.generator(seed, "spend", 0)),
    )


def spend_of(customers: Customers, orders: ibis.Table, end: dt.date) -> pd.Series:
    """Net spend of each customer from their date to ``end``; 0 where there is none."""
    table = spend_between(orders, customers.as_of, end).to_pandas()
    return table.set_index("user_id")["spend"].reindex(customers.frame.index, fill_value=0.0)


def migrate(model: Model, orders: ibis.Table, customers: Customers, p: Params) -> Migration | None:
    """Segments at two dates under the same fitted model; None where nobody was known before."""
    start = customers.as_of - dt.timedelta(days=p.migration_days)
    before = buyers(orders, start)
    if len(before) < FEWEST_CUSTOMERS:
        return None
    now = model.assign(customers.frame)
    then = model.assign(before.frame).reindex(now.index, fill_value=0)
    counts = pd.crosstab(then, now)
    flows = []
    for origin, row in counts.iterrows():
        for destination, count in row.items():
            flows.append(
                Flow(
                    origin=int(origin),
                    destination=int(destination),
                    customers=int(count),
                    share=estimates.share(int(count), int(row.sum())),
                )
            )
    cells = groups.suppress_table(counts, model.minimum).stack()
    hidden = frozenset((int(o), int(d)) for (o, d), too_few in cells.items() if too_few)
    return Migration(start, customers.as_of, flows, hidden, model.minimum)


def profile(
    model: Model,
    choice: Choice,
    prepared: Prepared,
    customers: Customers,
    outlook: Outlook | None,
    seed: int,
) -> list[Segment]:
    """The segments with their names, sizes, values, profiles and actions."""
    frame = customers.frame
    segment = model.assign(frame)
    position = prepared.space.groupby(segment).mean()
    typical = frame.groupby(segment).median()
    typical["return_rate"] = frame["return_rate"].groupby(segment).mean()
    everyone = frame.median()
    everyone["return_rate"] = frame["return_rate"].mean()
    alone = len(position) - bool(choice.merged)
    names = name_segments(position.iloc[:alone], typical.iloc[:alone], everyone)
    if choice.merged:
        last = name_together(position.iloc[-1], typical.iloc[-1], everyone, model.minimum)
        names.append(last)
    values = _value_shares(frame["monetary"], segment, seed)
    sizes = segment.value_counts()
    return [
        _segment(int(n), named, int(sizes[n]), len(frame), value, typical.loc[n], choice, outlook)
        for n, named, value in zip(position.index, names, values, strict=True)
    ]


def _segment(
    n: int,
    named: Named,
    size: int,
    customers: int,
    value: Estimate,
    typical: pd.Series,
    choice: Choice,
    outlook: Outlook | None,
) -> Segment:
    spend = outlook.next_spend.get(n) if outlook else None
    return Segment(
        number=n,
        key=named.key,
        name=named.name,
        customers=size,
        share=estimates.share(size, customers),
        value=value,
        profile=Profile(**{feature: float(x) for feature, x in typical.items()}),
        traits=named.traits,
        overlap=choice.overlaps[n - 1],
        next_spend=spend,
        came_back=outlook.came_back.get(n) if outlook else None,
        action=named.action,
        owner=named.owner,
        effect=_effect(named, size, value, spend, outlook),
    )


def _effect(
    named: Named, size: int, value: Estimate, spend: Estimate | None, outlook: Outlook | None
) -> str:
    """What the action is meant to do, and the measured base it starts from."""
    if spend is None or outlook is None:
        return _("Meant to {aim}: {n} customers, {share} of net sales").format(
            aim=named.aim, n=number(size), share=percent(value.value)
        )
    days = (outlook.end - outlook.start).days
    return _(
        "Meant to {aim}; {n} customers are in it. To beat: {spend} per customer in {days} days "
        "({interval})"
    ).format(
        aim=named.aim,
        spend=money(spend.value),
        days=number(days),
        interval=interval(spend),
        n=number(size),
    )


def _mean_spend(spends: pd.Series | Sequence[float], rng: np.random.Generator) -> Estimate:
    return estimates.mean(spends, rng, unit="money", within=(0.0, np.inf))


def _value_shares(value: pd.Series, segment: pd.Series, seed: int) -> list[Estimate]:
    members = pd.get_dummies(segment, dtype=float)
    rng = estimates.generator(seed, "value")
    return estimates.ratios(members.mul(value, axis=0).to_numpy(), value.to_numpy(), rng)
