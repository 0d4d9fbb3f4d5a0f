"""What the regression means: headline, key figures, checks and limits."""

from __future__ import annotations

from taller.development.regression import words
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import MOST, ONE, Valued
from taller.development.regression.features.customers import Gathered
from taller.development.regression.findings.decisions import Study, decisions
from taller.development.regression.messages import say
from taller.development.regression.result import Result
from taller.development.template.comparison import Score, demanded
from taller.phase import Check, Decision, Figure

KEPT, FAR = 0.9, 0.15  # least coverage of intervals; error of a flat table's total that is told


def conclude(study: Study, *, simulated: bool = False) -> Result:
    """Put everything found into one result."""
    gathered, tested, valued = study.gathered, study.tested, study.valued
    if tested is None:
        return _not_assessed(gathered)
    limits = words.limits(tested, valued)
    if simulated:
        limits = (say("limit-simulated"), *limits)
    flat = tested.fitted.flat
    score = {s.measure: s.estimate for s in tested.scores if s.model == tested.used}
    return Result(
        headline=_headline(tested, valued) if valued is not None else _flat_headline(tested),
        figures=_figures(tested, valued) if valued is not None else _flat_figures(tested),
        decisions=decisions(study),
        checks=tuple(_checks(study)),
        limits=limits,
        artifacts=study.kept.artifacts if study.kept else (),
        assessed=True, origin=gathered.origin,
        rows=len(gathered.flat if gathered.flat is not None else gathered.now or ()),
        test_rows=len(tested.actual), chosen=tested.chosen, used=tested.used,
        better=tested.better, ranked_by=tested.ranked_by,
        total_said=valued.said if valued else "not",
        spearman=score["spearman"], gini=score["gini"],
        total_error=score["total_error"], explained=score.get("explained"),
        covered=tested.covered, tenths=tested.tenths, shifts=tested.shifts,
        value=valued.value if valued else None,
        guards=flat.findings if flat else (),
    )  # fmt: skip


def _not_assessed(gathered: Gathered) -> Result:
    return Result(
        headline=say("not-assessed", reason=gathered.reason),
        decisions=(
            Decision.told("missing", say.parts("decision-missing"), effort="days", within_days=30),
        ),
        limits=(say("limit-nothing"),),
        assessed=False, origin="none",
    )  # fmt: skip


def _headline(tested: Tested, valued: Valued) -> str:
    told = [_total(tested, valued), _order(tested, valued), _one(valued)]
    if not tested.ranked_by:
        told = [told[1], told[0], told[2]]
    return " ".join(part for part in told if part)


def _total(tested: Tested, valued: Valued) -> str:
    """What all customers are expected to bring, as far as the test bears it."""
    v, whole, days = valued.value, tested.whole, tested.fitted.gathered.p.holdout_days
    if valued.one >= MOST:
        return say("total-of-one", share=valued.one)
    if valued.other:
        return say("total-other", days=valued.off[0], missed=words.more_or_less(valued.off[1]))
    if valued.said == "not":
        return say("total-untold", days=days, actual=float(tested.actual.sum()),
                   predicted=whole.predicted * whole.customers)  # fmt: skip
    found = say(
        "total", n=v.customers, day=valued.base.day, total=v.total, months=v.months,
        margin=v.margin, discount=v.discount,
    )  # fmt: skip
    if valued.said == "plainly":
        return found
    missed, off = words.more_or_less(whole.ratio), valued.missed
    more = say("total-missed", days=days, missed=missed, whole=off.days,
               missed_whole=words.more_or_less(off.ratio))  # fmt: skip
    return f"{found} {more}"


def _order(tested: Tested, valued: Valued) -> str:
    """What an order of the customers is worth, if anything."""
    days = tested.fitted.gathered.p.holdout_days
    if not tested.ranked_by:
        return say("order-none", n=len(tested.actual), days=days)
    top = tested.score("top", tested.ranked_by)
    if tested.ranked_by == tested.naive:
        return say("order-past", past=valued.base.recent_days, top=top.estimate, days=days)
    naive = tested.score("top", tested.naive).estimate
    return say("order-model", better=bool(top.better), top=top.estimate, days=days, naive=naive)


def _one(valued: Valued) -> str:
    """Whether one customer alone stands for much of the money."""
    return say("one-customer", share=valued.one) if ONE <= valued.one < MOST else ""


def _figures(tested: Tested, valued: Valued) -> tuple[Figure, ...]:
    v, found = valued.value, []
    if valued.said != "not":
        label = say("figure-total", months=v.months, margin=v.margin, discount=v.discount)
        found.append(Figure(key="value_total", label=label, estimate=v.total))
        label = say("figure-mean", months=v.months, margin=v.margin, discount=v.discount)
        found.append(Figure(key="value_mean", label=label, estimate=v.mean))
    if tested.ranked_by:
        label = say("figure-top", past=tested.ranked_by == tested.naive)
        top = tested.score("top", tested.ranked_by).estimate
        found.append(Figure(key="top_tested", label=label, estimate=top))
    return tuple(found)


def _flat_headline(tested: Tested) -> str:
    target, n = tested.fitted.gathered.p.target, len(tested.actual)
    if not tested.better and not tested.ranked_by:
        return say("rows-none", target=target, n=n)
    if not tenths_differ(tested):
        return say("rows-little" if tested.better else "rows-hardly", target=target, n=n)
    first, last = tested.tenths[0].actual, tested.tenths[-1].actual
    if tested.better:
        return say("rows-part", target=target, n=n, first=first, last=last)
    return say("rows-order", target=target, n=n, first=first, last=last)


def tenths_differ(tested: Tested) -> bool:
    """Whether the tenth predicted highest is clearly above the one predicted lowest."""
    if len(tested.tenths) < 2 or not tested.beats_chance(tested.chosen):
        return False
    return tested.tenths[0].actual.low > tested.tenths[-1].actual.high


def _flat_figures(tested: Tested) -> tuple[Figure, ...]:
    if not tenths_differ(tested) or not (tested.better or tested.ranked_by):
        return ()
    first, last = tested.tenths[0].actual, tested.tenths[-1].actual
    found = [Figure(key="first_tenth", label=say("figure-first-tenth"), estimate=first),
             Figure(key="last_tenth", label=say("figure-last-tenth"), estimate=last)]  # fmt: skip
    if tested.better:
        missed = tested.score("absolute_error").estimate
        found.append(Figure(key="missed", label=say("figure-missed"), estimate=missed))
    return tuple(found)


def _checks(study: Study) -> list[Check]:
    tested = study.tested
    assert tested is not None
    share, top = tested.covered, tested.covered_top
    kept = share.value >= KEPT and top.high >= KEPT
    said = say.parts("check-intervals", share=share, top=top)
    found = [*_order_checks(tested), Check(passed=kept, **said), *_total_checks(tested)]
    if study.kept is not None:
        found.append(Check(passed=study.kept.same, **say.parts("check-saved")))
    return found


def _order_checks(tested: Tested) -> list[Check]:
    by = tested.ranked_by or tested.chosen
    spearman, gini = (tested.score(m, by).estimate for m in ("spearman", "gini"))
    said = say.parts("check-order", model=say(f"model.{by}"), spearman=spearman, gini=gini)
    order = Check(passed=tested.beats_chance(by), **said)
    if tested.naive == "mean":
        detail = _better(tested, "explained")
        return [Check(name=say("check-mean"), passed=tested.better, detail=detail), order]
    detail = _better(tested, "ranking")
    return [order, Check(name=say("check-past"), passed=tested.ranks_better, detail=detail)]


def _total_checks(tested: Tested) -> list[Check]:
    if tested.total is None:
        error = tested.score("total_error", tested.used).estimate
        return [Check(passed=error.value <= FAR, **say.parts("check-rows-total", error=error))]
    found = []
    for held in tested.held:
        said = say.parts("check-held", part=held.part, n=held.customers, actual=held.actual,
                         predicted=held.predicted)  # fmt: skip
        passed = held.near if held.part == "all" else held.bearable
        found.append(Check(passed=passed, **said))
    share = tested.score("top", tested.used).estimate
    said = say.parts("check-share", share=share, foreseen=tested.share_foreseen)
    found.append(Check(passed=tested.share_held, **said))
    actual = float(tested.actual.sum())
    inside = tested.total.low <= actual <= tested.total.high
    said = say.parts("check-total", actual=actual, total=tested.total)
    return [*found, Check(passed=inside, **said)]


def _better(tested: Tested, measure: str) -> str:
    if tested.chosen == tested.naive:
        return say("check-no-difference")
    found: Score = tested.score(measure)
    assert found.difference is not None
    text = say("check-difference", label=found.label, difference=found.difference,
               model=say(f"model.{tested.chosen}"))  # fmt: skip
    return demanded(text, found.difference)
