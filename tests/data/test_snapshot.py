"""The snapshot: whole, deterministic, complete, and equal to facts found independently."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from taller.data.snapshot import snapshot
from taller.data.tables import SCHEMAS, Tables
from taller.errors import DataError
from tests.data.conftest import COLUMNS, GOOD, HEADER, rejected, settings, take

CODES = ["POST", "DOT", "C2", "M", "D", "S", "B", "PADS", "CRUK", "AMAZONFEE", "BANK CHARGES"]


def many_orders(path: Path, rows: int) -> None:
    """Orders, a tenth of them faulty or repeated."""
    rng = random.Random(5)
    lines = [HEADER]
    for i in range(rows):
        day = dt.date(2025, 1, 1) + dt.timedelta(days=rng.randrange(500))
        quantity = rng.choice([1, 1, 2, 3, -1, 0])
        user, price = rng.randrange(rows // 10), rng.choice(["9.99", "0.10", "x"])
        lines.append(f"{i // 3},{user},i{rng.randrange(50)},{day},{quantity},{price}")
        if not i % 20:
            lines.append(lines[-1])
    path.write_text("\n".join(lines) + "\n")


@pytest.mark.slow
def test_the_same_file_gives_the_same_content_on_one_or_two_threads(tmp_path, monkeypatch):
    """Rows stand in the file's order, whatever the threads did."""
    many_orders(tmp_path / "orders.csv", 40_000)
    found = []
    for threads in (1, 2, 2):
        monkeypatch.setattr(snapshot, "THREADS", threads)
        tables = take(tmp_path / f"run{len(found)}", tmp_path)
        found.append((tables.fingerprint, tables.orders.execute(), rejected(tables)))
    assert len({fingerprint for fingerprint, _, _ in found}) == 1
    for fingerprint, orders, left in found[1:]:
        pd.testing.assert_frame_equal(orders, found[0][1])
        pd.testing.assert_frame_equal(left, found[0][2])
        assert orders["line"].is_monotonic_increasing
        assert len(fingerprint) == 64


@pytest.mark.slow
def test_another_cell_gives_another_fingerprint(shop):
    first = shop(GOOD).fingerprint
    assert shop(GOOD).fingerprint == first
    assert shop(GOOD.replace("9.50", "9.51")).fingerprint != first


def test_each_table_has_its_canonical_columns_and_types(shop):
    tables = shop(GOOD)
    assert tables.names == ("orders", "customers", "items")
    for name in tables.names:
        schema = SCHEMAS[name]
        expected = {c.name: c.type.replace("timestamp", "timestamp(6)") for c in schema.canonical}
        found = {c: str(t) for c, t in getattr(tables, name).schema().items()}
        assert found == expected


def test_customers_and_items_come_from_orders_with_their_latest_details(shop):
    header = HEADER + ",name,land"
    lines = [
        "1,ana,hat,2026-01-05,1,9,Hat,ES",
        "2,ana,hat,2026-01-06,1,9,Sun hat,MX",
        "3,ana,hat,2026-01-07,1,9,,",
        "4,ana,hat,2026-01-08,0,9,broken,FR",
    ]
    columns = {"columns": {**COLUMNS, "item_name": "name", "country": "land"}}
    tables = shop(*lines, header=header, orders=columns)
    assert tables.items.execute().iloc[0].tolist()[:2] == ["hat", "Sun hat"]
    frame = tables.customers.execute()
    assert frame[["user_id", "country"]].to_dict("records") == [{"user_id": "ana", "country": "MX"}]


def test_given_customers_are_completed_by_those_that_orders_name(tmp_path):
    (tmp_path / "orders.csv").write_text(f"{HEADER}\n{GOOD}\n{GOOD.replace('ana', 'bea')}\n")
    (tmp_path / "who.csv").write_text("id,land\nana,ES\nana,MX\n,FR\ncleo,PT\n")
    customers = {"path": "who.csv", "columns": {"user_id": "id", "country": "land"}}
    tables = take(tmp_path / "run", tmp_path, settings(customers=customers))
    frame = tables.customers.execute()
    assert frame["user_id"].tolist() == ["ana", "bea", "cleo"]
    assert frame["country"].fillna("").tolist() == ["ES", "", "PT"]
    ledger = tables.ledger("customers")
    assert (ledger.read, ledger.accepted, ledger.rejected) == (4, 2, 2)
    assert {r.code: r.rows for r in ledger.reasons} == {"missing_user": 1, "duplicate_key": 1}
    assert [(t.code, t.rows) for t in ledger.treatments] == [("added", 1)]
    assert len(rejected(tables, "customers")) == 2


def test_nothing_is_left_beside_the_snapshot_and_nothing_old_in_it(tmp_path):
    (tmp_path / "orders.csv").write_text(f"{HEADER}\n{GOOD}\n")
    take(tmp_path / "run", tmp_path)
    (tmp_path / "run" / "quarantine" / "customers.parquet").write_bytes(b"of an earlier run")
    take(tmp_path / "run", tmp_path)
    found = {str(p.relative_to(tmp_path / "run")) for p in (tmp_path / "run").rglob("*")}
    assert found == {
        "tables", "tables/orders.parquet", "tables/customers.parquet", "tables/items.parquet",
        "tables/ledger.json", "quarantine", "quarantine/orders.parquet", "quarantine/README.txt",
    }  # fmt: skip


def test_a_folder_without_a_whole_snapshot_says_so(tmp_path):
    with pytest.raises(DataError, match="holds no whole snapshot of the data; run again"):
        Tables(tmp_path)


def online_retail_by_hand(path: Path) -> dict:
    """What the file holds, by plain Python."""
    read, accepted, seen = 0, Counter(), set()
    revenue, users = Decimal(0), set()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            read += 1
            invoice, code, _, quantity, _, price, user, _ = row
            first = tuple(row) not in seen
            seen.add(tuple(row))
            if read == 1 or not first or not user or code.strip().upper() in CODES:
                continue
            if int(quantity) == 0 or Decimal(price) <= 0:
                continue
            accepted["cancellation" if invoice[0] == "C" or int(quantity) < 0 else "sale"] += 1
            revenue += int(quantity) * Decimal(price)
            users.add(user.removesuffix(".0"))
    return {"read": read - 1, "kinds": dict(accepted), "revenue": revenue, "users": users}


@pytest.mark.slow
def test_online_retail_agrees_with_plain_python(shared_data, tmp_path):
    """All 320,705 rows are accounted for; customers, revenue and cancellations are equal."""
    path = shared_data / "online_retail" / "online_retail_to_2011-08.csv.gz"
    names = ("InvoiceNo", "CustomerID", "StockCode", "InvoiceDate", "Quantity", "UnitPrice")
    columns = dict(zip(COLUMNS, names, strict=True))
    file = {"path": str(path), "columns": columns, "cancelled_prefix": "C", "not_items": CODES}
    tables = take(tmp_path / "run", tmp_path, settings(orders=file))
    truth = online_retail_by_hand(path)
    ledger, orders = tables.ledger("orders"), tables.orders
    assert ledger.read == truth["read"] == 320_705 == ledger.accepted + ledger.rejected
    assert ledger.accepted == sum(truth["kinds"].values())
    kinds = orders.group_by("kind").agg(n=orders.count()).execute()
    assert dict(zip(kinds["kind"], kinds["n"], strict=True)) == truth["kinds"]
    assert orders.value.sum().execute() == truth["revenue"]
    assert set(tables.customers.user_id.execute()) == truth["users"]
    left = rejected(tables)
    assert len(left) == ledger.rejected
    assert left["reasons"].str.len().min() >= 1
