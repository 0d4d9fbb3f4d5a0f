"""Charts of the segments; each takes what the analysis found and says the finding in its title."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.development.clustering.features import Customers
from taller.development.clustering.model.segmentation import Choice, Model, Prepared
from taller.development.clustering.params import FEATURES, Params
from taller.development.clustering.result import Comparison, Segment
from taller.development.clustering.study import top
from taller.development.clustering.words import UNITS, feature_label, labelled, said, upper_first
from taller.language import _, interval, listing, number, percent, quantity
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
    title = _("{share} of customers have ordered just once").format(share=percent(once, 0))
    subtitle = _("Customers by value of each feature; the outer 1% on either side is not drawn.")
    if minimum > 1:
        subtitle = _(
            "Customers by value of each feature; the outer 1% on either side, and bars of fewer "
            "than {least} customers, are not drawn."
        ).format(least=number(minimum))
    parts = [
        _("{feature}: half of customers between {low} and {high}").format(
            feature=feature_label(f),
            low=quantity(frame[f].quantile(0.25), UNITS[f]),
            high=quantity(frame[f].quantile(0.75), UNITS[f]),
        )
        for f in FEATURES
    ]
    # A report narrows this to two columns on a phone.
    return alt.concat(*panels, columns=3, spacing={"row": 18, "column": 22}).properties(
        title=alt.TitleParams(title, subtitle=subtitle),
        description=f"{title}. {'; '.join(parts)}.",
    )


def stability(choice: Choice, p: Params) -> alt.LayerChart | str:
    """Stability of each number of segments tried, with the one chosen in the title."""
    if not choice.candidates:
        return _("All customers are one group: {reason}.").format(reason=choice.alike)
    frame = pd.DataFrame(
        {
            "label": [
                _("{k} (chosen)").format(k=number(c.segments))
                if c.segments == choice.segments
                else number(c.segments)
                for c in choice.candidates
            ],
            "stability": [c.stability.value for c in choice.candidates],
            "low": [c.stability.low for c in choice.candidates],
            "high": [c.stability.high for c in choice.candidates],
        }
    )
    title = {
        "groups": _("{k} groups are found again when customers are drawn anew, with a gap between"),
        "degrees": _("{k} groups are found again when customers are drawn anew, but with no gap"),
        "unstable": _("No number of groups is found again often enough; {k} comes nearest"),
        "alike": _("No two groups are large enough to be told apart"),
    }[choice.structure]
    return charts.dots(
        frame,
        label="label",
        head=_("Number of segments"),
        value="stability",
        low="low",
        high="high",
        unit="index",
        target=p.min_stability,
        sort=None,
        title=title.format(k=number(choice.segments)),
        axis=_("How alike the groups are each time (1: the same)"),
        subtitle=_("By number of segments, with 95% interval; dashed: the least asked for."),
    )


def profiles(
    segments: list[Segment], prepared: Prepared, model: Model, customers: Customers
) -> alt.LayerChart | str:
    """What is typical of each segment: actual figures, coloured by distance from the average."""
    if not prepared.used:
        return _("No feature tells customers apart.")
    position = prepared.space.groupby(model.assign(customers.frame)).mean()
    cells = [
        {
            "segment": labelled(s),
            "feature": feature_label(f),
            "deviation": float(np.clip(position.loc[s.number, f], -2, 2)),
            "typical": said(f, getattr(s.profile, f)),
        }
        for s in segments
        for f in prepared.used
    ]
    widest = (position.max() - position.min()).nlargest(2).index
    title = _("What is typical of all customers")
    if len(segments) > 1:
        title = _("The groups differ most in: {features}").format(
            features=listing([feature_label(str(f)) for f in widest])
        )
    base = alt.Chart().encode(
        x=alt.X("feature:N", sort=[feature_label(f) for f in prepared.used], title=None,
                axis=alt.Axis(orient="top", labelAngle=0, labelLimit=110, labelPadding=34,
                labelExpr=_wrapped([feature_label(f) for f in prepared.used]))),
        y=alt.Y("segment:N", sort=[labelled(s) for s in segments], title=None,
                axis=alt.Axis(labelLimit=260)),
        tooltip=[
            alt.Tooltip("segment:N", title=_("Segment")),
            alt.Tooltip("feature:N", title=_("Feature")),
            alt.Tooltip("typical:N", title=_("Typical value")),
            alt.Tooltip("deviation:Q", title=_("Deviations from the average"), format=".1f"),
        ],
    )  # fmt: skip
    colour = alt.Color(
        "deviation:Q",
        title=_("Below or above the average (standard deviations)"),
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
        title=alt.TitleParams(
            title, subtitle=_("Medians of each segment (the share returned is a mean).")
        ),
        width=alt.Step(80),
        height=alt.Step(40),
        description=f"{title}. " + " ".join(f"{s.name}: {s.traits}." for s in segments),
    )


def value_and_size(segments: list[Segment]) -> alt.LayerChart | str:
    """Share of net sales beside share of customers, for each segment, or why it is not told."""
    known = [(s, s.value) for s in segments if s.value is not None]
    if len(known) < len(segments):
        return _(
            "Shares of net sales by group are not told: one customer brings most of a group's, so "
            "that they would speak of a person."
        )
    size, value = _("Share of customers"), _("Share of net sales")
    rows = [
        {"segment": labelled(s), "what": what, "share": e.value, "low": e.low, "high": e.high}
        for s, worth in known
        for what, e in ((size, s.share), (value, worth))
    ]
    best = top(segments)
    title = _("No group is shown to bring more of net sales than it has customers")
    if best is not None and best.value is not None:
        title = _("“{name}”: {share} of customers, {value} of net sales ({interval})").format(
            name=best.name,
            share=percent(best.share.value, 0),
            value=percent(best.value.value, 0),
            interval=interval(best.value),
        )
    colour = alt.Color(
        "what:N",
        title=None,
        sort=[size, value],
        scale=alt.Scale(domain=[size, value], range=[charts.PALETTE[5], charts.PALETTE[0]]),
    )
    base = alt.Chart().encode(
        y=alt.Y("segment:N", sort=[labelled(s) for s in segments], title=None),
        yOffset=alt.YOffset("what:N", sort=[size, value]),
        color=colour,
        tooltip=[
            alt.Tooltip("segment:N", title=_("Segment")),
            alt.Tooltip("what:N", title=" "),
            alt.Tooltip("share:Q", title=_("Share"), format=".1%"),
            alt.Tooltip("low:Q", title=_("Interval, low end"), format=".1%"),
            alt.Tooltip("high:Q", title=_("Interval, high end"), format=".1%"),
        ],
    )
    across = alt.X(
        "share:Q", title=_("Share of the whole"), axis=alt.Axis(format=".0%", tickCount=5)
    )
    bar = base.mark_bar(opacity=0.85).encode(x=across)
    rule = base.mark_rule(strokeWidth=2, color=charts.INK).encode(
        x=alt.X("low:Q", title=_("Share of the whole")), x2="high:Q", color=alt.value(charts.INK)
    )
    parts = [f"{s.name}: {percent(s.share.value)}, {percent(worth.value)}" for s, worth in known]
    return alt.layer(bar, rule, data=pd.DataFrame(rows)).properties(
        title=alt.TitleParams(title, subtitle=_("The line across each bar is its 95% interval.")),
        height=alt.Step(18),
        description=f"{title}. {size}, {value}: {'; '.join(parts)}.",
    )


def next_spend(segments: list[Segment], outlook: Outlook | None) -> alt.LayerChart | str:
    """Spend per customer in the next period, or why it is not known."""
    known = [s for s in segments if s.next_spend is not None]
    if outlook is None or not known:
        return _("The history is too short to look at a next period.")
    frame = pd.DataFrame(
        {
            "segment": [labelled(s) for s in known],
            "spend": [s.next_spend.value for s in known],
            "low": [s.next_spend.low for s in known],
            "high": [s.next_spend.high for s in known],
        }
    )
    days = number(outlook.days)
    return charts.dots(
        frame,
        label="segment",
        head=_("Segment"),
        value="spend",
        low="low",
        high="high",
        unit="money",
        sort=None,
        title=_went_on(known, days),
        axis=_("Net spend per customer in the {days} days that followed").format(days=days),
    )


def _went_on(known: list[Segment], days: str) -> str:
    """Who spent more than the others afterwards, if anyone beyond chance."""
    above = [s for s in known if s.standing == "above" and s.next_spend is not None]
    if not above:
        text = _("No group is shown to have spent more than the others in the next {days} days")
        return text.format(days=days)
    most = max(above, key=lambda s: s.next_spend.value)
    return _("“{name}” spent more per customer than the others in the next {days} days").format(
        name=most.name, days=days
    )


def migration(found: Migration | None, segments: list[Segment]) -> alt.LayerChart | str:
    """Where the customers of each segment went, or why it is not known."""
    if found is None:
        return _("The history is too short to compare two dates.")
    if len(segments) == 1:
        return _("All customers are one group: nobody moves.")
    if found.hidden and not any(f.customers for f in found.told):
        return _("No move is of enough customers to be shown.")
    names = {s.number: labelled(s) for s in segments} | {0: _("Not yet a customer")}
    frame = pd.DataFrame(
        {
            "origin": [names[f.origin] for f in found.told],
            "destination": [number(f.destination) for f in found.told],
            "share": [f.share.value for f in found.told],
        }
    )
    known = [f for f in found.flows if f.origin > 0]
    stayed = sum(f.customers for f in known if f.origin == f.destination)
    share = estimates.share(stayed, max(sum(f.customers for f in known), 1))
    days = number((found.end - found.start).days)
    present = {f.origin for f in found.told}
    note = _("Each row adds up to 100%.")
    if found.hidden:
        note += " " + _(
            "Empty: fewer than {n} customers, or a cell that would give them away."
        ).format(n=number(found.minimum))
    return charts.heatmap(
        frame,
        x="destination",
        y="origin",
        value="share",
        unit="share",
        x_order=[number(s.number) for s in segments],
        y_order=[names[n] for n in [*(s.number for s in segments), 0] if n in present],
        title=_("{share} of customers ({interval}) are in the same group {days} days later").format(
            share=percent(share.value, 0), interval=interval(share), days=days
        ),
        x_axis=_("Segment now (numbered as the rows are)"),
        y_axis=_("Segment {days} days earlier").format(days=days),
        value_title=_("Share of the row"),
        subtitle=note,
    ).properties(width=alt.Step(54))


def comparison(found: Comparison | None, reason: str) -> alt.LayerChart | str:
    """How much of next-period spend each grouping explains, or why they were not compared."""
    if found is None:
        return _("No comparison with RFM quintiles: {reason}.").format(reason=reason)
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
        title = _("Neither groups nor a score by last order, orders and spend foretell spend")
    elif any(gap.high < 0 for gap in gaps):
        title = _("A score by last order, orders and spend foretells spend better than the groups")
    elif all(gap.low > 0 for gap in gaps):
        title = _("The groups foretell spend better than a score by last order, orders and spend")
    else:
        title = _(
            "Groups or a score by last order, orders and spend: neither is shown to be better"
        )
    return charts.dots(
        frame,
        label="label",
        head=_("Way of grouping"),
        value="r2",
        low="low",
        high="high",
        unit="index",
        sort=None,
        title=title,
        axis=_("R² of log spend in a period not seen (1: all explained)"),
        subtitle=_(
            "Segments: as many as were chosen with what was known one period ago. With 95% "
            "interval."
        ),
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
    label = feature_label(feature)
    name = upper_first(label)
    tip = [
        alt.Tooltip(f"{low_end}:Q", title=_("{feature}, from").format(feature=name), format=form),
        alt.Tooltip(f"{high_end}:Q", title=_("{feature}, to").format(feature=name), format=form),
        alt.Tooltip("customers:Q", title=_("customers"), format=",.0f"),
    ]
    ticks = 1 if UNITS[feature] == "money" else 4  # amounts with a currency code are long
    return (
        alt.Chart(frame)
        .mark_bar(stroke=None, opacity=0.85, binSpacing=1)
        .encode(
            x=alt.X(f"{low_end}:Q", bin="binned", title=name,
                    axis=alt.Axis(format=form, tickCount=ticks, grid=False)),
            x2=f"{high_end}:Q",
            y=alt.Y("customers:Q", title=None, axis=alt.Axis(tickCount=3, format=",.0f")),
            tooltip=tip,
        )
        .properties(width=168, height=110)
    )  # fmt: skip
