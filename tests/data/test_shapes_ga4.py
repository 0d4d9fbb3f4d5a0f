"""GA4's events, nested and flattened: events, sessions, orders, items and customers."""

from __future__ import annotations

import pytest

from taller.data import shapes
from tests.data.shapes_staged import of_csv, of_json, picked, reshaped

NOON = 1_767_441_600_000_000  # 2026-01-03 12:00:00 UTC, in microseconds


def event(name: str, second: int, user: str = "dev1", session: str = "11", **more) -> dict:
    """An event as BigQuery exports it: numbers as text, nothing where there is nothing."""
    params = [{"key": "ga_session_id", "value": {"int_value": session}}]
    for key, value in more.pop("params", {}).items():
        kind = "string_value" if isinstance(value, str) else "double_value"
        params.append({"key": key, "value": {kind: value}})
    return {
        "event_date": "20260103",
        "event_timestamp": str(NOON + second * 1_000_000),
        "event_name": name,
        "event_params": params,
        "user_pseudo_id": user,
        "geo": {"country": "Spain", "region": "León", "city": "(not set)"},
        "device": {"category": "mobile"},
        "traffic_source": {"source": "google", "medium": "cpc", "name": "spring"},
        **more,
    }


HAT = {"item_id": "H", "item_name": "Hat", "item_category": "Heads", "price": 10.0, "quantity": "2"}
CAP = {"item_id": "C", "item_name": "Cap", "price": 5, "quantity": "1", "item_revenue": 4.5}
BOUGHT = {"transaction_id": "T1", "purchase_revenue": 24.5, "tax_value": 4.25}
EVENTS = (
    event("page_view", 0),
    event("add_to_cart", 10, items=[HAT], params={"currency": "EUR", "value": 20.0}),
    event("purchase", 20, user_id="ana", items=[HAT, CAP], ecommerce=BOUGHT,
          params={"currency": "EUR", "value": 24.5}),
    event("page_view", 86_400, session="12", params={"source": "news", "medium": "email"}),
)  # fmt: skip


def made(tmp_path, table, *events):
    return reshaped(of_json(tmp_path, *events), "ga4_events", table)


def test_an_event_with_two_items_is_two_rows_each_with_its_own_worth(tmp_path):
    rows = made(tmp_path, "events", *EVENTS)
    assert picked(rows, "source_row", "event_name", "event_timestamp", "item_id", "value") == [
        (0, "page_view", "2026-01-03T12:00:00.000000Z", None, None),
        (1, "add_to_cart", "2026-01-03T12:00:10.000000Z", "H", "20.0000"),
        (2, "purchase", "2026-01-03T12:00:20.000000Z", "H", "20.0000"),
        (2, "purchase", "2026-01-03T12:00:20.000000Z", "C", "4.5000"),
        (3, "page_view", "2026-01-04T12:00:00.000000Z", None, None),
    ]
    assert picked(rows, "user_id", "session_id", "transaction_id", "currency")[2] == (
        "ana", "dev1.11", "T1", "EUR"
    )  # fmt: skip
    assert picked(rows, "source", "medium", "campaign", "device_category", "country")[3:] == [
        ("google", "cpc", "spring", "mobile", "Spain"),
        ("news", "email", "spring", "mobile", "Spain"),
    ]


def test_sessions_begin_and_end_with_their_events(tmp_path):
    rows = made(tmp_path, "sessions", *EVENTS, event("page_view", 5, user="dev2"))
    assert picked(rows, "session_id", "session_start", "session_end", "events", "converted") == [
        ("dev1.11", "2026-01-03T12:00:00.000000Z", "2026-01-03T12:00:20.000000Z", "3", "true"),
        ("dev1.12", "2026-01-04T12:00:00.000000Z", "2026-01-04T12:00:00.000000Z", "1", "false"),
        ("dev2.11", "2026-01-03T12:00:05.000000Z", "2026-01-03T12:00:05.000000Z", "1", "false"),
    ]
    assert picked(rows, "user_id", "user_pseudo_id", "source")[:2] == [
        ("ana", "dev1", "google"), (None, "dev1", "news")
    ]  # fmt: skip


def test_orders_are_the_items_of_purchases_with_the_tax_spread(tmp_path):
    """4.25 by 20.00 : 4.50 is 3.469… and 0.780…: the cent goes to the first."""
    rows = made(tmp_path, "orders", *EVENTS)
    assert picked(rows, "transaction_id", "user_id", "item_id", "quantity", "value", "tax") == [
        ("T1", "ana", "H", "2", "20.0000", "3.4700"),
        ("T1", "ana", "C", "1", "4.5000", "0.7800"),
    ]
    assert picked(rows, "event_timestamp", "currency", "refund", "item_name", "item_category",
                  "country")[0] == (
        "2026-01-03T12:00:20.000000Z", "EUR", None, "Hat", "Heads", "Spain"
    )  # fmt: skip


def test_a_purchase_told_again_has_the_time_of_the_first(tmp_path):
    again = event("purchase", 90, user_id="ana", items=[HAT, CAP], ecommerce=BOUGHT)
    rows = made(tmp_path, "orders", *EVENTS, again)
    assert [row["event_timestamp"] for row in rows] == ["2026-01-03T12:00:20.000000Z"] * 4
    assert (
        picked(rows, "item_id", "value", "tax")[:2] == picked(rows, "item_id", "value", "tax")[2:]
    )


def test_refunds_of_items_are_negative_lines_and_of_orders_stand_on_the_first(tmp_path):
    one = event("refund", 300, items=[{"item_id": "H", "quantity": "1"}],
                ecommerce={"transaction_id": "T1"})  # fmt: skip
    part = event("refund", 400, ecommerce={"transaction_id": "T2", "refund_value": 3.5})
    whole = event("refund", 500, ecommerce={"transaction_id": "T3"})
    lone = event("refund", 600, ecommerce={"transaction_id": "T9", "refund_value": 7})
    more = [
        event("purchase", 30, items=[CAP, HAT], ecommerce={"transaction_id": number})
        for number in ("T2", "T3")
    ]
    rows = made(tmp_path, "orders", EVENTS[2], *more, one, part, whole, lone)
    assert picked(rows, "transaction_id", "item_id", "quantity", "value", "refund") == [
        ("T1", "H", "2", "20.0000", None),
        ("T1", "C", "1", "4.5000", None),
        ("T2", "C", "1", "4.5000", "3.5000"),
        ("T2", "H", "2", "20.0000", None),
        ("T3", "C", "1", "4.5000", "24.5000"),  # all of it
        ("T3", "H", "2", "20.0000", None),
        ("T1", "H", "-1", "-10.0000", None),  # at what it was sold for
        ("T9", "refund", "-1", "-7.0000", None),  # its purchase is in no file
    ]
    assert rows[-2]["event_timestamp"] == "2026-01-03T12:05:00.000000Z"
    assert rows[0]["user_id"] == "ana"
    assert rows[2]["user_id"] == "dev1"  # known by device alone


def test_a_purchase_without_items_is_one_line(tmp_path):
    bare = event("purchase", 20, ecommerce={"transaction_id": "T5", "purchase_revenue": 12.0})
    rows = made(tmp_path, "orders", EVENTS[0], bare)
    assert picked(rows, "transaction_id", "item_id", "quantity", "value") == [
        ("T5", "purchase", "1", "12.0000")
    ]


def test_items_and_customers_are_one_row_each(tmp_path):
    dearer = event("view_item", 5_000, items=[HAT | {"price": 12.5, "item_name": "Straw hat"}])
    rows = made(tmp_path, "items", *EVENTS, dearer)
    assert picked(rows, "item_id", "item_name", "item_category", "price") == [
        ("H", "Straw hat", "Heads", "12.5000"), ("C", "Cap", None, "5.0000")
    ]  # fmt: skip
    rows = made(tmp_path, "customers", *EVENTS)
    assert picked(rows, "user_id", "created_timestamp", "country", "city", "source") == [
        ("dev1", "2026-01-03T12:00:00.000000Z", "Spain", None, "google"),
        ("ana", "2026-01-03T12:00:20.000000Z", "Spain", None, "google"),
    ]


FLAT = (
    "event_date,event_timestamp,event_name,user_id,user_pseudo_id,{session},"
    "{transaction},currency,{item},{name},{price},{quantity},{tax},source,{country}\n"
    f"20260103,{NOON},page_view,,dev1,11,,,,,,,,google,Spain\n"
    f"20260103,{NOON + 20_000_000},purchase,ana,dev1,11,T1,EUR,H,Hat,10.0,2,4.25,google,Spain\n"
    f"20260103,{NOON + 20_000_000},purchase,ana,dev1,11,T1,EUR,C,Cap,4.5,1,4.25,google,Spain\n"
)
NAMINGS = (
    {"session": "event_params.ga_session_id", "transaction": "ecommerce.transaction_id",
         "item": "items.item_id", "name": "items.item_name", "price": "items.price",
         "quantity": "items.quantity", "tax": "ecommerce.tax_value", "country": "geo.country"},
    {"session": "ga_session_id", "transaction": "transaction_id", "item": "item_id",
         "name": "item_name", "price": "price", "quantity": "quantity",
         "tax": "tax_value", "country": "country"},
    {"session": "event_params_ga_session_id", "transaction": "event_params_transaction_id",
         "item": "items_item_id", "name": "items_item_name", "price": "items_price",
         "quantity": "items_quantity", "tax": "ecommerce_tax_value", "country": "geo_country"},
)  # fmt: skip


@pytest.mark.parametrize("naming", NAMINGS, ids=("dots", "plain", "underscores"))
def test_a_flattened_export_makes_the_same_tables(tmp_path, naming):
    staged = of_csv(tmp_path, FLAT.format(**naming))
    assert shapes.recognise(staged.header)[0][0].name == "ga4_events"
    rows = reshaped(staged, "ga4_events", "events")
    assert picked(rows, "event_name", "session_id", "item_id", "value", "country") == [
        ("page_view", "dev1.11", None, None, "Spain"),
        ("purchase", "dev1.11", "H", "20.0000", "Spain"),
        ("purchase", "dev1.11", "C", "4.5000", "Spain"),
    ]
    rows = reshaped(staged, "ga4_events", "orders")
    assert picked(rows, "transaction_id", "user_id", "item_id", "quantity", "value", "tax") == [
        ("T1", "ana", "H", "2", "20.0000", "3.4700"),
        ("T1", "ana", "C", "1", "4.5000", "0.7800"),
    ]
    rows = reshaped(staged, "ga4_events", "sessions")
    assert picked(rows, "session_id", "events", "converted", "source") == [
        ("dev1.11", "2", "true", "google")
    ]


def test_a_flattened_time_that_is_one_already_stays(tmp_path):
    text = FLAT.format(**NAMINGS[1]).replace(str(NOON), "2026-01-03 12:00:00 UTC", 1)
    rows = reshaped(of_csv(tmp_path, text), "ga4_events", "events")
    assert rows[0]["event_timestamp"] == "2026-01-03 12:00:00Z"
