"""A table of Postgres: a read-only transaction, the rows copied out as text."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from taller.data.reading.containers import databases, passwords
from taller.data.reading.containers.delimited import BLOCKS, arrow_batches
from taller.data.reading.containers.dialect import Dialect
from taller.data.reading.readers import Reader
from taller.data.tell.ledger import Detected
from taller.errors import DataError

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.settings.sources import DatabaseSettings

CONNECT_TIMEOUT = 10  # seconds
PATIENCE = 5  # seconds beyond its timeout that a silent server is waited for
NESTED = ("A", "C", "R")  # categories of types that become JSON: arrays, composites, ranges


class PostgresReader(Reader):
    """A table or view of Postgres."""

    def __init__(self, table: str, settings: DatabaseSettings) -> None:
        self.name, self.settings = databases.origin(table), settings
        self.asked = table
        with self._connected() as con:
            self.schema, self.table = self._found(con, table)
            self.columns = self._columns(con)
        self.names = [name for name, _, _ in self.columns]

    def detected(self) -> list[Detected]:
        """That it is a table of a database."""
        return [Detected("format", "postgres")]

    def batches(self, con: Any) -> Iterator[pa.RecordBatch]:
        """The rows, in the order the server sends them."""
        import pyarrow as pa
        from psycopg import sql

        dialect = Dialect("utf-8", ",", self.names, self.names, 0, 0, frozenset())
        with self._connected() as server:
            cells = sql.SQL(", ").join(_text(*column) for column in self.columns)
            copy = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT (FORMAT csv, HEADER false)").format(
                cells, sql.Identifier(self.schema, self.table)
            )
            try:
                with server.cursor() as cursor, cursor.copy(copy) as rows:
                    stream = _Copied(rows, server)
                    try:
                        if stream.holds_rows():
                            yield from arrow_batches(stream, dialect, BLOCKS[1])
                    except BaseException:
                        stream.stop()
                        raise
            except pa.ArrowException as error:
                what = "holds text that is not UTF-8"
                if "straddl" in str(error):
                    what = f"holds a row of more than {BLOCKS[1] >> 20} MB"
                raise DataError(self.name, f"{what}; leave that column out in a view") from error

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """A session that reads only, sees one state of the database, and gives up in time."""
        import psycopg

        shown, timeout = _shown(self.settings.url), self.settings.timeout
        secret = passwords.of_keyring(self.settings.url)
        known = {} if secret is None else {"password": secret}
        try:
            con = _patient(timeout).connect(
                self.settings.url, connect_timeout=CONNECT_TIMEOUT, application_name="taller",
                client_encoding="utf8", **known,
            )  # fmt: skip
        except psycopg.Error as error:
            raise DataError(shown, _refused(str(error))) from error
        try:
            con.read_only = True
            con.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            for key, value in (
                ("statement_timeout", f"{int(timeout * 1000)}ms"), ("timezone", "UTC"),
                ("datestyle", "ISO"), ("intervalstyle", "iso_8601"), ("extra_float_digits", "1"),
            ):  # fmt: skip
                con.execute("SELECT set_config(%s, %s, true)", (key, value))
            yield con
        except (psycopg.errors.QueryCanceled, TimeoutError) as error:
            raise databases.too_slow(self.name, timeout) from error
        except psycopg.errors.InsufficientPrivilege as error:
            what = f"may not be read by this user; grant SELECT on {self.asked} to it"
            raise DataError(self.name, what) from error
        except psycopg.Error as error:
            raise DataError(self.name, _broken(error)) from error
        finally:
            con.close()

    def _found(self, con: Any, table: str) -> tuple[str, str]:
        """Schema and name, as the catalogue writes them."""
        known = con.execute(
            "SELECT n.nspname, c.relname, pg_table_is_visible(c.oid) FROM pg_class c "
            "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN "
            "('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' "
            "AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1, 2"
        ).fetchall()
        for schema, name, visible in known:
            if (visible and name == table) or f"{schema}.{name}" == table:
                return schema, name
        tables = [(schema, name) for schema, name, _ in known]
        raise databases.no_table(_shown(self.settings.url), table, tables, "public")

    def _columns(self, con: Any) -> list[tuple[str, str, str]]:
        """Name, type and category of type of each column."""
        return con.execute(
            "SELECT a.attname, t.typname, t.typcategory::text FROM pg_attribute a "
            "JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "JOIN pg_type t ON t.oid = a.atttypid WHERE n.nspname = %s AND c.relname = %s "
            "AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
            (self.schema, self.table),
        ).fetchall()


def _text(name: str, kind: str, category: str) -> Any:
    from psycopg import sql

    column = sql.Identifier(name)
    if category in NESTED:
        return sql.SQL("to_json({})::text").format(column)
    if kind == "money":  # written in the server's locale otherwise
        return sql.SQL("{}::numeric::text").format(column)
    return sql.SQL("{}::text").format(column)


class _Copied(io.RawIOBase):
    """What the server copies out, as a stream of bytes, which Arrow reads from its own threads."""

    def __init__(self, rows: Any, server: Any) -> None:
        self._rows, self._server, self._rest = rows, server, b""
        self._lock = threading.Lock()

    def readable(self) -> bool:
        return True

    def holds_rows(self) -> bool:
        """Whether the server sends anything at all."""
        self._rest = self.read(1) + self._rest
        return bool(self._rest)

    def stop(self) -> None:
        """Hang up, which is quicker than to ask a server that may be silent to stop."""
        with self._lock:
            self._server.close()

    def read(self, size: int = -1) -> bytes:
        with self._lock:
            return b"" if self._server.closed else self._read(size)

    def _read(self, size: int) -> bytes:
        blocks, held = [self._rest], len(self._rest)
        while size < 0 or held < size:
            block = bytes(self._rows.read())
            if not block:
                break
            blocks.append(block)
            held += len(block)
        joined = b"".join(blocks)
        cut = len(joined) if size < 0 else size
        self._rest = joined[cut:]
        return joined[:cut]


def _patient(seconds: float) -> Any:
    """A connection that also gives up on a server that says nothing at all."""
    import psycopg

    until = time.monotonic() + seconds + PATIENCE

    class Patient(psycopg.Connection):
        def wait(self, gen: Any, interval: float = 0.1) -> Any:
            return super().wait(_limited(gen, until), interval)

    return Patient


def _limited(gen: Generator[Any, Any, Any], until: float) -> Generator[Any, Any, Any]:
    ready = None
    while True:
        try:
            wants = gen.send(ready)
        except StopIteration as done:
            return done.value
        ready = yield wants
        if not ready and time.monotonic() > until:
            gen.close()
            raise TimeoutError


def _shown(url: str) -> str:
    """A URL as messages may show it: server and database, nothing else."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _refused(text: str) -> str:
    """Why a server could not be reached."""
    low = text.lower()
    if "password" in low or "pg_hba" in low or "authentication" in low or "role" in low:
        return (
            "refuses the user; check the user in url, and the password in PGPASSWORD, ~/.pgpass "
            "or the keyring (service taller, user host/database/user)"
        )
    if "timeout" in low or "timed out" in low:
        return f"did not answer within {CONNECT_TIMEOUT} seconds; is it reachable from here?"
    if "does not exist" in low and "database" in low:
        return "has no database of that name; check the end of url"
    if "translate host" in low or "resolve" in low or "name or service" in low:
        return "is a host that cannot be found; check url"
    if "too many" in low or "slots" in low:
        return "has no free connections; try again later"
    return "is down, or does not listen there; check host and port in url"


def _broken(error: Exception) -> str:
    """Why reading a table came to an end."""
    import psycopg

    if isinstance(error, psycopg.errors.UndefinedColumn | psycopg.errors.UndefinedTable):
        return "changed while it was read; try again"
    if isinstance(error, psycopg.OperationalError):
        return "was cut off: the connection to the server broke; try again"
    return f"cannot be read: the server says {type(error).__name__}"
