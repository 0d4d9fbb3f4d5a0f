"""How an analyst looks at the canonical tables: what there is, and any question in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.data.engine import aliases, engine
from taller.data.settings.schemas import SCHEMAS
from taller.errors import DataError, did_you_mean
from taller.language import _
from taller.tabular import Table, table

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from taller.data.tables import Tables

_DATED = ("date", "timestamp")


def overview(tables: Tables) -> Table:
    """The tables there are, with their rows, columns and the days that they tell of."""
    import pandas as pd

    con = connection(tables)
    words = {"table": _("Table"), "rows": _("Rows"), "first": _("First"), "last": _("Last"),
             "columns": _("Columns")}  # fmt: skip
    rows = [[name, *_about(con, tables, name)] for name in tables.names]
    return table(
        pd.DataFrame(rows, columns=[*words.values()]),
        caption=_("The client's tables"),
        units={words["rows"]: "count", words["first"]: "date", words["last"]: "date"},
    )


def sql(tables: Tables, query: str) -> pd.DataFrame:
    """What a query in DuckDB's SQL answers, in which every table stands under its name.

    Raises
    ------
    DataError
        Saying what is wrong with the query; for a table that is not there, the nearest that is.
        The next query is answered all the same.
    """
    import duckdb

    try:
        with engine.interruptible(connection(tables)) as con:
            answer = con.execute(query)
            if answer is None or not answer.description:
                what = "the query is empty; for example: SELECT * FROM orders LIMIT 5"
                raise DataError("sql", what)
            return answer.df()
    except duckdb.CatalogException as error:
        missing = _missing(str(error))
        if missing is None:
            raise DataError("sql", _first_lines(error)) from error
        there = ", ".join(tables.names)
        what = f"no table '{missing}'{did_you_mean(missing, tables.names)}; there are {there}"
        raise DataError("sql", what) from error
    except duckdb.Error as error:
        raise DataError("sql", _first_lines(error)) from error


def connection(tables: Tables) -> duckdb.DuckDBPyConnection:
    """A database of its own in which each canonical table is a view."""
    con = engine.connect()
    for name in tables.names:
        path = (aliases.plain(tables.folder) / f"{name}.parquet").as_posix()
        columns = "*"
        if name in SCHEMAS:
            columns = ", ".join(f'"{column.name}"' for column in SCHEMAS[name].canonical)
        con.execute(f"CREATE VIEW \"{name}\" AS SELECT {columns} FROM read_parquet('{path}')")
    return con


def _about(con: duckdb.DuckDBPyConnection, tables: Tables, name: str) -> list[Any]:
    """Rows, first and last day, and the names of the columns."""
    columns = con.execute(f'SELECT * FROM "{name}" LIMIT 0').description or []
    dated = next((c.name for c in SCHEMAS[name].canonical if c.type in _DATED), None) if (
        name in SCHEMAS) else None  # fmt: skip
    days = f', min("{dated}")::DATE, max("{dated}")::DATE' if dated else ", NULL, NULL"
    counted = con.execute(f'SELECT count(*){days} FROM "{name}"').fetchone()
    return [*(counted or (0, None, None)), ", ".join(column[0] for column in columns)]


def _missing(message: str) -> str | None:
    _before, found, rest = message.partition("Table with name ")
    return rest.partition(" does not exist")[0] if found else None


def _first_lines(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return "; ".join(lines[:2])
