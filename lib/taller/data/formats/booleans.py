"""How a column's truth values are written: yes and no, sí and no, 1 and 0, a cross or a blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from taller.data.formats.cells import Cells, quoted
from taller.data.tell.ledger import Detected
from taller.errors import Fault

TRUE = (
    "true", "yes", "y", "t", "1", "1.0", "on", "sí", "si", "s", "verdadero", "v", "cierto",
    "allow", "allowed", "permitir", "permitido", "granted", "concedido", "subscribed", "suscrito",
    "suscrita", "opt-in", "opt in", "opted in", "acepta", "aceptado", "enabled", "active", "activo",
    "activa",
)  # fmt: skip
FALSE = (
    "false", "no", "n", "f", "0", "0.0", "off", "falso", "do not allow", "not allowed",
    "no permitir", "no permitido", "denied", "denegado", "unsubscribed", "not subscribed",
    "no suscrito", "no suscrita", "opt-out", "opt out", "opted out", "no acepta", "no aceptado",
    "disabled", "inactive", "inactivo", "inactiva",
)  # fmt: skip
MARKS = ("x", "✓", "✔", "☑")


@dataclass(frozen=True)
class BooleanFormat:
    """How to read a column of truth values; ``marked``: a mark is true and a blank is false."""

    cells: Cells
    marked: bool
    detected: tuple[Detected, ...]

    @property
    def costly(self) -> bool:
        """A word is looked up in a short list."""
        return False

    def sql(self, text: str) -> str:
        """SQL: the cell as BOOLEAN."""
        given = self.cells.trimmed(text)
        if self.marked:
            return f"({given} IS NOT NULL)"
        word = f"lower({given})"
        yes, no = _list(TRUE), _list(FALSE)
        return f"CASE WHEN {word} IN {yes} THEN true WHEN {word} IN {no} THEN false END"


@dataclass
class Booleans:
    """A column of truth values while it is being understood: ask, take, settle."""

    cells: Cells
    faults: list[Fault] = field(default_factory=list)
    _marked: bool = False
    _words: tuple[str, ...] = ()

    def look(self, sample: Sequence[str]) -> None:
        """Note the words used, to show them."""
        used = {text.lower() for text in sample}
        self._words = tuple(word for word in (*TRUE, *FALSE, *MARKS) if word in used)

    def asks(self, text: str) -> list[str]:
        """SQL aggregates: cells, cells that hold a mark."""
        return [f"count({text})", f"count(*) FILTER (lower({text}) IN {_list(MARKS)})"]

    def opens(self, counts: Sequence[Any]) -> None:
        """No cells are looked at by their shape."""

    def take(self, counts: Sequence[Any]) -> None:
        """Take the answers."""
        cells, marked = counts
        self._marked = bool(cells) and cells == marked

    def settle(self) -> BooleanFormat:
        """How to read the column."""
        found = ()
        if self._words:
            found = (Detected("booleans", "/".join(self._words), "found", self.cells.column),)
        return BooleanFormat(self.cells, self._marked, found)


def _list(words: Sequence[str]) -> str:
    return f"({', '.join(quoted(word) for word in words)})"
