"""From typed rows to canonical tables: what is rejected and kept aside, and what was done.

Rejected rows go to the quarantine as they were written, with file, row and reasons: nothing is
lost. It is the one place of a run where the client's rows stand unhidden, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.contract import checks, labels, marks, subscribed
from taller.data.contract.typed import SQL_TYPES, Source, positions
from taller.data.orders import refunds
from taller.data.reading import ROW, identifier, literal
from taller.data.settings.schemas import MONEY, SCHEMAS
from taller.data.shapes import NTH, UNTOLD
from taller.data.tell.ledger import Ledger, Reason, Treatment
from taller.errors import DataError

if TYPE_CHECKING:
    import ibis

    from taller.data.orders.refunds import Refunds

QUARANTINE = "quarantine"
REFUND = "refund"
OURS = ("source_file", ROW, "reasons")


def mark_repeated(con: Any, found: Source) -> None:
    """Note which rows repeat others of their file, and which a later file tells anew."""
    named, staged = found.named, found.staged
    keys = [named[c.name] for c in found.schema.given if c.key and c.name in named]
    told = {*named.values(), *([staged.cell(NTH)] if NTH in staged.header else [])}
    cells = [cell for cell in staged.cells if not staged.rowed or cell in told]
    # Lines of two orders may be written alike where neither names its order.
    cells += staged.filled
    # A key with several columns is that of sums, whose rows need not be unique.
    unique = keys if len([c for c in found.schema.given if c.key]) == 1 else []
    telling = [named[n] for n in ("transaction_id", "item_id") if n in named and not unique]
    duplicates = marks.duplicates(con, staged, unique or cells, telling)
    again = marks.superseded(con, staged, *_identity(found, keys), duplicates)
    for flag, rows in (("duplicate", duplicates), ("superseded", again)):
        if len(rows):
            marks.keep(con, f"{found.name}_{flag}", staged, rows)
            found.repeated.add(flag)


def _identity(found: Source, keys: list[str]) -> tuple[list[str], str]:
    """What makes rows of two files the same: their keys, else all their cells."""
    named = found.named
    if found.name == "orders":
        names = ("transaction_id", "item_id", "event_timestamp")
        amount = named.get("quantity", named.get("value"))
        sign = f"starts_with(trim({amount}), '-')" if amount else "false"
        return [named[name] for name in names if name in named], sign
    return keys or list(found.staged.cells), "false"


def judge(con: Any, found: Source, rows: ibis.Table, bad: ibis.Table) -> int:
    """Decide which rows are rejected, once: their column ``rejected`` says so from here on.

    Returns
    -------
    How many accepted rows had the sign of their quantity turned (0 for a table without quantities)
    """
    name = f"{found.name}_rejected"
    rejected = marks.keep(con.con, name, found.staged, positions(con, bad))
    if not getattr(found.settings, "cancelled_prefix", None):
        return 0
    return int((~rejected[positions(con, rows.filter(rows.turned))]).sum())


def broken(
    con: Any, rows: ibis.Table, contract: Sequence[checks.Check], columns: Mapping[str, str]
) -> list[Reason]:
    """How many rows fail each check, checks that no row fails left out.

    Parameters
    ----------
    columns : canonical column: the client's own
    """
    asked = {f"q{i}": check.fails.sum() for i, check in enumerate(contract)}
    counts = con.con.execute(con.compile(rows.aggregate(**asked))).fetchall()[0]
    return [
        Reason(check.code, int(count), labels.concerned(check.code, columns))
        for check, count in zip(contract, counts, strict=True)
        if count
    ]


def worth(con: Any, rows: ibis.Table, reason: Reason) -> Reason:
    """A reason with what its rows come to, for those that sum up others."""
    if reason.code != "summary_row":
        return reason
    money = rows.cost if "cost" in rows.columns else rows.value
    query = con.compile(rows.filter(rows.summary).aggregate(money=money.sum()))
    return replace(reason, money=con.con.execute(query).fetchall()[0][0])


def canonical(con: Any, found: Source, good: ibis.Table, currency: str) -> str:
    """Query of the accepted rows as the canonical table; ``currency`` is the engagement's."""
    columns = found.schema.canonical
    names = [c.name for c in columns if c.name in good.columns]
    if found.name == "spend":
        return _summed(con, found, good)
    if found.name == "events":
        good, names = good.mutate(event=good.line), ["event", *names]
    inner = con.compile(good.select(names))
    casts = ", ".join(f"CAST({c.name} AS {SQL_TYPES[c.type]}) AS {c.name}" for c in columns)
    if found.name == "subscriptions":
        return subscribed.recurring(f"SELECT {casts} FROM ({inner})")
    if found.name != "orders":
        return f"SELECT {casts} FROM ({inner})"
    if "refund" in found.named:
        return f"SELECT {casts} FROM ({inner}) UNION ALL SELECT {casts} FROM ({_refunds(found)})"
    # An enumeration becomes a string in Parquet too, and is written many times faster than one.
    kinds = "ENUM('sale', 'cancellation')"
    kind = f"CASE WHEN quantity < 0 THEN 'cancellation'::{kinds} ELSE 'sale'::{kinds} END AS kind"
    # Once exchanged, all money is in one currency.
    code = f"{literal(currency)}::ENUM({literal(currency)}) AS currency"
    return f"SELECT * REPLACE ({code}, {kind}) FROM (SELECT {casts} FROM ({inner}))"


def _refunds(found: Source) -> str:
    """Query of the lines that refunds add to the orders they belong to.

    A refund stands on one line of its order, which need not be among the accepted ones.
    """
    tax = "-p.tax" if "tax" in found.named else "NULL"
    columns = ", ".join(c.name for c in found.schema.canonical if c.name not in _OF_REFUND)
    return (
        f"SELECT {columns}, line + {found.staged.rows} AS line, 0 AS quantity, p.goods AS price, "
        f"-p.goods AS value, {tax} AS tax, '{REFUND}' AS kind "
        f"FROM typed_orders AS o JOIN (SELECT line AS at, goods, tax FROM {refunds.PARTS} "
        "WHERE goods <> 0 OR tax <> 0) AS p ON o.line = p.at"
    )


_OF_REFUND = ("line", "quantity", "price", "value", "tax", "kind")


def _summed(con: Any, found: Source, good: ibis.Table) -> str:
    """Query of the canonical spend: one row per campaign and day, whatever the export's grain."""
    columns = found.schema.canonical
    keys = [c.name for c in columns if c.key]
    inner = con.compile(good.select([c.name for c in columns]))
    sums = ", ".join(
        f"sum({c.name})::{SQL_TYPES[c.type]} AS {c.name}"
        if c.type in ("int64", MONEY)
        else f"min({c.name}) AS {c.name}"
        for c in columns
        if not c.key
    )
    return (
        f"SELECT {', '.join(keys)}, {sums} FROM ({inner}) GROUP BY ALL ORDER BY {', '.join(keys)}"
    )


def details(con: Any, found: Source, rows: ibis.Table, accepted: Path, name: str) -> str:
    """Query of the customers or items that rows of orders name, with the latest of each detail.

    Parameters
    ----------
    rows : the accepted rows
    accepted : the canonical orders made of them, which are read faster and lack the details
    """
    columns = SCHEMAS[name].columns
    key, *rest = [column.name for column in columns]
    carried = {c.name for c in found.schema.given if c.carried_to == name} & found.named.keys()
    if not carried:
        nothing = ", ".join(f"NULL::{SQL_TYPES[c.type]} AS {c.name}" for c in columns[1:])
        return (
            f"SELECT {key}, {nothing} FROM "
            f"(SELECT DISTINCT {key} FROM read_parquet({literal(accepted)}))"
        )
    # A row's number is unique, so there are no ties.
    latest = ", ".join(
        f"arg_max({c}, line) FILTER ({c} IS NOT NULL) AS {c}"
        if c in carried
        else f"NULL::{SQL_TYPES[SCHEMAS[name].column(c).type]} AS {c}"
        for c in rest
    )
    inner = con.compile(rows.select(key, "line", *[c for c in rest if c in carried]))
    return f"SELECT {key}, {latest} FROM ({inner}) GROUP BY {key}"


def keep_rejected(con: Any, found: Source, bad: ibis.Table, to: Path) -> int:
    """Write the rejected rows as they came, with their file, row and reasons; how many."""
    staged = found.staged
    # Our own names first: they stay as they are, whatever the client's columns are called.
    shown = _distinct_names([*OURS, *staged.header])
    cells = ["source_file", ROW, "reasons", *staged.cells]
    renamed = ", ".join(f"{c} AS {identifier(n)}" for c, n in zip(cells, shown, strict=True))
    inner = con.compile(bad.select("line", ROW, "reasons", *staged.cells))
    if len(staged.parts) < 2:
        name = staged.parts[0].name if staged.parts else staged.origin
        placed = f"SELECT *, {literal(name)} AS source_file FROM ({inner})"
    else:
        parts = ", ".join(f"({part.first + 1}, {literal(part.name)})" for part in staged.parts)
        placed = (
            f"SELECT b.*, p.name AS source_file FROM ({inner}) AS b ASOF LEFT JOIN "
            f"(VALUES {parts}) AS p(first, name) ON b.{ROW} >= p.first ORDER BY line"
        )
    copied = con.con.execute(
        f"COPY (SELECT {renamed} FROM ({placed})) TO {literal(to)} (FORMAT parquet)"
    ).fetchall()[0]
    return int(copied[0])


def treatments(
    con: Any, found: Source, accepted: Path, turned: int, back: Refunds | None = None
) -> list[Treatment]:
    """What was done to accepted rows, said aloud; ``back`` is what refunds come to."""
    told = [
        Treatment("float_ids", rows, column=found.columns[name])
        for name, rows in found.float_ids.items()
    ]
    rows = con.con.execute(f"SELECT count(*) FROM read_parquet({literal(accepted)})").fetchall()[0][
        0
    ]
    for code, names in (
        ("hashed", found.hashed), ("withheld", found.withheld), ("scrubbed", found.scrubbed),
    ):  # fmt: skip
        told += [Treatment(code, rows, column=found.columns[name]) for name in sorted(names)]
    if found.name != "orders":
        return told
    told += _filled_down(con, found)
    told += _alike(con, found)
    told += _unread_shipping(con, found)
    if found.settings.orders_are is not None:
        told.append(Treatment(f"orders_are_{found.settings.orders_are}", rows))
    if "item_id" not in found.named:
        told.append(Treatment("one_item", rows))
    if "quantity" not in found.named:
        told.append(Treatment("one_unit", rows))
        if "price" in found.named and not found.settings.cancelled_prefix:
            told.append(Treatment("returns_unseen", rows))
    return [*told, *order_treatments(con, accepted, turned), *_given_back(back)]


def _given_back(back: Refunds | None) -> list[Treatment]:
    """What of the refunds was taken from other than goods, and what is asked about them."""
    held = vars(back) if back else {}
    asked = ("tax", "shipping", "again", "beyond", "unclear")
    found = [(f"refunds_{name}", *held[name]) for name in asked if name in held]
    return [Treatment(code, n, None, money) for code, n, money in found if n]


def _filled_down(con: Any, found: Source) -> list[Treatment]:
    """Blank cells that took what their order says above, by column."""
    rejected = marks.marked("orders_rejected", found.staged.rows)
    told = []
    for name, cell in found.named.items():
        if cell in found.staged.filled:
            own = found.staged.cell(found.columns[name])
            (n,) = con.con.execute(
                f"SELECT count(*) FROM {found.files} WHERE nullif(trim({own}), '') IS NULL "
                f"AND {cell} IS NOT NULL AND NOT ({rejected})"
            ).fetchall()[0]
            told.append(Treatment("filled_down", n, column=found.columns[name]))
    return [treatment for treatment in told if treatment.rows]


def _alike(con: Any, found: Source) -> list[Treatment]:
    """Lines of an order that say the same: kept as its own, or counted once for want of evidence.

    Of the latter the orders are counted, not the lines.
    """
    if NTH not in found.staged.header:
        return []
    nth, rows = found.staged.cell(NTH), found.staged.rows
    rejected = marks.marked("orders_rejected", rows)
    again = marks.marked("orders_duplicate", rows) if "duplicate" in found.repeated else "false"
    kept, orders = con.con.execute(
        f"SELECT count(*) FILTER ({nth} NOT IN ('0', '{UNTOLD}') AND NOT ({rejected})), "
        f"count(DISTINCT {found.cell('transaction_id')}) FILTER ({nth} = '{UNTOLD}' AND ({again})) "
        f"FROM {found.files}"
    ).fetchall()[0]
    told = {"alike_kept": kept, "alike_untold": orders}
    return [Treatment(code, n) for code, n in told.items() if n]


def _unread_shipping(con: Any, found: Source) -> list[Treatment]:
    """Cells of shipping that hold no amount, such as free: they count as none."""
    if "shipping" not in found.named:
        return []
    unread = "shipping_text IS NOT NULL AND shipping IS NULL AND NOT rejected"
    (n,) = con.con.execute(f"SELECT count(*) FROM typed_orders WHERE {unread}").fetchall()[0]
    return [Treatment("shipping_unread", n, column=found.columns["shipping"])] if n else []


def order_treatments(con: Any, orders: Path, turned: int) -> list[Treatment]:
    """Refunds and cancellations in the accepted orders, set against a purchase or not."""
    from taller.data import features

    by_kind = con.con.execute(
        f"SELECT kind, count(*), -sum(quantity), -sum(value) FROM read_parquet({literal(orders)}) "
        "WHERE kind <> 'sale' GROUP BY kind"
    ).fetchall()
    found = {kind: rest for kind, *rest in by_kind}
    told = []
    if REFUND in found:
        n, _units, money = found[REFUND]
        told.append(Treatment("refunds", n, None, money))
    if "cancellation" not in found:
        return told
    rows, units, money = found["cancellation"]
    table = con.read_parquet(orders, table_name="accepted_orders")
    lost = features.unmatched_cancellations(table)
    unmatched = lost.aggregate(
        rows=lost.count(),
        whole=(lost.unmatched_quantity == -lost.quantity).sum(),
        units=lost.unmatched_quantity.sum(),
        money=lost.unmatched_value.sum(),
    )
    n, whole, lost_units, lost_money = con.con.execute(con.compile(unmatched)).fetchall()[0]
    told += [
        Treatment("cancellations", rows, int(units), money),
        Treatment(
            "cancellations_netted", rows - int(whole or 0),
            int(units) - int(lost_units or 0), money - (lost_money or 0),
        ),
        Treatment("cancellations_unmatched", n, int(lost_units or 0), lost_money or money * 0),
    ]  # fmt: skip
    if turned:
        told.append(Treatment("signs_turned", turned))
    return [treatment for treatment in told if treatment.rows]


def refuse_if_nothing_is_left(found: Source, ledger: Ledger, kept: str | None) -> None:
    """Raise where no row was accepted, saying why, and where they are kept, in one message."""
    if ledger.accepted:
        return
    if not ledger.read:
        raise DataError(found.staged.origin, _holds_none(found))
    lines = [
        f"{reason.rows} with {reason.label}{_hint(reason)}"
        for reason in sorted(ledger.reasons, key=lambda r: -r.rows)
    ]
    what = f"all {ledger.read} rows were rejected: {'; '.join(lines)}"
    what += f". They are kept in {kept}" if kept else ""
    raise DataError(found.staged.origin, what)


def _holds_none(found: Source) -> str:
    """What to say where a known export has rows, and none of them makes one of this table."""
    name, rows = found.name, sum(part.rows for part in found.staged.parts)
    held = "purchases" if name == "orders" else name
    return (
        f"holds no {held}: none of its {rows} rows makes one of {name}; export a period that has "
        f"{held}, or take data.{name} out of the engagement file"
    )


def _hint(reason: Reason) -> str:
    """The column, unless the reason names it itself, and what may help."""
    named = reason.column is None or reason.label != labels.label(reason.code)
    column = "" if named else f" (column '{reason.column}')"
    advice = {
        "unreadable_date": ", set timestamp_format",
        "unreadable_price": ", set decimal if it is a comma",
        "no_rate": ", give data.rates",
    }.get(reason.code, "")
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
