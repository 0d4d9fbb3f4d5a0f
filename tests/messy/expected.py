"""The canonical tables that must come back, worked out in plain Python from the rows written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from taller.data.settings.schemas import SCHEMAS

TINY = Decimal("0.0001")  # money is kept to this
Rows = list[dict[str, Any]]
Stored = Callable[[dt.datetime], dt.datetime]


def tables(made: Iterable[tuple[str, dict[str, Any]]], currency: str) -> dict[str, Rows]:
    """Canonical tables of the rows that are accepted, and of what follows from them.

    Parameters
    ----------
    made : table and row, in the order of the files; values as they are once written
    currency : the engagement's
    """
    given: dict[str, Rows] = {}
    for table, row in made:
        given.setdefault(table, []).append(row)
    found = {name: [_plain(name, row, currency) for row in rows] for name, rows in given.items()}
    if "orders" in given:
        found["orders"] = [_line(row, currency) for row in given["orders"]]
        for name in ("customers", "items"):
            found[name] = _completed(name, found.get(name, []), given["orders"])
    if "spend" in found:
        found["spend"] = _summed(found["spend"])
    if "events" in found:
        found["sessions"] = _sessions(found["events"])
        if not found["sessions"]:
            del found["sessions"]
    return found


def _plain(table: str, row: dict[str, Any], currency: str) -> dict[str, Any]:
    names = [c.name for c in SCHEMAS[table].canonical if c.name != "event"]
    made = {name: row.get(name) for name in names}
    if "currency" in names and "currency" not in row:
        made["currency"] = currency
    return made


def _line(row: dict[str, Any], currency: str) -> dict[str, Any]:
    """An order line: what is not written follows from the rest."""
    quantity, price, value = row.get("quantity", 1), row.get("price"), row.get("value")
    tax = row.get("tax")
    if row["kind"] == "refund":
        price = -value
    elif value is None:
        value = price * quantity
    elif price is None:
        price = (abs(value) / abs(quantity)).quantize(TINY, ROUND_HALF_UP)
    return {
        "transaction_id": row["transaction_id"],
        "user_id": row["user_id"],
        "item_id": row.get("item_id", "order"),
        "event_timestamp": row["event_timestamp"],
        "quantity": quantity,
        "price": price,
        "value": value,
        "tax": tax,
        "currency": row.get("currency") or currency,
        "kind": row["kind"],
    }


def _completed(table: str, theirs: Rows, orders: Rows) -> Rows:
    """The client's own rows, and one for each that orders name besides."""
    key = SCHEMAS[table].columns[0].name
    names = [c.name for c in SCHEMAS[table].canonical]
    carried = {c.name for c in SCHEMAS["orders"].columns if c.carried_to == table}
    known = {row[key] for row in theirs}
    added: dict[str, dict[str, Any]] = {}
    for row in orders:
        if row["kind"] == "refund":
            continue
        code = row.get(key, "order")
        if code in known:
            continue
        one = added.setdefault(code, {**dict.fromkeys(names), key: code})
        one.update({n: row[n] for n in carried if n in names and row.get(n) is not None})
    return [*theirs, *added.values()]


def _summed(rows: Rows) -> Rows:
    keys = [c.name for c in SCHEMAS["spend"].canonical if c.key]
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        one = found.setdefault(tuple(row[key] for key in keys), {})
        for name, value in row.items():
            if name in ("cost", "impressions", "clicks") and one.get(name) is not None:
                one[name] += value or 0
            elif one.get(name) is None:
                one[name] = value
    return list(found.values())


def _sessions(events: Rows) -> Rows:
    names = [c.name for c in SCHEMAS["sessions"].canonical]
    found: dict[str, dict[str, Any]] = {}
    for row in events:
        if row["session_id"] is None:
            continue
        one = found.setdefault(
            row["session_id"],
            {**dict.fromkeys(names), "session_id": row["session_id"], "events": 0,
             "converted": False, "session_start": row["event_timestamp"],
             "session_end": row["event_timestamp"]},
        )  # fmt: skip
        one["events"] += 1
        one["session_start"] = min(one["session_start"], row["event_timestamp"])
        one["session_end"] = max(one["session_end"], row["event_timestamp"])
        one["converted"] = one["converted"] or row["event_name"] == "purchase"
        for name in names:
            if name in row and one[name] is None:
                one[name] = row[name]
    return list(found.values())
