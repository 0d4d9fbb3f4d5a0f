"""Small tables with known days, as a run has them."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from taller.data.settings.schemas import SCHEMAS
from taller.data.tables import Tables

DAY = dt.date(2026, 3, 2)  # a Monday
TYPES = {
    "string": pa.string(), "int64": pa.int64(), "boolean": pa.bool_(), "date": pa.date32(),
    "timestamp": pa.timestamp("us"), "decimal(18, 4)": pa.decimal128(18, 4),
}  # fmt: skip
Row = dict[str, Any]


def tables(folder: Path, **rows: list[Row]) -> Tables:
    """Canonical tables of these rows; columns that are not given are empty."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for name, held in rows.items():
        shape = pa.schema([(c.name, TYPES[c.type]) for c in SCHEMAS[name].canonical])
        table = pa.Table.from_pylist(held, schema=shape)
        pq.write_table(table, folder / "tables" / f"{name}.parquet")
    ledger = {"tables": {name: {} for name in rows}}
    (folder / "tables" / "ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
    return Tables(folder)


def run_of(held: Tables, root: Path) -> Any:
    """A run, as far as collectors look at it."""
    return SimpleNamespace(tables=held, engagement=SimpleNamespace(root=root, slug="shop"))


def at(day: int, hour: float = 12, first: dt.date = DAY) -> dt.datetime:
    """An hour of the n-th day, from 0."""
    return dt.datetime.combine(first, dt.time()) + dt.timedelta(days=day, hours=hour)


def visits(days: int, each: int = 48, **more: Any) -> list[Row]:
    """So many visits on each day, spread over its hours; every fourth buys."""
    return [
        {"session_id": f"{day}-{k}", "session_start": at(day, 24 * k / each),
         "user_pseudo_id": f"p{k}", "converted": k % 4 == 0, "source": "google", "medium": "cpc",
         "device_category": "mobile", **more}
        for day in range(days) for k in range(each)
    ]  # fmt: skip


def sale(day: int, order: str, user: str, value: float, hour: float = 12, **more: Any) -> Row:
    """One order of one line."""
    return {"transaction_id": order, "line": 1, "user_id": user, "item_id": "i", "kind": "sale",
            "event_timestamp": at(day, hour), "quantity": 1, "value": Decimal(str(value)),
            **more}  # fmt: skip
