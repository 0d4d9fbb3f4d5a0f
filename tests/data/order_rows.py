"""Typed rows of orders, as `taller.data.contract.typed` gives them, written one per line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa

MONEY = pa.decimal128(18, 4)
TYPES = {
    "transaction_id": pa.string(),
    "transaction_id_text": pa.string(),
    "user_id": pa.string(),
    "user_id_text": pa.string(),
    "item_id": pa.string(),
    "item_id_text": pa.string(),
    "event_timestamp": pa.timestamp("us"),
    "event_timestamp_text": pa.string(),
    "quantity": pa.int64(),
    "quantity_text": pa.string(),
    "quantity_number": pa.float64(),
    "price": MONEY,
    "price_text": pa.string(),
    "price_number": pa.float64(),
    "value": MONEY,
    "tax": MONEY,
    "tax_text": pa.string(),
    "refund": MONEY,
    "refund_text": pa.string(),
    "shipping": MONEY,
    "currency": pa.string(),
    "currency_text": pa.string(),
    "kind": pa.string(),
    "duplicate": pa.bool_(),
    "superseded": pa.bool_(),
    "rejected": pa.bool_(),
    "reasons": pa.list_(pa.string()),
}
TEXTS = [n for n, kind in TYPES.items() if pa.types.is_string(kind) and f"{n}_text" in TYPES]


def line(order: str, when: str | None, units: int, price: Any, **more: Any) -> dict[str, Any]:
    """One row; ``reasons`` make it rejected, units below zero a cancellation."""
    price = None if price is None else Decimal(str(price))
    reasons = list(more.pop("reasons", ()))
    row = {
        "transaction_id": order,
        "user_id": "ana",
        "item_id": "hat",
        "event_timestamp": None if when is None else dt.datetime.fromisoformat(when),
        "event_timestamp_text": when,
        "quantity": units,
        "quantity_text": str(units),
        "quantity_number": float(units),
        "price": price,
        "price_text": None if price is None else str(price),
        "price_number": None if price is None else float(price),
        "value": None if price is None else units * price,
        "tax": None,
        "refund": None,
        "shipping": None,
        "currency": "EUR",
        "kind": "cancellation" if units < 0 else "sale",
        "duplicate": "duplicate_row" in reasons,
        "superseded": "superseded_row" in reasons,
        "rejected": bool(reasons),
        "reasons": reasons,
        **more,
    }
    for name in ("value", "tax", "refund", "shipping"):
        row[name] = None if row[name] is None else Decimal(str(row[name]))
        row[f"{name}_text"] = None if row[name] is None else str(row[name])
    return row | {f"{name}_text": row[name] for name in TEXTS}


def rows(*lines: dict[str, Any], threads: int = 2) -> ibis.Table:
    """The rows as a table of an embedded database of their own."""
    con = ibis.duckdb.connect(threads=threads)
    table = pa.table({name: pa.array([r[name] for r in lines], t) for name, t in TYPES.items()})
    con.con.register("given", table)
    con.con.execute("CREATE TABLE typed_orders AS SELECT * FROM given")
    con.con.unregister("given")
    return con.table("typed_orders")
