"""Orders whose heads and lines stand in two files, joined by the order's number.

The lines stay as they are, in number and order; beside each stand its head's cells. What a head
says of the order as a whole is never repeated: shipping, refund and total stand on the order's
first line alone, tax and discount are shared among its lines to the cent. Lines without a head and
heads without lines are counted with their money, and the heads' totals are held against the lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data import formats
from taller.data.contract import marks
from taller.data.contract.typed import HAS_HEAD
from taller.data.orders.head_totals import Agreement, agreement
from taller.data.reading import literal
from taller.data.settings.schemas import SCHEMAS
from taller.data.shapes.inputs import UNIT, read_numbers, units
from taller.data.shapes.spreading import spread
from taller.data.tell.ledger import Detected
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.formats import Format
    from taller.data.reading import Staged

ONCE = ("shipping", "refund", "total")  # of an order: on its first line alone
SHARED = ("tax", "discount")  # of an order: shared among its lines
AMOUNTS = ("quantity", "price", "value")  # of a line
NUMBER = "transaction_id"


@dataclass(frozen=True)
class Joined:
    """Lines with their heads beside them.

    Attributes
    ----------
    staged, named : the lines with further cells, and canonical column: cell
    columns : canonical column: the client's own, as the joined lines have it
    formats : how the heads' columns that are not text are written
    agreement : the heads held against the lines
    """

    staged: Staged
    named: dict[str, str]
    columns: dict[str, str]
    formats: dict[str, Format]
    agreement: Agreement


def join(
    con: Any,
    given: tuple[Staged, Mapping[str, str]],
    heads: Staged,
    settings: Any,
    scratch: Path,
    *,
    day_first: bool | None,
    timezone: str | None,
) -> Joined:
    """Set each order's head beside its lines.

    Parameters
    ----------
    con : a DuckDB connection
    given : the lines, and canonical column: their cell
    settings : of the lines, with ``heads``

    Raises
    ------
    DataError
        If no line's order is among the heads, or a column of theirs is written in two ways.
    """
    lines, named = given[0], dict(given[1])
    own = settings.mapped()
    theirs = {name: heads.cell(column) for name, column in settings.heads.mapped().items()}
    key = theirs.pop(NUMBER)
    _refuse_strangers(con, (lines, named[NUMBER], own[NUMBER]),
                      (heads, key, settings.heads.mapped()[NUMBER]))  # fmt: skip
    read = _formats(con, heads, theirs, settings.heads, day_first, timezone)
    numbers = {name: read[name].sql(f"h_{cell}") for name, cell in theirs.items()
               if name in (*ONCE, *SHARED)}  # fmt: skip
    numbers |= read_numbers(con, lines, {n: c for n, c in named.items() if n in AMOUNTS}, settings)
    first = len(lines.cells)
    beside = {cell: f"c{first + place}" for place, cell in enumerate(heads.cells)}
    query, made = _query(lines, heads, named[NUMBER], key, beside, theirs, numbers, settings)
    target = scratch / f"{lines.parquet.stem}.joined.parquet"
    con.execute(f"COPY ({query}) TO {literal(target)} (FORMAT parquet, COMPRESSION uncompressed)")
    added = [name if name not in lines.header else f"{name} (heads)" for name in heads.header]
    staged = replace(
        lines, header=[*lines.header, *added], parquet=target, once=(HAS_HEAD, *made.values()),
        padded=lines.padded | {beside[cell] for cell in heads.padded},
        worded=lines.worded | {beside[cell] for cell in heads.worded},
        detected=(*lines.detected, Detected("heads", heads.origin), *heads.detected),
    )  # fmt: skip
    named |= {name: beside[cell] for name, cell in theirs.items() if name != "discount"} | made
    formats_of_heads = {name: read[name] for name in read if name not in SHARED}
    amounts = {name: _money(read[name].sql(beside[theirs[name]])) for name in theirs
               if name in (*ONCE, *SHARED)} | _goods(numbers)  # fmt: skip
    told = agreement(
        con, f"SELECT *, {number(lines, named[NUMBER])} AS number FROM {staged.relation()}",
        f"SELECT *, {number(heads, key)} AS number FROM {heads.relation()}", amounts,
        total_of_heads=_money(read["total"].sql(theirs["total"])) if "total" in theirs else None,
    )  # fmt: skip
    shown = dict(zip(heads.header, added, strict=True))
    columns = {name: shown[column] for name, column in settings.heads.mapped().items()
               if name in theirs} | own  # fmt: skip
    if "value" in named and "value" not in columns:  # what is left of a discount
        columns["value"] = own.get("price") or shown[settings.heads.columns.discount]
    return Joined(staged, named, columns, formats_of_heads, told)


def number(staged: Staged, cell: str) -> str:
    """SQL of an order's number as the other file writes it too: 17.0 is 17."""
    text = f"nullif(trim({cell}), '')" if cell in staged.padded else cell
    return f"regexp_replace({text}, '^([0-9]+)[.]0$', '\\1')"


def _formats(
    con: Any, heads: Staged, cells: Mapping[str, str], settings: Any,
    day_first: bool | None, timezone: str | None,
) -> dict[str, Format]:  # fmt: skip
    """How the heads are written, judged from their own file, whose lines messages name."""
    schema = SCHEMAS["orders"]
    discount = replace(schema.column("shipping"), name="discount")
    return formats.find_all(
        con, heads, cells, replace(schema, columns=(*schema.columns, discount)), settings,
        day_first=day_first, timezone=timezone,
    )  # fmt: skip


def _refuse_strangers(
    con: Any, lines: tuple[Staged, str, str], heads: tuple[Staged, str, str]
) -> None:
    """Raise where the two files have no order in common: then the columns are the wrong ones."""
    (of_lines, cell, column), (of_heads, key, theirs) = lines, heads
    (shared,) = con.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {of_lines.relation()} WHERE "
        f"{number(of_lines, cell)} IN (SELECT {number(of_heads, key)} FROM {of_heads.relation()}) "
        "LIMIT 1)"
    ).fetchall()[0]
    if not shared:
        what = (
            f"no order number of its column '{column}' is in column '{theirs}' of "
            f"{of_heads.origin}; name the column that holds the lines' order numbers as key"
        )
        raise DataError(of_lines.origin, Fault("data.orders.heads.key", what))


def _query(
    lines: Staged, heads: Staged, cell: str, key: str, beside: Mapping[str, str],
    theirs: Mapping[str, str], numbers: Mapping[str, str], settings: Any,
) -> tuple[str, dict[str, str]]:  # fmt: skip
    """SQL of the lines with all cells, and canonical column: the cell made of what is told once."""
    listed = ", ".join(f"{theirs_} AS h_{theirs_}" for theirs_ in heads.cells)
    # Of a head that is told twice, the later one counts.
    of_heads = (
        f"SELECT {number(heads, key)} AS h_number, {listed} FROM {heads.relation()} QUALIFY "
        f"row_number() OVER (PARTITION BY h_number ORDER BY {marks.POSITION} DESC) = 1"
    )
    relation = (
        f"SELECT l.*, h.*, l.{marks.POSITION} AS source_row, coalesce(l_number, "
        f"'line ' || l.{marks.POSITION}) AS l_order, row_number() OVER (PARTITION BY l_order "
        f"ORDER BY l.{marks.POSITION}) = 1 AS l_first FROM (SELECT *, {number(lines, cell)} AS "
        f"l_number FROM {lines.relation()}) AS l LEFT JOIN ({of_heads}) AS h ON l_number = h_number"
    )
    mark = settings.decimal or "."
    # By the number of its column, by which messages name it.
    of_order = {name: f"o{beside[cell][1:]}" for name, cell in theirs.items()}
    made = {name: of_order[name] for name in theirs if name in ONCE}
    written = [f"CASE WHEN l_first THEN h_{theirs[name]} END AS {made[name]}" for name in made]
    if any(name in theirs for name in SHARED):
        relation, shared = _shared(relation, theirs, numbers, mark)
        made |= {"tax": of_order["tax"]} if "tax" in shared else {}
        made |= {"value": of_order["discount"]} if "value" in shared else {}
        written += [f"{sql} AS {made[name]}" for name, sql in shared.items()]
    cells = [*lines.held, *(f"h_{cell} AS {to}" for cell, to in beside.items())]
    cells += [f"CASE WHEN h_number IS NOT NULL THEN '1' END AS {HAS_HEAD}", *written]
    return f"SELECT {', '.join(cells)} FROM ({relation}) ORDER BY source_row", made


def _shared(
    relation: str, theirs: Mapping[str, str], numbers: Mapping[str, str], mark: str
) -> tuple[str, dict[str, str]]:
    """The relation with each line's shares, and SQL of the cells made of them."""
    given = {name: _money(sql) for name, sql in numbers.items()}
    goods = _goods(numbers).get("goods", "NULL::DECIMAL(18, 4)")
    relation = f"SELECT *, {units(goods)} AS l_amount FROM ({relation})"
    written = {}
    for name in SHARED:
        if name in theirs:
            of_order = units(f"max({given[name]}) OVER (PARTITION BY l_order)")
            relation = spread(
                f"SELECT *, {of_order} AS l_of_order FROM ({relation})", f"l_{name}",
                amount="l_of_order", weight="abs(l_amount)", group="l_order", currency="'EUR'",
            )  # fmt: skip
            relation = f"SELECT * EXCLUDE (l_of_order) FROM ({relation})"
    if "tax" in theirs:
        written["tax"] = _plain("l_tax", mark)
    if "discount" in theirs:
        less = "sign(l_amount) * greatest(abs(l_amount) - abs(l_discount), 0)"
        written["value"] = _plain(less, mark)
    return relation, written


def _goods(numbers: Mapping[str, str]) -> dict[str, str]:
    """``goods``: SQL of what a line comes to, by its value or else its price; nothing if untold."""
    given = {name: _money(sql) for name, sql in numbers.items()}
    product = None
    if "price" in given:
        units_sold = given.get("quantity", "1::DECIMAL(18, 4)")
        product = f"CAST({given['price']} * {units_sold} AS DECIMAL(18, 4))"
    told = [each for each in (given.get("value"), product) if each is not None]
    return {"goods": f"coalesce({', '.join(told)})"} if told else {}


def _money(number: str) -> str:
    return f"TRY_CAST({number} AS DECIMAL(18, 4))"


def _plain(amount: str, mark: str) -> str:
    """SQL of ten-thousandths as text with a decimal mark."""
    text = f"CAST(CAST(CAST({amount} AS DECIMAL(38, 0)) / {UNIT} AS DECIMAL(18, 4)) AS VARCHAR)"
    return text if mark == "." else f"replace({text}, '.', {literal(mark)})"
