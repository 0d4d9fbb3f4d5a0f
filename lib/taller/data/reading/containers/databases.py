"""Tables of a client's database, read only: a DuckDB file, or Postgres."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.engine import bounds
from taller.data.reading import readers
from taller.data.reading.containers import foreign
from taller.data.reading.containers.columnar import as_text
from taller.data.reading.readers import Reader
from taller.data.reading.staged import identifier
from taller.data.settings import places
from taller.data.tell.ledger import Detected
from taller.errors import DataError, Fault, did_you_mean

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.settings.sources import DatabaseSettings, DatabaseTable

POSTGRES = re.compile(r"postgres(ql)?://", re.IGNORECASE)
SECRET = re.compile(r"password\s*=|://[^/@\s]*:[^/@\s]*@|://[^/\s]*:[^\s]*@", re.IGNORECASE)
ENCRYPTS = ("sslmode",)
CONNECTS = {"user", "host", "port", "dbname", *ENCRYPTS}  # what a URL may say


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
    if "://" in url and "${" in url:
        what = "holds a variable; host, user and database of a server are written out"
        raise DataError("the database's url", Fault("data.url", what))
    if "://" in url and not is_postgres(url):
        scheme = url.partition("://")[0]
        what = f"{scheme} is no database that is read; postgresql, or the path of a DuckDB file"
        raise DataError("the database's url", Fault("data.url", what))


def server(url: str) -> str:
    """The server a Postgres URL names, as host:port/database.

    Raises
    ------
    DataError
        If the URL cannot be read, or if it says more than where to connect and how to encrypt:
        files of secrets, other hosts, a service.
    """
    import psycopg
    from psycopg import conninfo

    try:
        told = conninfo.conninfo_to_dict(url)
    except psycopg.Error:
        what = "cannot be read; write it as postgresql://user@host:5432/database"
        raise DataError("the database's url", Fault("data.url", what)) from None
    beyond = sorted(set(told) - CONNECTS)
    if beyond:
        what = f"gives {', '.join(beyond)}; of a server's settings only {', '.join(ENCRYPTS)} goes"
        raise DataError("the database's url", Fault("data.url", f"{what} into url"))
    host = told.get("host") or os.environ.get("PGHOST") or "localhost"
    port = told.get("port") or os.environ.get("PGPORT") or "5432"
    return f"{host}:{port}/{told.get('dbname') or told.get('user') or ''}"


def database_path(settings: DatabaseSettings, root: Path) -> Path | None:
    """The DuckDB file, or None for Postgres."""
    return None if is_postgres(settings.url) else places.located(settings.url, root)


def table_reader(table: DatabaseTable, settings: DatabaseSettings, root: Path) -> Reader:
    """What reads a table of the client's database.

    Raises
    ------
    DataError
        If the database cannot be reached, or has no such table.
    """
    refuse_secret(settings.url)
    path = database_path(settings, root)
    if path is not None:
        bounds.reads(settings.url, path)
    else:
        bounds.reads(origin(table.table), waits=settings.timeout)
        server(settings.url)  # refuses what else the URL may ask of the driver
        from taller.data.reading.containers.postgres import PostgresReader

        return PostgresReader(table.table, settings)
    return DuckDBReader(table.table, settings, root)


def origin(table: str) -> str:
    """A table's name in messages."""
    return f"database table {table}"


class DuckDBReader(Reader):
    """A table or view of a DuckDB file, which a locked engine of its own evaluates."""

    def __init__(self, table: str, settings: DatabaseSettings, root: Path) -> None:
        self.name, self.timeout = origin(table), settings.timeout
        self.shown = settings.url
        self.path = places.located(settings.url, root)
        places.refuse_no_file(self.path, self.shown)
        if not self.path.is_file():
            what = "no such file; check url, or the variable in it"
            raise DataError(self.shown, what)
        with foreign.opened(self.path, self.shown) as con:
            self.schema, self.table = self._found(con, table)
            self.columns = con.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = ? "
                "AND schema_name = ? AND table_name = ? ORDER BY column_index",
                [foreign.CLIENT, self.schema, self.table],
            ).fetchall()
            for _ in self._queried(con, "LIMIT 0"):
                pass  # what cannot be evaluated is said before a run begins
        self.names = [name for name, _ in self.columns]

    def detected(self) -> list[Detected]:
        """That it is a table of a database."""
        return [Detected("format", "duckdb")]

    def batches(self, con: Any) -> Iterator[pa.RecordBatch]:
        """The rows, in the order the database keeps."""
        with foreign.opened(self.path, self.shown) as own:
            yield from self._queried(own)

    def _queried(self, con: Any, limit: str = "") -> Iterator[pa.RecordBatch]:
        import duckdb

        foreign.refuse_reaching(con, self.schema, self.table, self.shown)
        cells = ", ".join(
            f"{_text(identifier(name), kind)} AS c{i}"
            for i, (name, kind) in enumerate(self.columns)
        )
        place = ".".join(identifier(part) for part in (foreign.CLIENT, self.schema, self.table))
        with _deadline(con, self.timeout):
            try:
                yield from readers.queried(con, f"SELECT {cells} FROM {place} {limit}")
            except duckdb.InterruptException as error:
                raise too_slow(self.name, self.timeout) from error
            except duckdb.Error as error:
                what = "cannot be read; does what it is made of still exist?"
                raise DataError(self.name, what) from error

    def _found(self, con: Any, table: str) -> tuple[str, str]:
        """Schema and name, as the catalogue writes them: what is not there is never made SQL."""
        known = foreign.tables(con)
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
