"""Two values of each row: as bars beside each other, or as what was and what is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import altair as alt

from taller.charts import encoding
from taller.theme import INK, PALETTE

if TYPE_CHECKING:
    import pandas as pd

    from taller.phase import Unit


def beside(
    frame: pd.DataFrame,
    *,
    label: str,
    series: str,
    value: str,
    low: str,
    high: str,
    read: str,
    words: Mapping[str, str],
    description: str = "",
) -> alt.LayerChart:
    """Two bars for each row, each with its interval.

    Parameters
    ----------
    frame : one row per bar, in the order of rows and series
    label, series : the row, and which of the two
    read : how values are read (see `encoding.tips`)
    words : title, subtitle, axis, and the head of each column but that of `series`
    """
    names = list(dict.fromkeys(frame[series]))
    colour = alt.Color(
        field=encoding.field(series), type="nominal", title=None, sort=names,
        scale=alt.Scale(domain=names, range=[PALETTE[5], PALETTE[0]]),
    )  # fmt: skip
    columns = {label: "text", series: "text", value: read, low: read, high: read}
    base = alt.Chart().encode(
        y=encoding.rows(label, list(dict.fromkeys(frame[label]))),
        yOffset=alt.YOffset(field=encoding.field(series), type="nominal", sort=names),
        color=colour, tooltip=encoding.tips({**words, series: " "}, columns),
    )  # fmt: skip
    held = frame[[value, high]].to_numpy().ravel()
    axis = encoding.axis("share" if read.endswith("%") else read, held, zero=True)
    across = encoding.quantity(alt.X, value, words["axis"], axis)
    span = alt.X(field=encoding.field(low), type="quantitative", title=words["axis"])
    rule = base.mark_rule(strokeWidth=2, color=INK).encode(
        x=span, x2=alt.X2(field=encoding.field(high)), color=alt.value(INK)
    )
    bar = base.mark_bar(opacity=0.85).encode(x=across)
    return alt.layer(bar, rule, data=encoding.only(frame, list(columns))).properties(
        height=alt.Step(18), **encoding.story(words, description)
    )


def moved(
    frame: pd.DataFrame,
    *,
    label: str,
    when: str,
    value: str,
    unit: Unit,
    words: Mapping[str, str],
    domain: Sequence[float],
) -> alt.LayerChart:
    """What each row was and what it is: two dots and the way between.

    Parameters
    ----------
    frame : one row per dot, in the order of rows and times
    words : title, ``axis``, and the head of each column but that of `value`
    domain : the ends of the axis
    """
    times = list(dict.fromkeys(frame[when]))
    columns = {label: "text", when: "text", value: unit}
    axis = encoding.axis(unit, domain, 6)
    base = alt.Chart().encode(
        x=encoding.quantity(alt.X, value, words["axis"], axis, domain=list(domain)),
        y=encoding.rows(label, list(dict.fromkeys(frame[label]))),
        tooltip=encoding.tips({value: words["axis"], **words}, columns),
    )
    between = base.mark_line(color=INK, opacity=0.4)
    between = between.encode(detail=alt.Detail(field=encoding.field(label), type="nominal"))
    colour = alt.Color(
        field=encoding.field(when), type="nominal", title=None, sort=times,
        scale=alt.Scale(domain=times, range=[PALETTE[-1], PALETTE[0]]),
    )  # fmt: skip
    dot = base.mark_point(filled=True, size=110, opacity=1).encode(color=colour)
    return alt.layer(between, dot, data=encoding.only(frame, list(columns))).properties(
        height=alt.Step(34), **encoding.story(words)
    )
