"""Charts of the use cases; sliders work without a kernel, since Vega does the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.language import number
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
    told = say.parts("priority", name=first.case.name, score=first.score, cases=cases)
    order = alt.EncodingSortField(field="score", op="max", order="descending")
    y = alt.Y("case:N", sort=order, title=None, axis=alt.Axis(labelLimit=260))
    scale = alt.Scale(domain=[1, 5], zero=False)
    x = alt.X("score:Q", title=told["axis"], scale=scale, axis=alt.Axis(tickCount=5, format=".0f"))
    tip = [
        alt.Tooltip("case:N", title=say("tip.case")),
        alt.Tooltip("priority:Q", title=say("tip.given"), format=".2f"),
        *(alt.Tooltip(f"{n}:Q", title=say(f"criterion.{n}"), format=".1f") for n in CRITERIA),
    ]
    base = alt.Chart().encode(y=y, tooltip=tip)
    span = base.mark_rule(strokeWidth=2, color=charts.INK, opacity=0.5).encode(
        x=alt.X("score_low:Q", title=told["axis"], scale=scale), x2="score_high:Q"
    )
    dot = base.mark_point(filled=True, size=110, opacity=1).encode(x=x)
    label = base.mark_text(align="left", dx=9, dy=-8, color=charts.INK).encode(
        x=x, text=alt.Text("score:Q", format=".2f")
    )
    return (
        alt.layer(span, dot, label, data=frame)
        .transform_calculate(
            score=_weighted("mid"), score_low=_weighted("low"), score_high=_weighted("high")
        )
        .add_params(*_sliders(p))
        .properties(
            title=alt.TitleParams(told["title"], subtitle=told["subtitle"]),
            height=alt.Step(30),
            description=told["description"],
        )
    )


def _row(each: Ranked) -> dict[str, object]:
    row: dict[str, object] = {"case": each.case.name, "priority": each.score}
    for name in CRITERIA:
        points = each.points(name)
        row |= {name: points.mid, f"{name}_low": points.low, f"{name}_high": points.high}
    return row


def _sliders(p: Params) -> list[alt.Parameter]:
    return [
        alt.param(
            name=f"w_{name}",
            value=weight,
            bind=alt.binding_range(min=0, max=1, step=0.01, name=say(f"criterion.{name}")),
        )
        for name, weight in zip(CRITERIA, p.weights.values(), strict=True)
    ]


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
    kept = drawn.within(first, 1)
    told = say.parts("places", name=first.case.name, kept=kept, n=drawn.draws)
    x = alt.X("place:N", sort=[number(i + 1) for i in range(shown)], title=say("tip.place"),
              axis=alt.Axis(orient="top", labelAngle=0))  # fmt: skip
    y = alt.Y("case:N", sort=names, title=None, axis=alt.Axis(labelLimit=260))
    tip = [
        alt.Tooltip("case:N", title=say("tip.case")),
        alt.Tooltip("place:N", title=say("tip.place")),
        alt.Tooltip("share:Q", title=say("tip.share"), format=".0%"),
    ]
    base = alt.Chart().encode(x=x, y=y, tooltip=tip)
    fill = alt.Color(
        "share:Q", scale=alt.Scale(range=["#f1f1ee", *charts.RAMP], domain=[0, 0.3], clamp=True,
                                   interpolate="rgb"), legend=None,
    )  # fmt: skip
    ink = alt.condition("datum.share > 0.15", alt.value("#ffffff"), alt.value("#14202b"))
    return alt.layer(
        base.mark_rect(cornerRadius=2).encode(color=fill),
        base.transform_filter("datum.share >= 0.05")
        .mark_text(fontSize=11)
        .encode(text=alt.Text("share:Q", format=".0%"), color=ink),
        data=frame,
    ).properties(
        title=alt.TitleParams(told["title"], subtitle=told["subtitle"]),
        width=alt.Step(38),
        height=alt.Step(30),
        description=f"{told['title']}. {told['subtitle']}",
    )


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
    y = alt.Y("impact:Q", title=told["up"],
              axis=alt.Axis(format=".1f", tickCount=6),
              scale=alt.Scale(zero=False, padding=18))  # fmt: skip
    tip = [
        alt.Tooltip("case:N", title=say("tip.case")),
        alt.Tooltip("place:N", title=say("tip.place")),
        alt.Tooltip("impact:Q", title=told["up"], format=".1f"),
        alt.Tooltip("days:Q", title=say("tip.days"), format=",.0f"),
        alt.Tooltip("money:Q", title=say("tip.cost"), format=d3.number_format("money")),
        alt.Tooltip("feasibility:Q", title=say("criterion.feasibility"), format=".1f"),
    ]
    medians = alt.Chart(pd.DataFrame({"days": [effort], "impact": [middle]}))
    dashed = medians.mark_rule(strokeDash=[5, 4], color=charts.INK, opacity=0.45)
    return alt.layer(
        dashed.encode(x=x),
        dashed.encode(y=y),
        alt.Chart().mark_point(filled=True, size=110, opacity=1).encode(x=x, y=y, tooltip=tip),
        *(
            alt.Chart(spots[below == under])
            .mark_text(fontSize=12, fontWeight="bold", dy=15 if under else -13, color=charts.INK)
            .encode(x=x, y=y, text="place:N")
            for under in (False, True)
        ),
        data=frame,
    ).properties(
        title=alt.TitleParams(told["title"], subtitle=told["subtitle"]),
        height=360,
        description=f"{told['title']}. {told['subtitle']}",
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
    slider = alt.param(
        name="budget",
        value=start,
        bind=alt.binding_range(min=0, max=budgets[-1], step=step, name=say("tip.budget")),
    )
    near = f"abs(datum.budget - budget) < {step / 2!r}"
    form = d3.number_format("money")
    states = [told["rest"], told["chosen"]]
    y = alt.Y("case:N", sort=names, title=None, axis=alt.Axis(labelLimit=260))
    x = alt.X("cost:Q", title=told["axis"],
              axis=alt.Axis(format=form, tickCount=alt.ExprRef("ceil(width / 110)")))  # fmt: skip
    colour = alt.Color("state:N", title=None, legend=alt.Legend(orient="bottom"),
                       scale=alt.Scale(domain=states, range=[REST, charts.PALETTE[0]]))  # fmt: skip
    tip = [
        alt.Tooltip("budget:Q", title=say("tip.budget"), format=form),
        alt.Tooltip("case:N", title=say("tip.case")),
        alt.Tooltip("cost:Q", title=say("tip.cost"), format=form),
        alt.Tooltip("state:N", title=say("tip.state")),
    ]
    bars = (
        alt.Chart(pd.DataFrame(rows))
        .transform_filter(near)
        .mark_bar(height={"band": 0.65})
        .encode(y=y, x=x, color=colour, opacity=alt.condition(
            f"datum.state === {states[1]!r}", alt.value(1), alt.value(0.35)), tooltip=tip)
    )  # fmt: skip
    spent = (
        alt.Chart(notes)
        .transform_filter(near)
        .mark_text(align="right", baseline="bottom", fontSize=12, fontWeight="bold", dy=-8,
                   lineBreak="\n", color=charts.INK)
        .encode(x=alt.value(alt.ExprRef("width")), y=alt.value(0), text="note:N")
    )  # fmt: skip
    return (
        alt.layer(bars, spent)
        .add_params(slider)
        .properties(
            title=alt.TitleParams(told["title"], subtitle=told["subtitle"]),
            height=alt.Step(28),
            description=f"{told['title']}. " + " ".join(f"{_spent(each)}." for each in found),
        )
    )


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
    scale = alt.Scale(domain=[0.5, weeks + 0.5], nice=False)
    y = alt.Y("case:N", sort=names, title=None, axis=alt.Axis(labelLimit=260))
    tip = [
        alt.Tooltip("case:N", title=say("tip.case")),
        alt.Tooltip("when:N", title=say("tip.when")),
        alt.Tooltip("owner:N", title=say("tip.owner")),
        alt.Tooltip("days:Q", title=say("tip.days"), format=",.0f"),
    ]
    base = alt.Chart().encode(y=y, tooltip=tip)
    across = alt.X("from:Q", title=told["axis"], scale=scale,
                   axis=alt.Axis(format=".0f", tickMinStep=1, tickCount=10))  # fmt: skip
    bar = base.mark_bar(height={"band": 0.6}, opacity=0.85, cornerRadius=2).encode(
        x=across, x2="to:Q"
    )
    owner = [_owner(base, scale, weeks, before=before) for before in (False, True)]
    return alt.layer(bar, *owner, data=frame).properties(
        title=alt.TitleParams(told["title"], subtitle=told["subtitle"]),
        height=alt.Step(30),
        description=f"{told['title']}. "
        + " ".join(f"{stage.name}: {_when(stage)}." for stage in found.stages),
    )


def _owner(base: alt.Chart, scale: alt.Scale, weeks: int, *, before: bool) -> alt.Chart:
    """The owner's name beside the bar, on the side with more room, cut off where that ends."""
    behind, ahead = f"{weeks} + 0.5 - datum.to", "datum.from - 0.5"
    room = ahead if before else behind
    kept = f"{ahead} > {behind}" if before else f"{ahead} <= {behind}"
    text = base.transform_filter(f"({kept}) && {room} > {0.12 * weeks!r}").mark_text(
        align="right" if before else "left",
        dx=-6 if before else 6,
        color=charts.INK,
        limit=alt.ExprRef(f"max(1, ({room}) / {weeks} * width - 8)"),
    )
    at = alt.X("from:Q" if before else "to:Q", scale=scale, title=say("weeks-chart.axis"))
    return text.encode(x=at, text="owner:N")


def _plain(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def _when(stage: Stage) -> str:
    return say(
        "stage-when", start=stage.start_week, end=stage.end_week, first=stage.starts_on,
        last=stage.ends_on,
    )  # fmt: skip
