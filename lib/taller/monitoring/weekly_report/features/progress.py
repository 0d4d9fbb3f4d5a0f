"""How far the plan is: what is done, under way, due and coming, as far as somebody has reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.looked import Looked
from taller.monitoring.weekly_report.result import Line, Needed, Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.monitoring.weekly_report.features.gathered import Gathered
    from taller.planning.plan.result import Result as Plan

WORKED = 5  # days of a week, Monday first: what is off beside them is left out of the account


@dataclass(frozen=True)
class Followed(Looked):
    """The plan, seen from the report's day.

    Attributes
    ----------
    late : tasks that were due by the report's day and are not done, the most pressing first
    """

    progress: Progress
    done: tuple[Line, ...]
    under_way: tuple[Line, ...]
    coming: tuple[Line, ...]
    late: tuple[Line, ...]
    needed: tuple[Needed, ...]


def follow(found: Gathered) -> Followed | None:
    """What the plan says of the week; None where the run has none.

    What was due is told by the earlier run's plan where it knew the task: this one has already
    moved what is not done.
    """
    plan, day = found.plan, found.until
    if plan is None:
        return None
    lines = _lines(plan, found.plan_before, day)
    due = [line for line in lines if line.due_on <= day]
    late = [line for line in due if line.done_on is None]
    left = [line for line in lines if line.done_on is None]
    coming = [line for line in left if day < line.starts_on <= found.ahead_to]
    return Followed(
        progress=Progress(
            tasks=len(lines),
            done=len(lines) - len(left),
            due=len(due),
            missing=len(late),
            reported_on=max((line.done_on for line in lines if line.done_on), default=None),
            ends_on=plan.ends_on,
            ends_by=plan.ends_by,
            moved=_moved(plan, found.plan_before),
        ),
        done=tuple(sorted(
            (line for line in lines if line.done_on and found.since < line.done_on),
            key=lambda line: (line.done_on or day, line.key), reverse=True,
        )),
        under_way=tuple(sorted(
            (line for line in left if line.starts_on <= day and line not in late),
            key=lambda line: (line.ends_on, line.slack),
        )),
        coming=tuple(sorted(coming, key=lambda line: (line.starts_on, line.slack))),
        late=tuple(sorted(late, key=lambda line: (not line.critical, line.slack, line.due_on))),
        needed=_needed(plan, left, found),
    )  # fmt: skip


def _lines(plan: Plan, before: Plan | None, day: dt.date) -> list[Line]:
    """The tasks; what is reported for a day after the report's counts as not done yet."""
    due: Mapping[str, dt.date] = {t.key: t.ends_on for t in before.tasks} if before else {}
    return [
        Line(
            key=task.key, name=task.name, owner=plan.who.get(task.owner, task.owner),
            starts_on=task.starts_on, ends_on=task.ends_on, critical=task.critical,
            due_on=due.get(task.key, task.ends_on), slack=task.slack,
            done_on=task.done_on if task.done_on and task.done_on <= day else None,
        )
        for task in plan.tasks
    ]  # fmt: skip


def _moved(plan: Plan, before: Plan | None) -> int | None:
    return None if before is None else (plan.ends_on - before.ends_on).days


def _needed(plan: Plan, left: Sequence[Line], found: Gathered) -> tuple[Needed, ...]:
    """Working days of each person from the report's day on, by what of each task falls there."""
    asked: dict[str, list[float]] = {}
    first = found.until + dt.timedelta(days=1)
    open_ = {line.key for line in left}
    for task in plan.tasks:
        inside = worked(max(task.starts_on, first), min(task.ends_on, found.ahead_to))
        whole = worked(task.starts_on, task.ends_on)
        if task.key in open_ and inside and whole:
            asked.setdefault(task.owner, []).append(task.days * task.share * inside / whole)
    rows = [
        Needed(who=plan.who.get(key, key), days=sum(days), tasks=len(days),
               named=not key.startswith("role_"))
        for key, days in asked.items()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.days, row.who)))


def worked(first: dt.date, last: dt.date) -> int:
    """Days from Monday to Friday between two days, both counted.

    >>> monday = dt.date(2026, 3, 9)
    >>> worked(dt.date(2026, 3, 5), monday), worked(dt.date(2026, 3, 7), dt.date(2026, 3, 6))
    (3, 0)
    """
    days = range((last - first).days + 1)
    return sum((first + dt.timedelta(days=n)).weekday() < WORKED for n in days)
