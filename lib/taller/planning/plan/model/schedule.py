"""The schedule: levelled, dated, with slack, and how its end spreads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.errors import Fault, InputError
from taller.phase import Record
from taller.planning.plan.features.clocks import WorkingTime, working_time
from taller.planning.plan.features.work import Work
from taller.planning.plan.model import levelling
from taller.planning.plan.model.levelling import Levelled, Problem
from taller.planning.plan.model.network import Network
from taller.planning.plan.model.simulation import Simulation, simulate
from taller.planning.plan.params.tasks import Phase

if TYPE_CHECKING:
    from taller.planning.plan.features.known import Known
    from taller.planning.plan.params import Params

UNITS = 2  # of a working day, in which people are levelled
NEAR = 0.02  # of the makespan: who is levelled to within this is not levelled any longer
PARTS = 20  # of a person's time: shares are rounded up to a twentieth


class Scheduled(Record):
    """One task with its days, as results and files keep it.

    ``after`` names those that the same person does before; ``slack`` is in working days.
    """

    key: str
    name: str
    phase: Phase
    case: str
    owner: str
    starts_on: dt.date
    ends_on: dt.date
    days: float
    share: float
    needs: tuple[str, ...]
    after: tuple[str, ...]
    slack: float
    critical: bool
    done_on: dt.date | None
    assumed: bool


@dataclass(frozen=True)
class Schedule:
    """Everything about when: the likely schedule, and the simulated ones.

    Attributes
    ----------
    starts, ends : (n,) moments of the likely schedule
    after : by task, those that the same person does before it
    levelled : how the people's time was shared out
    unlevelled : last day if everybody could do everything at once
    seed, correlation : of the simulated durations; the latter assumed
    """

    work: Work
    time: WorkingTime
    starts: np.ndarray
    ends: np.ndarray
    network: Network
    after: Mapping[str, Sequence[str]]
    levelled: Levelled
    unlevelled: dt.date
    simulation: Simulation
    seed: int
    correlation: float

    @cached_property
    def tasks(self) -> tuple[Scheduled, ...]:
        """The tasks with their days, in the order of the work."""
        slack = self.network.slack(np.array([task.days.mid for task in self.work.tasks]))
        return tuple(self._dated(i, round(float(each), 6)) for i, each in enumerate(slack))

    def _dated(self, i: int, slack: float) -> Scheduled:
        task, ends_on = self.work.tasks[i], self.time.ends_on(self.ends[i])
        return Scheduled(
            # What takes no time falls on the day by which it can be, not on the next one worked.
            starts_on=min(self.time.starts_on(self.starts[i]), ends_on), ends_on=ends_on,
            days=task.days.mid, slack=slack, critical=slack < 1e-6 and not task.done_on,
            after=tuple(key for key in self.after[task.key] if key not in task.needs),
            **task.model_dump(include={"key", "name", "phase", "case", "owner", "share", "needs",
                                       "done_on", "assumed"}),
        )  # fmt: skip

    @property
    def ends_on(self) -> dt.date:
        """Last day of the likely schedule."""
        return self.time.ends_on(float(self.ends.max()))

    def end(self, share: float) -> dt.date:
        """The day by which this share of the simulated schedules is done."""
        return self.time.ends_on(self.simulation.end(share))

    def done_by(self, day: dt.date) -> float:
        """Share of the simulated schedules that are done by the end of a day."""
        return self.simulation.done_by(self.time.moment(day) + 1)

    @property
    def correlations(self) -> tuple[float, float, float]:
        """What is assumed of the durations' correlation: none, as given, and twice that."""
        return (0.0, self.correlation, min(2 * self.correlation, 0.95))

    def chances(self, days: Sequence[dt.date]) -> pd.DataFrame:
        """Share of simulated schedules done by each day, and its ends as `correlations` vary.

        Returns
        -------
        DataFrame with ``date``, ``low``, ``middle`` and ``high``
        """
        drawn = [
            simulate(self.work.tasks, self.network, draws=len(self.simulation.ends),
                     seed=self.seed, correlation=each)
            for each in self.correlations
        ]  # fmt: skip
        found = np.array([[each.done_by(self.time.moment(day) + 1) for day in days]
                          for each in drawn])  # fmt: skip
        return pd.DataFrame({"date": list(days), "low": found.min(axis=0), "middle": found[1],
                             "high": found.max(axis=0)})  # fmt: skip


def schedule(work: Work, client: Known, p: Params, seed: int) -> Schedule:
    """Level the people, date the tasks and simulate the end.

    A first day that is not worked starts the project on the next that is.

    Raises
    ------
    InputError
        If progress is told of a day before the first, or the tasks go beyond any calendar.
    """
    _refuse_progress_before(work, client.first)
    time = working_time(
        client.first, p.calendar, work.people, work=work.days, latest=work.latest,
        language=client.language, locale=client.locale,
    )  # fmt: skip
    now = time.moment(work.as_of) if work.as_of else 0.0
    problem = _problem(work, time, now)
    levelled = levelling.level(problem, seed=seed, gap=NEAR)
    after: dict[str, list[str]] = {task.key: [] for task in work.tasks}
    for earlier, later in levelling.chains(problem, levelled.starts):
        after[work.tasks[later].key].append(work.tasks[earlier].key)
    network = Network.of(work.tasks, time, after, now)
    likely = np.array([task.days.mid for task in work.tasks])
    starts, ends = network.run(likely)
    drawn = simulate(work.tasks, network, draws=p.draws, seed=seed, correlation=p.correlation)
    free = time.ends_on(Network.of(work.tasks, time, None, now).run(likely)[1].max())
    return Schedule(work, time, starts, ends, network, after, levelled, free, drawn, seed,
                    p.correlation)  # fmt: skip


def _refuse_progress_before(work: Work, first: dt.date) -> None:
    faults = [
        Fault(f"tasks.{task.key}", f"was worked on {day}, before the project starts on {first}")
        for task in work.tasks
        for day in (task.started_on, task.done_on)
        if day is not None and day < first
    ]
    if faults:
        raise InputError("plan", faults)


def _problem(work: Work, time: WorkingTime, now: float) -> Problem:
    """The work as the solver sees it: in half days that all work; nobody's own days off."""
    place = {task.key: i for i, task in enumerate(work.tasks)}
    person = {each.key: i for i, each in enumerate(work.people)}
    demands = np.zeros((len(place), len(person)), dtype=int)
    days, lags, releases = (np.zeros(len(place), dtype=int) for _ in range(3))
    begin = time.clock.at(now)
    for i, task in enumerate(work.tasks):
        if task.done_on:
            continue
        days[i], lags[i] = np.ceil(task.days.mid * UNITS), np.ceil(task.lag * UNITS)
        demands[i, person[task.owner]] = _parts(task.share) if days[i] else 0
        if task.not_before:
            wait = time.clock.at(time.moment(task.not_before)) - begin
            releases[i] = max(0, np.ceil(wait * UNITS))
    needs = tuple(tuple(place[key] for key in task.needs) for task in work.tasks)
    capacities = np.array([_parts(each.share) for each in work.people])
    return Problem(days, needs, demands, capacities, lags, releases)


def _parts(share: float) -> int:
    return int(np.ceil(share * PARTS - 1e-9))
