"""Workbooks of Excel and LibreOffice: the sheet that holds the table, its cells as plain text."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.reading import headers, readers
from taller.data.reading.containers import grids
from taller.data.reading.readers import Reader
from taller.data.tell.ledger import Detected
from taller.errors import DataError, Fault, did_you_mean

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.reading.packed import Member
    from taller.data.settings.sources import TableFile

HEAD = 200  # rows among which the header is looked for
MOST_SHEETS = 400  # of one workbook: one a day for a year
CHUNK = 50_000  # rows turned into text at once
EXACT = 10**15  # whole numbers that Excel holds to the last digit


@dataclass(frozen=True)
class Sheet:
    """A sheet that holds a table: its header's cells and row (from 1), and those not to be read."""

    name: str
    cells: list[str]
    names: list[str]
    row: int


class SheetReader(Reader):
    """One sheet of a workbook."""

    def __init__(
        self, book: Book, member: Member, sheet: Sheet, notes: list[Detected], given: bool
    ) -> None:
        self.book, self.sheet, self.notes = book, sheet, notes
        self.name = f"{member.name}/{sheet.name}"
        self.line = sheet.row + 1
        self.straight, self.repeats = True, 0
        self._given = given
        self._jumps: list[tuple[int, int]] = []  # (position, row) where rows were left out before
        # A column without name and content is none.
        self._kept = self._columns()
        self.names = [sheet.names[i] for i in self._kept]
        self._named = {cell for cell in sheet.cells if cell}

    def detected(self) -> list[Detected]:
        """The row of the header, and what is said of the workbook."""
        how = "given" if self._given else "found"
        found = [*self.notes, Detected("header_row", str(self.sheet.row), how)]
        return [*found, Detected("repeated_headers", str(self.repeats))] if self.repeats else found

    def batches(self, con: Any) -> Iterator[pa.RecordBatch]:
        """The rows beneath the header; rows without any text are left out."""
        sheet = self.book.sheet(self.sheet.name)
        timed = self._timed(sheet)
        header = [self.sheet.cells[i] for i in self._kept]
        chunk: list[list[str | None]] = []
        self._jumps, self.repeats, position, expected = [], 0, 0, self.line
        for number, row in self._rows(sheet):
            cells = [_text(row[i], i in timed) for i in self._kept]
            if not any(cell is not None and cell.strip() for cell in cells):
                continue
            if cells[0] in self._named:
                plain = [(cell or "").strip() for cell in cells]
                if headers.comes_again(self.name, plain, header, number):
                    self.repeats += 1
                    continue
            if number != expected:
                self._jumps.append((position, number))
            chunk.append(cells)
            position, expected = position + 1, number + 1
            if len(chunk) == CHUNK:
                yield readers.encoded([list(column) for column in zip(*chunk, strict=True)])
                chunk = []
        self.straight = not self._jumps
        if chunk:
            yield readers.encoded([list(column) for column in zip(*chunk, strict=True)])

    def line_of(self, offset: int) -> int:
        """The sheet's row of a row."""
        start, row = 0, self.line
        for position, number in self._jumps:
            if position > offset:
                break
            start, row = position, number
        return row + offset - start

    def _rows(self, sheet: Any) -> Iterator[tuple[int, list[Any]]]:
        for number, row in enumerate(sheet.iter_rows(), start=1):
            if number > self.sheet.row:
                yield number, row

    def _columns(self) -> list[int]:
        unnamed = {i for i, cell in enumerate(self.sheet.cells) if not cell}
        empty = set(unnamed)
        if unnamed:
            for _, row in self._rows(self.book.sheet(self.sheet.name)):
                empty -= {i for i in empty if row[i] not in ("", None)}
                if not empty:
                    break
        return [i for i in range(len(self.sheet.names)) if i not in empty]

    def _timed(self, sheet: Any) -> set[int]:
        """Columns of dates some of which have a time: then all are written with one."""
        found: set[int] = set()
        for _, row in self._rows(sheet):
            for i in self._kept:
                if isinstance(row[i], dt.datetime) and row[i].time() != dt.time():
                    found.add(i)
        return found


def sheet_readers(
    member: Member, source: TableFile, wanted: Collection[str], scratch: Path
) -> list[SheetReader]:
    """The sheets that hold the table: the one asked for, else the best, and those like it.

    Raises
    ------
    DataError
        If the workbook is damaged or has a password, or no sheet of it holds a table.
    """
    book = _opened(member, scratch)
    names = book.names
    if source.sheet is not None:
        if source.sheet not in names:
            what = f"has no sheet '{source.sheet}'{did_you_mean(source.sheet, names)}"
            raise DataError(member.name, what)
        names = [source.sheet]
    sheets, others, why = [], [], None
    for name in names:
        try:
            found = _table(book, member.name, name, source, wanted)
        except DataError as error:
            why = why or error
            others.append(name)
            continue
        if found is not None:
            sheets.append(found)
    if not sheets:
        raise why or DataError(member.name, "holds no table with a header and rows; look at it")
    known = set(wanted)
    best = max(sheets, key=lambda sheet: (len(known & set(sheet.names)), len(sheet.names)))
    alike = [sheet for sheet in sheets if set(sheet.names) == set(best.names)]
    how = "given" if source.sheet is not None else "found"
    notes = [Detected("sheet", ", ".join(sheet.name for sheet in alike), how)]
    others += [sheet.name for sheet in sheets if sheet not in alike]
    if others:
        notes.append(Detected("other_sheets", ", ".join(others)))
    given = source.header_row is not None
    return [
        SheetReader(book, member, sheet, notes if i == 0 else [], given)
        for i, sheet in enumerate(alike)
    ]


def headers_by_sheet(member: Member, source: TableFile, scratch: Path) -> dict[str, list[str]]:
    """The columns of each sheet that holds a table.

    Raises
    ------
    DataError
        If the workbook is damaged or has a password.
    """
    book = _opened(member, scratch)
    found = {}
    for name in book.names:
        with contextlib.suppress(DataError):  # covers and notes are no tables
            sheet = _table(book, member.name, name, source, ())
            if sheet is not None:
                found[name] = SheetReader(book, member, sheet, [], False).names
    return found


class Book:
    """A workbook, which keeps the sheet that was read last: parsing one takes as long as all else.

    Attributes
    ----------
    names : of its sheets that hold cells
    """

    def __init__(self, path: str) -> None:
        import python_calamine as calamine

        self._book = calamine.CalamineWorkbook.from_path(path)
        self.names = [s.name for s in self._book.sheets_metadata if "WorkSheet" in str(s.typ)]
        self._last: tuple[str, Any] | None = None

    def sheet(self, name: str) -> Any:
        """A sheet, parsed."""
        if self._last is None or self._last[0] != name:
            self._last = None  # no two at a time
            self._last = name, self._book.get_sheet_by_name(name)
        return self._last[1]


def _opened(member: Member, scratch: Path) -> Book:
    """A workbook.

    Raises
    ------
    DataError
        If it is damaged, has a password, a cell far out, or more sheets than anybody looks at.
    """
    path = member.plain(scratch)
    found = path.stat()
    stamp = found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
    book = _checked(member.name, path, stamp)
    if len(book.names) > MOST_SHEETS:
        what = f"holds {len(book.names):,} sheets, more than {MOST_SHEETS}; save those that hold"
        raise DataError(member.name, f"{what} the table as files of their own")
    return book


@lru_cache(maxsize=1)
def _checked(name: str, path: Path, _stamp: tuple[int, ...]) -> Book:
    """A workbook that was found to be one; it is opened once while nothing changes it."""
    import python_calamine as calamine

    _refuse_locked(name, path)
    grids.refuse_far_cells(path, name)
    try:
        return Book(str(path))
    except calamine.PasswordError as error:
        raise _locked(name) from error
    except (calamine.CalamineError, OSError) as error:
        raise _damaged(name) from error


def _refuse_locked(name: str, path: Path) -> None:
    with path.open("rb") as file:
        if file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            # The directory of a container stands anywhere in it; a locked workbook is a small one.
            rest = file.read(1 << 26)
            if "EncryptedPackage".encode("utf-16-le") in rest:
                raise _locked(name)


def _locked(name: str) -> DataError:
    return DataError(name, "is a workbook with a password; save it without one, or as CSV")


def _damaged(name: str) -> DataError:
    return DataError(name, "is a damaged workbook; save it anew, or as CSV")


def _table(
    book: Book, member: str, sheet: str, source: TableFile, wanted: Collection[str]
) -> Sheet | None:
    """The table a sheet holds; None where it holds none.

    Raises
    ------
    DataError
        If it holds rows without a header, or a column twice.
    """
    import python_calamine as calamine

    name = f"{member}/{sheet}"
    try:
        rows = book.sheet(sheet).iter_rows()
        head = [row for _, row in zip(range(HEAD), rows, strict=False)]
    except calamine.CalamineError as error:
        raise _damaged(name) from error
    texts = [(i, [_text(cell, False) or "" for cell in row]) for i, row in enumerate(head, start=1)]
    rows = [(line, row) for line, row in texts if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        return None
    index = _header(name, rows, source, wanted)
    if index == len(rows) - 1:
        return None
    line, cells = rows[index]
    cells = [cell.strip() for cell in cells]
    above = rows[index - 1][1] if index else ()
    return Sheet(sheet, cells, headers.named(name, cells, line, above), line)


def _header(name: str, rows: headers.Rows, source: TableFile, wanted: Collection[str]) -> int:
    if source.header_row is not None:
        found = [i for i, (line, _) in enumerate(rows) if line == source.header_row]
        if not found:
            what = f"holds no column names, though header_row is {source.header_row}"
            raise DataError(name, Fault("", what, source.header_row))
        return found[0]
    # Rows are as wide as the sheet, which may be wider than the table: blanks at both ends go.
    left = min(len(row) - len(_lstripped(row)) for _, row in rows)
    right = headers.modal_width([(line, _rstripped(row)) for line, row in rows])
    trimmed = [(line, [*row, *[""] * right][left:right]) for line, row in rows]
    return headers.sure(name, trimmed, wanted)


def _lstripped(row: list[str]) -> list[str]:
    start = next((i for i, cell in enumerate(row) if cell.strip()), len(row))
    return row[start:]


def _rstripped(row: list[str]) -> list[str]:
    end = next((i for i in range(len(row), 0, -1) if row[i - 1].strip()), 0)
    return row[:end]


def _text(value: Any, timed: bool) -> str | None:
    """A cell as text: dates as ISO, whole numbers without a point; None where it is blank."""
    if type(value) is str:  # most cells are texts or numbers
        return value or None
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < EXACT
        return str(int(value)) if whole else repr(value)
    if isinstance(value, dt.datetime):
        plain = value.time() == dt.time() and not timed
        return value.date().isoformat() if plain else value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return f"{value.isoformat()} 00:00:00" if timed else value.isoformat()
    return str(value)
