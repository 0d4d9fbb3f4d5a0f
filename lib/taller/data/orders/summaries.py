"""Rows that sum up others: a report's totals and subtotals, which would count everything twice.

A row is one only where both hold: it lacks what names the others (an order's number and item, a
campaign), or says in its place that it is a total; and all its amounts are the sum of the rows it
stands for: those of its file, of the block above or below it, or those that share the keys it has.
An ordinary row that happens to be a sum has its keys, and is never taken.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taller.data.contract import marks
from taller.data.formats import NOTHING
from taller.data.reading import literal
from taller.data.settings.schemas import MONEY

if TYPE_CHECKING:
    import numpy as np

    from taller.data.contract.typed import Source

FLAG = "summary"
NAMED_BY = {
    "orders": ("transaction_id", "item_id", "item_name"),
    "spend": ("campaign", "source", "medium"),
    "regions": ("region",),
}
"""What names a row: a total lacks all of it, as far as the others have it."""
ALSO = {"spend": ("date",)}  # of which a total may lack one alone: the sum of a campaign's days
SUMS = ("value", "cost", "quantity", "tax", "shipping", "refund", "impressions", "clicks")
MOST = 0.6  # share of rows that may lack their name; beyond, the column says nothing
MANY = 0.8  # share of the rows without a name that must be sums, where one alone might by chance
NEAR = 200  # blocks above and below that a total is held against
FEW = 3  # rows from which the sum of a single amount is no chance
WORDS = (
    r"^\W*(?:(?:grand |sub[- ]?|overall )?totals?(?: (?:general|g[eé]n[eé]ral|geral|generale))?"
    r"|totales|totais|totaux|totale|(?:gesamt|zwischen|end)?summe|gesamt|insgesamt|sous[- ]total"
    r"|subtotales|subtotais|suma|somme|soma|sum|summary|resumen|resumo)(?:\W.*)?$|^.* total\W*$|"
    r"^(?:results?|resultados?|r[eé]sultats|ergebnisse|risultati) (?:from|of|de|des|aus|di) \d+|"
    r"^(?:all|todas|todos|toutes|tous|alle|tutte)(?: (?:las |los |les |as |os |le )?\w+)?$"
)


@dataclass(frozen=True)
class _Rows:
    """A table's rows as what must add up.

    Attributes
    ----------
    amounts : (rows, amounts) float; NaN where a cell holds none
    money : which of the amounts are money
    nameless : rows that lack what names the others
    labelled : those that say they are a total
    groups : for each row, numbers that stand for what it says of each key; -1 where it says none
    """

    amounts: np.ndarray
    money: tuple[bool, ...]
    nameless: np.ndarray
    labelled: np.ndarray
    groups: np.ndarray


def mark(con: Any, found: Source) -> None:
    """Note which rows of a source are sums of others."""
    if found.settings.shape is not None or found.settings.summary_rows == "kept":
        return
    if (rows := _looked_at(con, found)) is None:
        return
    parts = [part.first for part in found.staged.parts] or [0]
    positions = sums(rows, [*parts, len(rows.amounts)])
    if positions:
        marks.keep(con, f"{found.name}_{FLAG}", found.staged, positions)
        found.repeated.add(FLAG)


def sums(rows: _Rows, ends: Sequence[int]) -> list[int]:
    """Positions of the rows that are sums of others.

    Parameters
    ----------
    ends : where each file begins, and the end of the last
    """
    covered: dict[int, int] = {}
    whole: set[int] = set()
    for start, end in itertools.pairwise(ends):
        part = _Part(rows, start, end)
        for position in part.candidates:
            many, all_of_it = part.covers(position)
            if many:
                covered[position] = many
                if all_of_it:
                    whole.add(position)
    plain = [p for p in rows.nameless.nonzero()[0].tolist() if not rows.labelled[p]]
    blank = [p for p in plain if p not in whole]
    told = [p for p in blank if p in covered]
    believed = len(told) >= 2 and len(told) >= MANY * len(blank)
    several = any(n > 1 for n in covered.values())
    return sorted(
        position
        for position, n in covered.items()
        if (n > 1 or several) and (rows.labelled[position] or position in whole or believed)
    )


class _Part:
    """One file's rows."""

    def __init__(self, rows: _Rows, start: int, end: int) -> None:
        import numpy as np

        self.rows, self.start, self.end = rows, start, end
        inner = np.arange(start, end)
        self.candidates = inner[rows.nameless[start:end]].tolist()
        amounts = np.nan_to_num(rows.amounts[start:end])
        details = ~rows.nameless[start:end]
        zero = np.zeros((1, amounts.shape[1]))
        self.named = np.concatenate([zero, (amounts * details[:, None]).cumsum(axis=0)])
        self.counts = np.concatenate([[0], details.cumsum()])
        self.every = amounts.sum(axis=0)
        self.bounds = [0, *(p - start for p in self.candidates), end - start]

    def covers(self, position: int) -> tuple[int, bool]:
        """How many rows a row is the sum of (0: none), and whether these are all of its file."""
        import numpy as np

        own = self.rows.amounts[position]
        at = position - self.start
        size = self.end - self.start
        blocks = [(0, size), *self._blocks(at)]
        for i, (low, high) in enumerate(blocks):
            n = int(self.counts[high] - self.counts[low])
            if self._is_sum(own, self.named[high] - self.named[low], n):
                return n, i == 0
        others = self.every - np.nan_to_num(own)
        if size > FEW and self._is_sum(own, others, size - 1):
            return size - 1, True
        return self._of_group(position, own), False

    def _blocks(self, at: int) -> Iterator[tuple[int, int]]:
        from bisect import bisect_left, bisect_right

        above = bisect_left(self.bounds, at + (at == 0))
        for low in reversed(self.bounds[max(0, above - NEAR) : above]):
            yield low, at
        below = bisect_right(self.bounds, at)
        for high in self.bounds[below : below + NEAR]:
            yield at, high

    def _of_group(self, position: int, own: np.ndarray) -> int:
        """Rows that share the keys that a row has."""
        import numpy as np

        keys = self.rows.groups[self.start : self.end]
        mine = self.rows.groups[position]
        if (mine < 0).all():
            return 0
        alike = ~self.rows.nameless[self.start : self.end]
        for i in np.flatnonzero(mine >= 0):
            alike = alike & (keys[:, i] == mine[i])
        total = np.nan_to_num(self.rows.amounts[self.start : self.end][alike]).sum(axis=0)
        n = int(alike.sum())
        return n if self._is_sum(own, total, n) else 0

    def _is_sum(self, own: np.ndarray, total: np.ndarray, n: int) -> bool:
        """Whether all amounts of a row are the sums of ``n`` others, and these no chance."""
        import numpy as np

        told = ~np.isnan(own) & (own != 0)
        if not n or not (told & np.array(self.rows.money)).any():
            return False
        # Each amount is rounded to a cent, so that a sum of many may be some cents off.
        slack = np.minimum(0.005 * n + 0.006, np.maximum(0.02, 5e-5 * np.abs(own)))
        if (np.abs(own - total)[~np.isnan(own)] > slack[~np.isnan(own)]).any():
            return False
        return bool(told.sum() > 1 or n >= FEW or n == 1)


def _looked_at(con: Any, found: Source) -> _Rows | None:
    """A source's rows as numbers; None where no row lacks its name, or too many do."""
    import numpy as np

    names = [n for n in NAMED_BY.get(found.name, ()) if n in found.columns]
    names = names or [n for n in ("user_id",) if n in found.columns]
    amounts = [n for n in SUMS if n in found.named]
    if found.name == "orders" and "value" not in found.named and "price" in found.named:
        amounts.append("price")
    if found.name not in NAMED_BY or not amounts or not names:
        return None
    cells = {n: _blank_is_null(found.staged.cell(found.columns[n])) for n in found.columns}
    names = _usual(con, found, names, cells)
    if not names:
        return None
    lacks = " AND ".join(_lacks(cells[name]) for name in names)
    alone = [f"{_lacks(cells[n])}" for n in ALSO.get(found.name, ()) if n in cells]
    nameless = " OR ".join([f"({lacks})", *alone])
    (few,) = con.execute(f"SELECT count(*) FILTER ({nameless}) FROM {found.files}").fetchall()[0]
    if not few or few > MOST * found.staged.rows:
        return None
    listed = [f"TRY_CAST({_number(found, name)} AS DOUBLE)" for name in amounts]
    keys = [cells[n] for n in (*NAMED_BY[found.name], *ALSO.get(found.name, ())) if n in cells]
    groups = [f"CASE WHEN {_lacks(k)} THEN -1 ELSE (hash({k}) >> 2)::BIGINT END" for k in keys]
    labelled = " OR ".join(
        f"coalesce(regexp_matches(lower(trim({cell})), {literal(WORDS)}), false)"
        for cell in found.staged.cells
    )
    wanted = [*listed, *groups, nameless, f"({nameless}) AND ({labelled})"]
    query = ", ".join(f"{sql} AS x{i}" for i, sql in enumerate(wanted))
    read = con.execute(f"SELECT {query} FROM {found.files} ORDER BY {marks.POSITION}").fetchnumpy()
    columns = [np.ma.filled(read[f"x{i}"], -1 if i >= len(listed) else np.nan)
               for i in range(len(wanted))]  # fmt: skip
    figures = np.column_stack([c.astype(float) for c in columns[: len(listed)]])
    if amounts[-1] == "price":
        figures = _of_units(figures, amounts, columns[-2].astype(bool))
    money = tuple(_is_money(found, name) for name in amounts)
    return _Rows(figures, money, columns[-2].astype(bool), columns[-1].astype(bool),
                 np.column_stack(columns[len(listed) : -2]))  # fmt: skip


def _of_units(figures: np.ndarray, amounts: Sequence[str], nameless: np.ndarray) -> np.ndarray:
    """Prices as what their lines come to; a total says that, where it says no price."""
    if "quantity" not in amounts:
        return figures
    units = figures[:, amounts.index("quantity")]
    figures = figures.copy()
    figures[~nameless, -1] *= units[~nameless]
    return figures


def _usual(con: Any, found: Source, names: Sequence[str], cells: dict[str, str]) -> list[str]:
    """Names that most rows have."""
    asked = ", ".join(f"count(*) FILTER (NOT ({_lacks(cells[n])}))" for n in names)
    told = con.execute(f"SELECT {asked} FROM {found.files}").fetchall()[0]
    least = (1 - MOST) * found.staged.rows
    return [name for name, n in zip(names, told, strict=True) if n >= least]


def _blank_is_null(cell: str) -> str:
    return f"nullif(trim({cell}), '')"


def _lacks(cell: str) -> str:
    """SQL: whether a cell names nothing: it is blank, or says that the row is a total."""
    nothing = ", ".join(literal(word) for word in sorted(NOTHING))
    said = f"lower({cell}) IN ({nothing}) OR regexp_matches(lower({cell}), {literal(WORDS)})"
    return f"({cell} IS NULL OR {said})"


def _number(found: Source, name: str) -> str:
    from taller.data.formats.native import Native

    read = found.formats[name]
    return read.value if isinstance(read, Native) else read.sql(found.cell(name))


def _is_money(found: Source, name: str) -> bool:
    return found.schema.column(name).type == MONEY
