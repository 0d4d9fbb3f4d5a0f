"""What an export is made of: rows that know what must become of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True)
class Row:
    """A row of an export.

    Attributes
    ----------
    cells : typed values in the sheet's order: text, int, Decimal (money), datetime, date, bool,
        `Written`, or None for an empty cell
    made : the canonical rows it becomes, by table
    rejected : table and reasons of each row of it that cannot be used
    written : settings of the dialect that are others in this row
    """

    cells: tuple[Any, ...]
    made: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    rejected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    written: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A cell whose text is already decided.

    Attributes
    ----------
    raw : whether it stands in a line as it is, without quotation marks of its own
    """

    text: str
    raw: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table of an export before it is written.

    Attributes
    ----------
    name : of the file, without its ending
    tables : the canonical tables it fills
    columns : header, in the file's own words
    settings : what an analyst writes of it, by canonical table, without ``path``
    meant : what each of its columns means, ``table.column`` or None; for proposals
    documents : JSON documents instead of rows of cells
    breaks : where the files of a folder begin among the rows; None where they are cut evenly
    """

    name: str
    tables: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    settings: Mapping[str, Mapping[str, Any]]
    meant: Mapping[str, str | None] = field(default_factory=dict)
    documents: bool = False
    shape: str | None = None
    breaks: tuple[int, ...] | None = None

    def position(self, canonical: str, table: str | None = None) -> int | None:
        """Where the column that means a canonical one stands; None where there is none."""
        wanted = f"{table or self.tables[0]}.{canonical}"
        for i, column in enumerate(self.columns):
            if self.meant.get(column) == wanted:
                return i
        return None


@dataclass(frozen=True)
class Refusal:
    """A DataError that is expected.

    Attributes
    ----------
    file : part of the name it must say
    lines : the lines it may name; empty where there is none to name
    about : one of these words must be in it, so that it is no refusal of something else
    """

    file: str
    lines: range = range(0)
    about: tuple[str, ...] = ()


Outcome = Literal["same", "refused", "either"]


@dataclass(frozen=True)
class Export:
    """Files that were written, and what must become of them.

    Attributes
    ----------
    files : all that was written
    settings : the ``data:`` block of an engagement that an analyst would write
    meant : by file as `taller new` is given it: table, shape, and meaning of each column
    outcome : ``same`` tables, ``refused``, or ``either``
    tables : the canonical tables that must come back, rows keyed by canonical name
    rejected : rows of each table that cannot be used, by their reasons
    spare : rejected rows of each table that may be there besides, whatever their reasons
    secrets : personal values that must not be seen again
    """

    root: Path
    files: tuple[Path, ...]
    settings: Mapping[str, Any]
    meant: tuple[Meant, ...]
    outcome: Outcome
    tables: Mapping[str, list[dict[str, Any]]]
    rejected: Mapping[str, Mapping[tuple[str, ...], int]]
    spare: int = 0
    refusal: Refusal | None = None
    secrets: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Meant:
    """What a file, folder or workbook is, for who has to find out without help."""

    path: str
    tables: tuple[str, ...]
    shape: str | None
    columns: Mapping[str, str | None]
    sheet: str | None = None


def cut(sheet: Sheet, parts: int) -> list[list[Row]]:
    """A sheet's rows in parts of about the same size; an order is never cut in two."""
    rows = list(sheet.rows)
    if sheet.breaks is not None:
        ends = [*sheet.breaks[1:], len(rows)]
        return [rows[start:end] for start, end in zip(sheet.breaks, ends, strict=True)]
    found: list[list[Row]] = []
    start = 0
    for n in range(1, parts + 1):
        end = whole_orders(sheet, rows, max(round(len(rows) * n / parts), start))
        found.append(rows[start:end])
        start = end
    return [part for part in found if part]


def whole_orders(sheet: Sheet, rows: list[Row], end: int) -> int:
    """The first place from ``end`` on where a new order, and no repeated row, begins."""
    key = None if sheet.documents else sheet.position("transaction_id")

    def same(one: Row, other: Row) -> bool:
        return one.cells == other.cells or (key is not None and one.cells[key] == other.cells[key])

    while 0 < end < len(rows) and same(rows[end], rows[end - 1]):
        end += 1
    return end
