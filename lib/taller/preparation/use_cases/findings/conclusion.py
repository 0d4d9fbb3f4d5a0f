"""What the ranking means: headline, key figures, what to decide, checks and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.language import listing, number
from taller.phase import Check, Estimate, Figure
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.features.catalogue import CRITERIA, Range
from taller.preparation.use_cases.findings import advice
from taller.preparation.use_cases.messages import say
from taller.preparation.use_cases.model import portfolio as portfolios
from taller.preparation.use_cases.model import roadmap as roadmaps
from taller.preparation.use_cases.model.study import Study
from taller.preparation.use_cases.result import Lifted, Priority, Result
from taller.preparation.use_cases.tables import needs, weights

if TYPE_CHECKING:
    from taller.phase import Unit
    from taller.preparation.use_cases.model.portfolio import Means
    from taller.preparation.use_cases.model.ranking import Ranked


def conclude(found: Study) -> Result:
    """Put everything that was worked out into one result."""
    return Result(
        headline=advice.headline(found),
        figures=_figures(found),
        decisions=advice.decisions(found),
        checks=_checks(found),
        limits=_limits(found),
        ranking=tuple(_priority(each, found) for each in found.ranking),
        portfolio=found.choice.portfolio,
        frontier=found.choice.frontier,
        roadmap=found.roadmap,
        assessed=found.client.assessed,
        unranked={key: catalogue.name_of(key, found.p) for key in found.client.refuted},
    )


def _figures(found: Study) -> tuple[Figure, ...]:
    first, drawn, n = found.ranking[0], found.drawn, len(found.chosen)
    kept = Estimate.exact(
        drawn.within(first, 1), unit="share", n=drawn.draws, method=say("method.kept")
    )
    made = {"first_score": drawn.estimate(first), "first_kept": kept}
    if n:
        ends = say("method.sum")
        made["cost"] = _ranged(found.cost, "money", n, ends)
        made["days"] = _ranged(found.work, "days", n, ends)
        made["weeks"] = _ranged(found.weeks, "count", n, say("method.weeks"))
    return tuple(
        Figure(key=key, label=say(f"figure.{key}", people=_people(found)), estimate=each)
        for key, each in made.items()
    )


def _people(found: Study) -> str:
    n = found.roadmap.people
    return number(n, int(n % 1 > 0))


def _ranged(span: Range, unit: Unit, n: int, method: str) -> Estimate:
    return Estimate(
        value=span.mid, low=span.low, high=span.high, unit=unit, n=n, method=method, level=None
    )


def _checks(found: Study) -> tuple[Check, ...]:
    plan, road, have = found.choice.portfolio, found.roadmap, found.choice.means
    kept = found.drawn.within(found.ranking[0], 1)
    ends = {stage.key: stage.end_week for stage in road.stages}
    waits = all(ends[k] < s.start_week for s in road.stages for k in s.after if k in ends)
    fullest, capacity = max(roadmaps.load(road), default=0.0), road.people * portfolios.WORKDAYS
    cost, work = found.cost.high, found.work.high
    said = advice.means_said(have)
    budget, days = said["budget"], said["days"]
    return (
        Check(passed=kept >= 0.5, **say.parts("check-first", kept=kept, n=found.drawn.draws)),
        Check(passed=_fits(plan.money, plan.days_used, have),
              **say.parts("check-middle", cost=plan.money, work=plan.days_used, budget=budget,
                          days=days)),
        Check(passed=_fits(cost, work, have),
              **say.parts("check-most", cost=cost, work=work, budget=budget, days=days)),
        Check(passed=waits and fullest <= capacity + 1e-9,
              **say.parts("check-order", days=fullest, all_days=capacity)),
    )  # fmt: skip


def _fits(cost: float, days: float, have: Means) -> bool:
    return cost <= have.budget * (1 + 1e-9) and days <= have.person_days * (1 + 1e-9)


def _limits(found: Study) -> tuple[str, ...]:
    assumed = sum(not each.case.source for each in found.ranking)
    limits = [
        say("limit-ranges", n=assumed, all=len(found.ranking)),
        say("limit-sensitivity"),
        say("limit-points"),
        say("limit-roadmap", people=_people(found)),
    ]
    currency = found.client.currency
    if found.p.cost_factor is None and currency != "EUR":
        limits.append(say("limit-rate", currency=currency, rate=catalogue.rate(currency)))
    unknown = {kind for each in found.ranking for kind in each.unknown}
    if unknown:
        limits.append(say("limit-unasked", data=advice.asked(unknown)))
    if not found.client.assessed:
        limits.append(say("limit-unassessed", what=needs(found.client.unassessed)))
    return (*limits, *advice.left_out(found), weights(found.p))


def _priority(each: Ranked, found: Study) -> Priority:
    case, drawn = each.case, found.drawn
    low, high = drawn.places_of(each)
    return Priority(
        key=case.key,
        name=case.name,
        rank=each.rank,
        score=drawn.estimate(each),
        points={name: each.points(name) for name in CRITERIA},
        rank_low=low,
        rank_high=high,
        first=drawn.within(each, 1),
        top_three=drawn.within(each, 3),
        missing=each.missing,
        unknown=each.unknown,
        lifts=tuple(
            Lifted(what=listing(needs(lift.what)), feasibility=lift.feasibility, score=lift.score,
                   rank=lift.rank)
            for lift in each.lifts
        ),
        money=case.money,
        person_days=case.person_days,
        weeks=case.weeks,
        after=case.after,
        owner=case.owner,
        metric=case.metric,
        notebook=case.notebook,
        notebook_is_there=case.notebook in found.client.notebooks,
        source=case.source,
    )  # fmt: skip
