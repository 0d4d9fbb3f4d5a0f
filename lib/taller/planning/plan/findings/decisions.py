"""What a steering committee has to decide, and what is to be settled first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from taller.language import listing
from taller.phase import Decision
from taller.planning.plan import words
from taller.planning.plan.messages import say
from taller.planning.plan.model.resources import role_of

if TYPE_CHECKING:
    from taller.planning.plan.evaluation.returns import Returns
    from taller.planning.plan.model.study import Study

SURELY = 0.8  # share of schedules or draws from which the plan is proposed as it stands
MOST = 5


def decisions(study: Study, worth: Returns | None) -> tuple[Decision, ...]:
    """To approve the plan where it bears it; else what has to be settled, first things first."""
    held = [*_start(study), *_deadline(study), *_budget(study), *_benefits(study, worth),
            *_people(study)]  # fmt: skip
    return tuple([*_approve(study, worth, bool(held)), *held][:MOST])


def _signers(study: Study) -> str:
    named = [each.name for each in study.p.approvers]
    return listing(named) if named else say("management")


def _approve(study: Study, worth: Returns | None, open_: bool) -> list[Decision]:
    """The plan itself; with what is still to be settled, for its first phase alone."""
    budget, made = study.budget, study.made
    if made.work.pilot:
        told = say.parts("decision-choose")
        return [Decision.told("choose", told, effort="days", within_days=30)]
    loses = worth is not None and worth.loses > SURELY
    whole = not open_ and not study.client.unready
    told = say.parts(
        "decision-approve", advice="not" if loses else "all" if whole else "first",
        first=study.client.first, ahead=study.client.first >= study.client.day,
        asked=budget.asked, priced=budget.asked > 0, n=len(study.client.cases),
        owner=_signers(study), months=study.money.months,
    )  # fmt: skip
    return [Decision.told(
        "approve", told, effort="hours", within_days=14,
        worth=worth.npv if worth and whole else None,
        confidence="assumed" if worth and whole else None,
    )]  # fmt: skip


def _start(study: Study) -> list[Decision]:
    if not study.begun_unreported:
        return []
    told = say.parts("decision-start", first=study.client.first, owner=_lead(study))
    return [Decision.told("start", told, effort="hours", within_days=7)]


def _lead(study: Study) -> str:
    """Who owns the first task of all."""
    first = min(study.made.tasks, key=lambda task: task.starts_on)
    return study.made.work.person(first.owner).name


def _deadline(study: Study) -> list[Decision]:
    late = [(day, share) for day, share in study.deadlines if share < SURELY]
    if not late:
        return []
    day, share = late[0]
    told = say.parts("decision-deadline", day=day, share=words.share(share),
                     late=study.made.end(SURELY), owner=_signers(study))  # fmt: skip
    return [Decision.told("deadline", told, effort="hours", within_days=14)]


def _budget(study: Study) -> list[Decision]:
    budget = study.budget
    if budget.given is None and budget.asked > 0:
        told = say.parts("decision-fund", asked=budget.asked, owner=_signers(study))
    elif budget.given is not None and budget.asked > budget.given:
        dearest = max(study.client.cases, key=lambda case: case.money.mid, default=None)
        told = say.parts(
            "decision-budget", more=budget.asked - budget.given,
            within=words.share(budget.within or 0.0), name=dearest.name if dearest else None,
            money=dearest.money.mid if dearest else 0.0, owner=_signers(study),
        )  # fmt: skip
    else:
        return []
    return [Decision.told("budget", told, effort="hours", within_days=14)]


def _benefits(study: Study, worth: Returns | None) -> list[Decision]:
    """Where nobody said what the cases bring, or where it most likely is not worth it."""
    found = study.money
    if worth is None and study.client.cases:
        told = say.parts("decision-benefits", needed=found.needed, months=found.months)
    elif worth is not None and worth.loses > 1 - SURELY:
        widest = found.drivers[found.moved()["key"][0]]
        told = say.parts("decision-test", loses=words.share(worth.loses), name=widest.name or None,
                         kind=widest.kind)  # fmt: skip
    else:
        return []
    return [Decision.told("benefits", told, effort="days", within_days=30)]


def _people(study: Study) -> list[Decision]:
    made = study.made
    if made.work.roles:
        roles = [role_of(made, key) for key in made.work.roles]
        told = say.parts("decision-people", n=len(roles), roles=roles)
    elif np.isnan(study.rates).all():
        told = say.parts("decision-rates")
    else:
        return []
    return [Decision.told("people", told, effort="hours", within_days=14)]
