"""Faults of folders: what differs from one daily file to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.messy.containers import DAYS
from tests.messy.faults import Work, put, spoilt
from tests.messy.sheets import Row, Written, cut, whole_orders


def cents_and_units(work: Work) -> Work:
    """Prices in cents in the last file of the folder, in units in the others."""
    rows, at = work.rows, work.position("price")
    k = 2 * len(rows) // 3
    rows[k:] = [put(row, at, Written(str(int(row.cells[at] * 100)))) for row in rows[k:]]
    return work.having(rows, outcome="refused")


def overlap(work: Work) -> Work:
    """Each file of a folder tells again the orders that ended the file before."""
    sheets = []
    for sheet in work.sheets:
        rows: list[Row] = []
        breaks, again = [], []
        for part in cut(sheet, len(DAYS)):
            if rows:
                k = whole_orders(sheet, rows, len(rows) - max(2, len(part) // 4))
                again = rows[k:]
                rows[k:] = [_superseded(row) for row in again]
            breaks.append(len(rows))
            rows += [*again, *part]
        sheets.append(replace(sheet, rows=tuple(rows), breaks=tuple(breaks)))
    return replace(work, sheets=tuple(sheets))


def _superseded(row: Row) -> Row:
    code = "superseded_row"
    told = tuple((table, (*reasons, code)) for table, reasons in row.rejected)
    return replace(row, made=(), rejected=(*told, *spoilt(row, code).rejected))


def files_unlike(work: Work) -> Work:
    """The later files have another encoding and another delimiter: the system was replaced."""
    return _later(work, "unlike")


def columns_moved(work: Work) -> Work:
    """The later files have their columns in another order."""
    return _later(work, "moved")


def column_added(work: Work) -> Work:
    """The later files have a column more, in the middle."""
    return _later(work, "more")


def column_gone(work: Work) -> Work:
    """The later files lack the column of quantities."""
    work.position("quantity")
    return replace(_later(work, "fewer"), outcome="refused")


def _later(work: Work, what: str) -> Work:
    return replace(work, dialect=replace(work.dialect, later=what), outcome="either")


FOLDER_FAULTS: dict[str, Callable[[Work], Work]] = {
    fault.__name__: fault
    for fault in (
        cents_and_units, overlap, files_unlike, columns_moved, column_added, column_gone,
    )
}  # fmt: skip
ABOUT_FOLDERS: dict[str, tuple[str, ...]] = {
    "cents_and_units": ("cents",),
    "files_unlike": ("is written", "delimiter", "encod", "column"),
    "columns_moved": ("column",),
    "column_added": ("column",),
    "column_gone": ("column",),
}
