"""From staged text to canonical tables: types, contract, rejected rows and their ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data import checks
from taller.data.reading import ROW, Staged, identifier, literal
from taller.data.tables import MONEY, SCHEMAS, Ledger, Reason, Schema, Treatment
from taller.errors import DataError

if TYPE_CHECKING:
    import ibis
    import numpy as np

    from taller.data.sources import OrdersFile, TableFile

FLOAT_ID = r"\d+\.0"


@dataclass
class Source:
    """A staged file, the canonical names of its columns, and what must be known of it as a whole.

    Attributes
    ----------
    named : staged column by canonical name
    float_ids : ids that are whole numbers written as floats, canonical name to rows
    word_ids : ids some of whose cells hold a word for "nothing", such as nan
    """

    schema: Schema
    file: TableFile
    staged: Staged
    named: dict[str, str]
    float_ids: dict[str, int] = field(default_factory=dict)
    word_ids: set[str] = field(default_factory=set)


def source(con: Any, table: str, file: TableFile, staged: Staged) -> Source:
    """Look at a staged file as a whole: which of its ids are floats, which rows repeat others."""
    given = {name: staged.cell(column) for name, column in file.columns if column is not None}
    found = Source(SCHEMAS[table], file, staged, given)
    for name in found.schema.ids():
        if name not in given:
            continue
        floats, words = _id_shape(con, staged, given[name])
        if floats:
            found.float_ids[name] = floats
        if words:
            found.word_ids.add(name)
    keys = [column.name for column in found.schema.columns if column.key]
    repeated = [given[key] for key in keys if key in given] or staged.cells
    duplicates = _duplicates(con, staged, repeated)
    _mark(con, f"{table}_duplicate", staged, duplicates)
    _mark(con, f"{table}_rejected", staged, duplicates)  # a verdict to begin with: see `judge`
    return found


def typed(con: ibis.BaseBackend, found: Source) -> ibis.Table:
    """The staged rows with ids cleaned, and blank text as null; `source_row` counts from 1."""
    import ibis

    name, staged = found.schema.name, found.staged
    # A view, since Ibis 12's own con.sql() does not work on DuckDB 2.0.
    con.con.execute(
        f"CREATE OR REPLACE TEMP VIEW staged_{name} AS "
        f"SELECT file_row_number + 1 AS {ROW}, * EXCLUDE (file_row_number), "
        f"get_bit(getvariable('{name}_duplicate'), file_row_number::INTEGER) = 1 AS duplicate, "
        f"get_bit(getvariable('{name}_rejected'), file_row_number::INTEGER) = 1 AS rejected "
        f"FROM read_parquet({literal(staged.parquet)}, file_row_number=true)"
    )
    rows = con.table(f"staged_{name}")
    clean = {}
    for column in found.schema.given:
        if column.name not in found.named:
            clean[column.name] = ibis.null("string")
            continue
        text = rows[found.named[column.name]]
        if found.named[column.name] in staged.padded:
            text = text.strip().nullif("")
        if column.name in found.float_ids:
            text = text.replace(".0", "")  # every value is digits and one ".0"
        if column.name in found.word_ids:
            text = ibis.ifelse(text.lower().isin(checks.NO_ID), ibis.null("string"), text)
        clean[column.name] = text
    return rows.mutate(**clean)


def typed_orders(con: ibis.BaseBackend, found: Source) -> ibis.Table:
    """Rows of `orders` with types; a cell that cannot be read is null beside its text."""
    import ibis

    file: OrdersFile = found.file  # type: ignore[assignment]
    rows = typed(con, found).rename(
        event_timestamp_text="event_timestamp", quantity_text="quantity", price_text="price"
    )
    price_text, quantity_text = rows.price_text, rows.quantity_text
    if file.decimal == ",":
        price_text, quantity_text = (
            text.replace(".", "").replace(",", ".") for text in (price_text, quantity_text)
        )
    number = quantity_text.try_cast("float64")
    units = number.abs().try_cast("int64")
    prefix = file.cancelled_prefix or "\n"  # which no trimmed text begins with
    cancels = (number < 0) | rows.transaction_id.startswith(prefix)
    rows = rows.mutate(
        event_timestamp=_timestamp(rows.event_timestamp_text, file.timestamp_format),
        quantity_number=number,
        price_number=price_text.try_cast("float64"),
        quantity=ibis.ifelse(cancels, -units, units),
        price=price_text.try_cast(MONEY),
        kind=ibis.ifelse(cancels, "cancellation", "sale"),
        turned=rows.transaction_id.startswith(prefix) & (number > 0),
    )
    return rows.mutate(line=rows[ROW])


def canonical_orders(con: Any, rows: ibis.Table, currency: str) -> str:
    """Query of the accepted rows as the canonical `orders`."""
    value = (rows.quantity.cast("decimal(18, 0)") * rows.price).cast(MONEY)
    rows = rows.mutate(value=value, currency=rows.kind)  # the currency is filled in below
    names = [column.name for column in SCHEMAS["orders"].canonical]
    # An enumeration becomes a string in Parquet too, and is written many times faster than one.
    kinds, currencies = "ENUM('sale', 'cancellation')", f"ENUM({literal(currency)})"
    return (
        f"SELECT * REPLACE (CASE WHEN quantity < 0 THEN 'cancellation'::{kinds} "
        f"ELSE 'sale'::{kinds} END AS kind, {literal(currency)}::{currencies} AS currency) "
        f"FROM ({con.compile(rows.select(names))})"
    )


def details(con: Any, rows: ibis.Table, name: str) -> str:
    """Query of the customers or items that rows of orders name, with the latest of each detail."""
    key, *rest = [column.name for column in SCHEMAS[name].columns]
    # A row's number is unique, so there are no ties.
    latest = ", ".join(f"arg_max({c}, line) FILTER ({c} IS NOT NULL) AS {c}" for c in rest)
    inner = con.compile(rows.select(key, "line", *rest))
    return f"SELECT {key}, {latest} FROM ({inner}) GROUP BY {key}"


def broken(con: Any, rows: ibis.Table, contract: Sequence[checks.Check]) -> list[Reason]:
    """How many rows fail each check; checks that no row fails are left out."""
    counts = con.con.execute(
        con.compile(rows.aggregate(**{check.code: check.fails.sum() for check in contract}))
    ).fetchone()
    found = zip(contract, counts, strict=True)
    return [Reason(check.code, int(count)) for check, count in found if count]


def judge(con: Any, found: Source, rows: ibis.Table, contract: Sequence[checks.Check]) -> int:
    """Decide which rows are rejected, once: their column ``rejected`` says so from here on.

    Returns
    -------
    How many accepted rows had the sign of their quantity turned (0 for a table without quantities)
    """
    bad = _row_numbers(con, rows.filter(checks.fails_any(contract)))
    rejected = _mark(con, f"{found.schema.name}_rejected", found.staged, bad)
    if "turned" not in rows.columns:
        return 0
    return int((~rejected[_row_numbers(con, rows.filter(rows.turned))]).sum())


def keep_rejected(
    con: Any, rows: ibis.Table, contract: Sequence[checks.Check], staged: Staged, to: Path
) -> int:
    """Write the rejected rows as they came, with their reasons; how many."""
    bad = rows.filter(rows.rejected).mutate(reasons=checks.reasons(contract))
    # Our own names first: they stay as they are, whatever the client's columns are called.
    shown = _distinct_names([ROW, "reasons", *staged.header])
    cells = [ROW, "reasons", *staged.cells]
    renamed = ", ".join(f"{c} AS {identifier(n)}" for c, n in zip(cells, shown, strict=True))
    inner = con.compile(bad.select(cells))
    copied = con.con.execute(
        f"COPY (SELECT {renamed} FROM ({inner})) TO {literal(to)} (FORMAT parquet)"
    ).fetchone()
    return int(copied[0])


def float_treatments(found: Source) -> list[Treatment]:
    """The ids whose ".0" was dropped, said aloud."""
    columns = dict(found.file.columns)
    return [
        Treatment("float_ids", rows, column=columns[name]) for name, rows in found.float_ids.items()
    ]


def refuse_if_nothing_is_left(found: Source, ledger: Ledger, kept: str) -> None:
    """Raise where no row was accepted, saying why in one message."""
    if ledger.accepted:
        return
    columns, lines = dict(found.file.columns), []
    for reason in sorted(ledger.reasons, key=lambda r: -r.rows):
        hint = _hint(reason.code, columns)
        lines.append(f"{reason.rows} with {reason.label}{hint}")
    what = f"all {ledger.read} rows were rejected: {'; '.join(lines)}. They are kept in {kept}"
    raise DataError(found.staged.path, what)


def _hint(code: str, columns: dict[str, str | None]) -> str:
    subject = {
        "user": "user_id",
        "transaction": "transaction_id",
        "item": "item_id",
        "date": "event_timestamp",
        "quantity": "quantity",
        "price": "price",
    }.get(code.rpartition("_")[2])
    column = f" (column '{columns[subject]}')" if subject in columns else ""
    advice = {
        "unreadable_date": ", set timestamp_format",
        "unreadable_price": ", set decimal if it is a comma",
    }.get(code, "")
    return column + advice


def _distinct_names(names: list[str]) -> list[str]:
    """Names apart from each other whatever their case, as Parquet readers need them."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        new, n = name, 2
        while new.lower() in taken:
            new, n = f"{name}_{n}", n + 1
        taken.add(new.lower())
        found.append(new)
    return found


def _id_shape(con: Any, staged: Staged, cell: str) -> tuple[int, int]:
    """Rows of an id column if all its values are floats like ``17850.0`` (else 0); its null words.

    The first rows can only rule floats out; to find them takes all rows.
    """
    rows = f"read_parquet({literal(staged.parquet)})"
    text = f"nullif(trim({cell}), '')" if cell in staged.padded else cell
    words = f"lower({text}) IN ({', '.join(literal(word) for word in checks.NO_ID)})"
    head = f"(SELECT {text} AS t, {words} AS w FROM {rows} WHERE {text} IS NOT NULL LIMIT 1000)"
    (maybe,) = con.con.execute(f"SELECT bool_and(w OR ends_with(t, '.0')) FROM {head}").fetchone()
    if not maybe and cell not in staged.worded:
        return 0, 0
    floats = f"regexp_full_match({text}, '{FLOAT_ID}')" if maybe else "false"
    filled, float_rows, word_rows = con.con.execute(
        f"SELECT count({text}), count(*) FILTER ({floats}), count(*) FILTER ({words}) FROM {rows}"
    ).fetchone()
    return (float_rows if float_rows == filled - word_rows else 0), word_rows


def _duplicates(con: Any, staged: Staged, cells: Sequence[str]) -> np.ndarray:
    """Positions of the rows equal to an earlier one in all ``cells``.

    Rows that share a 64-bit hash are candidates; only those are compared in full.
    """
    import numpy as np
    import pyarrow as pa

    rows = f"read_parquet({literal(staged.parquet)}, file_row_number=true)"
    listed = ", ".join(cells)
    mixed = f"hash({cells[0]})"
    for cell in cells[1:]:
        mixed = f"xor({mixed}, hash({cell}))"  # column by column, so once per distinct value
    hashes = np.asarray(con.con.execute(f"SELECT {mixed} AS h FROM {rows}").fetchnumpy()["h"])
    candidates = _sharing(hashes)
    if not len(candidates):
        return candidates
    con.con.register("candidates", pa.table({"r": candidates}))
    found = con.con.execute(
        f"SELECT r FROM (SELECT file_row_number AS r, {listed} FROM {rows} "
        f"WHERE file_row_number IN (SELECT r FROM candidates)) "
        f"QUALIFY row_number() OVER (PARTITION BY {listed} ORDER BY r) > 1"
    ).fetchnumpy()["r"]
    con.con.unregister("candidates")
    return np.asarray(found, dtype=np.int64)


def _row_numbers(con: Any, rows: ibis.Table) -> np.ndarray:
    """Positions of rows in the file, from 0."""
    import numpy as np

    found = con.con.execute(con.compile(rows.select(ROW))).fetchnumpy()[ROW]
    return np.asarray(found, dtype=np.int64) - 1


def _mark(con: Any, name: str, staged: Staged, positions: np.ndarray) -> np.ndarray:
    """Keep a bit per row in the database: a join with a table would lose the rows' order."""
    import numpy as np

    marks = np.zeros(max(staged.rows, 1), dtype=bool)
    marks[positions] = True
    bits = np.packbits(marks).tobytes().hex()
    con.con.execute(f"SET VARIABLE {name} = (SELECT unhex('{bits}')::BIT)")
    return marks


def _sharing(hashes: np.ndarray) -> np.ndarray:
    """Positions of the values that occur more than once."""
    import numpy as np

    ordered = np.sort(hashes)
    shared = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    # A small table of low bits rules out nearly all the others before they are searched for.
    low = np.uint64((1 << 20) - 1)
    seen = np.zeros(1 << 20, dtype=bool)
    seen[shared & low] = True
    maybe = np.flatnonzero(seen[hashes & low])
    return maybe[np.isin(hashes[maybe], shared)]


def _timestamp(text: ibis.StringValue, pattern: str | None) -> ibis.TimestampValue:
    import ibis

    if pattern is None:
        return text.try_cast("timestamp(6)")

    @ibis.udf.scalar.builtin(name="try_strptime", signature=(("string", "string"), "timestamp(6)"))
    def try_strptime(value, form) -> None: ...

    return try_strptime(text, pattern)


def order_treatments(con: Any, orders: Path, turned: int) -> list[Treatment]:
    """Cancellations in the accepted orders: all, those set against a purchase, and the others."""
    from taller.data import features

    rows, units, money = con.con.execute(
        f"SELECT count(*), -sum(quantity), -sum(value) FROM read_parquet({literal(orders)}) "
        "WHERE kind = 'cancellation'"
    ).fetchone()
    if not rows:
        return []
    table = con.read_parquet(orders, table_name="accepted_orders")
    lost = features.unmatched_cancellations(table)
    unmatched = lost.aggregate(
        rows=lost.count(),
        whole=(lost.unmatched_quantity == -lost.quantity).sum(),
        units=lost.unmatched_quantity.sum(),
        money=lost.unmatched_value.sum(),
    )
    n, whole, lost_units, lost_money = con.con.execute(con.compile(unmatched)).fetchone()
    found = [
        Treatment("cancellations", rows, int(units), money),
        Treatment(
            "cancellations_netted", rows - int(whole or 0),
            int(units) - int(lost_units or 0), money - (lost_money or 0),
        ),
        Treatment("cancellations_unmatched", n, int(lost_units or 0), lost_money or money * 0),
    ]  # fmt: skip
    if turned:
        found.append(Treatment("signs_turned", turned))
    return [treatment for treatment in found if treatment.rows]
