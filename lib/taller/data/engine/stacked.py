"""One question asked of many columns: their cells stand one below the other.

A query for each column plans the whole file's width every time, and one query for all columns holds
every pattern once for each of them: both cost the square of the columns. Where the cells of a batch
of columns are stacked, each pattern is there once, and the cost is that of the cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taller.data.reading import Staged

CELLS = 1 << 21  # of a batch, at most: what is counted cell by cell fits into memory
MOST = 256  # columns of a batch
FEW = 16  # of these that bring a pattern of their own: a compiled one may take 8 MB on each thread


def batches(made: Mapping[str, str], rows: int) -> Iterator[list[str]]:
    """Columns in batches, smaller ones where the file is long or columns bring patterns.

    Parameters
    ----------
    made : column to the SQL it is made by

    >>> list(batches(dict.fromkeys("abc", "c0"), rows=1_000_000))
    [['a', 'b'], ['c']]
    """
    most = max(1, min(MOST, CELLS // max(rows, 1)))
    batch: list[str] = []
    patterns = 0
    for name, sql in made.items():
        own = "regexp" in sql
        if len(batch) == most or (own and patterns == FEW):
            yield batch
            batch, patterns = [], 0
        batch.append(name)
        patterns += own
    if batch:
        yield batch


def ask(
    con: Any,
    staged: Staged,
    texts: Mapping[str, str],
    question: str,
    *,
    distinct: bool = False,
) -> dict[str, tuple[Any, ...]]:
    """What aggregates say of each column's cells.

    Parameters
    ----------
    con : a connection of DuckDB
    texts : column to SQL of its cell
    question : SQL of aggregates over ``v``, a cell
    distinct : whether ``v`` is each different cell of a column that is not null, and comes ``n``
        times

    Returns
    -------
    column to the aggregates' values; one of nothing but nulls is not in it where `distinct`
    """
    found = {}
    for names in batches(texts, staged.rows):
        cells = stacked(staged.relation(), [texts[name] for name in names])
        if distinct:
            held = f"{cells} WHERE v IS NOT NULL"
            cells = f"(SELECT place, v, count(*) AS n FROM {held} GROUP BY ALL)"
        rows = con.execute(
            f"SELECT place, {question} FROM {cells} GROUP BY place ORDER BY place"
        ).fetchall()
        found |= {names[place]: tuple(answers) for place, *answers in rows}
    return found


def stacked(relation: str, cells: Sequence[str], **beside: Sequence[str] | str) -> str:
    """SQL: a row for each cell, ``v``, with its column's ``place`` in the sequence.

    Parameters
    ----------
    beside : more columns of the result: as many expressions, or one of the row
    """
    listed = {"place": [str(place) for place in range(len(cells))], "v": cells, **beside}
    made = [f"{_of_all(each)} AS {name}" for name, each in listed.items()]
    return f"(SELECT {', '.join(made)} FROM {relation})"


def _of_all(each: Sequence[str] | str) -> str:
    return each if isinstance(each, str) else f"unnest([{', '.join(each)}])"
