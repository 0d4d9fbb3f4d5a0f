"""Rows that tell again what others told: duplicates, and rows that a later file tells anew.

What is found is kept in the database as one bit per row (a join with a table would lose the rows'
order), read back in SQL by `marked`. The bits are kept in blocks, because the database copies a
constant for every few rows it looks at: one of all rows would be copied thousands of times.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from taller.data.reading import ROW

if TYPE_CHECKING:
    import numpy as np

    from taller.data.reading import Staged

POSITION = "file_row_number"
BLOCK = 1 << 19  # rows whose marks are kept together
CANDIDATES = 0.1  # share of rows up to which they are compared in full


def keep(con: Any, name: str, staged: Staged, positions: np.ndarray) -> np.ndarray:
    """Keep which rows are marked, by position from 0; returns them as an array of bool."""
    import numpy as np

    marks = np.zeros(max(staged.rows, 1), dtype=bool)
    marks[positions] = True
    for block in range(0, len(marks), BLOCK):
        bits = np.packbits(marks[block : block + BLOCK]).tobytes().hex()
        con.execute(f"SET VARIABLE {name}_{block // BLOCK} = (SELECT unhex('{bits}')::BIT)")
    return marks


def marked(name: str, rows: int, position: str = POSITION) -> str:
    """SQL: whether the row at a position, from 0, is marked.

    Parameters
    ----------
    rows : all staged rows, marked or not
    """

    def looked_up(first: int, last: int) -> str:
        if first == last:
            bits = f"getvariable('{name}_{first}')"
            return f"get_bit({bits}, ({position} - {first * BLOCK})::INTEGER) = 1"
        middle = (first + last + 1) // 2
        return (
            f"CASE WHEN {position} < {middle * BLOCK} THEN {looked_up(first, middle - 1)} "
            f"ELSE {looked_up(middle, last)} END"
        )

    return looked_up(0, max(rows - 1, 0) // BLOCK)


def duplicates(
    con: Any, staged: Staged, cells: Sequence[str], telling: Sequence[str] = ()
) -> np.ndarray:
    """Positions of the rows equal to an earlier one of the same file in all ``cells``.

    Rows that share a hash are candidates; only those are compared in full.

    Parameters
    ----------
    telling : those of ``cells`` in which rows mostly differ, if known: these alone are hashed,
        unless that leaves too many candidates
    """
    import numpy as np
    import pyarrow as pa

    rows = staged.relation()
    cells = [staged.identity(cell) for cell in cells]
    listed = ", ".join(cells)
    candidates = None
    if telling:
        candidates = _sharing(_hashes(con, rows, [staged.identity(cell) for cell in telling]))
    if candidates is None or len(candidates) > CANDIDATES * staged.rows:
        candidates = _sharing(_hashes(con, rows, cells))
    if not len(candidates):
        return candidates
    con.register("candidates", pa.table({"r": candidates}))
    con.execute(f"SET VARIABLE starts = {_starts(staged)}::BIGINT[]")
    part = f"len(list_filter(getvariable('starts'), lambda start: start <= {origin(staged)}))"
    found = con.execute(
        f"SELECT r FROM (SELECT c.r, {part} AS part, {listed} FROM {rows} AS f "
        f"JOIN candidates AS c ON f.{POSITION} = c.r) "
        f"QUALIFY row_number() OVER (PARTITION BY part, {listed} ORDER BY r) > 1"
    ).fetchnumpy()["r"]
    con.unregister("candidates")
    return np.asarray(found, dtype=np.int64)


def _hashes(con: Any, rows: str, cells: Sequence[str]) -> np.ndarray:
    import numpy as np

    mixed = f"hash({cells[0]})"
    for cell in cells[1:]:
        mixed = f"xor({mixed}, hash({cell}))"  # column by column, so once per distinct value
    # Half of its bits are enough to leave few to compare, and are sorted in half the time.
    query = f"SELECT ({mixed} >> 32)::UINTEGER AS h FROM {rows}"
    return np.asarray(con.execute(query).fetchnumpy()["h"])


def superseded(
    con: Any, staged: Staged, cells: Sequence[str], sign: str, spared: np.ndarray
) -> np.ndarray:
    """Positions of the rows that a later file of the same source tells anew.

    A row of one file and a row of a later one are the same when they agree in ``cells`` (the keys
    and the time) and in ``sign``, each file's first with the first, second with the second, and so
    on. The later file is believed, so that an export which overlaps another, or is given twice, is
    not counted twice, and a line that was corrected counts as it was last told.

    Parameters
    ----------
    cells : staged columns that identify a row
    sign : SQL that tells apart what may be told twice under one key, such as a sale and its return
    spared : positions left out of the comparison (duplicates within a file)
    """
    import numpy as np
    import pyarrow as pa

    nothing = np.empty(0, dtype=np.int64)
    if len(staged.parts) < 2:
        return nothing
    con.register("spared", pa.table({"r": spared.astype(np.int64)}))
    con.execute(f"SET VARIABLE starts = {_starts(staged)}::BIGINT[]")
    listed = ", ".join(f"{cell} AS k{i}" for i, cell in enumerate(cells))
    keys = ", ".join(f"k{i}" for i in range(len(cells)))
    found = con.execute(
        f"WITH rows AS (SELECT {POSITION} AS r, {origin(staged)} AS origin, {listed}, "
        f"{sign} AS sign "
        f"FROM {staged.relation()}), "
        "parts AS (SELECT unnest(getvariable('starts')) AS start), "
        "placed AS (SELECT rows.*, parts.start AS part FROM rows "
        "ASOF JOIN parts ON rows.origin >= parts.start "
        "WHERE r NOT IN (SELECT r FROM spared)), "
        f"numbered AS (SELECT *, row_number() OVER (PARTITION BY part, {keys}, sign ORDER BY r) "
        "AS nth FROM placed) "
        f"SELECT r FROM numbered QUALIFY part < max(part) OVER (PARTITION BY {keys}, sign, nth)"
    ).fetchnumpy()["r"]
    con.unregister("spared")
    return np.sort(np.asarray(found, dtype=np.int64))


def origin(staged: Staged) -> str:
    """SQL: the row of the client's files that a staged row stands for, from 0."""
    return ROW if staged.rowed else POSITION


def _starts(staged: Staged) -> list[int]:
    return [part.first for part in staged.parts] or [0]


def _sharing(hashes: np.ndarray) -> np.ndarray:
    """Positions of the values that occur more than once."""
    import numpy as np

    ordered = np.sort(hashes)
    shared = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    # A small table of low bits rules out nearly all the others before they are searched for.
    low = np.uint32((1 << 20) - 1)
    seen = np.zeros(1 << 20, dtype=bool)
    seen[shared & low] = True
    maybe = np.flatnonzero(seen[hashes & low])
    return maybe[np.isin(hashes[maybe], shared)]
