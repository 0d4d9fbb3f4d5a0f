"""What all rows of orders tell of their money, counted by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taller.data.tell.ledger import Ledger
from tests.data.conftest import COLUMNS, settings, take

pytestmark = pytest.mark.usefixtures("unmeasured")

HEADER = "order,customer,sku,when,units,price,sum,state,tip amount,rebate"
OWN = COLUMNS | {"value": "sum", "status": "state"}
ROWS = (
    "1,ana,hat,2026-01-05,2,10,20,Paid,1,",
    "2,ben,hat,2026-01-06,3,10,27,Fase 3,0,3",  # 3 of 30 are told beside it
    "3,cai,cap,2026-01-07,1,5,50,Fase 3,2,",  # 50 is not 5
    "4,dov,cap,2026-01-08,2,5,7,Paid,0,",  # 7 is not 10
    "5,eva,cap,2026-01-09,4,5,20,Cancelled,0,",
    "5,eva,cap,2026-01-09,4,5,20,Cancelled,0,",  # a repetition
)


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    (tmp_path / "orders.csv").write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    chosen = settings(orders={"columns": OWN, "ignored_statuses": ["Cancelled"]})
    return take(tmp_path / "run", tmp_path, chosen).ledger("orders")


def test_lines_that_are_no_product_are_counted_with_both_sums(ledger):
    """Orders 3 and 4, of four that count: 50 and 7 are told, 5 and 10 are the products."""
    off = ledger.products
    assert (off.rows, off.asked, off.told, off.made) == (2, 4, Decimal(57), Decimal(15))


def test_each_status_has_rows_and_amount_and_unknown_ones_are_asked(ledger):
    told = {s.text: (s.rows, s.money, s.counts, s.asked) for s in ledger.statuses}
    assert told == {
        "Fase 3": (2, Decimal(77), True, True),
        "Paid": (2, Decimal(27), True, False),
        "Cancelled": (1, Decimal(20), False, False),
    }


def test_a_column_of_money_that_nothing_uses_has_its_sum(ledger):
    assert {u.column: u.money for u in ledger.unused} == {
        "tip amount": Decimal(3), "rebate": Decimal(3)
    }  # fmt: skip


def test_a_tax_on_all_lines_is_no_contradiction(tmp_path):
    """Twenty lines, each 21% above units by price, are told with tax."""
    rows = [f"{n},c{n},hat,2026-01-05,{n},10,{n * 12.1:.2f},Paid,," for n in range(1, 21)]
    (tmp_path / "orders.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    found = take(tmp_path / "run", tmp_path, settings(orders={"columns": OWN}))
    assert found.ledger("orders").products is None
