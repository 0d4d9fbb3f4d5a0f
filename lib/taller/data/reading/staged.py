"""What a source became when it was read: text columns in one Parquet file, and where each row was.

Positions count from 0 here, lines of a file from 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from taller.data.tell.ledger import Detected

ROW = "source_row"


@dataclass(frozen=True)
class Part:
    """One file, member of a zip file, sheet of a workbook, or table of a database.

    Attributes
    ----------
    name : as messages name it: ``exports/jan.csv``, ``jan.zip/orders.csv``, ``book.xlsx/Hoja1``
    first : position of its first row among all staged rows
    rows : how many
    line : line (or sheet row) of its first row; None where lines mean nothing (Parquet, database)
    straight : whether row follows row, line by line: nothing was left out, no cell holds a break
    count : line of a row of it, by position from 0, where the file must be looked at again
    """

    name: str
    first: int
    rows: int
    line: int | None
    straight: bool = True
    count: Callable[[int], int | None] | None = field(default=None, compare=False, repr=False)

    def line_of(self, offset: int) -> int | None:
        """The line of a row, by position in this part."""
        if self.line is None:
            return None
        return self.count(offset) if self.count is not None else self.line + offset


@dataclass(frozen=True)
class Staged:
    """A source's rows as text.

    Attributes
    ----------
    origin : how the user knows it: the path given, or ``database table public.orders``
    header : its column names
    parquet : the staged rows, columns ``c0 … cN`` in the order of the header; blank cells are null;
        the client's own file where ``selected`` is given
    rows : how many
    padded : staged columns some of whose cells have blanks around them, or only blanks
    worded : staged columns some of whose cells may hold a word for "nothing", such as nan
    parts : what it consists of, in order
    detected : how it is written
    rowed : whether the Parquet file has a column ``source_row``: the position of what the row was
        made from
    selected : SQL of the columns that make the cells of a Parquet file of the client's, which is
        then read as it stands: ``c0 … cN`` as text, and ``v0 … vN`` for those of ``native``
    alias : how ``selected`` calls the file and its columns
    native : kind of each staged column that has a type of its own (see `columnar.NATIVE`)
    filled : cells that stand beside the staged ones, see `taller.data.orders.filling`
    once : cells made of what an order says once, which do not tell its lines apart, see
        `taller.data.orders.heads`
    shared : likewise, see `taller.data.orders.sharing`
    """

    origin: str
    header: list[str]
    parquet: Path
    rows: int
    padded: frozenset[str]
    worded: frozenset[str]
    parts: tuple[Part, ...] = ()
    detected: tuple[Detected, ...] = ()
    rowed: bool = False
    selected: str | None = None
    alias: str = "t"
    native: Mapping[str, str] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    def relation(self, where: str = "") -> str:
        """SQL of the staged rows, with ``file_row_number``: their position from 0.

        Parameters
        ----------
        where : condition on ``file_row_number``, asked before a cell is looked at
        """
        files = f"read_parquet({literal(self.parquet)}, file_row_number=true)"
        asked = f" WHERE {where}" if where else ""
        if self.selected is None:
            return f"(SELECT * FROM {files}{asked})" if where else files
        return f"(SELECT {self.selected}, file_row_number FROM {files} AS {self.alias}{asked})"

    def identity(self, cell: str) -> str:
        """What tells cells apart: their values where they have a type of their own, else texts."""
        return f"v{cell[1:]}" if cell in self.native else cell

    def cell(self, column: str) -> str:
        """The staged name of a column of the client's."""
        return f"c{self.header.index(column)}"

    @property
    def cells(self) -> list[str]:
        """All staged names."""
        return [f"c{i}" for i in range(len(self.header))]

    @property
    def held(self) -> list[str]:
        """All columns that tell something of a row: its cells, their values, filled ones."""
        return [*self.cells, *map(self.identity, self.native), *self.filled, *self.once,
                *self.shared]  # fmt: skip

    def place(self, row: int) -> tuple[str, int | None]:
        """Name of the part and line of a row, by position (of ``source_row`` where ``rowed``)."""
        if not self.parts:
            return self.origin, None
        part = self.parts[bisect_right(self.parts, row, key=lambda part: part.first) - 1]
        return part.name, part.line_of(row - part.first)


def literal(value: object) -> str:
    """A string as SQL writes it."""
    return "'" + str(value).replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A column name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
