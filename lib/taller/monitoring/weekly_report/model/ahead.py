"""What is next: what analyses say is to be done, which risks are open, and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.monitoring.optimisation.model import engine
from taller.monitoring.optimisation.result import Result as Optimised
from taller.monitoring.weekly_report.result import Decided, Money, Risk, Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from taller.monitoring.optimisation.result import Earlier, Recommendation
    from taller.monitoring.weekly_report.features.gathered import Gathered
    from taller.phase import PhaseResult

OPTIMISATION = "optimisation"


def steps(found: Gathered) -> tuple[Step, ...]:
    """What analyses say is to be done, in the order of the run's own list of recommendations.

    What was taken on or refused since is left out, and what rests on data that do not add up.
    """
    settled = {each.key for each in _decided(found) if each.state in ("taken", "refused")}
    known = {each.key for each in _ranked(found.earlier)}
    return tuple(
        Step(
            notebook=each.notebook, key=each.key, what=each.what, owner=each.owner,
            within_days=each.within_days, effort=each.effort, worth=each.worth,
            repeated=each.key in known,
        )
        for each in _ranked(found.results) if each.key not in settled
    )  # fmt: skip


def decided(found: Gathered) -> tuple[Decided, ...]:
    """What of earlier recommendations was taken on in the week, the latest first."""
    taken = [
        Decided(what=each.what, by=each.by, on=each.on)
        for each in _decided(found)
        if each.state == "taken" and each.on and found.since < each.on <= found.until
    ]
    return tuple(sorted(taken, key=lambda each: each.on, reverse=True))  # fmt: skip


def _ranked(results: Mapping[str, PhaseResult]) -> Sequence[Recommendation]:
    return engine.ranked({name: ("", result) for name, result in results.items()}, ())


def _decided(found: Gathered) -> Sequence[Earlier]:
    result = found.results.get(OPTIMISATION)
    return result.earlier if isinstance(result, Optimised) else ()


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
