"""Rows handed on: a CSV that a CRM imports, a workbook's cells, a table's values as they are."""

from __future__ import annotations

import csv
import datetime as dt
import math
import numbers
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from taller import durable
from taller.phase import Estimate

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from openpyxl.cell import Cell

_UNSEEN = (
    "\x00-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
)
_BEGINS = "=+@＝﹦⁼₌＋﹢⁺₊－﹣−⁻₋＠﹫-"  # also full-width, small and raised ones
MIME = "application/vnd.taller.table+json"
"""Of a table's values as they are, beside the HTML that is read: for a workbook of the run."""
MOST_CHARACTERS = 32_767  # that a workbook's cell holds
FORMULA = f"^(?:[\t\r\n]|[{_UNSEEN}]*[{_BEGINS}])"
"""Text that a spreadsheet may run: also behind what nobody sees, or what it throws away."""


def write_csv(path: Path, frames: Iterable[pd.DataFrame | pa.Table]) -> int:
    """Write rows whole or not at all; text that a spreadsheet would run gets an apostrophe first.

    Parameters
    ----------
    path : where; an earlier file stays until this one is finished
    frames : the rows in blocks, one at least, of the same columns; millions of rows as Arrow
        tables, their repeated texts as dictionaries: twenty times as fast

    Returns
    -------
    The number of cells so changed
    """
    escaped = 0
    with (
        durable.beside(path) as made,
        made.open("wb") as file,
    ):
        for number, frame in enumerate(frames):
            # All text is quoted: a lone carriage return in an id would otherwise end its row.
            if hasattr(frame, "to_csv"):
                safe, changed = _safe(frame)
                safe.to_csv(file, index=False, header=number == 0, quoting=csv.QUOTE_NONNUMERIC)
            else:
                changed = _write_arrow(file, frame, header=number == 0)
            escaped += changed
    return escaped


def text_cell(cell: Cell, text: str) -> None:
    """Write a text into a workbook's cell: what begins like a formula is none, now or edited."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:MOST_CHARACTERS]
    cell.data_type, cell.quotePrefix = "s", True


def write_rows(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    """Write a few rows, heads first, whole or not at all, their texts made safe as `write_csv`'s.

    They begin with a mark of UTF-8, by which a spreadsheet that opens them knows it.
    """
    with (
        durable.beside(path) as made,
        made.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        out = csv.writer(file)
        out.writerows([_safe_cell(cell) for cell in row] for row in rows)


def _safe(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    from pandas.api.types import is_numeric_dtype

    safe, escaped = frame.copy(), 0
    for column in frame.columns:
        if is_numeric_dtype(frame[column]):
            continue
        text = frame[column].astype("string")
        risky = text.str.contains(FORMULA, regex=True).fillna(False).astype(bool)
        escaped += int(risky.sum())
        safe[column] = text.where(~risky, "'" + text)
    safe.columns = [_safe_cell(name) for name in frame.columns]
    return safe, escaped


def _write_arrow(file: BinaryIO, table: pa.Table, *, header: bool) -> int:
    import pyarrow as pa
    from pyarrow import compute, csv

    columns, escaped = [], 0
    for column in table.combine_chunks().columns:
        if pa.types.is_dictionary(column.type):
            codes, texts = column.chunk(0).indices, column.chunk(0).dictionary
            made_safe = pa.array([_safe_cell(text) for text in texts.to_pylist()], pa.string())
            risky = compute.not_equal(made_safe, texts).take(codes)
            escaped += compute.sum(risky).as_py() or 0
            column = made_safe.take(codes)
        columns.append(column)
    names = [_safe_cell(name) for name in table.column_names]
    csv.write_csv(pa.table(columns, names), file, csv.WriteOptions(include_header=header))
    return escaped


def _safe_cell(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and re.match(FORMULA, cell) else cell


def values(frame: pd.DataFrame, caption: str, reading: Mapping[Any, str]) -> dict[str, Any]:
    """A frame as JSON holds it: its caption, its columns with their units, its rows.

    Parameters
    ----------
    reading : how each column is read
    """
    rows = zip(*(frame[name].tolist() for name in frame.columns), strict=True)
    return {
        "caption": caption,
        "columns": [{"name": str(name), "unit": unit} for name, unit in reading.items()],
        "rows": [[plain(value) for value in row] for row in rows],
    }


def plain(value: Any) -> Any:
    """A cell's value: a number, a day, a text, None, or an estimate's three numbers.

    >>> plain(Decimal("1.5")), plain(dt.date(2026, 1, 2)), plain(float("nan"))
    (1.5, '2026-01-02', None)
    """
    if isinstance(value, Estimate):
        return {"value": value.value, "low": value.low, "high": value.high, "unit": value.unit}
    if value is None or is_missing(value):
        return None
    if isinstance(value, numbers.Real | Decimal) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else str(value)
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return str(value)


def is_missing(value: Any) -> bool:
    """Whether there is no value: None, NaN, NaT or NA."""
    if value is None:
        return True
    try:
        return bool(value != value)  # NaN, NaT; NA raises
    except (TypeError, ValueError):
        return True
