"""What stands in the way, each with what to do about it and who does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from taller.language import listing, quoted
from taller.monitoring.monitoring.result import Result as Watched
from taller.monitoring.weekly_report.features.gathered import PLAN
from taller.monitoring.weekly_report.messages import say
from taller.monitoring.weekly_report.result import Problem

if TYPE_CHECKING:
    from taller.monitoring.weekly_report.features.gathered import Gathered
    from taller.monitoring.weekly_report.features.progress import Followed
    from taller.monitoring.weekly_report.result import Line
    from taller.phase import PhaseResult

TESTS, MONITORING = "test_suite", "monitoring"
HOW = {"timed out": "late"}  # as messages call it


def problems(found: Gathered, followed: Followed | None) -> tuple[Problem, ...]:
    """All of them, what makes the rest unreliable first.

    Of the checks that analyses make of themselves only those count that passed in the earlier run:
    one that never passed is a limit of its page, and no problem of this week.
    """
    return (
        *(_broken(name, how, found) for name, how in found.broken.items()),
        *_withheld(found),
        *_tests(found),
        *_watched(found),
        *_plan(found, followed),
        *_checks(found),
    )


def _broken(name: str, how: str, found: Gathered) -> Problem:
    title = found.titles.get(name, name)
    return Problem(kind="failed", key=f"failed.{name}", page=name, subject=title,
                   **say.parts("problem-failed", title=title, how=HOW.get(how, how)))  # fmt: skip


def _withheld(found: Gathered) -> Iterator[Problem]:
    names = [found.titles[name] for name, result in found.results.items() if result.withheld]
    if names:
        told = say.parts("problem-withheld", titles=names, n=len(names))
        yield Problem(
            kind="withheld", key="withheld", page="data", subject=listing(names, 2), **told
        )


def _tests(found: Gathered) -> Iterator[Problem]:
    result = found.results.get(TESTS)
    if result is None or getattr(result, "state", None) != "failed":
        return
    what, todo, owner = result.headline, "", ""
    if result.decisions:
        todo, owner = result.decisions[0].what, result.decisions[0].owner
    told = say.parts("problem-tests", todo=todo or None, owner=owner or None)
    yield Problem(kind="tests", key="tests", page=TESTS, subject=found.titles[TESTS], what=what,
                  **told)  # fmt: skip


def _watched(found: Gathered) -> Iterator[Problem]:
    """Open alerts of monitoring, days that are missing in the data, models that earn less."""
    result = found.results.get(MONITORING)
    if not isinstance(result, Watched):
        return
    for each in result.incidents:
        if each.state != "over":
            told = say.parts("problem-incident", since=each.since, owner=each.owner or None)
            yield Problem(kind="incident", key=_key("incident", each.key), page=MONITORING,
                          subject=each.what, what=each.what, **told)  # fmt: skip
    gaps = [gap for gap in result.gaps if found.since < gap.day <= found.until]
    for table in dict.fromkeys(gap.table for gap in gaps):
        days = [gap.day for gap in gaps if gap.table == table]
        told = say.parts("problem-gap", table=table, n=len(days), first=min(days), last=max(days))
        yield Problem(kind="gap", key=_key("gap", table), page=MONITORING, subject=quoted(table),
                      **told)  # fmt: skip
    for model in result.models:
        if model.costs and model.earns is not None and model.earned is not None:
            title = found.titles.get(model.name, model.name)
            told = say.parts("problem-model", title=title, earns=model.earns, earned=model.earned)
            yield Problem(kind="model", key=_key("model", model.name), page=MONITORING,
                          subject=title, **told)  # fmt: skip


def _key(kind: str, name: str) -> str:
    """A problem's key, which decisions and files of other systems can hold.

    >>> _key("incident", "Ventas/Web")
    'incident.ventas_web'
    """
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return f"{kind}.{plain or 'unnamed'}"


def _plan(found: Gathered, followed: Followed | None) -> Iterator[Problem]:
    if followed is None:
        return
    progress = followed.progress
    if progress.missing and progress.reported_on is None:
        lead = min(found.plan.tasks, key=lambda task: task.starts_on) if found.plan else None
        owner = found.plan.who.get(lead.owner, lead.owner) if found.plan and lead else ""
        told = say.parts("problem-untold", n=progress.missing, owner=owner)
        yield Problem(kind="untold", key="untold", page=PLAN, subject=found.titles[PLAN], **told)
        return
    yield from (late(line) for line in followed.late)


def late(line: Line) -> Problem:
    """A task that is late."""
    whole = max(int(line.slack), 0)
    told = say.parts("problem-late", task=line.name, due=line.due_on, critical=line.critical,
                     slack=whole, owner=line.owner)  # fmt: skip
    return Problem(
        kind="late", key=f"late.{line.key}", page=PLAN, subject=quoted(line.name), **told
    )


def _checks(found: Gathered) -> Iterator[Problem]:
    """Checks that passed in the earlier run and do not any more."""
    for name, result in found.results.items():
        passed = {check.name for check in _of(found.earlier.get(name)) if check.passed}
        for n, check in enumerate(result.checks, 1):
            if not check.passed and check.name in passed:
                told = say.parts("problem-check", check=check.name, detail=check.detail or None,
                                 title=found.titles[name])  # fmt: skip
                yield Problem(kind="check", key=f"check.{name}.{n}", page=name,
                              subject=found.titles[name], **told)  # fmt: skip


def _of(result: PhaseResult | None) -> tuple:
    return result.checks if result is not None else ()
