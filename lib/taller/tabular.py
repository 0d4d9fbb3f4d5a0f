"""Tables for readers: captioned, aligned, and written as the client's locale writes numbers.

`table` shows a frame, `listed` rows of values, `estimates` figures with their intervals, `browse`
lets an analyst filter in JupyterLab while the report shows the table whole; `instead` says a
sentence where there is nothing to show. Cells are text, never markup.
"""

from __future__ import annotations

import datetime as dt
import math
import numbers
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from taller import handed, language
from taller.language import _
from taller.phase import Estimate

if TYPE_CHECKING:
    import pandas as pd

    from taller.phase import Unit

    Column = Unit | Literal["text", "date"]

MAX_ROWS = 100
MISSING = "–"
_BIDI = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]")


@dataclass(frozen=True)
class Link:
    """A cell that leads to another notebook's page of the same run.

    Attributes
    ----------
    text : what is read
    notebook : whose page it is
    """

    text: str
    notebook: str

    def __str__(self) -> str:
        return self.text


class Table:
    """A finished table: HTML for JupyterLab and the report, plain text elsewhere."""

    def __init__(self, html: str, text: str, data: Mapping[str, Any] | None = None) -> None:
        self.html = html
        self.text = text
        self.data = data

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/html": self.html, "text/plain": self.text}
        return bundle if self.data is None else {**bundle, handed.MIME: self.data}

    def __repr__(self) -> str:
        return self.text


def table(
    frame: pd.DataFrame,
    *,
    caption: str = "",
    words: Mapping[str, str] | None = None,
    units: Mapping[str, Column] | None = None,
    note: str = "",
    total_rows: int | None = None,
    max_rows: int = MAX_ROWS,
) -> Table:
    """Show a frame as a table; its index is left out.

    Parameters
    ----------
    frame : what to show; cells may be `Estimate`, shown with the interval below the value
    caption : what the table shows
    words : the attributes of its message: ``caption``, ``note`` where it has one, and the head of
        each column; `frame` and `units` then name columns by these attributes
    units : how each column is read: a unit of `taller.phase.Unit`, ``"text"`` or ``"date"``;
        columns not named are read by their type
    note : said below the table
    total_rows : rows of the whole, if `frame` is only its first rows
    max_rows : most rows to show

    Examples
    --------
    >>> import pandas as pd
    >>> shown = table(pd.DataFrame({"x": [0.25]}), caption="Shares", units={"x": "share"})
    >>> "25.0%" in shown.html
    True
    """
    frame, units = _headed(frame, units or {}, words)
    if words is not None:
        caption, note = words["caption"], note or words.get("note", "")
    unknown = [name for name in units if name not in frame.columns]
    if unknown:
        raise ValueError(f"units name columns the frame has not: {unknown}")
    shown = frame.head(max_rows)
    total = max(len(frame), total_rows or 0)
    reading = {name: units.get(name) or _guess(frame[name]) for name in frame.columns}
    notes = [note] if note else []
    if total > len(shown):
        notes.insert(0, _first_of(len(shown), total))
    head = "".join(
        f'<th scope="col"{_side(reading[name])}>{_text(name)}</th>' for name in frame.columns
    )
    digits = [_money_digits(shown[name]) if reading[name] == "money" else None for name in reading]
    rows = [
        _row(record, list(reading.values()), digits)
        for record in zip(*(shown[name].tolist() for name in frame.columns), strict=True)
    ]
    text = f"{caption}\n{shown.to_string(index=False)}" + "".join(f"\n{line}" for line in notes)
    return Table(_figure(caption, head, rows, notes), text, handed.values(shown, caption, reading))


def listed(
    lines: Iterable[Sequence[Any]],
    columns: Mapping[str, Column],
    *,
    words: Mapping[str, str],
    without: Collection[str] = (),
    **more: Any,
) -> Table:
    """Show rows of values as a table.

    Parameters
    ----------
    lines : the values of each row
    columns : name of each column, and how it is read
    without : columns that say nothing here, and are left out
    words, more : as in `table`

    Examples
    --------
    >>> words = {"caption": "Rows", "what": "What", "n": "Rows"}
    >>> listed([["read", 1200]], {"what": "text", "n": "count"}, words=words).html.count("1,200")
    1
    """
    import pandas as pd

    frame = pd.DataFrame([list(line) for line in lines], columns=list(columns), dtype=object)
    kept = {name: kind for name, kind in columns.items() if name not in without}
    return table(frame[list(kept)], words=words, units=kept, **more)


def instead(*texts: str) -> None:
    """Sentences in place of a table or chart that has nothing to show; empty ones are passed."""
    print(*filter(None, texts))


def figure(found: Estimate | None, digits: int | None = None) -> str:
    """A figure and its interval in one line, for a table of measures side by side.

    Parameters
    ----------
    digits : decimals of a plain number; by its unit if not given: whole percents for a share,
        three decimals for an index, two for anything else

    >>> figure(Estimate.exact(0.8, unit="index", n=9, method="m"))
    '0.800'
    """
    if found is None:
        return MISSING
    ends = (found.value, found.low, found.high)
    if found.unit == "share" and digits is None:
        value, low, high = (language.percent(end, 0) for end in ends)
    else:
        digits = digits or (3 if found.unit == "index" else 2)
        value, low, high = (language.number(end, digits) for end in ends)
    return value if found.is_exact else f"{value} ({language.span(low, high)})"


def estimates(
    figures: Mapping[str, Estimate], *, caption: str, note: str = "", what: str = ""
) -> Table:
    """Show figures with their interval, the observations behind them and the method.

    Parameters
    ----------
    figures : label of each figure, and the figure
    what : heading of the labels' column
    """
    import pandas as pd

    frame = pd.DataFrame(
        {
            what or _("Figure"): list(figures),
            _("Value"): list(figures.values()),
            _("Observations"): [estimate.n for estimate in figures.values()],
            _("Method"): [estimate.method for estimate in figures.values()],
        }
    )
    return table(frame, caption=caption, note=note, units={_("Observations"): "count"})


class Browser:
    """A table with a filter in JupyterLab; where there is no kernel, the table whole."""

    def __init__(
        self, frame: pd.DataFrame, caption: str, by: str, units: Mapping[str, Column] | None
    ) -> None:
        self.frame, self.caption, self.by, self.units = frame, caption, by, units
        self.whole = table(frame, caption=caption, units=units)

    def filtered(self, choice: str | None) -> Table:
        """The table of the rows whose `by` is the choice; all rows for ``None``."""
        kept = (
            self.frame if choice is None else self.frame[self.frame[self.by].astype(str) == choice]
        )
        return table(kept, caption=self.caption, units=self.units)

    def _widget(self) -> Any:
        import ipywidgets as widgets

        values = sorted({str(value) for value in self.frame[self.by]})
        # ipywidgets shows an option's label as text, so a client's value cannot be markup here.
        # By place: ipywidgets shows nothing where the value chosen is None.
        options = [(label, place) for place, label in enumerate([_("all"), *values])]
        menu = widgets.Dropdown(options=options, description=str(self.by))
        view = widgets.HTML(self.whole.html)

        def show(change: Any) -> None:
            place = change["new"]
            view.value = self.filtered(values[place - 1] if place else None).html

        menu.observe(show, names="value")
        return widgets.VBox([menu, view])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        bundle = self.whole._repr_mimebundle_()
        live = self._widget()._repr_mimebundle_()
        kind = "application/vnd.jupyter.widget-view+json"
        return {**bundle, kind: live[kind]} if live and kind in live else bundle


def browse(
    frame: pd.DataFrame,
    *,
    by: str,
    caption: str = "",
    words: Mapping[str, str] | None = None,
    units: Mapping[str, Column] | None = None,
) -> Browser:
    """Filter a table by one of its columns in JupyterLab; the report shows all of it.

    Parameters
    ----------
    frame, caption, words, units : as in `table`
    by : the column whose values can be chosen
    """
    frame, units = _headed(frame, units or {}, words)
    if words is not None:
        caption, by = words["caption"], words[by]
    if by not in frame.columns:
        raise ValueError(f"no column {by!r} to filter by; known: {list(frame.columns)}")
    return Browser(frame, caption, by, units)


def _headed(
    frame: pd.DataFrame, units: Mapping[str, Column], words: Mapping[str, str] | None
) -> tuple[pd.DataFrame, Mapping[str, Column]]:
    """A frame and its units with the heads that words give its columns.

    Raises
    ------
    ValueError
        If a column has no head.
    """
    if words is None:
        return frame, units
    headless = [name for name in frame.columns if name not in words]
    if headless:
        raise ValueError(f"columns without a head: {headless}; heads: {list(words)}")
    return frame.rename(columns=words), {words[name]: unit for name, unit in units.items()}


def _first_of(shown: int, total: int) -> str:
    return _("First {shown} of {total} rows.").format(
        shown=language.number(shown), total=language.number(total)
    )


def _figure(caption: str, head: str, rows: list[str], notes: list[str]) -> str:
    label = escape(caption, quote=True)
    below = "".join(f'<p class="t-note">{_text(language.signed(line))}</p>' for line in notes)
    return (
        f'<figure class="t-table"><figcaption>{_text(caption)}</figcaption>'
        f'<div class="t-scroll" role="group" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        f"{below}</figure>"
    )


def _money_digits(values: pd.Series) -> int:
    """Cents where all amounts are below 100, else whole units: one count for a whole column."""
    amounts = [abs(float(v)) for v in values if isinstance(v, numbers.Real | Decimal) and v == v]
    return 2 if max(amounts, default=0) < 100 else 0


def _row(record: tuple[Any, ...], reading: list[Column], digits: list[int | None]) -> str:
    made = []
    for place, (value, unit) in enumerate(zip(record, reading, strict=True)):
        inside = cell(value, unit, digits[place])
        if place == 0 and unit in ("text", "date") and inside.strip():
            made.append(f'<th scope="row">{inside}</th>')
        else:
            made.append(f"<td{_side(unit, value)}>{inside}</td>")
    return f"<tr>{''.join(made)}</tr>"


def _side(unit: Column, value: Any = None) -> str:
    """Numbers to the right, all else to the left; in the report by the class alone."""
    if unit in ("text", "date") and not isinstance(value, Estimate):
        # Long text is given room, or a table with many columns squeezes it into a thread.
        room = ' class="t-prose"' if isinstance(value, str | Link) and len(str(value)) > 40 else ""
        return f'{room} style="text-align:left"'
    # Words among numbers, such as "2 March – 9 June", may break where an amount may not.
    words = " t-words" if isinstance(value, str) else ""
    return f' class="t-num{words}" style="text-align:right"'


def cell(value: Any, unit: Column, digits: int | None = None) -> str:
    """One cell's content as HTML, markup escaped; `digits` are the decimals of money.

    >>> cell("<script>", "text")
    '&lt;script&gt;'
    """
    if isinstance(value, Estimate):
        return (
            f"{escape(language.quantity(value.value, value.unit))}"
            f'<br><small class="t-interval">{escape(_short_interval(value))}</small>'
        )
    if isinstance(value, Link):
        return f'<a href="{escape(value.notebook, quote=True)}.html">{_text(value.text)}</a>'
    if handed.is_missing(value):
        return MISSING
    if unit == "date" and isinstance(value, dt.date):
        return escape(language.date(value))
    if unit not in ("text", "date") and isinstance(value, numbers.Real | Decimal):
        if math.isinf(value):
            return "∞" if value > 0 else "−∞"
        if unit == "money":
            return escape(language.money(float(value), digits))
        return escape(language.quantity(float(value), unit))
    return _text(value)


def _short_interval(estimate: Estimate) -> str:
    """An interval as it fits a narrow cell: the unit is said by the value above it."""
    if estimate.is_exact:
        return language.interval(estimate)
    return " – ".join(language.ends(estimate))


def _text(value: object) -> str:
    text = escape(str(value), quote=False)
    # A client's right-to-left text keeps its own direction and leaves the row's alone.
    return f"<bdi>{text}</bdi>" if _BIDI.search(text) else text


def _guess(values: pd.Series) -> Column:
    from pandas.api import types

    if types.is_bool_dtype(values):
        return "text"
    if types.is_integer_dtype(values):
        return "count"
    if types.is_numeric_dtype(values):
        return "number"
    if types.is_datetime64_any_dtype(values):
        return "date"
    held = [value for value in values if not handed.is_missing(value)]
    if held and all(isinstance(value, Estimate) for value in held):
        return "number"
    if held and all(isinstance(value, dt.date) for value in held):
        return "date"
    return "text"
