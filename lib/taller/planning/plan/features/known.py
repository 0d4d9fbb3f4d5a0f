"""What is known before anything is planned: goals, cases taken on, and what analyses found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from taller.measurement.ranges import Range
from taller.planning.plan.features import baselines
from taller.planning.plan.messages import say
from taller.planning.plan.params.money import ANALYSES, Technical

if TYPE_CHECKING:
    from taller.phase import Worth
    from taller.planning.plan.features.baselines import Baselines
    from taller.planning.plan.params import Params

DISCOUNT = 0.10  # of a year, where nobody gave one; said to be assumed


@dataclass(frozen=True)
class Case:
    """A use case that was taken on; what it costs and brings are assumptions, given with sources.

    Attributes
    ----------
    impact : points, 1 to 5
    money : spent outside the company until it runs
    owner, metric, source : empty where nobody said
    """

    key: str
    name: str
    owner: str
    metric: str
    impact: Range
    money: Range
    person_days: Range
    weeks: Range
    after: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Gap:
    """A step that readiness advises, taken into the plan."""

    question: str
    next_step: str
    owner: str
    days: float


@dataclass(frozen=True)
class Known:
    """What a run knows of the client.

    Attributes
    ----------
    day : the plan's date
    first : the day the project starts
    goals : in the client's words, by the question that was asked; those not answered left out
    level : name of the client's level of readiness, empty if not assessed
    unready : whether that level is a low one
    budget : None where nobody gave one
    discount_given : whether somebody gave the rate
    results : analyses of this run by name
    worths : what analyses' decisions bring, by ``analysis.decision``, where they put money to it
    names : what use cases are called, those not taken on too
    technical : what is paid by the month, each with its amount
    cloud : what infrastructure comes to a month, if that is known
    """

    client: str
    currency: str
    language: str
    locale: str
    day: dt.date
    first: dt.date
    first_given: bool
    goals: Mapping[str, str]
    level: str
    cases: tuple[Case, ...]
    gaps: tuple[Gap, ...]
    budget: float | None
    discount: float
    discount_given: bool
    unready: bool = False
    results: Mapping[str, Any] = field(default_factory=dict)
    worths: Mapping[str, Worth] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    technical: tuple[Technical, ...] = ()
    cloud: Range | None = None
    baselines: Baselines = field(default_factory=baselines.Baselines)


def known(run: Any, p: Params) -> Known:
    """All of it, from this run's other notebooks and the engagement's other sections."""
    ready, chosen = run.load("readiness"), run.load("use_cases")
    found = {name: run.found(name) for name in ANALYSES}
    results = {name: each for name, each in found.items() if each is not None and sound(each)}
    sections = run.engagement.sections
    # The portfolio's budget may be an assumption of ours; the section's is given.
    budget = _first(p.budget, sections.get("use_cases", {}).get("budget"))
    discount = _first(p.discount, sections.get("regression", {}).get("discount"))
    cloud = monthly(run.found("infrastructure"))
    day = p.dated or run.started.date()
    first = p.starts_on or chosen.roadmap.starts_on
    steps = ready.steps if ready.level else ()
    return Known(
        client=run.engagement.client,
        currency=run.currency,
        language=run.engagement.language,
        locale=run.engagement.locale,
        day=day,
        first=first or day + dt.timedelta(days=7 - day.weekday()),
        first_given=first is not None,
        goals={key: text for key, text in ready.goals.model_dump().items() if text},
        level=ready.level_name if ready.level else "",
        unready=ready.level in ("low", "very_low"),
        cases=cases(chosen),
        gaps=tuple(Gap(s.question, s.next_step, s.owner, s.days) for s in steps[: p.gaps]),
        budget=None if budget is None else float(budget),
        discount=DISCOUNT if discount is None else float(discount),
        discount_given=discount is not None,
        results=results,
        worths=worths(results),
        names=chosen.unranked | {each.key: each.name for each in chosen.ranking},
        technical=technical(p.technical, cloud),
        cloud=cloud,
        baselines=baselines.of(run.tables, results.get("regression")),
    )


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def monthly(found: Any) -> Range | None:
    """What infrastructure comes to a month, with the range of what runs; None where not known."""
    return None if found is None else Range(found.month.low, found.month.value, found.month.high)


def technical(given: tuple[Technical, ...], cloud: Range | None) -> tuple[Technical, ...]:
    """What is paid by the month: as the client said; only where that is nothing, the cloud's sum.

    A sum that was worked out is never added to lines that may hold it already. A line that is to
    take it takes it, and is left out where there is none.
    """
    own = given or (Technical(name=say("cloud"), notebook="infrastructure"),)
    computed = {"monthly": cloud, "source": say("cloud-source")}
    return tuple(
        each.model_copy(update=computed) if each.notebook else each
        for each in own
        if cloud is not None or not each.notebook
    )


def sound(result: Any) -> bool:
    """Whether an analysis had something to learn from, and stands by its headline."""
    return bool(getattr(result, "assessed", True)) and not result.withheld


def cases(chosen: Any) -> tuple[Case, ...]:
    """The cases of the portfolio, in the order in which the roadmap starts them."""
    by_key = {each.key: each for each in chosen.ranking}
    return tuple(
        Case(
            key=each.key, name=each.name, owner=each.owner, metric=each.metric,
            impact=Range(*each.points["impact"]), money=Range(*each.money),
            person_days=Range(*each.person_days), weeks=Range(*each.weeks),
            after=tuple(each.after), source=each.source,
        )
        for stage in chosen.roadmap.stages
        if (each := by_key[stage.key])
    )  # fmt: skip


def worths(results: Mapping[str, Any]) -> dict[str, Worth]:
    """What decisions of analyses bring in money, where they could be put to it."""
    return {
        f"{name}.{decision.key}": decision.worth
        for name, result in results.items()
        for decision in result.decisions
        if decision.worth is not None and decision.worth.gain is not None
    }
