"""What the budget comes to: its sentence, figures, decisions, and what stands against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.monitoring.optimisation.model.budget import words
from taller.monitoring.optimisation.model.budget.messages import say
from taller.phase import Decision, Estimate, Figure

if TYPE_CHECKING:
    from taller.monitoring.optimisation.model.budget.frontier import Frontier
    from taller.monitoring.optimisation.model.budget.plan import Plan
    from taller.monitoring.optimisation.model.budget.trials import Trials


def headline(shares: Plan | None) -> str:
    """What the best mix brings at today's total; nothing where no budget is drawn."""
    if shares is None or not shares.as_today:
        return ""
    return say("budget-headline", **words.facts(shares))


def figures(shares: Plan | None) -> tuple[Figure, ...]:
    """What today's mix leaves on the table."""
    if shares is None or not shares.as_today:
        return ()
    label = say("budget-left", **words.facts(shares))
    return (Figure(key="budget_left", label=label, estimate=shares.gain),)


def decisions(
    shares: Plan | None, totals: Frontier | None, trial: Trials | None
) -> tuple[Decision, ...]:
    """What to do: share the money out otherwise, spend more or less, make a trial."""
    return (*_shift(shares), *_spend(totals), *_trial(trial))


def _shift(shares: Plan | None) -> tuple[Decision, ...]:
    if shares is None or not (shares.claimed and shares.as_today):
        return ()
    said = say.parts("budget-shift", **words.facts(shares))
    return (Decision.told("budget.shift", said, effort="days", within_days=14, worth=shares.gain,
                          confidence="estimated"),)  # fmt: skip


def _spend(totals: Frontier | None) -> tuple[Decision, ...]:
    if totals is None or not totals.claimed or totals.best is None:
        return ()
    said = say.parts(
        "budget-spend", total=float(totals.totals[totals.best]), weeks=len(totals.asked.days),
        today=totals.asked.as_today, more=totals.more,
        end=totals.best in (0, len(totals.totals) - 1), longer=list(totals.longer) or None,
    )  # fmt: skip
    return (Decision.told("budget.spend", said, effort="days", within_days=30, worth=totals.more,
                          confidence="estimated"),)  # fmt: skip


def _trial(found: Trials | None) -> tuple[Decision, ...]:
    """The trial that tells most; where the weeks tell channels apart, only one that pays."""
    if found is None or (best := found.best) is None:
        return ()
    if found.told and best.worth <= best.cost.value:
        return ()
    said = say.parts(
        "budget-trial", told=found.told, says=words.says(best), shows=best.detectable,
        worth=best.worth, cost=best.cost.value if found.told else best.further,
        gains=best.cost.value <= 0, of=len(found.asked.days), gained=words.gained(found.asked),
        beyond=best.beyond, assumed=found.assumed,
    )  # fmt: skip
    cost = best.cost
    if not found.told:
        cost = Estimate.exact(
            best.further, unit="money", n=best.weeks, method=say("budget-further")
        )
    if cost.value <= 0:
        return (Decision.told("budget.trial", said, effort="days", within_days=30),)
    return (Decision.told("budget.trial", said, effort="days", within_days=30, worth=cost,
                          of="cost", confidence="estimated"),)  # fmt: skip


def limits(shares: Plan | None, quarter: Plan | None, trial: Trials | None) -> tuple[str, ...]:
    """What a plan and a trial cannot tell."""
    told = []
    if shares is not None and quarter is not None:
        weeks = len(quarter.spend)
        told += [say("budget-limit-curves"), say("budget-limit-today", weeks=weeks)]
        if not shares.asked.profit:
            told.append(say("budget-limit-margin", gained=words.gained(shares.asked)))
        if longer := words.of_evidence(quarter, "longer"):
            told.append(say("budget-limit-longer", channels=longer, weeks=weeks))
        if beyond := words.of_evidence(quarter, "beyond"):
            told.append(say("budget-limit-beyond", channels=beyond))
        if shares.asked.constraints.season == "demand":
            told.append(say("budget-limit-season"))
    if trial is not None and trial.best is not None and trial.told:
        told.append(say("budget-limit-trial"))
    return tuple(told)
