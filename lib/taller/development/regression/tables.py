"""Tables of the notebook; where nothing could be learned, a sentence stands in their place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from taller import tabular
from taller.development.regression import words
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import Valued
from taller.development.regression.features.customers import Gathered
from taller.development.regression.model.training import Fitted
from taller.development.template import trees
from taller.development.template.guards import NAMED_FEW, TOLD, alike
from taller.language import _, date, listing, number, percent, quoted, span
from taller.phase import Estimate

SHOWN = 4  # levels of a part in the table


def say(text: str) -> None:
    """A sentence in place of a table that has nothing to show."""
    print(text)


def nothing() -> None:
    """Said where nothing could be learned."""
    say(_("Not assessed."))


def no_value() -> None:
    """Said where there is no value over a horizon: nothing learned, or a flat table."""
    say(_("No value over a horizon: telling one takes orders that could be learned from."))


def customers(gathered: Gathered) -> tabular.Table | None:
    """What there is to learn from, by date; or the amounts of a flat table."""
    if gathered.origin == "none":
        return say(f"{_('Not assessed')}: {gathered.reason}.")
    if gathered.flat is not None:
        return _amounts(gathered)
    heads = [_("Customers as of"), _("Used for"), _("Customers"), _("Bought again"),
             _("Net spend so far"), _("Spend per purchase day")]  # fmt: skip
    lines = []
    named = {
        _("validation"): gathered.earlier,
        _("test"): gathered.before,
        _("value"): gathered.now,
    }
    for use, base in named.items():
        assert base is not None
        f = base.frame
        days = float((f["frequency"] + 1).sum())
        lines.append([date(base.day), use, len(f), float((f["frequency"] > 0).mean()),
                      float(f["spend"].sum()), float(f["spend"].sum() / days)])  # fmt: skip
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Customers who kept something they bought"),
        note=words.window(gathered),
        units={heads[0]: "text", heads[1]: "text", heads[2]: "count", heads[3]: "share",
               heads[4]: "money", heads[5]: "money"},
    )  # fmt: skip


def _amounts(gathered: Gathered) -> tabular.Table:
    assert gathered.flat is not None
    target = gathered.flat.target
    heads = [_("Rows"), _("Mean"), _("Median"), _("Largest"), _("Share at 0"), _("Share below 0")]
    line = [len(target), target.mean(), np.median(target), target.max(), (target == 0).mean(),
            (target < 0).mean()]  # fmt: skip
    caption = _("What is predicted: {what}").format(what=f"“{gathered.p.target}”")
    return tabular.table(
        pd.DataFrame([line], columns=heads), caption=caption, note="; ".join(gathered.notes),
        units=dict(zip(heads, ["count", "number", "number", "number", "share", "share"],
                       strict=True)),
    )  # fmt: skip


def training(fitted: Fitted | None) -> tabular.Table | None:
    """What validation said of each candidate."""
    if fitted is None:
        return nothing()
    if fitted.flat is not None:
        return _flat_training(fitted)
    heads = [_("Way of telling"), _("Rank correlation"), _("Gini"), _("Error of the total"),
             _("Ranks like the best"), _("Chosen")]  # fmt: skip
    ordered = sorted(fitted.validation.items(), key=lambda pair: -pair[1]["ranking"])
    lines = [
        [words.model(name), number(v["spearman"], 3), number(v["gini"], 3),
         percent(v["total_error"], 0), _("yes") if name in fitted.like_best else "",
         _("yes") if name == fitted.chosen else ""]
        for name, v in ordered
    ]  # fmt: skip
    note = _("Chosen: of those that rank like the best, the one whose total is nearest. The test "
             "window is still sealed.")  # fmt: skip
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Chosen on the validation window"),
        note=" ".join([note, *(f"{n[:1].upper()}{n[1:]}." for n in fitted.notes)]),
        units=dict.fromkeys(heads, "text"),
    )  # fmt: skip


def _flat_training(fitted: Fitted) -> tabular.Table:
    flat = fitted.flat
    assert flat is not None
    done = {"dropped": _("left out"), "warned": _("kept, with a warning"), "told": _("kept")}
    told = alike(flat.findings)
    for f in told[:TOLD]:
        said = listing([quoted(n) for n in f.columns], NAMED_FEW)
        say(f"{said}: {f.detail} ({done[f.severity]}).")
    if len(told) > TOLD:
        say(f"{_('{n} more').format(n=number(len(told) - TOLD))}.")
    say(flat.tuned.in_words())
    columns = len(flat.models["lightgbm"].encoder_.sources_)
    if unseen := trees.in_words(columns, len(flat.split.train)):
        say(unseen)
    heads = [_("Way of telling"), _("Squared error, over that of the mean"), _("Chosen")]
    lines = [
        [words.model(name), number(loss, 3), _("yes") if name == flat.chosen else ""]
        for name, loss in sorted(flat.losses.items(), key=lambda pair: pair[1])
    ]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Chosen on validation rows"),
        note=_("Lower is better; 1 is no better than the mean. The test rows are still sealed."),
        units=dict.fromkeys(heads, "text"),
    )  # fmt: skip


def measures(tested: Tested | None) -> tabular.Table | None:
    """Every measure of every candidate on the test rows."""
    if tested is None:
        return nothing()
    kinds = list(tested.predicted)
    by = {(s.measure, s.model): s for s in tested.scores}
    names = [n for n in dict.fromkeys(s.measure for s in tested.scores) if n != "ranking"]
    heads = [_("Way of telling"), *(by[name, kinds[0]].label for name in names)]
    lines = [[words.model(k), *(_told(by[name, k].estimate) for name in names)] for k in kinds]
    if tested.chosen != tested.naive:
        last = _("{chosen}, less the naive answer").format(chosen=words.model(tested.chosen))
        lines.append([last, *(_told(by[name, tested.chosen].difference) for name in names)])
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("The test, once"),
        units=dict.fromkeys(heads, "text"),
        note=_("With 95% intervals; all on the same resamples of the same rows, so the last line "
               "is paired. Rank correlation: whether who is ranked higher has more; 0 is chance, 1 "
               "a perfect order. Gini: how much of the sum's concentration the order finds; 0 is "
               "chance, 1 all of it. The tenth ranked first: 10% is chance."),
    )  # fmt: skip


def _told(found: Estimate | None) -> str:
    """A figure and its interval, with the decimals its unit needs."""
    if found is None:
        return tabular.MISSING
    ends = (found.value, found.low, found.high)
    if found.unit == "share":
        value, low, high = (percent(v, 0) for v in ends)
    else:
        digits = 3 if found.unit == "index" else 2
        value, low, high = (number(v, digits) for v in ends)
    return f"{value} ({span(low, high)})".replace("-", "\u2212")


def intervals(tested: Tested | None) -> tabular.Table | None:
    """Whether what happened lay inside the intervals."""
    if tested is None:
        return nothing()
    found = {
        _("Rows inside their own 95% interval"): tested.covered,
        _("The same, in the tenth with the largest predictions"): tested.covered_top,
    }
    note = _("By {model}. An interval that keeps its promise holds 95%.").format(
        model=words.model(tested.used)
    )
    if tested.total is not None:
        text = _("Predicted total: {predicted}, between {low} and {high}; spent: {actual}.")
        said = {n: words.amount(getattr(tested.total, n), tested) for n in ("low", "high")}
        predicted = words.amount(tested.total.value, tested)
        actual = words.amount(float(tested.actual.sum()), tested)
        note = f"{note} {text.format(predicted=predicted, actual=actual, **said)}"
    return tabular.estimates(
        found, caption=_("Intervals held against the test"), what=_("What"), note=note
    )


def value(valued: Valued | None) -> tabular.Table | None:
    """The value of all customers."""
    if valued is None:
        return no_value()
    v = valued.value
    if valued.said == "not":
        return say(_("No total: in the test, all customers spent {missed} than foreseen.").format(
            missed=words.more_or_less(valued.tested.whole.ratio)))  # fmt: skip
    found = {_("Value of all customers"): v.total, _("Value per customer"): v.mean}
    if v.margin is not None or v.discount:
        found[_("Net sales behind it, not discounted")] = v.sales
    if valued.concentrated:
        found[_("Share of the value that the top tenth is expected to bring")] = v.top_share
    return tabular.estimates(
        found, caption=_("Value over {months} months").format(months=number(v.months)),
        what=_("What"), note=f"{words.horizon(valued)} {words.model(valued.tested.used)}.",
    )  # fmt: skip


def parts(valued: Valued | None) -> tabular.Table | None:
    """Value by segment, channel, country and first product."""
    if valued is None:
        return no_value()
    if not valued.amounts:
        return None  # the chart above has said so
    heads = [_("Part"), _("Customers"), _("Value per customer"), _("Value together")]
    lines = [
        [f"{words.by(part.by)}: {words.level(part.level)}", part.customers, part.mean, part.total]
        for part in words.ordered(valued.value.parts)
    ]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Value by part of the customers"),
        units={heads[0]: "text", heads[1]: "count"}, note=words.horizon(valued),
    )  # fmt: skip


def shifts(tested: Tested | None) -> tabular.Table | None:
    """Factors on buying and on leaving, by what is known of customers."""
    if tested is None:
        return nothing()
    if not tested.shifts:
        return None  # the chart above has said so
    heads = [_("Level"), _("Held against"), _("Factor on how often they buy"),
             _("Factor on how readily they leave")]  # fmt: skip
    lines = [
        [f"{words.by(s.by)}: {words.level(s.level)}", words.level(s.against), s.rate, s.leaving]
        for s in tested.shifts
    ]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("What goes with how customers buy"),
        units={heads[0]: "text", heads[1]: "text"},
        note=_("By BG/NBD with covariates, before the test window; 1: no difference."),
    )  # fmt: skip
