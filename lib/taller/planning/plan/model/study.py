"""The plan worked out: when, by whom, for how much, against what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from taller.planning.plan.features import work as works
from taller.planning.plan.model import budget as budgets
from taller.planning.plan.model import money as moneys
from taller.planning.plan.model import schedule as schedules
from taller.planning.plan.model.resources import day_rates

if TYPE_CHECKING:
    from taller.planning.plan.features.known import Known
    from taller.planning.plan.features.work import Work
    from taller.planning.plan.model.budget import Budget
    from taller.planning.plan.model.money import Money
    from taller.planning.plan.model.schedule import Schedule
    from taller.planning.plan.params import Params


def work(client: Known, p: Params) -> Work:
    """The tasks of the cases taken on, and who does them.

    Raises
    ------
    InputError
        Naming each task that is not in this plan, and each circle.
    """
    return works.work(
        chosen=client.cases, gaps=client.gaps, tasks=p.tasks, people=p.people, done=p.done,
        guided=p.guide,
    )  # fmt: skip


def schedule(todo: Work, client: Known, p: Params, seed: int) -> Schedule:
    """Level the people, date the tasks, and simulate the end."""
    return schedules.schedule(
        todo, first=client.first, calendar=p.calendar, seed=seed, draws=p.draws,
        correlation=p.correlation, language=client.language, locale=client.locale,
    )  # fmt: skip


def money(made: Schedule, client: Known, p: Params, seed: int) -> Money:
    """What is spent and what comes back, by month, at the middle and drawn anew."""
    return moneys.money(made, day_rates(made, p.day_rates), client, p, seed)


@dataclass(frozen=True)
class Study:
    """All that was worked out, for charts, tables and the result."""

    p: Params
    client: Known
    made: Schedule
    money: Money
    seed: int

    @cached_property
    def budget(self) -> Budget:
        """What is to be paid until all is rolled out, line by line."""
        return budgets.budget(self.made, self.money, self.client, self.p)

    @property
    def rates(self) -> np.ndarray:
        """What a person-day of each task costs, nan where nobody said."""
        return day_rates(self.made, self.p.day_rates)

    @property
    def unpriced(self) -> float:
        """Person-days that nobody has priced."""
        work = np.array([task.person_days for task in self.made.work.tasks])
        return float(work[np.isnan(self.rates)].sum())

    @property
    def deadlines(self) -> list[tuple[dt.date, float]]:
        """Each deadline with the share of simulated schedules that are done by it."""
        return [(day, self.made.done_by(day)) for day in sorted(set(self.p.deadlines))]

    @property
    def progress(self) -> tuple[int, int]:
        """Tasks that are done, and all of them."""
        tasks = self.made.work.tasks
        return sum(task.done_on is not None for task in tasks), len(tasks)

    @property
    def begun_unreported(self) -> bool:
        """Whether the start lies before the plan's date, and no progress is told."""
        return self.client.first < self.client.day and self.made.work.as_of is None


def study(made: Schedule, found: Money, client: Known, p: Params, seed: int) -> Study:
    """Schedule and money together."""
    return Study(p, client, made, found, seed)
