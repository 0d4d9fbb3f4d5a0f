"""Charts: one theme, one palette, and the few general shapes an honest report needs.

Importing this module is enough: it registers the theme ``taller`` and a renderer whose output is
live in JupyterLab without a network and in the report. A tidy frame goes in, an Altair chart comes
out; nothing is fitted or saved here. The title says the finding, the axes say the unit, the
description says both to those who cannot see the chart.

How they look stands in `taller.theme`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from taller import d3, language
from taller.language import _
from taller.theme import INK, MIME, PALETTE, RAMP, SCHEMA, WIDTH, title_text

if TYPE_CHECKING:
    import pandas as pd

    from taller.phase import Unit

__all__ = [
    "INK", "MIME", "PALETTE", "RAMP", "SCHEMA", "WIDTH", "bars", "dots", "heatmap", "line",
    "title_text",
]  # fmt: skip


def bars(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    unit: Unit,
    title: str,
    axis: str,
    head: str = "",
    low: str | None = None,
    high: str | None = None,
    target: float | None = None,
    subtitle: str = "",
    description: str = "",
    sort: str | None = "-x",
) -> alt.LayerChart:
    """Horizontal bars, one per row, each with its interval (where given) and its value written out.

    Parameters
    ----------
    frame : one row per bar
    label, value, low, high : names of its columns
    unit : how the value is read
    title : the finding, as a sentence
    axis : what the value is, with its unit
    head : what the labels are, as the head of their column; the column's name if not given
    target : drawn as a dashed line
    sort : Altair's sort of the bars (``"-x"``: largest first; ``None``: as the frame has them)

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"segment": ["A", "B"], "spend": [10.0, 20.0]})
    >>> chart = bars(frame, label="segment", value="spend", unit="money", title="B spends twice as "
    ...              "much as A", axis="Spend per customer (EUR)")
    >>> [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]
    ['bar', 'text']
    """
    mark = alt.Chart().mark_bar(opacity=0.85, height={"band": 0.7})
    return _ranked(locals(), mark, zero=True)


def dots(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    unit: Unit,
    title: str,
    axis: str,
    head: str = "",
    low: str | None = None,
    high: str | None = None,
    target: float | None = None,
    subtitle: str = "",
    description: str = "",
    sort: str | None = "-x",
) -> alt.LayerChart:
    """Dots with intervals, one per row, on an axis that need not start at zero; see `bars`."""
    return _ranked(locals(), alt.Chart().mark_point(filled=True, size=90, opacity=1), zero=False)


def _ranked(given: dict[str, Any], mark: alt.Chart, *, zero: bool) -> alt.LayerChart:
    frame, unit, axis = given["frame"], given["unit"], given["axis"]
    label, value, low, high = (given[name] for name in ("label", "value", "low", "high"))
    number = d3.number_format(unit, even=bool((frame[value].dropna() % 1 != 0).any()))
    x = alt.X(
        field=_field(value),
        type="quantitative",
        title=axis,
        scale=alt.Scale(zero=zero, nice=True),
        axis=alt.Axis(format=number, tickCount=alt.ExprRef("ceil(width / 90)")),
    )
    y = alt.Y(field=_field(label), type="nominal", title=None, sort=_row_order(given))
    tip = [
        alt.Tooltip(field=_field(label), type="nominal", title=given["head"] or label),
        alt.Tooltip(field=_field(value), type="quantitative", title=axis, format=number),
    ]
    columns = [label, value]
    has_interval = low is not None and high is not None
    if has_interval:
        columns += [low, high]
        tip += _interval_tips(low, high, number)
    layers = [mark.encode(x=x, y=y, tooltip=tip)]
    if has_interval:
        span = alt.X(field=_field(low), type="quantitative", title=axis)
        rule = alt.Chart().mark_rule(strokeWidth=2, color=INK)
        # Over a bar, but under a dot, which it would strike through.
        over = len(layers) if zero else 0
        interval = rule.encode(x=span, x2=alt.X2(field=_field(high)), y=y, tooltip=tip)
        layers.insert(over, interval)
    end = _field(high if has_interval else value)
    text = alt.Chart().mark_text(align="left", dx=7, color=INK)
    layers.append(
        text.encode(
            x=alt.X(field=end, type="quantitative", title=axis),
            y=y,
            text=alt.Text(field=_field(value), type="quantitative", format=number),
        )
    )
    if given["target"] is not None:
        line = alt.Chart().mark_rule(strokeDash=[5, 4], color=INK, opacity=0.8)
        layers.append(line.encode(x=alt.XDatum(given["target"]), tooltip=alt.value(None)))
    return alt.layer(*layers, data=_only(frame, columns)).properties(
        title=_title(given["title"], given["subtitle"] or _interval_note(has_interval)),
        height=alt.Step(34),
        # Room for the value that stands beside the rightmost mark.
        padding={"left": 5, "top": 5, "bottom": 5, "right": _room(frame[value], unit)},
        description=given["description"] or _describe_ranked(given),
    )


def _room(values: pd.Series, unit: Unit) -> int:
    """Pixels that the longest written value needs."""
    longest = max((len(language.quantity(float(v), unit)) for v in values.dropna()), default=0)
    return 10 + 8 * longest


def _row_order(given: dict[str, Any]) -> Any:
    """Explicit, since a layered chart drops a sort by another channel where layers disagree."""
    frame, sort = given["frame"], given["sort"]
    if sort in ("-x", "x"):
        frame = frame.sort_values(given["value"], ascending=sort == "x", kind="stable")
    elif sort is not None:
        return sort
    return [str(name) for name in dict.fromkeys(frame[given["label"]])]


def heatmap(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    value: str,
    unit: Unit,
    title: str,
    x_axis: str,
    y_axis: str,
    value_title: str = "",
    subtitle: str = "",
    description: str = "",
    x_order: Sequence[str] | None = None,
    y_order: Sequence[str] | None = None,
) -> alt.LayerChart:
    """A matrix of cells, darker for more, each with its value written in it.

    Parameters
    ----------
    frame : one row per cell
    x, y, value : names of its columns: column and row of the matrix, and what fills the cell
    x_order, y_order : order of columns and rows; as the frame has them if not given
    """
    columns = list(x_order or dict.fromkeys(frame[x]))
    rows = list(y_order or dict.fromkeys(frame[y]))
    number = d3.number_format(unit)
    largest = float(frame[value].max()) if len(frame) else 1.0
    across = alt.X(
        field=_field(x),
        type="nominal",
        sort=columns,
        title=x_axis,
        axis=alt.Axis(
            labelAngle=0 if sum(len(str(name)) for name in columns) <= 72 else -40,
            labelLimit=110,
            orient="top",
        ),
    )
    down = alt.Y(
        field=_field(y), type="nominal", sort=rows, title=y_axis, axis=alt.Axis(labelLimit=260)
    )
    fill = alt.Color(
        field=_field(value),
        type="quantitative",
        scale=alt.Scale(range=list(RAMP), domain=[0, largest or 1.0]),
        legend=None,
    )
    tip = [
        alt.Tooltip(field=_field(y), type="nominal", title=y_axis),
        alt.Tooltip(field=_field(x), type="nominal", title=x_axis),
        alt.Tooltip(
            field=_field(value), type="quantitative", title=value_title or value, format=number
        ),
    ]
    cell = alt.Chart().mark_rect(cornerRadius=2).encode(x=across, y=down, color=fill, tooltip=tip)
    ink = alt.condition(
        f"datum[{value!r}] > {0.45 * largest!r}", alt.value("#ffffff"), alt.value("#14202b")
    )
    text = (
        alt.Chart()
        .mark_text(fontSize=12)
        .encode(
            x=across,
            y=down,
            text=alt.Text(field=_field(value), type="quantitative", format=number),
            color=ink,
        )
    )
    return (
        alt.layer(cell, text, data=_only(frame, [x, y, value]))
        .properties(
            title=_title(title, subtitle),
            height=alt.Step(40),
            description=description or f"{title}. {y_axis} × {x_axis}.",
        )
        .configure_scale(bandPaddingInner=0.04)
    )


def line(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    unit: Unit,
    title: str,
    x_axis: str,
    y_axis: str,
    low: str | None = None,
    high: str | None = None,
    series: str | None = None,
    series_title: str = "",
    target: float | None = None,
    zero: bool = False,
    subtitle: str = "",
    description: str = "",
) -> alt.LayerChart:
    """Lines over time or another quantity, each with its interval as a band (where given).

    With `series`, a click on the legend brings one series to the front.

    Parameters
    ----------
    frame : one row per point
    x, y, low, high, series : names of its columns; ``x`` may hold dates, numbers or ordered labels
    target : drawn as a dashed line
    zero : whether the value's axis starts at zero
    """
    number = d3.number_format(unit, float(frame[y].abs().max()) if len(frame) else 0.0)
    kind = _kind(frame[x])
    ticks = alt.Axis(format="%b %Y", tickCount=6) if kind == "temporal" else alt.Axis(tickCount=6)
    sort = [str(v) for v in dict.fromkeys(frame[x])] if kind == "ordinal" else alt.Undefined
    across = alt.X(field=_field(x), type=kind, title=x_axis, axis=ticks, sort=sort)
    scale = alt.Scale(zero=zero, nice=True)
    marks = alt.Axis(format=number, tickCount=5)
    up = alt.Y(field=_field(y), type="quantitative", title=y_axis, scale=scale, axis=marks)
    tip = [
        alt.Tooltip(field=_field(x), type=kind, title=x_axis),
        alt.Tooltip(field=_field(y), type="quantitative", title=y_axis, format=number),
    ]
    columns, shared, params = [x, y], {}, []
    if series is not None:
        columns.append(series)
        names = [str(name) for name in dict.fromkeys(frame[series])]
        pick = alt.selection_point(fields=[series], bind="legend", name="series")
        params = [pick]
        shared = {
            "color": alt.Color(
                field=_field(series),
                type="nominal",
                title=series_title or None,
                sort=names,
                scale=alt.Scale(domain=names, range=list(PALETTE)),
            ),
            "opacity": alt.condition(pick, alt.value(1), alt.value(0.15)),
        }
        tip.insert(0, alt.Tooltip(field=_field(series), type="nominal", title=series_title))
    layers = []
    has_interval = low is not None and high is not None
    if has_interval:
        columns += [low, high]
        tip += _interval_tips(low, high, number)
        bottom = alt.Y(field=_field(low), type="quantitative", title=y_axis, scale=scale)
        band = alt.Chart().mark_area(fillOpacity=0.2, line=False)
        layers.append(band.encode(x=across, y=bottom, y2=alt.Y2(field=_field(high)), **shared))
    stroke = alt.Chart().mark_line(strokeWidth=2.2, point={"filled": True, "size": 36})
    layers.append(stroke.encode(x=across, y=up, tooltip=tip, **shared).add_params(*params))
    if target is not None:
        rule = alt.Chart().mark_rule(strokeDash=[5, 4], color=INK, opacity=0.8)
        layers.append(rule.encode(y=alt.YDatum(target)))
    return alt.layer(*layers, data=_only(frame, columns)).properties(
        title=_title(title, subtitle or _interval_note(has_interval, band=True)),
        description=description or f"{title}. {y_axis}; {x_axis}.",
    )


def _interval_tips(low: str, high: str, number: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip(
            field=_field(low), type="quantitative", title=_("interval, low end"), format=number
        ),
        alt.Tooltip(
            field=_field(high), type="quantitative", title=_("interval, high end"), format=number
        ),
    ]


def _interval_note(has_interval: bool, *, band: bool = False) -> str:
    if not has_interval:
        return ""
    if band:
        return _("The band is the 95% interval.")
    return _("The line across each value is its 95% interval.")


def _describe_ranked(given: dict[str, Any]) -> str:
    """Alt text: the finding, what is measured, and the largest and smallest value."""
    frame, unit = given["frame"], given["unit"]
    text = f"{given['title'].rstrip('.')}. {given['axis']}."
    values = frame[given["value"]].dropna()
    if values.empty:
        return text
    top, bottom = frame.loc[values.idxmax()], frame.loc[values.idxmin()]
    extremes = _("Largest: {top}, {most}; smallest: {bottom}, {least}.").format(
        top=top[given["label"]],
        most=language.quantity(float(top[given["value"]]), unit),
        bottom=bottom[given["label"]],
        least=language.quantity(float(bottom[given["value"]]), unit),
    )
    return f"{text} {extremes}"


def _title(title: str, subtitle: str) -> alt.TitleParams:
    return alt.TitleParams(text=title, subtitle=subtitle) if subtitle else alt.TitleParams(title)


def _only(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The columns that are drawn and no others: the rest of a client's data stays out."""
    kept = frame[list(dict.fromkeys(columns))].copy()
    for name in kept.columns:
        if kept[name].dtype == object or str(kept[name].dtype) == "category":
            kept[name] = [_plain(value) for value in kept[name]]
    return kept


def _plain(value: Any) -> Any:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value if isinstance(value, int | float | bool) else str(value)


def _field(name: str) -> str:
    r"""A column's name as Vega-Lite's path syntax wants it.

    >>> print(_field("spend [EUR] v1.0"))
    spend \[EUR\] v1\.0
    """
    return "".join("\\" + char if char in ".[]" else char for char in name)


def _kind(values: pd.Series) -> str:
    from pandas.api import types

    if types.is_datetime64_any_dtype(values):
        return "temporal"
    return "quantitative" if types.is_numeric_dtype(values) else "ordinal"
