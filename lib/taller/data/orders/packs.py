"""Packs: products below a head row, which has the money and the buyer of all of them.

Marketplaces report what was bought together as a row without an item, with what it came to and who
bought it, and below it the products, each with a number, units and a price of one unit, and
without money of its own. Here the products get the head's number, buyer and date, and share its
money by units times price; the head itself is no line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.contract import marks
from taller.data.orders.sharing import written
from taller.data.reading import ROW, literal
from taller.data.shapes.inputs import blank_as_null, read_numbers, units, unread
from taller.data.shapes.spreading import spread
from taller.data.tell.ledger import Detected

if TYPE_CHECKING:
    from taller.data.reading import Staged

SHARED = ("value", "tax", "discount", "refund")
OF_ORDER = ("transaction_id", "user_id", "event_timestamp", "currency", "status", "test", "country",
            "delivered_timestamp", "shipping", "total")  # fmt: skip
OF_PACK = "OVER (PARTITION BY _part, _pack ORDER BY source_row)"
WHOLE = "OVER (PARTITION BY _part, _pack)"


def fold(
    con: Any, staged: Staged, named: Mapping[str, str], settings: Any, scratch: Path
) -> tuple[Staged, dict[str, str]]:
    """Give the products below a head row what it says, and leave the head row out.

    A product without a head directly above it and its fellows keeps its cells, so that it lacks
    money and is rejected for it.

    Parameters
    ----------
    con : a DuckDB connection
    staged : orders as text, ``item_id`` and ``value`` among them
    named : canonical column: its staged cell

    Returns
    -------
    The rows that are lines, with cells besides, and canonical column: cell. A line's price is then
    that of its value.
    """
    read = [name for name in (*SHARED, "quantity", "price") if name in named]
    numbers = read_numbers(con, staged, {name: named[name] for name in read}, settings)
    shared = [name for name in SHARED if name in named]
    told = [name for name in OF_ORDER if name in named]
    query = _lines(con, staged, named, numbers, shared, told)
    for name in shared:
        query = spread(
            query, f"_share_{name}", amount=f"_head_{name}", weight="_weight",
            group="_part, _of, _pack, CASE WHEN _of THEN 0 ELSE source_row END",
            currency=_text(staged, named, "currency") if "currency" in named else "''",
        )  # fmt: skip
    mark = settings.decimal or "."
    made = {name: _amount(name, _text(staged, named, name), mark) for name in shared}
    made |= {n: f"CASE WHEN _of THEN _head_{n} ELSE {_text(staged, named, n)} END" for n in told}
    # The number in a cell's name says which of the client's columns it is made of.
    own = {name: f"p{named[name][1:]}" for name in made}
    target = scratch / f"{staged.parquet.stem}.packs.parquet"
    listed = ", ".join(f"{sql} AS {own[name]}" for name, sql in made.items())
    # Two products of a pack may be alike in all but their own number.
    number = f"n{named['transaction_id'][1:]}" if "transaction_id" in named else None
    listed += f", {named['transaction_id']} AS {number}" if number else ""
    made_query = f"SELECT {', '.join([ROW, *staged.cells])}, {listed} FROM ({query}) ORDER BY {ROW}"
    (rows,) = con.execute(
        f"COPY ({made_query}) TO {literal(target)} (FORMAT parquet, COMPRESSION uncompressed)"
    ).fetchall()[0]
    new = replace(
        staged, parquet=target, rows=int(rows), rowed=True,
        padded=staged.padded | {cell for n, cell in own.items() if named[n] in staged.padded},
        worded=staged.worded | {cell for n, cell in own.items() if named[n] in staged.worded},
        filled=(*own.values(), *([number] if number else [])),
        detected=(*staged.detected, Detected("packs", str(staged.rows - int(rows)))),
    )  # fmt: skip
    return new, {name: cell for name, cell in named.items() if name != "price"} | own


def _lines(
    con: Any,
    staged: Staged,
    named: Mapping[str, str],
    numbers: Mapping[str, str],
    shared: list[str],
    told: list[str],
) -> str:
    """SQL of all rows but heads, each with what its head says, and its weight within the pack."""
    con.execute(f"SET VARIABLE starts = {[part.first for part in staged.parts] or [0]}::BIGINT[]")
    origin = marks.origin(staged)
    part = f"len(list_filter(getvariable('starts'), lambda start: start <= {origin}))"
    item, value = (_text(staged, named, name) for name in ("item_id", "value"))
    quantity, price = (
        f"TRY_CAST({numbers[name]} AS DECIMAL(18, 4))" if name in numbers else "1"
        for name in ("quantity", "price")
    )
    amounts = ", ".join(
        f"{units(f'TRY_CAST({numbers[name]} AS DECIMAL(18, 4))')} AS _own_{name}" for name in shared
    )
    rows = (
        f"SELECT *, {marks.POSITION} AS {ROW}, {part} AS _part, {amounts}, "
        f"{item} IS NOT NULL AND {value} IS NULL AS _product, "
        f"{item} IS NULL AND {value} IS NOT NULL AS _head, "
        f"{units(f'abs({quantity} * {price})')} AS _weight FROM {staged.relation()}"
    )
    packed = (
        f"SELECT *, count(*) FILTER (NOT _product) OVER (PARTITION BY _part ORDER BY {ROW}) "
        f"AS _pack FROM ({rows})"
    )
    heads = [f"first_value(_own_{name}) {OF_PACK} AS _head_{name}" for name in shared]
    heads += [
        f"coalesce(first_value({text}) {OF_PACK}, {text}) AS _head_{name}"
        for name in told
        for text in [_text(staged, named, name)]
    ]
    headed = (
        f"SELECT *, _product AND first_value(_head) {OF_PACK} AS _of, "
        f"count(*) FILTER (_product) {WHOLE} AS _products, {', '.join(heads)} FROM ({packed})"
    )
    return f"SELECT * FROM ({headed}) WHERE NOT (_head AND _products > 0)"


def _amount(name: str, text: str, mark: str) -> str:
    """SQL of an amount as text: the product's share of its head's, or the line's own."""
    share = f"CASE WHEN _head_{name} IS NOT NULL THEN {written(f'_share_{name}', mark)} END"
    own = f"coalesce({written(f'_own_{name}', mark)}, {unread(text)})"
    return f"CASE WHEN _of THEN {share} ELSE {own} END"


def _text(staged: Staged, named: Mapping[str, str], name: str) -> str:
    return blank_as_null(staged, named[name])
