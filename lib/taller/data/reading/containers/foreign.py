"""A client's DuckDB file, opened in an engine of its own that reaches nothing else.

A view is a program of whoever wrote it: it may read files, fetch addresses, load extensions. So the
file is attached to an engine of its own, which is then locked; and a view that calls what reaches
beyond the client's own tables is refused by name before it is evaluated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from taller.data.engine import aliases, engine
from taller.data.reading.staged import literal
from taller.errors import DataError

CLIENT = "client_database"
LOCKED = (
    "SET enable_external_access = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET allow_persistent_secrets = false",
    "SET python_enable_replacements = false",
    "SET lock_configuration = true",
)
HARMLESS = {"generate_series", "range", "unnest"}  # table functions that make rows of nothing
_NAME = r'(?:"(?:[^"]|"")*"|\w+)'
HEAD = re.compile(
    rf"CREATE\s+(?:\w+\s+)*?VIEW\s+{_NAME}(?:\.{_NAME})*\s*"
    rf"(?:\(\s*{_NAME}(?:\s*,\s*{_NAME})*\s*\)\s*)?AS\s",
    re.IGNORECASE,
)
"""What stands before a view's query, whose names may themselves hold `` AS ``."""
TELLING = {"current_setting", "getenv", "getvariable", "query", "query_table", "which_secret"}


@contextmanager
def opened(path: Path, shown: str) -> Iterator[Any]:
    """A connection to a locked engine in which the file is attached as ``client_database``.

    Raises
    ------
    DataError
        If it is in use, or no DuckDB file.
    """
    import duckdb

    place = aliases.plain(path)
    if place.name != path.name and path.with_name(f"{path.name}.wal").exists():
        what = "has changes in a file beside it (….wal); rename both, in letters and digits"
        raise DataError(shown, what)
    with engine.connect(allow_unsigned_extensions="false") as con:
        try:
            con.execute(f"ATTACH {literal(place)} AS {CLIENT} (READ_ONLY, TYPE duckdb)")
        except duckdb.Error as error:
            raise DataError(shown, _not_opened(str(error))) from error
        for setting in LOCKED:
            con.execute(setting)
        yield con


def _not_opened(text: str) -> str:
    if "lock" in text.lower():
        return "is in use by another program; close it there, or copy the file"
    if "not a valid DuckDB" in text or "magic" in text:
        return "is not a DuckDB file; give its tables as files, with source: files"
    return "cannot be opened as a DuckDB file; was it written by a later version?"


def tables(con: Any) -> list[tuple[str, str]]:
    """Schema and name of the client's own tables and views."""
    return con.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = $1 "
        "UNION ALL SELECT schema_name, view_name FROM duckdb_views() "
        "WHERE database_name = $1 AND NOT internal",
        [CLIENT],
    ).fetchall()


def refuse_reaching(con: Any, schema: str, table: str, shown: str) -> None:
    """Refuse what, itself or by a view or table below it, calls what is beyond its own tables.

    Raises
    ------
    DataError
        Naming the view or table and what it calls.
    """
    known, queries = set(tables(con)), _queries(con)
    macros = {
        name
        for (name,) in con.execute(
            "SELECT function_name FROM duckdb_functions() WHERE database_name = ? AND NOT internal",
            [CLIENT],
        ).fetchall()
    }
    waiting, seen = [next((k for k in known if _same(k, (schema, table))), (schema, table))], set()
    while waiting:
        place = waiting.pop()
        if place in seen or place not in queries:
            continue
        seen.add(place)
        kind, query = queries[place]
        below, called = _uses(con, query, place[0], known)
        makes_rows = {call for call in called if call.startswith("table ")}
        reaching = sorted(called & (TELLING | macros) | makes_rows)
        if reaching:
            name = place[1] if place[0] == "main" else ".".join(place)
            calls = ", ".join(sorted({call.removeprefix("table ") for call in reaching}))
            what = f"the {kind} '{name}' calls {calls}, which may reach beyond the client's tables"
            raise DataError(shown, f"{what}; make a table of it, or leave that out")
        waiting += below


def _queries(con: Any) -> dict[tuple[str, str], tuple[str, str | None]]:
    """What each view asks, and what the columns of each table that are computed do.

    Of a view whose head cannot be told from its query, None.
    """
    found: dict[tuple[str, str], tuple[str, str | None]] = {}
    for schema, name, sql in con.execute(
        "SELECT schema_name, view_name, sql FROM duckdb_views() "
        "WHERE database_name = ? AND NOT internal",
        [CLIENT],
    ).fetchall():
        head = HEAD.match(sql)
        found[schema, name] = "view", sql[head.end() :] if head else None
    for schema, name, computed in con.execute(
        "SELECT schema_name, table_name, string_agg(column_default, ', ') FROM duckdb_columns() "
        "WHERE database_name = ? AND NOT internal AND column_default IS NOT NULL GROUP BY ALL",
        [CLIENT],
    ).fetchall():
        found.setdefault((schema, name), ("table", f"SELECT {computed}"))
    return found


def _uses(
    con: Any, query: str | None, schema: str, known: set[tuple[str, str]]
) -> tuple[list[tuple[str, str]], set[str]]:
    """The client's tables below a query, and what else it calls, ``table x`` what makes rows."""
    if query is None:
        return [], {"table ?"}
    tree = json.loads(con.execute("SELECT json_serialize_sql(?)", [query]).fetchall()[0][0])
    if tree.get("error"):
        return [], {"table ?"}
    below: list[tuple[str, str]] = []
    called: set[str] = set()
    own = {name.lower() for name in _named(tree, "cte_map")}
    for node in _nodes(tree):
        if node.get("type") == "TABLE_FUNCTION":
            name = node["function"].get("function_name", "?").lower()
            called |= set() if name in HARMLESS else {f"table {name}"}
        elif node.get("class") == "FUNCTION":
            called.add(str(node.get("function_name")).lower())
        elif node.get("type") == "BASE_TABLE" and node["table_name"].lower() not in own:
            place = (node.get("schema_name") or schema, node["table_name"])
            found = next((k for k in known if _same(k, place)), None)
            if found is None:
                called.add(f"table {node['table_name']}")
            else:
                below.append(found)
    return below, called


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)


def _named(tree: Any, key: str) -> Iterator[str]:
    """Names of common table expressions, which are no tables."""
    for node in _nodes(tree):
        for entry in (node.get(key) or {}).get("map", ()):
            yield entry["key"]


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return tuple(part.lower() for part in one) == tuple(part.lower() for part in other)
