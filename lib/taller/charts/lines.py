"""Lines over time or another quantity, each with its interval as a band (where given)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import altair as alt

from taller import d3
from taller.charts import encoding
from taller.charts.spans import mark_at
from taller.language import _
from taller.theme import INK, PALETTE

if TYPE_CHECKING:
    import pandas as pd

    from taller.phase import Unit


def line(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    unit: Unit,
    title: str,
    x_axis: str,
    y_axis: str,
    x_unit: Unit | None = None,
    low: str | None = None,
    high: str | None = None,
    series: str | None = None,
    series_title: str = "",
    target: float | None = None,
    mark: float | dt.date | None = None,
    dashed: pd.DataFrame | None = None,
    band: tuple[str, str] | None = None,
    points: bool = True,
    zero: bool = False,
    subtitle: str = "",
    description: str = "",
) -> alt.LayerChart:
    """Lines over time or another quantity.

    With `series`, a click on the legend brings one series to the front.

    Parameters
    ----------
    frame : one row per point
    x, y, low, high, series : names of its columns; ``x`` may hold dates, numbers or ordered labels
    x_unit : how ``x`` is read where it holds numbers
    target, mark : a value, and a place along ``x``, each drawn as a dashed line
    band : what its ends are called, where it is no 95% interval
    dashed : the same series as they were foretold, say: lines without a band
    points : whether each point is drawn as well
    zero : whether the value's axis starts at zero
    """
    number = d3.number_format(unit, float(frame[y].abs().max()) if len(frame) else 0.0)
    across = _across(frame, x, x_axis, x_unit)
    held = frame[[name for name in (y, low, high) if name]].to_numpy().ravel()
    look = encoding.axis(unit, held, zero=zero)
    up = encoding.quantity(alt.Y, y, y_axis, look, zero=zero, nice=True)
    shared, params = _by_series(frame, series, series_title) if series else ({}, [])
    tip = [encoding.tip(series, series_title, "text")] if series else []
    tip += [alt.Tooltip(field=encoding.field(x), type=encoding.kind(frame[x]), title=x_axis),
            encoding.tip(y, y_axis, number)]  # fmt: skip
    layers: list[Any] = []
    if low is not None and high is not None:
        tip += encoding.interval_tips(low, high, number, band)
        bottom = encoding.quantity(alt.Y, low, y_axis, look, zero=zero, nice=True)
        area = alt.Chart().mark_area(fillOpacity=0.2, line=False)
        ends = {"y": bottom, "y2": alt.Y2(field=encoding.field(high))}
        layers.append(area.encode(x=across, **ends, **shared))
    stroke = alt.Chart().mark_line(
        strokeWidth=2.2, point={"filled": True, "size": 36} if points else False
    )
    layers.append(stroke.encode(x=across, y=up, tooltip=tip, **shared).add_params(*params))
    if target is not None:
        rule = alt.Chart().mark_rule(strokeDash=[5, 4], color=INK, opacity=0.8)
        layers.append(rule.encode(y=alt.YDatum(target)))
    if mark is not None:
        layers.append(mark_at(mark))
    if dashed is not None:
        thin = alt.Chart(dashed).mark_line(strokeDash=[5, 4], strokeWidth=1.6)
        layers.append(thin.encode(x=across, y=up, **{k: shared[k] for k in ("color",) if shared}))
    columns = [name for name in (x, y, series, low, high) if name]
    note = subtitle or (_("The band is the 95% interval.") if low and not band else "")
    return alt.layer(*layers, data=encoding.only(frame, columns)).properties(
        title=encoding.titled(title, note),
        description=description or f"{title}. {y_axis}; {x_axis}.",
    )


def _across(frame: pd.DataFrame, x: str, title: str, unit: Unit | None) -> alt.X:
    kind = encoding.kind(frame[x])
    axis = alt.Axis(tickCount=6)
    if kind == "temporal":
        axis = encoding.months(frame[x])
    elif unit is not None:
        axis = encoding.axis(unit, frame[x], 6)
    sort = [str(v) for v in dict.fromkeys(frame[x])] if kind == "ordinal" else alt.Undefined
    return alt.X(field=encoding.field(x), type=kind, title=title, axis=axis, sort=sort)


def _by_series(
    frame: pd.DataFrame, series: str, title: str
) -> tuple[dict[str, Any], list[alt.Parameter]]:
    """A colour for each series, and the click on the legend."""
    names = [str(name) for name in dict.fromkeys(frame[series])]
    pick = alt.selection_point(fields=[series], bind="legend", name="series")
    colour = alt.Color(
        field=encoding.field(series), type="nominal", title=title or None, sort=names,
        scale=alt.Scale(domain=names, range=list(PALETTE)),
    )  # fmt: skip
    return {"color": colour, "opacity": alt.condition(pick, alt.value(1), alt.value(0.15))}, [pick]
