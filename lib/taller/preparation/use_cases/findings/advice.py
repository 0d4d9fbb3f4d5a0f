"""What the plan says and advises: the headline, what there is to spend, what to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.language import _, listing, money, ngettext, number, percent
from taller.phase import Decision
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.features.catalogue import OTHER_DATA, Range, kind_label
from taller.preparation.use_cases.tables import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.preparation.use_cases.model.levers import Lever
    from taller.preparation.use_cases.model.portfolio import Means
    from taller.preparation.use_cases.model.study import Study
    from taller.preparation.use_cases.result import Portfolio, Stage

STARTS_TOLD = 3


def headline(found: Study) -> str:
    """What comes first, how firmly, and what can be taken on with what there is.

    What nobody gave and was assumed is called so in this very sentence; what the client's own data
    speaks against is named.
    """
    return " ".join([_in_order(found), *_first_waits(found), *left_out(found)])


def _first_waits(found: Study) -> list[str]:
    """That what comes first is not taken on, and why, where that is so."""
    first, chosen = found.ranking[0], found.portfolio.chosen
    if not chosen or first.case.key in chosen:
        return []
    text = _("“{name}” is not among them: others bring more together for these means.")
    if first.missing:
        text = _("“{name}” is not among them, as this data is missing: {data}.")
    data = listing([kind_label(kind) for kind in first.missing])
    return [text.format(name=first.case.name, data=data)]


def left_out(found: Study) -> list[str]:
    """A sentence for each case that an analysis of this client's data speaks against."""
    text = _("“{name}” is left out: by the analysis of this data, {reason}.")
    refuted = found.client.refuted
    return [
        text.format(name=catalogue.name_of(key, found.p), reason=reason)
        for key, reason in refuted.items()
        if key not in found.p.exclude and key not in found.p.done
    ]


def _in_order(found: Study) -> str:
    first, plan = found.ranking[0], found.portfolio
    budget, days = means_said(found.means)
    if not plan.chosen:
        return _(
            "“{name}” comes first, but with {budget} and {days} no use case can be taken on."
        ).format(name=first.case.name, budget=budget, days=days)
    n = len(plan.chosen)
    rest = ngettext(
        "with {budget} and {days}, {n} case can be taken on: for {cost}, and running after {weeks}",
        "with {budget} and {days}, {n} cases can be taken on: for {cost}, and all of them running "
        "after {weeks}",
        n,
    ).format(
        budget=budget, days=days, n=number(n), cost=_cost(found.cost),
        weeks=_weeks(found.weeks),
    )  # fmt: skip
    return _("{lead}; {rest}.").format(lead=_lead(found), rest=rest)


def _lead(found: Study) -> str:
    first, kept = found.ranking[0], found.drawn.within(found.ranking[0], 1)
    # Who would be overtaken in every other draw does not lead.
    if len(found.ranking) == 1:
        return _("“{name}” is the only case to rank").format(name=first.case.name)
    if kept >= 0.5:
        return _("“{name}” comes first in {share} of the settings tried").format(
            name=first.case.name, share=percent(kept, 0)
        )
    return _("No use case leads clearly: “{name}” and “{second}” are close").format(
        name=first.case.name, second=found.ranking[1].case.name
    )


def means_said(have: Means) -> tuple[str, str]:
    """Money and person-days there are, in words; what is assumed is called so."""
    budget = _("an assumed {budget}") if have.budget_assumed else "{budget}"
    days = _("an assumed {days} person-days") if have.days_assumed else _("{days} person-days")
    return budget.format(budget=money(have.budget, 0)), days.format(days=number(have.person_days))


def _cost(span: Range) -> str:
    if span.low == span.high:
        return money(span.mid, 0)
    text = _("{value} ({low} to {high})")
    return text.format(value=money(span.mid, 0), low=money(span.low, 0), high=money(span.high, 0))


def _weeks(span: Range) -> str:
    weeks = ngettext("{n} week", "{n} weeks", round(span.mid)).format(n=number(span.mid))
    if span.low == span.high:
        return weeks
    text = _("{value} ({low} to {high})")
    return text.format(value=weeks, low=number(span.low), high=number(span.high))


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


def decisions(found: Study) -> tuple[Decision, ...]:
    """What to settle, what to start, and what would lift the most cases."""
    made = []
    if found.means.budget_assumed or found.means.days_assumed:
        made.append(_say_means(found.means))
    if not found.client.assessed:
        made.append(
            Decision(
                what=_("Assess readiness before the choice is final"),
                owner=_("Management"),
                effect=_("feasibility here supposes that the organisation is ready"),
            )
        )
    made += [_start(stage, found) for stage in found.roadmap.stages[:STARTS_TOLD]]
    made += [_lever(found.levers[0])] if found.levers else []
    return tuple(made)


def _say_means(have: Means) -> Decision:
    if have.budget_assumed and have.days_assumed:
        what = _("Say what may be spent, and how many person-days there are")
        effect = _("the portfolio here rests on an assumed budget and assumed person-days")
    elif have.budget_assumed:
        what = _("Say what may be spent")
        effect = _("the portfolio here rests on an assumed budget")
    else:
        what = _("Say how many person-days there are")
        effect = _("the portfolio here rests on assumed person-days")
    return Decision(what=what, owner=_("Management"), effect=effect)


def _start(stage: Stage, found: Study) -> Decision:
    effects = []
    least = taken_from(stage.key, found.frontier)
    if found.means.budget_assumed and least is not None:
        text = _("part of the portfolio at every budget tried from {budget} on")
        effects.append(text.format(budget=money(least, 0)))
    unknown = {kind for e in found.ranking if e.case.key == stage.key for kind in e.unknown}
    if unknown:
        text = _("first make sure that there is: {data}")
        effects.append(
            text.format(data=listing([kind_label(k) for k in OTHER_DATA if k in unknown]))
        )
    judged = _("name what shows that it works, before it starts")
    if stage.metric:
        judged = _("judged by: {metric}").format(metric=stage.metric)
    return Decision(
        what=_("Start “{name}”: weeks {start} to {end}").format(
            name=stage.name, start=number(stage.start_week), end=number(stage.end_week)
        ),
        owner=stage.owner or _("Management"),
        effect="; ".join([*effects, judged]),
    )


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
