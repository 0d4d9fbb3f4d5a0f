"""Parquet: cells of any type as text; structs become dotted columns, lists become JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.reading import readers, refusals
from taller.data.reading.cell_bytes import padded_and_worded
from taller.data.reading.readers import Reader
from taller.data.reading.staged import literal
from taller.data.tell.ledger import Detected
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.reading.packed import Member


NATIVE = {
    "integer": "BIGINT", "decimal": "DECIMAL(18, 4)", "double": "DOUBLE",
    "timestamp": "TIMESTAMP", "date": "DATE", "boolean": "BOOLEAN",
}  # fmt: skip
"""Kinds of columns whose values need no reading, and the type they are given in SQL."""


class ParquetReader(Reader):
    """A Parquet file."""

    def __init__(self, member: Member, scratch: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.name = member.name
        self.path = member.plain(scratch)
        try:
            with pq.ParquetFile(self.path) as file:
                schema = file.schema_arrow
        except (pa.ArrowException, OSError) as error:
            what = "is a damaged Parquet file; copy or export it again"
            raise DataError(self.name, what) from error
        self.schema = schema
        self.cells = [
            cell for at, field in enumerate(schema) for cell in _cells(field, (), f"t.p{at}", at)
        ]
        self.names = [name for name, _ in self.cells]
        repeated = [name for name, times in Counter(self.names).items() if times > 1]
        if repeated:
            listed = ", ".join(f"'{name}'" for name in repeated)
            raise DataError(
                self.name, Fault("", f"repeats the column {listed}; rename all but one")
            )

    def detected(self) -> list[Detected]:
        """That it is Parquet."""
        return [Detected("format", "parquet")]

    def query(self) -> str:
        """SQL of all rows."""
        cells = ", ".join(f"{text} AS c{i}" for i, (_, text) in enumerate(self.cells))
        return f"SELECT {cells} FROM read_parquet({literal(self.path)}) AS {self.alias}"

    @property
    def alias(self) -> str:
        """The columns by position, for SQL."""
        return f"t({', '.join(f'p{at}' for at in range(len(self.schema)))})"

    def direct(self) -> tuple[str, dict[str, str]] | None:
        """How the file can be read as it stands: the columns in SQL, and the kinds of some.

        None where a column of it has the name that the position of rows is asked by.
        """
        if any(field.name.lower() == "file_row_number" for field in self.schema):
            return None
        selected = [f"{text} AS c{i}" for i, (_, text) in enumerate(self.cells)]
        native = {}
        for at, field in enumerate(self.schema):
            if (kind := _native(field.type)) is not None:
                place = self._place(at)
                native[f"c{place}"] = kind
                selected.append(f"t.p{at}::{NATIVE[kind]} AS v{place}")
        return ", ".join(selected), native

    def _place(self, at: int) -> int:
        """The place among the columns of a field that is no structure."""
        field = self.schema.field(at)
        return self.names.index(field.name or f"column_{at + 1}")

    def rows(self) -> int:
        """How many rows the file holds."""
        import pyarrow.parquet as pq

        with pq.ParquetFile(self.path) as file:
            return file.metadata.num_rows

    def looked_at(self, wanted: Collection[str]) -> tuple[set[str], set[str]]:
        """Columns with blanks around cells, and with words for nothing, as far as they matter.

        Parameters
        ----------
        wanted : columns that are looked at; others of text are held to have both
        """
        import pyarrow as pa

        texts = {f"c{place}" for place in range(len(self.names))}
        fine = {f"c{self._place(at)}" for at, f in enumerate(self.schema) if _native(f.type)}
        plain = [f for f in self.schema if f.name in wanted and pa.types.is_string(f.type)]
        padded, worded = texts - fine, texts - fine
        with ThreadPoolExecutor() as pool:
            for field, found in zip(plain, pool.map(self._look, plain), strict=True):
                cell = f"c{self.names.index(field.name)}"
                padded -= set() if found[0] else {cell}
                worded -= set() if found[1] else {cell}
        return padded, worded

    def _look(self, field: Any) -> tuple[bool, bool]:
        import pyarrow.parquet as pq

        padded = worded = False
        with pq.ParquetFile(self.path) as file:
            for batch in file.iter_batches(1 << 17, columns=[field.name], use_threads=False):
                found = padded_and_worded(batch.column(0))
                padded, worded = padded or found[0], worded or found[1]
                if padded and worded:
                    break
        return padded, worded

    def batches(self, con: Any) -> Iterator[pa.RecordBatch]:
        """The rows, as the database turns them into text."""
        import duckdb

        try:
            yield from readers.queried(con, self.query())
        except duckdb.Error as error:
            raise refusals.duckdb_error(self.name, error, "Parquet") from error


def _cells(field: Any, before: tuple[str, ...], column: str, at: int) -> Iterator[tuple[str, str]]:
    """Name and SQL of each column that a field becomes.

    Parameters
    ----------
    before : names of the structures it is in
    column : its SQL, by position: the database takes names alike but for their case for one
    at : its position among its like, by which one without a name is called
    """
    import pyarrow.types as types

    names, kind = (*before, field.name or f"column_{at + 1}"), field.type
    if types.is_struct(kind):
        for i in range(kind.num_fields):
            yield from _cells(kind.field(i), names, f"struct_extract_at({column}, {i + 1})", i)
        return
    yield ".".join(names), as_text(column, nested=types.is_nested(kind), zoned=_is_zoned(kind))


def _native(kind: Any) -> str | None:
    """The kind of a column whose values need no reading; None where its text decides."""
    import pyarrow.types as types

    if types.is_integer(kind) and not types.is_uint64(kind):
        return "integer"
    if types.is_float64(kind):
        return "double"
    if types.is_decimal(kind) and 0 <= kind.scale <= 4 and kind.precision - kind.scale <= 14:
        return "decimal"
    if types.is_timestamp(kind) and kind.tz is None and kind.unit != "ns":
        return "timestamp"
    return "date" if types.is_date32(kind) else "boolean" if types.is_boolean(kind) else None


def _is_zoned(kind: Any) -> bool:
    import pyarrow.types as types

    return types.is_timestamp(kind) and kind.tz is not None


def as_text(column: str, *, nested: bool = False, zoned: bool = False) -> str:
    """SQL of a DuckDB value as text, whatever its type and the session's time zone."""
    if nested:
        return f"CAST(to_json({column}) AS VARCHAR)"
    if zoned:
        return f"(CAST({column} AT TIME ZONE 'UTC' AS VARCHAR) || '+00:00')"
    return f"nullif(CAST({column} AS VARCHAR), '')"
