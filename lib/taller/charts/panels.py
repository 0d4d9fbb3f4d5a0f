"""Histograms side by side: how several quantities are spread over the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from taller import d3
from taller.charts import encoding

if TYPE_CHECKING:
    from taller.phase import Unit

BINS = 16
TAIL = 0.01  # of the rows on either side that are not drawn


def panels(
    charts: Iterable[alt.Chart], *, words: Mapping[str, str], description: str, columns: int = 3
) -> alt.ConcatChart:
    """Small charts under one title; a report narrows three columns to two on a phone."""
    return alt.concat(*charts, columns=columns, spacing={"row": 18, "column": 22}).properties(
        **encoding.story(words, description)
    )


def histogram(
    values: pd.Series,
    *,
    name: str,
    unit: Unit,
    words: Mapping[str, str],
    whole: bool = False,
    least: int = 1,
) -> alt.Chart:
    """How one quantity is spread; outer hundredths are cut off.

    Parameters
    ----------
    name : begins the names of its columns, since panels stand under one chart
    words : ``title``, ``from``, ``to`` and ``customers``: the axis, and the head of each column
    whole : whether values are whole numbers, whose bins start and end on one
    least : fewest rows of a bar that is drawn
    """
    edges = _edges(values, whole=whole)
    counts, _same = np.histogram(values, bins=edges)
    low, high, n = f"{name}_from", f"{name}_to", "customers"
    frame = pd.DataFrame({low: edges[:-1], high: edges[1:], n: counts})
    frame = frame[(counts == 0) | (counts >= least)]
    form = d3.number_format(unit, float(np.abs(edges).max()))
    tip = encoding.tips(
        {low: words["from"], high: words["to"], n: words[n]}, {low: form, high: form, n: "count"}
    )
    ticks = 1 if unit == "money" else 4  # amounts with a currency code are long
    axis = encoding.axis(unit, edges, ticks, grid=False)
    across = alt.X(
        field=encoding.field(low), type="quantitative", bin="binned", title=words["title"],
        axis=axis,
    )  # fmt: skip
    up = encoding.quantity(alt.Y, n, None, encoding.axis("count", counts, 3, zero=True))
    bar = alt.Chart(frame).mark_bar(stroke=None, opacity=0.85, binSpacing=1)
    return bar.encode(
        x=across, x2=alt.X2(field=encoding.field(high)), y=up, tooltip=tip
    ).properties(width=168, height=110)


def _edges(values: pd.Series, *, whole: bool) -> np.ndarray:
    low, high = values.quantile(TAIL), values.quantile(1 - TAIL)
    if not whole:
        return np.linspace(low, high if high > low else low + 1, BINS + 1)
    wide = high - low + 1
    # One bar a number as far as that can be seen: "just once" is a bar of its own.
    step = 1 if wide <= 2 * BINS else int(np.ceil(wide / BINS))
    return np.arange(np.floor(low), high + step + 1, step)
