"""What all charts share: how a column is named, read out and written on an axis; what is said."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt

from taller import d3
from taller.language import _

if TYPE_CHECKING:
    import pandas as pd

SHORT = 92  # days below which d3 would set several ticks to a month


def story(words: Mapping[str, str], *more: str) -> dict[str, Any]:
    """Title and alt text of a chart, for ``.properties(**story(words))``.

    Parameters
    ----------
    words : parts of its message: ``title``, and where it has them ``subtitle`` and ``description``
    more : said to those who cannot see it, after the title and in place of the subtitle

    >>> told = story({"title": "B leads", "subtitle": "Dashed: the target."})
    >>> told["title"].subtitle, told["description"]
    ('Dashed: the target.', 'B leads. Dashed: the target.')
    """
    title, subtitle = words["title"], words.get("subtitle", "")
    said = " ".join(more) or subtitle
    plain = f"{title}. {said}" if said else title
    return {"title": titled(title, subtitle), "description": words.get("description") or plain}


def titled(title: str, subtitle: str = "") -> alt.TitleParams:
    """A title, with a line below it where there is one."""
    return alt.TitleParams(text=title, subtitle=subtitle) if subtitle else alt.TitleParams(title)


def tips(words: Mapping[str, str], columns: Mapping[str, str]) -> list[alt.Tooltip]:
    """What is shown of a mark that is pointed at, and as the chart's own table in the report.

    Parameters
    ----------
    words : the head of each column, by its name
    columns : each column, and how it is read: a unit of `taller.phase.Unit`, ``"text"``,
        ``"date"``, or a format of d3's

    >>> [tip.to_dict()["format"] for tip in tips({"x": "Share"}, {"x": "share"})]
    ['.0%']
    """
    return [tip(name, words[name], read) for name, read in columns.items()]


def tip(name: str, title: str, read: str) -> alt.Tooltip:
    """One column of `tips`."""
    if read == "text":
        return alt.Tooltip(field=field(name), type="nominal", title=title)
    if read == "date":
        return alt.Tooltip(field=field(name), type="temporal", title=title, format="%d %b %Y")
    return alt.Tooltip(field=field(name), type="quantitative", title=title, format=d3.written(read))


def interval_tips(
    low: str, high: str, read: str, called: tuple[str, str] | None = None
) -> list[alt.Tooltip]:
    """The ends of an interval, or of another band that is called otherwise."""
    names = called or (_("interval, low end"), _("interval, high end"))
    return [tip(low, names[0], read), tip(high, names[1], read)]


def axis(
    read: str, held: Iterable[float], ticks: int | str = 5, *, zero: bool = False, **look: Any
) -> alt.Axis:
    """An axis that never writes two ticks alike, however little its values differ.

    It has as many decimals as its span needs, and no more ticks than these can tell apart (of
    Vega-Lite's ``tickMinStep``, the version in JupyterLab knows nothing).

    Parameters
    ----------
    read : a unit of `taller.phase.Unit`, or a format of d3's
    held : what is drawn along it, interval ends included
    ticks : how many there are about, or a Vega expression that tells, such as of the width
    zero : whether it begins at zero
    look : anything else of `altair.Axis`

    >>> axis("money", [0.4, 2.9], zero=True).format, axis("share", [0.001, 0.02]).format
    ('$,.2f', '.1%')
    >>> axis("count", [0, 2]).tickCount
    2
    """
    known = [float(value) for value in held if value is not None and math.isfinite(value)]
    known += [0.0] if zero and known else []
    form = d3.axis_format(read, known)
    if known:
        span = (max(known) - min(known)) / d3.least_step(form)
        most = max(1, math.floor(span + 1e-9))
        ticks = min(ticks, most) if isinstance(ticks, int) else f"min({ticks}, {most})"
    count = ticks if isinstance(ticks, int) else alt.ExprRef(ticks)
    return alt.Axis(format=form, tickCount=count, **look)


def months(held: pd.Series, **look: Any) -> alt.Axis:
    """An axis of time: months, or days where there are too few months to tell ticks apart.

    Days that lie evenly, as weeks do, are those of the data, back from the last: a step of days
    would begin anew with each month.
    """
    days = (held.max() - held.min()).days if len(held) else SHORT
    if days >= SHORT:
        return alt.Axis(format="%b %Y", tickCount=6, **look)
    shown = sorted({day.date() for day in held.dropna()})
    if len({after - before for before, after in pairwise(shown)}) == 1:
        ticks = [alt.DateTime(year=day.year, month=day.month, date=day.day)
                 for day in shown[:: -math.ceil(len(shown) / 7)]]  # fmt: skip
        return alt.Axis(format="%e %b %Y", values=ticks, **look)
    step = alt.TimeIntervalStep(interval="day", step=max(1, math.ceil(days / 6)))
    return alt.Axis(format="%e %b %Y", tickCount=step, **look)


def quantity(
    channel: type[alt.X] | type[alt.Y], name: str, title: str | None, axis: alt.Axis, **scale: Any
) -> Any:
    """A quantitative channel of a column."""
    more = {"scale": alt.Scale(**scale)} if scale else {}
    return channel(field=field(name), type="quantitative", title=title, axis=axis, **more)


def rows(name: str, order: Sequence[str] | None, title: str | None = None, **look: Any) -> alt.Y:
    """One row a label, in the order given."""
    more = {"axis": alt.Axis(**look)} if look else {}
    return alt.Y(field=field(name), type="nominal", title=title, sort=order, **more)


def only(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
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


def field(name: str) -> str:
    r"""A column's name as Vega-Lite's path syntax wants it.

    >>> print(field("spend [EUR] v1.0"))
    spend \[EUR\] v1\.0
    """
    return "".join("\\" + char if char in ".[]" else char for char in name)


def kind(values: pd.Series) -> str:
    """Whether a column holds times, numbers or ordered labels, in Vega-Lite's words."""
    from pandas.api import types

    if types.is_datetime64_any_dtype(values):
        return "temporal"
    return "quantitative" if types.is_numeric_dtype(values) else "ordinal"
