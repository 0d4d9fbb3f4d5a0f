"""WooCommerce, Stripe, HubSpot and Online Retail: rows worked by hand from tiny exports."""

from __future__ import annotations

import pytest

from taller.data import shapes
from taller.data.settings.sources import TableSource
from taller.errors import DataError
from tests.data.shapes_staged import of_csv, of_json, picked, reshaped

WOO = (
    "order_id,order_number,order_date,status,shipping_total,order_total,refunded_total,"
    "order_currency,customer_id,billing_email,billing_country,item_id,item_product_id,item_name,"
    "item_sku,item_quantity,item_subtotal,item_total,item_total_tax,item_refunded,"
    "item_refunded_qty\n"
)


def woo(tmp_path, text, header=WOO):
    return reshaped(of_csv(tmp_path, header + text), "woocommerce_orders", "orders")


def test_woocommerce_rows_are_items_with_what_was_paid_for_them(tmp_path):
    rows = woo(
        tmp_path,
        "77,77,2026-01-05 10:00:00,wc-completed,5.00,41.30,0.00,EUR,12,ana@x.com,ES,1,501,Hat,HAT,"
        "2,20.00,18.00,3.78,0.00,0\n"
        "77,77,2026-01-05 10:00:00,wc-completed,5.00,41.30,0.00,EUR,12,ana@x.com,ES,2,502,Cap,,"
        "1,12.00,12.00,2.52,0.00,0\n"
        "78,78,2026-01-06 11:00:00,cancelled,0,10.00,0.00,EUR,0,guest@x.com,FR,3,501,Hat,HAT,"
        "1,10.00,10.00,0,0.00,0\n",
    )
    assert picked(rows, "transaction_id", "user_id", "item_id", "quantity", "value", "tax") == [
        ("77", "12", "HAT", "2", "18.0000", "3.7800"),
        ("77", "12", "502", "1", "12.0000", "2.5200"),
        ("78", "guest@x.com", "HAT", "1", "10.0000", "0.0000"),
    ]
    assert picked(rows, "status", "currency", "country", "refund", "event_timestamp") == [
        ("completed", "EUR", "ES", None, "2026-01-05 10:00:00"),
        ("completed", "EUR", "ES", None, "2026-01-05 10:00:00"),
        ("cancelled", "EUR", "FR", None, "2026-01-06 11:00:00"),
    ]
    assert picked(rows, "shipping") == [("5.0000",), ("5.0000",), ("0.0000",)]


def test_woocommerce_refunds_stand_at_their_items_or_else_on_the_first(tmp_path):
    line = "{0},{0},2026-01-05,completed,0,20,{1},EUR,1,a@x.com,ES,1,5,Hat,{2},1,10,10,0,{3},0\n"
    rows = woo(
        tmp_path,
        line.format(1, "4.00", "A", "0.00") + line.format(1, "4.00", "B", "4.00")
        + line.format(2, "3.00", "A", "0.00") + line.format(2, "3.00", "B", "0.00")
        + line.format(3, "-6.00", "A", ""),
    )  # fmt: skip
    assert picked(rows, "transaction_id", "item_id", "refund") == [
        ("1", "A", None), ("1", "B", "4.0000"), ("2", "A", "3.0000"), ("2", "B", None),
        ("3", "A", "6.0000"),
    ]  # fmt: skip


def test_a_woocommerce_row_told_twice_is_alike_in_all(tmp_path):
    line = "1,1,2026-01-05,completed,0,20,3.00,EUR,1,a@x.com,ES,{0},5,Hat,{1},1,10,10,0,0,0\n"
    first, second = line.format(1, "A"), line.format(2, "B")
    rows = woo(tmp_path, first + second + first)
    assert [row["refund"] for row in rows] == ["3.0000", None, "3.0000"]
    assert {k: v for k, v in rows[0].items() if k != "source_row"} == {
        k: v for k, v in rows[2].items() if k != "source_row"
    }


def test_the_older_woocommerce_export_calls_its_columns_otherwise(tmp_path):
    header = (
        "order_id,order_number,date,status,order_total,refunded_total,order_currency,customer_id,"
        "billing_email,item_name,item_sku,item_quantity,item_tax,item_total\n"
    )
    text = "7,7,2015-01-05 10:00:00,completed,10,0,EUR,,a@x.com,Hat,H,1,2.10,10.00\n"
    assert [s.name for s, _ in shapes.recognise(header.strip().split(","))] == [
        "woocommerce_orders"
    ]
    rows = woo(tmp_path, text, header)
    assert picked(rows, "event_timestamp", "tax", "user_id") == [
        ("2015-01-05 10:00:00", "2.1000", "a@x.com")
    ]


WOO_JSON = {
    "id": 727,
    "status": "completed",
    "currency": "EUR",
    "date_created": "2026-03-22T16:28:02",
    "customer_id": 0,
    "billing": {"email": "john@x.com", "country": "US"},
    "line_items": [
        {"id": 315, "name": "Hat", "product_id": 93, "quantity": 2, "subtotal": "6.00",
         "total": "5.40", "total_tax": "0.45", "sku": "", "price": 2.7},
        {"id": 316, "name": "Cap", "product_id": 22, "quantity": 1, "subtotal": "12.00",
         "total": "12.00", "total_tax": "0.75", "sku": "CAP", "price": 12},
    ],
    "shipping_total": "4.90",
    "refunds": [{"id": 1, "reason": "", "total": "-3.00"}, {"id": 2, "total": "-1.50"}],
}  # fmt: skip


def test_woocommerce_json_lines_are_taken_apart_into_items(tmp_path):
    empty = WOO_JSON | {"id": 728, "customer_id": 9, "line_items": [], "refunds": []}
    staged = of_json(tmp_path, WOO_JSON, empty)
    assert shapes.recognise(staged.header)[0][0].name == "woocommerce_orders"
    rows = reshaped(staged, "woocommerce_orders", "orders")
    assert picked(rows, "source_row", "transaction_id", "user_id", "item_id", "quantity") == [
        (0, "727", "john@x.com", "93", "2"),
        (0, "727", "john@x.com", "CAP", "1"),
        (1, "728", "9", None, None),  # an order without items is seen
    ]
    assert picked(rows, "value", "tax", "refund", "item_name", "country") == [
        ("5.4000", "0.4500", "4.5000", "Hat", "US"),
        ("12.0000", "0.7500", None, "Cap", "US"),
        (None, None, None, None, "US"),
    ]
    assert picked(rows, "shipping") == [("4.9000",)] * 3


def test_a_nested_column_that_is_not_json_is_refused_with_its_line(tmp_path):
    broken = WOO_JSON | {"line_items": "[{'id': 315}]"}
    staged = of_json(tmp_path, WOO_JSON, broken)
    with pytest.raises(DataError, match=r"line 3  column 'line_items' of part1.csv is not JSON"):
        reshaped(staged, "woocommerce_orders", "orders")


STRIPE = (
    "id,Description,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Fee,Tax,Mode,"
    "Status,Customer ID,Customer Email,Captured,Card Address Country\n"
)


def test_a_stripe_payment_is_an_order_of_one_item(tmp_path):
    text = (
        "ch_1,Plan,2026-01-05 10:00,25.50,0.00,eur,25.5,1.0,0.21,Live,Paid,cus_1,a@x.com,true,ES\n"
        "ch_2,Plan,2026-01-06 10:00,500,200,jpy,3.10,0.10,0,Live,Refunded,,b@x.com,true,\n"
        "ch_3,Plan,2026-01-07 10:00:30,10.00,0.00,eur,10,0,0,Live,Failed,cus_3,c@x.com,false,\n"
        "ch_4,Plan,2026-01-07 10:00,10.00,0.00,eur,10,0,0,Test,Paid,cus_4,d@x.com,true,\n"
    )
    rows = reshaped(of_csv(tmp_path, STRIPE + text), "stripe_payments", "orders")
    assert picked(rows, "transaction_id", "user_id", "item_id", "event_timestamp", "quantity") == [
        ("ch_1", "cus_1", "payment", "2026-01-05T10:00:00Z", "1"),
        ("ch_2", "b@x.com", "payment", "2026-01-06T10:00:00Z", "1"),
        ("ch_3", "cus_3", "payment", "2026-01-07T10:00:30Z", "1"),
        ("ch_4", "cus_4", "payment", "2026-01-07T10:00:00Z", "1"),
    ]
    assert picked(rows, "value", "currency", "refund", "status", "test") == [
        ("25.50", "EUR", None, "paid", None),
        ("500", "JPY", "200", "refunded", None),  # yen are not in hundredths
        ("10.00", "EUR", None, "failed", None),
        ("10.00", "EUR", None, "paid", "test"),
    ]
    assert "tax" not in rows[0]  # the column is the tax on Stripe's fee


def test_stripe_times_are_utc_however_a_spreadsheet_writes_them(tmp_path):
    line = "ch_{0},Plan,{1},1.00,0.00,eur,1,0,0,Live,Paid,cus_1,a@x.com,true,ES\n"
    times = ("13/01/2026 18:47", "05/02/2026 09:00", "29/02/2026 09:00")
    text = "".join(line.format(n, time) for n, time in enumerate(times))
    staged = of_csv(tmp_path, STRIPE + text)
    rows = reshaped(staged, "stripe_payments", "orders")
    assert picked(rows, "event_timestamp") == [
        ("2026-01-13T18:47:00Z",),
        ("2026-02-05T09:00:00Z",),
        ("? 29/02/2026 09:00",),  # there is no such day
    ]
    given = TableSource(timestamp_format="%d/%m/%Y %H:%M")  # then it says how the result is written
    rows = reshaped(staged, "stripe_payments", "orders", source=given)
    assert picked(rows, "event_timestamp") == [(time,) for time in times]


SUBSCRIPTIONS = (
    "id,Customer ID,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),"
    "Start Date (UTC),Current Period Start (UTC),Canceled At (UTC),Ended At (UTC)\n"
    "sub_1,cus_1,a@x.com,pro,1,eur,month,20.00,active,2026-01-05 10:00,2026-01-01 09:00,"
    "2026-03-05 10:00,2026-03-06 10:00,\n"
    "sub_2,cus_2,b@x.com,basic,1,eur,month,9.00,canceled,2026-01-07 10:00,,2026-02-07 10:00,"
    "2026-02-20 10:00,2026-03-07 10:00\n"
    "sub_3,cus_1,a@x.com,basic,1,eur,month,9.00,incomplete_expired,2026-02-01 10:00,,,,2026-02-02\n"
)


def test_a_subscription_starts_and_ends_once_it_has_ended(tmp_path):
    rows = reshaped(of_csv(tmp_path, SUBSCRIPTIONS), "stripe_subscriptions", "events")
    assert picked(rows, "source_row", "event_name", "event_timestamp", "transaction_id") == [
        (0, "subscription_start", "2026-01-01T09:00:00Z", "sub_1"),  # cancelled, not ended yet
        (1, "subscription_start", "2026-01-07T10:00:00Z", "sub_2"),
        (1, "subscription_end", "2026-03-07T10:00:00Z", "sub_2"),
        (2, "subscription_incomplete", "2026-02-01T10:00:00Z", "sub_3"),
    ]
    assert (
        picked(rows, "user_id", "item_id", "value", "currency")[1:3]
        == [("cus_2", "basic", "9.00", "EUR")] * 2
    )


def test_an_export_without_the_end_takes_the_cancellation_of_those_cancelled(tmp_path):
    lines = [line.rsplit(",", 1)[0] for line in SUBSCRIPTIONS.strip().splitlines()]
    staged = of_csv(tmp_path, "\n".join(lines))
    rows = reshaped(staged, "stripe_subscriptions", "events")
    ends = [r["event_timestamp"] for r in rows if r["event_name"] == "subscription_end"]
    assert ends == ["2026-02-20T10:00:00Z"]


def test_subscribers_are_one_row_each(tmp_path):
    rows = reshaped(of_csv(tmp_path, SUBSCRIPTIONS), "stripe_subscriptions", "customers")
    assert picked(rows, "user_id", "created_timestamp", "lifecycle_stage") == [
        ("cus_1", "2026-01-01T09:00:00Z", "incomplete_expired"),
        ("cus_2", "2026-01-07T10:00:00Z", "canceled"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Record ID,First Name,Last Name,Email,Create Date,Lifecycle Stage,Country/Region,City,"
        "Original Source",
        "ID de registro,Nombre,Apellidos,Correo,Fecha de creación,Etapa del ciclo de vida,"
        "País/Región,Ciudad,Fuente original",
    ],
)
def test_hubspot_contacts_are_customers_in_either_language(tmp_path, header):
    text = (
        f"{header}\n1,Ana,Ruiz,ana@x.com,2026-01-05 10:00,Lead,Spain,León,Organic Search\n"
        "2,Bea,Gil,,2026-01-06 10:00,Customer,Mexico,,\n"
    )
    staged = of_csv(tmp_path, text)
    assert [(s.name, c > 0.9) for s, c in shapes.recognise(staged.header)] == [
        ("hubspot_contacts", True)
    ]
    rows = reshaped(staged, "hubspot_contacts", "customers")
    assert picked(rows, "user_id", "created_timestamp", "country", "city", "source",
                  "lifecycle_stage") == [
        ("ana@x.com", "2026-01-05 10:00", "Spain", "León", "Organic Search", "Lead"),
        ("record 2", "2026-01-06 10:00", "Mexico", None, None, "Customer"),
    ]  # fmt: skip
    assert (
        shapes.columns("hubspot_contacts", "customers", staged.header, {})["user_id"]
        == (header.split(",")[3])
    )


@pytest.mark.parametrize(
    "header",
    [
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
    ],
)
def test_both_files_of_online_retail(tmp_path, header):
    text = f"{header}\nC536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom\n"
    staged = of_csv(tmp_path, text)
    assert shapes.recognise(staged.header)[0][0].name == "online_retail"
    rows = reshaped(staged, "online_retail", "orders")
    assert rows == [{
        "source_row": 0, "transaction_id": "C536379", "user_id": "14527", "item_id": "D",
        "event_timestamp": "2010-12-01 09:41:00", "quantity": "-1", "price": "27.5",
        "item_name": "Discount", "country": "United Kingdom",
    }]  # fmt: skip
    assert shapes.SHAPES["online_retail"].settings["orders"]["cancelled_prefix"] == "C"
