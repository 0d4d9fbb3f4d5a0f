"""What a reader of one part offers, whatever the part is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from taller.data.tell.ledger import Detected

if TYPE_CHECKING:
    import pyarrow as pa


class Again(Exception):  # noqa: N818
    """The part has to be read again from its start: it is written otherwise than its head says."""


class Reader(ABC):
    """One part of a source: its columns at once, its rows when asked.

    Attributes
    ----------
    name : as messages name it
    names : the columns
    line : line of the first row, or None where lines mean nothing
    straight : whether row follows row, line by line
    sparse : whether a column that holds nothing is left out, as in JSON
    """

    name: str
    names: list[str]
    line: int | None = None
    straight: bool = True
    sparse: bool = False

    def settle(self, con: Any) -> None:  # noqa: B027  (most parts need none)
        """Look at the whole part, where the columns cannot be known from its head."""

    @abstractmethod
    def batches(self, con: Any) -> Iterator[pa.RecordBatch]:
        """The rows in order: a column of text for each of ``names``; blank cells are null."""

    def query(self) -> str | None:
        """SQL of all rows as text columns c0 … cN, where the database can read the part itself."""
        return None

    def line_of(self, offset: int) -> int | None:
        """The line of a row, by position."""
        return None if self.line is None else self.line + offset

    def detected(self) -> list[Detected]:
        """How the part is written."""
        return []


def encoded(cells: list[list[str | None]]) -> pa.RecordBatch:
    """A batch of columns of texts."""
    import pyarrow as pa

    arrays = [pa.array(column, pa.string()) for column in cells]
    return pa.RecordBatch.from_arrays(arrays, [f"c{i}" for i in range(len(arrays))])


def queried(con: Any, query: str, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
    """The rows of a query of text columns.

    Raises
    ------
    duckdb.Error
        If the query fails, at its start or on its way.
    """
    import pyarrow as pa

    reader = con.sql(query).to_arrow_reader(rows)
    for batch in _streamed(reader):
        arrays = [
            pa.array(column, pa.string()) if column.type != pa.string() else column
            for column in batch.columns
        ]
        yield pa.RecordBatch.from_arrays(arrays, [f"c{i}" for i in range(len(arrays))])


def _streamed(reader: Any) -> Iterator[pa.RecordBatch]:
    """The batches; an error on the way, which Arrow hands on in words, as the database's own."""
    import duckdb
    import pyarrow as pa

    kinds = {
        "INTERRUPT": duckdb.InterruptException,
        "Conversion": duckdb.ConversionException,
        "Out of Range": duckdb.OutOfRangeException,
    }
    try:
        yield from reader
    except (OSError, pa.ArrowException) as error:
        said = str(error)
        kind = next((kinds[word] for word in kinds if f"{word} Error" in said), duckdb.Error)
        raise kind(said) from error
