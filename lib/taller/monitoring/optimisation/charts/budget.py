"""Charts of the budget: money moved, next quarter week by week, other totals by a slider."""

from __future__ import annotations

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
    asked, n = found.asked, len(found.totals)
    percents = [round(100 * total / asked.as_today) for total in found.totals]
    told = say.parts("budget-totals", weeks=len(asked.days), today=asked.as_today,
                     best=float(found.totals[found.best]) if found.claimed else None,
                     profit=asked.profit)  # fmt: skip
    brings = [each.value for each in found.brings]
    rows = [
        (name, percents[i], percents[i + 1], found.spend[i, c], found.spend[i + 1, c], brings[i],
         brings[i + 1])
        for c, name in enumerate(asked.curves.channels) for i in range(n - 1)
    ]  # fmt: skip
    columns = ["channel", "from", "to", "low", "high", "less", "more"]
    slider = charts.slider("total", told["slider"], 100, percents[-1], 1, percents[0])
    part = "(total - datum.from) / (datum.to - datum.from)"
    held = f"datum.from <= total && (total < datum.to || datum.to == {percents[-1]})"
    base = alt.Chart().transform_filter(held).transform_calculate(
        money=f"datum.low + (datum.high - datum.low) * {part}",
        brings=f"datum.less + (datum.more - datum.less) * {part}",
    )  # fmt: skip
    names = list(asked.curves.channels)
    most = float(found.spend.max())
    bar = base.mark_bar(opacity=0.85, height={"band": 0.65}).encode(
        x=encoding.quantity(alt.X, "money", told["axis"],
                            encoding.axis("money", [0.0, most], zero=True), domain=[0, most]),
        y=encoding.rows("channel", names, labelLimit=260),
        tooltip=charts.tips(told, {"channel": "text", "money": "money"}),
    )  # fmt: skip
    form = d3.number_format("money")
    said = base.transform_filter(alt.FieldEqualPredicate(field="channel", equal=names[0]))
    said = said.transform_calculate(said=f"{told['brings']!r} + format(datum.brings, {form!r})")
    text = said.mark_text(
        align="right", baseline="bottom", fontWeight="bold", dy=-8, color=charts.INK
    ).encode(x=alt.value(alt.ExprRef("width")), y=alt.value(0), text="said:N")
    spoken = (say("budget-total-at", share=percent / 100, brings=each, gained=words.gained(asked))
              for percent, each in zip(percents, brings, strict=True))  # fmt: skip
    return alt.layer(bar, text, data=pd.DataFrame(rows, columns=columns)).add_params(
        slider
    ).properties(height=alt.Step(30), **charts.story(told, *spoken))  # fmt: skip


def _by_channel(names: list[str], title: str) -> alt.Color:
    scale = alt.Scale(domain=names, range=list(charts.PALETTE))
    return alt.Color("channel:N", title=title, sort=names, scale=scale)
