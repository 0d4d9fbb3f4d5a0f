"""Charts of monitoring: what each figure did, by channel and segment, who stays, the service."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from taller import charts, tabular
from taller.d3 import least_step
from taller.language import month
from taller.messages.values import values
from taller.monitoring.monitoring.messages import say
from taller.monitoring.monitoring.model.watching import SUMMED
from taller.monitoring.monitoring.words import amount, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taller.monitoring.monitoring.features.collecting import Collected
    from taller.monitoring.monitoring.model.watching import Watched

FORMATS = {"share": ".1%", "money": "$,.0f", "number": ",.2~f", "count": ",.0f", "days": ",.0f"}
WEEK = 7
SPLIT = ("visits", "conversion", "active", "accounts", "mrr")
"""What can be looked into by channel and segment at once."""


def course(found: Collected, watched: Watched) -> alt.LayerChart | None:
    """Each figure day by day, beside what was to be expected; its reader chooses which."""
    frame = _days(found, watched)
    if frame.empty:
        return tabular.instead(say("course-none"))
    changed = _changed_names(watched)
    first = changed or [label("sales"), label("active")]
    names = sorted(dict.fromkeys(frame["figure"]), key=lambda name: name not in first)
    told = say.parts("course", n=len(names), changed=changed)
    pick = charts.choice("figure", told["pick"], names)
    base = alt.Chart().transform_filter("datum.figure == figure")
    x = alt.X("day:T", title=None, axis=_back_from(frame["day"].unique(), 2 * WEEK))
    axis = _axis(frame, zero=False)
    tips = charts.tips(told, {"figure": "text", "day": "date", "said": "text", "band": "text"})
    up = alt.Y("value:Q", title=None, axis=axis, scale=alt.Scale(zero=False))
    area = base.mark_area(fillOpacity=0.16, line=False).encode(
        x=x, y=alt.Y("low:Q", title=None, axis=axis, scale=alt.Scale(zero=False)), y2="high:Q"
    )
    line = base.mark_line(strokeWidth=2).encode(x=x, y=up)
    every = base.mark_point(filled=True, size=26).encode(x=x, y=up, tooltip=tips)
    odd = base.transform_filter("datum.odd").mark_point(
        filled=False, size=150, strokeWidth=2, color=charts.PALETTE[1]
    ).encode(x=x, y=up)  # fmt: skip
    return alt.layer(area, line, every, odd, data=frame).add_params(pick).properties(
        **charts.story(told)
    )  # fmt: skip


def _changed_names(watched: Watched) -> list[str] | None:
    """The figures in all that have changed, by name."""
    found = [label(c.series.metric) for c in watched.changes if not c.series.channel]
    return list(dict.fromkeys(found)) or None


def _days(found: Collected, watched: Watched) -> pd.DataFrame:
    """Figure, day, value, band and whether chance explains it, of the days that are shown."""
    odd = {(each.series, each.day) for each in watched.odd}
    parts = []
    for series, watch in watched.by.items():
        if series.channel:
            continue
        unit = found.of(series.metric)["unit"].iloc[0]
        frame = watch.table().assign(figure=label(series.metric), unit=unit)
        if unit in ("count", "share"):
            frame["low"] = frame["low"].astype(float).clip(lower=0)  # never less than nothing
        frame["odd"] = [(series, day) in odd for day in watch.days]
        frame["said"] = [amount(value, unit) for value in frame["value"]]
        frame["band"] = [
            say("band", low=amount(low, unit), high=amount(high, unit)) if low == low
            and low is not None else tabular.MISSING
            for low, high in zip(frame["low"], frame["high"], strict=True)
        ]  # fmt: skip
        parts.append(frame)
    if not parts:
        return pd.DataFrame()
    frame = pd.concat(parts, ignore_index=True)
    frame = frame[frame["day"] >= pd.Timestamp(found.since)]
    numbers = ["value", "low", "high"]
    frame[numbers] = frame[numbers].astype(float).map(lambda v: float(f"{v:.5g}"))
    return frame[["figure", "day", *numbers, "unit", "odd", "said", "band"]]


def _axis(frame: pd.DataFrame, *, zero: bool) -> alt.Axis:
    """An axis that writes its ticks as the chosen figure is written, never two of them alike.

    What is chosen besides may be much smaller than the figure in all, so a tick between two that
    can be written stays without a label.
    """
    told: dict[str, dict[str, Any]] = {}
    for (name, unit), rows in frame.groupby(["figure", "unit"]):
        held = rows[["value", "low", "high"]].to_numpy().ravel()
        own = charts.axis(FORMATS[str(unit)], held, 5, zero=zero)
        told[str(name)] = {"form": own.format, "n": own.tickCount, "step": least_step(own.format)}
    own = f"{json.dumps(told)}[figure]"
    steps = f"datum.value / {own}.step"
    whole = f"abs({steps} - round({steps})) < 1e-6"
    return alt.Axis(
        labelExpr=f"{whole} ? format(datum.value, {own}.form) : ''",
        tickCount=alt.ExprRef(f"{own}.n"),
    )


def split(found: Collected) -> alt.LayerChart | None:
    """A figure by week, for the channel and segment that its reader chooses."""
    frame = _weeks(found)
    if frame.empty or (frame["channel"].nunique() < 2 and frame["segment"].nunique() < 2):
        return tabular.instead(say("split-none"))
    told = say.parts("split", n=int(frame["week"].nunique()))
    picks = [
        charts.choice(name, told[f"pick-{name}"], list(dict.fromkeys(frame[name])))
        for name in ("figure", "channel", "segment")
    ]
    base = alt.Chart().transform_filter(
        "datum.figure == figure && datum.channel == channel && datum.segment == segment"
    )
    x = alt.X("week:T", title=None, axis=_back_from(frame["week"].unique(), 2))
    axis = _axis(frame, zero=True)
    up = alt.Y("value:Q", title=None, axis=axis, scale=alt.Scale(zero=True))
    reach = base.mark_rule(strokeWidth=1.6, opacity=0.6).encode(x=x, y=alt.Y("low:Q"), y2="high:Q")
    read = dict.fromkeys(("figure", "channel", "segment"), "text") | {
        "week": "date",
        "said": "text",
    }
    line = base.mark_line(strokeWidth=2, point={"filled": True, "size": 50}).encode(
        x=x, y=up, tooltip=charts.tips(told, read)
    )
    return alt.layer(reach, line, data=frame).add_params(*picks).properties(**charts.story(told))


def _back_from(days: Sequence[pd.Timestamp], step: int) -> alt.Axis:
    """An axis with the last day, and every so many before it."""
    shown = sorted(map(pd.Timestamp, days))[::-step]
    step = -(-len(shown) // 8)  # no more than eight can be read
    ticks = [alt.DateTime(year=d.year, month=d.month, date=d.day) for d in shown[::step]]
    return alt.Axis(format="%e %b", values=ticks)


def _weeks(found: Collected) -> pd.DataFrame:
    """Figures that are split, by whole weeks that end with the last day."""
    rows = found.rows[found.rows["metric"].isin(SPLIT)]
    if found.last is None or rows.empty:
        return pd.DataFrame(columns=["figure", "channel", "segment", "week"])
    day = pd.to_datetime(rows["day"])
    back = (pd.Timestamp(found.last) - day).dt.days // WEEK
    rows = rows.assign(week=pd.Timestamp(found.last) - pd.to_timedelta(back * WEEK, unit="D"))
    rows = rows[(back < found.days // WEEK) & rows["value"].notna()]
    if rows.empty:
        return pd.DataFrame(columns=["figure", "channel", "segment", "week"])
    rows = rows[rows["channel"].isin(_larger(rows, "channel"))]
    rows = rows[rows["segment"].isin(_larger(rows, "segment"))]
    made = pd.concat([
        _summed(part, metric, str(part["unit"].iloc[0]))
        for metric, part in rows.groupby("metric", sort=False)
    ])  # fmt: skip
    made["figure"] = pd.Categorical(made["figure"], [label(m) for m in SPLIT], ordered=True)
    made = made.sort_values(["figure", "week"], kind="stable")
    for name in ("channel", "segment"):
        shown = values(name, [each for each in made[name].unique() if each])
        made[name] = made[name].map({**shown, "": say(f"all-{name}")})
    return made.assign(figure=made["figure"].astype(str))


MOST = 10  # channels, and segments, that can be chosen


def _larger(rows: pd.DataFrame, by: str) -> list[str]:
    sums = rows[rows["metric"] == rows["metric"].iloc[0]].groupby(by)["value"].sum()
    return list(sums.sort_values(ascending=False).index[: MOST + 1])


def _summed(rows: pd.DataFrame, metric: str, unit: str) -> pd.DataFrame:
    from taller.monitoring.monitoring.features.rows import wilson

    keys = ["week", "channel", "segment"]
    how = SUMMED[metric]
    if unit == "share":
        held = rows.assign(hits=rows["value"] * rows["n"].astype(float), n=rows["n"].astype(float))
        made = held.groupby(keys, as_index=False)[["hits", "n"]].sum()
        made[["value", "low", "high"]] = wilson(made["hits"], made["n"])
    else:
        made = rows.groupby(keys, as_index=False)["value"].agg("last" if how == "last" else "mean")
        made[["low", "high"]] = float("nan")
    numbers = ["value", "low", "high"]
    made[numbers] = made[numbers].map(lambda v: float(f"{v:.4g}"))
    said = [amount(v, unit) for v in made["value"]]  # type: ignore[arg-type]
    return made.assign(figure=label(metric), unit=unit, said=said)[
        ["figure", *keys[1:], "week", *numbers, "unit", "said"]
    ]


def cohorts(found: Collected) -> alt.LayerChart | None:
    """Of those who came in a month, the share still there so many months later."""
    frame = found.cohorts
    if frame.empty:
        return tabular.instead(say("cohorts-none"))
    paying = "mrr" in found.metrics
    words = say.parts("cohorts", paying=paying)
    shown = frame.assign(
        came=[month(each) for each in frame["cohort"]],
        later=[say("later", n=int(each)) for each in frame["month"]],
    )
    return charts.heatmap(
        shown, x="later", y="came", value="value", unit="share", title=words["title"],
        subtitle=words["subtitle"], x_axis=words["later"], y_axis=words["came"],
        value_title=words["value"], x_order=_once(shown.sort_values("month")["later"]),
        y_order=_once(shown.sort_values("cohort")["came"]),
    )  # fmt: skip


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def service(found: Collected) -> alt.LayerChart | None:
    """How long all but one answer in twenty took, day by day and model by model."""
    rows = found.rows[(found.rows["metric"] == "late_ms") & (found.rows["segment"] == "")]
    if rows["day"].nunique() < 2:
        return None
    words = say.parts("service-chart")
    frame = rows.assign(day=pd.to_datetime(rows["day"]))
    return charts.line(
        frame, x="day", y="value", unit="number", series="channel", points=False, zero=True,
        title=words["title"], subtitle=words["subtitle"], x_axis=words["day"],
        y_axis=words["axis"], series_title=words["model"],
    )  # fmt: skip
