"""The risk register: what the plan itself shows, and what the client fears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.measurement.ranges import Range
from taller.planning.plan.messages import say

if TYPE_CHECKING:
    from taller.planning.plan.model.study import Study

SURELY = 0.95  # of the schedules: a deadline met more often is no risk that is listed
CHANCES = (0.1, 0.3, 0.5)
ENDS = (0.025, 0.5, 0.975)
COSTS = (0.05, 0.15)  # of what the plan costs
"""Where the bands of the matrix part: an assumption, as all such bands are."""


@dataclass(frozen=True)
class Listed:
    """One risk of the register.

    Attributes
    ----------
    probability, impact : None where nobody judged it
    computed : whether the plan's own draws show it
    """

    name: str
    probability: Range | None
    impact: Range | None
    mitigation: str
    owner: str
    trigger: str
    computed: bool = False

    @property
    def cost(self) -> Range | None:
        """What it is expected to cost."""
        if self.probability is None or self.impact is None:
            return None
        return Range(*(a * b for a, b in zip(self.probability, self.impact, strict=True)))

    @property
    def chance_band(self) -> int | None:
        """0 (seldom) to 3 (more likely than not)."""
        found = self.probability
        return None if found is None else int(np.searchsorted(CHANCES, found.mid, side="right"))

    def cost_band(self, planned: float) -> int | None:
        """0 (small), 1 or 2 (large), against what the plan costs."""
        if self.impact is None or planned <= 0:
            return None
        return int(np.searchsorted(COSTS, self.impact.mid / planned, side="right"))


def register(study: Study) -> list[Listed]:
    """All risks, those that are expected to cost most first, then those not judged in money."""
    budget = study.budget
    found = [
        Listed(probability=Range(*[1 - share] * 3), impact=None, owner=study.lead,
               computed=True, **say.parts("risk-late", day=day))
        for day, share in study.deadlines if share < SURELY
    ]  # fmt: skip
    if budget.given is not None and (over := budget.drawn > budget.given).any():
        ends = np.quantile(budget.drawn[over] - budget.given, ENDS)
        found.append(Listed(
            probability=Range(*[float(over.mean())] * 3), impact=Range(*map(float, ends)),
            owner=study.lead, computed=True, **say.parts("risk-budget", budget=budget.given),
        ))  # fmt: skip
    found += [Listed(**dict(risk)) for risk in study.p.risks]
    return sorted(found, key=lambda risk: -(risk.cost.mid if risk.cost else -1))
