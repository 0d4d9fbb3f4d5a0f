"""Staging small files of any kind in a test: what was read, as plain Python."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from taller.data import reading
from taller.data.reading import Staged
from taller.data.settings.sources import FILES, TableFile

MAPPED = {
    "transaction_id": "order",
    "user_id": "customer",
    "item_id": "sku",
    "event_timestamp": "when",
    "quantity": "units",
    "price": "price",
}


def source(path: str = "orders.csv", columns: dict[str, str] | None = None, **more):
    """Settings of a source of orders; without ``columns``, one whose mapping is not known yet."""
    if columns is None:
        return TableFile(path=path, **more)
    return FILES["orders"].model_validate({"path": path, "columns": columns, **more})


def stage(folder: Path, given: object = "orders.csv", **more) -> Staged:
    """Stage a source that stands in ``folder``."""
    if isinstance(given, str):
        given = source(given, **more)
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    with duckdb.connect() as con:
        return reading.stage(con, given, root=folder, scratch=scratch, name="orders")


def write(folder: Path, content: bytes | str, name: str = "orders.csv") -> Path:
    """A file of this content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(staged: Staged) -> list[tuple[str | None, ...]]:
    """The staged rows."""
    table = pq.read_table(staged.parquet).select(staged.cells)
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def column(staged: Staged, name: str) -> list[str | None]:
    """The staged cells of a column."""
    return [row[staged.header.index(name)] for row in rows(staged)]


def detected(staged: Staged) -> dict[str, tuple[str, str]]:
    """What was understood: value and how, by code."""
    return {found.what: (found.value, found.how) for found in staged.detected}
