"""Tables that contradict each other: counted with what it comes to, and nothing rejected."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from taller.data.settings.sources import FilesSettings
from taller.data.snapshot import snapshot

NOW = dt.datetime(2026, 6, 1)
ORDERS = """\
o,c,d,sku,n,v,sent
A1,ana,2026-01-10,x,1,10,2026-01-12
A1,ana,2026-01-10,y,1,5,2026-01-12
A2,ben,2026-01-05,x,1,20,2026-01-04
A3,cai,2026-03-01,x,1,40,
A4,zoe,2026-03-02,q,1,80,2026-03-02
A1,ana,2026-01-09,x,-1,-10,
"""
CUSTOMERS = """\
id,since,until
ana,2026-01-10,
ben,2026-01-06,2026-12-31
cai,2025-01-01,2026-02-28
dov,2025-01-01,2024-01-01
"""
EVENTS = """\
what,u,t,o
page_view,ana,2026-01-09,
page_view,yve,2026-01-20,
purchase,ana,2026-01-10,A1
purchase,ana,2026-02-10,GONE
purchase,ana,2027-02-10,LATER
"""
ITEMS = "sku,name\nx,Shirt\ny,Shoe\n"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("tables")
    for name, text in (("o", ORDERS), ("c", CUSTOMERS), ("e", EVENTS), ("i", ITEMS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    settings = FilesSettings(
        source="files",
        orders={"path": "o.csv", "columns": {
            "transaction_id": "o", "user_id": "c", "event_timestamp": "d", "item_id": "sku",
            "quantity": "n", "value": "v", "delivered_timestamp": "sent"}},
        customers={"path": "c.csv", "columns": {
            "user_id": "id", "created_timestamp": "since", "ended_timestamp": "until"}},
        events={"path": "e.csv", "columns": {
            "event_name": "what", "user_id": "u", "event_timestamp": "t", "transaction_id": "o"}},
        items={"path": "i.csv", "columns": {"item_id": "sku", "item_name": "name"}},
    )  # fmt: skip
    return snapshot.take(settings, root=folder, folder=folder / "run", seed=1, currency="EUR",
                         now=NOW, client="prueba")  # fmt: skip


def _told(tables, table, code):
    evidence = tables.quality(table).dimensions["consistency"].evidence
    return next((each for each in evidence if each.code == code), None)


def test_nothing_is_rejected_for_a_contradiction(tables):
    """Of the events alone one lies a year ahead."""
    assert tables.ledger("orders").rejected == 0
    assert tables.ledger("customers").rejected == 0
    assert tables.ledger("events").rejected == 1


def test_orders_of_unknown_customers(tables):
    """Of four orders, zoe's A4 of 80."""
    found = _told(tables, "orders", "unknown_customer")
    assert (found.failed, found.asked, found.money) == (1, 4, Decimal("80.0000"))
    assert found.examples == ("A4",)


def test_orders_before_the_sign_up_and_after_the_end(tables):
    """ben signed up the day after A2; cai left the day before A3; ana bought the day she came."""
    found = _told(tables, "orders", "before_sign_up")
    assert (found.failed, found.asked, found.money) == (1, 3, Decimal("20.0000"))
    found = _told(tables, "orders", "after_end")
    assert (found.failed, found.asked, found.money) == (1, 2, Decimal("40.0000"))


def test_an_account_that_ends_ahead_is_no_fault_and_one_closed_before_it_opened_is(tables):
    found = _told(tables, "customers", "closed_before_opened")
    assert (found.failed, found.asked) == (1, 3)
    assert tables.quality("customers").dimensions["validity"].failed == 0


def test_deliveries_and_returns_before_the_order(tables):
    """A2 was sent the day before it was placed; of A1 a shirt came back a day early."""
    found = _told(tables, "orders", "delivered_before_ordered")
    assert (found.failed, found.asked, found.examples) == (1, 3, ("A2",))
    found = _told(tables, "orders", "back_before_ordered")
    assert (found.failed, found.asked, found.money) == (1, 1, Decimal("10.0000"))


def test_items_that_the_catalogue_lacks_have_their_money(tables):
    found = _told(tables, "orders", "unknown_item")
    assert (found.failed, found.money, found.examples) == (1, Decimal("80.0000"), ("q",))


def test_events_of_unknown_users_show_no_key_of_theirs(tables):
    found = _told(tables, "events", "unknown_customer")
    assert (found.failed, found.asked) == (1, 4)
    (shown,) = found.examples
    assert len(shown) == 8
    assert shown != "yve"


def test_purchases_of_unknown_orders_within_the_orders_days(tables):
    """GONE is missing among the orders; A1 is there."""
    found = _told(tables, "events", "unknown_order")
    assert (found.failed, found.asked, found.examples) == (1, 2, ("GONE",))


def test_what_does_not_contradict_is_not_told(tmp_path):
    (tmp_path / "o.csv").write_text("o,c,d,v\nA1,ana,2026-01-10,10\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("id,since\nana,2026-01-10\n", encoding="utf-8")
    settings = FilesSettings(
        source="files",
        orders={"path": "o.csv", "columns": {"transaction_id": "o", "user_id": "c",
                                             "event_timestamp": "d", "value": "v"}},
        customers={"path": "c.csv", "columns": {"user_id": "id", "created_timestamp": "since"}},
    )  # fmt: skip
    tables = snapshot.take(settings, root=tmp_path, folder=tmp_path / "run", seed=1,
                           currency="EUR", now=NOW, client="prueba")  # fmt: skip
    found = tables.quality("orders").dimensions["consistency"]
    assert found.evidence == ()
    assert (found.asked, found.failed) == (2, 0)
