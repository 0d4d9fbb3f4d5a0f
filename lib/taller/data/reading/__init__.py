"""Reading a client's export as text: every cell as it stands, every row with its file and line.

A source is a file, a folder or a pattern of files, packed or not, or a table of a database. It is
staged once as a Parquet file of text columns ``c0 … cN``, in its own order. What a cell means is
decided later; here only what cannot be read as a table is refused, in one message that names file
and line. ::

    files      which files a path, a folder or a pattern names     ┐
    packed     what is in a gzip or zip file                        ├ parts: what reads each part
    delimited, workbooks, jsonlines, columnar, databases, postgres ┘
    columns    whether each part holds what is mapped
    staging    all parts in one Parquet file, aligned by name
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.engine import aliases, bounds, engine
from taller.data.reading.files import input_files
from taller.data.reading.headers import did_you_mean_column
from taller.data.reading.staged import ROW, Part, Staged, identifier, literal
from taller.data.tell.ledger import Detected
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.reading.readers import Reader
    from taller.data.settings.sources import DatabaseSettings, DatabaseTable, TableFile

__all__ = [
    "ROW", "Part", "Staged", "did_you_mean_column", "faults", "header", "identifier",
    "input_files", "literal", "sheets", "stage",
]  # fmt: skip


def stage(
    con: Any,
    source: TableFile | DatabaseTable,
    *,
    root: Path,
    scratch: Path,
    name: str,
    database: DatabaseSettings | None = None,
    direct: bool = False,
) -> Staged:
    """Read a source whole, each cell as text, into a Parquet file in ``scratch``.

    Parameters
    ----------
    con : a connection of DuckDB
    name : the canonical table it is for
    database : where a table of a database is
    direct : whether a Parquet file may be left where it is, to be read by `Staged.relation`

    Raises
    ------
    DataError
        If a part cannot be read to its end, has no rows, or lacks a column that is mapped; names
        the line where known.
    """
    from taller.data.reading import refusals

    with refusals.netted(_origin(source)):
        return _staged(con, source, root, scratch, name, database, direct=direct)


def _staged(
    con: Any,
    source: TableFile | DatabaseTable,
    root: Path,
    scratch: Path,
    name: str,
    database: DatabaseSettings | None,
    *,
    direct: bool,
) -> Staged:
    from taller.data.reading import columns, files, refusals, staging

    readers, origin = _readers(source, root, scratch, name, database), _origin(source)
    for reader in readers:
        if reader.sparse:
            reader.settle(con)
    faults = [
        Fault(f"data.{name}.{key}", what) for key, what in columns.faults(source, name, readers)
    ]
    if faults:
        raise DataError(origin, faults)
    if direct and (found := staging.in_place(con, readers, origin, source.mapped().values())):
        return found
    names, target = staging.union(readers), scratch / f"{name}.parquet"
    try:
        written = staging.write(con, readers, names, target)
        if not sum(written.rows):
            raise refusals.no_rows(origin)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    more = columns.notes(readers, names)
    if database is None:
        bounds.reads(origin)  # from here on its rows are worked on
        read, left = files.several(source, root), files.left_out(source, root)
        more += [Detected("files_read", read)] if read else []
        more += [Detected("files_not_read", ", ".join(left))] if left else []
    return Staged(
        origin, names, target, sum(written.rows),
        frozenset(written.padded), frozenset(written.worded),
        staging.parts(readers, written), staging.detected(readers, more),
    )  # fmt: skip


def header(
    source: TableFile | DatabaseTable, *, root: Path, database: DatabaseSettings | None = None
) -> list[str]:
    """The column names of a source, from the head of its newest file.

    Raises
    ------
    DataError
        If that cannot be read, or is no table.
    """
    from taller.data.reading import refusals, staging

    with refusals.netted(_origin(source)), _scratch() as scratch:
        return staging.union(_readers(source, root, scratch, None, database, newest=True))


def faults(
    source: TableFile | DatabaseTable,
    table: str,
    *,
    root: Path,
    database: DatabaseSettings | None = None,
) -> list[tuple[str, str]]:
    """What the heads of all parts lack, as (key of the source's settings, what).

    Raises
    ------
    DataError
        If a part cannot be read, or is no table.
    """
    from taller.data.reading import columns, refusals

    with refusals.netted(_origin(source)), _scratch() as scratch:
        readers = _readers(source, root, scratch, table, database)
        found = list(columns.faults(source, table, readers))
        if found and any(reader.sparse for reader in readers):
            # A key may come far down for the first time.
            with engine.connect() as con:
                for reader in readers:
                    if reader.sparse:
                        reader.settle(con)
            found = list(columns.faults(source, table, readers))
    return found


def sheets(source: TableFile, *, root: Path) -> dict[str, list[str]]:
    """The columns of each sheet of a workbook that holds a table; the workbook is opened once.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    from taller.data.reading import parts

    with _scratch() as scratch:
        return parts.sheets(source, root, scratch)


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="taller-") as folder:
        yield aliases.plain(Path(folder))


def _origin(source: TableFile | DatabaseTable) -> str:
    from taller.data.reading.containers import databases

    table = getattr(source, "table", None)
    return source.path if table is None else databases.origin(table)


def _readers(
    source: TableFile | DatabaseTable,
    root: Path,
    scratch: Path,
    table: str | None,
    database: DatabaseSettings | None,
    *,
    newest: bool = False,
) -> Sequence[Reader]:
    from taller.data.reading import columns, parts
    from taller.data.reading.containers import databases

    if database is not None:
        found: Sequence[Reader] = [databases.table_reader(source, database, root)]
    else:
        known = columns.wanted(source, table) if table is not None else source.mapped()
        found = parts.open_readers(source, root, scratch, set(known.values()), newest=newest)
    for reader in found:
        columns.refuse_endless(reader)
    return found
