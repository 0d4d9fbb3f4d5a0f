"""The schedule: levelled, dated, with slack, and how its end spreads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.errors import Fault, InputError
from taller.planning.plan.features.clocks import WorkingTime, working_time
from taller.planning.plan.features.work import Work
from taller.planning.plan.model import levelling, simulation
from taller.planning.plan.model.levelling import Levelled, Problem
from taller.planning.plan.model.network import Network
from taller.planning.plan.model.simulation import Simulation
from taller.planning.plan.params.tasks import Calendar, Given, Phase

UNITS = 2  # of a working day, in which people are levelled
NEAR = 0.02  # of the makespan: who is levelled to within this is not levelled any longer
PARTS = 20  # of a person's time: shares are rounded up to a twentieth


class Scheduled(Given):
    """One task with its days, as results and files keep it."""

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
    often_critical: float
    done_on: dt.date | None
    assumed: bool


@dataclass(frozen=True)
class _Dated:
    work: Work
    time: WorkingTime
    starts: np.ndarray
    ends: np.ndarray


@dataclass(frozen=True)
class Schedule(_Dated):
    """Everything about when: the likely schedule, and the simulated ones.

    Attributes
    ----------
    tasks : with their days, in the order of the work; ``after`` names those that the same person
        does before, ``slack`` is in working days, ``often_critical`` a share of simulated schedules
    levelled : how the people's time was shared out; nobody's own days off are seen by that, the
        dates see them
    unlevelled : last day if everybody could do everything at once
    starts, ends : (n,) moments of the likely schedule
    """

    network: Network
    tasks: tuple[Scheduled, ...]
    levelled: Levelled
    unlevelled: dt.date
    simulation: Simulation

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
    def proved(self) -> bool:
        """Whether no order of these people's tasks has an earlier likely end.

        What was proved is so for whole halves of days and twentieths of people, none of them away.
        """
        left = [task for task in self.work.tasks if not task.done_on]
        halves = [part * UNITS for task in left for part in (task.days.mid, task.lag)]
        shares = [task.share * PARTS for task in (*left, *self.work.people)]
        whole = np.allclose([*halves, *shares], np.round([*halves, *shares]), atol=1e-9, rtol=0)
        span, common = int(np.ceil(self.ends.max())), self.time.clock.open
        away = any(
            (clock.open[:span] != common[:span]).any() for clock in self.time.people.values()
        )
        begun = any(task.started_on for task in left)
        return self.levelled.proved and whole and not away and not begun

    @property
    def correlations(self) -> tuple[float, float, float]:
        """What is assumed of the durations' correlation: none, as given, and twice that."""
        given = self.simulation.correlation
        return (0.0, given, min(2 * given, 0.95))

    def chances(self, days: Sequence[dt.date]) -> pd.DataFrame:
        """Share of simulated schedules done by each day, as `correlations` vary.

        Returns
        -------
        DataFrame with ``date``, ``low``, ``middle`` and ``high``
        """
        return simulation.chances(
            self.work.tasks, self.network, self.time, days, draws=len(self.simulation.ends),
            seed=self.simulation.seed, correlations=self.correlations,
        )  # fmt: skip

    @property
    def critical(self) -> tuple[str, ...]:
        """Keys of the tasks without slack, in the order they start."""
        chosen = sorted(
            (t for t in self.tasks if t.critical), key=lambda t: (t.starts_on, t.ends_on)
        )
        return tuple(task.key for task in chosen)


def schedule(
    work: Work, *, first: dt.date, calendar: Calendar, seed: int, draws: int = 10_000,
    correlation: float = 0.3, language: str = "en", locale: str = "", effort: float = 1.0,
) -> Schedule:  # fmt: skip
    """Level the people, date the tasks and simulate.

    Parameters
    ----------
    first : the day the project starts; a day not worked starts it on the next that is
    correlation : of durations, by causes they share; assumed
    effort : most deterministic time of the solver that levels

    Raises
    ------
    InputError
        If progress is told of a day before the first, or the tasks go beyond any calendar.
    """
    _refuse_progress_before(work, first)
    time = working_time(
        first, calendar, work.people, work=work.days, latest=work.latest, language=language,
        locale=locale,
    )  # fmt: skip
    now = time.moment(work.as_of) if work.as_of else 0.0
    problem = _problem(work, time, now)
    levelled = levelling.level(problem, seed=seed, effort=effort, gap=NEAR)
    after = _orders(work, levelling.chains(problem, levelled.starts))
    network = Network.of(work.tasks, time, after, now)
    likely = np.array([task.days.mid for task in work.tasks])
    starts, ends = network.run(likely)
    slack, critical = network.slack(likely), network.critical(starts, ends)
    drawn = simulation.simulate(
        work.tasks, network, draws=draws, seed=seed, correlation=correlation
    )
    dated = _Dated(work, time, starts, ends)
    told = tuple(
        _scheduled(i, dated, after[task.key], float(slack[i]), bool(critical[i]),
                   float(drawn.critical[i]))
        for i, task in enumerate(work.tasks)
    )  # fmt: skip
    unlevelled = time.ends_on(Network.of(work.tasks, time, None, now).run(likely)[1].max())
    return Schedule(work, time, starts, ends, network, told, levelled, unlevelled, drawn)


def _orders(work: Work, pairs: Sequence[tuple[int, int]]) -> dict[str, list[str]]:
    """For each task, those that the same person does before it."""
    after: dict[str, list[str]] = {task.key: [] for task in work.tasks}
    for earlier, later in pairs:
        after[work.tasks[later].key].append(work.tasks[earlier].key)
    return after


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


def _scheduled(
    i: int, made: _Dated, after: Sequence[str], slack: float, critical: bool, often: float
) -> Scheduled:
    task, time = made.work.tasks[i], made.time
    ends_on = time.ends_on(made.ends[i])
    # What takes no time falls on the day by which it can be, not on the next one worked.
    starts_on = min(time.starts_on(made.starts[i]), ends_on)
    return Scheduled(
        key=task.key, name=task.name, phase=task.phase, case=task.case, owner=task.owner,
        starts_on=starts_on, ends_on=ends_on, days=task.days.mid, share=task.share,
        needs=task.needs, after=tuple(key for key in after if key not in task.needs),
        slack=round(slack, 6), critical=critical, often_critical=often, done_on=task.done_on,
        assumed=task.assumed,
    )  # fmt: skip


def loads(made: Schedule) -> pd.DataFrame:
    """Person-days by person and week, in the likely schedule.

    Returns
    -------
    DataFrame with ``person`` (key), ``week`` (its Monday), ``days`` (person-days of work) and
    ``available`` (what the project has of the person in that week)
    """
    rows: dict[tuple[str, dt.date], float] = {}
    for task, start, end in zip(made.work.tasks, made.starts, made.ends, strict=True):
        clock = made.time.people[task.owner]
        for week, a, b in _weeks(made.time, float(start), float(end)):
            done = float(clock.at(b) - clock.at(a)) * task.share
            rows[task.owner, week] = rows.get((task.owner, week), 0.0) + done
    frame = pd.DataFrame(
        [(key, week, days) for (key, week), days in sorted(rows.items())],
        columns=["person", "week", "days"],
    )
    return frame.assign(available=[_available(made, *row) for row in _rows(frame)])


def _rows(frame: pd.DataFrame) -> Sequence[tuple[str, dt.date]]:
    return list(zip(frame["person"], frame["week"], strict=True))


def _available(made: Schedule, key: str, week: dt.date) -> float:
    clock, start = made.time.people[key], made.time.moment(week)
    worked = clock.at(max(start + 7, 0.0)) - clock.at(max(start, 0.0))
    return float(worked) * made.work.person(key).share


def _weeks(time: WorkingTime, start: float, end: float) -> Sequence[tuple[dt.date, float, float]]:
    """Pieces of a stretch, each within a week: its Monday, from and to."""
    made, day = [], time.first + dt.timedelta(days=int(start))
    monday = day - dt.timedelta(days=day.weekday())
    while (begin := time.moment(monday)) < end:
        made.append((monday, max(start, begin), min(end, begin + 7)))
        monday += dt.timedelta(days=7)
    return made
