"""Channels side by side: a row per week, with a column for what each channel cost.

Media files come so from Robyn, Meridian and most spreadsheets. Here each channel gets a row of its
own, named as its column is. A blank cell is a week without spend, as a missing row would be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.contract import marks
from taller.data.reading import ROW, literal
from taller.data.shapes.inputs import blank_as_null
from taller.data.tell.ledger import Detected

if TYPE_CHECKING:
    from taller.data.reading import Staged


def unfold(
    con: Any, staged: Staged, named: Mapping[str, str], channels: Sequence[str], scratch: Path
) -> tuple[Staged, dict[str, str]]:
    """A row per channel that was paid for in a row of the file, still as text.

    Parameters
    ----------
    con : a DuckDB connection
    named : canonical column: its staged cell
    channels : columns of the file, each of one channel's cost

    Returns
    -------
    The new rows, each with the row of the file it was made of, and canonical column: cell
    """
    told = [*named, "campaign", "cost"]
    kept = "".join(f", {cell} AS c{i}" for i, cell in enumerate(named.values()))
    parts = [
        f"SELECT {marks.POSITION} AS {ROW}, {place} AS nth{kept}, "
        f"{literal(channel)} AS c{len(named)}, {staged.cell(channel)} AS c{len(named) + 1} "
        f"FROM {staged.relation()} WHERE {blank_as_null(staged, staged.cell(channel))} IS NOT NULL"
        for place, channel in enumerate(channels)
    ]
    made = f"SELECT * EXCLUDE (nth) FROM ({' UNION ALL '.join(parts)}) ORDER BY {ROW}, nth"
    target = scratch / f"{staged.parquet.stem}.channels.parquet"
    (rows,) = con.execute(f"COPY ({made}) TO {literal(target)} (FORMAT parquet)").fetchall()[0]
    cells = frozenset(f"c{i}" for i in range(len(told)))
    header = [*(staged.header[int(cell[1:])] for cell in named.values()), "campaign", "cost"]
    new = replace(
        staged, header=header, parquet=target, rows=int(rows), padded=cells, worded=cells,
        rowed=True, detected=(*staged.detected, Detected("channels", str(len(channels)))),
    )  # fmt: skip
    return new, {name: f"c{i}" for i, name in enumerate(told)}
