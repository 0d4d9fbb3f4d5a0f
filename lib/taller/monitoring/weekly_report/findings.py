"""What the week means: headline, key figures, what to decide, checks and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.monitoring.weekly_report.messages import say
from taller.monitoring.weekly_report.result import Result
from taller.phase import Check, Decision, Estimate, Figure

if TYPE_CHECKING:
    from taller.monitoring.weekly_report.features.progress import Followed
    from taller.monitoring.weekly_report.model.week import Week

MOST = 3  # decisions
OWN = ("failed", "withheld", "untold", "late")
"""Problems that no other page says what to decide about."""
WEEKS_OLD = 2  # of an earlier run that is asked of a weekly report
QUIET = 14  # days without any report of progress


def conclude(week: Week) -> Result:
    """Put the week into one result."""
    found, followed = week.found, week.followed
    return Result(
        headline=headline(week),
        figures=_figures(week),
        decisions=_decisions(week),
        checks=_checks(week),
        limits=_limits(week),
        since=found.since,
        until=found.until,
        ahead_to=found.ahead_to,
        compared_with=found.before.label if found.before else "",
        compared_on=found.before.day if found.before else None,
        same_data=week.moved.same_data,
        comparable=found.comparable,
        progress=followed.progress if followed else None,
        done=followed.done if followed else (),
        decided=week.decided,
        under_way=followed.under_way if followed else (),
        coming=followed.coming if followed else (),
        problems=week.problems,
        metrics=week.shown,
        figures_in_all=len(week.moved.metrics),
        compared=week.moved.compared,
        moved=len(week.moved.of("moved")),
        steps=week.steps,
        risks=week.risks,
        needed=followed.needed if followed else (),
        money=week.money,
        most=week.p.most,
    )


def headline(week: Week) -> str:
    """How far the plan is, what stands in the way, what moved."""
    return " ".join([_progress(week.followed, week), _trouble(week), _moved(week)])


def _progress(followed: Followed | None, week: Week) -> str:
    if followed is None:
        return say("headline-no-plan")
    progress = followed.progress
    facts = {"done": progress.done, "of": progress.tasks, "due": progress.due,
             "missing": progress.missing, "until": week.found.until}  # fmt: skip
    if progress.missing and progress.reported_on is None:
        return say("headline-untold", **facts)
    told = say("headline-progress", **facts)
    if progress.done == progress.tasks:
        return told
    ends = say(
        "headline-end", ends_on=progress.ends_on, ends_by=progress.ends_by, moved=progress.moved,
        by=abs(progress.moved or 0), later=(progress.moved or 0) > 0,
    )  # fmt: skip
    return f"{told} {ends}"


def _trouble(week: Week) -> str:
    broken = len(week.found.broken)
    return say("headline-problems", n=len(week.problems), broken=broken)


def _moved(week: Week) -> str:
    found, moved = week.found, week.moved
    if found.before is None:
        return say("headline-first")
    return say("headline-moved", day=found.before.day, n=len(moved.of("moved")),
               compared=moved.compared, same=moved.same_data,
               comparable=found.comparable)  # fmt: skip


def _figures(week: Week) -> tuple[Figure, ...]:
    counts = {"problems": len(week.problems)}
    targets: dict[str, int] = {}
    tasks = week.followed.progress.tasks if week.followed else 0
    if week.followed is not None:
        progress = week.followed.progress
        counts = {"done": progress.done, "missing": progress.missing} | counts
        counts["risks"] = len(week.risks)
        targets |= {"done": progress.due} if progress.due else {}
    return tuple(
        Figure(
            key=key, label=say(f"figure.{key}", of=tasks), target=targets.get(key),
            estimate=Estimate.exact(n, unit="count", n=n, method=say("method-counted")),
        )
        for key, n in counts.items()
    )  # fmt: skip


def _decisions(week: Week) -> tuple[Decision, ...]:
    """What to decide about the most pressing problems."""
    pressing = [each for each in week.problems if each.kind in OWN][:MOST]
    return tuple(
        Decision.told(
            each.key,
            {
                "what": say("decision", subject=each.subject, solution=each.solution),
                "owner": each.owner or say("unsaid"),
                "effect": say(f"effect.{each.kind}"),
                "measured": say("measured"),
            },
            effort="hours",
            within_days=7,
        )
        for each in pressing
        if each.solution
    )


def _checks(week: Week) -> tuple[Check, ...]:
    found, followed = week.found, week.followed
    age = (found.ran_on - found.before.day).days if found.before else None
    told = followed.progress.reported_on if followed else None
    quiet = (found.until - told).days if told else None
    begun = followed is not None and followed.progress.due > 0
    checks = [
        ("whole", not found.broken,
         {"n": len(found.broken), "of": len(found.broken) + len(found.results)}),
        ("earlier", age is not None and age <= WEEKS_OLD * week.p.days and found.comparable,
         {"days": age, "comparable": found.comparable}),
    ]  # fmt: skip
    if begun:
        checks.append(("told", quiet is not None and quiet <= QUIET, {"days": quiet}))
    return tuple(
        Check(passed=ok, doubt=key == "whole", **say.parts(f"check-{key}", **facts))
        for key, ok, facts in checks
    )


def _limits(week: Week) -> tuple[str, ...]:
    limits = [say("limit-told")] if week.followed else [say("limit-no-plan")]
    if week.followed and week.found.plan_before is None:
        limits.append(say("limit-due"))
    if week.moved.compared:
        limits.append(say("limit-noise", compared=week.moved.compared))
        limits.append(say("limit-settings"))
    if week.moved.of("counted"):
        limits.append(say("limit-counted"))
    if week.risks:
        limits.append(say("limit-risks"))
    return tuple(limits)
