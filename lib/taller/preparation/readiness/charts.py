"""Charts of readiness: the criteria, the weights to try out, what moves the level, the way up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from taller import charts
from taller.language import date, number, quoted
from taller.preparation.readiness.checklist.questions import LEVELS, level_of
from taller.preparation.readiness.findings.advice import steps, to_next_level, whole_days
from taller.preparation.readiness.messages import say
from taller.preparation.readiness.words import written

if TYPE_CHECKING:
    from taller.preparation.readiness.evaluation.answers import Progress
    from taller.preparation.readiness.evaluation.sensitivity import Sensitivity, Swing
    from taller.preparation.readiness.model import Assessment
    from taller.preparation.readiness.params import Params
    from taller.preparation.readiness.result import Step

MOST_SWINGS = 10
THRESHOLDS = [least for _name, least in LEVELS if least > 0]


def criteria(found: Assessment) -> alt.LayerChart | None:
    """The five criteria with their ranges; None where nothing was answered."""
    if found.score is None:
        return None
    rows = [
        [say(f"criterion.{c.key}"), c.value, c.low, c.high]
        for c in found.criteria.values()
        if c.value is not None
    ]
    frame = pd.DataFrame(rows, columns=["criterion", "value", "low", "high"])
    least = frame["value"].round(2)  # as the chart writes it
    weakest = [quoted(each) for each in frame.loc[least == least.min(), "criterion"]]
    return charts.bars(
        frame, label="criterion", value="value", low="low", high="high", unit="index",
        **say.parts("criteria", weakest=weakest, n=len(weakest)),
    )  # fmt: skip


def weights(found: Assessment) -> alt.LayerChart | None:
    """The score as its criteria add up, with a slider for each weight; None without a score.

    Weights need not sum to 1 here: they are brought to it. The level is told in the chart and, by
    the parameter ``said``, to whoever listens to the page.
    """
    if found.score is None:
        return None
    held = [c for c in found.criteria.values() if c.value is not None]
    names, told = [say(f"criterion.{c.key}") for c in held], say.parts("weights")
    frame = pd.DataFrame({
        "criterion": names, "value": [c.value for c in held],
        "weight": [c.weight for c in held], "place": range(len(held)),
    })  # fmt: skip
    # Whole percents: the page writes a slider's value with a decimal point in any language.
    sliders = [charts.slider(f"w_{c.key}", name, round(100 * c.weight), 100, 1)
               for c, name in zip(held, names, strict=True)]  # fmt: skip
    total = "+".join(f"w_{c.key}" for c in held)
    share = "[" + ",".join(f"w_{c.key}" for c in held) + f"][datum.place]/max({total},1e-9)"
    sum_ = "+".join(f"w_{c.key}*{c.value!r}" for c in held)
    said = alt.param(name="said", expr=_said_expression(total, f"({sum_})/max({total},1e-9)"))
    base = alt.Chart(frame).transform_calculate(points=f"datum.value*{share}")
    x_axis = charts.axis("index", [0, 1], values=[0, *reversed(THRESHOLDS), 1])
    bar = base.mark_bar(opacity=0.9, size=44).encode(
        y=alt.value(82),
        x=alt.X("points:Q", stack="zero", title=told["axis"], axis=x_axis,
                scale=alt.Scale(domain=[0, 1], nice=False)),
        color=alt.Color("criterion:N", title=None, sort=names,
                        scale=alt.Scale(domain=names, range=list(charts.PALETTE[: len(names)]))),
        order=alt.Order("place:Q"),
        tooltip=charts.tips(told, {"criterion": "text", "value": "index", "weight": "index"}),
    )  # fmt: skip
    text = alt.Chart(pd.DataFrame({"_at": [0.0]})).mark_text(
        align="left", baseline="top", fontSize=15, fontWeight=600, color=charts.INK,
        text=alt.ExprRef("said"),
    ).encode(x=alt.X("_at:Q", title=told["axis"]), y=alt.value(4))  # fmt: skip
    standing = say("standing", score=written(found.score), level=say(f"level-short.{found.level}"))
    return alt.layer(_bounds(), bar, text).add_params(*sliders, said).properties(
        height=120, **charts.story(told, standing)
    ).configure_legend(columns=2, labelLimit=240)  # fmt: skip


def _said_expression(total: str, score: str) -> str:
    """Vega's words for a score: the number as the locale writes it, and its level."""
    level = "''"
    for name, least in reversed(LEVELS):
        level = f"{score}>={least - 1e-9!r}?{say(f'level-short.{name}')!r}:{level}"
    before, rest = say("standing", score="{score}", level="{level}").split("{score}")
    between, after = rest.split("{level}")
    told = f"{before!r}+format({score},'.2f')+{between!r}+({level})+{after!r}"
    return f"({total})>0?{told}:{say('weights.zero')!r}"


def _bounds(*, across: bool = True, within: tuple[float, float] = (0, 1)) -> alt.LayerChart:
    """Where levels begin, as dashed lines with the level's name; `across` is the x axis."""
    frame = pd.DataFrame(
        [[least, say(f"level-short.{name}")] for name, least in LEVELS
         if least > 0 and within[0] <= least <= within[1]],
        columns=["_least", "_level"],
    )  # fmt: skip
    look = {"color": charts.INK, "opacity": 0.75, "fontSize": 11}
    rule = alt.Chart(frame).mark_rule(strokeDash=[4, 4], color=charts.INK, opacity=0.5)
    scale = alt.Scale(domain=list(within), nice=False, zero=False)
    if across:
        at = alt.X("_least:Q", scale=scale)
        label = alt.Chart(frame).mark_text(align="left", baseline="top", dx=4, **look)
        named = label.encode(x=at, y=alt.value(28), text="_level:N")
        return alt.layer(rule.encode(x=at, y=alt.value(28), y2=alt.value("height")), named)
    at_y = alt.Y("_least:Q", scale=scale)
    label = alt.Chart(frame).mark_text(align="right", baseline="bottom", dy=-3, **look)
    return alt.layer(
        rule.encode(y=at_y), label.encode(y=at_y, x=alt.value("width"), text="_level:N")
    )


def swings(found: Assessment, held: Sensitivity | None) -> alt.LayerChart | None:
    """What each answer and weight does to the score alone, the widest first."""
    if held is None or not held.swings:
        return None
    shown = held.swings[:MOST_SWINGS]
    frame = pd.DataFrame(
        [[_thing(swing), swing.low, swing.high] for swing in shown],
        columns=["thing", "low", "high"],
    )
    told = say.parts("swings", n=len(held.tipping))
    low, high = _to_the_next_levels(frame["low"].min(), frame["high"].max())
    levels = [charts.mark_at(least, dash=(4, 4), opacity=0.6)
              for least in THRESHOLDS if low < least < high]  # fmt: skip
    return charts.spans(
        frame, label="thing", start="low", end="high", domain=[low, high], words=told,
        axis=charts.axis("index", [low, high], 6), band=0.55, row=28,
        columns={"thing": "text", "low": "index", "high": "index"},
        over=[charts.mark_at(found.score, dash=(), strokeWidth=1.5), *levels],
    )  # fmt: skip


def _to_the_next_levels(low: float, high: float) -> tuple[float, float]:
    """An axis that reaches a little beyond the levels on either side, so that none seems near."""
    below = max((t for t in THRESHOLDS if t <= low), default=low)
    above = min((t for t in THRESHOLDS if t >= high), default=high)
    return max(0.0, min(below, low) - 0.02), min(1.0, max(above, high) + 0.02)


def _thing(swing: Swing) -> str:
    if swing.kind == "weight":
        return say("swings-weight", criterion=say(f"criterion.{swing.key}"))
    return say(f"question-{swing.key}")


def way_up(found: Assessment, p: Params) -> alt.LayerChart | None:
    """The score as one step after the other is done, against person-days; None without steps."""
    made = steps(found, p)
    if not made or found.score is None:
        return None
    told = _way_words(found, made)
    rows, days = [[0.0, found.score, "", told["today"]]], 0.0
    for place, step in enumerate(made, start=1):
        days += step.days
        rows.append([days, step.score_after, number(place), say(f"question-{step.question}")])
    frame = pd.DataFrame(rows, columns=["days", "score", "no", "step"])
    frame["_label"] = _labels_apart(frame)
    within = (min(0.35, found.score - 0.05), 1.04)
    base = alt.Chart(frame).encode(
        x=alt.X("days:Q", title=told["days"], axis=charts.axis("days", frame["days"], 6)),
        y=alt.Y("score:Q", title=told["axis"], axis=charts.axis("index", within),
                scale=alt.Scale(domain=list(within), nice=False, zero=False)),
        tooltip=charts.tips({"no": told["place"], **told, "score": told["after"]},
                            {"no": "text", "step": "text", "days": "days", "score": "index"}),
    )  # fmt: skip
    line = base.mark_line(interpolate="step-after", strokeWidth=2)
    dot = base.mark_point(filled=True, size=60, opacity=1)
    label = base.mark_text(dy=-11, color=charts.INK, fontSize=11).encode(text="_label:N")
    return alt.layer(_bounds(across=False, within=within), line, dot, label).properties(
        height=300, **charts.story(told) | {"description": told["title"]}
    )  # fmt: skip


def _labels_apart(frame: pd.DataFrame) -> list[str]:
    """The steps' numbers, without those that would be written over the one before."""
    room, last, kept = float(frame["days"].max()) * 0.03, float("-inf"), []
    for days, label in zip(frame["days"], frame["no"], strict=True):
        fits = bool(label) and days - last >= room
        kept.append(label if fits else "")
        last = days if fits else last
    return kept


def _way_words(found: Assessment, made: list[Step]) -> dict[str, str]:
    step, days = to_next_level(found, made) or (made[-1], 0.0)
    lifts = step.level_after != found.level
    return say.parts(
        "way-up", n=made.index(step) + 1, days=whole_days(days),
        score=written(made[-1].score_after),
        level=say(f"level-short.{step.level_after}") if lifts else None,
    )  # fmt: skip


def change(held: Progress | None) -> alt.LayerChart | None:
    """The criteria and the whole, at the last assessment and now; None without an earlier one."""
    if held is None:
        return None
    title, told = change_said(held), say.parts("change")
    then, now = date(held.since), told["now"]
    rows = [
        [told["whole"] if c.kind == "whole" else say(f"criterion.{c.key}"), value, when]
        for c in (*held.of("whole"), *held.of("criterion"))
        for when, value in ((then, c.before), (now, c.now))
        if value is not None
    ]
    if not rows:
        return None
    return charts.moved(
        pd.DataFrame(rows, columns=["what", "value", "when"]), label="what", when="when",
        value="value", unit="index", domain=[0, 1],
        words={**told, "what": told["criterion"], "title": title},
    )  # fmt: skip


def change_said(held: Progress) -> str:
    """How the score has moved since the last assessment, as a sentence without its full stop."""
    whole = held.of("whole")[0]
    if whole.before is None or whole.now is None:
        return say("since.unknown", day=held.since)
    then, now = (
        f"{written(value)} ({say(f'level-short.{level_of(value)}')})"
        for value in (whole.before, whole.now)
    )
    if abs(whole.now - whole.before) < 0.005:
        return say("since.stayed", day=held.since, now=now)
    return say("since.moved", day=held.since, then=then, now=now)
