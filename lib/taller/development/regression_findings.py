"""What the regression means: headline, key figures, decisions, checks and limits."""

from __future__ import annotations

from dataclasses import dataclass

from taller.development import regression_words as words
from taller.development.regression import Guard, Result
from taller.development.regression_assess import Tested
from taller.development.regression_data import Gathered
from taller.development.regression_saving import Kept
from taller.development.regression_value import Valued
from taller.language import _, interval, money, number, percent
from taller.phase import Check, Decision, Estimate, Figure

KEPT, FAR = 0.9, 0.15  # least coverage of intervals; error of the total that is told


@dataclass(frozen=True)
class Study:
    """All that the steps found; None but for `gathered` where nothing could be learned."""

    gathered: Gathered
    tested: Tested | None = None
    valued: Valued | None = None
    kept: Kept | None = None


def conclude(study: Study, *, simulated: bool = False) -> Result:
    """Put everything found into one result."""
    gathered, tested, valued = study.gathered, study.tested, study.valued
    if tested is None:
        return _not_assessed(gathered)
    limits = words.limits(tested, valued)
    if simulated:
        limits = (_("The data is simulated: the figures say nothing about a real shop."), *limits)
    flat = tested.fitted.flat
    score = {s.measure: s.estimate for s in tested.scores if s.model == tested.used}
    return Result(
        headline=_headline(tested, valued),
        figures=_figures(tested, valued),
        decisions=tuple(_decisions(study)),
        checks=tuple(_checks(study)),
        limits=limits,
        artifacts=study.kept.artifacts if study.kept else (),
        assessed=True, origin=gathered.origin,
        rows=len(gathered.flat if gathered.flat is not None else gathered.now or ()),
        test_rows=len(tested.actual), chosen=tested.chosen, used=tested.used,
        better=tested.better, spearman=score["spearman"], gini=score["gini"],
        total_error=score["total_error"], explained=score.get("explained"),
        covered=tested.covered, tenths=tested.tenths, shifts=tested.shifts,
        value=valued.value if valued else None,
        guards=tuple(
            Guard(code=f.code, columns=f.columns, severity=f.severity, detail=f.detail)
            for f in (flat.findings if flat else ())
        ),
    )  # fmt: skip


def _not_assessed(gathered: Gathered) -> Result:
    return Result(
        headline=_("Not assessed: {reason}.").format(reason=gathered.reason),
        decisions=(
            Decision(
                what=_("Give what is missing, and run this notebook again"),
                owner=_("Data owner"),
                effect=_("then it can be said what customers will be worth"),
            ),
        ),
        limits=(_("Nothing was learned and nothing was tested."),),
        assessed=False, origin="none",
    )  # fmt: skip


def _headline(tested: Tested, valued: Valued | None) -> str:
    if valued is None:
        return _flat_headline(tested)
    v = valued.value
    said = {
        "mean": money(v.mean.value), "mean_in": interval(v.mean), "total": money(v.total.value),
        "total_in": interval(v.total), "months": number(v.months),
        "top": percent(v.top_share.value, 0), "n": number(v.customers),
    }  # fmt: skip
    text = _("In the next {months} months a customer is worth {mean} on average ({mean_in}), all "
             "{n} together {total} ({total_in}); a tenth of them holds {top}.")  # fmt: skip
    found = text.format(**said)
    if tested.better:
        more = _("{model} ranks them better than past spend (rank correlation {value} against "
                 "{naive}).")  # fmt: skip
        value = tested.score("spearman").estimate.value
        naive = tested.score("spearman", "naive").estimate.value
        return f"{found} " + more.format(
            model=words.model(tested.chosen), value=number(value, 2), naive=number(naive, 2)
        )
    more = _("No model is shown to be better than naive past spend, so past spend is carried on.")
    return f"{found} {more}"


def _flat_headline(tested: Tested) -> str:
    target = f"“{tested.fitted.gathered.p.target}”"
    found = tested.score("explained").estimate
    said = {"target": target, "share": percent(max(found.value, 0), 0),
            "low": percent(found.low, 0), "high": percent(found.high, 0),
            "model": words.model(tested.chosen)}  # fmt: skip
    if not tested.better:
        text = _("No signal here: nothing tells {target} better than its mean ({model}: {share} of "
                 "the variance explained, {low} to {high}); do not use a model.")  # fmt: skip
        return text.format(**said)
    text = _("{model} explains {share} of the variance of {target} ({low} to {high}) in rows it "
             "had not seen.")  # fmt: skip
    return text.format(**said)


def _figures(tested: Tested, valued: Valued | None) -> tuple[Figure, ...]:
    ranked = Figure(key="spearman", label=_("Rank correlation in the test"),
                    estimate=tested.score("spearman", tested.used).estimate)  # fmt: skip
    covered = Figure(key="covered", label=_("Test rows inside their 95% interval"),
                     estimate=tested.covered)  # fmt: skip
    if valued is None:
        explained = Figure(key="explained", label=_("Variance explained in the test"),
                           estimate=tested.score("explained").estimate)  # fmt: skip
        return explained, ranked, covered
    v = valued.value
    return (
        Figure(key="value_mean", label=_("Value per customer"), estimate=v.mean),
        Figure(key="value_total", label=_("Value of all customers"), estimate=v.total),
        Figure(key="top_share", label=_("Value held by the top tenth"), estimate=v.top_share),
        ranked, covered,
    )  # fmt: skip


def _decisions(study: Study) -> list[Decision]:
    tested, valued = study.tested, study.valued
    assert tested is not None
    if valued is None:
        what = _("Use the predictions, with their intervals, in order of size")
        effect = _("the test says how far they can be trusted")
        if not tested.better:
            what = _("Do not use a model for this amount")
            effect = _("avoids decisions on figures that are no better than the mean")
        return [Decision(what=what, owner=_("Analytics"), effect=effect)]
    v = valued.value
    count = max(1, v.customers // 10)
    found = [
        Decision(
            what=_("Give the {n} customers of the top tenth a contact of their own").format(
                n=number(count)
            ),
            owner=_("CRM"),
            effect=_("they hold {share} of the value of the next {months} months").format(
                share=percent(v.top_share.value, 0), months=number(v.months)
            ),
        )
    ]
    fresh = [part for part in v.parts if part.by == "segment" and part.level == "new"]
    if fresh:
        text = _("a new customer is expected to bring {value} ({interval}) more over the horizon")
        found.append(
            Decision(
                what=_("Bound what a new customer may cost by what they will bring"),
                owner=_("Performance marketing"),
                effect=text.format(
                    value=money(fresh[0].mean.value), interval=interval(fresh[0].mean)
                ),
            )
        )
    if "margin" not in study.gathered.p.model_fields_set:
        found.append(
            Decision(
                what=_("Give your own contribution margin (regression.margin)"),
                owner=_("Finance"),
                effect=_("every value is in proportion to it; {margin} is assumed").format(
                    margin=percent(v.margin, 0)
                ),
            )
        )
    return found


def _checks(study: Study) -> list[Check]:
    tested = study.tested
    assert tested is not None
    total = tested.score("total_error", tested.chosen).estimate
    found = [
        (_("Better than the naive answer"), tested.better, _better(tested)),
        (_("Intervals keep what they promise"), tested.covered.value >= KEPT,
         _("{share} of the test rows inside ({top} of the top tenth), 95% promised").format(
             share=percent(tested.covered.value), top=percent(tested.covered_top.value))),
        (_("The total is near"), total.value <= FAR,
         _("{error} off in the test ({interval})").format(
             error=percent(total.value), interval=interval(total))),
    ]  # fmt: skip
    if tested.total is not None:
        actual = float(tested.actual.sum())
        inside = tested.total.low <= actual <= tested.total.high
        text = _("spent {actual}, predicted {interval}")
        text = text.format(actual=money(actual), interval=interval(tested.total))
        found.append((_("The total lies inside its interval"), inside, text))
    if study.kept is not None:
        text = _("read back from its files, it gives the same amounts")
        found.append((_("The saved model is the one used"), study.kept.same, text))
    return [Check(name=n, passed=bool(ok), detail=text) for n, ok, text in found]


def _better(tested: Tested) -> str:
    if tested.chosen == tested.naive:
        return _("validation chose the naive answer itself")
    measure = "explained" if tested.naive == "mean" else "ranking"
    found = tested.score(measure)
    assert found.difference is not None
    text = _("{label}: {value} above the naive answer ({interval})")
    return text.format(
        label=found.label, value=number(found.difference.value, 3),
        interval=_three(found.difference),
    )  # fmt: skip


def _three(found: Estimate) -> str:
    """An interval to three decimals, as differences of ranks need them."""
    return _("{low} to {high}").format(low=number(found.low, 3), high=number(found.high, 3))
