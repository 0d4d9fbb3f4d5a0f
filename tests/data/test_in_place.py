"""Parquet files read where they stand: what they hold is taken as it is, and as a CSV of it is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from tests.data.conftest import rejected, settings, take

WHEN = [dt.datetime(2026, 1, 5, 10), None, dt.datetime(2026, 2, 1), dt.datetime(1980, 1, 1),
        dt.datetime(2026, 1, 5, 10), dt.datetime(2026, 3, 1, 0, 0, 1)]  # fmt: skip
ROWS = pa.table(
    {
        "order": pa.array([1, 2, 3, 4, 1, 5]),
        "customer": pa.array(["ana", "bea", "nan", "cleo", "ana", " dora "]),
        "sku": pa.array(["hat", "hat", "cap", "cap", "hat", "cap"]),
        "when": pa.array(WHEN, pa.timestamp("us")),
        "units": pa.array([2.0, 1.0, 1.0, 1.5, 2.0, -1.0]),
        "price": pa.array([Decimal("9.50"), None, Decimal(3), Decimal(0), Decimal("9.50"),
                           Decimal("0.01")], pa.decimal128(9, 2)),
    }
)  # fmt: skip


def of(folder, name: str, write, table: pa.Table = ROWS, **more):
    folder.mkdir()
    write(table, folder / name)
    chosen = settings(name, **more)
    return take(folder / "run", folder, chosen)


@pytest.mark.slow
def test_a_typed_file_gives_the_same_tables_as_its_text(tmp_path):
    typed = of(tmp_path / "typed", "orders.parquet", pq.write_table)
    text = of(tmp_path / "text", "orders.csv", pyarrow.csv.write_csv)
    for name in ("orders", "customers", "items"):
        pd.testing.assert_frame_equal(
            typed._table(name).execute(), text._table(name).execute(), check_dtype=False
        )
    for tables in (typed, text):
        assert tables.orders.line.execute().tolist() == [1, 6]
        assert tables.orders["value"].execute().tolist() == [Decimal(19), Decimal("-0.01")]
    assert typed.reconciliation.to_json() == text.reconciliation.to_json()
    ours, theirs = typed.ledger("orders"), text.ledger("orders")
    assert {(r.code, r.rows) for r in ours.reasons} == {(r.code, r.rows) for r in theirs.reasons}
    assert [list(r) for r in rejected(typed)["reasons"]] == [
        ["missing_date", "missing_price"], ["missing_user"],
        ["before_1990", "non_integer_quantity", "zero_price"], ["duplicate_row"],
    ]  # fmt: skip


@pytest.mark.usefixtures("unmeasured")
def test_the_quarantine_tells_cells_of_a_typed_file_as_text(tmp_path):
    kept = rejected(of(tmp_path / "typed", "orders.parquet", pq.write_table))
    assert kept["source_row"].tolist() == [2, 3, 4, 5]
    assert kept["when"].tolist()[2:] == ["1980-01-01 00:00:00", "2026-01-05 10:00:00"]
    assert kept["price"].tolist()[1:] == ["3.00", "0.00", "9.50"]


@pytest.mark.slow
def test_days_are_times_at_midnight_and_infinite_times_cannot_be_read(tmp_path):
    days = ROWS.set_column(3, "when", pa.array([dt.date(2026, 1, n + 1) for n in range(6)]))
    tables = of(tmp_path / "days", "orders.parquet", pq.write_table, days)
    assert tables.orders.event_timestamp.execute()[0] == pd.Timestamp("2026-01-01")
    folder = tmp_path / "endless"
    folder.mkdir()
    duckdb.sql(
        "COPY (SELECT 1 AS \"order\", 'ana' AS customer, 'hat' AS sku, CASE WHEN i = 0 THEN "
        "TIMESTAMP 'infinity' ELSE TIMESTAMP '2026-01-01' END AS \"when\", i + 1 AS units, "
        f"2.5 AS price FROM range(2) AS t(i)) TO '{folder / 'orders.parquet'}'"
    )
    tables = take(folder / "run", folder, settings("orders.parquet"))
    assert [list(r) for r in rejected(tables)["reasons"]] == [["unreadable_date"]]


def test_a_file_with_a_column_named_like_the_rows_position_is_read_too(tmp_path):
    odd = ROWS.append_column("file_row_number", pa.array([7, 7, 7, 7, 7, 7]))
    tables = of(tmp_path / "odd", "orders.parquet", pq.write_table, odd)
    assert tables.orders.line.execute().tolist() == [1, 6]
    assert rejected(tables)["file_row_number"].tolist() == ["7"] * 4


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("kind", [pa.float64(), pa.string(), pa.decimal128(30, 8)])
def test_money_of_other_types_is_read_as_it_is_written(tmp_path, kind):
    price = pa.array([1.005, 2.0, 3.0, 4.0, 1.005, 0.01]).cast(pa.string())
    price = pa.array(price.to_pylist()).cast(kind) if kind != pa.string() else price
    tables = of(
        tmp_path / "odd", "orders.parquet", pq.write_table, ROWS.set_column(5, "price", price)
    )
    assert tables.orders.price.execute().tolist() == [Decimal("1.005"), Decimal("0.01")]


def test_the_file_of_a_snapshot_is_left_as_it_was(tmp_path):
    of(tmp_path / "typed", "orders.parquet", pq.write_table)
    assert pq.read_table(tmp_path / "typed" / "orders.parquet").equals(ROWS)
