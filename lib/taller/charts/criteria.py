"""Several criteria of the same rows side by side: which rows pass each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt

from taller.charts import encoding
from taller.charts.spans import mark_at
from taller.theme import INK, PALETTE

if TYPE_CHECKING:
    import pandas as pd

    from taller.phase import Unit

WIDTH = 200  # of a panel


@dataclass(frozen=True)
class Criterion:
    """A figure that is held against a limit.

    Attributes
    ----------
    value, low, high : names of its columns
    limit : drawn as a dashed line
    unit : how values are read
    weakest : column of a second figure under the same limit, drawn as a stroke
    most : what lies above is drawn there
    """

    value: str
    low: str
    high: str
    limit: float
    unit: Unit
    weakest: str = ""
    most: float | None = None


def criteria(
    frame: pd.DataFrame, found: Sequence[Criterion], *, label: str, words: Mapping[str, str]
) -> alt.ConcatChart:
    """A panel of dots with intervals for each criterion, over the same rows.

    Parameters
    ----------
    frame : one row per candidate, in the order of rows
    label : name of the column with its labels
    words : title, subtitle, and the head of each column: of a criterion's value, its axis
    """
    panels = [_panel(frame, one, label, words) for one in found]
    columns = [label]
    for one in found:
        columns += filter(None, (one.value, one.low, one.high, one.weakest))
    # The same data in each panel, so that a report has one table of them.
    return alt.concat(
        *panels, data=encoding.only(frame, columns), columns=len(panels), spacing=22
    ).properties(**encoding.story(words))


def _panel(
    frame: pd.DataFrame, one: Criterion, label: str, words: Mapping[str, str]
) -> alt.LayerChart:
    title, low, high = words[one.value], encoding.field(one.low), encoding.field(one.high)
    columns = [name for name in (one.value, one.low, one.high, one.weakest) if name]
    held = [*frame[columns].to_numpy().ravel(), one.limit]
    reach = {"clamp": True, "domain": [0, one.most]} if one.most else {"zero": False}
    axis = encoding.axis(one.unit, reach.get("domain", held))
    tip = encoding.tips(words, {label: "text", one.value: one.unit})
    tip += encoding.interval_tips(one.low, one.high, one.unit)
    tip += encoding.tips(words, {one.weakest: one.unit}) if one.weakest else []
    base = alt.Chart().encode(y=encoding.rows(label, list(frame[label])), tooltip=tip)
    span = alt.X(field=low, type="quantitative", title=title)
    x = encoding.quantity(alt.X, one.value, title, axis, nice=True, **reach)
    layers = [
        mark_at(one.limit),
        base.mark_rule(strokeWidth=2, color=INK).encode(x=span, x2=alt.X2(field=high)),
        base.mark_point(filled=True, size=90, opacity=1).encode(x=x),
    ]
    if one.weakest:
        at = alt.X(field=encoding.field(one.weakest), type="quantitative", title=title)
        stroke = base.mark_tick(thickness=3, color=PALETTE[1], opacity=1, height={"band": 0.6})
        layers.append(stroke.encode(x=at))
    return alt.layer(*layers).properties(width=WIDTH, height=alt.Step(34))
