"""A client's DuckDB file is data: a view of theirs reaches nothing but their own tables."""

from __future__ import annotations

import duckdb
import pytest

from taller.data.reading.containers import foreign
from taller.data.reading.containers.databases import DuckDBReader
from taller.data.settings.sources import DatabaseSettings
from taller.errors import DataError

SECRET = "a line of somebody's own file"
REACHING = {
    "reads": ("SELECT content AS id FROM read_text('{file}')", "read_text"),
    "lists": ("SELECT file AS id FROM glob('{folder}/*')", "glob"),
    "below": ("SELECT * FROM reads", "read_text"),
    "within": ("SELECT (SELECT content FROM read_text('{file}')) AS id", "read_text"),
    "with_cte": ("WITH x AS (SELECT * FROM read_blob('{file}')) SELECT size AS id FROM x",
                 "read_blob"),
    "where_it_is": ("SELECT path AS id FROM duckdb_databases()", "duckdb_databases"),
    "catalogue": ("SELECT file AS id FROM pragma_database_list", "pragma_database_list"),
    "by_macro": ("SELECT hidden() AS id", "hidden"),
    "by_table_macro": ("SELECT * FROM hidden_table()", "hidden_table"),
    "settings": ("SELECT current_setting('temp_directory') AS id", "current_setting"),
    "by_text": ("SELECT * FROM query('SELECT 1 AS id')", "query"),
}  # fmt: skip
SETTING = "current_setting('threads')"
HIDDEN = {
    "x AS SELECT 1 --": f'CREATE VIEW "x AS SELECT 1 --" AS SELECT {SETTING} AS id',
    "named": f'CREATE VIEW named("id AS SELECT 1 --") AS SELECT {SETTING}',
    "computed": f"CREATE TABLE computed(a INT, id VARCHAR AS ({SETTING}))",
    "over": 'CREATE VIEW "over" AS SELECT id FROM computed',
}  # what they call stands where no query is looked for
HARMLESS = {
    "rows": "SELECT range AS id FROM range(3)",
    "listed": "SELECT unnest([1, 2]) AS id",
    "joined": "WITH x AS (SELECT * FROM orders) SELECT x.id FROM x JOIN orders USING (id)",
    "counted": "SELECT count(*) AS id FROM Orders",
}


@pytest.fixture
def shop(tmp_path):
    """A client's file with a table, views that stay within it, and views that do not."""
    (tmp_path / "own.txt").write_text(SECRET, encoding="utf-8")
    places = {"file": tmp_path / "own.txt", "folder": tmp_path}
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as con:
        con.execute("CREATE TABLE orders AS SELECT 7 AS id")
        con.execute("CREATE MACRO hidden() AS (SELECT path FROM duckdb_databases() LIMIT 1)")
        con.execute(
            f"CREATE MACRO hidden_table() AS TABLE SELECT * FROM read_text('{places['file']}')"
        )
        for name, sql in HARMLESS.items():
            con.execute(f"CREATE VIEW {name} AS {sql}")
        for name, (sql, _) in REACHING.items():
            con.execute(f"CREATE VIEW {name} AS {sql.format(**places)}")
    return tmp_path


def read(shop, table: str) -> list:
    settings = DatabaseSettings.model_construct(source="database", url="shop.duckdb", timeout=60.0)
    reader = DuckDBReader(table, settings, shop)
    return [row["c0"] for batch in reader.batches(None) for row in batch.to_pylist()]


@pytest.mark.parametrize("view", REACHING)
def test_a_view_that_reaches_beyond_is_refused_by_name_before_anything_runs(shop, view):
    with pytest.raises(DataError) as error:
        read(shop, view)
    assert f"calls {REACHING[view][1]}, which may reach beyond" in str(error.value)
    assert SECRET not in str(error.value)


@pytest.mark.parametrize("name", HIDDEN)
def test_neither_a_name_nor_a_computed_column_hides_what_is_called(tmp_path, name):
    """A view's name may hold a query of its own and a comment; a table's column may be a call."""
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as con:
        con.execute(HIDDEN["computed"])
        if name != "computed":
            con.execute(HIDDEN[name])
    with pytest.raises(DataError, match="calls current_setting, which may reach beyond"):
        read(tmp_path, name)


@pytest.mark.parametrize(
    ("view", "rows"),
    [("rows", ["0", "1", "2"]), ("listed", ["1", "2"]), ("joined", ["7"]), ("counted", ["1"]),
     ("orders", ["7"])],
)  # fmt: skip
def test_views_of_the_clients_own_tables_are_read(shop, view, rows):
    assert read(shop, view) == rows


def test_the_engine_is_locked_even_for_what_no_look_at_the_view_would_find(shop):
    """The second wall: were a view not refused, it still could not read a file, nor unlock."""
    with foreign.opened(shop / "shop.duckdb", "shop.duckdb") as con:
        for sql in (
            "SELECT * FROM client_database.main.reads",
            f"COPY (SELECT 1) TO '{shop / 'written.csv'}'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
            f"ATTACH '{shop / 'new.duckdb'}'",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(sql).fetchall()
    assert not (shop / "written.csv").exists()
