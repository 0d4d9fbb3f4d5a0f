"""Whether the parts of a source hold the columns that are mapped, each said by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from taller.data.reading.headers import did_you_mean_column
from taller.data.settings.schemas import SCHEMAS
from taller.data.tell.ledger import Detected
from taller.errors import DataError, did_you_mean

if TYPE_CHECKING:
    from taller.data.reading.readers import Reader
    from taller.data.settings.sources import TableSource

LONGEST_NAME = 1000  # characters of a column's name


def wanted(source: TableSource, table: str) -> dict[str, str]:
    """Canonical column: the client's, as mapped or as a known shape says."""
    found = dict(source.mapped())
    if source.shape is None:
        return found
    from taller.data.shapes import SHAPES

    shape = SHAPES.get(source.shape)
    recipe = shape.recipes.get(table) if shape is not None else None
    return {**(recipe.columns if recipe is not None else {}), **found}


def refuse_endless(reader: Reader) -> None:
    """Refuse a column whose name nobody wrote: what looks at names would never end.

    Raises
    ------
    DataError
        If a name is longer than any.
    """
    if any(len(name) > LONGEST_NAME for name in reader.names):
        what = f"has a column whose name is longer than {LONGEST_NAME:,} characters; rename it"
        raise DataError(reader.name, what)


def faults(source: TableSource, table: str, readers: Sequence[Reader]) -> Iterator[tuple[str, str]]:
    """What the parts lack, as (key of the source's settings, what).

    A column must be in every part if it is mapped and required; a mapped column that may be absent
    must be in every part from the first on that has it, so that a file that lost it is noticed.
    """
    if source.shape is not None:
        yield from _shape_faults(source, table, readers)
    columns = SCHEMAS[table].columns if table in SCHEMAS else ()  # a flat table has no schema
    required = {c.name for c in columns if c.given == "required"}
    for key, name in source.mapped().items():
        lacking = _lacking(name, readers, required=key in required)
        if not lacking:
            continue
        shown = lacking[0].name
        if len(lacking) > 1 and len(lacking) == len(readers):
            shown = f"{shown} (and {len(lacking) - 1} more)"
            lacking = lacking[:1]
        elif len(lacking) > 1:
            shown = ", ".join(reader.name for reader in lacking[:5])
        changed = "; the table changed since it was mapped" if _is_table(lacking[0]) else ""
        near = did_you_mean_column(name, lacking[0].names)
        where = key if "." in key else f"columns.{key}"
        yield where, f"{shown} has no column '{name}'{near}{changed}"


def _lacking(name: str, readers: Sequence[Reader], *, required: bool) -> list[Reader]:
    having = [i for i, reader in enumerate(readers) if name in reader.names]
    if not having:
        return list(readers)
    since = 0 if required else having[0]
    return [
        reader
        for reader in readers[since:]
        if name not in reader.names and (required or not reader.sparse)
    ]


def _is_table(reader: Reader) -> bool:
    return reader.name.startswith("database table ")


def _shape_faults(
    source: TableSource, table: str, readers: Sequence[Reader]
) -> Iterator[tuple[str, str]]:
    from taller.data.shapes import SHAPES

    shape = SHAPES.get(source.shape)
    if shape is None:
        yield "shape", f"'{source.shape}' is no known shape{did_you_mean(source.shape, SHAPES)}"
        return
    if table not in shape.recipes:
        what = f"a {source.shape} export holds no {table}; it holds: {', '.join(shape.recipes)}"
        yield "shape", what
        return
    for reader in readers:
        recipe = shape.recipe(table, reader.names)
        for what in shape.missing(recipe, reader.names, source.mapped()):
            yield "shape", f"{reader.name} {what}"


def notes(readers: Sequence[Reader], header: Sequence[str]) -> list[Detected]:
    """Columns that only some parts have, for the reader."""
    found = []
    for name in header:
        absent = [reader.name for reader in readers if name not in reader.names]
        if absent and not all(reader.sparse for reader in readers):
            rest = f" and {len(absent) - 3} more" if len(absent) > 3 else ""
            found.append(Detected("absent_in", ", ".join(absent[:3]) + rest, "found", name))
    return found
