"""What was known before a day is looked up once, of each client's own tables."""

import datetime as dt

import ibis
import pandas as pd

from taller.development.template import source

ORDER = {
    "line": 1, "user_id": "u1", "transaction_id": "t1", "item_id": "i1", "kind": "sale",
    "event_timestamp": pd.Timestamp("2026-01-01"), "quantity": 1,
}  # fmt: skip


def orders(value: float):
    """A table called alike, on a connection opened alike."""
    con = ibis.duckdb.connect()
    frame = pd.DataFrame([ORDER | {"value": value}])
    return con.create_table("orders", frame.astype({"value": "float64"}))


def test_two_clients_tables_that_are_called_alike_are_not_taken_for_each_other():
    before = dt.date(2026, 2, 1)
    first, second = orders(10.0), orders(20.0)
    assert source.known(first, before).value.sum().execute() == 10
    assert source.known(second, before).value.sum().execute() == 20
