"""A matrix of cells with their values written in: by how much, or by which way one differs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from taller import d3
from taller.charts import encoding
from taller.theme import RAMP

if TYPE_CHECKING:
    import pandas as pd

    from taller.phase import Unit

DIVERGING = ("#d55e00", "#f3c9a6", "#f1f1ee", "#a9cbe6", "#2478b5")
NOTHING = "#f1f1ee"
ON_CELL, ON_DARK_CELL = "#000000", "#ffffff"
DARK = 0.179  # relative luminance below which white is read better than black; at it both have 4.6


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
    number = d3.number_format(unit)
    largest = (float(frame[value].max()) if len(frame) else 1.0) or 1.0
    angle = 0 if sum(len(str(name)) for name in columns) <= 72 else -40
    across = alt.X(
        field=encoding.field(x), type="nominal", sort=columns, title=x_axis,
        axis=alt.Axis(labelAngle=angle, labelLimit=110, orient="top"),
    )  # fmt: skip
    down = encoding.rows(y, list(y_order or dict.fromkeys(frame[y])), y_axis, labelLimit=260)
    tip = [encoding.tip(y, y_axis, "text"), encoding.tip(x, x_axis, "text"),
           encoding.tip(value, value_title or value, number)]  # fmt: skip
    base = alt.Chart().encode(x=across, y=down, tooltip=tip)
    scale = alt.Scale(range=list(RAMP), domain=[0, largest])
    fill = alt.Color(**_of(value), scale=scale, legend=None)
    made = _cells(base, fill, alt.Text(**_of(value), format=number), value)
    said = description or f"{title}. {y_axis} × {x_axis}."
    # A slanted head of the last column ends beyond it.
    beyond = max(0, min(110, 7 * len(str(columns[-1]))) * 3 // 4 - 25) if angle and columns else 0
    return (
        alt.layer(*made, data=encoding.only(frame, [x, y, value]))
        .properties(
            title=encoding.titled(title, subtitle), height=alt.Step(40), description=said,
            padding={"left": 5, "top": 5, "bottom": 5, "right": 5 + beyond},
        )
        .configure_scale(bandPaddingInner=0.04)
    )  # fmt: skip


def occurrence(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    value: str,
    words: Mapping[str, str],
    full: float,
    least: float,
) -> alt.LayerChart:
    """How often each row takes each place: darker for more, written where it is often enough.

    Parameters
    ----------
    frame : one row per cell, in the order of rows and columns; ``value`` a share
    words : title, subtitle, and the head of each column
    full : the share that is drawn darkest
    least : the least share that is written
    """
    across = alt.X(
        field=encoding.field(x), type="nominal", sort=list(dict.fromkeys(frame[x])),
        title=words[x], axis=alt.Axis(orient="top", labelAngle=0),
    )  # fmt: skip
    down = encoding.rows(y, list(dict.fromkeys(frame[y])), labelLimit=260)
    tip = encoding.tips(words, {y: "text", x: "text", value: "share"})
    base = alt.Chart().encode(x=across, y=down, tooltip=tip)
    scale = alt.Scale(range=[NOTHING, *RAMP], domain=[0, full], clamp=True, interpolate="rgb")
    fill = alt.Color(**_of(value), scale=scale, legend=None)
    text = alt.Text(**_of(value), format=d3.number_format("share"))
    cell, written = _cells(base, fill, text, value, font=11)
    written = written.transform_filter(f"datum[{value!r}] >= {least!r}")
    return alt.layer(cell, written, data=encoding.only(frame, [x, y, value])).properties(
        width=alt.Step(38), height=alt.Step(30), **encoding.story(words)
    )


def deviations(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    value: str,
    text: str,
    words: Mapping[str, str],
    description: str = "",
) -> alt.LayerChart:
    """How far each cell lies below or above the average, with an actual figure written in it.

    Parameters
    ----------
    frame : one row per cell, in the order of rows and columns
    x, y : column and row of the matrix
    value : distance from the average, in standard deviations
    text : what is written
    words : title, subtitle, ``legend``, and the head of each column
    """
    labels = [str(name) for name in dict.fromkeys(frame[x])]
    across = alt.X(
        field=encoding.field(x), type="nominal", sort=labels, title=None,
        axis=alt.Axis(orient="top", labelAngle=0, labelLimit=110, labelPadding=34,
                      labelExpr=_wrapped(labels)),
    )  # fmt: skip
    down = encoding.rows(y, list(dict.fromkeys(frame[y])), labelLimit=260)
    tip = encoding.tips(words, {y: "text", x: "text", text: "text", value: ".1f"})
    base = alt.Chart().encode(x=across, y=down, tooltip=tip)
    scale = alt.Scale(
        range=list(DIVERGING), domain=[-1.5, -0.75, 0, 0.75, 1.5], clamp=True, interpolate="rgb"
    )
    legend = alt.Legend(
        gradientLength=180, format="+.1~f", values=[-1.5, 0, 1.5], titleLimit=400,
        labelExpr="datum.value === 0 ? '0' : datum.label",
    )  # fmt: skip
    fill = alt.Color(**_of(value), scale=scale, title=words["legend"], legend=legend)
    written = alt.Text(field=encoding.field(text), type="nominal")
    made = _cells(base, fill, written, value)
    return alt.layer(*made, data=encoding.only(frame, [x, y, value, text])).properties(
        width=alt.Step(80), height=alt.Step(40), **encoding.story(words, description)
    )


def ink_on(value: str) -> Any:
    """White on dark cells and black on light ones, by the colour that a cell's value gives it.

    References
    ----------
    WCAG 2.2, relative luminance: of white and black, one always has a contrast of 4.5 or more.
    """
    dark = f"luminance(scale('color', datum[{value!r}])) < {DARK}"
    return alt.condition(dark, alt.value(ON_DARK_CELL), alt.value(ON_CELL))


def _cells(
    base: alt.Chart, fill: alt.Color, text: alt.Text, value: str, font: int = 12
) -> tuple[alt.Chart, alt.Chart]:
    """The cells, coloured by a value, and what is written on them."""
    return (
        base.mark_rect(cornerRadius=2).encode(color=fill),
        base.mark_text(fontSize=font).encode(text=text, color=ink_on(value)),
    )


def _of(value: str) -> dict[str, Any]:
    return {"field": encoding.field(value), "type": "quantitative"}


def _wrapped(labels: Sequence[str]) -> str:
    """A Vega expression that breaks long labels, so that six columns stand side by side."""
    lines = {label: textwrap.wrap(label, 12, break_long_words=False) for label in labels}
    return f"{json.dumps(lines, ensure_ascii=False)}[datum.label]"
