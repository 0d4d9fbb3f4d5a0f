"""An export as a platform writes it, and the truth beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.exports.shop import Order
from tests.messy import Dialect, containers
from tests.messy.sheets import Row, Sheet

Cells = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What is true of one order.

    Attributes
    ----------
    keys : the numbers that may stand for it
    nets : net sales in each reading that is right, see `tests.exports.shop`
    parts : the amounts it may be off by, by name
    """

    keys: frozenset[str]
    nets: tuple[Decimal, ...]
    parts: Mapping[str, Decimal]


@dataclass(frozen=True)
class Written:
    """A platform's export before it is a file.

    Attributes
    ----------
    names : for each part of the money, the columns and states that tell of it
    obstacles : words of which a refusal must say one, where the export may rightly be refused
    above : rows of plain text above the header
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Cells]
    told: Sequence[Told]
    names: Mapping[str, tuple[str, ...]]
    dialect: Dialect = field(default_factory=Dialect)
    obstacles: tuple[str, ...] = ()
    above: tuple[tuple[Any, ...], ...] = ()

    def write(self, folder: Path, dialect: Dialect | None = None) -> Path:
        """The file, in the platform's own dialect or as a spreadsheet saved it again."""
        folder.mkdir(parents=True, exist_ok=True)
        body = ([row.get(column) for column in self.columns] for row in self.rows)
        grid = [*self.above, self.columns, *body]
        first, *rest = ((*cells, *(None,) * (len(self.columns) - len(cells))) for cells in grid)
        sheet = Sheet(self.name, ("orders",), first, tuple(map(Row, rest)), {})
        (placed,) = containers.write([sheet], dialect or self.dialect, folder)
        return folder / placed.path


def told(orders: Sequence[Order], *keys: Any) -> list[Told]:
    """The truth of each order; each of ``keys`` makes a number of an order."""
    return [
        Told(frozenset(str(key(order)) for key in keys), order.nets(), order.parts())
        for order in orders
    ]


def columns(text: str) -> tuple[str, ...]:
    """Names of columns, written with bars between them."""
    return tuple(name.strip() for name in text.split("|"))
