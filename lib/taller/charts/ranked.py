"""A value for each row: bars or dots, with their intervals, a target, and the value written out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import altair as alt

from taller import d3, language
from taller.charts import encoding
from taller.language import _
from taller.theme import INK

if TYPE_CHECKING:
    import pandas as pd

    from taller.phase import Estimate, Unit


def bars(frame: pd.DataFrame, **how: Any) -> alt.LayerChart:
    """Horizontal bars, one per row, each with its interval (where given) and its value written out.

    Parameters
    ----------
    frame : one row per bar
    how : what `ranked` takes

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
    return ranked(frame, mark, zero=True, **how)


def dots(frame: pd.DataFrame, **how: Any) -> alt.LayerChart:
    """Dots with intervals, one per row, on an axis that need not start at zero; see `bars`."""
    mark = alt.Chart().mark_point(filled=True, size=90, opacity=1)
    return ranked(frame, mark, zero=False, **how)


def scores(
    found: Iterable[tuple[str, Estimate]], *, unit: Unit, draw: Any = dots, **how: Any
) -> alt.LayerChart:
    """Figures with their intervals, one per row, in the order given.

    Parameters
    ----------
    found : label and figure of each row
    draw : `dots` or `bars`
    how : title, axis, target and whatever else these take
    """
    import pandas as pd

    lines = [(label, each.value, each.low, each.high) for label, each in found]
    frame = pd.DataFrame(lines, columns=["label", "value", "low", "high"])
    how.setdefault("head", _("What"))
    return draw(
        frame, label="label", value="value", low="low", high="high", unit=unit, sort=None, **how
    )


def ranked(
    frame: pd.DataFrame,
    mark: alt.Chart,
    *,
    zero: bool,
    label: str,
    value: str,
    unit: Unit,
    title: str,
    axis: str,
    head: str = "",
    low: str | None = None,
    high: str | None = None,
    target: float | None = None,
    targets: str | None = None,
    targets_head: str = "",
    digits: int | None = None,
    subtitle: str = "",
    description: str = "",
    sort: str | None = "-x",
) -> alt.LayerChart:
    """What `bars` and `dots` draw with a mark of theirs.

    Parameters
    ----------
    frame : one row per mark
    zero : whether the value's axis starts at zero
    label, value, low, high : names of its columns
    unit : how the value is read
    title : the finding, as a sentence
    axis : what the value is, with its unit
    head : what the labels are, as the head of their column; the column's name if not given
    target : drawn as a dashed line
    targets, targets_head : column with a target of each row's own, drawn as a stroke in place of
        the written value, and what it is
    digits : decimals of the written value, if not those of its unit
    sort : Altair's sort of the marks (``"-x"``: largest first; ``None``: as the frame has them)
    """
    held = frame[[name for name in (value, low, high) if name]].to_numpy().ravel()
    even = bool((frame[value].dropna() % 1 != 0).any())
    number = d3.number_format(unit, float(frame[value].abs().max()), even=even)
    read = number if unit == "number" and even else unit
    look = encoding.axis(read, held, "ceil(width / 90)", zero=zero)
    x = encoding.quantity(alt.X, value, axis, look, zero=zero, nice=True)
    y = encoding.rows(label, _order(frame, label, value, sort))
    tip = [encoding.tip(label, head or label, "text"), encoding.tip(value, axis, number)]
    columns, end = [label, value], value
    layers = [mark.encode(x=x, y=y, tooltip=tip)]
    if low is not None and high is not None:
        columns, end = [*columns, low, high], high
        tip += encoding.interval_tips(low, high, number)
        rule = alt.Chart().mark_rule(strokeWidth=2, color=INK).encode(
            x=alt.X(field=encoding.field(low), type="quantitative", title=axis),
            x2=alt.X2(field=encoding.field(high)), y=y, tooltip=tip,
        )  # fmt: skip
        # Over a bar, but under a dot, which it would strike through.
        layers.insert(1 if zero else 0, rule)
    if targets is None:
        text = number if digits is None else f".{digits}f"
        layers.append(_written(end, value, text, axis, y))
    else:
        tip = [encoding.tip(label, head or label, "text"),
               encoding.tip(targets, targets_head, unit)]  # fmt: skip
        layers.append(_strokes(frame, label, targets, axis, y, tip))
    if target is not None:
        line = alt.Chart().mark_rule(strokeDash=[5, 4], color=INK, opacity=0.8)
        layers.append(line.encode(x=alt.XDatum(target), tooltip=alt.value(None)))
    note = subtitle or (_("The line across each value is its 95% interval.") if low else "")
    said = description or _described(frame, label, value, unit, f"{title.rstrip('.')}. {axis}.")
    return alt.layer(*layers, data=encoding.only(frame, columns)).properties(
        title=encoding.titled(title, note), height=alt.Step(34), description=said,
        # Room for the value that stands beside the rightmost mark.
        padding={"left": 5, "top": 5, "bottom": 5, "right": _room(frame[value], unit)},
    )  # fmt: skip


def _written(end: str, value: str, number: str, axis: str, y: alt.Y) -> alt.Chart:
    """The values, each beside the end of its mark."""
    return alt.Chart().mark_text(align="left", dx=7, color=INK).encode(
        x=alt.X(field=encoding.field(end), type="quantitative", title=axis), y=y,
        text=alt.Text(field=encoding.field(value), type="quantitative", format=number),
    )  # fmt: skip


def _strokes(
    frame: pd.DataFrame, label: str, targets: str, axis: str, y: alt.Y, tip: list[alt.Tooltip]
) -> alt.Chart:
    stroke = alt.Chart(encoding.only(frame, [label, targets])).mark_tick(
        thickness=4, color=INK, opacity=1, height={"band": 0.9}
    )
    x = alt.X(field=encoding.field(targets), type="quantitative", title=axis)
    return stroke.encode(x=x, y=y, tooltip=tip)


def _room(values: pd.Series, unit: Unit) -> int:
    """Pixels that the longest written value needs."""
    longest = max((len(language.quantity(float(v), unit)) for v in values.dropna()), default=0)
    return 10 + 8 * longest


def _order(frame: pd.DataFrame, label: str, value: str, sort: str | None) -> Any:
    """Explicit, since a layered chart drops a sort by another channel where layers disagree."""
    if sort in ("-x", "x"):
        frame = frame.sort_values(value, ascending=sort == "x", kind="stable")
    elif sort is not None:
        return sort
    return [str(name) for name in dict.fromkeys(frame[label])]


def _described(frame: pd.DataFrame, label: str, value: str, unit: Unit, text: str) -> str:
    """Alt text: the finding, what is measured, and the largest and smallest value."""
    values = frame[value].dropna()
    if values.empty:
        return text
    top, bottom = frame.loc[values.idxmax()], frame.loc[values.idxmin()]
    extremes = _("Largest: {top}, {most}; smallest: {bottom}, {least}.").format(
        top=top[label], most=language.quantity(float(top[value]), unit),
        bottom=bottom[label], least=language.quantity(float(bottom[value]), unit),
    )  # fmt: skip
    return f"{text} {extremes}"
