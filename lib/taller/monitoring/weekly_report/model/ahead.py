"""What is next: what analyses say is to be done, which risks are open, and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.monitoring.weekly_report.result import Money, Risk, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taller.monitoring.weekly_report.features.gathered import Gathered
    from taller.phase import Decision, PhaseResult

LONG = 10_000  # days, for what says nothing of when


def steps(found: Gathered) -> tuple[Step, ...]:
    """What analyses say is to be done: by what it brings, then by when it has to be decided.

    What rests on data that do not add up is left out.
    """
    known = {(name, each.key) for name, each in _decisions(found.earlier)}
    made = [
        Step(
            notebook=name, key=each.key, what=each.what, owner=each.owner,
            within_days=each.within_days, effort=each.effort,
            worth=each.worth.estimate if each.worth else None,
            repeated=bool(each.key) and (name, each.key) in known,
        )
        for name, each in _decisions(found.results)
    ]  # fmt: skip
    return tuple(sorted(made, key=_urgency))


def _urgency(step: Step) -> tuple[float, int]:
    return -(step.worth.value if step.worth else 0.0), step.within_days or LONG


def _decisions(results: Mapping[str, PhaseResult]) -> list[tuple[str, Decision]]:
    return [(name, each) for name, result in results.items() if not result.withheld
            for each in result.decisions]  # fmt: skip


def risks(found: Gathered) -> tuple[Risk, ...]:
    """The plan's register, in its order: what is expected to cost most first."""
    if found.plan is None:
        return ()
    before = {risk.name for risk in found.plan_before.risks} if found.plan_before else None
    return tuple(
        Risk(name=risk.name, probability=risk.probability, cost=risk.cost, owner=risk.owner,
             mitigation=risk.mitigation, new=before is not None and risk.name not in before)
        for risk in found.plan.risks
    )  # fmt: skip


def money(found: Gathered) -> Money | None:
    """What it takes until all is in use; None where nobody priced anything."""
    plan = found.plan
    if plan is None or not (asked := plan.budget.planned + plan.budget.contingency):
        return None
    return Money(asked=asked, given=plan.budget.given)
