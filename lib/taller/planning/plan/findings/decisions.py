"""What a steering committee has to decide, and what is to be settled first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from taller.language import listing
from taller.phase import Decision, Estimate, Of
from taller.planning.plan import words
from taller.planning.plan.evaluation.returns import spread
from taller.planning.plan.messages import say
from taller.planning.plan.model.resources import role_of
from taller.planning.plan.model.study import SURELY

if TYPE_CHECKING:
    from taller.planning.plan.evaluation.returns import Returns
    from taller.planning.plan.model.budget import Budget
    from taller.planning.plan.model.study import Study

MOST = 5


def decisions(study: Study, worth: Returns | None) -> tuple[Decision, ...]:
    """To approve the plan where it bears it; else what has to be settled, first things first."""
    signers = listing([each.name for each in study.p.approvers]) or say("management")
    held = [*_start(study), *_deadline(study, signers), *_budget(study, signers),
            *_benefits(study, worth), *_people(study)]  # fmt: skip
    return tuple([_approve(study, worth, signers, settled=not held), *held][:MOST])


def _approve(study: Study, worth: Returns | None, signers: str, *, settled: bool) -> Decision:
    """The plan itself; with what is still to be settled, for its first phase alone."""
    budget, made = study.budget, study.made
    if made.work.pilot:
        told = say.parts("decision-choose")
        return Decision.told("choose", told, effort="days", within_days=30)
    loses = worth is not None and worth.loses > SURELY
    whole = settled and not study.client.unready and not loses
    advice = "not" if loses else "all" if whole else "ready" if settled else "first"
    days = sum(task.person_days for task in made.work.tasks if task.phase == "preparation")
    told = say.parts(
        "decision-approve", advice=advice, owner=signers, asked=budget.asked,
        priced=budget.asked > 0, first=study.client.first, n=len(study.client.cases),
        ahead=study.client.first >= study.client.day, months=study.money.months,
        loses=words.share(worth.loses) if worth else 0.0, days=round(days),
        whole=bool(worth and whole),
        begins=budget.planned(phase="preparation"),
    )  # fmt: skip
    if worth and whole:
        return _priced("approve", told, worth.npv, of="gain")
    if advice == "not":
        return _priced("approve", told, None)
    return _priced("approve", told, _of_all(budget) if whole else _begun(budget))


def _priced(key: str, told: Mapping[str, str], worth: Estimate | None, of: Of = "cost") -> Decision:
    return Decision.told(key, told, effort="hours", within_days=14, worth=worth, of=of,
                         confidence="assumed" if worth else None)  # fmt: skip


def _of_all(budget: Budget) -> Estimate | None:
    """What the whole costs until all is rolled out."""
    return spread(budget.drawn, "money") if budget.asked > 0 else None


def _begun(budget: Budget) -> Estimate | None:
    """What the preparation costs, each line within its range."""
    (low, high), mid = budget.ends("preparation"), budget.planned(phase="preparation")
    if mid <= 0:
        return None
    n = sum(line.phase == "preparation" for line in budget.lines)
    return Estimate(value=mid, low=low, high=high, unit="money", n=n, method=say("method.lines"),
                    level=None)  # fmt: skip


def _start(study: Study) -> Iterator[Decision]:
    if study.begun_unreported:
        told = say.parts("decision-start", first=study.client.first, owner=study.lead)
        yield Decision.told("start", told, effort="hours", within_days=7)


def _deadline(study: Study, signers: str) -> Iterator[Decision]:
    for day, share in study.late[:1]:
        told = say.parts("decision-deadline", day=day, share=words.share(share),
                         late=study.made.end(SURELY), owner=signers)  # fmt: skip
        yield Decision.told("deadline", told, effort="hours", within_days=14)


def _budget(study: Study, signers: str) -> Iterator[Decision]:
    budget = study.budget
    worth = None
    if budget.given is None and budget.asked > 0:
        told = say.parts("decision-fund", asked=budget.asked, owner=signers)
        worth = _of_all(budget)
    elif budget.given is not None and budget.short:
        cases = () if study.p.budget_pays_people else study.client.cases
        dearest = max(cases, key=lambda case: case.money.mid, default=None)
        told = say.parts(
            "decision-budget", more=budget.asked - budget.given, owner=signers,
            within=words.share(budget.within or 0.0), name=dearest.name if dearest else None,
            money=dearest.money.mid if dearest else 0.0,
        )  # fmt: skip
        # What is asked for is counted; what it will have been is told by the budget table.
        worth = Estimate.exact(budget.asked - budget.given, unit="money", n=len(budget.drawn),
                               method=say("method.asked", covers=budget.covers))  # fmt: skip
    else:
        return
    yield _priced("budget", told, worth)


def _benefits(study: Study, worth: Returns | None) -> Iterator[Decision]:
    """Where nobody said what the cases bring, or where it most likely is not worth it."""
    found = study.money
    if worth is None and study.client.cases:
        told = say.parts("decision-benefits", needed=found.needed, months=found.months)
    elif worth is not None and worth.loses > 1 - SURELY and not found.moved().empty:
        widest = found.drivers[found.moved()["key"][0]]
        told = say.parts("decision-test", loses=words.share(worth.loses), name=widest.name or None,
                         kind=widest.kind)  # fmt: skip
        stake = _moves(study)
        yield Decision.told("benefits", told, effort="days", within_days=30, worth=stake,
                            of="stake", confidence="assumed")  # fmt: skip
        return
    else:
        return
    yield Decision.told("benefits", told, effort="days", within_days=30)


def _moves(study: Study) -> Estimate:
    """By how much what moves the plan's value most moves it, alone, over its whole range."""
    low, high = study.money.moved()[["low", "high"]].iloc[0]
    return Estimate.exact(abs(high - low), unit="money", n=1, method=say("method.moves"))


def _people(study: Study) -> Iterator[Decision]:
    made = study.made
    if made.work.roles:
        roles = [role_of(made, key) for key in made.work.roles]
        told = say.parts("decision-people", n=len(roles), roles=roles)
    elif np.isnan(study.rates).all():
        told = say.parts("decision-rates")
    else:
        return
    yield Decision.told("people", told, effort="hours", within_days=14)
