"""From here to there, a row each: weeks, ranges, and the steps from a whole to what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from taller import d3, language
from taller.charts import encoding
from taller.theme import INK


def spans(
    frame: pd.DataFrame,
    *,
    label: str,
    start: str,
    end: str,
    axis: alt.Axis,
    words: Mapping[str, str],
    columns: Mapping[str, str],
    domain: Sequence[float] | None = None,
    shown_by: Mapping[str, Any] | None = None,
    over: Sequence[alt.Chart] = (),
    band: float = 0.6,
    row: int = 30,
    description: str = "",
    **look: Any,
) -> alt.LayerChart:
    """A bar from start to end in each row, or several in one, in the order of the frame.

    Parameters
    ----------
    frame : one row per bar
    label, start, end : names of its columns; the latter two hold numbers or dates
    axis, domain : the axis along which spans lie, and its ends (none: those of the spans)
    words : title, subtitle, ``axis``, and the head of each column that is told
    columns : what is told of a bar, and how it is read (see `encoding.tips`)
    shown_by : further channels, as a colour, by columns that are told
    over : layers above the bars, of the same data where they have none
    band, row : how much of a row a bar fills, and a row's height in pixels
    look : anything else of the bars
    """
    more = {"scale": alt.Scale(domain=list(domain), nice=False)} if domain else {}
    kind = encoding.kind(frame[start])
    x = alt.X(encoding.field(start), type=kind, title=words.get("axis"), axis=axis, **more)
    bar = alt.Chart().mark_bar(opacity=0.85, height={"band": band}, **look)
    bar = bar.encode(
        x=x, x2=alt.X2(field=encoding.field(end)), tooltip=encoding.tips(words, columns),
        y=encoding.rows(label, list(dict.fromkeys(frame[label])), labelLimit=260),
        **(shown_by or {}),
    )  # fmt: skip
    return alt.layer(
        bar, *over, data=encoding.only(frame, [label, start, end, *columns])
    ).properties(height=alt.Step(row), **encoding.story(words, description))


def mark_at(
    place: float | dt.date | alt.DateTime, *, dash: Sequence[int] = (5, 4), **look: Any
) -> alt.Chart:
    """A rule across a chart at a place of its horizontal axis."""
    dashed = {"strokeDash": list(dash)} if dash else {}
    if isinstance(place, dt.date):
        place = alt.DateTime(year=place.year, month=place.month, date=place.day)
    return alt.Chart().mark_rule(color=INK, **dashed, **look).encode(x=alt.XDatum(place))


def bridge(
    frame: pd.DataFrame, *, words: Mapping[str, str], colours: Mapping[str, str]
) -> alt.LayerChart:
    """From a whole, step by step, to what is left of it, in money.

    Parameters
    ----------
    frame : one row per step, with ``step``, ``value`` and ``kind``, a key of `colours`; the whole
        and what is left have none
    words : title, ``axis``, the heads ``step`` and ``amount``, and each kind
    """
    frame = _placed(frame)
    frame["kind"] = frame["kind"].map(words)
    kinds = {words[kind]: colour for kind, colour in colours.items()}
    kept = [name for name in kinds if name in set(frame["kind"])]
    axis = encoding.axis("money", frame["_high"], "ceil(width / 110)", zero=True)
    base = alt.Chart().encode(
        y=encoding.rows("step", list(frame["step"])),
        tooltip=encoding.tips({**words, "value": words["amount"]},
                              {"step": "text", "value": d3.number_format("money")}),
    )  # fmt: skip
    bar = base.mark_bar(opacity=0.85, height={"band": 0.7}).encode(
        x=encoding.quantity(alt.X, "_low", words["axis"], axis), x2="_high:Q"
    )
    whole = frame["kind"].isna()
    scale = alt.Scale(domain=kept, range=[kinds[name] for name in kept])
    # The whole and what is left of it are in the report's own colour.
    ends = bar.properties(data=frame[whole].drop(columns="kind"))
    steps = bar.properties(data=frame[~whole]).encode(
        color=alt.Color("kind:N", title=None, sort=kept, scale=scale)
    )
    text = base.mark_text(align="left", dx=7, color=INK).encode(
        x=alt.X("_end:Q", title=words["axis"]), text="_text:N"
    )
    parts = "; ".join(f"{s}: {t}" for s, t in zip(frame["step"], frame["_text"], strict=True))
    right = 10 + 8 * int(frame["_text"].str.len().max())
    return alt.layer(ends, steps, text.properties(data=frame.drop(columns="kind"))).properties(
        height=alt.Step(32), padding={"left": 5, "top": 5, "bottom": 5, "right": right},
        **encoding.story(words, f"{parts}."),
    )  # fmt: skip


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    """Where each step lies: the whole from nothing, each other from where the last one left off."""
    level, lines = 0.0, []
    for value, kind in zip(frame["value"], frame["kind"], strict=True):
        if pd.isna(kind):
            level = value
            lines.append((0.0, float(value)))
        else:
            lines.append((float(level + value), float(level)))
            level += value
    placed = frame.assign(value=frame["value"].astype(float))
    placed[["_low", "_high"]] = lines
    placed["_end"] = placed[["_low", "_high"]].max(axis=1)
    placed["_text"] = [language.money(value) for value in placed["value"]]
    return placed[["step", "_low", "_high", "_end", "kind", "value", "_text"]]
