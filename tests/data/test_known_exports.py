"""Known exports within a snapshot: tables one lacks, and messages in the client's own words."""

from __future__ import annotations

import json

import pytest
from pydantic import TypeAdapter

from taller.data.settings.sources import DataSettings
from taller.errors import DataError
from taller.language import speaking
from tests.data.conftest import HEADER as HEADER_OF_ORDERS
from tests.data.conftest import settings, take
from tests.data.test_shapes_ga4 import EVENTS, event

VIEWS = tuple(event("page_view", 60 * n, user=f"dev{n}") for n in range(4))


@pytest.fixture
def ga4(tmp_path):
    """A snapshot of events, of which the canonical tables named are made."""

    def make(*events: dict, tables: tuple[str, ...]):
        text = "".join(json.dumps(each) + "\n" for each in events)
        (tmp_path / "events.jsonl").write_text(text, encoding="utf-8")
        source = {"path": "events.jsonl", "shape": "ga4_events"}
        chosen = {"source": "files", **dict.fromkeys(tables, source)}
        return take(tmp_path / "run", tmp_path, TypeAdapter(DataSettings).validate_python(chosen))

    return make


def test_events_without_a_purchase_are_read_and_the_ledger_says_that_there_are_no_orders(ga4):
    tables = ga4(*VIEWS, tables=("orders", "events"))
    assert tables.names == ("events", "sessions")
    assert tables.ledger("events").accepted == 4
    (told,) = [t for t in tables.ledger("events").treatments if t.code == "no_orders"]
    assert told.label == "No order was read: this export holds no purchases"
    with speaking("es"):
        assert told.label.startswith("No se leyó ningún pedido")
    assert tables.reconciliation is None


@pytest.mark.slow
def test_events_with_a_purchase_say_nothing_of_the_kind(ga4):
    tables = ga4(*EVENTS, tables=("orders", "events"))
    assert tables.ledger("orders").accepted == 2
    assert not [t for t in tables.ledger("events").treatments if t.code == "no_orders"]


def test_orders_from_an_export_without_a_purchase_are_refused_in_words(ga4):
    with pytest.raises(DataError, match=r"holds no purchases: none of its 4 rows makes one of"):
        ga4(*VIEWS, tables=("orders",))


def test_items_that_no_event_names_are_no_reason_to_stop(ga4):
    tables = ga4(*VIEWS, tables=("events", "items"))
    assert not tables.has("items")
    assert [t.code for t in tables.ledger("events").treatments if t.rows == 0] == ["no_items"]


HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


@pytest.fixture
def retail(tmp_path, unmeasured):
    """A snapshot of lines of UCI's Online Retail."""

    def make(*lines: str):
        (tmp_path / "retail.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        orders = {"path": "retail.csv", "shape": "online_retail"}
        chosen = TypeAdapter(DataSettings).validate_python({"source": "files", "orders": orders})
        return take(tmp_path / "run", tmp_path, chosen)

    return make


def test_a_fault_of_a_known_export_names_the_clients_column(retail):
    """Both days are months too in the one, neither in the other: 13/01 and 01/13."""
    lines = [
        f"{n},A,Hat,1,{day},2.5,17,Spain" for n, day in enumerate(("13/01/2026", "01/13/2026"))
    ]
    with pytest.raises(DataError, match="column 'InvoiceDate'") as raised:
        retail(*lines)
    assert "event_timestamp" not in str(raised.value)


def test_rows_all_rejected_name_the_clients_column(retail):
    with pytest.raises(DataError, match=r"column 'UnitPrice'") as raised:
        retail("1,A,Hat,1,13/01/2026,0,17,Spain", "2,A,Hat,1,13/01/2026,0,17,Spain")
    assert "'price'" not in str(raised.value)


def test_what_was_detected_names_the_clients_column(retail):
    tables = retail("1,A,Hat,1,13/01/2026,2.5,17,Spain", "2,A,Hat,1,14/01/2026,2.5,17,Spain")
    columns = {found.column for found in tables.ledger("orders").detected}
    assert "InvoiceDate" in columns
    assert "event_timestamp" not in columns


def test_items_that_orders_name_and_the_clients_file_lacks_are_an_inconsistency(tmp_path):
    """Of three lines one is of an item that the file of items does not have."""
    (tmp_path / "items.csv").write_text("sku,name\nhat,Hat\ncap,Cap\n", encoding="utf-8")
    lines = [HEADER_OF_ORDERS, *(f"{n},c{n},{item},2026-01-0{n},1,5" for n, item in
                                 enumerate(("hat", "cap", "ghost"), start=1))]  # fmt: skip
    (tmp_path / "orders.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    items = {"path": "items.csv", "columns": {"item_id": "sku", "item_name": "name"}}
    tables = take(tmp_path / "run", tmp_path, settings(items=items))
    evidence = tables.quality("orders").dimensions["consistency"].evidence
    told = {e.code: (e.failed, e.asked) for e in evidence}
    assert told["unknown_item"] == (1, 3)
    assert tables.names == ("orders", "customers", "items")
    assert tables.items.count().execute() == 3


SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Discount Amount,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n"
)


@pytest.fixture
def known(tmp_path, unmeasured):
    """A snapshot of a known export of orders given as text."""

    def make(shape: str, text: str):
        (tmp_path / "orders.csv").write_text(text, encoding="utf-8")
        orders = {"path": "orders.csv", "shape": shape}
        chosen = TypeAdapter(DataSettings).validate_python({"source": "files", "orders": orders})
        return take(tmp_path / "run", tmp_path, chosen)

    return make


@pytest.mark.parametrize(
    ("subtotal", "discount", "kept", "money"),
    [
        ("25.00", "0", 3, "25"),  # 10 + 10 + 5: the article was entered twice
        ("20.00", "5", 3, "20"),  # the same, less a discount of the order
        ("15.00", "0", 2, None),  # 10 + 5: the row is told twice
        ("", "0", 2, None),  # nothing tells
    ],
)
def test_alike_lines_of_a_shopify_order_are_kept_where_its_subtotal_holds_them(
    known, subtotal, discount, kept, money
):
    first = f"#1,a@x.com,paid,EUR,{subtotal},{discount},2026-01-05 10:00:00,1,Cap,5.00,C\n"
    tables = known("shopify_orders", SHOPIFY + first + "#1,a@x.com,,,,,,1,Hat,10.00,H\n" * 2)
    assert tables.orders.count().execute() == kept
    told = {t.code: t.rows for t in tables.ledger("orders").treatments}
    assert told.get("alike_kept") == (1 if kept == 3 else None)
    assert told.get("alike_untold") == (None if subtotal else 1)
    if money:
        assert tables.orders["value"].sum().execute() == int(money)


@pytest.mark.parametrize(("second", "kept"), [("2", 2), ("1", 1)])
def test_alike_lines_of_a_woocommerce_order_are_told_apart_by_their_numbers(known, second, kept):
    header = (
        "order_id,order_date,status,order_currency,customer_id,billing_email,item_id,item_name,"
        "item_sku,item_quantity,item_total\n"
    )
    line = "7,2026-01-05 10:00:00,completed,EUR,1,a@x.com,{},Hat,H,1,10.00\n"
    tables = known("woocommerce_orders", header + line.format("1") + line.format(second))
    assert tables.orders.count().execute() == kept
    told = {t.code: t.rows for t in tables.ledger("orders").treatments}
    assert told.get("alike_kept") == (1 if kept == 2 else None)


WOO_TOTALS = (
    "order_id,order_date,status,order_currency,customer_id,billing_email,item_name,item_sku,"
    "item_quantity,item_total,item_total_tax,shipping_total,shipping_tax_total,fee_total,tax_total,"
    "order_total,refunded_total\n"
)


@pytest.mark.parametrize(
    ("order", "kept", "untold"),
    [
        # 2 x 12.10 and 5.00 of a cap with its 1.05, shipping 4.00 with 0.84, a fee of 1.00
        ("4.00,0.84,1.00,,36.09,3", 3, None),
        ("4.00,,1.00,6.09,36.09,3", 3, None),  # the shipping's tax told by the sum of all tax
        ("4.00,0.84,1.00,,23.99,3", 2, None),  # one of the two: the row is told twice
        ("4.00,0.84,1.00,,36.11,3", 3, None),  # off by what rounding makes
        ("4.00,0.84,1.00,,30.00,3", 2, 1),  # neither
        (",,,,,3", 2, 1),  # nothing tells
    ],
)
def test_alike_lines_of_a_woocommerce_order_without_numbers_are_told_by_its_total(
    known, order, kept, untold
):
    hat = "7,2026-01-05 10:00:00,completed,EUR,1,a@x.com,Hat,H,1,10.00,2.10," + order + "\n"
    cap = "7,2026-01-05 10:00:00,completed,EUR,1,a@x.com,Cap,C,1,5.00,1.05," + order + "\n"
    tables = known("woocommerce_orders", WOO_TOTALS + hat + cap + hat)
    orders = tables.orders.execute()
    assert (orders["kind"] == "sale").sum() == kept
    assert orders.loc[orders["kind"] == "refund", "value"].sum() == -3  # once, however many lines
    told = {t.code: t.rows for t in tables.ledger("orders").treatments}
    assert told.get("alike_kept") == (1 if kept == 3 else None)
    assert told.get("alike_untold") == untold


def test_orders_whose_lines_nothing_tells_apart_are_counted_as_such(known):
    """Three orders: two with a line twice, one of them with a cap twice too."""
    line = "{},2026-01-05 10:00:00,completed,EUR,1,a@x.com,{},,1,10.00,,,,,,,\n"
    lines = [line.format(o, i) for o, i in ((7, "Hat"), (8, "Hat"), (8, "Cap"))] * 2
    tables = known("woocommerce_orders", WOO_TOTALS + "".join(lines) + line.format(9, "Hat"))
    (told,) = (t for t in tables.ledger("orders").treatments if t.code == "alike_untold")
    assert told.rows == 2
    assert tables.orders.count().execute() == 4
