"""Charts of the segments; each takes what the analysis found and says the finding in its title."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.development.clustering.features import UNITS, Customers, said
from taller.development.clustering.messages import say
from taller.development.clustering.model.segmentation import Choice, Model, Prepared
from taller.development.clustering.params import FEATURES, Params
from taller.development.clustering.result import Comparison, Segment
from taller.development.clustering.study import top
from taller.language import number, percent, quantity
from taller.measurement import estimates

if TYPE_CHECKING:
    from taller.development.clustering.evaluation.later import Migration, Outlook

BINS = 16
DIVERGING = ("#d55e00", "#f3c9a6", "#f1f1ee", "#a9cbe6", "#2478b5")
ON_CELL, ON_DARK_CELL = "#14202b", "#ffffff"


def distributions(customers: Customers, minimum: int = 1) -> alt.ConcatChart:
    """How each feature is spread over customers: six small histograms, outer hundredths cut off.

    Parameters
    ----------
    minimum : fewest people of a group that is shown; bars of fewer are not drawn
    """
    frame = customers.frame
    once = (frame["frequency"] == 1).mean()
    panels = [_histogram(frame[f], f, minimum) for f in FEATURES]
    words = say.parts("chart-distributions", once=once, least=minimum if minimum > 1 else None)
    halves = [
        say(
            "half",
            feature=say(f"feature.{f}"),
            low=quantity(frame[f].quantile(0.25), UNITS[f]),
            high=quantity(frame[f].quantile(0.75), UNITS[f]),
        )
        for f in FEATURES
    ]
    # A report narrows this to two columns on a phone.
    return alt.concat(*panels, columns=3, spacing={"row": 18, "column": 22}).properties(
        title=alt.TitleParams(words["title"], subtitle=words["subtitle"]),
        description=f"{words['title']}. {'; '.join(halves)}.",
    )


def stability(choice: Choice, p: Params) -> alt.LayerChart | str:
    """Stability of each number of segments tried, with the one chosen in the title."""
    if not choice.candidates:
        return say("one-group", reason=choice.alike)
    frame = pd.DataFrame(
        {
            "label": [
                say("chosen", k=c.segments) if c.segments == choice.segments else number(c.segments)
                for c in choice.candidates
            ],
            "stability": [c.stability.value for c in choice.candidates],
            "low": [c.stability.low for c in choice.candidates],
            "high": [c.stability.high for c in choice.candidates],
        }
    )
    return charts.dots(
        frame,
        label="label",
        value="stability",
        low="low",
        high="high",
        unit="index",
        target=p.min_stability,
        sort=None,
        **say.parts("chart-stability", structure=choice.structure, k=choice.segments),
    )


def profiles(
    segments: list[Segment], prepared: Prepared, model: Model, customers: Customers
) -> alt.LayerChart | str:
    """What is typical of each segment: actual figures, coloured by distance from the average."""
    if not prepared.used:
        return say("nothing-used")
    position = prepared.space.groupby(model.assign(customers.frame)).mean()
    label = {f: say(f"feature.{f}") for f in prepared.used}
    cells = [
        {
            "segment": s.label,
            "feature": label[f],
            "deviation": float(np.clip(position.loc[s.number, f], -2, 2)),
            "typical": said(f, getattr(s.profile, f)),
        }
        for s in segments
        for f in prepared.used
    ]
    widest = (position.max() - position.min()).nlargest(2).index
    words = say.parts("chart-profiles", n=len(segments), features=[label[str(f)] for f in widest])
    base = alt.Chart().encode(
        x=alt.X("feature:N", sort=list(label.values()), title=None,
                axis=alt.Axis(orient="top", labelAngle=0, labelLimit=110, labelPadding=34,
                labelExpr=_wrapped(list(label.values())))),
        y=alt.Y("segment:N", sort=[s.label for s in segments], title=None,
                axis=alt.Axis(labelLimit=260)),
        tooltip=[
            alt.Tooltip("segment:N", title=words["segment"]),
            alt.Tooltip("feature:N", title=words["feature"]),
            alt.Tooltip("typical:N", title=words["typical"]),
            alt.Tooltip("deviation:Q", title=words["deviation"], format=".1f"),
        ],
    )  # fmt: skip
    colour = alt.Color(
        "deviation:Q",
        title=words["legend"],
        scale=alt.Scale(
            range=list(DIVERGING), domain=[-1.5, -0.75, 0, 0.75, 1.5], clamp=True, interpolate="rgb"
        ),
        legend=alt.Legend(
            gradientLength=180,
            format="+.1~f",
            values=[-1.5, 0, 1.5],
            titleLimit=400,
            labelExpr="datum.value === 0 ? '0' : datum.label",
        ),
    )
    ink = alt.condition("abs(datum.deviation) > 1.1", alt.value(ON_DARK_CELL), alt.value(ON_CELL))
    return alt.layer(
        base.mark_rect(cornerRadius=2).encode(color=colour),
        base.mark_text(fontSize=12).encode(text="typical:N", color=ink),
        data=pd.DataFrame(cells),
    ).properties(
        title=alt.TitleParams(words["title"], subtitle=words["subtitle"]),
        width=alt.Step(80),
        height=alt.Step(40),
        description=f"{words['title']}. " + " ".join(f"{s.name}: {s.traits}." for s in segments),
    )


def value_and_size(segments: list[Segment]) -> alt.LayerChart | str:
    """Share of net sales beside share of customers, for each segment, or why it is not told."""
    known = [(s, s.value) for s in segments if s.value is not None]
    if len(known) < len(segments):
        return say("one-person")
    best = top(segments)
    words = say.parts(
        "chart-value",
        name=best.name if best else None,
        share=best.share if best else None,
        value=best.value if best else None,
    )
    size, value = words["size"], words["value"]
    rows = [
        {"segment": s.label, "what": what, "share": e.value, "low": e.low, "high": e.high}
        for s, worth in known
        for what, e in ((size, s.share), (value, worth))
    ]
    colour = alt.Color(
        "what:N",
        title=None,
        sort=[size, value],
        scale=alt.Scale(domain=[size, value], range=[charts.PALETTE[5], charts.PALETTE[0]]),
    )
    base = alt.Chart().encode(
        y=alt.Y("segment:N", sort=[s.label for s in segments], title=None),
        yOffset=alt.YOffset("what:N", sort=[size, value]),
        color=colour,
        tooltip=[
            alt.Tooltip("segment:N", title=words["segment"]),
            alt.Tooltip("what:N", title=" "),
            alt.Tooltip("share:Q", title=words["share"], format=".1%"),
            alt.Tooltip("low:Q", title=words["low"], format=".1%"),
            alt.Tooltip("high:Q", title=words["high"], format=".1%"),
        ],
    )
    axis = alt.Axis(format=".0%", tickCount=5)
    across = alt.X("share:Q", title=words["axis"], axis=axis)
    bar = base.mark_bar(opacity=0.85).encode(x=across)
    rule = base.mark_rule(strokeWidth=2, color=charts.INK).encode(
        x=alt.X("low:Q", title=words["axis"]), x2="high:Q", color=alt.value(charts.INK)
    )
    parts = [f"{s.name}: {percent(s.share.value)}, {percent(worth.value)}" for s, worth in known]
    return alt.layer(bar, rule, data=pd.DataFrame(rows)).properties(
        title=alt.TitleParams(words["title"], subtitle=words["subtitle"]),
        height=alt.Step(18),
        description=f"{words['title']}. {size}, {value}: {'; '.join(parts)}.",
    )


def next_spend(segments: list[Segment], outlook: Outlook | None) -> alt.LayerChart | str:
    """Spend per customer in the next period, or why it is not known."""
    known = [s for s in segments if s.next_spend is not None]
    if outlook is None or not known:
        return say("no-next-spend")
    frame = pd.DataFrame(
        {
            "segment": [s.label for s in known],
            "spend": [s.next_spend.value for s in known],
            "low": [s.next_spend.low for s in known],
            "high": [s.next_spend.high for s in known],
        }
    )
    above = [s for s in known if s.standing == "above"]
    most = max(above, key=lambda s: s.next_spend.value, default=None)
    words = say.parts("chart-next-spend", name=most.name if most else None, days=outlook.days)
    return charts.dots(
        frame,
        label="segment",
        value="spend",
        low="low",
        high="high",
        unit="money",
        sort=None,
        **words,
    )


def migration(found: Migration | None, segments: list[Segment]) -> alt.LayerChart | str:
    """Where the customers of each segment went, or why it is not known."""
    if found is None:
        return say("no-migration.short")
    if len(segments) == 1:
        return say("no-migration.one")
    if found.hidden and not any(f.customers for f in found.told):
        return say("no-migration.few")
    names = {s.number: s.label for s in segments} | {0: say("new-customer")}
    frame = pd.DataFrame(
        {
            "origin": [names[f.origin] for f in found.told],
            "destination": [number(f.destination) for f in found.told],
            "share": [f.share.value for f in found.told],
        }
    )
    known = [f for f in found.flows if f.origin > 0]
    stayed = sum(f.customers for f in known if f.origin == f.destination)
    words = say.parts(
        "chart-migration",
        stayed=estimates.share(stayed, max(sum(f.customers for f in known), 1)),
        days=(found.end - found.start).days,
        least=found.minimum if found.hidden else None,
    )
    present = {f.origin for f in found.told}
    return charts.heatmap(
        frame,
        x="destination",
        y="origin",
        value="share",
        unit="share",
        x_order=[number(s.number) for s in segments],
        y_order=[names[n] for n in [*(s.number for s in segments), 0] if n in present],
        **words,
    ).properties(width=alt.Step(54))


def comparison(found: Comparison | None, reason: str) -> alt.LayerChart | str:
    """How much of next-period spend each grouping explains, or why they were not compared."""
    if found is None:
        return say("no-comparison", reason=reason)
    frame = pd.DataFrame(
        {
            "label": [c.label for c in found.contenders],
            "r2": [c.r_squared.value for c in found.contenders],
            "low": [c.r_squared.low for c in found.contenders],
            "high": [c.r_squared.high for c in found.contenders],
        }
    )
    gaps = (found.difference, found.difference_score)
    if all(c.r_squared.low <= 0 for c in found.contenders):
        finding = "neither"
    elif any(gap.high < 0 for gap in gaps):
        finding = "score"
    elif all(gap.low > 0 for gap in gaps):
        finding = "groups"
    else:
        finding = "open"
    return charts.dots(
        frame,
        label="label",
        value="r2",
        low="low",
        high="high",
        unit="index",
        sort=None,
        **say.parts("chart-comparison", finding=finding),
    )


def _wrapped(labels: list[str]) -> str:
    """A Vega expression that breaks long labels, so that six columns stand side by side."""
    lines = {label: textwrap.wrap(label, 12, break_long_words=False) for label in labels}
    return f"{json.dumps(lines, ensure_ascii=False)}[datum.label]"


def _histogram(values: pd.Series, feature: str, minimum: int) -> alt.Chart:
    low, high = values.quantile(0.01), values.quantile(0.99)
    if feature in ("monetary", "return_rate"):
        edges = np.linspace(low, high if high > low else low + 1, BINS + 1)
    else:  # whole numbers: bins of one width that start and end on one
        step = max(1, int(np.ceil((high - low + 1) / BINS)))
        edges = np.arange(np.floor(low), high + step + 1, step)
    counts, _edges = np.histogram(values, bins=edges)
    # Columns of their own, since the data of all six stand in tables under one chart.
    low_end, high_end = f"{feature}_from", f"{feature}_to"
    frame = pd.DataFrame({low_end: edges[:-1], high_end: edges[1:], "customers": counts})
    frame = frame[(counts == 0) | (counts >= minimum)]
    form = d3.number_format(UNITS[feature])
    words = say.parts("histogram", feature=say(f"feature.{feature}"))
    tip = [
        alt.Tooltip(f"{low_end}:Q", title=words["from"], format=form),
        alt.Tooltip(f"{high_end}:Q", title=words["to"], format=form),
        alt.Tooltip("customers:Q", title=words["customers"], format=",.0f"),
    ]
    ticks = 1 if UNITS[feature] == "money" else 4  # amounts with a currency code are long
    return (
        alt.Chart(frame)
        .mark_bar(stroke=None, opacity=0.85, binSpacing=1)
        .encode(
            x=alt.X(f"{low_end}:Q", bin="binned", title=words["title"],
                    axis=alt.Axis(format=form, tickCount=ticks, grid=False)),
            x2=f"{high_end}:Q",
            y=alt.Y("customers:Q", title=None, axis=alt.Axis(tickCount=3, format=",.0f")),
            tooltip=tip,
        )
        .properties(width=168, height=110)
    )  # fmt: skip
