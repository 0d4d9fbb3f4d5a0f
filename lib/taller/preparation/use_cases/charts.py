"""Charts of the use cases; sliders work without a kernel, since Vega does the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.language import _, date, listing, money, ngettext, number, percent
from taller.preparation.use_cases.features.catalogue import CRITERIA, criterion_label
from taller.preparation.use_cases.findings.advice import means_said
from taller.preparation.use_cases.model.ranking import Ranked
from taller.preparation.use_cases.model.roadmap import load
from taller.preparation.use_cases.tables import note

if TYPE_CHECKING:
    from taller.preparation.use_cases.model.portfolio import Means
    from taller.preparation.use_cases.model.sensitivity import Sensitivity
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
    title = _("“{name}” comes first, with {score} of 5 points").format(
        name=first.case.name, score=number(first.score, 2)
    )
    order = alt.EncodingSortField(field="score", op="max", order="descending")
    y = alt.Y("case:N", sort=order, title=None, axis=alt.Axis(labelLimit=260))
    axis = _("Priority, 1 to 5")
    scale = alt.Scale(domain=[1, 5], zero=False)
    x = alt.X("score:Q", title=axis, scale=scale, axis=alt.Axis(tickCount=5, format=".0f"))
    tip = [
        alt.Tooltip("case:N", title=_("Use case")),
        alt.Tooltip("priority:Q", title=_("Priority at the weights given"), format=".2f"),
        *(alt.Tooltip(f"{n}:Q", title=criterion_label(n), format=".1f") for n in CRITERIA),
    ]
    base = alt.Chart().encode(y=y, tooltip=tip)
    span = base.mark_rule(strokeWidth=2, color=charts.INK, opacity=0.5).encode(
        x=alt.X("score_low:Q", title=axis, scale=scale), x2="score_high:Q"
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
            title=alt.TitleParams(
                title,
                subtitle=_(
                    "The line goes from all scores at their lowest to all at their highest. Move "
                    "a weight: the others keep their proportions, and the order follows."
                ),
            ),
            height=alt.Step(30),
            description=f"{title}. "
            + _("In order: {cases}.").format(
                cases="; ".join(f"{e.rank} {e.case.name} {number(e.score, 2)}" for e in ranking)
            ),
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
            bind=alt.binding_range(min=0, max=1, step=0.01, name=criterion_label(name)),
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
    title = _("“{name}” keeps first place in {share} of the settings tried").format(
        name=first.case.name, share=percent(drawn.within(first, 1), 0)
    )
    subtitle = _("Share of {n} draws in which a case takes a place: a sensitivity.").format(
        n=number(drawn.draws)
    )
    x = alt.X("place:N", sort=[number(i + 1) for i in range(shown)], title=_("Place"),
              axis=alt.Axis(orient="top", labelAngle=0))  # fmt: skip
    y = alt.Y("case:N", sort=names, title=None, axis=alt.Axis(labelLimit=260))
    tip = [
        alt.Tooltip("case:N", title=_("Use case")),
        alt.Tooltip("place:N", title=_("Place")),
        alt.Tooltip("share:Q", title=_("Share of draws"), format=".0%"),
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
        title=alt.TitleParams(title, subtitle=subtitle),
        width=alt.Step(38),
        height=alt.Step(30),
        description=f"{title}. {subtitle}",
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
    title = _("Much impact for little work: {cases}").format(cases=listing(list(quick["case"])[:3]))
    if quick.empty:
        title = _("No case has much impact for little work")
    note = _("Numbers are places in the ranking; dashed: the medians.")
    span = [max(frame["days"].min(), 1) / 1.25, max(frame["days"].max(), 1) * 1.25]
    x = alt.X("days:Q", title=_("Person-days of the client's own people (logarithmic)"),
              scale=alt.Scale(type="log", domain=span, nice=False),
              axis=alt.Axis(values=[2, 5, 10, 20, 50, 100, 200, 500], format=",.0f"))  # fmt: skip
    y = alt.Y("impact:Q", title=_("Expected impact (points)"),
              axis=alt.Axis(format=".1f", tickCount=6),
              scale=alt.Scale(zero=False, padding=18))  # fmt: skip
    tip = [
        alt.Tooltip("case:N", title=_("Use case")),
        alt.Tooltip("place:N", title=_("Place")),
        alt.Tooltip("impact:Q", title=_("Expected impact (points)"), format=".1f"),
        alt.Tooltip("days:Q", title=_("Person-days"), format=",.0f"),
        alt.Tooltip("money:Q", title=_("Cost"), format=d3.number_format("money")),
        alt.Tooltip("feasibility:Q", title=criterion_label("feasibility"), format=".1f"),
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
        title=alt.TitleParams(title, subtitle=note), height=360, description=f"{title}. {note}"
    )


def _crowded(spots: pd.DataFrame) -> pd.Series:
    """Whether another spot stands where a spot's label would: just above it."""
    across = np.log(spots["days"].clip(lower=1)).to_numpy()
    up = spots["impact"].to_numpy(dtype=float)
    wide, high = max(np.ptp(across), 1e-9), max(np.ptp(up), 1e-9)
    beside = abs(across[:, None] - across) / wide < 0.06
    above = ((up - up[:, None]) / high > 1e-9) & ((up - up[:, None]) / high < 0.12)
    return pd.Series((beside & above).any(axis=1), index=spots.index)


def portfolio(
    ranking: Sequence[Ranked], chosen: Portfolio, found: Sequence[Portfolio], have: Means
) -> alt.LayerChart:
    """What each budget would buy; a slider over budgets that were worked out beforehand."""
    budgets = [each.budget for each in found]
    step = budgets[1] - budgets[0]
    start = min(budgets, key=lambda b: abs(b - chosen.budget))
    names = [each.case.name for each in ranking]
    rows = [
        {
            "budget": each.budget,
            "case": case.case.name,
            "cost": case.case.money.mid,
            "state": _("chosen") if case.case.key in each.chosen else _("not chosen"),
        }
        for each in found
        for case in ranking
    ]
    # On two lines, so that a phone has room for it.
    notes = pd.DataFrame(
        [{"budget": each.budget, "note": _spent(each).replace("; ", "\n")} for each in found]
    )
    budget, days = means_said(have)
    title = _("With {budget}, {n} of {all} cases can be taken on").format(
        budget=budget, n=number(len(chosen.chosen)), all=number(len(ranking))
    )
    slider = alt.param(
        name="budget",
        value=start,
        bind=alt.binding_range(min=0, max=budgets[-1], step=step, name=_("Budget")),
    )
    near = f"abs(datum.budget - budget) < {step / 2!r}"
    form = d3.number_format("money")
    states = [_("not chosen"), _("chosen")]
    y = alt.Y("case:N", sort=names, title=None, axis=alt.Axis(labelLimit=260))
    x = alt.X("cost:Q", title=_("Cost (middle of the range)"),
              axis=alt.Axis(format=form, tickCount=alt.ExprRef("ceil(width / 110)")))  # fmt: skip
    colour = alt.Color("state:N", title=None, legend=alt.Legend(orient="bottom"),
                       scale=alt.Scale(domain=states, range=[REST, charts.PALETTE[0]]))  # fmt: skip
    tip = [
        alt.Tooltip("budget:Q", title=_("Budget"), format=form),
        alt.Tooltip("case:N", title=_("Use case")),
        alt.Tooltip("cost:Q", title=_("Cost"), format=form),
        alt.Tooltip("state:N", title=_("In the portfolio")),
    ]
    bars = (
        alt.Chart(pd.DataFrame(rows))
        .transform_filter(near)
        .mark_bar(height={"band": 0.65})
        .encode(y=y, x=x, color=colour, opacity=alt.condition(
            f"datum.state === {states[1]!r}", alt.value(1), alt.value(0.35)), tooltip=tip)
    )  # fmt: skip
    said = (
        alt.Chart(notes)
        .transform_filter(near)
        .mark_text(align="right", baseline="bottom", fontSize=12, fontWeight="bold", dy=-8,
                   lineBreak="\n", color=charts.INK)
        .encode(x=alt.value(alt.ExprRef("width")), y=alt.value(0), text="note:N")
    )  # fmt: skip
    return (
        alt.layer(bars, said)
        .add_params(slider)
        .properties(
            title=alt.TitleParams(
                title,
                subtitle=_(
                    "Move the budget: the choice was worked out beforehand for {n} budgets, with "
                    "{days} each time, every case at the middle of its ranges."
                ).format(n=number(len(found)), days=days),
            ),
            height=alt.Step(28),
            description=f"{title}. " + " ".join(f"{_spent(each)}." for each in found),
        )
    )


def _spent(each: Portfolio) -> str:
    n = len(each.chosen)
    return ngettext(
        "{budget}: {n} case, {points} points; spent: {money}, {days} person-days",
        "{budget}: {n} cases, {points} points; spent: {money}, {days} person-days",
        n,
    ).format(
        budget=money(each.budget, 0), n=number(n), money=money(each.money, 0),
        days=number(each.days_used), points=number(each.pays, 1),
    )  # fmt: skip


def roadmap(found: Roadmap) -> alt.LayerChart | Table:
    """Which case is worked on in which week, on one line each; or that nothing is planned."""
    if not found.stages:
        return note(_("Nothing is planned: no case fits within the means."))
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
    weeks, fullest = found.weeks, max(load(found))
    title = ngettext(
        "If it takes its middle time, {n} case runs after {weeks} weeks",
        "If each takes its middle time, {n} cases run after {weeks} weeks",
        len(names),
    ).format(n=number(len(names)), weeks=number(weeks))
    subtitle = _(
        "In the fullest week {fullest} of {capacity} person-days are taken (people: {people})."
    ).format(
        fullest=number(fullest, 1), capacity=_plain(found.people * 5),
        people=_plain(found.people),
    )  # fmt: skip
    scale = alt.Scale(domain=[0.5, weeks + 0.5], nice=False)
    y = alt.Y("case:N", sort=names, title=None, axis=alt.Axis(labelLimit=260))
    tip = [
        alt.Tooltip("case:N", title=_("Use case")),
        alt.Tooltip("when:N", title=_("When")),
        alt.Tooltip("owner:N", title=_("Owner")),
        alt.Tooltip("days:Q", title=_("Person-days"), format=",.0f"),
    ]
    base = alt.Chart().encode(y=y, tooltip=tip)
    across = alt.X("from:Q", title=_("Week"), scale=scale,
                   axis=alt.Axis(format=".0f", tickMinStep=1, tickCount=10))  # fmt: skip
    bar = base.mark_bar(height={"band": 0.6}, opacity=0.85, cornerRadius=2).encode(
        x=across, x2="to:Q"
    )
    owner = [_owner(base, scale, weeks, before=before) for before in (False, True)]
    return alt.layer(bar, *owner, data=frame).properties(
        title=alt.TitleParams(title, subtitle=subtitle),
        height=alt.Step(30),
        description=f"{title}. "
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
    at = alt.X("from:Q" if before else "to:Q", scale=scale, title=_("Week"))
    return text.encode(x=at, text="owner:N")


def _plain(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def _when(stage: Stage) -> str:
    weeks = _("weeks {start} to {end}").format(
        start=number(stage.start_week), end=number(stage.end_week)
    )
    if stage.starts_on is None:
        return weeks
    return f"{weeks} ({date(stage.starts_on)} – {date(stage.ends_on)})"
