"""Heads and lines of orders in two files: joined by their number, nothing counted twice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from taller.data.settings.sources import FilesSettings
from taller.data.snapshot import snapshot
from taller.errors import DataError

pytestmark = pytest.mark.usefixtures("unmeasured")

NOW = dt.datetime(2026, 6, 1)
HEADS = """\
id;buyer;placed;state;freight;vat;rebate;amount
1.0;ana;10/01/2026;paid;5,00;3,00;2,00;31,00
2.0;ben;13/01/2026;paid;0,00;1,00;0,00;11,00
3.0;cai;14/01/2026;failed;5,00;0,00;0,00;25,00
4.0;dov;15/01/2026;paid;5,00;0,00;0,00;45,00
"""
LINES = """\
nr,order,sku,n,each
1,1,x,2,10
2,1,y,1,5
3,2,x,1,12
4,3,x,2,10
5,9,z,1,99
"""
COLUMNS = {"transaction_id": "order", "item_id": "sku", "quantity": "n", "price": "each"}
OF_HEADS = {"user_id": "buyer", "event_timestamp": "placed", "status": "state",
            "shipping": "freight", "tax": "vat", "discount": "rebate",
            "total": "amount"}  # fmt: skip


def taken(folder: Path, *, lines=LINES, heads=HEADS, of_heads=OF_HEADS, **more):
    (folder / "lines.csv").write_text(lines, encoding="utf-8")
    (folder / "heads.csv").write_text(heads, encoding="utf-8")
    orders = {"path": "lines.csv", "columns": COLUMNS, "ignored_statuses": ["failed"],
              "heads": {"path": "heads.csv", "key": "id", "columns": of_heads}, **more}  # fmt: skip
    settings = FilesSettings(source="files", orders=orders)
    return snapshot.take(settings, root=folder, folder=folder / "run", seed=1, currency="EUR",
                         now=NOW, client="prueba")  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return taken(tmp_path_factory.mktemp("joined"))


def test_each_line_has_its_head_and_its_share_of_what_is_said_once(tables):
    """Of 25 for order 1, 2 are taken off: 1.60 and 0.40; its tax of 3 is 2.40 and 0.60."""
    rows = tables.orders.order_by("line").execute()
    assert rows["transaction_id"].tolist() == ["1", "1", "2"]
    assert rows["user_id"].tolist() == ["ana", "ana", "ben"]
    assert rows["value"].tolist() == [Decimal("18.4"), Decimal("4.6"), Decimal("12")]
    assert rows["tax"].tolist() == [Decimal("2.4"), Decimal("0.6"), Decimal("1")]
    assert rows["event_timestamp"].dt.date.tolist()[0] == dt.date(2026, 1, 10)


def test_shipping_counts_once_per_order(tables):
    """Order 1 paid 5 on its two lines together; what failed or has no lines counts not."""
    (month,) = tables.reconciliation.months
    assert month.amounts.shipping == Decimal(5)
    assert month.amounts.net == Decimal(35)


def test_every_line_and_every_head_is_accounted_for_with_its_money(tables):
    ledger = tables.ledger("orders")
    assert {r.code: r.rows for r in ledger.reasons} == {"no_head": 1, "not_completed": 1}
    told = {t.code: t for t in ledger.treatments}
    assert (told["heads_bare"].rows, told["heads_bare"].money) == (1, Decimal(45))
    assert told["heads_agreeing"].rows == 2


def test_a_total_that_its_lines_do_not_come_to_is_told(tables):
    """Order 2: 12 of goods and 1 of tax are 13, and its head says 11."""
    evidence = {e.code: e for e in tables.quality("orders").dimensions["consistency"].evidence}
    found = evidence["lines_differ_from_head"]
    assert (found.failed, found.asked, found.money) == (1, 3, Decimal(2))
    assert found.examples == ("2",)
    assert evidence["head_without_lines"].failed == 1


def test_of_a_head_told_twice_the_last_counts_and_no_line_is_doubled(tmp_path):
    found = taken(tmp_path, heads=HEADS + "1.0;eva;10/01/2026;paid;5,00;3,00;2,00;31,00\n")
    rows = found.orders.order_by("line").execute()
    assert rows["user_id"].tolist() == ["eva", "eva", "ben"]
    told = {t.code: t.rows for t in found.ledger("orders").treatments}
    assert told["heads_repeated"] == 1


def test_repeated_lines_count_once_whatever_their_head_says_once(tmp_path):
    """The same line twice in a file without numbers of lines is a repetition."""
    lines = "order,sku,n,each\n1,x,2,10\n1,x,2,10\n"
    found = taken(tmp_path, lines=lines)
    assert {r.code: r.rows for r in found.ledger("orders").reasons} == {"duplicate_row": 1}


def test_a_wrong_date_is_told_with_the_line_of_the_heads(tmp_path):
    with pytest.raises(DataError, match=r"heads.csv") as told:
        taken(tmp_path, heads=HEADS.replace("14/01/2026", "2026-01-14"))
    assert "placed" in str(told.value)


def test_files_without_a_common_order_are_refused(tmp_path):
    lines = "nr,order,sku,n,each\n1,A-1,x,1,1\n"
    with pytest.raises(DataError, match="no order number of its column 'order' is in column 'id'"):
        taken(tmp_path, lines=lines)


@pytest.mark.parametrize(
    ("columns", "of_heads", "told"),
    [
        (COLUMNS | {"user_id": "nr"}, OF_HEADS, "name user_id, as the heads' columns do"),
        (COLUMNS, {"user_id": "buyer"}, "neither they nor the heads' columns name event_timestamp"),
    ],
)
def test_what_both_or_neither_name_is_a_fault(columns, of_heads, told):
    orders = {"path": "l.csv", "columns": columns,
              "heads": {"path": "h.csv", "key": "id", "columns": of_heads}}  # fmt: skip
    with pytest.raises(ValueError, match=told):
        FilesSettings(source="files", orders=orders)


REBATED = """\
nr,order,sku,n,each,off,off_order
1,1,x,2,10,4,5
2,1,y,1,5,,5
3,2,x,1,12,0,1
4,3,x,2,10,,
5,9,z,1,99,9,
"""
WITHOUT_REBATE = {name: own for name, own in OF_HEADS.items() if name != "discount"}


def test_a_discount_told_beside_the_lines_is_taken_off_them_and_not_off_their_price(tmp_path):
    """Order 1: 20 less 4, and 5 less nothing; with tax 3 and shipping 5 it comes to 29."""
    columns = COLUMNS | {"discount": "off"}
    heads = HEADS.replace("2,00;31,00", "2,00;29,00")
    found = taken(tmp_path, lines=REBATED, heads=heads, of_heads=WITHOUT_REBATE, columns=columns)
    rows = found.orders.order_by("line").execute()
    assert rows["value"].tolist() == [Decimal(16), Decimal(5), Decimal(12)]
    assert rows["tax"].sum() == Decimal(4)
    told = {t.code: t.rows for t in found.ledger("orders").treatments}
    assert told["heads_agreeing"] == 2  # order 2: 12 and 1 of tax are 13, and its head says 11


def test_a_discount_of_the_order_told_on_its_lines_is_spread_over_them(tmp_path):
    """Order 1 has 5 off its 25: 4 and 1. Order 2 has 1 off its 12, and with its tax comes to 12."""
    columns = COLUMNS | {"discount": "off_order"}
    found = taken(tmp_path, lines=REBATED, of_heads=WITHOUT_REBATE, columns=columns,
                  per_order=["discount"])  # fmt: skip
    rows = found.orders.order_by("line").execute()
    assert rows["value"].tolist() == [Decimal(16), Decimal(4), Decimal(11)]


def test_a_discount_of_the_lines_beside_a_tax_of_the_heads_shares_the_tax_by_what_is_left(tmp_path):
    """16 and 5 are left of order 1: of its tax of 3, 2.29 and 0.71."""
    columns = COLUMNS | {"discount": "off"}
    found = taken(tmp_path, lines=REBATED, of_heads=WITHOUT_REBATE, columns=columns)
    rows = found.orders.order_by("line").execute()
    assert rows["tax"].tolist()[:2] == [Decimal("2.29"), Decimal("0.71")]
