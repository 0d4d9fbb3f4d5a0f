"""A table that is scored: a Parquet or CSV file, or a table of Postgres, block by block."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from taller.deployment.deployment.model.scoring.messages import say
from taller.errors import DataError, InputError
from taller.language import told

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 20_000  # of a block
SERVER = ("postgresql://", "postgres://")
SEPARATORS = ",;\t|"
PATIENCE = 3_600.0  # seconds that a server may take
HEAD = 1 << 16  # bytes that the line of names is looked for in


@contextlib.contextmanager
def opened(table: str) -> Iterator[Iterator[pa.RecordBatch]]:
    """The blocks of a table.

    Parameters
    ----------
    table : a path that ends in .parquet or .csv, or ``postgresql://user@host/database#table``

    Raises
    ------
    InputError
        If it is none of these, or not there.
    DataError
        If it cannot be read, is damaged or has no rows.
    """
    import pyarrow as pa

    try:
        with contextlib.ExitStack() as held:
            blocks = _blocks(table, held)
            first = next((block for block in blocks if block.num_rows), None)
            if first is None:
                raise DataError(shown(table), say("scoring-no-rows"))
            yield _from(first, blocks)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise DataError(shown(table), say("scoring-damaged", why=told(str(error)[:200]))) from error


def _from(first: pa.RecordBatch, rest: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield first
    yield from rest


def shown(table: str) -> str:
    """An address without who and password, or a path as it was given."""
    if not table.startswith(SERVER):
        return table
    head, _at, rest = table.partition("://")[2].rpartition("@")
    return f"postgresql://{rest or head}"


def _blocks(table: str, held: contextlib.ExitStack) -> Iterator[pa.RecordBatch]:
    if table.startswith(SERVER):
        return _of_server(*server(table))
    path = Path(table).expanduser()
    kinds = {".parquet": _of_parquet, ".csv": _of_csv}
    if path.suffix.lower() not in kinds:
        raise InputError(table, say("scoring-what-table"))
    if not path.is_file():
        raise InputError(table, say("scoring-no-file"))
    return kinds[path.suffix.lower()](path, held)


def server(address: str) -> tuple[str, str]:
    """The server and the table of an address ``postgresql://user@host/database#table``.

    Raises
    ------
    InputError
        If it names no table, or holds a password, which everybody here could read.
    """
    from urllib.parse import urlsplit

    from taller.data.reading.containers import databases

    url, _hash, name = address.partition("#")
    if urlsplit(url).password is not None:
        raise InputError(shown(address), say("scoring-password"))
    if not name:
        raise InputError(shown(address), say("scoring-no-table"))
    databases.server(url)
    return url, name


def _of_server(url: str, name: str) -> Iterator[pa.RecordBatch]:
    from taller.data.reading.containers.postgres import PostgresReader
    from taller.data.settings.sources import DatabaseSettings

    asked = DatabaseSettings.model_construct(source="database", url=url, timeout=PATIENCE)
    reader = PostgresReader(name, asked)
    for block in reader.batches(None):
        yield block.rename_columns(reader.names)


def _of_parquet(path: Path, held: contextlib.ExitStack) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    return held.enter_context(pq.ParquetFile(path)).iter_batches(ROWS)


def _of_csv(path: Path, held: contextlib.ExitStack) -> Iterator[pa.RecordBatch]:
    """Every cell as text, so that a code such as 007 stays one; the model's columns are cast."""
    import pyarrow as pa
    from pyarrow import csv as arrow

    with path.open("rb") as file:
        raw = file.read(HEAD)
    line = raw.split(b"\n")[0].decode("utf-8-sig")
    separator = max(SEPARATORS, key=line.count)
    names = next(csv.reader([line], delimiter=separator), [])
    if not names:
        return iter(())
    if len(names) != len(set(names)):
        raise DataError(
            path, say("scoring-twice", names=sorted({n for n in names if names.count(n) > 1}))
        )
    return iter(held.enter_context(arrow.open_csv(
        path,
        parse_options=arrow.ParseOptions(delimiter=separator, newlines_in_values=True),
        convert_options=arrow.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), null_values=[""],
            strings_can_be_null=True,
        ),
    )))  # fmt: skip
