"""Shopify's orders: filled down, discounted to the cent, refunds, tests and states of orders."""

from __future__ import annotations

import pytest

from taller.data import shapes
from taller.data.settings.sources import TableSource
from taller.errors import DataError
from tests.data.shapes_staged import of_csv, picked, reshaped

HEADER = (
    "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Country,"
    "Cancelled at,Payment Method,Refunded Amount,Lineitem discount,Tags,Accepts Marketing,"
    "Billing City\n"
)
# 2 x 10.00 + 3 x 5.00 - 1.00 of its own + 1 x 4.00 = 38.00; 5.00 off the order leaves 33.00.
THREE_LINES = (
    "#1001,ana@x.com,paid,2026-01-05 10:00:00 +0100,EUR,33.00,4.95,5.73,42.95,5.00,"
    "2026-01-05 10:00:00 +0100,2,Hat,10.00,HAT-1,ES,,visa,0.00,0.00,,yes,León\n"
    "#1001,ana@x.com,,,,,,,,,,3,Scarf,5.00,SC-1,,,,,1.00,,,\n"
    "#1001,ana@x.com,,,,,,,,,,1,Pin,4.00,,,,,,0.00,,,\n"
)


def orders(tmp_path, *texts, **more):
    return reshaped(
        of_csv(tmp_path, *(HEADER + text for text in texts)), "shopify_orders", "orders", **more
    )


def test_an_order_of_three_lines_is_filled_down_and_its_discount_spread(tmp_path):
    """5.00 by 20:14:4 of 38 is 2.6315…, 1.8421…, 0.5263…: cents 2.63, 1.84, 0.52 and one left."""
    rows = orders(tmp_path, THREE_LINES)
    assert (
        picked(rows, "transaction_id", "user_id", "event_timestamp", "currency", "country")
        == [("#1001", "ana@x.com", "2026-01-05 10:00:00 +0100", "EUR", "ES")] * 3
    )
    assert picked(rows, "item_id", "quantity", "value", "item_name") == [
        ("HAT-1", "2", "17.3700", "Hat"),
        ("SC-1", "3", "12.1600", "Scarf"),
        ("Pin", "1", "3.4700", "Pin"),  # 0.526 is cut most, so the cent is its
    ]
    # 5.73 by 17.37 : 12.16 : 3.47 of 33 is 3.0160…, 2.1114…, 0.6025…: one cent left, to the first.
    assert picked(rows, "tax") == [("3.0200",), ("2.1100",), ("0.6000",)]
    assert picked(rows, "refund", "status", "test") == [(None, "paid", None)] * 3
    assert picked(rows, "shipping") == [("4.9500",)] * 3  # the order's, on each of its lines


@pytest.mark.parametrize(
    ("subtotal", "discount", "values"),
    [
        ("20.00", "0.00", ["10.0000", "10.0000"]),  # none
        ("15.00", "5.00", ["7.5000", "7.5000"]),  # of the order
        ("20.00", "4.95", ["10.0000", "10.0000"]),  # of the shipping alone
        ("", "5.00", ["7.5000", "7.5000"]),  # without a subtotal
        ("99.00", "5.00", ["7.5000", "7.5000"]),  # with one that does not fit
        ("0.00", "20.00", ["0.0000", "0.0000"]),
        ("", "25.00", ["0.0000", "0.0000"]),  # more than there is
    ],
)
def test_the_subtotal_tells_what_of_the_discount_is_of_the_lines(
    tmp_path, subtotal, discount, values
):
    text = (
        f"#1,a@x.com,paid,,EUR,{subtotal},,,,{discount},2026-01-05,1,Hat,10.00,H,,,,,0.00,,,\n"
        "#1,a@x.com,,,,,,,,,,2,Cap,5.00,C,,,,,0.00,,,\n"
    )
    assert [row["value"] for row in orders(tmp_path, text)] == values


def test_a_discount_that_counts_the_lines_own_is_not_taken_off_twice(tmp_path):
    """20.00 less 2.00 of the first line and 3.00 of the order; the column says 5.00."""
    text = (
        "#1,a@x.com,paid,,EUR,15.00,,,,5.00,2026-01-05,1,Hat,10.00,H,,,,,2.00,,,\n"
        "#1,a@x.com,,,,,,,,,,1,Cap,10.00,C,,,,,0.00,,,\n"
    )
    # 3.00 by 8 : 10 is 1.333 and 1.666: the cent goes to the second
    assert [row["value"] for row in orders(tmp_path, text)] == ["6.6700", "8.3300"]


def test_a_refund_stands_on_the_first_line_and_states_are_said(tmp_path):
    text = (
        "#1,a@x.com,partially_refunded,,EUR,20.00,,,,0.00,2026-01-05,1,Hat,10.00,H,,,,7.50,,,,\n"
        "#1,a@x.com,,,,,,,,,,1,Cap,10.00,C,,,,,,,,\n"
        "#2,b@x.com,refunded,,EUR,10.00,,,,0.00,2026-01-06,1,Hat,10.00,H,,2026-01-07,visa,10.00,,,,\n"
        "#3,c@x.com,Voided,,EUR,10.00,,,,0.00,2026-01-06,1,Hat,10.00,H,,,,0,,,,\n"
        "#4,d@x.com,paid,,EUR,10.00,,,,0.00,2026-01-06,1,Hat,10.00,H,,,Bogus Gateway,0,,,,\n"
        '#5,e@x.com,paid,,EUR,10.00,,,,0.00,2026-01-06,1,Hat,10.00,H,,,visa,0,,"vip, Test",,\n'
        "#6,f@x.com,paid,,EUR,10.00,,,,0.00,2026-01-06,1,Hat,10.00,H,,,visa,0,,contest,,\n"
    )
    rows = orders(tmp_path, text)
    assert picked(rows, "refund", "status", "test") == [
        ("7.5000", "partially_refunded", None),
        (None, "partially_refunded", None),
        ("10.0000", "cancelled", None),
        (None, "voided", None),
        (None, "paid", "test"),
        (None, "paid", "test"),
        (None, "paid", None),
    ]
    settings = shapes.SHAPES["shopify_orders"].settings["orders"]
    assert {"cancelled", "voided", "pending"} <= set(settings["ignored_statuses"])
    assert settings["test_values"] == ["test"]


def test_the_same_order_in_two_files_is_two_tellings_of_it(tmp_path):
    """A later export repeats the order: its discount is spread within each file."""
    rows = orders(tmp_path, THREE_LINES, THREE_LINES)
    assert [row["value"] for row in rows] == ["17.3700", "12.1600", "3.4700"] * 2
    assert [row["source_row"] for row in rows] == list(range(6))


def test_blank_rows_are_passed_over_and_rows_keep_their_place(tmp_path):
    rows = orders(tmp_path, "," * 22 + "\n" + THREE_LINES + "," * 22 + "\n")
    assert [row["source_row"] for row in rows] == [1, 2, 3]


def test_a_row_whose_order_is_filled_down_already_is_one_order(tmp_path):
    """As a spreadsheet's user leaves it: every row says all of the order."""
    line = "#1,a@x.com,paid,,EUR,15.00,,,,5.00,2026-01-05,1,Hat,10.00,{},,,,2.00,0.00,,,\n"
    rows = orders(tmp_path, line.format("A") + line.format("B"))
    assert picked(rows, "value", "refund") == [("7.5000", "2.0000"), ("7.5000", None)]


def test_pesos_have_no_cents(tmp_path):
    """1000 over three alike lines of Chilean pesos: 334, 333, 333."""
    text = "#1,a@x.com,paid,,CLP,,,,,1000,2026-01-05,1,Hat,5000,A,,,,,,,,\n"
    more = "#1,a@x.com,,,,,,,,,,1,Hat,5000,{},,,,,,,,\n"
    rows = orders(tmp_path, text + more.format("B") + more.format("C"))
    assert [row["value"] for row in rows] == ["4666.0000", "4667.0000", "4667.0000"]


def test_decimal_commas_are_read_and_written_as_the_engagement_says(tmp_path):
    text = '#1,a@x.com,paid,,EUR,"15,00",,,,"5,00",2026-01-05,1,Hat,"20,00",A,,,,"2,5",,,,\n'
    rows = orders(tmp_path, text, source=TableSource(decimal=","))
    assert picked(rows, "value", "refund") == [("15,0000", "2,5000")]


def test_a_price_that_cannot_be_read_stays_unreadable(tmp_path):
    text = "#1,a@x.com,paid,,EUR,15.00,,,,5.00,2026-01-05,1,Hat,free,A,,,,,,,,\n"
    assert picked(orders(tmp_path, text), "quantity", "value") == [("1", "? free")]


def test_american_spelling_and_other_cases_are_the_same_columns(tmp_path):
    header = HEADER.replace("Cancelled at", "Canceled at").replace("Lineitem sku", "LINEITEM SKU")
    text = "#2,b@x.com,paid,,EUR,10.00,,,,0,2026-01-06,1,Hat,10.00,H,,2026-01-07,,0,,,,\n"
    rows = reshaped(of_csv(tmp_path, header + text), "shopify_orders", "orders")
    assert picked(rows, "item_id", "status") == [("H", "cancelled")]


def test_missing_columns_are_named_all_at_once(tmp_path):
    header = HEADER.replace("Lineitem price", "Price each").replace("Financial Status", "State")
    with pytest.raises(DataError, match=r"2 faults") as told:
        reshaped(of_csv(tmp_path, header + THREE_LINES), "shopify_orders", "orders")
    assert "has no column 'Lineitem price', which shopify_orders needs" in str(told.value)
    assert "has no column 'Financial Status'" in str(told.value)


def test_the_engagements_own_columns_replace_the_recipes(tmp_path):
    overrides = {"country": "Billing City", "item_category": "Lineitem name"}
    rows = orders(tmp_path, THREE_LINES, overrides=overrides)
    assert picked(rows, "country", "item_category") == [
        ("León", "Hat"), ("León", "Scarf"), ("León", "Pin")
    ]  # fmt: skip
    with pytest.raises(DataError, match="has no column 'Land', which is given for country"):
        orders(tmp_path, THREE_LINES, overrides={"country": "Land"})


def test_customers_are_one_row_each_with_the_latest_details(tmp_path):
    text = (
        "#1,a@x.com,paid,,EUR,1,,,,0,2026-01-05,1,Hat,1,H,ES,,,,,,no,León\n"
        "#2,b@x.com,paid,,EUR,1,,,,0,2026-01-05,1,Hat,1,H,FR,,,,,,no,Lyon\n"
        "#3,a@x.com,paid,,EUR,1,,,,0,2026-01-06,1,Hat,1,H,PT,,,,,,yes,\n"
    )
    rows = reshaped(of_csv(tmp_path, HEADER + text), "shopify_orders", "customers")
    assert picked(rows, "user_id", "country", "city", "accepts_marketing") == [
        ("a@x.com", "PT", "León", "yes"), ("b@x.com", "FR", "Lyon", "no")
    ]  # fmt: skip
