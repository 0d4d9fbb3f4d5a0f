"""Amounts of an order brought to its lines: its discount spread, its tax spread, its refund once.

Many exports tell a discount beside the lines instead of taking it off, for each line or once for
the order, on its first line or repeated on all. Here a line's value is what is left of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.contract import marks
from taller.data.reading import ROW, literal
from taller.data.shapes.inputs import UNIT, blank_as_null, read_numbers, units, unread
from taller.data.shapes.spreading import spread

if TYPE_CHECKING:
    from taller.data.reading import Staged

READ = ("quantity", "price", "value", "discount", "tax", "refund")
GROUP = "_part, _order"


def is_asked(settings: Any, named: Mapping[str, str]) -> bool:
    """Whether a source has amounts that are to be brought to its lines."""
    return "discount" in named or bool(getattr(settings, "per_order", ()))


def share(
    con: Any, staged: Staged, named: Mapping[str, str], settings: Any, scratch: Path
) -> tuple[Staged, dict[str, str]]:
    """Take discounts off the lines, and give each line its part of what is told of its order.

    Parameters
    ----------
    con : a DuckDB connection
    staged : orders as text
    named : canonical column: its staged cell
    settings : with ``per_order``, the canonical columns told of an order as a whole

    Returns
    -------
    The same rows with cells besides, and canonical column: cell. A line's price is then that of
    its value, so that the column of prices is in it no more.
    """
    mark = settings.decimal or "."
    cells = {name: named[name] for name in READ if name in named}
    numbers = read_numbers(con, staged, cells, settings)
    made: dict[str, str] = {}
    query = _numbered(con, staged, named, numbers)
    whole = [name for name in settings.per_order if name in cells]
    if "discount" in cells:
        query = _discounted(query, staged, cells, per_order="discount" in whole)
        kept = unread(_text(staged, cells.get("value", cells.get("price", ""))))
        made["value"] = f"coalesce({written('_left', mark)}, {kept})"
        made["discount"] = written("_off", mark)
    if "tax" in whole:
        query = spread(
            _with_once(query, "tax"), "_taxed", amount="_once_tax", weight="abs(_worth)",
            group=GROUP, currency=_currency(staged, named),
        )  # fmt: skip
        made["tax"] = written("_taxed", mark)
    if "refund" in whole:
        query = _with_once(query, "refund")
        made["refund"] = f"CASE WHEN _nth = 1 THEN {written('_once_refund', mark)} END"
    target = scratch / f"{staged.parquet.stem}.shared.parquet"
    # The number in a cell's name says which of the client's columns it is made of.
    given = {"value": cells.get("price", ""), **cells}
    own = {name: f"m{given[name][1:]}" for name in made}
    held = [*([ROW] if staged.rowed else []), *staged.held]
    listed = ", ".join([*held, *(f"{sql} AS {own[name]}" for name, sql in made.items())])
    con.execute(
        f"COPY (SELECT {listed} FROM ({query}) ORDER BY {ROW}) TO {literal(target)} "
        "(FORMAT parquet, COMPRESSION uncompressed)"
    )
    left = {name: cell for name, cell in named.items() if not (name == "price" and "value" in made)}
    return replace(staged, parquet=target, shared=tuple(own.values())), left | own


def _numbered(
    con: Any, staged: Staged, named: Mapping[str, str], numbers: Mapping[str, str]
) -> str:
    """SQL of the rows with their order, their numbers and what each line comes to."""
    con.execute(f"SET VARIABLE starts = {[part.first for part in staged.parts] or [0]}::BIGINT[]")
    part = f"len(list_filter(getvariable('starts'), lambda start: start <= {marks.origin(staged)}))"
    row = "" if staged.rowed else f"{marks.POSITION} AS {ROW}, "
    read = ", ".join(f"TRY_CAST({sql} AS DECIMAL(18, 4)) AS _{n}" for n, sql in numbers.items())
    order = f"concat('row ', {marks.POSITION})"
    if "transaction_id" in named:
        order = f"coalesce({_text(staged, named['transaction_id'])}, {order})"
    quantity = "_quantity" if "quantity" in numbers else "1"
    product = f"{quantity} * _price" if "price" in numbers else "NULL"
    worth = f"coalesce(_value, {product})" if "value" in numbers else product
    return (
        f"SELECT *, {units(worth)} AS _worth, row_number() OVER (PARTITION BY {GROUP} "
        f"ORDER BY {ROW}) AS _nth FROM (SELECT *, {row}{part} AS _part, "
        f"{order} AS _order, {read} FROM {staged.relation()})"
    )


def _with_once(query: str, name: str) -> str:
    """SQL with an order's amount: one that its lines repeat counts once, others add up."""
    over = f"OVER (PARTITION BY {GROUP})"
    amount = units(f"_{name}")
    once = (
        f"CASE WHEN min({amount}) {over} = max({amount}) {over} THEN min({amount}) {over} "
        f"ELSE sum({amount}) {over} END"
    )
    return f"SELECT *, CAST({once} AS BIGINT) AS _once_{name} FROM ({query})"


def _discounted(query: str, staged: Staged, named: Mapping[str, str], *, per_order: bool) -> str:
    """SQL with what is taken off each line, and what is left of it, with the line's sign."""
    if per_order:
        sold = f"sum(greatest(_worth, 0)) OVER (PARTITION BY {GROUP})"
        query = spread(
            _with_once(query, "discount"), "_off",
            amount=f"CAST(least(abs(_once_discount), {sold}) AS BIGINT)", weight="_worth",
            group=GROUP, currency=_currency(staged, named),
        )  # fmt: skip
    else:
        query = f"SELECT *, coalesce(abs({units('_discount')}), 0) AS _off FROM ({query})"
    return f"SELECT *, sign(_worth) * greatest(abs(_worth) - _off, 0) AS _left FROM ({query})"


def _currency(staged: Staged, named: Mapping[str, str]) -> str:
    return _text(staged, named["currency"]) if "currency" in named else "''"


def _text(staged: Staged, cell: str) -> str:
    return blank_as_null(staged, cell) if cell else "''"


def written(amount: str, mark: str) -> str:
    """SQL of a whole number of ten-thousandths as text, with the decimal mark of the column."""
    text = f"CAST(CAST(CAST({amount} AS DECIMAL(38, 0)) / {UNIT} AS DECIMAL(18, 4)) AS VARCHAR)"
    return text if mark == "." else f"replace({text}, '.', {literal(mark)})"
