"""Charts of the budget: money moved, next quarter week by week, other totals by a slider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from taller import charts, d3
from taller.charts import encoding
from taller.monitoring.optimisation.model.budget import words
from taller.monitoring.optimisation.model.budget.messages import say

if TYPE_CHECKING:
    from taller.monitoring.optimisation.model.budget.frontier import Frontier
    from taller.monitoring.optimisation.model.budget.plan import Plan


def mix(plan: Plan | None) -> alt.LayerChart | None:
    """Each channel's money a week, today and in the best mix."""
    if plan is None:
        return None
    told = say.parts("budget-moved", **words.facts(plan))
    now, then = plan.before.mean(axis=0), plan.spend.mean(axis=0)
    rows = [
        (name, told[when], money[c])
        for c, name in sorted(enumerate(plan.channels), key=lambda each: -now[each[0]])
        for when, money in (("now", now), ("then", then))
    ]
    frame = pd.DataFrame(rows, columns=["channel", "when", "money"])
    most = 1.05 * max(float(frame["money"].max()), 1e-9)
    return charts.moved(frame, label="channel", when="when", value="money", unit="money",
                        words=told, domain=[0, most])  # fmt: skip


def quarter(plan: Plan | None) -> alt.LayerChart | None:
    """What to spend each week, channels on top of each other."""
    if plan is None:
        return None
    facts = words.facts(plan)
    told = say.parts("quarter-chart", first=plan.asked.days[0], last=plan.asked.days[-1], **facts)
    names, spend = words.largest(plan, told["others"])
    days = pd.to_datetime(pd.Series(plan.asked.days))
    frame = pd.concat([pd.DataFrame({"week": days, "channel": name, "money": spend[:, i]})
                       for i, name in enumerate(names)])  # fmt: skip
    look = encoding.axis("money", spend.sum(axis=1), zero=True)
    bar = alt.Chart().mark_bar(opacity=0.85, width={"band": 0.8}).encode(
        x=alt.X("yearmonthdate(week):O", title=told["week"],
                axis=alt.Axis(format="%e %b", labelOverlap=True, formatType="time")),
        y=encoding.quantity(alt.Y, "money", told["axis"], look, zero=True),
        color=_by_channel(names, told["channel"]),
        tooltip=charts.tips(told, {"week": "date", "channel": "text", "money": "money"}),
    )  # fmt: skip
    return alt.layer(bar, data=frame).properties(width=charts.WIDTH, **charts.story(told))


def totals(found: Frontier | None) -> alt.LayerChart | None:
    """What each channel would get of another total; a slider, straight between those worked out."""
    if found is None:
        return None
    asked = found.asked
    percents = [round(100 * total / asked.as_today) for total in found.totals]
    told = say.parts("budget-totals", weeks=len(asked.days), today=asked.as_today,
                     best=float(found.totals[found.best]) if found.claimed else None,
                     profit=asked.profit, of=asked.of)  # fmt: skip
    slider = charts.slider("total", told["slider"], 100, percents[-1], 1, percents[0])
    brings = [each.value for each in found.brings]
    shown = f"format({_along(percents, brings)}, {d3.number_format('money')!r})"
    said = alt.param(name="said", expr=f"{told['brings']!r} + {shown}")
    text = alt.Chart(pd.DataFrame({"_at": [0.0]})).mark_text(
        align="right", baseline="bottom", fontWeight="bold", dy=-8, color=charts.INK,
        text=alt.ExprRef("said"),
    ).encode(x=alt.value(alt.ExprRef("width")), y=alt.value(0))  # fmt: skip
    spoken = (say("budget-total-at", share=percent / 100, brings=each, gained=words.gained(asked))
              for percent, each in zip(percents, brings, strict=True))  # fmt: skip
    return alt.layer(_shared(found, percents, told), text).add_params(slider, said).properties(
        height=alt.Step(30), **charts.story(told, *spoken)
    )  # fmt: skip


def _shared(found: Frontier, percents: list[int], told: Mapping[str, str]) -> alt.Chart:
    """A bar for each channel, straight between the totals on both sides of the slider."""
    names, most = list(found.asked.curves.channels), float(found.spend.max())
    rows = [
        (name, percents[i], percents[i + 1], found.spend[i, c], found.spend[i + 1, c])
        for c, name in enumerate(names) for i in range(len(percents) - 1)
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["channel", "from", "to", "low", "high"])
    held = f"datum.from <= total && (total < datum.to || datum.to == {percents[-1]})"
    part = "(total - datum.from) / (datum.to - datum.from)"
    base = alt.Chart(frame).transform_filter(held).transform_calculate(
        money=f"datum.low + (datum.high - datum.low) * {part}"
    )  # fmt: skip
    axis = encoding.axis("money", [0.0, most], zero=True)
    return base.mark_bar(opacity=0.85, height={"band": 0.65}).encode(
        x=encoding.quantity(alt.X, "money", told["axis"], axis, domain=[0, most]),
        y=encoding.rows("channel", names, labelLimit=260),
        tooltip=charts.tips(told, {"channel": "text", "money": "money"}),
        # Of no mark: what the chart's table of data is made of.
        detail=[alt.Detail(f"{key}:Q", title=told[key]) for key in ("from", "to", "low", "high")],
    )


def _along(percents: list[int], values: list[float]) -> str:
    """Vega's words for what lies straight between values, at the slider's total."""
    found = repr(values[-1])
    for at, to, low, high in reversed([*zip(percents, percents[1:], values, values[1:],
                                            strict=False)]):  # fmt: skip
        between = f"{low!r} + {high - low!r} * (total - {at}) / {to - at}"
        found = f"total < {to} ? {between} : {found}"
    return found


def _by_channel(names: list[str], title: str) -> alt.Color:
    scale = alt.Scale(domain=names, range=list(charts.PALETTE))
    return alt.Color("channel:N", title=title, sort=names, scale=scale)
