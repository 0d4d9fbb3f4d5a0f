"""Where simulated rows go: Parquet files written as they come, or tables in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from taller.data.settings.schemas import SCHEMAS

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 1 << 18  # of a row group


class Sink(Protocol):
    """Takes rows of named tables, in order."""

    def add(self, name: str, rows: pa.Table) -> None:
        """Append rows to a table."""


class Files:
    """A Parquet file per table, written as rows come; ``rows`` counts them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[str, int] = {}
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Files:
        return self

    def __exit__(self, *error: object) -> None:
        for writer in self._writers.values():
            writer.close()

    def add(self, name: str, rows: pa.Table) -> None:
        """Append rows to ``<name>.parquet``."""
        import pyarrow.parquet as pq

        rows = rows.select(columns(name, rows))
        if name not in self._writers:
            # Without the Arrow schema a reader sees text, however it was encoded here.
            self._writers[name] = pq.ParquetWriter(
                self.folder / f"{name}.parquet", rows.schema,
                store_schema=False, store_decimal_as_integer=True,
            )  # fmt: skip
            self.rows[name] = 0
        self._writers[name].write_table(rows, row_group_size=ROWS)
        self.rows[name] += rows.num_rows


class Memory:
    """Tables kept in memory, with plain types."""

    def __init__(self) -> None:
        self._parts: dict[str, list[pa.Table]] = {}

    def add(self, name: str, rows: pa.Table) -> None:
        """Append rows to a table."""
        rows = rows.select(columns(name, rows))
        self._parts.setdefault(name, []).append(_plain(rows))

    def tables(self) -> dict[str, pa.Table]:
        """All tables, by name."""
        import pyarrow as pa

        return {name: pa.concat_tables(parts) for name, parts in self._parts.items()}


def columns(name: str, rows: pa.Table) -> list[str]:
    """A table's columns in the order of its schema."""
    if name not in SCHEMAS:
        return list(rows.column_names)
    return [column.name for column in SCHEMAS[name].canonical]


def _plain(rows: pa.Table) -> pa.Table:
    import pyarrow as pa

    fields = [
        pa.field(field.name, field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in rows.schema
    ]
    return rows.cast(pa.schema(fields))


def codes(prefix: str, numbers: np.ndarray, width: int, most: int) -> pa.Array:
    """Codes such as T0000123, as text: digits are written straight into Arrow's buffers.

    Parameters
    ----------
    width : digits, unless ``most``, the largest number of the table, has more
    """
    import pyarrow as pa

    width, start = max(width, len(str(most))), len(prefix)
    text = np.empty((len(numbers), start + width), dtype=np.uint8)
    text[:, :start] = np.frombuffer(prefix.encode(), dtype=np.uint8)
    left = np.asarray(numbers, dtype=np.uint32)
    for place in range(start + width - 1, start - 1, -1):
        left, digit = np.divmod(left, np.uint32(10))
        text[:, place] = digit + 48
    offsets = np.arange(len(numbers) + 1, dtype=np.int32) * (start + width)
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(text))


def picked(values: Any, index: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Values by position, as an Arrow dictionary: small, and quick to write.

    Parameters
    ----------
    known : where there is a value; everywhere unless given
    """
    import pyarrow as pa

    position = pa.array(index.astype(np.int32), mask=None if known is None else ~known)
    return pa.DictionaryArray.from_arrays(position, values if isinstance(values, pa.Array)
                                          else pa.array(values))  # fmt: skip


def distinct(index: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct numbers, and the position of each among them: a dictionary of a few of many."""
    values, position = np.unique(index, return_inverse=True)
    return values, position.astype(np.int32)


def repeated(value: str, n: int) -> pa.Array:
    """One text, n times."""
    return picked(np.array([value]), np.zeros(n, dtype=np.int32))


def stamps(micros: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Times, from microseconds since 1970."""
    import pyarrow as pa

    return pa.array(micros, pa.timestamp("us"), mask=None if known is None else ~known)


def money(cents: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Exact DECIMAL(18, 4) from whole cents, through the decimal's own bytes."""
    import pyarrow as pa

    units = cents.astype(np.int64) * 100
    words = np.empty((len(units), 2), dtype="<i8")  # a decimal128: low word, then sign
    words[:, 0], words[:, 1] = units, units >> 63
    valid = None if known is None else pa.py_buffer(np.packbits(known, bitorder="little"))
    return pa.Array.from_buffers(pa.decimal128(18, 4), len(units), [valid, pa.py_buffer(words)])
