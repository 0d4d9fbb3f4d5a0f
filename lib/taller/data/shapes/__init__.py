"""Known exports, whose peculiarities are known: `recognise` one, `reshape` it.

To add one, write a module beside these with a `Shape` and name it in `SHAPES`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.settings.schemas import SCHEMAS
from taller.data.shapes import ga4, hubspot, online_retail, shopify, stripe, woocommerce
from taller.data.shapes.inputs import Inputs, blank_as_null, read_numbers, read_times
from taller.data.shapes.shape import NTH, UNTOLD, Query, Recipe, Shape
from taller.errors import DataError, Fault, did_you_mean

if TYPE_CHECKING:
    from taller.data.reading import Staged
    from taller.data.settings.sources import TableSource

__all__ = [
    "NTH", "SHAPES", "UNTOLD", "Recipe", "Shape", "columns", "recognise", "reshape", "sources",
]  # fmt: skip

SHAPES: dict[str, Shape] = {
    shape.name: shape
    for shape in (
        shopify.ORDERS, woocommerce.ORDERS, stripe.PAYMENTS, stripe.SUBSCRIPTIONS, ga4.EVENTS,
        hubspot.CONTACTS, online_retail.LINES,
    )
}  # fmt: skip


def recognise(header: Sequence[str]) -> list[tuple[Shape, float]]:
    """The shapes a file may have by its header, best first, with a confidence of 0 to 1."""
    found = [(shape, shape.likeness(header)) for shape in SHAPES.values()]
    return sorted((f for f in found if f[1] > 0), key=lambda f: -f[1])


def sources(
    shape: str, table: str, header: Sequence[str], overrides: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Canonical column: the client's own columns it is made of, the one to show first.

    Only columns of this header; a canonical column that is computed of none of them is left out.
    """
    known = _shape(shape, table)
    recipe = known.recipe(table, header)
    given = dict(recipe.columns) | dict(recipe.others)
    found = {}
    for name in dict.fromkeys([*recipe.columns, *recipe.sources, *overrides]):
        if name in overrides:
            found[name] = (overrides[name],)
            continue
        names = recipe.sources.get(name, (name,))
        own = [known.find(given[each], header) for each in names]
        if any(own):
            found[name] = tuple(dict.fromkeys(each for each in own if each))
    return found


def columns(
    shape: str, table: str, header: Sequence[str], overrides: Mapping[str, str]
) -> dict[str, str]:
    """Canonical column: the client's own column, as messages and reports name it."""
    return {name: own[0] for name, own in sources(shape, table, header, overrides).items()}


def reshape(
    con: Any,
    staged: Staged,
    shape: str,
    table: str,
    overrides: Mapping[str, str],
    scratch: Path,
    source: TableSource | None = None,
    day_first: bool | None = None,
) -> tuple[Staged, dict[str, str]]:
    """Bring a staged export into the rows and columns of a canonical table, still as text.

    Parameters
    ----------
    con : a DuckDB connection
    overrides : canonical column: the client's column, in place of the recipe's
    source : how the table is written, where the engagement says so. Numbers that are computed are
        written with the decimal mark it gives, and times left as they are where it gives their
        format, so that what it says holds for the result too.
    day_first : whether 03/04/2026 is 3 April, where the engagement says so

    Returns
    -------
    The new rows, each with the row of the export it was made of, and canonical column: cell

    Raises
    ------
    DataError
        If the export lacks a column the shape needs, or one that an override names; names all.
    """
    known = _shape(shape, table)
    recipe = known.recipe(table, staged.header)
    _refuse(known, recipe, staged, overrides)
    cells = _cells(known, recipe, staged, overrides)
    _refuse_broken_json(con, recipe, staged, cells)
    numbers = read_numbers(con, staged, {n: cells[n] for n in recipe.money if n in cells}, source)
    times = {n: cells[n] for n in recipe.times if n in cells}
    times = read_times(con, staged, times, source, day_first)
    mark = (source.decimal if source else None) or "."
    query = _query(Inputs(staged, recipe, cells, numbers, times, mark), overrides)
    names = [column.name for column in SCHEMAS[table].given if column.name in query.columns]
    target = scratch / f"{table}.{shape}.parquet"
    rows = _write(con, query, names, target)
    made = {name: f"c{i}" for i, name in enumerate(names)}
    everything = frozenset(made.values())
    header = names if query.nth is None else [*names, NTH]
    # A cell may hold blanks, or a word for nothing, whichever column it came from.
    new = dataclasses.replace(
        staged, header=header, parquet=target, rows=rows, padded=everything, worded=everything,
        rowed=True,
    )  # fmt: skip
    return new, made


def _shape(shape: str, table: str) -> Shape:
    if shape not in SHAPES:
        raise DataError(shape, f"no such shape{did_you_mean(shape, SHAPES)}")
    known = SHAPES[shape]
    if table not in known.recipes:
        what = f"holds no {table}; it holds: {', '.join(known.recipes)}"
        raise DataError(shape, Fault(f"data.{table}.shape", what))
    return known


def _refuse(known: Shape, recipe: Recipe, staged: Staged, overrides: Mapping[str, str]) -> None:
    faults = known.missing(recipe, staged.header, overrides)
    faults += [
        f"has no column '{column}', which is given for {name}; it has: "
        f"{', '.join(staged.header[:20])}"
        for name, column in overrides.items()
        if column not in staged.header
    ]
    if faults:
        raise DataError(staged.origin, faults)


def _cells(
    known: Shape, recipe: Recipe, staged: Staged, overrides: Mapping[str, str]
) -> dict[str, str]:
    found = {}
    for name, own in (dict(recipe.columns) | dict(recipe.others)).items():
        column = known.find(own, staged.header)
        if column is not None:
            found[name] = staged.cell(column)
    return found | {name: staged.cell(column) for name, column in overrides.items()}


def _refuse_broken_json(con: Any, recipe: Recipe, staged: Staged, cells: Mapping[str, str]) -> None:
    """Raise where a nested column holds something else than JSON."""
    from taller.data.reading import literal

    faults = []
    for name in recipe.json:
        if name not in cells:
            continue
        text = blank_as_null(staged, cells[name])
        (row,) = con.execute(
            f"SELECT min(file_row_number) FROM read_parquet({literal(staged.parquet)}, "
            f"file_row_number=true) WHERE {text} IS NOT NULL AND NOT json_valid({text})"
        ).fetchall()[0]
        if row is not None:
            part, line = staged.place(row)
            own = staged.header[int(cells[name][1:])]
            what = f"column '{own}' of {part} is not JSON; export it as nested JSON lines"
            faults.append(Fault("", what, line))
    if faults:
        raise DataError(staged.origin, faults)


def _query(inputs: Inputs, overrides: Mapping[str, str]) -> Query:
    recipe = inputs.recipe
    if recipe.query is None:
        query = Query(inputs.base(), {n: n for n in recipe.columns if inputs.has(n)})
    else:
        query = recipe.query(inputs)
    # What the recipe knows nothing of is taken as it stands, in place of what it computes.
    passed = {name: name for name in overrides if name in inputs.extra}
    return dataclasses.replace(query, columns=dict(query.columns) | passed)


def _write(con: Any, query: Query, names: Sequence[str], target: Path) -> int:
    from taller.data.reading import ROW, literal

    listed = ", ".join(
        f"CAST({query.columns[name]} AS VARCHAR) AS c{i}" for i, name in enumerate(names)
    )
    if query.nth is not None:
        listed += f", CAST({query.nth} AS VARCHAR) AS c{len(names)}"
    order = "" if query.ordered else f" ORDER BY {ROW}"
    made = f"SELECT {ROW}, {listed} FROM ({query.relation}){order}"
    (rows,) = con.execute(f"COPY ({made}) TO {literal(target)} (FORMAT parquet)").fetchall()[0]
    return int(rows)
