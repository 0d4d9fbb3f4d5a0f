"""The plan worked out: when, by whom, for how much, against what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from taller.planning.plan.model import budget as budgets
from taller.planning.plan.model.resources import day_rates

if TYPE_CHECKING:
    from taller.planning.plan.features.known import Known
    from taller.planning.plan.model.budget import Budget
    from taller.planning.plan.model.money import Money
    from taller.planning.plan.model.schedule import Schedule
    from taller.planning.plan.params import Params

SURELY = 0.8  # share of the simulated schedules or draws from which something is proposed


@dataclass(frozen=True)
class Study:
    """All that was worked out, for charts, tables and the result."""

    p: Params
    client: Known
    made: Schedule
    money: Money

    @cached_property
    def budget(self) -> Budget:
        """What is to be paid until all is rolled out, line by line."""
        return budgets.budget(self.made, self.money, self.client, self.p)

    @cached_property
    def rates(self) -> np.ndarray:
        """What a person-day of each task costs, nan where nobody said."""
        return day_rates(self.made, self.p.day_rates)

    @property
    def unpriced(self) -> int:
        """Person-days that nobody has priced, in whole days."""
        work = np.array([task.person_days for task in self.made.work.tasks])
        return round(float(work[np.isnan(self.rates)].sum()))

    @property
    def deadlines(self) -> list[tuple[dt.date, float]]:
        """Each deadline with the share of simulated schedules that are done by it."""
        return [(day, self.made.done_by(day)) for day in sorted(set(self.p.deadlines))]

    @property
    def late(self) -> list[tuple[dt.date, float]]:
        """The deadlines among them that are met too seldom."""
        return [(day, share) for day, share in self.deadlines if share < SURELY]

    @property
    def done(self) -> int:
        """Tasks that are done."""
        return sum(task.done_on is not None for task in self.made.work.tasks)

    @property
    def begun_unreported(self) -> bool:
        """Whether the start lies before the plan's date, and no progress is told."""
        return self.client.first < self.client.day and self.made.work.as_of is None

    @property
    def lead(self) -> str:
        """Who owns the first task of all."""
        first = min(self.made.tasks, key=lambda task: task.starts_on)
        return self.made.work.person(first.owner).name
