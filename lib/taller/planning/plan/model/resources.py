"""Who is needed when, what a person-day costs, and in which months money falls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.faults import folded
from taller.planning.plan.params import guide

if TYPE_CHECKING:
    from taller.planning.plan.model.schedule import Schedule

MONTH = 365.25 / 12  # days; months are counted from the plan's first day
WORKDAYS = 5  # of a week of one person


def role_of(made: Schedule, key: str) -> str:
    """What a person is, as people call it; who they are where nobody said."""
    person = made.work.person(key)
    return person.role or person.name


def person_days(made: Schedule, edges: np.ndarray) -> np.ndarray:
    """Person-days of each task between each two moments, in the likely schedule."""
    done = np.zeros((len(made.work.tasks), len(edges) - 1))
    for i, task in enumerate(made.work.tasks):
        passed = made.time.people[task.owner].at(np.clip(edges, made.starts[i], made.ends[i]))
        done[i] = np.diff(passed) * task.share
    return done


def full_time(made: Schedule) -> pd.DataFrame:
    """Full-time people needed, by role and week.

    Returns
    -------
    DataFrame with ``role``, ``week`` (its Monday) and ``people``; weeks in order
    """
    first = -made.time.first.weekday()
    edges = np.arange(first, made.ends.max() + 7, 7, dtype=float)
    people = person_days(made, edges) / WORKDAYS
    weeks = [made.time.first + pd.Timedelta(days=int(edge)) for edge in edges[:-1]]
    roles = [role_of(made, task.owner) for task in made.work.tasks]
    found = pd.DataFrame(people, index=roles, columns=weeks).groupby(level=0, sort=False).sum()
    long = found.rename_axis(index="role", columns="week").T.stack().rename("people").reset_index()
    return long[long["people"] > 0].reset_index(drop=True)


def day_rates(made: Schedule, given: Mapping[str, float]) -> np.ndarray:
    """What a person-day of each task costs, by its owner's key, name or role; nan if not given.

    A role is the same in whichever language it is called.
    """
    rates = {folded(name): rate for named, rate in given.items() for name in guide.called(named)}
    found = {
        each.key: next((rates[name] for name in map(folded, (each.key, each.name, each.role))
                        if name in rates), np.nan)
        for each in made.work.people
    }  # fmt: skip
    return np.array([found[task.owner] for task in made.work.tasks], dtype=float)


def window(made: Schedule, *, phase: str = "", case: str = "") -> tuple[float, float]:
    """From the first start to the last end of a phase's or a case's tasks; else of all."""
    held = [
        (not phase or task.phase == phase) and (not case or task.case == case)
        for task in made.work.tasks
    ]
    chosen = np.array(held) if any(held) else np.ones(len(held), dtype=bool)
    return float(made.starts[chosen].min()), float(made.ends[chosen].max())


def month_edges(months: int) -> np.ndarray:
    """Where months begin; what falls beyond the last counts there."""
    return np.append(np.arange(months), np.inf) * MONTH


def spread(start: float, end: float, months: int) -> np.ndarray:
    """How an amount spent evenly from one moment to another falls into months; sums to 1.

    >>> spread(0.0, MONTH * 2, 4).tolist()
    [0.5, 0.5, 0.0, 0.0]
    """
    if end <= start:
        return (np.arange(months) == min(months - 1, int(start // MONTH))).astype(float)
    return np.diff(np.clip(month_edges(months), start, end)) / (end - start)


def running(start: float, months: int) -> np.ndarray:
    """The part of each month from a moment on, 0 to 1.

    >>> running(MONTH * 1.25, 3).tolist()
    [0.0, 0.75, 1.0]
    """
    return np.clip(np.arange(1, months + 1) - start / MONTH, 0.0, 1.0)
