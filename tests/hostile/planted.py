"""What is planted in cells, headers and databases: formulas, markup, SQL, terminal codes, views."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.case import Case, altered, csv, jsonl, of_database, rows, workbook

TEXTS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\n=1+1",
    "\t=1+1",
    "＝1+1",
    '=HYPERLINK("http://127.0.0.1:9","x")',
    "=cmd|'/c calc'!A0",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]><x>",
    "${7*7}",
    "{{ 7*7 }}",
    "{% raw %}",
    "'; DROP TABLE orders; --",
    '"; DROP TABLE orders; --',
    "' OR 1=1",
    "read_text('x')",
    "\x1b]0;title\x07",
    "\x1b[2J",
    "\u202efdp",
    "\ufeff",
    "\u0000",
    "\uffff",
    "NULL",
    "None",
    "nan",
    "__proto__",
    "../../etc/passwd",
    "[click](http://127.0.0.1:9)",
    "# Heading",
    "| a | b |",
    "`id`",
    "$(id)",
    "%s%s%n",
    "\\N",
    "a" * 5000,
    "🏴" * 300,
    "Z" + "\u0301" * 500,
]


def injections() -> Iterator[Case]:
    """Each text once in cells and once in the name of a column."""
    makes = {"csv": csv, "jsonl": jsonl, "xlsx": workbook}
    for at, text in enumerate(TEXTS):
        suffix = list(makes)[at % 3]
        held = [row | {"sku": text, "note": text} for row in rows()]
        headed = [row | {text: "v"} for row in rows()]
        for name, table in (("cell", held), ("header", headed)):
            try:
                content = makes[suffix](table)
            except Exception:  # what openpyxl refuses to write
                content, suffix = csv(table), "csv"
            yield Case(
                "injections",
                f"{name} {text[:20]!a} {suffix}",
                {f"o.{suffix}": content},
                (f"o.{suffix}",),
                (f"o.{suffix}",),
                60 if name == "header" else None,
            )
    yield Case(
        "injections",
        "orders",
        {"o.csv": csv(altered(order_id="'; --"))},
        ("o.csv",),
        ("o.csv",),
        60,
    )


VIEWS = {
    "reads": "SELECT content AS order_id FROM read_text('{secret}')",
    "lists": "SELECT file AS order_id FROM glob('{folder}/*')",
    "csv": "SELECT * FROM read_csv('{secret}')",
    "fetches": "SELECT * FROM read_csv('http://127.0.0.1:9/x')",
    "other": "SELECT current_setting('home_directory') AS order_id",
    "env": "SELECT getenv('OPENAI_API_KEY') AS order_id",
    "endless": "SELECT a.range AS order_id FROM range(1000000000) a, range(1000000000) b",
    "large": "SELECT repeat('x', 1000000000) AS order_id",
    "error": "SELECT error('{secret}') AS order_id",
    "casts": "SELECT CAST('x' AS INTEGER) AS order_id",
    "settings": "SELECT * FROM duckdb_settings()",
    "variable": "SELECT getvariable('x') AS order_id",
    "secrets": "SELECT * FROM duckdb_secrets()",
    "recursive": "WITH RECURSIVE r AS (SELECT 1 AS order_id UNION ALL SELECT order_id + 1 FROM r) "
    "SELECT * FROM r",
}


def databases() -> Iterator[Case]:
    """Databases of a client whose views reach for other things, and files that are none."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        for name, sql in VIEWS.items():
            file = Path(folder) / "x.duckdb"
            with duckdb.connect(str(file)) as con:
                con.execute("CREATE TABLE own AS SELECT 'mine' AS order_id, 1 AS price")
                con.execute("CREATE VIEW orders AS SELECT 1 AS order_id")
                body = sql.format(secret="/secret.txt", folder="/")
                try:
                    con.execute(f"CREATE OR REPLACE VIEW orders AS {body}")
                except duckdb.Error:  # what cannot be bound here is bound by nobody
                    con.execute("CREATE OR REPLACE VIEW orders AS SELECT error('x') AS order_id")
            content = file.read_bytes()
            file.unlink()
            text = of_database("x.duckdb", "  timeout: 5\n")
            yield Case(
                "databases",
                name,
                {"x.duckdb": content, "x.yaml": text},
                named=("x.yaml", "x.duckdb", "orders"),
                refused=True,
            )
        for name, damage in (
            ("cut", content[:5000]),
            ("head", content[:12] + bytes(len(content) - 12)),
            ("turned", content[:9000] + b"\xff" * 200 + content[9200:]),
            ("text", csv(rows())),
        ):
            yield Case(
                "databases",
                name,
                {"x.duckdb": damage, "x.yaml": text},
                named=("x.yaml", "x.duckdb", "orders"),
                refused=True,
            )
