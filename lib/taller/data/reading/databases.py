"""Tables of a client's database, read only: a DuckDB file, or Postgres."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.ledger import Detected
from taller.data.reading import readers
from taller.data.reading.columnar import as_text
from taller.data.reading.readers import Reader
from taller.data.reading.staged import identifier, literal
from taller.errors import DataError, Fault, did_you_mean

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.sources import DatabaseSettings, DatabaseTable

POSTGRES = re.compile(r"postgres(ql)?://", re.IGNORECASE)
SECRET = re.compile(r"password\s*=|://[^/@\s]*:[^/@\s]*@|://[^/\s]*:[^\s]*@", re.IGNORECASE)
CLIENT = "client_database"


def is_postgres(url: str) -> bool:
    """Whether a URL is one of Postgres; else it is the path of a DuckDB file."""
    return POSTGRES.match(url) is not None


def refuse_secret(url: str) -> None:
    """Refuse a password in a URL, without repeating any of it.

    Raises
    ------
    DataError
        If there is one, or if the URL is of a kind that is not read.
    """
    if SECRET.search(url):
        what = (
            "holds a password, which a run's folder would keep; take it out, and set PGPASSWORD, "
            "write it into ~/.pgpass, or keep it in the keyring (service taller, user "
            "host/database/user)"
        )
        raise DataError("the database's url", Fault("data.url", what))
    if "://" in url and not is_postgres(url):
        scheme = url.partition("://")[0]
        what = f"{scheme} is no database that is read; postgresql, or the path of a DuckDB file"
        raise DataError("the database's url", Fault("data.url", what))


def database_path(settings: DatabaseSettings, root: Path) -> Path | None:
    """The DuckDB file, or None for Postgres."""
    return None if is_postgres(settings.url) else root / Path(settings.url).expanduser()


def table_reader(table: DatabaseTable, settings: DatabaseSettings, root: Path) -> Reader:
    """What reads a table of the client's database.

    Raises
    ------
    DataError
        If the database cannot be reached, or has no such table.
    """
    refuse_secret(settings.url)
    if is_postgres(settings.url):
        from taller.data.reading.postgres import PostgresReader

        return PostgresReader(table.table, settings)
    return DuckDBReader(table.table, settings, root)


def origin(table: str) -> str:
    """A table's name in messages."""
    return f"database table {table}"


class DuckDBReader(Reader):
    """A table or view of a DuckDB file."""

    def __init__(self, table: str, settings: DatabaseSettings, root: Path) -> None:
        self.name, self.timeout = origin(table), settings.timeout
        self.shown = settings.url
        self.path = root / Path(settings.url).expanduser()
        if not self.path.is_file():
            what = "no such file; check url, or the variable in it"
            raise DataError(self.shown, what)
        import duckdb

        with duckdb.connect() as con, self._attached(con):
            self.schema, self.table = self._found(con, table)
            self.columns = con.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = ? "
                "AND schema_name = ? AND table_name = ? ORDER BY column_index",
                [CLIENT, self.schema, self.table],
            ).fetchall()
        self.names = [name for name, _ in self.columns]

    def detected(self) -> list[Detected]:
        """That it is a table of a database."""
        return [Detected("format", "duckdb")]

    def batches(self, con: Any) -> Iterator[pa.RecordBatch]:
        """The rows, in the order the database keeps."""
        cells = ", ".join(
            f"{_text(identifier(name), kind)} AS c{i}"
            for i, (name, kind) in enumerate(self.columns)
        )
        place = ".".join(identifier(part) for part in (CLIENT, self.schema, self.table))
        import duckdb

        with self._attached(con), _deadline(con, self.timeout):
            try:
                yield from readers.queried(con, f"SELECT {cells} FROM {place}")
            except duckdb.InterruptException as error:
                raise too_slow(self.name, self.timeout) from error
            except duckdb.Error as error:
                what = "cannot be read; does what it is made of still exist?"
                raise DataError(self.name, what) from error

    @contextmanager
    def _attached(self, con: Any) -> Iterator[None]:
        import duckdb

        try:
            con.execute(f"ATTACH {literal(self.path)} AS {CLIENT} (READ_ONLY, TYPE duckdb)")
        except duckdb.Error as error:
            text = str(error)
            if "lock" in text.lower():
                what = "is in use by another program; close it there, or copy the file"
            elif "not a valid DuckDB" in text or "magic" in text:
                what = "is not a DuckDB file; give its tables as files, with source: files"
            else:
                what = "cannot be opened as a DuckDB file; was it written by a later version?"
            raise DataError(self.shown, what) from error
        try:
            yield
        finally:
            con.execute(f"DETACH {CLIENT}")

    def _found(self, con: Any, table: str) -> tuple[str, str]:
        """Schema and name, as the catalogue writes them: what is not there is never made SQL."""
        known = con.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = $1 "
            "UNION ALL SELECT schema_name, view_name FROM duckdb_views() "
            "WHERE database_name = $1 AND NOT internal",
            [CLIENT],
        ).fetchall()
        for schema, name in [("main", table), tuple(table.rpartition(".")[::2])]:
            if (schema, name) in known:
                return schema, name
        raise no_table(self.shown, table, known, "main")


def _text(column: str, kind: str) -> str:
    nested = kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION"))
    return as_text(column, nested=nested, zoned=kind == "TIMESTAMP WITH TIME ZONE")


def no_table(shown: str, table: str, known: list[tuple[str, str]], default: str) -> DataError:
    """The refusal of a table that a database does not have."""
    names = [name if schema == default else f"{schema}.{name}" for schema, name in known]
    what = f"has no table or view '{table}'{did_you_mean(table, names[:200])}"
    return DataError(shown, what)


def too_slow(name: str, timeout: float) -> DataError:
    """The refusal of a database that takes too long."""
    what = (
        f"was not read within {timeout:g} seconds; set timeout to more, or ask for a smaller view"
    )
    return DataError(name, what)


@contextmanager
def _deadline(con: Any, seconds: float) -> Iterator[None]:
    timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), con.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
