"""What was predicted beside what was observed, with the interval of the latter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from taller.charts import encoding
from taller.theme import INK

if TYPE_CHECKING:
    from taller.phase import Unit


def calibration(
    frame: pd.DataFrame, *, predicted: str, observed: str, low: str, high: str, n: str,
    words: Mapping[str, str],
) -> alt.LayerChart:  # fmt: skip
    """Observed shares against predicted ones; on the dashed line they are the same.

    Parameters
    ----------
    frame : one row per group
    predicted, observed, low, high, n : names of its columns
    words : title, subtitle, ``x_axis``, ``y_axis``, and the head of `n`
    """
    most = min(1.0, 1.05 * float(frame[[predicted, high]].max().max()))
    across, up = words["x_axis"], words["y_axis"]
    axis = encoding.axis("share", [0, most])
    reach = {"domain": [0, most], "nice": False}
    columns = {predicted: "share", observed: "share", n: "count"}
    base = alt.Chart(encoding.only(frame, [*columns, low, high])).encode(
        x=encoding.quantity(alt.X, predicted, across, axis, **reach),
        tooltip=encoding.tips({predicted: across, observed: up, **words}, columns),
    )
    same = alt.Chart(pd.DataFrame({"_x": [0.0, most], "_y": [0.0, most]}))
    ideal = same.mark_line(strokeDash=[5, 4], color=INK, opacity=0.7).encode(
        x=encoding.quantity(alt.X, "_x", across, axis, **reach),
        y=encoding.quantity(alt.Y, "_y", up, axis, **reach),
    )
    bottom, dot = (encoding.quantity(alt.Y, name, up, axis, **reach) for name in (low, observed))
    return alt.layer(
        ideal,
        base.mark_rule(strokeWidth=2, color=INK).encode(
            y=bottom, y2=alt.Y2(field=encoding.field(high))
        ),
        base.mark_point(filled=True, size=80, opacity=1).encode(y=dot),
    ).properties(height=280, **encoding.story(words))


def foretold(
    frame: pd.DataFrame, *, group: str, predicted: str, observed: str, low: str, high: str,
    unit: Unit, words: Mapping[str, str],
) -> alt.LayerChart:  # fmt: skip
    """The observed value of each group with its interval, and a stroke at the predicted one.

    Parameters
    ----------
    frame : one row per group
    group, predicted, observed, low, high : names of its columns
    words : title, subtitle, ``axis``, ``group_axis``, and the head of each column
    """
    held = frame[[predicted, observed, low, high]].to_numpy().ravel()
    axis = encoding.axis(unit, held, zero=True)
    tip = [alt.Tooltip(field=encoding.field(group), type="ordinal", title=words[group]),
           *encoding.tips(words, {predicted: unit, observed: unit})]  # fmt: skip
    across = alt.X(
        field=encoding.field(group), type="ordinal", title=words["group_axis"],
        axis=alt.Axis(labelAngle=0), sort=None,  # in the frame's order: 10 is not before 2
    )  # fmt: skip
    columns = [group, predicted, observed, low, high]
    base = alt.Chart(encoding.only(frame, columns)).encode(x=across, tooltip=tip)
    bottom, dot, stroke = (
        encoding.quantity(alt.Y, name, words["axis"], axis) for name in (low, observed, predicted)
    )
    return alt.layer(
        base.mark_rule(strokeWidth=2, color=INK).encode(
            y=bottom, y2=alt.Y2(field=encoding.field(high))
        ),
        base.mark_point(filled=True, size=80, opacity=1).encode(y=dot),
        base.mark_tick(thickness=3, width=18, color=INK).encode(y=stroke),
    ).properties(height=280, **encoding.story(words))
