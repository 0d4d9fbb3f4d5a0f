"""What all rows of orders tell of their money: statuses, lines that are no product, unused columns.

Nothing is rejected for it: it is shown, and asked where nothing tells what is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from taller.data.contract import marks
from taller.data.orders import statuses
from taller.data.settings.schemas import MONEY
from taller.data.shapes.inputs import read_numbers
from taller.data.tell.ledger import Ledger, Products, Status, Unused
from taller.data.tell.quality import Evidence

if TYPE_CHECKING:
    from taller.data.contract.typed import Source

NOT_PRODUCT = "value_is_no_product"
SHOWN = 24  # statuses; the others are told together
FEW_RATES, OFTEN = 4, 10  # so few rates, each so often, are a tax or a discount of all
FILLED = 0.9  # of a column's filled cells, how many must be numbers
ONCE = "NOT (duplicate OR superseded OR summary)"


def complete(con: Any, source: Source, ledger: Ledger) -> tuple[Ledger, list[Evidence]]:
    """The ledger of orders with what their money tells, and what is inconsistent in it.

    Parameters
    ----------
    con : a DuckDB connection, with the view ``typed_orders``
    """
    unused = dict(_unused(con, source))
    products, evidence = _products(con, source, list(unused))
    told = tuple(Unused(source.staged.header[int(cell[1:])], total)
                 for cell, (_sql, total) in unused.items() if total)  # fmt: skip
    return replace(ledger, statuses=tuple(_statuses(con, source)), products=products,
                   unused=told), evidence  # fmt: skip


def _statuses(con: Any, source: Source) -> Iterator[Status]:
    """Each status with its rows, money, and whether it counts as a sale; the most rows first."""
    if "status" not in source.named:
        return
    found = con.execute(
        f"SELECT trim(status) AS s, count(*) AS n, coalesce(sum(value), 0)::{MONEY}, "
        f"bool_or(NOT rejected) FROM typed_orders WHERE {ONCE} GROUP BY s ORDER BY n DESC, s"
    ).fetchall()
    rest: list[tuple[int, Decimal]] = []
    for place, (text, rows, money, counts) in enumerate(found):
        if text and (place >= SHOWN or not statuses.is_told(text)):
            rest.append((rows, money))
            continue
        asked = bool(text) and counts and statuses.meaning(text) != "sale"
        yield Status(text or "", rows, money, counts, asked)
    if rest:
        yield Status(None, sum(n for n, _ in rest), sum((m for _, m in rest), Decimal(0)))


def _products(
    con: Any, source: Source, beside: list[str]
) -> tuple[Products | None, list[Evidence]]:
    """Lines whose amount is not what units times price come to, for no reason that is told."""
    named = {"quantity", "price", "value"} <= source.named.keys()
    if not named or source.settings.shape is not None:
        return None, []
    numbers = read_numbers(con, source.staged, {c: c for c in beside}, source.settings)
    columns = ", ".join(["", *(f"TRY_CAST({sql} AS DOUBLE) AS _{c}" for c, sql in numbers.items())])
    lines = (
        "SELECT transaction_id, value, abs(value_number) AS v, value_number * rate AS told, "
        "abs(quantity_number * price_number) AS m, abs(quantity_number * price_number) * rate AS "
        f"made, abs(tax_number) AS _tax, beside.* FROM typed_orders JOIN (SELECT {marks.POSITION} "
        f"+ 1 AS line{columns} FROM {source.files}) AS beside USING (line) WHERE NOT rejected "
        "AND value_number IS NOT NULL AND quantity_number * price_number IS NOT NULL"
    )
    changes = ("m - abs({c})", "m + abs({c})", "m * (1 - {c} / 100)", "m * (1 + {c} / 100)")
    told_too = ["_tax", *(f"_{c}" for c in numbers)]
    ways = ["m", *(change.format(c=c) for c in told_too for change in changes)]
    near = "greatest(0.03, 0.002 * v)"  # amounts rounded one by one
    alike = " OR ".join(f"coalesce(abs({way} - v) <= {near}, false)" for way in ways)
    asked, off, told, made, rates, keys = con.execute(
        f"SELECT count(*), count(*) FILTER (off), (sum(abs(told)) FILTER (off))::{MONEY}, "
        f"(sum(made) FILTER (off))::{MONEY}, count(DISTINCT round(v / nullif(m, 0), 2)) FILTER "
        f"(off), min(transaction_id, 3) FILTER (off) FROM (SELECT *, NOT ({alike}) AS off "
        f"FROM ({lines}))"
    ).fetchall()[0]
    if not off or (rates <= FEW_RATES and off >= OFTEN * max(rates, 1)):
        return None, []
    evidence = Evidence(NOT_PRODUCT, None, off, asked, abs(told - made), tuple(map(str, keys)))
    return Products(off, asked, told, made), [evidence]


def _unused(con: Any, source: Source) -> Iterator[tuple[str, tuple[str, Decimal]]]:
    """Columns of money that nothing uses: cell, how it is read, and the sum of what it holds.

    Those of heads are left out: beside each of an order's lines they would count several times.
    """
    from taller.data.propose.money import identities
    from taller.data.propose.words.words import read

    settings, staged = source.settings, source.staged
    if settings.shape is not None or getattr(settings, "heads", None) is not None:
        return
    used = set(settings.mapped().values())
    for column in staged.header:
        concepts = read(column).concepts
        if column in used or not concepts & identities.MONEY or concepts & identities.NO_MONEY:
            continue
        cell = staged.cell(column)
        sql = read_numbers(con, staged, {cell: cell}, settings)[cell]
        filled, numbers, total = con.execute(
            f"SELECT count({cell}), count(TRY_CAST({sql} AS DOUBLE)), "
            f"sum(TRY_CAST({sql} AS {MONEY}))::{MONEY} FROM {source.files}"
        ).fetchall()[0]
        if filled and numbers >= FILLED * filled:
            yield cell, (sql, Decimal(0) if "%" in column else total or Decimal(0))


def remarks(ledger: Ledger) -> Iterator[str]:
    """What `taller check` asks about the money of orders."""
    if (off := ledger.products) is not None:
        yield (
            f"in {off.rows} of {off.asked} lines the value is not quantity by price "
            f"({off.told:.2f} against {off.made:.2f}); which of them is meant?"
        )
    for status in ledger.statuses:
        if status.asked:
            yield (
                f"status '{status.text}' counts as a sale: {status.rows} rows, {status.money:.2f}; "
                "if it is none, add it to ignored_statuses"
            )
