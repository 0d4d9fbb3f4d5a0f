"""Parquet: cells of any type as text; structs become dotted columns, lists become JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.ledger import Detected
from taller.data.reading import readers, refusals
from taller.data.reading.readers import Reader
from taller.data.reading.staged import identifier, literal
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.reading.packed import Member


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
        self.cells = [cell for field in schema for cell in _cells(field, (), ())]
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
        return f"SELECT {cells} FROM read_parquet({literal(self.path)}) AS t"

    def batches(self, con: Any) -> Iterator[pa.RecordBatch]:
        """The rows, as the database turns them into text."""
        import duckdb

        try:
            yield from readers.queried(con, self.query())
        except duckdb.Error as error:
            raise refusals.duckdb_error(self.name, error, "Parquet") from error


def _cells(field: Any, before: tuple[str, ...], path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Name and SQL of each column that a field becomes."""
    import pyarrow.types as types

    names, path = (*before, field.name), (*path, field.name)
    kind = field.type
    if types.is_struct(kind):
        for i in range(kind.num_fields):
            yield from _cells(kind.field(i), names, path)
        return
    column = ".".join(identifier(part) for part in ("t", *path))
    yield ".".join(names), as_text(column, nested=types.is_nested(kind), zoned=_is_zoned(kind))


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
