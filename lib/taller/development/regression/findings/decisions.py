"""What follows from the regression: only what the test bears, with every rate it depends on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from taller.development.regression import words
from taller.development.regression.evaluation.held import first_tenth
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import MOST, ONE, Valued
from taller.development.regression.features.customers import NEW, Gathered
from taller.development.regression.messages import say
from taller.development.regression.result import Part
from taller.development.template.saving import Kept
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
        found.append(_changed(valued))
    elif valued.said != "not" and valued.value.margin is None and fresh is None:
        told = say.parts("decision-margin")
        found.append(Decision.told("margin", told, effort="hours", within_days=14))
    return tuple(found)


def _of_rows(tested: Tested) -> Decision:
    told = say.parts("decision-rows")
    if not tested.better:
        told = say.parts("decision-rows-order" if tested.ranked_by else "decision-rows-none")
    elif not tested.beats_chance(tested.chosen):
        told = say.parts("decision-rows-sum")
    return Decision.told("rows", told, effort="hours", within_days=30)


def _by_rank(tested: Tested, valued: Valued) -> Decision:
    """Whom to choose, by an order that was tested; or nobody by rank."""
    days = tested.fitted.gathered.p.holdout_days
    if not tested.ranked_by:
        top = tested.score("top").estimate
        told = say.parts("decision-lots", days=days, top=top)
        return Decision.told("rank", told, effort="hours", within_days=30)
    top = tested.score("top", tested.ranked_by).estimate
    n = first_tenth(valued.value.customers)
    one = valued.one if valued.one >= ONE else None
    if tested.ranked_by == tested.naive:
        past = valued.base.recent_days
        said = say.parts("decision-past", n=n, past=past, days=days, top=top, one=one)
    else:
        said = say.parts("decision-top", n=n, days=days, top=top, one=one)
    return Decision.told("rank", said, effort="days", within_days=30)


def newcomers(valued: Valued) -> Part | None:
    """Customers who have just begun, where what such customers spent in the test was foreseen."""
    if valued.said == "not" or not valued.tested.bearable("new"):
        return None
    parts = valued.value.parts
    return next((part for part in parts if (part.by, part.level) == ("segment", "new")), None)


def _new(valued: Valued, fresh: Part) -> Decision:
    """What a new customer may cost; with no margin, between which bounds, and what is asked."""
    v, n, mean = valued.value, fresh.customers, fresh.mean
    if v.margin is not None:
        said = say.parts("decision-new", n=n, days=NEW, mean=mean, months=v.months,
                         margin=v.margin, discount=v.discount)  # fmt: skip
        return Decision.told("new", said, effort="days", within_days=30, worth=mean, of="stake",
                             confidence="estimated")  # fmt: skip
    low, high = MARGINS
    said = say.parts(
        "decision-margin-new", n=n, days=NEW, mean=mean, months=v.months, margin=v.margin,
        discount=v.discount, low=low, high=high, at_low=low * mean.value, at_high=high * mean.value,
    )  # fmt: skip
    return Decision.told("margin", said, effort="hours", within_days=14)


def _large(valued: Valued) -> Decision:
    """One customer on whom much depends is no matter of lists."""
    told = say.parts("decision-one", share=valued.one)
    return Decision.told("one", told, effort="hours", within_days=14)


def _changed(valued: Valued) -> Decision:
    days, ratio = valued.off
    day = valued.base.day - dt.timedelta(days=days)
    told = say.parts("decision-changed", day=day, missed=words.more_or_less(ratio))
    return Decision.told("changed", told, effort="days", within_days=14)
