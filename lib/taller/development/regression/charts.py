"""Charts of the regression; each says its finding in its title, or why there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.development.regression import words
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import Valued
from taller.development.regression.model.candidates import Lifetime
from taller.development.regression.result import Part, Shift
from taller.language import _, number, percent, quoted
from taller.phase import Unit

WEEK = 7.0


def candidates(tested: Tested | None) -> alt.LayerChart | None:
    """How well each candidate ranks the test rows."""
    if tested is None:
        return None
    found = [s for s in tested.scores if s.measure == "spearman"]
    frame = pd.DataFrame(
        {
            "model": [words.model(s.model) for s in found],
            "value": [s.estimate.value for s in found],
            "low": [s.estimate.low for s in found],
            "high": [s.estimate.high for s in found],
        }
    )
    naive = tested.score("spearman", tested.naive).estimate.value
    if tested.ranked_by and tested.ranked_by == tested.naive:
        title = _("No model is shown to put customers in a better order than past spend")
    elif tested.ranked_by:
        title = _("The model puts customers in a better order than past spend")
        if tested.naive == "mean":
            title = _("The model puts the rows in a better order than chance")
    else:
        title = _("No order is shown to be better than chance")
    note = _("{n} test rows, opened once; dashed: the naive answer").format(
        n=number(len(tested.actual))
    )
    return charts.dots(
        frame, label="model", head=_("Model"), value="value", low="low", high="high", unit="index",
        target=naive,
        title=title, sort=None, subtitle=note,
        axis=_("Rank correlation of predicted and actual (0: chance, 1: perfect)"),
    )  # fmt: skip


def tenths(tested: Tested | None) -> alt.LayerChart | None:
    """Mean predicted and actual amount by tenth of the predictions."""
    if tested is None:
        return None
    unit: Unit = "money" if tested.total is not None else "number"
    frame = pd.DataFrame(
        [
            {"tenth": t.number, "predicted": t.predicted, "actual": t.actual.value,
             "low": t.actual.low, "high": t.actual.high}
            for t in tested.tenths
        ]
    )  # fmt: skip
    first, rest = tested.tenths[0], tested.tenths[-1]
    title = _("The tenth predicted to spend most did not clearly bring more than the last")
    if first.actual.low > rest.actual.high and tested.beats_chance(_told_by(tested)):
        title = _("The top tenth brought {first} each ({predicted} predicted), the last {last}")
    title = title.format(
        first=words.amount(first.actual.value, tested),
        predicted=words.amount(first.predicted, tested),
        last=words.amount(rest.actual.value, tested),
    )  # fmt: skip
    form = d3.number_format(unit)
    x = alt.X("tenth:O", title=_("Tenth by prediction, the largest first"),
              axis=alt.Axis(labelAngle=0))  # fmt: skip
    said = _("Amount per row, mean")
    up = alt.Axis(format=form, tickCount=5)
    tip = [alt.Tooltip("tenth:O", title=_("Tenth")),
           alt.Tooltip("predicted:Q", title=_("Predicted"), format=form),
           alt.Tooltip("actual:Q", title=_("Actual"), format=form)]  # fmt: skip
    base = alt.Chart(frame).encode(x=x, tooltip=tip)
    note = _("Points: actual, with 95% interval; ticks: predicted, by {model}.")
    note = note.format(model=words.model(_told_by(tested)))
    return alt.layer(
        base.mark_rule(strokeWidth=2, color=charts.INK).encode(
            y=alt.Y("low:Q", title=said, axis=up), y2="high:Q"),
        base.mark_point(filled=True, size=80, opacity=1).encode(
            y=alt.Y("actual:Q", title=said, axis=up)),
        base.mark_tick(thickness=3, width=18, color=charts.INK).encode(
            y=alt.Y("predicted:Q", title=said, axis=up)),
    ).properties(
        title=alt.TitleParams(title, subtitle=note), height=280, description=f"{title}. {note}"
    )  # fmt: skip


def _told_by(tested: Tested) -> str:
    """By what the tenths are predicted: a client's own table has none by the mean."""
    return tested.chosen if tested.naive == "mean" else tested.used


def course(tested: Tested | None) -> alt.LayerChart | None:
    """Repeat purchases of the customers before the test, week by week, and what a model says."""
    if tested is None:
        return None
    model = tested.refitted.get("pareto_nbd") or tested.refitted.get("bg_nbd")
    if not isinstance(model, Lifetime):
        print(_("There is no model of purchases to be drawn."))
        return None
    weeks, actual, expected, cut = _weekly(tested, model)
    at = int(np.searchsorted(weeks, cut))
    ahead = actual[-1] - actual[at], expected[-1] - expected[at]
    error = expected[-1] / max(actual[-1], 1) - 1
    frame = pd.concat(
        [
            pd.DataFrame({"week": weeks, "n": values, "what": name})
            for name, values in ((_("bought"), actual), (_("expected"), expected))
        ]
    )
    title = _("Repeat purchases to week {week}: {error} off in all, {ahead} in the test window")
    title = title.format(
        week=number(weeks[-1]), error=_signed(error), ahead=_signed(ahead[1] / max(ahead[0], 1) - 1)
    )
    drawn = charts.line(
        frame, x="week", y="n", series="what", unit="count", title=title, zero=True,
        x_axis=_("Weeks since the first order"), y_axis=_("Repeat purchases, summed up"),
        subtitle=_("Learned to the dashed line; {model}").format(model=words.model(model.kind)),
    )  # fmt: skip
    drawn.layer[-1].mark.point = False
    mark = alt.Chart(pd.DataFrame({"_cut": [cut]})).mark_rule(strokeDash=[5, 4], color=charts.INK)
    drawn.layer = [*drawn.layer, mark.encode(x="_cut:Q")]
    return drawn


def _weekly(tested: Tested, model: Lifetime) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Weeks, repeat purchases summed up to each, the same expected, and the week of the test."""
    from taller.development.regression.evaluation.tracking import weekly

    return weekly(tested, model)


def _signed(share: float) -> str:
    sign = "+" if share >= 0 else "\u2212"
    return f"{sign}{percent(abs(share))}"


def concentration(valued: Valued | None) -> alt.LayerChart | None:
    """Share of the value that the best customers hold."""
    if valued is None:
        return None
    if not valued.concentrated:
        print(words.no_share(valued))
        return None
    ordered = np.sort(np.maximum(valued.expected, 0))[::-1]
    if ordered.sum() <= 0:
        print(_("No customer is expected to buy."))
        return None
    held = np.concatenate([[0.0], np.cumsum(ordered) / ordered.sum()])
    share = np.linspace(0, 1, 51)
    frame = pd.DataFrame({"share": share, "held": np.interp(share * (len(held) - 1),
                                                          np.arange(len(held)), held)})  # fmt: skip
    top = valued.value.top_share
    title = _("The top tenth of customers is expected to bring {share} of the value").format(
        share=percent(top.value, 0)
    )
    drawn = charts.line(
        frame, x="share", y="held", unit="share", title=title, zero=True,
        x_axis=_("Share of customers, the most valuable first"), y_axis=_("Share of the value"),
        subtitle=_("{n} customers, {months} months").format(
            n=number(valued.value.customers), months=number(valued.value.months)),
    )  # fmt: skip
    for layer in drawn.layer:
        layer.encoding.x.axis = alt.Axis(format=d3.number_format("share"), tickCount=6)
    drawn.layer[-1].mark.point = False
    return drawn


def parts(valued: Valued | None) -> alt.LayerChart | None:
    """Value per customer in each part."""
    if valued is None:
        return None
    if not valued.amounts:
        print(words.no_order(valued.tested))
        return None
    found = words.ordered(valued.value.parts)
    if not found:
        print(_("The customers have no parts to be told apart."))
        return None
    frame = pd.DataFrame(
        {
            "part": [f"{words.by(p.by)}: {words.level(p.level)}" for p in found],
            "value": [p.mean.value for p in found],
            "low": [p.mean.low for p in found],
            "high": [p.mean.high for p in found],
        }
    )
    title = _("No part of the customers is clearly expected to bring more than the others")
    clear = [p for p in found if _above_its_like(p, found)]
    best = max(clear or found, key=lambda p: p.mean.value)
    if clear:
        title = _("Expected to bring more than the others: {part}, {value} per customer")
    title = title.format(
        part=f"{words.by(best.by).lower()} {quoted(words.level(best.level))}",
        value=words.amount(best.mean.value, valued.tested),
    )
    return charts.dots(
        frame, label="part", head=_("Part"), value="value", low="low", high="high", unit="money",
        title=title,
        axis=words.per_customer(valued), sort=None,
        target=valued.value.mean.value, subtitle=_("Dashed: all customers"),
    )  # fmt: skip


def _above_its_like(part: Part, parts: Sequence[Part]) -> bool:
    """Whether its interval lies above those of all other parts told apart by the same."""
    others = [p.mean.high for p in parts if p.by == part.by and p.level != part.level]
    return bool(others) and part.mean.low > max(others)


def _clear(shifts: tuple[Shift, ...]) -> list[Shift]:
    """Those that differ beyond chance, given how many are looked at (Bonferroni)."""
    from scipy.stats import norm

    far = norm.ppf(1 - 0.025 / max(len(shifts), 1)) / norm.ppf(0.975)
    found = []
    for shift in shifts:
        value, low, high = np.log([shift.rate.value, shift.rate.low, shift.rate.high])
        if value + far * (low - value) > 0 or value + far * (high - value) < 0:
            found.append(shift)
    return found


def shifts(tested: Tested | None) -> alt.LayerChart | None:
    """How channel, country and first product shift the rate of purchases."""
    if tested is None:
        return None
    if not tested.shifts:
        print(_("Nothing is known of customers that could shift how they buy."))
        return None
    frame = pd.DataFrame(
        {
            "level": [f"{words.by(s.by)}: {words.level(s.level)}" for s in tested.shifts],
            "rate": [s.rate.value for s in tested.shifts],
            "low": [s.rate.low for s in tested.shifts],
            "high": [s.rate.high for s in tested.shifts],
        }
    )
    clear = _clear(tested.shifts)
    title = _("Nothing known of customers clearly shifts how often they buy")
    if clear:
        most = max(clear, key=lambda s: abs(np.log(s.rate.value)))
        title = _("{level} goes with {factor} times the purchases of {against}").format(
            level=f"{words.by(most.by)} {quoted(words.level(most.level))}",
            factor=number(most.rate.value, 2), against=quoted(words.level(most.against)),
        )  # fmt: skip
    against = {words.by(s.by): words.level(s.against) for s in tested.shifts}
    note = _("Factor on the purchase rate, against: {what}").format(
        what="; ".join(f"{name} {quoted(level)}" for name, level in against.items())
    )
    return charts.dots(
        frame, label="level", head=_("Level"), value="rate", low="low", high="high", unit="number",
        target=1.0,
        title=title, axis=_("Factor on the purchase rate (1: no difference)"), sort=None,
        subtitle=note,
    )  # fmt: skip
