"""What the regression means: headline, key figures, checks and limits."""

from __future__ import annotations

from taller.development.regression import words
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import MOST, ONE, Valued
from taller.development.regression.features.customers import Gathered
from taller.development.regression.findings.decisions import Study, decisions
from taller.development.regression.result import Guard, Result
from taller.development.template.comparison import Score, demanded
from taller.language import _, date, interval, money, number, percent, quoted
from taller.phase import Check, Decision, Estimate, Figure

KEPT, FAR = 0.9, 0.15  # least coverage of intervals; error of a flat table's total that is told


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


def _headline(tested: Tested, valued: Valued) -> str:
    told = [_total(tested, valued), _order(tested, valued), _one(valued)]
    if not tested.ranked_by:
        told = [told[1], told[0], told[2]]
    return " ".join(part for part in told if part)


def _total(tested: Tested, valued: Valued) -> str:
    """What all customers are expected to bring, as far as the test bears it."""
    v, p, whole = valued.value, tested.fitted.gathered.p, tested.whole
    days = number(p.holdout_days)
    if valued.one >= MOST:
        text = _("What the customers will spend together cannot be told: one of them stands for "
                 "{share} of it, and others do not tell what one customer will do.")  # fmt: skip
        return text.format(share=percent(valued.one, 0))
    if valued.said == "not":
        text = _("What the customers will spend cannot be told: in the {days} days tested they "
                 "spent {actual}, where {predicted} was foreseen in the same way.")  # fmt: skip
        predicted = whole.predicted * whole.customers
        return text.format(days=days, actual=money(float(tested.actual.sum())),
                           predicted=money(predicted))  # fmt: skip
    text = _("The {n} customers known by {day} are expected to bring {total} ({total_in}) in the "
             "{months} months from then, {mean} each ({counted}).")  # fmt: skip
    found = text.format(
        n=number(v.customers), day=date(valued.base.day), total=money(v.total.value),
        total_in=interval(v.total), months=number(v.months), mean=money(v.mean.value),
        counted=words.counted(p),
    )  # fmt: skip
    if valued.said == "plainly":
        return found
    more = _("In the {days} days tested they spent {missed} than foreseen in the same way.")
    more = more.format(days=days, missed=words.more_or_less(whole.ratio))
    if valued.missed.days:
        more = _("In the {days} days tested they spent {missed} than foreseen in the same way; in "
                 "the last {whole} days, {missed_whole}.")  # fmt: skip
        more = more.format(days=days, missed=words.more_or_less(whole.ratio),
                           whole=number(valued.missed.days),
                           missed_whole=words.more_or_less(valued.missed.ratio))  # fmt: skip
    return f"{found} {more}"


def _order(tested: Tested, valued: Valued) -> str:
    """What an order of the customers is worth, if anything."""
    said = {"days": number(tested.fitted.gathered.p.holdout_days),
            "n": number(len(tested.actual))}  # fmt: skip
    if not tested.ranked_by:
        text = _("Who will spend more than others cannot be told: no order of the {n} customers "
                 "was better than chance in the {days} days tested.")  # fmt: skip
        return text.format(**said)
    top = tested.score("top", tested.ranked_by)
    said |= {"top": percent(top.estimate.value, 0), "top_in": interval(top.estimate)}
    if tested.ranked_by == tested.naive:
        text = _("No model is shown to rank them better than what each spent in the last {past} "
                 "days: the tenth that had spent most brought {top} ({top_in}) of the spend in "
                 "the {days} days tested.")  # fmt: skip
        return text.format(**said, past=number(valued.base.recent_days))
    if not top.better:
        text = _("The tenth ranked first brought {top} ({top_in}) of the spend in the {days} days "
                 "tested, and the whole order was better than by past spend.")  # fmt: skip
        return text.format(**said)
    text = _("The tenth ranked first brought {top} ({top_in}) of the spend in the {days} days "
             "tested; the tenth that had spent most before, {naive}.")  # fmt: skip
    naive = tested.score("top", tested.naive).estimate.value
    return text.format(**said, naive=percent(naive, 0))


def _one(valued: Valued) -> str:
    """Whether one customer alone stands for much of the money."""
    if not ONE <= valued.one < MOST:
        return ""
    text = _("One customer alone stands for {share} of the money: every figure in money stands or "
             "falls with them.")  # fmt: skip
    return text.format(share=percent(valued.one, 0))


def _figures(tested: Tested, valued: Valued) -> tuple[Figure, ...]:
    v, found = valued.value, []
    said = {"months": number(v.months), "rates": words.rates(tested.fitted.gathered.p)}
    if valued.said != "not":
        label = _("All customers, next {months} months ({rates})").format(**said)
        found.append(Figure(key="value_total", label=label, estimate=v.total))
        label = _("Each on average, next {months} months ({rates})").format(**said)
        found.append(Figure(key="value_mean", label=label, estimate=v.mean))
    if tested.ranked_by:
        label = _("Spend in the test that the tenth ranked first brought")
        if tested.ranked_by == tested.naive:
            label = _("Spend in the test that the tenth with most past spend brought")
        top = tested.score("top", tested.ranked_by).estimate
        found.append(Figure(key="top_tested", label=label, estimate=top))
    return tuple(found)


def _flat_headline(tested: Tested) -> str:
    said = {"target": quoted(tested.fitted.gathered.p.target), "n": number(len(tested.actual))}
    if not tested.better:
        text = _("Nothing foretells {target}: in {n} rows not seen before, no model came nearer "
                 "than saying the mean for all. Do not use one.")  # fmt: skip
        return text.format(**said)
    if not tenths_differ(tested):
        text = _("{target} is foretold a little: in {n} rows not seen before, predictions came "
                 "nearer than the mean for all, but not so far that rows could be put in order by "
                 "them.")  # fmt: skip
        return text.format(**said)
    first, last = tested.tenths[0].actual, tested.tenths[-1].actual
    text = _("{target} is foretold in part: of {n} rows not seen before, the tenth predicted "
             "highest had {first} on average ({first_in}), the tenth predicted lowest {last} "
             "({last_in}).")  # fmt: skip
    return text.format(
        **said, first=number(first.value, 2), first_in=interval(first),
        last=number(last.value, 2), last_in=interval(last),
    )  # fmt: skip


def tenths_differ(tested: Tested) -> bool:
    """Whether the tenth predicted highest is clearly above the one predicted lowest."""
    if len(tested.tenths) < 2 or not tested.beats_chance(tested.chosen):
        return False
    return tested.tenths[0].actual.low > tested.tenths[-1].actual.high


def _flat_figures(tested: Tested) -> tuple[Figure, ...]:
    if not tested.better or not tenths_differ(tested):
        return ()
    return (
        Figure(key="first_tenth", label=_("Mean of the tenth predicted highest, in the test"),
               estimate=tested.tenths[0].actual),
        Figure(key="last_tenth", label=_("Mean of the tenth predicted lowest, in the test"),
               estimate=tested.tenths[-1].actual),
        Figure(key="missed", label=_("A prediction misses by so much on average, in the test"),
               estimate=tested.score("absolute_error").estimate),
    )  # fmt: skip


def _checks(study: Study) -> list[Check]:
    tested = study.tested
    assert tested is not None
    found = [*_order_checks(tested)]
    text = _("{share} of the test rows inside ({top} of the top tenth), 95% promised")
    text = text.format(share=percent(tested.covered.value), top=percent(tested.covered_top.value))
    kept = tested.covered.value >= KEPT and tested.covered_top.high >= KEPT
    found.append((_("Intervals keep what they promise"), kept, text))
    found += _total_checks(tested)
    if study.kept is not None:
        text = _("read back from its files, it gives the same amounts")
        found.append((_("The saved model is the one used"), study.kept.same, text))
    return [Check(name=n, passed=bool(ok), detail=text) for n, ok, text in found]


def _order_checks(tested: Tested) -> list[tuple[str, bool, str]]:
    by = tested.ranked_by or tested.chosen
    spearman, gini = (tested.score(m, by).estimate for m in ("spearman", "gini"))
    text = _("by {model}: rank correlation (who is ranked higher spends more; 0 is chance, 1 a "
             "perfect order) {spearman}; Gini (how much of the spend's concentration the order "
             "finds; 0 is chance, 1 all of it) {gini}")  # fmt: skip
    text = text.format(model=quoted(words.model(by)), spearman=_three(spearman), gini=_three(gini))
    found = [(_("The order is better than chance"), tested.beats_chance(by), text)]
    if tested.naive == "mean":
        text = _better(tested, "explained")
        found.insert(0, (_("Better than the mean for all"), tested.better, text))
        return found
    name = _("The order is better than by past spend")
    found.append((name, tested.ranks_better, _better(tested, "ranking")))
    return found


def _total_checks(tested: Tested) -> list[tuple[str, bool, str]]:
    if tested.total is None:
        total = tested.score("total_error", tested.used).estimate
        text = _("{error} off in the test ({interval})")
        text = text.format(error=percent(total.value), interval=interval(total))
        return [(_("The total is near"), total.value <= FAR, text)]
    names = {
        "all": _("The total is near"),
        "top": _("The tenth with the largest predictions spent what was foreseen"),
        "new": _("Customers who had just begun spent what was foreseen"),
    }
    text = _("{n} customers spent {actual} each in the test ({interval}), foreseen: {predicted}")
    found = [
        (names[held.part], held.near if held.part == "all" else held.bearable, text.format(
            n=number(held.customers), actual=money(held.actual.value),
            interval=interval(held.actual), predicted=money(held.predicted)))
        for held in tested.held
    ]  # fmt: skip
    share = tested.score("top", tested.used).estimate
    text = _("{found} of the spend ({interval}), foreseen: {foreseen}")
    text = text.format(found=percent(share.value), interval=interval(share),
                       foreseen=percent(tested.share_foreseen))  # fmt: skip
    found.append((_("The share of that tenth was foreseen"), tested.share_held, text))
    actual = float(tested.actual.sum())
    inside = tested.total.low <= actual <= tested.total.high
    text = _("spent {actual}, predicted {interval}")
    text = text.format(actual=money(actual), interval=interval(tested.total))
    return [*found, (_("The total lies inside its interval"), inside, text)]


def _better(tested: Tested, measure: str) -> str:
    if tested.chosen == tested.naive:
        return _("validation chose the naive answer itself")
    found: Score = tested.score(measure)
    assert found.difference is not None
    text = _("{label}: difference from the naive answer {difference}, by {model}")
    text = text.format(label=found.label, model=quoted(words.model(tested.chosen)),
                       difference=_three(found.difference))  # fmt: skip
    return demanded(text, found.difference)


def _three(found: Estimate) -> str:
    """A figure and its interval to three decimals, as ranks and their differences need them."""
    text = _("{value} ({low} to {high})")
    said = {name: number(getattr(found, name), 3) for name in ("value", "low", "high")}
    return text.format(**said)
