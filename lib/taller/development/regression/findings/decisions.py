"""What follows from the regression: only what the test bears, with every rate it depends on."""

from __future__ import annotations

from dataclasses import dataclass

from taller.development.regression import words
from taller.development.regression.artifacts import Kept
from taller.development.regression.evaluation.held import first_tenth
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import MOST, ONE, Valued
from taller.development.regression.features.customers import NEW, Gathered
from taller.development.regression.result import Part
from taller.language import _, date, interval, money, number, percent
from taller.phase import Decision

MARGINS = (0.2, 0.6)  # plausible margins, shown where the client's is not given


@dataclass(frozen=True)
class Study:
    """All that the steps found; None but for `gathered` where nothing could be learned."""

    gathered: Gathered
    tested: Tested | None = None
    valued: Valued | None = None
    kept: Kept | None = None


def decisions(study: Study) -> tuple[Decision, ...]:
    """What to do, the most certain first."""
    tested, valued = study.tested, study.valued
    assert tested is not None
    if valued is None:
        return (_of_rows(tested),)
    found = [_by_rank(tested, valued)]
    fresh = newcomers(valued)
    if fresh is not None:
        found.append(_new(valued, fresh))
    if valued.one >= ONE:
        found.insert(0, _large(valued))
    if valued.said == "not" and valued.one < MOST:
        found.append(_changed(tested))
    elif valued.said != "not" and valued.value.margin is None and fresh is None:
        found.append(_margin(_("then it can be said what is left of these net sales")))
    return tuple(found)


def _of_rows(tested: Tested) -> Decision:
    what = _("Use the predictions, with their intervals, in order of size")
    effect = _("the test says how far they can be trusted")
    if not tested.better:
        what = _("Do not use a model for this amount")
        effect = _("avoids decisions on figures that are no better than the mean")
    elif not tested.beats_chance(tested.chosen):
        what = _("Use the predictions for the sum of many rows, not to choose among them")
        effect = _("the order of the rows is not shown to be better than chance")
    return Decision(what=what, owner=_("Analytics"), effect=effect)


def _by_rank(tested: Tested, valued: Valued) -> Decision:
    """Whom to choose, by an order that was tested; or nobody by rank."""
    days = number(tested.fitted.gathered.p.holdout_days)
    if not tested.ranked_by:
        top = tested.score("top").estimate
        effect = _("in the {days} days tested, the tenth a model ranked first brought {top} "
                   "({top_in}) of the spend; one drawn by lot brings 10%")  # fmt: skip
        return Decision(
            what=_("Choose nobody by their expected spend: treat all alike, or draw lots"),
            owner=_("CRM"),
            effect=effect.format(days=days, top=percent(top.value, 0), top_in=interval(top)),
        )
    top = tested.score("top", tested.ranked_by).estimate
    what = _("Give the {n} customers of the top tenth a contact of their own")
    effect = _("in the {days} days tested, the tenth ranked first in the same way brought {top} "
               "({top_in}) of the spend; whether a contact makes them spend more takes a group "
               "held back by lot")  # fmt: skip
    if valued.one >= ONE:
        effect = _("in the {days} days tested, the tenth ranked first in the same way brought "
                   "{top} ({top_in}) of the spend, one customer alone {one} of it")  # fmt: skip
    if tested.ranked_by == tested.naive:
        what = _("Where customers must be chosen, take the {n} who spent most in the last {past} "
                 "days; use no model for it")  # fmt: skip
    n = number(first_tenth(valued.value.customers))
    return Decision(
        what=what.format(n=n, past=number(valued.base.recent_days)), owner=_("CRM"),
        effect=effect.format(days=days, top=percent(top.value, 0), top_in=interval(top),
                             one=percent(valued.one, 0)),
    )  # fmt: skip


def newcomers(valued: Valued) -> Part | None:
    """Customers who have just begun, where what such customers spent in the test was foreseen."""
    if valued.said == "not" or not valued.tested.bearable("new"):
        return None
    parts = valued.value.parts
    return next((part for part in parts if (part.by, part.level) == ("segment", "new")), None)


def _new(valued: Valued, fresh: Part) -> Decision:
    """What a new customer may cost; with no margin, between which bounds, and what is asked."""
    v = valued.value
    said = {"n": number(fresh.customers), "days": number(NEW), "value": money(fresh.mean.value),
            "interval": interval(fresh.mean), "months": number(v.months),
            "counted": words.counted(valued.tested.fitted.gathered.p)}  # fmt: skip
    if v.margin is None:
        low, high = MARGINS
        text = _("the {n} customers who first bought in the last {days} days are expected to bring "
                 "{value} each ({interval}) beyond what they have bought, in {months} months "
                 "({counted}); at a margin of {low} that bears {at_low} of cost, at {high} "
                 "{at_high}")  # fmt: skip
        return _margin(text.format(
            **said, low=percent(low, 0), high=percent(high, 0),
            at_low=money(low * fresh.mean.value), at_high=money(high * fresh.mean.value),
        ))  # fmt: skip
    text = _("the {n} customers who first bought in the last {days} days are expected to bring "
             "{value} each ({interval}) beyond what they have bought, in {months} months "
             "({counted})")  # fmt: skip
    return Decision(
        what=_("Bound what a new customer may cost by what they will bring"),
        owner=_("Performance marketing"), effect=text.format(**said),
    )  # fmt: skip


def _margin(effect: str) -> Decision:
    return Decision(
        what=_("Give your own contribution margin (regression.margin)"), owner=_("Finance"),
        effect=effect,
    )  # fmt: skip


def _large(valued: Valued) -> Decision:
    """One customer on whom much depends is no matter of lists."""
    return Decision(
        what=_("Speak in person with the one customer who stands for {share} of the money").format(
            share=percent(valued.one, 0)),
        owner=_("Sales"), effect=_("no forecast made from many customers tells what one will do"),
    )  # fmt: skip


def _changed(tested: Tested) -> Decision:
    before = tested.fitted.gathered.before
    assert before is not None
    text = _("they spent {missed} than foreseen; until the reason is known, no total is told")
    return Decision(
        what=_("Find out whether the season or a change since {day} explains the miss, before any "
               "total is planned with").format(day=date(before.day)),
        owner=_("Marketing director"), effect=text.format(missed=words.more_or_less(
            tested.whole.ratio)),
    )  # fmt: skip
