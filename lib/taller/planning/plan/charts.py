"""What the plan shows: who does what when, when it ends, what it costs and brings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.language import listing, money, number, span
from taller.planning.plan import words
from taller.planning.plan.evaluation.risks import CHANCES, COSTS
from taller.planning.plan.messages import say
from taller.planning.plan.model.budget import PHASES
from taller.planning.plan.model.resources import full_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.planning.plan.evaluation.risks import Listed
    from taller.planning.plan.model.money import Money
    from taller.planning.plan.model.schedule import Schedule

MOST_ROLES = len(charts.PALETTE)
MOST_DRIVERS = 10
STOPS = 60  # days at which the curve is drawn


def gantt(made: Schedule) -> alt.LayerChart:
    """Each use case's tasks on a line of its own, every other task on its own; pale: may slip."""
    told = say.parts(
        "gantt", n=len(made.tasks), critical=sum(t.critical for t in made.tasks),
        end=made.ends_on, longest=_longest(made),
    )  # fmt: skip
    tasks = sorted(made.tasks, key=lambda t: (t.starts_on, t.ends_on))
    state = {True: told["critical"], False: told["slack"]}
    frame = pd.DataFrame({
        "line": words.lines(tasks),
        "task": [t.name for t in tasks],
        "from": [_moment(t.starts_on) for t in tasks],
        "_to": [_moment(t.ends_on + dt.timedelta(days=1)) for t in tasks],
        "last": [_moment(t.ends_on) for t in tasks],
        "who": [made.work.person(t.owner).name for t in tasks],
        "phase": [say(f"phase.{t.phase}") for t in tasks],
        "state": [told["done"] if t.done_on else state[t.critical] for t in tasks],
    })  # fmt: skip
    kinds = {told["critical"]: 1.0, told["slack"]: 0.45, told["done"]: 0.15}
    kinds = {name: kinds[name] for name in kinds if name in set(frame["state"])}
    phases = {say(f"phase.{ph}"): c for ph, c in zip(PHASES, charts.PALETTE, strict=False)}
    bar = alt.Chart(frame).mark_bar(height={"band": 0.62}, cornerRadius=2).encode(
        x=alt.X("from:T", title=None, axis=_months(frame["from"].min(), frame["_to"].max())),
        x2="_to:T",
        y=alt.Y("line:N", sort=list(dict.fromkeys(frame["line"])), title=None,
                axis=alt.Axis(labelLimit=250)),
        color=_colours("phase", phases),
        opacity=alt.Opacity("state:N", legend=None,
                            scale=alt.Scale(domain=list(kinds), range=list(kinds.values()))),
        tooltip=[alt.Tooltip("task:N", title=told["task"]),
                 alt.Tooltip("phase:N", title=told["phase"]),
                 alt.Tooltip("from:T", title=told["first"], format="%d %b %Y"),
                 alt.Tooltip("last:T", title=told["last"], format="%d %b %Y"),
                 alt.Tooltip("who:N", title=told["who"]),
                 alt.Tooltip("state:N", title=told["state"])],
    )  # fmt: skip
    return alt.layer(bar, *_days(made, told)).properties(
        height=alt.Step(27), **_story(told, told["alt"])
    )


def _days(made: Schedule, told: dict[str, str]) -> list[alt.Chart]:
    """Today, where the project is under way."""
    if not (as_of := made.work.as_of):
        return []
    frame = pd.DataFrame({"_from": [_moment(as_of)], "said": [told["now"]]})
    rule = alt.Chart(frame).mark_rule(strokeDash=[5, 4], color=charts.INK)
    return [rule.encode(x="_from:T", tooltip=alt.Tooltip("said:N", title=told["state"]))]


def _longest(made: Schedule) -> str:
    """The task that the end waits for longest."""
    binding = [t for t in made.tasks if t.critical] or list(made.tasks)
    return max(binding, key=lambda t: t.days).name


def finish(made: Schedule, deadlines: Sequence[tuple[dt.date, float]]) -> alt.LayerChart:
    """How many of the simulated schedules are done by each day."""
    first = made.time.ends_on(float(made.simulation.ends.min())) - dt.timedelta(days=3)
    last = made.time.ends_on(float(made.simulation.ends.max()))
    span = max((last - first).days, 1)
    days = sorted({first + dt.timedelta(days=round(span * i / STOPS)) for i in range(STOPS + 1)})
    found, (low, _given, high) = made.chances(days), made.correlations
    told = say.parts(
        "finish", likely=made.ends_on, share=words.share(made.done_by(made.ends_on)),
        late=made.end(0.8), low=number(low, 1), high=number(high, 1),
    )  # fmt: skip
    frame = found.assign(date=[_moment(day) for day in found["date"]])
    x = alt.X("date:T", title=None, axis=_months(frame["date"].min(), frame["date"].max()))
    scale = alt.Scale(domain=[0, 1])
    y = alt.Y("middle:Q", title=told["axis"], scale=scale, axis=alt.Axis(format=".0%", tickCount=5))
    tip = [alt.Tooltip("date:T", title=told["day"], format="%d %b %Y"),
           alt.Tooltip("middle:Q", title=told["axis"], format=".0%"),
           alt.Tooltip("low:Q", title=told["least"], format=".0%"),
           alt.Tooltip("high:Q", title=told["most"], format=".0%")]  # fmt: skip
    base = alt.Chart(frame)
    band = base.mark_area(fillOpacity=0.2, line=False).encode(
        x=x, y=alt.Y("low:Q", title=told["axis"], scale=scale), y2="high:Q"
    )
    curve = base.mark_line(strokeWidth=2.4).encode(x=x, y=y, tooltip=tip)
    marks = [(made.ends_on, told["end"]), *((day, told["deadline"]) for day, _share in deadlines)]
    return alt.layer(band, curve, *_marks(marks)).properties(
        height=260, **_story(told, told["subtitle"])
    )


def _marks(marks: Sequence[tuple[dt.date, str]]) -> list[alt.Chart]:
    frame = pd.DataFrame({
        "date": [_moment(day) for day, _said in marks], "said": [said for _day, said in marks],
        "_row": [i * 15 + 2 for i in range(len(marks))],
    })  # fmt: skip
    at = alt.Chart(frame).encode(x="date:T")
    text = at.mark_text(align="right", baseline="top", dx=-5, color=charts.INK)
    return [
        at.mark_rule(strokeDash=[5, 4], color=charts.INK, opacity=0.8),
        text.encode(text="said:N", y=alt.Y("_row:Q", scale=None, axis=None)),
    ]


def people(made: Schedule) -> alt.Chart:
    """Full-time people by week, stacked by role."""
    frame = full_time(made)
    total = frame.groupby("role")["people"].sum().sort_values(ascending=False, kind="stable")
    kept = list(total.index[: MOST_ROLES - 1] if len(total) > MOST_ROLES else total.index)
    rest = say("people-chart.rest")
    frame["role"] = [role if role in kept else rest for role in frame["role"]]
    frame = frame.groupby(["week", "role"], as_index=False)["people"].sum()
    weeks = frame.groupby("week")["people"].sum()
    told = say.parts("people-chart", most=float(weeks.max()), week=weeks.idxmax())
    names = [*kept, rest] if rest in set(frame["role"]) else kept
    frame["week"] = [_moment(day) for day in frame["week"]]
    return alt.Chart(frame).mark_bar(opacity=0.9, size=_wide(len(weeks))).encode(
        x=alt.X("week:T", title=None, timeUnit="yearmonthdate",
                axis=_months(frame["week"].min(), frame["week"].max()), bandPosition=0),
        y=alt.Y("people:Q", title=told["axis"], stack="zero",
                axis=alt.Axis(format=".1f", tickCount=5)),
        color=_colours("role", dict(zip(names, charts.PALETTE, strict=False))),
        tooltip=[alt.Tooltip("week:T", title=told["week"], format="%d %b %Y"),
                 alt.Tooltip("role:N", title=told["role"]),
                 alt.Tooltip("people:Q", title=told["axis"], format=".2f")],
    ).properties(height=220, **_story(told, told["subtitle"]))  # fmt: skip


def cash(found: Money) -> alt.LayerChart:
    """Money so far by month; three sliders move what is brought, used and spent."""
    unit = found.unit_benefits()
    share = found.drivers["adoption"].span.mid
    months = np.arange(1, found.months + 1)
    frame = pd.DataFrame({
        "month": months, "cost": found.middle.costs[0], "benefit": unit,
        "factor": (1 + found.discount) ** (-(months - 1) / 12),
    })  # fmt: skip
    told = say.parts("cash", **words.cash_facts(found))
    sliders = [
        _slider("effect", told["effect"], 100, 300), _slider("use", told["use"], 100 * share, 100),
        _slider("spend", told["spend"], 100, 300),
    ]  # fmt: skip
    value = f"datum.benefit * effect / 100 * use / {100 * share!r} - datum.cost * spend / 100"
    base = (
        alt.Chart(frame)
        .transform_calculate(net=value)
        .transform_calculate(worth="datum.net * datum.factor")
        .transform_window(so_far="sum(net)", sort=[alt.SortField("month")])
        .transform_joinaggregate(npv="sum(worth)")
    )
    form = d3.number_format("money")
    x = alt.X("month:Q", title=told["axis"], axis=alt.Axis(format=".0f", tickMinStep=1),
              scale=alt.Scale(domain=[0.4, found.months + 0.6], nice=False))  # fmt: skip
    y = alt.Y("net:Q", title=told["money"], axis=alt.Axis(format=form, tickCount=6))
    tip = [alt.Tooltip("month:Q", title=told["axis"], format=".0f"),
           alt.Tooltip("cost:Q", title=told["cost"], format=form),
           alt.Tooltip("benefit:Q", title=told["gain"], format=form),
           alt.Tooltip("so_far:Q", title=told["so-far"], format=form)]  # fmt: skip
    bar = base.mark_bar(opacity=0.75, size=_wide(found.months)).encode(
        x=x, y=y, tooltip=tip, color=alt.condition(
            "datum.net < 0", alt.value(charts.PALETTE[1]), alt.value(charts.PALETTE[2])),
    )  # fmt: skip
    line = base.mark_line(strokeWidth=2.4, color=charts.PALETTE[0]).encode(
        x=x, y=alt.Y("so_far:Q", title=told["money"]), tooltip=tip
    )
    said = base.transform_filter("datum.month == 1").transform_calculate(
        said=f"{told['now']!r} + format(datum.npv, {form!r})"
    )
    text = said.mark_text(align="left", baseline="top", fontSize=15, fontWeight=600,
                          color=charts.INK).encode(
        x=alt.value(6), y=alt.value(4), text="said:N")  # fmt: skip
    zero = alt.Chart(pd.DataFrame({"_net": [0.0]})).mark_rule(color=charts.INK, opacity=0.6)
    return (
        alt.layer(zero.encode(y=alt.Y("_net:Q", title=told["money"])), bar, line, text)
        .add_params(*sliders)
        .properties(height=300, **_story(told, told["alt"]))
    )


def _slider(name: str, label: str, value: float, most: float) -> alt.Parameter:
    # Whole percents: the page writes a slider's value with a decimal point in any language.
    bind = alt.binding_range(min=0, max=most, step=1, name=label)
    return alt.param(name=name, value=round(value), bind=bind)


def tornado(found: Money) -> alt.LayerChart | None:
    """What each assumption alone does to what the plan is worth, the widest first."""
    moved = found.moved().head(MOST_DRIVERS)
    if not found.valued or moved.empty:
        return None
    base = float(found.worth(found.middle)[0])
    names = words.unlike([words.driver(found.drivers[key]) for key in moved["key"]])
    first = found.drivers[moved["key"][0]]
    turns = [name for name, low, high in zip(names, moved["low"], moved["high"], strict=True)
             if min(low, high) < 0 <= base or max(low, high) > 0 > base]  # fmt: skip
    told = say.parts(
        "tornado", name=names[0], low=words.at(first, first.span.low),
        high=words.at(first, first.span.high), base=words.signed(base), turns=len(turns),
        names=turns or None, at_low=words.signed(moved["low"][0]),
        at_high=words.signed(moved["high"][0]),
    )  # fmt: skip
    rows = []
    for name, row in zip(names, moved.itertuples(), strict=True):
        driver = found.drivers[row.key]
        for end, side in ((row.low, "low"), (row.high, "high")):
            rows.append({"what": name, "_base": base, "value": end, "side": told[side],
                         "at": words.at(driver, getattr(driver.span, side))})  # fmt: skip
    frame, form = pd.DataFrame(rows), d3.number_format("money")
    sides = {told["low"]: charts.PALETTE[1], told["high"]: charts.PALETTE[0]}
    bar = alt.Chart(frame).mark_bar(height={"band": 0.65}, opacity=0.85).encode(
        y=alt.Y("what:N", sort=names, title=None, axis=alt.Axis(labelLimit=270)),
        x=alt.X("_base:Q", title=told["axis"],
                axis=alt.Axis(format=form, tickCount=alt.ExprRef("ceil(width / 110)"))),
        x2="value:Q", color=_colours("side", sides),
        tooltip=[alt.Tooltip("what:N", title=told["what"]),
                 alt.Tooltip("at:N", title=told["at"]),
                 alt.Tooltip("value:Q", title=told["axis"], format=form)],
    )  # fmt: skip
    rule = alt.Chart(pd.DataFrame({"_base": [0.0]})).mark_rule(color=charts.INK, strokeDash=[5, 4])
    ends = zip(names, moved["low"], moved["high"], strict=True)
    said = " ".join(f"{name}: {span(money(low, 0), money(high, 0))}." for name, low, high in ends)
    return alt.layer(bar, rule.encode(x="_base:Q")).properties(
        height=alt.Step(28), **_story(told, said)
    )


def risks(register: Sequence[Listed], planned: float) -> alt.LayerChart | None:
    """How likely and how dear each risk is, by its number in the register."""
    held = [(i, r.chance_band, r.cost_band(planned)) for i, r in enumerate(register, 1)]
    placed = [(i, a, b) for i, a, b in held if a is not None and b is not None]
    if not placed:
        return None
    across = [words.band(COSTS, i) for i in range(len(COSTS) + 1)]
    up = [words.band(CHANCES, i) for i in reversed(range(len(CHANCES) + 1))]
    rows = [
        {"cost": across[b], "chance": up[len(CHANCES) - a], "_weight": a + b,
         "risks": ", ".join(number(i) for i, x, y in placed if (x, y) == (a, b))}
        for a in range(len(CHANCES) + 1) for b in range(len(COSTS) + 1)
    ]  # fmt: skip
    worst = max(placed, key=lambda each: (each[1] + each[2], -each[0]))
    told = say.parts(
        "risk-chart", name=register[worst[0] - 1].name, n=len(placed), all=len(register),
    )  # fmt: skip
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("cost:N", sort=across, title=told["cost"], axis=alt.Axis(labelAngle=0)),
        y=alt.Y("chance:N", sort=up, title=told["chance"]),
        tooltip=[alt.Tooltip("chance:N", title=told["chance"]),
                 alt.Tooltip("cost:N", title=told["cost"]),
                 alt.Tooltip("risks:N", title=told["risks"])],
    )  # fmt: skip
    fill = alt.Color("_weight:Q", legend=None, scale=alt.Scale(range=list(charts.RAMP)))
    ink = alt.condition("datum._weight > 2", alt.value("#ffffff"), alt.value("#14202b"))
    named = listing([f"{i} {register[i - 1].name}" for i, _a, _b in placed])
    return alt.layer(
        base.mark_rect(cornerRadius=2).encode(color=fill),
        base.mark_text(fontSize=14, fontWeight="bold").encode(text="risks:N", color=ink),
    ).properties(height=alt.Step(44), **_story(told, f"{named}."))


def _colours(field: str, kinds: dict[str, str]) -> alt.Color:
    scale = alt.Scale(domain=list(kinds), range=list(kinds.values()))
    return alt.Color(
        f"{field}:N", title=None, scale=scale, legend=alt.Legend(orient="top", columns=3)
    )


def _wide(bars: int) -> alt.ExprRef:
    """As wide as so many bars beside each other leave room for."""
    return alt.ExprRef(f"max(2, 0.8 * width / {max(bars, 1)})")


def _months(first: pd.Timestamp, last: pd.Timestamp) -> alt.Axis:
    form = "%b %Y" if (last - first).days >= 92 else "%e %b"
    return alt.Axis(format=form, tickCount=6, labelOverlap=True)


def _moment(day: dt.date) -> pd.Timestamp:
    return pd.Timestamp(day)


def _story(told: dict[str, str], more: str) -> dict[str, Any]:
    title = alt.TitleParams(told["title"], subtitle=told["subtitle"])
    return {"title": title, "description": f"{told['title']}. {more}"}
