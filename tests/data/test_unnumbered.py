"""Logs of orders that nothing numbers: an order is a customer and a day, or a moment."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from taller.data.propose.proposal import propose
from taller.data.settings.sources import DataSettings, TableFile
from tests.data.test_summaries import read

pytestmark = pytest.mark.usefixtures("unmeasured")

LOG = {"user_id": "who", "event_timestamp": "day", "value": "amount"}


def test_what_a_customer_buys_in_a_day_is_one_order(tmp_path):
    """a twice on one day, a on another, b: three orders of 60 in all; no date: told as such."""
    lines = ["a,2026-01-01,10,", "a,2026-01-01,20,", "a,2026-01-02,10,", "b,2026-01-01,20,",
             "b,,5,"]  # fmt: skip
    tables = read(tmp_path, "orders", LOG, lines, orders_are="customer_days")
    assert tables.orders.transaction_id.nunique().execute() == 3
    assert float(tables.orders.value.sum().execute()) == 60
    ledger = tables.ledger("orders")
    assert [reason.code for reason in ledger.reasons] == ["missing_date"]
    told = {t.code: t.rows for t in ledger.treatments}
    assert told["orders_are_customer_days"] == 4


def test_at_one_moment_the_rows_of_other_times_are_orders_of_their_own(tmp_path):
    lines = ["a,2026-01-01 10:00,10,", "a,2026-01-01 10:00,20,", "a,2026-01-01 18:30,10,"]
    tables = read(tmp_path, "orders", LOG, lines, orders_are="customer_times")
    assert tables.orders.transaction_id.nunique().execute() == 2


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"event_timestamp": "day", "value": "v"}, "names no user_id, which tell orders apart"),
        ({**LOG, "transaction_id": "n"}, "for orders without a number; leave one of both out"),
        ({"user_id": "who", "event_timestamp": "day"}, "names neither price"),
    ],
)
def test_what_does_not_go_with_it_is_told(columns, said):
    given = {"path": "x.csv", "orders_are": "customer_days", "columns": columns}
    with pytest.raises(ValidationError, match=said):
        TypeAdapter(DataSettings).validate_python({"source": "files", "orders": given})


def log(folder, header: str, moment: str = "2026-01-{day:02}") -> None:
    rows = [f"C{n % 9},{moment.format(day=n % 28 + 1, hour=n % 24)},{n}.50" for n in range(60)]
    (folder / "log.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("header", "moment", "orders_are"),
    [
        ("customer_id,date,amount", "2026-01-{day:02}", "customer_days"),
        ("Cliente,Fecha,Importe", "{day:02}/01/2026", "customer_days"),
        ("Kunde,Datum,Betrag", "{day:02}.01.2026", "customer_days"),
        ("client,date,montant", "2026-01-{day:02}", "customer_days"),
        ("Customer ID,Timestamp,Total", "2026-01-{day:02} {hour:02}:15", "customer_times"),
    ],
)
def test_a_log_without_numbers_is_proposed_to_be_looked_at(tmp_path, header, moment, orders_are):
    log(tmp_path, header, moment)
    (found,) = propose(TableFile(path="log.csv"), root=tmp_path).tables
    assert found.table == "orders"
    assert found.rules["orders_are"].value == orders_are
    assert found.rules["orders_are"].confidence < 0.7


@pytest.mark.slow
def test_the_case_without_order_numbers_through_the_commands(bench, shared_cases):
    """30 rows of 30 customers and days, as the README of the cases says."""
    said = bench.new("r2", shared_cases / "claims" / "r2_noorder.csv")
    assert said.code == 0, said.text
    text = bench.settings("r2").read_text(encoding="utf-8")
    assert "orders_are: customer_days" in text
    assert "CHECK: no column numbers the orders" in text
    assert bench.check("r2").code == 0
    bench.work("r2", "data")
    assert bench.ledger()["orders"]["accepted"] == 30
