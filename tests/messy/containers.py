"""Containers: a sheet's rows as files on disk, and where in them each row stands."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.messy.dialects import Dialect
from tests.messy.sheets import Row, Sheet, Written, cut

TITLES = ("Informe de ventas", "", "Generado el 1 de julio; confidencial")
COVER = (("Portada",), (), ("Este libro lo genera el ERP cada noche",))
DAYS = ("2026-06-28", "2026-06-29", "2026-06-30")


@dataclass(frozen=True)
class Placed:
    """A sheet on disk.

    Attributes
    ----------
    path : file or folder, as the engagement names it
    more : what else the engagement must say of it
    files : what was written
    rows : file and line of each row of the sheet; line None where there is none
    header : line of the header in each file
    """

    path: str
    more: dict[str, Any]
    files: tuple[Path, ...]
    rows: tuple[tuple[str, int | None], ...]
    header: int


def write(sheets: Sequence[Sheet], dialect: Dialect, folder: Path) -> list[Placed]:
    """Write sheets in a dialect; several sheets of a workbook share it."""
    if dialect.container == "xlsx":
        return _workbook(sheets, dialect, folder)
    return [_file(sheet, dialect, folder) for sheet in sheets]


def _file(sheet: Sheet, dialect: Dialect, folder: Path) -> Placed:
    if dialect.container == "parquet":
        path = folder / f"{sheet.name}.parquet"
        _parquet(sheet, dialect, path)
        return Placed(path.name, {}, (path,), tuple((path.name, None) for _ in sheet.rows), 1)
    if dialect.container == "folder":
        return _folder(sheet, dialect, folder)
    ending = "jsonl" if _is_json(sheet, dialect) else "csv"
    content, lines, header = _content(sheet, sheet.rows, dialect)
    name = f"{sheet.name}.{ending}"
    if dialect.container == "gz":
        path = folder / f"{name}.gz"
        path.write_bytes(gzip.compress(content, mtime=0))
    elif dialect.container == "zip":
        path = folder / f"{sheet.name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, content)
    else:
        path = folder / name
        path.write_bytes(content)
    return Placed(path.name, {}, (path,), tuple((path.name, line) for line in lines), header)


def _folder(sheet: Sheet, dialect: Dialect, folder: Path) -> Placed:
    """A file a day."""
    within = folder / sheet.name
    within.mkdir()
    ending = "jsonl" if _is_json(sheet, dialect) else "csv"
    places: list[tuple[str, int | None]] = []
    files: list[Path] = []
    header = 1
    for n, (day, rows) in enumerate(zip(DAYS, cut(sheet, len(DAYS)), strict=False)):
        own, dialect_of_day = _of_day(replace(sheet, rows=tuple(rows)), dialect, n)
        content, lines, header = _content(own, own.rows, dialect_of_day)
        path = within / f"{sheet.name}_{day}.{ending}"
        path.write_bytes(content)
        files.append(path)
        places += [(path.name, line) for line in lines]
    return Placed(sheet.name, {}, tuple(files), tuple(places), header)


def _of_day(sheet: Sheet, dialect: Dialect, n: int) -> tuple[Sheet, Dialect]:
    """A day's file, which may be otherwise than the first."""
    if n == 0 or not dialect.later:
        return sheet, dialect
    if dialect.later == "unlike":
        delimiter = "|" if dialect.delimiter != "|" else ","
        encoding = "utf-8" if dialect.encoding != "utf-8" else "cp1252"
        return sheet, replace(dialect, delimiter=delimiter, encoding=encoding)
    places = list(range(len(sheet.columns)))
    if dialect.later == "moved":
        places.reverse()
    elif dialect.later == "fewer":
        places.remove(sheet.position("quantity"))
    columns = [sheet.columns[i] for i in places]
    rows = [[row.cells[i] for i in places] for row in sheet.rows]
    if dialect.later == "more":
        for cells, cell in ((columns, "Canal"), *((cells, "web") for cells in rows)):
            cells.insert(len(places) // 2, cell)
    made = (replace(r, cells=tuple(c)) for r, c in zip(sheet.rows, rows, strict=True))
    return replace(sheet, columns=tuple(columns), rows=tuple(made)), dialect


def _is_json(sheet: Sheet, dialect: Dialect) -> bool:
    return sheet.documents or dialect.container == "jsonl"


def _content(
    sheet: Sheet, rows: Sequence[Row], dialect: Dialect
) -> tuple[bytes, list[int], int]:  # fmt: skip
    """The bytes of a file, the line of each row, and the line of the header."""
    if _is_json(sheet, dialect):
        text = "".join(_document(sheet, row, dialect) + "\n" for row in rows)
        return text.encode(), list(range(1, len(rows) + 1)), 1
    written = [*TITLES[: dialect.titles]]
    header = len(written) + 1
    written.append(_line(sheet.columns, dialect))
    lines, line = [], header + 1
    for row in rows:
        lines.append(line)
        text = _line(row.cells, replace(dialect, **row.written))
        written.append(text)
        line += 1 + text.count("\n")
    content = dialect.newline.join([*written, ""])
    return content.encode(dialect.encoding), lines, header


def _line(cells: Sequence[Any], dialect: Dialect) -> str:
    return dialect.delimiter.join(_cell(cell, dialect) for cell in cells)


def _cell(cell: Any, dialect: Dialect) -> str:
    text = dialect.text(cell)
    if isinstance(cell, Written) and cell.raw:
        return text
    special = any(mark in text for mark in (dialect.delimiter, '"', "\n", "\r"))
    if special or (dialect.quote_all and text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _document(sheet: Sheet, row: Row, dialect: Dialect) -> str:
    if sheet.documents:
        return json.dumps(row.cells[0], ensure_ascii=False)
    dialect = replace(dialect, **row.written)
    cells = (_typed(cell, dialect) for cell in row.cells)
    return json.dumps(dict(zip(sheet.columns, cells, strict=True)), ensure_ascii=False)


def _typed(cell: Any, dialect: Dialect) -> Any:
    """A cell as JSON holds it."""
    if cell is None:
        return None
    if dialect.native and isinstance(cell, (int, bool, Decimal)):
        return float(cell) if isinstance(cell, Decimal) else cell
    return dialect.text(cell)


def _parquet(sheet: Sheet, dialect: Dialect, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, Any] = {}
    for i, name in enumerate(sheet.columns):
        plain = not dialect.native or any(isinstance(row.cells[i], Written) for row in sheet.rows)
        columns[name] = [
            replace(dialect, **row.written).text(row.cells[i])
            if plain and row.cells[i] is not None
            else row.cells[i]
            for row in sheet.rows
        ]
    pq.write_table(pa.table(columns), path)


def _workbook(sheets: Sequence[Sheet], dialect: Dialect, folder: Path) -> list[Placed]:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for n in range(dialect.covers):
        cover = book.create_sheet(("Portada", "Notas")[n])
        for cells in COVER:
            cover.append(cells)
    path = folder / f"{sheets[0].name}.xlsx"
    several = len(sheets) + dialect.covers > 1
    placed = []
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for title in TITLES[: dialect.titles]:
            page.append((title,))
        page.append(sheet.columns)
        for row in sheet.rows:
            own = replace(dialect, **row.written)
            page.append([_excel(cell, own) for cell in row.cells])
        header = dialect.titles + 1
        places = tuple((path.name, header + 1 + i) for i in range(len(sheet.rows)))
        more = {"sheet": sheet.name} if several else {}
        placed.append(Placed(path.name, more, (path,), places, header))
    book.save(path)
    return placed


def _excel(cell: Any, dialect: Dialect) -> Any:
    """A cell as a workbook holds it: its own type, or text."""
    if cell is None:
        return None
    if isinstance(cell, Written) or not dialect.native:
        return dialect.text(cell) or None
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, str):
        # A spreadsheet takes a code of digits for a number.
        is_number = cell.isdecimal() and not cell.startswith("0") and len(cell) < 12
        return int(cell) if is_number else dialect.text(cell)
    return cell
