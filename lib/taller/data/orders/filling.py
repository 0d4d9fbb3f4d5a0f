"""What an order says on its first line alone, put on its other lines as well.

Many shops' exports tell an order's date, customer and state once, and leave the cells of its
further lines blank; sheets of Excel with merged cells leave the order's number blank too.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.contract import marks
from taller.data.reading import literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taller.data.reading import Staged

OF_ORDER = ("user_id", "event_timestamp", "currency", "status", "test", "country")
NUMBER = "transaction_id"


def fill_down(
    con: Any, staged: Staged, named: Mapping[str, str], scratch: Path
) -> tuple[Staged, dict[str, str]]:
    """Fill blank cells of an order's lines from the nearest line of it above, in the same file.

    A line without an order's number belongs to the order above it where all else that an order
    says is blank as well.

    Parameters
    ----------
    con : a DuckDB connection
    staged : orders as text
    named : canonical column: its staged cell

    Returns
    -------
    The same rows with cells ``f0 …`` besides (the staged ones stay as they came), and canonical
    column: cell, which is the filled one where there is one
    """
    told = [name for name in OF_ORDER if name in named]
    if NUMBER not in named or not told:
        return staged, dict(named)
    cells = {name: _written(staged, named[name]) for name in (NUMBER, *told)}
    filled = {name: f"f{i}" for i, name in enumerate(cells)}
    con.execute(f"SET VARIABLE starts = {[part.first for part in staged.parts] or [0]}::BIGINT[]")
    part = f"len(list_filter(getvariable('starts'), lambda start: start <= {marks.origin(staged)}))"
    above = f"PARTITION BY part ORDER BY {marks.POSITION}"
    of_order = f"PARTITION BY part, {filled[NUMBER]} ORDER BY {marks.POSITION}"
    blank = " AND ".join(f"{cells[name]} IS NULL" for name in told)
    values = ", ".join(
        f"CASE WHEN {filled[NUMBER]} IS NULL THEN {cells[name]} ELSE "
        f"last_value({cells[name]} IGNORE NULLS) OVER ({of_order}) END AS {filled[name]}"
        for name in told
    )
    query = (
        f"WITH parted AS (SELECT *, {part} AS part FROM {staged.relation()}), "
        f"numbered AS (SELECT *, CASE WHEN {cells[NUMBER]} IS NULL AND {blank} "
        f"THEN last_value({cells[NUMBER]} IGNORE NULLS) OVER ({above}) "
        f"ELSE {cells[NUMBER]} END AS {filled[NUMBER]} FROM parted) "
        f"SELECT * EXCLUDE (part, {marks.POSITION}), {values} FROM numbered "
        f"ORDER BY {marks.POSITION}"
    )
    target = scratch / f"{staged.parquet.stem}.filled.parquet"
    con.execute(f"COPY ({query}) TO {literal(target)} (FORMAT parquet, COMPRESSION uncompressed)")
    # Blanks are off already; words for nothing are not.
    worded = {filled[name] for name in cells if named[name] in staged.worded}
    new = replace(
        staged, parquet=target, worded=staged.worded | worded, filled=tuple(filled.values())
    )
    return new, {**named, **filled}


def _written(staged: Staged, cell: str) -> str:
    return f"nullif(trim({cell}), '')" if cell in staged.padded else cell
