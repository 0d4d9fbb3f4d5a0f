"""Where scores go: Parquet, a CSV that a CRM imports, or a table of Postgres; all rows or none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller import durable
from taller.deployment.deployment.model.scoring.messages import say
from taller.deployment.deployment.model.scoring.reading import SERVER, server, shown
from taller.errors import DataError, InputError, cannot_write

if TYPE_CHECKING:
    import pyarrow as pa

MARK = "taller score"  # what a table of ours is commented with, so that no other is emptied
BESIDE = ("model", "version", "scored_at")
TABLE = re.compile(r"([a-z_][a-z0-9_]{0,62}\.)?[a-z_][a-z0-9_]{0,62}")
CONNECT_TIMEOUT = 10  # seconds


def target(to: str) -> Callable[[Iterable[pa.RecordBatch]], int]:
    """What writes scores to a place, and says how many; what stood there stays until all are there.

    Parameters
    ----------
    to : a path that ends in .parquet or .csv, or ``postgresql://user@host/database#table``

    Raises
    ------
    InputError
        If it is none of these, or its folder is not there.
    """
    if to.startswith(SERVER):
        url, name = server(to)
        if not TABLE.fullmatch(name):
            raise InputError(shown(to), say("scoring-table-name", name=name))
        return lambda blocks: _to_server(url, name, blocks)
    path = Path(to).expanduser()
    kinds = {".parquet": _to_parquet, ".csv": _to_csv}
    if path.suffix.lower() not in kinds:
        raise InputError(to, say("scoring-what-target"))
    if not path.absolute().parent.is_dir():
        raise InputError(to, say("scoring-no-folder", folder=str(path.parent)))
    return lambda blocks: _whole(kinds[path.suffix.lower()], path, blocks)


def signed(
    blocks: Iterable[pa.RecordBatch], model: str, version: int, at: dt.datetime
) -> Iterator[pa.RecordBatch]:
    """The blocks with the model and version that scored them, and when, in columns of their own."""
    import pyarrow as pa

    values = (model, version, at)
    kinds = (pa.string(), pa.int32(), pa.timestamp("s", "UTC"))
    for block in blocks:
        for name, value, kind in zip(BESIDE, values, kinds, strict=True):
            block = block.append_column(name, pa.repeat(pa.scalar(value, kind), block.num_rows))
        yield block


def _whole(
    write: Callable[[Path, Iterable[pa.RecordBatch]], int], path: Path,
    blocks: Iterable[pa.RecordBatch],
) -> int:  # fmt: skip
    try:
        return write(path, blocks)
    except OSError as error:
        raise cannot_write(path, error) from error


def _to_parquet(path: Path, blocks: Iterable[pa.RecordBatch]) -> int:
    import pyarrow.parquet as pq

    rows, writer = 0, None
    with durable.beside(path) as made:
        made.touch(durable.PRIVATE)
        try:
            for block in blocks:
                writer = writer or pq.ParquetWriter(made, block.schema)
                writer.write_batch(block)
                rows += block.num_rows
        finally:
            if writer is not None:
                writer.close()
    return rows


def _to_csv(path: Path, blocks: Iterable[pa.RecordBatch]) -> int:
    """Texts that a spreadsheet would run as formulas get an apostrophe first."""
    import pyarrow as pa

    from taller.handed import write_csv

    rows = 0

    def tables() -> Iterator[pa.Table]:
        nonlocal rows
        for block in blocks:
            rows += block.num_rows
            # `write_csv` makes safe what is told in dictionaries.
            columns = [c.dictionary_encode() if _is_text(c) else c for c in block.columns]
            yield pa.Table.from_arrays(columns, block.schema.names)

    write_csv(path, tables())
    return rows


def _is_text(column: pa.Array) -> bool:
    import pyarrow as pa

    return pa.types.is_string(column.type) or pa.types.is_large_string(column.type)


def _to_server(url: str, name: str, blocks: Iterable[pa.RecordBatch]) -> int:
    """Rows into a table of ours: made where there is none, else emptied, in one transaction.

    Raises
    ------
    DataError
        If the server cannot be reached or refuses, or the table is somebody else's.
    """
    import psycopg
    from psycopg import sql

    from taller.data.reading.containers import passwords

    secret = passwords.of_keyring(url)
    known = {} if secret is None else {"password": secret}
    table, rows = sql.Identifier(*name.split(".")), 0
    try:
        with psycopg.connect(
            url, connect_timeout=CONNECT_TIMEOUT, application_name="taller", **known
        ) as con:
            copying = None
            for block in blocks:
                if copying is None:
                    _prepare(con, table, name, block.schema)
                    names = sql.SQL(", ").join(map(sql.Identifier, block.schema.names))
                    into = sql.SQL("COPY {} ({}) FROM STDIN").format(table, names)
                    copying = into
                with con.cursor() as cursor, cursor.copy(copying) as rows_in:
                    for row in zip(*(column.to_pylist() for column in block.columns), strict=True):
                        rows_in.write_row(row)
                rows += block.num_rows
    except psycopg.Error as error:
        why = str(error).strip().split("\n")[0][:200]
        raise DataError(f"{shown(url)}#{name}", say("scoring-server", why=why)) from error
    return rows


def _prepare(con: Any, table: Any, name: str, schema: pa.Schema) -> None:
    from psycopg import sql

    columns = [(field.name, _kind(field.type)) for field in schema]
    there = con.execute(
        "SELECT obj_description(to_regclass(%s), 'pg_class'), to_regclass(%s) IS NOT NULL",
        (name, name),
    ).fetchone()
    if there[1]:
        held = con.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 "
            "AND NOT attisdropped ORDER BY attnum", (name,),
        ).fetchall()  # fmt: skip
        if there[0] != MARK or [each for (each,) in held] != schema.names:
            raise DataError(name, say("scoring-other-table"))
        con.execute(sql.SQL("DELETE FROM {}").format(table))
        return
    told = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind)) for column, kind in columns
    )
    con.execute(sql.SQL("CREATE TABLE {} ({})").format(table, told))
    con.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(table, sql.Literal(MARK)))


def _kind(kind: pa.DataType) -> str:
    import pyarrow as pa

    if pa.types.is_integer(kind):
        return "bigint"
    if pa.types.is_floating(kind):
        return "double precision"
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_timestamp(kind):
        return "timestamptz" if kind.tz else "timestamp"
    if pa.types.is_date(kind):
        return "date"
    return "numeric" if pa.types.is_decimal(kind) else "text"
