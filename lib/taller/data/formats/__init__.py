"""How a source writes its numbers, dates and truth values, judged from each column as a whole.

One pass over the staged rows checks, for all columns at once, what the first rows suggest. Only
columns, and mostly only cells, that it leaves open are looked at further.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from taller.data.engine import aliases, engine
from taller.data.formats import wide
from taller.data.formats.booleans import Booleans
from taller.data.formats.cells import BLANKS, NOTHING, Cells
from taller.data.formats.native import Native, is_native
from taller.data.formats.numbers import Numbers
from taller.data.formats.times import GivenFormat, Times
from taller.data.settings.schemas import MONEY, Column, Schema
from taller.data.tell.ledger import Detected
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.reading import Staged
    from taller.data.settings.sources import TableSource

__all__ = ["BLANKS", "NOTHING", "Format", "find_all", "parse"]

SAMPLE, FEWEST = 1000, 100  # first rows looked at: of a wide table fewer
WIDE = 20  # columns above which a table is wide
GIVEN = (GivenFormat, Native)  # nothing is left to understand


class Format(Protocol):
    """How one column is written.

    Attributes
    ----------
    detected : what was understood, to be shown
    """

    detected: tuple[Detected, ...]

    @property
    def costly(self) -> bool:
        """Whether to read a cell takes much longer than a cast."""

    def sql(self, text: str) -> str:
        """SQL over a text: its value, null (or, for a number, a text no cast takes) if unreadable.

        A number comes as text in plain form, a timestamp as local TIMESTAMP, a date as DATE, a
        truth value as BOOLEAN.
        """


def find_all(
    con: Any,
    staged: Staged,
    named: Mapping[str, str],
    schema: Schema,
    source: TableSource,
    *,
    day_first: bool | None,
    timezone: str | None,
) -> dict[str, Format]:
    """How each column of a source that is not text is written.

    Parameters
    ----------
    con : DuckDB connection
    named : staged cell by canonical column
    day_first : whether 03/04/2026 is 3 April, where no column tells
    timezone : zone of local time, to which times that say theirs are brought

    Raises
    ------
    DataError
        If a column is written in two ways; names column, part and line.
    """
    readers = {
        name: _reader(_cells(con, staged, schema.column(name), cell), source, timezone)
        for name, cell in named.items()
        if schema.column(name).type != "string"
    }
    open_readers = {name: r for name, r in readers.items() if not isinstance(r, GIVEN)}
    if open_readers:
        _ask(list(open_readers.values()))
    faults = [fault for reader in open_readers.values() for fault in reader.faults]
    found = {} if faults else _settled(readers, day_first)
    faults += [fault for r in open_readers.values() for fault in r.faults if fault not in faults]
    if faults:
        raise DataError(staged.origin, faults)
    return found


def parse(
    texts: Sequence[str | None],
    type: str,
    *,
    decimal: str | None = None,
    timestamp_format: str | None = None,
    day_first: bool | None = None,
    timezone: str | None = None,
) -> list[Any]:
    """Values of a column of a type, understood as `find_all` does; None where unreadable.

    >>> parse(["1.234,50 €", "(12,00)", ""], "decimal(18, 4)")
    [Decimal('1234.5000'), Decimal('-12.0000'), None]
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from taller.data.settings.sources import TableSource

    column = Column("values", type, "the values")  # type: ignore[arg-type]
    source = TableSource(decimal=decimal, timestamp_format=timestamp_format)
    with tempfile.TemporaryDirectory() as folder, engine.connect(threads=1) as con:
        path = aliases.plain(Path(folder)) / "values.parquet"
        pq.write_table(pa.table({"c0": pa.array([t or None for t in texts], pa.string())}), path)
        staged = _Values(path, len(texts))
        found = find_all(
            con, staged, {"values": "c0"}, Schema("values", "", (column,)), source,  # type: ignore[arg-type]
            day_first=day_first, timezone=timezone,
        )["values"].sql("c0")  # fmt: skip
        if type in ("int64", MONEY):
            found = f"TRY_CAST({found} AS DOUBLE), TRY_CAST({found} AS DECIMAL(18, 4))"
        rows = con.execute(f"SELECT {found} FROM read_parquet('{path}')").fetchall()
    return [_value(row, type) for row in rows]


class _Values:
    """Values in place of a staged source."""

    origin, header, padded, rowed = "values", ("values",), frozenset({"c0"}), False
    native: Mapping[str, str] = {}

    def __init__(self, parquet: Path, rows: int) -> None:
        self.parquet, self.rows = parquet, rows

    def relation(self) -> str:
        return f"read_parquet('{self.parquet}', file_row_number=true)"

    def place(self, row: int) -> tuple[str, int]:
        return "the values", row + 1


def _value(row: tuple[Any, ...], type: str) -> Any:
    value = row[0]
    if type == MONEY:
        return value if row[1] is None else row[1]
    if type == "int64" and value is not None and value == value // 1:
        return int(value)
    return value


def _cells(con: Any, staged: Staged, column: Column, cell: str) -> Cells:
    return Cells(con, staged, staged.header[int(cell[1:])], cell, column.type)


def _reader(cells: Cells, source: TableSource, timezone: str | None) -> Any:
    if is_native(cells):
        return Native(cells)
    if cells.type == "boolean":
        return Booleans(cells)
    if cells.type in ("int64", MONEY):
        return Numbers(cells, source.decimal)
    if source.timestamp_format is None:
        return Times(cells, timezone)
    given = Detected("dates", source.timestamp_format, "given", cells.column)
    reader = GivenFormat(cells, source.timestamp_format, timezone, (given,))
    _refuse_unknown(reader)
    return reader


def _refuse_unknown(given: GivenFormat) -> None:
    import duckdb

    try:
        given.cells.con.execute("SELECT " + given.sql("''"))
    except duckdb.Error as error:
        what = f"'{given.pattern}' is no strptime format: {error}".splitlines()[0]
        raise DataError(given.cells.staged.origin, Fault("timestamp_format", what)) from error


def _ask(readers: Sequence[Any]) -> None:
    """Let every reader look at the first rows, and answer what they ask of all rows in one pass."""
    cells: Cells = readers[0].cells
    con, rows = cells.con, cells.rows
    listed = ", ".join(reader.cells.text for reader in readers)
    some = max(FEWEST, min(SAMPLE, SAMPLE * WIDE // len(readers)))
    head = con.execute(f"SELECT {listed} FROM {rows} LIMIT {some}").fetchall()
    for i, reader in enumerate(readers):
        reader.look([row[i] for row in head if row[i] is not None])
    if len(readers) > WIDE:
        wide.ask(readers)
        return
    asked = [reader.asks(reader.cells.text) for reader in readers]
    query = ", ".join(ask for asks in asked for ask in asks)
    answers = iter(con.execute(f"SELECT {query} FROM {rows}").fetchall()[0])
    for reader, asks in zip(readers, asked, strict=True):
        reader.take([next(answers) for _ask in asks])


def _settled(readers: Mapping[str, Any], day_first: bool | None) -> dict[str, Format]:
    """Formats, a column that does not tell decided by those that do."""
    numbers = [r for r in readers.values() if isinstance(r, Numbers)]
    marks = {r.decimal for r in numbers if r.decimal}
    orders = {r.order for r in readers.values() if isinstance(r, Times) and r.order}
    order, how = (None, "assumed")
    if day_first is not None:
        order, how = ("dmy" if day_first else "mdy"), "given"
    elif len(orders) == 1:
        order, how = orders.pop(), "found"
    found: dict[str, Format] = {}
    for name, reader in readers.items():
        if isinstance(reader, GIVEN):
            found[name] = reader
        elif isinstance(reader, Times):
            found[name] = reader.settle(order, how)
        elif isinstance(reader, Numbers):
            found[name] = reader.settle(next(iter(marks)) if len(marks) == 1 else None)
        else:
            found[name] = reader.settle()
    return found
