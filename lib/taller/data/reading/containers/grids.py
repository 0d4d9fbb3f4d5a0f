"""How far a workbook's sheets reach, from their XML, before anything makes room for them.

What reads a sheet makes a grid from its first cell to its last: one cell far out, in a file of a
few kilobytes, asks for a terabyte. So the cells are counted first, as a stream, and a grid that is
nearly all empty is refused. Sheets that are not XML (xls, xlsb) have no room for as much, or are
bounded by whoever watches.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from taller.data.reading import refusals
from taller.errors import DataError

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
SANE = 5_000_000  # cells of a grid, empty ones among them, that is read however sparse it is
SPARSE = 20  # times its cells that a larger grid may have
ROWS, COLUMNS = 1 << 20, 1 << 14  # the most a workbook can have
BLOCK = 1 << 22
TAG = re.compile(
    rb"<(?:[\w.-]+:)?(?:"
    rb"row(?=[\s/>])(?:[^<>]*?\sr\s*=\s*[\"'](?P<row>\d+)[\"'])?[^<>]*>"
    rb"|c(?=[\s/>])(?:[^<>]*?\sr\s*=\s*[\"'](?P<column>[A-Za-z]+)(?P<at>\d+)[\"'])?[^<>]*>)"
)
PLACED = re.compile(rb'<c r="([A-Z]+)(\d+)"')  # as nearly every program writes it
CELLS = re.compile(rb"[<:]c[\s/>]")  # however they are written


@dataclass
class Extent:
    """The last row and column of a sheet that hold something, and how many cells do."""

    row: int = 0
    column: int = 0
    cells: int = 0

    @property
    def grid(self) -> int:
        """Cells between the first and the last."""
        return self.row * self.column

    def is_sane(self) -> bool:
        """Whether a grid is worth making of it."""
        return self.grid <= max(SANE, SPARSE * self.cells)


def refuse_far_cells(path: Path, name: str) -> None:
    """Refuse a workbook of which a sheet reaches far beyond what it holds.

    Raises
    ------
    DataError
        Naming the cell. What is no zip file, or damaged, is left to whoever reads it.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        return
    with archive, refusals.told(name):
        for info in archive.infolist():
            if SHEET.fullmatch(info.filename) and not _seems_sane(archive, info):
                found = _exactly(archive, info)
                if found.row > ROWS or found.column > COLUMNS:
                    what = f"names a cell that no workbook has ({_cell(found)}); save it anew"
                    raise DataError(name, f"is damaged: it {what}, or as CSV")
                if not found.is_sane():
                    what = f"reaches to cell {_cell(found)}, though {found.cells:,} cells of it"
                    hint = "delete what stands far from the table, or save the table alone"
                    raise DataError(name, f"{what} hold something; {hint}")


def _seems_sane(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a sheet is sane even if its cells without content count; many times faster."""
    found = Extent()
    for block in _blocks(archive, info):
        placed = PLACED.findall(block)
        begun = block.count(b"<c") + block.count(b":c")  # of cells, and a few other things
        if begun > len(placed) < len(CELLS.findall(block)):
            return False  # where the others stand is not known here
        if not placed:
            continue
        columns, rows = map(set, zip(*placed, strict=True))
        found.cells += len(placed)
        found.column = max(found.column, *map(_number, columns))
        found.row = max(found.row, *map(_whole, rows))
    return found.is_sane()


def _exactly(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Extent:
    """How far the cells of a sheet reach that hold something."""
    found, row, column = Extent(), 0, 0
    for block in _blocks(archive, info):
        for tag in TAG.finditer(block):
            if tag["column"] is None and tag[0].split(b":")[-1].lstrip(b"<").startswith(b"row"):
                row, column = _whole(tag["row"]) if tag["row"] else row + 1, 0
                continue
            column = _number(tag["column"]) if tag["column"] else column + 1
            row = _whole(tag["at"]) if tag["at"] else row
            if not tag[0].endswith(b"/>"):
                found.cells += 1
                found.row, found.column = max(found.row, row), max(found.column, column)
    return found


def _blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's bytes, none of its tags cut in two."""
    rest = b""
    with archive.open(info) as member:
        while block := member.read(BLOCK):
            whole, mark, rest = (rest + block).rpartition(b"<")
            yield whole
            rest = mark + rest
            if len(rest) > BLOCK:  # no tag is as long
                rest = b""
    yield rest


def _number(letters: bytes) -> int:
    """A column's number, from 1.

    >>> _number(b"A"), _number(b"xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters[:9].upper():
        number = number * 26 + letter - 64
    return number


def _whole(digits: bytes) -> int:
    return int(digits[:15])


def _cell(found: Extent) -> str:
    letters, number = "", found.column
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{found.row}"
