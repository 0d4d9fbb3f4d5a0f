"""The cells of one column as they are staged: where they stand, and how many are written alike.

Cells are written alike if they have the same *shape*: the text with every digit as 9. A column
of millions of cells has few shapes, so what it holds is judged on all of it, shape by shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from taller.errors import Fault

if TYPE_CHECKING:
    from taller.data.reading import Staged

LONGEST = 80  # characters of a cell that may be a number, a date or a truth value
MOST_SHAPES = 50_000  # more than these are not a way of writing anything
BLANKS = " \t\r\n\u00a0\u202f\u2009\ufeff"
NOTHING = frozenset((
    "nan", "null", "none", "n/a", "#n/a", "na", "nil", "nat", "-", "--", "—", "–", "s/d", "n/d",
    "#n/d", "sin dato", "ninguno", "no aplica", r"\n",
))  # fmt: skip
"""Words, in lower case, that say a cell is empty."""


@dataclass(frozen=True)
class Cells:
    """One column of a staged source that must become numbers, dates or truth values.

    Attributes
    ----------
    column : the client's name of it
    cell : its staged name
    type : the canonical type it becomes
    known : shapes that were looked up with those of other columns, by what was asked
    """

    con: Any
    staged: Staged
    column: str
    cell: str
    type: str
    known: dict[tuple[Any, ...], list[tuple]] = field(default_factory=dict, compare=False)

    def trimmed(self, text: str) -> str:
        """SQL: a cell without the blanks around it; null if nothing is left."""
        if self.cell not in self.staged.padded:
            return text
        return f"nullif(trim({text}, {quoted(BLANKS)}), '')"

    @property
    def text(self) -> str:
        """SQL: the column's own trimmed cell."""
        return self.trimmed(self.cell)

    @property
    def position(self) -> str:
        """The column that holds a row's position, from 0."""
        return "source_row" if self.staged.rowed else "file_row_number"

    @property
    def rows(self) -> str:
        """SQL: the staged rows."""
        return self.staged.relation()

    def shapes(self, parts: Sequence[str], stats: Sequence[str], where: str) -> list[tuple]:
        """Shapes of the cells: (shape, \\*parts, rows, first row, \\*stats), most rows first.

        Parameters
        ----------
        parts : SQL over the text ``t`` that further tells shapes apart
        stats : SQL aggregates over the text ``t``
        where : SQL over the text ``t``: which cells to look at
        """
        if not stats and (tuple(parts), where) in self.known:
            return self.known[tuple(parts), where][:MOST_SHAPES]
        keys = ", ".join(str(i) for i in range(1, len(parts) + 2))
        return self.con.execute(
            f"SELECT {', '.join([shape_of('t'), *parts])}, count(*) AS n, min(r){_listed(stats)} "
            f"FROM (SELECT {self.text} AS t, {self.position} AS r FROM {self.rows}) "
            f"WHERE t IS NOT NULL AND ({where}) GROUP BY {keys} "
            f"ORDER BY n DESC, min(r) LIMIT {MOST_SHAPES}"
        ).fetchall()

    def change(self, first: int, before: str, after: str, advice: str) -> Fault:
        """The fault of a column that is written in another way from some row on."""
        part, line = self.staged.place(first)
        what = f"in {part} it is written {after}, in rows above it {before}; {advice}"
        return Fault(f"column '{self.column}'", what, line)


@dataclass(frozen=True)
class Evidence:
    """How many cells say something, and the first row of them (None: not looked up)."""

    rows: int = 0
    first: int | None = None

    def __add__(self, other: Evidence) -> Evidence:
        firsts = [e.first for e in (self, other) if e.rows and e.first is not None]
        unknown = any(e.rows and e.first is None for e in (self, other))
        return Evidence(self.rows + other.rows, None if unknown else min(firsts, default=None))


def shape_of(text: str) -> str:
    """SQL: the shape of a text."""
    return f"translate(left({text}, {LONGEST + 1}), '012345678', '999999999')"


def is_stray(few: int, many: int, *, harmless: bool = True) -> bool:
    """Whether cells written otherwise are slips, each unreadable, and not a change of format.

    A slip is a lone cell beside 20 others, or one in a thousand. Where other cells could be read
    in both ways (``harmless`` is false), only the lone cell is one: more of them mean that the
    cells that do not tell are partly written in the other way, and would be misread.
    """
    return (few == 1 and many >= 20) or (harmless and few * 1000 <= many)


def quoted(text: str) -> str:
    """A string as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _listed(stats: Sequence[str]) -> str:
    return "".join(f", {stat}" for stat in stats)
