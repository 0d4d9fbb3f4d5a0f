"""Charts of the use cases; sliders work without a kernel, since Vega does the arithmetic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from taller import charts
from taller.language import number, quoted
from taller.preparation.use_cases.features.catalogue import CRITERIA
from taller.preparation.use_cases.findings.advice import means_said
from taller.preparation.use_cases.messages import say
from taller.preparation.use_cases.model.ranking import Ranked
from taller.preparation.use_cases.model.roadmap import load
from taller.preparation.use_cases.tables import note

if TYPE_CHECKING:
    from taller.preparation.use_cases.model.sensitivity import Sensitivity
    from taller.preparation.use_cases.model.study import Choice
    from taller.preparation.use_cases.params import Params
    from taller.preparation.use_cases.result import Portfolio, Roadmap, Stage
    from taller.tabular import Table

ENDS = ("low", "mid", "high")
PLACES_SHOWN = 12
REST = charts.PALETTE[-1]


def priority(ranking: Sequence[Ranked], p: Params) -> alt.LayerChart:
    """Priority of each case with its range; five sliders move the weights and re-rank."""
    frame = pd.DataFrame([_row(each) for each in ranking])
    first = ranking[0]
    cases = "; ".join(f"{e.rank} {e.case.name} {number(e.score, 2)}" for e in ranking)
    level = [e.case.name for e in ranking[1:] if round(e.score, 2) == round(first.score, 2)]
    told = say.parts("priority", name=first.case.name, score=first.score, cases=cases,
                     level=[quoted(each) for each in level] or None)  # fmt: skip
    order = alt.EncodingSortField(field="score", op="max", order="descending")
    scale = alt.Scale(domain=[1, 5], zero=False)
    x = alt.X("score:Q", title=told["axis"], scale=scale, axis=charts.axis(".0f", [1, 5]))
    heads = say.parts("tip") | say.parts("criterion") | {"priority": say("tip.given")}
    base = alt.Chart().encode(
        y=alt.Y("case:N", sort=order, title=None, axis=alt.Axis(labelLimit=260)),
        tooltip=charts.tips(heads, {"case": "text", "priority": ".2f"}
                            | dict.fromkeys(CRITERIA, ".1f")),
    )  # fmt: skip
    span = base.mark_rule(strokeWidth=2, color=charts.INK, opacity=0.5).encode(
        x=alt.X("score_low:Q", title=told["axis"], scale=scale), x2="score_high:Q"
    )
    dot = base.mark_point(filled=True, size=110, opacity=1).encode(x=x)
    label = base.mark_text(align="left", dx=9, dy=-8, color=charts.INK).encode(
        x=x, text=alt.Text("score:Q", format=".2f")
    )
    sliders = [charts.slider(f"w_{name}", say(f"criterion.{name}"), weight, 1, 0.01)
               for name, weight in zip(CRITERIA, p.weights.values(), strict=True)]  # fmt: skip
    weighted = {"score": "mid", "score_low": "low", "score_high": "high"}
    return (
        alt.layer(span, dot, label, data=frame)
        .transform_calculate(**{name: _weighted(end) for name, end in weighted.items()})
        .add_params(*sliders, *_scores(ranking), _first(ranking))
        .properties(height=alt.Step(30), **charts.story(told))
    )


def _scores(ranking: Sequence[Ranked]) -> list[alt.Parameter]:
    """Each case's points at the weights as they stand."""
    points = [{name: each.points(name).mid for name in CRITERIA} for each in ranking]
    total = " + ".join(f"w_{name}" for name in CRITERIA)
    return [
        alt.param(name=f"points_{i}", expr=(
            f"({total}) > 0 ? ({' + '.join(f'w_{name} * {of[name]!r}' for name in CRITERIA)})"
            f" / ({total}) : {sum(of.values()) / len(CRITERIA)!r}"
        ))
        for i, of in enumerate(points)
    ]  # fmt: skip


def _first(ranking: Sequence[Ranked]) -> alt.Parameter:
    """Which case comes first at the weights as they stand; of several alike, the one before."""
    names = [f"points_{i}" for i in range(len(ranking))]
    most, who = f"max({','.join(names)})", "''"
    for name, each in reversed(list(zip(names, ranking, strict=True))):
        who = f"{name} >= {most} - 1e-9 ? {json.dumps(each.case.name)} : ({who})"
    told = say("priority-now", name="{name}", score="{score}")
    return charts.said(told, name=who, score=f"format({most},'.2f')")


def _row(each: Ranked) -> dict[str, object]:
    row: dict[str, object] = {"case": each.case.name, "priority": each.score}
    for name in CRITERIA:
        points = each.points(name)
        row |= {name: points.mid, f"{name}_low": points.low, f"{name}_high": points.high}
    return row


def _weighted(end: str) -> str:
    """The weighted mean as a Vega expression; with all weights at zero, all count the same."""
    tail = "" if end == "mid" else f"_{end}"
    total = " + ".join(f"w_{name}" for name in CRITERIA)
    points = " + ".join(f"w_{name} * datum.{name}{tail}" for name in CRITERIA)
    plain = " + ".join(f"datum.{name}{tail}" for name in CRITERIA)
    return f"({total}) > 0 ? ({points}) / ({total}) : ({plain}) / {len(CRITERIA)}"


def places(ranking: Sequence[Ranked], drawn: Sensitivity) -> alt.LayerChart:
    """How often each of the first cases takes each of the first places."""
    shown = min(PLACES_SHOWN, len(ranking))
    names = [each.case.name for each in ranking[:shown]]
    frame = pd.DataFrame(
        [
            {"case": names[i], "place": number(place + 1), "share": float(drawn.shares[i, place])}
            for i in range(shown)
            for place in range(shown)
        ]
    )
    first = ranking[0]
    told = say.parts("places", name=first.case.name, kept=drawn.within(first, 1), n=drawn.draws)
    return charts.occurrence(
        frame, x="place", y="case", value="share", words=say.parts("tip") | told,
        full=0.3, least=0.05,
    )  # fmt: skip


def impact_and_effort(ranking: Sequence[Ranked]) -> alt.LayerChart:
    """Impact against person-days, each case with the number of its place."""
    frame = pd.DataFrame(
        {
            "case": [each.case.name for each in ranking],
            "place": [number(each.rank) for each in ranking],
            "impact": [round(each.case.impact.expected, 2) for each in ranking],
            "days": [each.case.person_days.mid for each in ranking],
            "money": [each.case.money.mid for each in ranking],
            "feasibility": [each.feasibility.mid for each in ranking],
        }
    )
    # Cases at one and the same spot share a label, or neither could be read.
    spots = frame.groupby(["days", "impact"], as_index=False)["place"].agg(", ".join)
    below = _crowded(spots)
    middle, effort = float(frame["impact"].median()), float(frame["days"].median())
    quick = frame[(frame["impact"] >= middle) & (frame["days"] <= effort)]
    told = say.parts("effort", any=not quick.empty, cases=list(quick["case"])[:3])
    span = [max(frame["days"].min(), 1) / 1.25, max(frame["days"].max(), 1) * 1.25]
    x = alt.X("days:Q", title=told["across"],
              scale=alt.Scale(type="log", domain=span, nice=False),
              axis=alt.Axis(values=[2, 5, 10, 20, 50, 100, 200, 500], format=",.0f"))  # fmt: skip
    y = alt.Y("impact:Q", title=told["up"], axis=charts.axis(".1f", frame["impact"], 6),
              scale=alt.Scale(zero=False, padding=18))  # fmt: skip
    heads = say.parts("tip") | {"impact": told["up"], "money": say("tip.cost"),
                                "feasibility": say("criterion.feasibility")}  # fmt: skip
    tip = charts.tips(heads, {"case": "text", "place": "text", "impact": ".1f", "days": "days",
                              "money": "money", "feasibility": ".1f"})  # fmt: skip
    medians = alt.Chart(pd.DataFrame({"days": [effort], "impact": [middle]}))
    dashed = medians.mark_rule(strokeDash=[5, 4], color=charts.INK, opacity=0.45)
    numbers = [
        alt.Chart(spots[below == under])
        .mark_text(fontSize=12, fontWeight="bold", dy=15 if under else -13, color=charts.INK)
        .encode(x=x, y=y, text="place:N")
        for under in (False, True)
    ]
    dot = alt.Chart().mark_point(filled=True, size=110, opacity=1).encode(x=x, y=y, tooltip=tip)
    return alt.layer(dashed.encode(x=x), dashed.encode(y=y), dot, *numbers, data=frame).properties(
        height=360, **charts.story(told)
    )


def _crowded(spots: pd.DataFrame) -> pd.Series:
    """Whether another spot stands where a spot's label would: just above it."""
    across = np.log(spots["days"].clip(lower=1)).to_numpy()
    up = spots["impact"].to_numpy(dtype=float)
    wide, high = max(np.ptp(across), 1e-9), max(np.ptp(up), 1e-9)
    beside = abs(across[:, None] - across) / wide < 0.06
    above = ((up - up[:, None]) / high > 1e-9) & ((up - up[:, None]) / high < 0.12)
    return pd.Series((beside & above).any(axis=1), index=spots.index)


def portfolio(ranking: Sequence[Ranked], choice: Choice) -> alt.LayerChart:
    """What each budget would buy; a slider over budgets that were worked out beforehand."""
    chosen, found = choice.portfolio, choice.frontier
    budgets = [each.budget for each in found]
    step = budgets[1] - budgets[0]
    start = min(budgets, key=lambda b: abs(b - chosen.budget))
    names = [each.case.name for each in ranking]
    said = means_said(choice.means)
    told = say.parts(
        "portfolio", budget=said["budget"], n=len(chosen.chosen), all=len(ranking),
        budgets=len(found), days=said["days"],
    )  # fmt: skip
    rows = [
        {
            "budget": each.budget,
            "case": case.case.name,
            "cost": case.case.money.mid,
            "state": told["chosen" if case.case.key in each.chosen else "rest"],
        }
        for each in found
        for case in ranking
    ]
    # On two lines, so that a phone has room for it.
    notes = pd.DataFrame(
        [{"budget": each.budget, "note": _spent(each).replace("; ", "\n")} for each in found]
    )
    slider = charts.slider("budget", say("tip.budget"), start, budgets[-1], step)
    near = f"abs(datum.budget - budget) < {step / 2!r}"
    states = [told["rest"], told["chosen"]]
    costs = [each.case.money.mid for each in ranking]
    axis = charts.axis("money", costs, "ceil(width / 110)", zero=True)
    colour = alt.Color("state:N", title=None, legend=alt.Legend(orient="bottom"),
                       scale=alt.Scale(domain=states, range=[REST, charts.PALETTE[0]]))  # fmt: skip
    bars = alt.Chart(pd.DataFrame(rows)).transform_filter(near).mark_bar(height={"band": 0.65})
    bars = bars.encode(
        x=alt.X("cost:Q", title=told["axis"], axis=axis),
        y=alt.Y("case:N", sort=names, title=None, axis=alt.Axis(labelLimit=260)),
        color=colour,
        opacity=alt.condition(f"datum.state === {states[1]!r}", alt.value(1), alt.value(0.35)),
        tooltip=charts.tips(say.parts("tip"), {"budget": "money", "case": "text", "cost": "money",
                                               "state": "text"}),
    )  # fmt: skip
    spent = alt.Chart(notes).transform_filter(near).mark_text(
        align="right", baseline="bottom", fontSize=12, fontWeight="bold", dy=-8, lineBreak="\n",
        color=charts.INK,
    ).encode(x=alt.value(alt.ExprRef("width")), y=alt.value(0), text="note:N")  # fmt: skip
    spoken = json.dumps(_spent(found[-1]))
    for each in reversed(found[:-1]):
        spoken = f"budget < {each.budget + step / 2!r} ? {json.dumps(_spent(each))} : ({spoken})"
    said = (f"{_spent(each)}." for each in found)
    now = charts.said("{now}", now=spoken)
    return alt.layer(bars, spent).add_params(slider, now).properties(
        height=alt.Step(28), **charts.story(told, *said)
    )  # fmt: skip


def _spent(each: Portfolio) -> str:
    return say(
        "portfolio-at", budget=each.budget, n=len(each.chosen), points=each.pays,
        money=each.money, days=each.days_used,
    )  # fmt: skip


def roadmap(found: Roadmap) -> alt.LayerChart | Table:
    """Which case is worked on in which week, on one line each; or that nothing is planned."""
    if not found.stages:
        return note(say("weeks-chart-empty"))
    names = [stage.name for stage in found.stages]
    frame = pd.DataFrame(
        {
            "case": names,
            "from": [stage.start_week - 0.5 for stage in found.stages],
            "to": [stage.end_week + 0.5 for stage in found.stages],
            "when": [_when(stage) for stage in found.stages],
            "owner": [stage.owner for stage in found.stages],
            "days": [stage.person_days for stage in found.stages],
        }
    )
    weeks = found.weeks
    told = say.parts(
        "weeks-chart", n=len(names), weeks=weeks, fullest=max(load(found)),
        capacity=_plain(found.people * 5), people=_plain(found.people),
    )  # fmt: skip
    ends = [0.5, weeks + 0.5]
    return charts.spans(
        frame, label="case", start="from", end="to", words=say.parts("tip") | told, domain=ends,
        axis=charts.axis(".0f", ends, 10), cornerRadius=2,
        columns={"case": "text", "when": "text", "owner": "text", "days": "days"},
        over=[_owner(names, weeks, before=before) for before in (False, True)],
        description=" ".join(f"{stage.name}: {_when(stage)}." for stage in found.stages),
    )  # fmt: skip


def _owner(names: list[str], weeks: int, *, before: bool) -> alt.Chart:
    """The owner's name beside the bar, on the side with more room, cut off where that ends."""
    behind, ahead = f"{weeks} + 0.5 - datum.to", "datum.from - 0.5"
    room = ahead if before else behind
    kept = f"{ahead} > {behind}" if before else f"{ahead} <= {behind}"
    text = (
        alt.Chart()
        .transform_filter(f"({kept}) && {room} > {0.12 * weeks!r}")
        .mark_text(
            align="right" if before else "left",
            dx=-6 if before else 6,
            color=charts.INK,
            limit=alt.ExprRef(f"max(1, ({room}) / {weeks} * width - 8)"),
        )
    )
    return text.encode(
        x=alt.X("from:Q" if before else "to:Q", title=say("weeks-chart.axis")),
        y=alt.Y("case:N", sort=names, title=None), text="owner:N",
    )  # fmt: skip


def _plain(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def _when(stage: Stage) -> str:
    return say(
        "stage-when", start=stage.start_week, end=stage.end_week, first=stage.starts_on,
        last=stage.ends_on,
    )  # fmt: skip
