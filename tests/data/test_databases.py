"""Tables of a client's database: read only, named without tricks, and no password told."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import textwrap
import threading
import time
import types
from pathlib import Path

import duckdb
import psycopg
import pytest
from pydantic import TypeAdapter

from taller.data import reading
from taller.data.reading import Staged
from taller.data.reading.containers import databases, passwords
from taller.data.reading.containers import postgres as reader
from taller.data.settings import sources
from taller.data.settings.sources import DATABASE_TABLES, DatabaseSettings, DatabaseTable
from taller.errors import DataError
from tests.data.postgres import postgres, server  # noqa: F401
from tests.data.staged_files import MAPPED, column, rows, write

pytestmark = pytest.mark.usefixtures("unmeasured")


def settings(url: str, timeout: float = 60, **tables) -> DatabaseSettings:
    """Settings of a database, with the tables mapped."""
    given = {"source": "database", "url": url, "timeout": timeout, **tables}
    return TypeAdapter(sources.DataSettings).validate_python(given)


def stage(folder: Path, url: str, table: str, columns: dict | None = None, **more) -> Staged:
    """Stage a table of a database."""
    given = DatabaseTable(table=table)
    if columns is not None:
        given = DATABASE_TABLES["orders"].model_validate({"table": table, "columns": columns})
    chosen, scratch = settings(url, **more), folder / "scratch"
    scratch.mkdir(exist_ok=True)
    with duckdb.connect() as con:
        return reading.stage(
            con, given, root=folder, scratch=scratch, name="orders", database=chosen
        )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A DuckDB file with a table, a view, a schema and an odd name."""
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as con:
        con.execute(
            'CREATE TABLE orders (id INT, who VARCHAR, price DECIMAL(9, 2), "at" TIMESTAMP)'
        )
        con.execute("INSERT INTO orders VALUES (1, 'ana', 9.5, '2026-01-05 10:00'), "
                    "(2, '', NULL, NULL)")  # fmt: skip
        con.execute("CREATE VIEW recent AS SELECT id, [who] AS whos FROM orders")
        con.execute('CREATE SCHEMA sales; CREATE TABLE sales."Odd ""name""" (x INT)')
        con.execute('INSERT INTO sales."Odd ""name""" VALUES (7)')
    return tmp_path


def test_a_table_of_a_duckdb_file_is_read(shop):
    staged = stage(shop, "shop.duckdb", "orders")
    assert staged.header == ["id", "who", "price", "at"]
    assert rows(staged) == [("1", "ana", "9.50", "2026-01-05 10:00:00"), ("2", None, None, None)]
    assert staged.origin == "database table orders"
    assert staged.place(1) == ("database table orders", None)


@pytest.mark.parametrize(
    "table, first", [("recent", ("1", '["ana"]')), ('sales.Odd "name"', ("7",)), ("main.orders", 0)]
)
def test_views_schemas_and_odd_names_are_found_as_they_are_written(shop, table, first):
    staged = stage(shop, "shop.duckdb", table)
    assert first == 0 or rows(staged)[0] == first


def test_a_table_name_is_never_made_sql(shop):
    for name in ("orders; DROP TABLE orders", '"orders"', "orders WHERE 1=1", "read_csv('/x')"):
        with pytest.raises(DataError, match="has no table or view"):
            stage(shop, "shop.duckdb", name)
    assert stage(shop, "shop.duckdb", "orders").rows == 2


def test_a_duckdb_table_that_is_absent_is_refused_with_the_nearest(shop):
    with pytest.raises(DataError, match="has no table or view 'order'; did you mean 'orders'"):
        stage(shop, "shop.duckdb", "order")


def test_a_duckdb_file_is_only_read(shop):
    before = (shop / "shop.duckdb").read_bytes()
    stage(shop, "shop.duckdb", "orders")
    assert (shop / "shop.duckdb").read_bytes() == before
    assert reading.input_files.__module__  # and can be opened for writing again
    with duckdb.connect(str(shop / "shop.duckdb")) as con:
        con.execute("DELETE FROM orders")
    with pytest.raises(DataError, match="database table orders: holds a header and no rows"):
        stage(shop, "shop.duckdb", "orders")


def test_a_duckdb_file_that_is_none_is_refused(tmp_path):
    write(tmp_path, "order,customer\n" * 1000, "shop.duckdb")
    with pytest.raises(DataError, match=r"shop\.duckdb: is not a DuckDB file; give its tables as"):
        stage(tmp_path, "shop.duckdb", "orders")
    with pytest.raises(DataError, match=r"gone\.duckdb: no such file; check url"):
        stage(tmp_path, "gone.duckdb", "orders")


def test_a_duckdb_file_in_use_is_refused(shop):
    code = textwrap.dedent("""
        import duckdb, sys
        con = duckdb.connect(sys.argv[1])
        print("ready", flush=True)
        sys.stdin.read()
    """)
    command = [sys.executable, "-c", code, str(shop / "shop.duckdb")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"ready\n"
        with pytest.raises(DataError, match=r"shop\.duckdb: is in use by another program; close"):
            stage(shop, "shop.duckdb", "orders")
        other.stdin.close()


def test_a_duckdb_view_that_takes_too_long_is_given_up(shop):
    with duckdb.connect(str(shop / "shop.duckdb")) as con:
        con.execute("CREATE VIEW endless AS SELECT sum(hash(a.range + b.range)) AS x "
                    "FROM range(10000000) a, range(10000000) b")  # fmt: skip
    started = time.monotonic()
    with pytest.raises(DataError, match=r"endless: was not read within 0\.5 seconds; set timeout"):
        stage(shop, "shop.duckdb", "endless", timeout=0.5)
    assert time.monotonic() - started < 20


SECRETS = [
    "postgresql://ana:hunter2@127.0.0.1/shop",
    "postgresql://ana:hunter2/x@127.0.0.1/shop",
    "postgresql://127.0.0.1/shop?user=ana&password=hunter2",
    "mysql://ana:hunter2@127.0.0.1/shop",
    "host=127.0.0.1 user=ana password=hunter2",
]


@pytest.mark.parametrize("url", SECRETS)
def test_a_password_in_the_url_is_refused_and_not_repeated(tmp_path, url):
    with pytest.raises(DataError, match=r"holds a password.*PGPASSWORD.*~/\.pgpass") as caught:
        stage(tmp_path, url, "orders")
    chosen = settings(url, orders={"table": "orders", "columns": MAPPED})
    faults = sources.check(chosen, root=tmp_path, source_name="x", line_of=lambda key: None)
    for text in (str(caught.value), repr(caught.value), *map(str, faults)):
        assert "hunter2" not in text


@pytest.mark.parametrize("url", ["postgresql://ana@[::1]:5432/x", "/a/b.duckdb", "C:\\x.duckdb"])
def test_a_url_without_a_password_is_none_with_one(url):
    databases.refuse_secret(url)


def test_another_kind_of_database_is_refused(tmp_path):
    with pytest.raises(DataError, match="mysql is no database that is read; postgresql, or the"):
        stage(tmp_path, "mysql://ana@127.0.0.1/shop", "orders")


CREATE = """
CREATE TABLE "Orders" (
    id bigint, who text, price numeric(9, 2), at timestamp, utc timestamptz, ok boolean,
    tags text[], extra jsonb, cash money, day date, note text
)
"""
INSERT = """
INSERT INTO "Orders" VALUES
(1, 'Begoña, "B"', 9.50, '2026-01-05 10:00', '2026-01-05 10:00+02', true, '{a,b}', '{"k": 1}',
 1234.5, '2026-01-05', E'two\\nlines'),
(2, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
"""


def test_a_table_of_postgres_is_read_as_text(tmp_path, postgres):  # noqa: F811
    postgres.execute(CREATE, INSERT)
    staged = stage(tmp_path, postgres.url, "Orders")
    assert staged.header[:4] == ["id", "who", "price", "at"]
    assert rows(staged) == [
        ("1", 'Begoña, "B"', "9.50", "2026-01-05 10:00:00", "2026-01-05 08:00:00+00", "true",
         '["a","b"]', '{"k": 1}', "1234.50", "2026-01-05", "two\nlines"),
        ("2", *[None] * 10),
    ]  # fmt: skip
    given = DatabaseTable(table="public.Orders")
    found = reading.header(given, root=tmp_path, database=settings(postgres.url))
    assert found == staged.header


def test_many_rows_of_postgres_are_read_in_the_order_sent(tmp_path, postgres):  # noqa: F811
    postgres.execute(
        "CREATE TABLE orders AS SELECT i AS id, 'ana' || i % 97 AS who, repeat('x', 40) AS note "
        "FROM generate_series(1, 300000) i"
    )
    staged = stage(tmp_path, postgres.url, "orders")
    assert staged.rows == 300_000
    assert column(staged, "id") == [str(i) for i in range(1, 300_001)]


def test_a_view_and_a_schema_of_postgres_are_read(tmp_path, postgres):  # noqa: F811
    postgres.execute(
        "DROP SCHEMA IF EXISTS sales CASCADE", "CREATE SCHEMA sales",
        'CREATE VIEW sales."a; DROP TABLE x" AS SELECT 1 AS "odd ""name"""',
    )  # fmt: skip
    staged = stage(tmp_path, postgres.url, "sales.a; DROP TABLE x")
    assert (staged.header, rows(staged)) == (['odd "name"'], [("1",)])


def test_a_table_postgres_does_not_have_is_refused_with_the_nearest(tmp_path, postgres):  # noqa: F811
    postgres.execute("CREATE TABLE orders (id int)")
    with pytest.raises(DataError, match="has no table or view 'order'; did you mean 'orders'") as e:
        stage(tmp_path, postgres.url, "order")
    assert e.value.source == f"postgresql://127.0.0.1:{postgres.port}/postgres"


def test_a_table_that_changed_since_the_mapping_is_told_all_at_once(tmp_path, postgres):  # noqa: F811
    """Two columns were renamed after the mapping was written."""
    columns = ", ".join(f"'1' AS \"{name}\"" for name in MAPPED.values())
    postgres.execute(f"CREATE TABLE orders AS SELECT {columns}")
    assert stage(tmp_path, postgres.url, "orders", MAPPED).rows == 1
    postgres.execute("ALTER TABLE orders RENAME customer TO client",
                     "ALTER TABLE orders RENAME price TO unit_price")  # fmt: skip
    with pytest.raises(DataError) as caught:
        stage(tmp_path, postgres.url, "orders", MAPPED)
    assert [fault.where for fault in caught.value.faults] == [
        "data.orders.columns.user_id",
        "data.orders.columns.price",
    ]
    assert all("changed since it was mapped" in fault.what for fault in caught.value.faults)
    chosen = settings(postgres.url, orders={"table": "orders", "columns": MAPPED})
    found = sources.check(chosen, root=tmp_path, source_name="x", line_of=lambda key: 7)
    assert [(fault.where, fault.line) for fault in found] == [
        ("data.orders.columns.user_id", 7),
        ("data.orders.columns.price", 7),
    ]


def test_a_table_without_rows_is_refused(tmp_path, postgres):  # noqa: F811
    postgres.execute("CREATE TABLE orders (id int)")
    with pytest.raises(DataError, match="database table orders: holds a header and no rows"):
        stage(tmp_path, postgres.url, "orders")


def test_postgres_is_only_read(tmp_path, postgres):  # noqa: F811
    """A view whose function writes is refused by the server itself."""
    postgres.execute(
        "CREATE TABLE seen (n int)",
        "CREATE FUNCTION peek() RETURNS int LANGUAGE sql AS "
        "'INSERT INTO seen VALUES (1) RETURNING n'",
        "CREATE VIEW orders AS SELECT peek() AS id",
    )
    with pytest.raises(DataError, match="database table orders: cannot be read: the server says R"):
        stage(tmp_path, postgres.url, "orders")


def test_a_postgres_that_is_down_is_told(tmp_path):
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://ana@127.0.0.1:{taken.getsockname()[1]}/shop"
        with pytest.raises(DataError, match="/shop: is down, or does not listen there; check host"):
            stage(tmp_path, url, "orders")


def test_a_postgres_that_never_answers_is_given_up(tmp_path, monkeypatch):
    """It takes the connection and says nothing."""
    monkeypatch.setattr(reader, "CONNECT_TIMEOUT", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://ana@127.0.0.1:{silent.getsockname()[1]}/shop"
        with pytest.raises(DataError, match="did not answer within 2 seconds; is it reachable"):
            stage(tmp_path, url, "orders")


@pytest.mark.parametrize("password", ["wrong", None])
def test_a_postgres_that_refuses_the_user_is_told(tmp_path, postgres, monkeypatch, password):  # noqa: F811
    monkeypatch.delenv("PGPASSWORD")
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    if password:
        monkeypatch.setenv("PGPASSWORD", password)
    with pytest.raises(DataError, match="refuses the user; check the user in url, and the passw"):
        stage(tmp_path, postgres.url, "orders")


def test_the_password_may_stand_in_pgpass(tmp_path, postgres, monkeypatch):  # noqa: F811
    postgres.execute("CREATE TABLE orders AS SELECT 1 AS id")
    monkeypatch.delenv("PGPASSWORD")
    file = write(tmp_path, f"127.0.0.1:{postgres.port}:*:taller:not a secret\n", "pgpass")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    assert stage(tmp_path, postgres.url, "orders").rows == 1


def test_a_database_that_is_not_there_is_told(tmp_path, postgres):  # noqa: F811
    with pytest.raises(DataError, match="/gone: has no database of that name; check the end of u"):
        stage(tmp_path, postgres.url.replace("/postgres", "/gone"), "orders")


def test_a_table_the_user_may_not_read_is_told(tmp_path, postgres):  # noqa: F811
    postgres.execute(
        "DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN PASSWORD 'not a secret'",
        "CREATE TABLE orders AS SELECT 1 AS id", "GRANT USAGE ON SCHEMA public TO guest",
    )  # fmt: skip
    url = postgres.url.replace("taller@", "guest@")
    with pytest.raises(DataError, match="orders: may not be read by this user; grant SELECT on or"):
        stage(tmp_path, url, "orders")


def test_a_slow_query_is_given_up_by_the_server(tmp_path, postgres):  # noqa: F811
    postgres.execute("CREATE VIEW orders AS SELECT pg_sleep(60)::text AS id")
    started = time.monotonic()
    with pytest.raises(DataError, match=r"orders: was not read within 0\.5 seconds; set timeout"):
        stage(tmp_path, postgres.url, "orders", timeout=0.5)
    assert time.monotonic() - started < 10


class Door:
    """Stands before a server and passes bytes on; of its second connection, only the first 30 kB.

    Then it falls silent, or closes.
    """

    def __init__(self, port: int, *, closes: bool) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port, self.closes = port, closes
        self.open: list[socket.socket] = [self.listening]
        self.threads: list[threading.Thread] = []
        self.start(self.serve)

    def start(self, work, *arguments) -> None:
        self.threads.append(threading.Thread(target=work, args=arguments, daemon=True))
        self.threads[-1].start()

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            for most in (None, 30_000):
                client, _ = self.listening.accept()
                server = socket.create_connection(("127.0.0.1", self.port))
                self.open += [client, server]
                self.start(self.pump, client, server, None)
                self.pump(server, client, most)
                if most is None or self.closes:
                    client.shutdown(socket.SHUT_RDWR)

    def pump(self, source: socket.socket, target: socket.socket, most: int | None) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while (block := source.recv(4096)) and (most is None or passed < most):
                target.sendall(block)
                passed += len(block)

    def __enter__(self) -> str:
        return str(self.listening.getsockname()[1])

    def __exit__(self, *failed: object) -> None:
        for each in self.open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(10)
        for each in self.open:
            each.close()


LARGE = "CREATE TABLE orders AS SELECT repeat('x', 99) AS id FROM generate_series(1, 99999)"


def test_a_server_that_falls_silent_half_way_is_given_up(tmp_path, postgres, monkeypatch, caplog):  # noqa: F811
    """Its own timeout cannot help: nothing it says arrives."""
    monkeypatch.setattr(reader, "PATIENCE", 0.5)
    postgres.execute(LARGE)
    started = time.monotonic()
    with Door(postgres.port, closes=False) as port:
        url = postgres.url.replace(str(postgres.port), port)
        with pytest.raises(DataError, match="orders: was not read within 1 seconds"):
            stage(tmp_path, url, "orders", timeout=1)
    assert time.monotonic() - started < 8
    assert not caplog.records


def test_a_connection_that_breaks_half_way_is_told(tmp_path, postgres, caplog):  # noqa: F811
    postgres.execute(LARGE)
    with Door(postgres.port, closes=True) as port:
        url = postgres.url.replace(str(postgres.port), port)
        with pytest.raises(DataError, match="orders: was cut off: the connection to the server br"):
            stage(tmp_path, url, "orders")
    assert not caplog.records


def test_the_session_sees_one_state_and_cannot_write(postgres):  # noqa: F811
    with reader._patient(5).connect(postgres.url) as con:
        assert isinstance(con, psycopg.Connection)
    postgres.execute("CREATE TABLE orders (id int)")
    made = reader.PostgresReader("orders", settings(postgres.url, timeout=1.5))
    with made._connected() as con:
        shown = {
            name: con.execute(f"SHOW {name}").fetchone()[0]
            for name in ("transaction_read_only", "transaction_isolation", "statement_timeout")
        }
    assert shown == {
        "transaction_read_only": "on",
        "transaction_isolation": "repeatable read",
        "statement_timeout": "1500ms",
    }


class Keyring(types.ModuleType):
    """A stand-in for the package: what it holds, and what it was asked for."""

    def __init__(self, held: dict[tuple[str, str], str]) -> None:
        super().__init__("keyring")
        self.held, self.asked = held, []

    def get_password(self, service: str, user: str) -> str | None:
        """What is held; a RuntimeError where the keyring is locked."""
        self.asked.append((service, user))
        if self.held is None:
            raise RuntimeError("locked")
        return self.held.get((service, user))


def test_the_password_may_be_in_the_keyring_and_stays_there(tmp_path, postgres, monkeypatch):  # noqa: F811
    postgres.execute("CREATE TABLE orders (id INT)", "INSERT INTO orders VALUES (1)")
    monkeypatch.delenv("PGPASSWORD")
    held = Keyring({("taller", "127.0.0.1/postgres/taller"): "not a secret"})
    monkeypatch.setitem(sys.modules, "keyring", held)
    staged = stage(tmp_path, postgres.url, "orders")
    assert rows(staged) == [("1",)]
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [content for content in kept if b"not a secret" in content]
    monkeypatch.setenv("PGPASSWORD", "not a secret")
    held.asked.clear()
    stage(tmp_path, postgres.url, "orders")
    assert held.asked == []


@pytest.mark.parametrize("held", [None, {}, {("taller", "127.0.0.1/postgres/taller"): "wrong"}])
def test_a_keyring_that_is_locked_empty_or_wrong_is_told_of(tmp_path, postgres, monkeypatch, held):  # noqa: F811
    monkeypatch.delenv("PGPASSWORD")
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.setitem(sys.modules, "keyring", Keyring(held))
    with pytest.raises(DataError, match=r"PGPASSWORD, ~/\.pgpass or the keyring") as caught:
        stage(tmp_path, postgres.url, "orders")
    assert "wrong" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "entry"),
    [
        ("postgresql://reader@db.client.es:5433/shop", "db.client.es/shop/reader"),
        ("postgresql://reader@db.client.es", "db.client.es/reader/reader"),
        ("postgres:///shop?user=ana", "localhost/shop/ana"),
    ],
)
def test_the_keyrings_entry_is_host_database_and_user(monkeypatch, url, entry):
    for name in ("PGHOST", "PGUSER", "PGDATABASE"):
        monkeypatch.delenv(name, raising=False)
    assert passwords.entry(url) == entry
