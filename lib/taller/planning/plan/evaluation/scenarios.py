"""Three ways that the plan may go, side by side: lean, as planned, generous."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from taller.phase import Estimate
from taller.planning.plan.messages import say
from taller.planning.plan.model import finance
from taller.planning.plan.model.money import COSTS

if TYPE_CHECKING:
    from taller.planning.plan.model.money import Money

Spent = Literal["lean", "planned", "generous"]
ENDS = {"lean": "low", "planned": "mid", "generous": "high"}
LATE = ("pace", "delay")  # the longer they take, the less comes in


@dataclass(frozen=True)
class Scenario:
    """What a plan is worth where all costs are at one end of their ranges.

    Attributes
    ----------
    cost : until all is rolled out
    npv, roi : with all else at its middle, and from all that comes in at its least to its most
    """

    name: Spent
    cost: float
    npv: Estimate
    roi: Estimate


def scenarios(found: Money) -> tuple[Scenario, ...]:
    """The three of them; none where nobody said what any case brings, or nothing is spent."""
    if not found.valued or found.middle.costs.sum() <= 0:
        return ()
    return tuple(_scenario(found, name) for name in get_args(Spent))


def _scenario(found: Money, name: Spent) -> Scenario:
    """Costs at one end; what comes in at its least, its middle and its most, one stream each."""
    at = {}
    for key, driver in found.drivers.items():
        span = driver.span
        if driver.kind in COSTS:
            at[key] = np.full(3, getattr(span, ENDS[name]))
        else:
            at[key] = np.array(span[::-1] if driver.kind in LATE else span, dtype=float)
    cash = found.cash(at)
    cost = sum(getattr(d.span, ENDS[name]) * d.project for d in found.of(*COSTS))
    return Scenario(
        name=name, cost=float(cost), npv=_span(found.worth(cash), "money"),
        roi=_span(finance.roi(cash.benefits, cash.costs), "share"),
    )  # fmt: skip


def _span(ends: np.ndarray, unit: Literal["money", "share"]) -> Estimate:
    low, mid, high = map(float, ends)
    return Estimate(value=mid, low=min(low, mid), high=max(high, mid), unit=unit, n=3,
                    method=say("method.scenario"), level=None)  # fmt: skip
