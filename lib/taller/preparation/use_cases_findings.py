"""What the ranking means: headline, key figures, what to decide, checks and limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.errors import AnalysisError
from taller.language import _, listing, money, ngettext, number, percent
from taller.phase import Check, Decision, Estimate, Figure
from taller.preparation import use_cases_catalogue as catalogue
from taller.preparation import use_cases_levers as levering
from taller.preparation import use_cases_portfolio as portfolios
from taller.preparation import use_cases_ranking as ranks
from taller.preparation import use_cases_roadmap as roadmaps
from taller.preparation import use_cases_sensitivity as sensitivity
from taller.preparation.use_cases import (
    Known,
    Lifted,
    Params,
    Portfolio,
    Priority,
    Result,
    Roadmap,
    Stage,
)
from taller.preparation.use_cases_catalogue import (
    CRITERIA,
    OTHER_DATA,
    Range,
    kind_label,
    readiness_label,
)
from taller.preparation.use_cases_tables import label, lift_words, weights

if TYPE_CHECKING:
    from taller.preparation.use_cases_levers import Lever
    from taller.preparation.use_cases_portfolio import Means, More
    from taller.preparation.use_cases_ranking import Ranked, Swap
    from taller.preparation.use_cases_sensitivity import Sensitivity

STARTS_TOLD = 3


@dataclass(frozen=True)
class Study:
    """All that was worked out, for charts, tables and the result."""

    p: Params
    client: Known
    ranking: tuple[Ranked, ...]
    drawn: Sensitivity
    swaps: tuple[Swap, ...]
    levers: tuple[Lever, ...]
    means: Means
    portfolio: Portfolio
    frontier: tuple[Portfolio, ...]
    more: More
    steady: dict[str, float]
    roadmap: Roadmap
    weeks: Range

    @property
    def chosen(self) -> list[Ranked]:
        """The cases taken on, in order of rank."""
        return [each for each in self.ranking if each.case.key in self.portfolio.chosen]


def study(p: Params, client: Known, seed: int) -> Study:
    """Rank, draw anew, choose and schedule.

    Raises
    ------
    AnalysisError
        If there is no case to rank.
    """
    ranking = ranks.rank(p, client)
    if not ranking:
        raise AnalysisError(_("there is no use case to rank: offer the catalogue, or name some"))
    drawn = sensitivity.simulate(ranking, p, seed)
    have = portfolios.means(ranking, p)
    plan = portfolios.choose(ranking, have.budget, have.person_days)
    return Study(
        p=p,
        client=client,
        ranking=ranking,
        drawn=drawn,
        swaps=ranks.swaps(ranking, p),
        levers=levering.levers(ranking, p, client),
        means=have,
        portfolio=plan,
        frontier=portfolios.frontier(ranking, have),
        more=portfolios.more(ranking, plan),
        steady=portfolios.steadiness(ranking, have, drawn, seed),
        roadmap=roadmaps.schedule(ranking, plan.chosen, p),
        weeks=roadmaps.span(ranking, plan.chosen, p),
    )


def conclude(found: Study) -> Result:
    """Put everything that was worked out into one result."""
    return Result(
        headline=_headline(found),
        figures=_figures(found),
        decisions=_decisions(found),
        checks=_checks(found),
        limits=_limits(found),
        ranking=tuple(_priority(each, found) for each in found.ranking),
        portfolio=found.portfolio,
        frontier=found.frontier,
        roadmap=found.roadmap,
        assessed=found.client.assessed,
    )


def means_in_words(found: Study) -> str:
    """What there is to spend, what of it is assumed, and which of the two holds back."""
    have = found.means
    said = [
        _("Budget: {budget}{assumed}; person-days: {days}{days_assumed}.").format(
            budget=money(have.budget, 0),
            assumed=_(" (assumed: about half of what all cost)") if have.budget_assumed else "",
            days=number(have.person_days),
            days_assumed=_(" (assumed: half a year of the people there are)")
            if have.days_assumed
            else "",
        )
    ]
    if not found.portfolio.chosen:
        said.append(_("No case fits within that, so the portfolio is empty."))
    extra = found.more
    if extra.money > extra.days + 1e-9:
        said.append(
            _("Money holds back: a quarter more would add {points} points.").format(
                points=number(extra.money, 1)
            )
        )
    elif extra.days > 1e-9:
        said.append(
            _("People's time holds back: a quarter more would add {points} points.").format(
                points=number(extra.days, 1)
            )
        )
    return " ".join(said)


def _headline(found: Study) -> str:
    first, plan = found.ranking[0], found.portfolio
    kept = found.drawn.within(first, 1)
    if not plan.chosen:
        return _(
            "“{name}” comes first, but with {budget} and {days} person-days no use case can be "
            "taken on."
        ).format(name=first.case.name, budget=money(plan.budget, 0), days=number(plan.person_days))
    # Who would be overtaken in every other draw does not lead.
    if kept >= 0.5 or len(found.ranking) == 1:
        lead = _("“{name}” comes first in {share} of the settings tried").format(
            name=first.case.name, share=percent(kept, 0)
        )
    else:
        lead = _("No use case leads clearly: “{name}” and “{second}” are close").format(
            name=first.case.name, second=found.ranking[1].case.name
        )
    n = len(plan.chosen)
    rest = ngettext(
        "{budget} pay for {n} case, which runs after {weeks} weeks",
        "{budget} pay for {n} cases, the last of which runs after {weeks} weeks",
        n,
    ).format(budget=money(plan.budget, 0), n=number(n), weeks=number(found.roadmap.weeks))
    return _("{lead}; {rest}.").format(lead=lead, rest=rest)


def _figures(found: Study) -> tuple[Figure, ...]:
    first, drawn = found.ranking[0], found.drawn
    kept = Estimate.exact(
        drawn.within(first, 1), unit="share", n=drawn.draws,
        method=_("counted: draws in which it comes first; a sensitivity"),
    )  # fmt: skip
    made = [
        Figure(key="first_score", label=_("Priority of the first, of 5 points"),
               estimate=drawn.estimate(first)),
        Figure(key="first_kept", label=_("Draws in which it stays first"), estimate=kept),
    ]  # fmt: skip
    chosen = found.chosen
    if chosen:
        ends = _("sum of the cases' ranges; lowest and highest if all are at that end")
        cost = _added([each.case.money for each in chosen])
        days = _added([each.case.person_days for each in chosen])
        made += [
            _ranged("cost", _("Cost of the portfolio"), cost, "money", len(chosen), ends),
            _ranged("days", _("Work of the client's own people"), days, "days", len(chosen), ends),
            _ranged("weeks", _("Weeks until all of it runs"), found.weeks, "count", len(chosen),
                    _("planned week by week, with all cases at one end of their ranges")),
        ]  # fmt: skip
    return tuple(made)


def _added(spans: Sequence[Range]) -> Range:
    return Range(*(sum(span[i] for span in spans) for i in range(3)))


def _ranged(key: str, label: str, span: Range, unit: str, n: int, method: str) -> Figure:
    made = Estimate(
        value=span.mid, low=span.low, high=span.high, unit=unit, n=n, method=method, level=None
    )  # type: ignore[arg-type]
    return Figure(key=key, label=label, estimate=made)


def _decisions(found: Study) -> tuple[Decision, ...]:
    made = []
    if found.means.budget_assumed:
        made.append(
            Decision(
                what=_("Say what may be spent, and how many person-days there are"),
                owner=_("Management"),
                effect=_("the portfolio here rests on an assumed budget"),
            )
        )
    if not found.client.assessed:
        made.append(
            Decision(
                what=_("Assess readiness before the choice is final"),
                owner=_("Management"),
                effect=_("feasibility here supposes that the organisation is ready"),
            )
        )
    made += [_start(stage) for stage in found.roadmap.stages[:STARTS_TOLD]]
    made += [_lever(found.levers[0])] if found.levers else []
    return tuple(made)


def _start(stage: Stage) -> Decision:
    effect = _("name what shows that it works, before it starts")
    if stage.metric:
        effect = _("judged by: {metric}").format(metric=stage.metric)
    return Decision(
        what=_("Start “{name}”: weeks {start} to {end}").format(
            name=stage.name, start=number(stage.start_week), end=number(stage.end_week)
        ),
        owner=stage.owner or _("Management"),
        effect=effect,
    )


def _lever(lever: Lever) -> Decision:
    what = _("Strengthen {what}") if lever.kind == "readiness" else _("Obtain {what}")
    n = lever.lifted
    if lever.after < lever.before:
        effect = ngettext(
            "lifts {n} case: “{name}” from place {before} to {after}",
            "lifts {n} cases, “{name}” the most, from place {before} to {after}",
            n,
        )
    else:
        effect = ngettext(
            "raises the priority of {n} case, “{name}”, which keeps its place",
            "raises the priority of {n} cases, “{name}” the most; no case climbs",
            n,
        )
    return Decision(
        what=what.format(what=label(lever.kind, lever.what)),
        owner=_("Management"),
        effect=effect.format(
            n=number(n), name=lever.most, before=number(lever.before), after=number(lever.after)
        ),
    )


def _checks(found: Study) -> tuple[Check, ...]:
    first, plan, road = found.ranking[0], found.portfolio, found.roadmap
    kept = found.drawn.within(first, 1)
    ends = {stage.key: stage.end_week for stage in road.stages}
    waits = all(ends[k] < s.start_week for s in road.stages for k in s.after if k in ends)
    fullest = max(roadmaps.load(road), default=0.0)
    return (
        Check(
            name=_("The first place does not hang on the exact weights and ranges"),
            passed=kept >= 0.5,
            detail=_("kept in {share} of {n} draws").format(
                share=percent(kept, 0), n=number(found.drawn.draws)
            ),
        ),
        Check(
            name=_("The portfolio keeps within budget and person-days"),
            passed=plan.money <= plan.budget * (1 + 1e-9)
            and plan.days_used <= plan.person_days * (1 + 1e-9),
            detail=_("{money} of {budget}; {days} of {all_days} person-days").format(
                money=money(plan.money, 0), budget=money(plan.budget, 0),
                days=number(plan.days_used), all_days=number(plan.person_days),
            ),
        ),
        Check(
            name=_("No case starts before what it needs, and no week is overfull"),
            passed=waits and fullest <= road.people * portfolios.WORKDAYS + 1e-9,
            detail=_("fullest week: {days} person-days of {all_days}").format(
                days=number(fullest, 1), all_days=number(road.people * portfolios.WORKDAYS, 1)
            ),
        ),
    )  # fmt: skip


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
