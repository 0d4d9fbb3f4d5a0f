"""What the ranking means: headline, key figures, what to decide, checks and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.language import _, listing, money, number, percent
from taller.phase import Check, Estimate, Figure
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.features.catalogue import (
    CRITERIA,
    OTHER_DATA,
    Range,
    kind_label,
    readiness_label,
)
from taller.preparation.use_cases.findings import advice
from taller.preparation.use_cases.model import portfolio as portfolios
from taller.preparation.use_cases.model import roadmap as roadmaps
from taller.preparation.use_cases.model.study import Study
from taller.preparation.use_cases.result import Lifted, Priority, Result
from taller.preparation.use_cases.tables import lift_words, weights

if TYPE_CHECKING:
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
        portfolio=found.portfolio,
        frontier=found.frontier,
        roadmap=found.roadmap,
        assessed=found.client.assessed,
    )


def _figures(found: Study) -> tuple[Figure, ...]:
    first, drawn = found.ranking[0], found.drawn
    kept = Estimate.exact(
        drawn.within(first, 1), unit="share", n=drawn.draws,
        method=_("counted: draws in which it comes first; a sensitivity"),
    )  # fmt: skip
    made = [
        Figure(key="first_score", label=_("Priority of the first, of 5 points"),
               estimate=drawn.estimate(first)),
        Figure(key="first_kept", label=_("Settings tried in which it stays first"), estimate=kept),
    ]  # fmt: skip
    chosen = found.chosen
    if chosen:
        ends = _("sum of the cases' ranges; lowest and highest if all are at that end")
        made += [
            _ranged("cost", _("Cost of the portfolio"), found.cost, "money", len(chosen), ends),
            _ranged("days", _("Work of the client's own people"), found.work, "days", len(chosen),
                    ends),
            _ranged("weeks", _("Weeks until all of it runs"), found.weeks, "count", len(chosen),
                    _("planned week by week, with all cases at one end of their ranges")),
        ]  # fmt: skip
    return tuple(made)


def _ranged(key: str, label: str, span: Range, unit: str, n: int, method: str) -> Figure:
    made = Estimate(
        value=span.mid, low=span.low, high=span.high, unit=unit, n=n, method=method, level=None
    )  # type: ignore[arg-type]
    return Figure(key=key, label=label, estimate=made)


def _checks(found: Study) -> tuple[Check, ...]:
    first, plan, road = found.ranking[0], found.portfolio, found.roadmap
    kept = found.drawn.within(first, 1)
    ends = {stage.key: stage.end_week for stage in road.stages}
    waits = all(ends[k] < s.start_week for s in road.stages for k in s.after if k in ends)
    fullest = max(roadmaps.load(road), default=0.0)
    return (
        Check(
            name=_("The first place is kept in most of the settings tried"),
            passed=kept >= 0.5,
            detail=_("kept in {share} of {n} settings").format(
                share=percent(kept, 0), n=number(found.drawn.draws)
            ),
        ),
        Check(
            name=_("The portfolio keeps within its means at the middle of all ranges"),
            passed=_fits(plan.money, plan.days_used, found.means),
            detail=_spent(plan.money, plan.days_used, found.means),
        ),
        Check(
            name=_("It does so even if every case takes the most"),
            passed=_fits(found.cost.high, found.work.high, found.means),
            detail=_spent(found.cost.high, found.work.high, found.means),
        ),
        Check(
            name=_("No case starts before what it needs, and no week is overfull"),
            passed=waits and fullest <= road.people * portfolios.WORKDAYS + 1e-9,
            detail=_("fullest week: {days} person-days of {all_days}").format(
                days=number(fullest, 1), all_days=number(road.people * portfolios.WORKDAYS, 1)
            ),
        ),
    )  # fmt: skip


def _fits(cost: float, days: float, have: Means) -> bool:
    return cost <= have.budget * (1 + 1e-9) and days <= have.person_days * (1 + 1e-9)


def _spent(cost: float, days: float, have: Means) -> str:
    """What is spent of what there is; what nobody gave is called assumed."""
    budget, all_days = advice.means_said(have)
    return _("{money} of {budget}; {days} of {all_days}").format(
        money=money(cost, 0), budget=budget, days=number(days), all_days=all_days
    )


def _limits(found: Study) -> tuple[str, ...]:
    assumed = sum(not each.case.source for each in found.ranking)
    limits = [
        _("The ranges of {n} of {all} cases are assumptions of ours for a company that sells "
          "online; replace them by offers and your own experience.").format(
              n=number(assumed), all=number(len(found.ranking))),
        _("How often a place is kept is a sensitivity to stated spreads, not a probability."),
        _("What a portfolio pays is counted in points (expected impact, weighted by priority): "
          "an assumption, and not money."),
        _("The roadmap keeps every rule but need not be the shortest; holidays are not in it."),
    ]  # fmt: skip
    if found.p.cost_factor is None and found.client.currency != "EUR":
        limits.append(
            _("Costs of the catalogue are in euros, turned into {currency} at {rate} for one "
              "euro: a rounded rate, an assumption.").format(
                  currency=found.client.currency,
                  rate=number(catalogue.rate(found.client.currency), 2))
        )  # fmt: skip
    asked = sorted({kind for each in found.ranking for kind in each.unknown})
    if asked:
        limits.append(
            _("Nobody has said yet whether there is this data: {data}.").format(
                data=listing([kind_label(k) for k in OTHER_DATA if k in asked])
            )
        )
    if not found.client.assessed:
        limits.append(
            _("Not assessed yet: {what}. That lowers only the low end of ranges.").format(
                what=listing([readiness_label(name) for name in found.client.unassessed])
            )
        )
    limits += advice.left_out(found)
    limits.append(weights(found.p))
    return tuple(limits)


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
            Lifted(what=lift_words(lift), feasibility=lift.feasibility, score=lift.score,
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
