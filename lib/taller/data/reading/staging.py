"""Putting the parts of a source together: one Parquet file of text, columns aligned by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.engine import bounds
from taller.data.reading import refusals
from taller.data.reading.cell_bytes import padded_and_worded
from taller.data.reading.containers import columnar, jsonlines
from taller.data.reading.readers import Again, Reader
from taller.data.reading.staged import Part, Staged, literal
from taller.data.tell.ledger import Detected

if TYPE_CHECKING:
    import pyarrow as pa

DICTIONARY = 1 << 23  # bytes of a column's distinct cells within a batch that are written once
REPEATING = 0.2  # share of distinct cells up to which a column's are written once


@dataclass
class Written:
    """What writing found: rows of each part, and columns with blanks or words for nothing."""

    rows: list[int] = field(default_factory=list)
    padded: set[str] = field(default_factory=set)
    worded: set[str] = field(default_factory=set)


def union(readers: Sequence[Reader]) -> list[str]:
    """The columns of all parts, in the order they first come."""
    return list(dict.fromkeys(name for reader in readers for name in reader.names))


def write(con: Any, readers: Sequence[Reader], header: Sequence[str], to: Path) -> Written:
    """Write all parts; a part that proves to be written otherwise is begun again, with all."""
    if len(readers) == 1 and readers[0].query() is not None:
        return _copied(con, readers[0], to)
    while True:
        at = 0
        try:
            written = Written()
            with _Writer(to, len(header)) as writer:
                for at, reader in enumerate(readers):  # noqa: B007
                    bounds.reads(reader.name)
                    places = {header.index(name): i for i, name in enumerate(reader.names)}
                    with refusals.netted(reader.name):
                        rows = sum(writer.add(batch, places) for batch in reader.batches(con))
                    written.rows.append(rows)
                written.padded, written.worded = writer.padded, writer.worded
            return written
        except Again:
            # The others may be so written too: better to know than to begin again at each.
            for reader in readers[at + 1 :]:
                if not isinstance(reader, jsonlines.JsonReader):
                    reader.settle(con)


def in_place(
    con: Any, readers: Sequence[Reader], origin: str, wanted: Collection[str]
) -> Staged | None:
    """A single Parquet file, to be read as it stands; None for anything else."""
    (reader, *others) = readers
    if others or not isinstance(reader, columnar.ParquetReader):
        return None
    found = reader.direct()
    if found is None:
        return None
    rows = reader.rows()
    if not rows:
        raise refusals.no_rows(origin)
    padded, worded = reader.looked_at(set(wanted))
    whole = parts(readers, Written([rows]))
    return Staged(
        origin, reader.names, reader.path, rows, frozenset(padded), frozenset(worded), whole,
        detected(readers, []), selected=found[0], alias=reader.alias,
        native=found[1],
    )  # fmt: skip


def parts(readers: Sequence[Reader], written: Written) -> tuple[Part, ...]:
    """Where each part's rows are."""
    found, first = [], 0
    for reader, rows in zip(readers, written.rows, strict=True):
        found.append(
            Part(reader.name, first, rows, reader.line, reader.straight, count=reader.line_of)
        )
        first += rows
    return tuple(found)


def detected(readers: Sequence[Reader], more: Sequence[Detected]) -> tuple[Detected, ...]:
    """What was understood of all parts; where they differ, of which part."""
    told: dict[tuple[str, str, str], list[str]] = {}
    for reader in readers:
        for note in reader.detected():
            told.setdefault((note.what, note.value, note.how), []).append(reader.name)
    found = []
    for (what, value, how), names in told.items():
        alone = len(names) == len(readers) or what == "sheet"
        where = "" if alone else f" ({_listed(names)})"
        found.append(Detected(what, value + where, how))  # type: ignore[arg-type]
    if len(readers) > 1:
        found.append(Detected("parts", str(len(readers))))
    return (*found, *more)


def _listed(names: Sequence[str], most: int = 3) -> str:
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def _copied(con: Any, reader: Reader, to: Path) -> Written:
    """A part that the database reads itself, on all its threads."""
    import duckdb

    try:
        (rows,) = con.execute(
            f"COPY ({reader.query()}) TO {literal(to)} (FORMAT parquet)"
        ).fetchall()[0]
    except duckdb.Error as error:
        if isinstance(reader, columnar.ParquetReader):
            raise refusals.duckdb_error(reader.name, error, "Parquet") from error
        raise reader._explained(error) from error
    cells = {f"c{i}" for i in range(len(reader.names))}
    return Written([int(rows)], cells, set(cells))


class _Writer:
    """A Parquet file of text columns; each batch is written while the next is read.

    It is read several times and then thrown away, so it is not compressed.
    """

    def __init__(self, to: Path, width: int) -> None:
        import pyarrow as pa

        self.cells = [f"c{i}" for i in range(width)]
        self.schema = pa.schema([(cell, pa.string()) for cell in self.cells])
        self.padded: set[str] = set()
        self.worded: set[str] = set()
        self._to = to
        self._file: Any = None
        self._thread = ThreadPoolExecutor(1)
        self._pending: Any = None

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *failed: object) -> None:
        try:
            if self._pending is not None and failed[0] is None:
                self._pending.result()
        finally:
            self._thread.shutdown()
            self._opened(None).close()

    def add(self, batch: pa.RecordBatch, places: dict[int, int]) -> int:
        """Write a batch whose columns belong at ``places``; how many rows it has."""
        import pyarrow as pa

        columns = []
        for i, cell in enumerate(self.cells):
            if i not in places:
                columns.append(pa.nulls(batch.num_rows, pa.string()))
                continue
            column = batch.column(places[i])
            columns.append(column)
            if cell in self.padded and cell in self.worded:
                continue
            padded, worded = padded_and_worded(column)
            self.padded |= {cell} if padded else set()
            self.worded |= {cell} if worded else set()
        whole = pa.RecordBatch.from_arrays(columns, schema=self.schema)
        if self._pending is not None:
            self._pending.result()
        self._pending = self._thread.submit(self._opened(whole).write_batch, whole)
        return batch.num_rows

    def _opened(self, first: pa.RecordBatch | None) -> Any:
        """The file, which the first batch tells in what columns cells repeat."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        if self._file is None:
            repeating = [
                cell
                for cell in self.cells
                if first is not None
                and pc.count_distinct(first[cell]).as_py() <= REPEATING * first.num_rows
            ]
            self._file = pq.ParquetWriter(
                self._to, self.schema, write_statistics=False, store_schema=False,
                use_dictionary=repeating, dictionary_pagesize_limit=DICTIONARY, compression="none",
            )  # fmt: skip
        return self._file
