"""The columns of an export that a recipe computes with, as SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from taller.data.reading import ROW, literal
from taller.data.settings.schemas import MONEY, Column, Schema, Type

if TYPE_CHECKING:
    from taller.data.reading import Staged
    from taller.data.settings.sources import TableSource
    from taller.data.shapes.shape import Recipe

UNIT = 10_000  # ten-thousandths, the smallest money kept


@dataclass(frozen=True)
class Inputs:
    """The inputs of a recipe in one file.

    Attributes
    ----------
    cells : staged cell by input's name, for the inputs the file has
    numbers : SQL of an input in plain numbers, by name
    times : SQL of an input as a time in UTC, by name
    mark : decimal mark that computed numbers are written with
    """

    staged: Staged
    recipe: Recipe
    cells: Mapping[str, str]
    numbers: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    mark: str = "."

    def has(self, *names: str) -> bool:
        """Whether the file has any of these inputs."""
        return any(name in self.cells for name in names)

    @property
    def extra(self) -> list[str]:
        """The inputs that the recipe knows nothing of, which are passed on as they stand."""
        known = {*self.recipe.columns, *self.recipe.others}
        return [name for name in self.cells if name not in known]

    def base(self) -> str:
        """SQL of all inputs: text blank as null; beside it ``<name>_number``, and ``<name>_utc``.

        Rows are numbered from 0 by ``source_row``; rows with nothing in any input are left out.
        Inputs the file lacks are null.
        """
        names = dict.fromkeys([*self.recipe.columns, *self.recipe.others, *self.cells])
        texts = [f"{self._text(name)} AS {name}" for name in names]
        numbers = [
            f"TRY_CAST({self.numbers.get(name, 'NULL')} AS {MONEY}) AS {name}_number"
            for name in self.recipe.money
        ]
        times = [
            f"{utc(self.times.get(name), self._text(name))} AS {name}_utc"
            for name in self.recipe.times
        ]
        filled = " OR ".join(f"{self._text(name)} IS NOT NULL" for name in self.cells)
        return (
            f"SELECT {', '.join([f'{self._row} AS {ROW}', *texts, *numbers, *times])} "
            f"FROM read_parquet({literal(self.staged.parquet)}, file_row_number=true) "
            f"WHERE {filled}"
        )

    def parted(self) -> str:
        """SQL of `base` with ``part``, which tells the file's parts apart; in no order."""
        starts = [part.first for part in self.staged.parts]
        if len(starts) < 2:
            return f"SELECT *, 0 AS part FROM ({self.base()})"
        return (
            f"SELECT b.*, p.part FROM ({self.base()}) AS b "
            f"ASOF JOIN (SELECT unnest({starts}::BIGINT[]) AS part) AS p ON b.{ROW} >= p.part"
        )

    @property
    def _row(self) -> str:
        return ROW if self.staged.rowed else "file_row_number"

    def _text(self, name: str) -> str:
        if name not in self.cells:
            return "NULL::VARCHAR"
        return blank_as_null(self.staged, self.cells[name])

    def written(self, units: str) -> str:
        """SQL of a whole number of ten-thousandths as text."""
        return self.plain(f"CAST({units} AS DECIMAL(38, 0)) / {UNIT}")

    def plain(self, number: str) -> str:
        """SQL of a number as text, with the decimal mark the engagement gives."""
        text = f"CAST(CAST({number} AS {MONEY}) AS VARCHAR)"
        return text if self.mark == "." else f"replace({text}, '.', {literal(self.mark)})"


def blank_as_null(staged: Staged, cell: str) -> str:
    """SQL of a cell, null where it holds nothing."""
    return f"nullif(trim({cell}), '')" if cell in staged.padded else cell


def utc(time: str | None, text: str) -> str:
    """SQL of a time in UTC as text that says so."""
    if time is None:
        return text
    return f"coalesce(strftime({time}, '%Y-%m-%dT%H:%M:%SZ'), {unread(text)})"


def unread(text: str) -> str:
    """SQL of a cell that cannot be read, marked so that it is not taken for another format."""
    return f"'? ' || {text}"


def units(number: str) -> str:
    """SQL of money as a whole number of ten-thousandths."""
    return f"CAST({number} * {UNIT} AS BIGINT)"


def read_numbers(
    con: Any, staged: Staged, cells: Mapping[str, str], source: TableSource | None
) -> dict[str, str]:
    """SQL that brings each of these cells into plain numbers, judged from the whole column."""
    return _read(con, staged, cells, source, MONEY, None)


def read_times(
    con: Any,
    staged: Staged,
    cells: Mapping[str, str],
    source: TableSource | None,
    day_first: bool | None,
) -> dict[str, str]:
    """SQL that reads each of these cells as a time in UTC, judged from the whole column.

    Nothing where the engagement says how times are written: then they stay as they are.
    """
    if source is not None and source.timestamp_format is not None:
        return {}
    return _read(con, staged, cells, source, "timestamp", day_first)


def _read(
    con: Any,
    staged: Staged,
    cells: Mapping[str, str],
    source: TableSource | None,
    kind: Type,
    day_first: bool | None,
) -> dict[str, str]:
    if not cells:
        return {}
    from taller.data.formats import find_all
    from taller.data.settings.sources import TableSource

    columns = tuple(Column(name, kind, name, "optional") for name in cells)
    found = find_all(
        con, staged, cells, Schema("inputs", "", columns), source or TableSource(),
        day_first=day_first, timezone="UTC",
    )  # fmt: skip
    return {name: found[name].sql(blank_as_null(staged, cell)) for name, cell in cells.items()}
