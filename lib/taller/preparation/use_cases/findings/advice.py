"""What the plan says and advises: the headline, what there is to spend, what to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.phase import Decision, Estimate, effort_of
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.features.catalogue import OTHER_DATA, Range
from taller.preparation.use_cases.messages import say
from taller.preparation.use_cases.tables import needs

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from taller.preparation.use_cases.model.levers import Lever
    from taller.preparation.use_cases.model.portfolio import Means
    from taller.preparation.use_cases.model.study import Choice, Study
    from taller.preparation.use_cases.result import Portfolio, Stage

STARTS_TOLD = 3


def headline(found: Study) -> str:
    """What comes first, how firmly, and what can be taken on with what there is.

    What nobody gave and was assumed is called so in this very sentence. Weeks are not said: they
    suppose people who can do everything, which the plan knows better.
    """
    return " ".join([_in_order(found), *_first_waits(found)])


def _in_order(found: Study) -> str:
    names = [each.case.name for each in found.ranking]
    kept = found.drawn.within(found.ranking[0], 1)
    have = means_said(found.choice.means)
    return say(
        "headline",
        n=len(found.choice.portfolio.chosen),
        lead="alone" if len(names) == 1 else "firm" if kept >= 0.5 else "close",
        name=names[0],
        second=names[1] if len(names) > 1 else "",
        kept=kept,
        budget=have["budget"],
        days=have["days"],
        cost=_cost(found.cost),
    )


def _first_waits(found: Study) -> list[str]:
    """That what comes first is not taken on, and why, where that is so."""
    first, chosen = found.ranking[0], found.choice.portfolio.chosen
    if not chosen or first.case.key in chosen:
        return []
    return [say("headline-first-waits", name=first.case.name, missing=needs(first.missing) or None)]


def left_out(found: Study) -> list[str]:
    """A sentence for each case that an analysis of this client's data speaks against."""
    return [
        say("left-out", name=catalogue.name_of(key, found.p), reason=reason)
        for key, reason in found.client.refuted.items()
        if key not in found.p.exclude and key not in found.p.done
    ]


def means_said(have: Means) -> dict[str, str]:
    """The budget, the person-days, and a line of both, in words; what is assumed is called so."""
    return say.parts(
        "means",
        budget=have.budget,
        budget_assumed=have.budget_assumed,
        by_sales=have.by_sales,
        days=have.person_days,
        days_assumed=have.days_assumed,
    )


def _cost(span: Range) -> str:
    spread = span.low != span.high
    return say("takes-cost", mid=span.mid, low=span.low, high=span.high, spread=spread)


def means_in_words(choice: Choice) -> str:
    """What there is to spend, what of it is assumed, and which of the two holds back."""
    said, more = [means_said(choice.means)["line"]], choice.more
    if not choice.portfolio.chosen:
        said.append(say("means-empty"))
    if more.money > more.days + 1e-9:
        said.append(say("means-more.money", points=more.money))
    elif more.days > 1e-9:
        said.append(say("means-more.days", points=more.days))
    return " ".join(said)


def asked(kinds: Collection[str]) -> list[str]:
    """Data that nobody has asked about, in words and in the order the form asks."""
    return needs([kind for kind in OTHER_DATA if kind in kinds])


def decisions(found: Study) -> tuple[Decision, ...]:
    """What to settle, what to start, and what would lift the most cases."""
    made = []
    if found.choice.means.budget_assumed or found.choice.means.days_assumed:
        made.append(_say_means(found.choice.means))
    if not found.client.assessed:
        told = say.parts("decision-readiness")
        made.append(Decision.told("readiness", told, effort="days", within_days=30))
    made += [_start(stage, found) for stage in found.roadmap.stages[:STARTS_TOLD]]
    made += [_lever(found.levers[0])] if found.levers else []
    return tuple(made)


def _say_means(have: Means) -> Decision:
    one = "budget" if have.budget_assumed else "days"
    assumed = "both" if have.budget_assumed and have.days_assumed else one
    told = say.parts("decision-means", assumed=assumed)
    return Decision.told("means", told, effort="hours", within_days=14)


def _start(stage: Stage, found: Study) -> Decision:
    unknown = {kind for e in found.ranking if e.case.key == stage.key for kind in e.unknown}
    choice = found.choice
    least = taken_from(stage.key, choice.frontier) if choice.means.budget_assumed else None
    said = say.parts(
        "decision-start",
        name=stage.name,
        owner=stage.owner,
        owned=bool(stage.owner),
        least=least,
        unknown=asked(unknown) or None,
        metric=stage.metric,
        judged=bool(stage.metric),
    )
    effort, costs = effort_of(stage.person_days), _costs(stage, found)
    return Decision.told(f"start.{stage.key}", said, effort=effort, within_days=30, worth=costs,
                         of="cost", confidence="assumed" if costs else None)  # fmt: skip


def _costs(stage: Stage, found: Study) -> Estimate | None:
    """What a case costs outside the company until it runs, within its range; None for nothing."""
    money = next((e.case.money for e in found.ranking if e.case.key == stage.key), None)
    if money is None or money.high <= 0:
        return None
    return Estimate(value=money.mid, low=money.low, high=money.high, unit="money", n=1,
                    method=say("method-range"), level=None)  # fmt: skip


def taken_from(key: str, frontier: Sequence[Portfolio]) -> float | None:
    """The least budget tried from which on a case is chosen at every one; None if at none.

    Parameters
    ----------
    frontier : best choices by budget, the smallest budget first
    """
    least = None
    for plan in reversed(frontier):
        if key not in plan.chosen:
            break
        least = plan.budget
    return least


def _lever(lever: Lever) -> Decision:
    said = say.parts(
        "decision-lever",
        kind=lever.kind,
        what=say(f"need.{lever.what}"),
        climbs=lever.after < lever.before,
        n=lever.lifted,
        name=lever.most,
        before=lever.before,
        after=lever.after,
    )
    return Decision.told(f"lever.{lever.what}", said, effort="weeks", within_days=90)
