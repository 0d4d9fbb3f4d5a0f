"""Staged exports for the tests of shapes, made without reading a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from taller.data import shapes
from taller.data.reading import Part, Staged


def of_csv(folder: Path, *texts: str) -> Staged:
    """CSV texts, each a part of its own under the same header, as text columns."""
    tables = [list(csv.reader(io.StringIO(text.strip()))) for text in texts]
    return of_rows(folder, tables[0][0], *(table[1:] for table in tables))


def of_json(folder: Path, *rows: dict) -> Staged:
    """Objects as JSON lines are staged: objects within as dotted columns, arrays as JSON."""
    flat = [dict(_leaves(row)) for row in rows]
    header = list(dict.fromkeys(key for row in flat for key in row))
    cells = [[_cell(row.get(key)) for key in header] for row in flat]
    return of_rows(folder, header, cells)


def _leaves(row: dict, before: str = "") -> Iterator[tuple[str, object]]:
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{before}{key}.")
        else:
            yield before + key, value


def _cell(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value)


def of_rows(folder: Path, header: list[str], *parts: list[list[str | None]]) -> Staged:
    """Rows of text, blank cells as null."""
    rows = [row for part in parts for row in part]
    columns = {
        f"c{i}": pa.array([(row[i] if i < len(row) else None) or None for row in rows], pa.string())
        for i in range(len(header))
    }
    path = folder / "staged.parquet"
    pq.write_table(pa.table(columns), path)
    named, first = [], 0
    for n, part in enumerate(parts, start=1):
        named.append(Part(f"part{n}.csv", first, len(part), 2))
        first += len(part)
    cells = frozenset(columns)
    return Staged("export.csv", header, path, len(rows), cells, cells, tuple(named), ())


def reshaped(staged: Staged, shape: str, table: str, **more) -> list[dict[str, str | None]]:
    """The rows a shape makes of a staged export, as texts by canonical column, in order."""
    overrides = more.pop("overrides", {})
    con = duckdb.connect()
    new, cells = shapes.reshape(
        con, staged, shape, table, overrides, staged.parquet.parent, **more
    )  # fmt: skip
    assert new.rowed
    assert list(cells) == [name for name in new.header if name != shapes.NTH]
    listed = ", ".join(["source_row", *(f"{cell} AS {name}" for name, cell in cells.items())])
    found = con.execute(f"SELECT {listed} FROM read_parquet('{new.parquet}')")
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    assert new.rows == len(rows)
    assert [row["source_row"] for row in rows] == sorted(row["source_row"] for row in rows)
    return rows


def picked(rows: list[dict], *names: str) -> list[tuple]:
    """Some columns of each row."""
    return [tuple(row[name] for name in names) for row in rows]
