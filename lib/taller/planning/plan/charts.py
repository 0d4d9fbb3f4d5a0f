"""What the plan shows: who does what when, when it ends, what it costs and brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.language import listing, money, number, quoted, span
from taller.planning.plan import words
from taller.planning.plan.evaluation.risks import CHANCES, COSTS
from taller.planning.plan.messages import say
from taller.planning.plan.model import finance
from taller.planning.plan.model.budget import PHASES
from taller.planning.plan.model.resources import full_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.planning.plan.evaluation.risks import Listed
    from taller.planning.plan.model.money import Money
    from taller.planning.plan.model.schedule import Schedule

MOST_ROLES = len(charts.PALETTE)
MOST_DRIVERS = 10
WHOLE: dict[str, Any] = {"labelOverlap": True, "labelBound": 12}  # no label is cut off
COLUMNS = 3  # of a legend; a page on a phone has one
STOPS = 60  # days at which the curve is drawn


def gantt(made: Schedule) -> alt.LayerChart:
    """Each use case's tasks on a line of its own, every other task on its own; pale: may slip."""
    tasks = sorted(made.tasks, key=lambda t: (t.starts_on, t.ends_on))
    binding = [t for t in tasks if t.critical] or tasks
    told = say.parts("gantt", n=len(tasks), critical=sum(t.critical for t in tasks),
                     done=sum(t.done_on is not None for t in tasks), end=made.ends_on,
                     longest=max(binding, key=lambda t: t.days).name)  # fmt: skip
    states = {told["critical"]: 1.0, told["slack"]: 0.45, told["done"]: 0.15}
    names = dict(zip((t.key for t in tasks), words.unlike([t.name for t in tasks]), strict=True))
    frame = pd.DataFrame({
        "_line": [t.name.rpartition(": ")[2] if t.case else names[t.key] for t in tasks],
        "task": [t.name for t in tasks],
        "first": _moments(t.starts_on for t in tasks),
        "_to": _moments(t.ends_on + dt.timedelta(days=1) for t in tasks),
        "last": _moments(t.ends_on for t in tasks),
        "who": [made.work.person(t.owner).name for t in tasks],
        "phase": [say(f"phase.{t.phase}") for t in tasks],
        "state": [told["done" if t.done_on else "critical" if t.critical else "slack"]
                  for t in tasks],
    })  # fmt: skip
    phases = {say(f"phase.{ph}"): c for ph, c in zip(PHASES, charts.PALETTE, strict=False)}
    pale = alt.Scale(domain=list(states), range=list(states.values()))
    return charts.spans(
        frame, label="_line", start="first", end="_to", words=told,
        axis=charts.months(pd.concat([frame["first"], frame["_to"]]), **WHOLE),
        columns={"task": "text", "phase": "text", "first": "date", "last": "date", "who": "text",
                 "state": "text"},
        shown_by={"color": _colours("phase", phases),
                  "opacity": alt.Opacity("state:N", legend=None, scale=pale)},
        over=[charts.mark_at(made.work.as_of)] if made.work.as_of else [],
        row=27, cornerRadius=2,
    ).configure_legend(columns=COLUMNS)  # fmt: skip


def finish(made: Schedule, deadlines: Sequence[tuple[dt.date, float]]) -> alt.LayerChart:
    """How many of the simulated schedules are done by each day."""
    first = made.time.ends_on(float(made.simulation.ends.min())) - dt.timedelta(days=3)
    span = max((made.time.ends_on(float(made.simulation.ends.max())) - first).days, 1)
    days = sorted({first + dt.timedelta(days=round(span * i / STOPS)) for i in range(STOPS + 1)})
    low, _given, high = made.correlations
    told = say.parts(
        "finish", likely=made.ends_on, share=words.share(made.done_by(made.ends_on)),
        late=made.end(0.8), low=number(low, 1), high=number(high, 1),
    )  # fmt: skip
    found = made.chances(days)
    curve = charts.line(
        found.assign(date=_moments(days)), x="date", y="middle", low="low", high="high",
        unit="share", title=told["title"], subtitle=told["subtitle"], x_axis=told["day"],
        y_axis=told["axis"], points=False, zero=True, band=(told["least"], told["most"]),
        description=f"{told['title']}. {told['subtitle']}",
    )  # fmt: skip
    said = [(made.ends_on, told["end"]), *((day, told["deadline"]) for day, _share in deadlines)]
    curve.layer += _named_days(said, days)
    return curve.properties(height=260)


def _named_days(said: Sequence[tuple[dt.date, str]], days: Sequence[dt.date]) -> list[alt.Chart]:
    """Lines at days, with what they are: words run inwards, not over the labels of an axis."""
    marks = pd.DataFrame({"date": _moments(day for day, _said in said),
                          "said": [text for _day, text in said],
                          "_row": [i * 15 + 2 for i in range(len(said))]})  # fmt: skip
    rule = alt.Chart(marks).mark_rule(strokeDash=[5, 4], color=charts.INK, opacity=0.8)
    row, last = alt.Y("_row:Q", scale=None, axis=None), max(*days, *(day for day, _said in said))
    early = marks["date"] < pd.Timestamp(days[0] + (last - days[0]) / 2)
    layers = [rule.encode(x="date:T")]
    for align, dx, part in (("left", 5, marks[early]), ("right", -5, marks[~early])):
        if len(part):
            text = alt.Chart(part).mark_text(align=align, baseline="top", dx=dx, color=charts.INK)
            layers.append(text.encode(x="date:T", text="said:N", y=row))
    return layers


def people(made: Schedule) -> alt.Chart:
    """Full-time people by week, stacked by role."""
    frame = full_time(made)
    total = frame.groupby("role")["people"].sum().sort_values(ascending=False, kind="stable")
    kept = list(total.index[: MOST_ROLES - 1] if len(total) > MOST_ROLES else total.index)
    rest = say("people-chart.rest")
    frame["role"] = [role if role in kept else rest for role in frame["role"]]
    frame = frame.groupby(["week", "role"], as_index=False)["people"].sum()
    weeks = frame.groupby("week")["people"].sum().round(6)  # whatever the order of its roles
    most = weeks.round(1)  # as the title writes it
    told = say.parts("people-chart", most=float(most.max()), week=most.idxmax(),
                     n=int((most == most.max()).sum()))  # fmt: skip
    names = [*kept, rest] if rest in set(frame["role"]) else kept
    frame["week"] = _moments(frame["week"])
    read = {"week": "date", "role": "text", "people": ".2f"}
    return alt.Chart(frame).mark_bar(opacity=0.9, size=_wide(len(weeks))).encode(
        x=alt.X("week:T", title=None, timeUnit="yearmonthdate", bandPosition=0,
                axis=charts.months(frame["week"], **WHOLE)),
        y=alt.Y("people:Q", title=told["people"], stack="zero",
                axis=charts.axis(".1f", weeks, 5, zero=True)),
        color=_colours("role", dict(zip(names, charts.PALETTE, strict=False))),
        tooltip=charts.tips(told, read),
    ).properties(height=220, **charts.story(told)).configure_legend(columns=COLUMNS)  # fmt: skip


def cash(found: Money) -> alt.LayerChart | None:
    """Money so far by month; three sliders move what is brought, used and spent."""
    if not found.valued and found.needed is None:
        return None
    gain, spent = found.unit_benefits(), found.middle.costs[0]
    back = float(finance.payback((gain - spent)[None])[0])
    share = found.drivers["adoption"].span.mid
    months = np.arange(1, found.months + 1)
    frame = pd.DataFrame({"month": months, "cost": spent, "gain": gain})
    told = say.parts(
        "cash", valued=found.valued, months=found.months, discount=found.discount, share=share,
        npv=words.signed(finance.present_value(gain - spent, found.discount)),
        back=int(back) if back <= found.months else 0, needed=found.needed,
        lowest=words.signed(min(0.0, (gain - spent).cumsum().min())),
    )  # fmt: skip
    # Whole percents: the page writes a slider's value with a decimal point in any language.
    sliders = [charts.slider(name, told[name], round(value), most, 1) for name, value, most in
               (("effect", 100, 300), ("use", 100 * share, 100), ("spend", 100, 300))]  # fmt: skip
    value = f"datum.gain * effect / 100 * use / {100 * share!r} - datum.cost * spend / 100"
    base = (
        alt.Chart()
        .transform_calculate(net=value)
        .transform_window(so_far="sum(net)", sort=[alt.SortField("month")])
    )
    form = d3.number_format("money")
    tip = charts.tips(told, {"month": ".0f", "cost": form, "gain": form, "so_far": form})
    x = alt.X("month:Q", title=told["month"], axis=charts.axis("count", months, 12),
              scale=alt.Scale(domain=[0.4, found.months + 0.6], nice=False))  # fmt: skip
    reached = [*(gain - spent), *(gain - spent).cumsum()]
    y = alt.Y("net:Q", title=told["money"], axis=charts.axis("money", reached, 6, zero=True))
    bar = base.mark_bar(opacity=0.75, size=_wide(found.months)).encode(
        x=x, y=y, tooltip=tip, color=alt.condition(
            "datum.net < 0", alt.value(charts.PALETTE[1]), alt.value(charts.PALETTE[2])),
    )  # fmt: skip
    line = base.mark_line(strokeWidth=2.4, color=charts.PALETTE[0]).encode(
        x=x, y=alt.Y("so_far:Q", title=told["money"]), tooltip=tip
    )
    brought, taken = (float(finance.present_value(each, found.discount)) for each in (gain, spent))
    said = charts.said(f"{told['now']}{{npv}}", npv=f"format({brought!r}*effect/100*use/"
                       f"{100 * share!r}-{taken!r}*spend/100,{form!r})")  # fmt: skip
    text = alt.Chart(pd.DataFrame({"_at": [0.0]})).mark_text(
        align="left", baseline="top", fontSize=15, fontWeight=600, color=charts.INK,
        text=alt.ExprRef("said"),
    ).encode(x=alt.value(6), y=alt.value(4))  # fmt: skip
    zero = alt.Chart().mark_rule(color=charts.INK, opacity=0.6)
    layers = (zero.encode(y=alt.YDatum(0, title=told["money"])), bar, line, text)
    return (
        alt.layer(*layers, data=frame)
        .add_params(*sliders, said)
        .properties(height=300, **charts.story(told, told["alt"]))
    )


def tornado(found: Money) -> alt.LayerChart | None:
    """What each assumption alone does to what the plan is worth, the widest first."""
    moved = found.moved().head(MOST_DRIVERS)
    if not found.valued or moved.empty:
        return None
    base, drivers = float(found.worth(found.middle)[0]), [found.drivers[k] for k in moved["key"]]
    names = words.unlike([words.driver(each) for each in drivers])
    ends = list(zip(moved["low"], moved["high"], strict=True))
    turns = [name for name, (low, high) in zip(names, ends, strict=True)
             if min(low, high) < 0 <= base or max(low, high) > 0 > base]  # fmt: skip
    first = drivers[0]
    told = say.parts(
        "tornado", name=names[0], low=words.at(first, first.span.low),
        high=words.at(first, first.span.high), base=words.signed(base), turns=len(turns),
        names=turns or None, at_low=words.signed(ends[0][0]), at_high=words.signed(ends[0][1]),
    )  # fmt: skip
    sides = {told["low"]: charts.PALETTE[1], told["high"]: charts.PALETTE[0]}
    rows = [
        (name, base, value, told[side], words.at(each, getattr(each.span, side)))
        for name, each, pair in zip(names, drivers, ends, strict=True)
        for side, value in zip(("low", "high"), pair, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["what", "_base", "axis", "side", "at"])
    spans = (f"{name}: {span(money(low, 0), money(high, 0))}."
             for name, (low, high) in zip(names, ends, strict=True))  # fmt: skip
    return charts.spans(
        frame, label="what", start="_base", end="axis", words=told, band=0.65, row=28,
        axis=charts.axis("money", frame["axis"], "ceil(width / 110)", zero=True),
        columns={"what": "text", "side": "text", "at": "text",
                 "axis": d3.number_format("money")},
        shown_by={"color": _colours("side", sides)}, over=[charts.mark_at(0.0)],
        description=" ".join(spans),
    )  # fmt: skip


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
    most = max(a + b for _i, a, b in placed)
    worst = [quoted(register[i - 1].name) for i, a, b in placed if a + b == most]
    told = say.parts("risk-chart", names=worst, worst=len(worst), n=len(placed), all=len(register))
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("cost:N", sort=across, title=told["cost"], axis=alt.Axis(labelAngle=0)),
        y=alt.Y("chance:N", sort=up, title=told["chance"]),
        tooltip=charts.tips(told, dict.fromkeys(("chance", "cost", "risks"), "text")),
    )
    fill = alt.Color("_weight:Q", legend=None, scale=alt.Scale(range=list(charts.RAMP)))
    named = listing([f"{i} {register[i - 1].name}" for i, _a, _b in placed])
    return alt.layer(
        base.mark_rect(cornerRadius=2).encode(color=fill),
        base.mark_text(fontSize=14, fontWeight="bold").encode(
            text="risks:N", color=charts.ink_on("_weight")
        ),
    ).properties(height=alt.Step(44), **charts.story(told, f"{named}."))


def _colours(field: str, kinds: dict[str, str]) -> alt.Color:
    scale = alt.Scale(domain=list(kinds), range=list(kinds.values()))
    return alt.Color(f"{field}:N", title=None, scale=scale)


def _wide(bars: int) -> alt.ExprRef:
    """As wide as so many bars beside each other leave room for."""
    return alt.ExprRef(f"max(2, 0.8 * width / {max(bars, 1)})")


def _moments(days: Iterable[dt.date]) -> pd.Series:
    return pd.Series([pd.Timestamp(day) for day in days])
