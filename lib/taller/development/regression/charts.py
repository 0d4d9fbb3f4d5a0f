"""Charts of the regression; each says its finding in its title, or why there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from taller import charts
from taller.development.regression import words
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import Valued
from taller.development.regression.messages import say
from taller.development.regression.model.candidates import Lifetime
from taller.development.regression.result import Part, Shift
from taller.language import percent, quantity, quoted
from taller.phase import Unit
from taller.tabular import instead

WEEK = 7.0


def candidates(tested: Tested | None) -> alt.LayerChart | None:
    """How well each candidate ranks the test rows."""
    if tested is None:
        return None
    found = [s for s in tested.scores if s.measure == "spearman"]
    naive = tested.score("spearman", tested.naive).estimate.value
    said = say.parts("chart-candidates", by=_ranked_by(tested), n=len(tested.actual))
    named = ((say(f"model.{s.model}"), s.estimate) for s in found)
    return charts.scores(named, unit="index", target=naive, **said)


def _ranked_by(tested: Tested) -> str:
    """What puts the test rows in an order better than chance, as the title tells it."""
    if tested.ranked_by in ("", tested.naive):
        return "past" if tested.ranked_by else "nothing"
    return "rows" if tested.naive == "mean" else "model"


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
    by = _told_by(tested)
    said = say.parts(
        "chart-tenths", clear=first.actual.low > rest.actual.high and tested.beats_chance(by),
        first=first.actual, foreseen=quantity(first.predicted, unit), last=rest.actual,
        model=say(f"model.{by}"),
    )  # fmt: skip
    return charts.foretold(
        frame, group="tenth", predicted="predicted", observed="actual", low="low", high="high",
        unit=unit, words={**said, "group_axis": said["tenth_axis"]},
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
        return instead(say("no-course"))
    weeks, actual, expected, cut = _weekly(tested, model)
    at = int(np.searchsorted(weeks, cut))
    ahead = actual[-1] - actual[at], expected[-1] - expected[at]
    error = expected[-1] / max(actual[-1], 1) - 1
    frame = pd.concat(
        [
            pd.DataFrame({"week": weeks, "n": values, "what": name})
            for name, values in ((say("course.bought"), actual), (say("course.expected"), expected))
        ]
    )
    said = say.parts(
        "chart-course", week=weeks[-1], error=_signed(error),
        ahead=_signed(ahead[1] / max(ahead[0], 1) - 1), model=say(f"model.{model.kind}"),
    )  # fmt: skip
    return charts.line(frame, x="week", y="n", series="what", unit="count", mark=cut,
                       points=False, zero=True, **said)  # fmt: skip


def _weekly(tested: Tested, model: Lifetime) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Weeks, repeat purchases summed up to each, the same expected, and the week of the test."""
    from taller.development.regression.evaluation.tracking import weekly

    return weekly(tested, model)


def _signed(share: float) -> str:
    sign = "+" if share >= 0 else "\u2212"
    return f"{sign}{percent(abs(share))}"


def concentration(valued: Valued | None) -> alt.LayerChart | None:
    """Share of the value that the best customers hold; a slider says how many they are."""
    if valued is None:
        return None
    if not valued.concentrated:
        return instead(words.no_share(valued))
    ordered = np.sort(np.maximum(valued.expected, 0))[::-1]
    if ordered.sum() <= 0:
        return instead(say("no-buyer"))
    held = np.concatenate([[0.0], np.cumsum(ordered) / ordered.sum()])
    share = np.linspace(0, 1, 51)
    frame = pd.DataFrame({"share": share, "held": np.interp(share * (len(held) - 1),
                                                          np.arange(len(held)), held)})  # fmt: skip
    v = valued.value
    told = say.parts("chart-concentration", share=v.top_share, n=v.customers, months=v.months)
    drawn = charts.line(frame, x="share", y="held", unit="share", x_unit="share", points=False,
                        zero=True, **told)  # fmt: skip
    moved = say.parts("concentration-moved", n="{n}", share="{share}", held="{held}")
    grid = np.interp(np.linspace(0, len(held) - 1, 101), np.arange(len(held)), held)
    said = charts.said(
        moved["said"], n=f"format(round({v.customers}*best/100),',.0f')",
        share="format(best/100,'.0%')", held=f"format({charts.at(list(grid), 'best')},'.0%')",
    )  # fmt: skip
    return charts.moved_along(drawn, charts.slider("best", moved["slider"], 10, 100, 1), said,
                              at="best/100")  # fmt: skip


def parts(valued: Valued | None) -> alt.LayerChart | None:
    """Value per customer in each part."""
    if valued is None:
        return None
    if not valued.amounts:
        return instead(words.no_order(valued.tested))
    v = valued.value
    found = words.ordered(v.parts)
    if not found:
        return instead(say("no-parts"))
    clear = [p for p in found if _above_its_like(p, found)]
    best = max(clear or found, key=lambda p: p.mean.value)
    said = say.parts(
        "chart-parts", clear=bool(clear), by=say(f"by.{best.by}"),
        level=words.level(best.by, best.level), mean=best.mean,
        months=v.months, margin=v.margin, discount=v.discount,
    )  # fmt: skip
    named = ((words.part(p.by, p.level), p.mean) for p in found)
    return charts.scores(named, unit="money", target=v.mean.value, **said)


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
        return instead(say("no-shifts"))
    clear = _clear(tested.shifts)
    most = max(clear or tested.shifts, key=lambda s: abs(np.log(s.rate.value)))
    apart = sum(not s.rate.low <= 1 <= s.rate.high for s in tested.shifts)
    against = {say(f"by.{s.by}"): quoted(words.level(s.by, s.against)) for s in tested.shifts}
    said = say.parts(
        "chart-shifts", clear=bool(clear), by=say(f"by.{most.by}"),
        level=words.level(most.by, most.level), rate=most.rate,
        against=words.level(most.by, most.against),
        levels="; ".join(f"{name} {level}" for name, level in against.items()),
        apart=0 if clear else apart, n=len(tested.shifts),
    )  # fmt: skip
    named = ((words.part(s.by, s.level), s.rate) for s in tested.shifts)
    return charts.scores(named, unit="number", target=1.0, **said)
