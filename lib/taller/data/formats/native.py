"""Columns that have a type of their own, as in Parquet: their values need no reading."""

from __future__ import annotations

from dataclasses import dataclass

from taller.data.formats.cells import Cells
from taller.data.tell.ledger import Detected

OF = {
    "int64": ("integer", "decimal", "double"),  # money of doubles is rounded as it is written
    "decimal(18, 4)": ("integer", "decimal"),
    "timestamp": ("timestamp", "date"),
    "date": ("timestamp", "date"),
    "boolean": ("boolean",),
}
"""Kinds of a file's columns that are taken as they are, by canonical type."""
TYPES = {"timestamp": "TIMESTAMP", "date": "DATE"}


@dataclass(frozen=True)
class Native:
    """How to read a column that has the type it should have."""

    cells: Cells
    detected: tuple[Detected, ...] = ()

    @property
    def costly(self) -> bool:
        """There is nothing to read."""
        return False

    @property
    def value(self) -> str:
        """SQL: the column's own values."""
        value = self.cells.staged.identity(self.cells.cell)
        kind = TYPES.get(self.cells.type)
        return value if kind is None else f"CASE WHEN isfinite({value}) THEN {value}::{kind} END"

    def sql(self, text: str) -> str:
        """SQL: the same from a cell as text."""
        return f"TRY_CAST({text} AS {TYPES[self.cells.type]})" if self.cells.type in TYPES else text


def is_native(cells: Cells) -> bool:
    """Whether a column has the type it should have."""
    kind = cells.staged.native.get(cells.cell)
    return kind in OF.get(cells.type, ())
