"""Orders of every kind: refunds, amounts without prices, test orders, states, currencies, files."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taller.data import features
from taller.errors import DataError
from tests.data.conftest import COLUMNS, GOOD, HEADER, reasons, rejected, settings, take

pytestmark = pytest.mark.usefixtures("unmeasured")

NO_PRICE = {k: v for k, v in COLUMNS.items() if k != "price"}


def lines_of(tables) -> list[tuple]:
    """Kind, quantity and value of each line."""
    frame = tables.orders.order_by("line").execute()
    return [tuple(row) for row in frame[["kind", "quantity", "value"]].itertuples(index=False)]


def test_a_refund_becomes_a_line_of_its_own_and_lowers_the_net_value(shop):
    """Bought for 19 and 21; 10 given back on the order: 4.75 and 5.25 of it on its lines."""
    tables = shop(
        "1,ana,hat,2026-01-05,2,9.50,", "1,ana,bag,2026-01-05,1,21,10.00", header=HEADER + ",back",
        orders={"columns": {**COLUMNS, "refund": "back"}},
    )  # fmt: skip
    assert lines_of(tables) == [
        ("sale", 2, Decimal(19)), ("sale", 1, Decimal(21)), ("refund", 0, Decimal(-10)),
    ]  # fmt: skip
    net = features.net_sales(tables.orders).order_by("line").execute()["net_value"]
    assert net.tolist() == [Decimal("14.25"), Decimal("15.75")]
    ledger = tables.ledger("orders")
    assert (ledger.read, ledger.accepted, ledger.rejected) == (2, 2, 0)
    assert [(t.code, t.rows, t.money) for t in ledger.treatments] == [("refunds", 1, Decimal(10))]


def test_an_amount_serves_where_there_is_no_price_and_its_sign_tells_a_return(shop):
    tables = shop(
        "1,ana,hat,2026-01-05,3,10", "2,ana,hat,2026-01-06,1,-3.5", "3,ana,hat,2026-01-07,1,0",
        orders={"columns": {**NO_PRICE, "value": "price"}},
    )  # fmt: skip
    assert lines_of(tables) == [
        ("sale", 3, Decimal(10)), ("cancellation", -1, Decimal("-3.5")),
    ]  # fmt: skip
    assert tables.orders.order_by("line").execute()["price"].tolist()[0] == Decimal("3.3333")
    assert reasons(tables) == [["zero_price"]]


def test_a_given_amount_is_believed_over_quantity_times_price(shop):
    """Two at 9.50 with a discount come to 17; a line given away comes to nothing, and is a sale."""
    tables = shop(
        "1,ana,hat,2026-01-05,2,9.50,17", "2,ana,hat,2026-01-06,1,9.50,0",
        "3,ana,hat,2026-01-07,1,9.50,", "4,ana,hat,2026-01-08,1,9.50,much",
        header=HEADER + ",total", orders={"columns": {**COLUMNS, "value": "total"}},
    )  # fmt: skip
    assert [value for *_, value in lines_of(tables)] == [17, 0, Decimal("9.5")]
    assert reasons(tables) == [["unreadable_value"]]


def test_without_items_and_quantities_each_line_is_one_unit_of_one_item_and_that_is_said(shop):
    columns = {k: v for k, v in NO_PRICE.items() if k not in ("item_id", "quantity")}
    tables = shop(GOOD, orders={"columns": {**columns, "value": "price"}})
    frame = tables.orders.execute()
    assert (frame["item_id"][0], frame["quantity"][0], frame["value"][0]) == (
        "order", 1, Decimal("9.5"),
    )  # fmt: skip
    assert [t.code for t in tables.ledger("orders").treatments] == ["one_item", "one_unit"]


def test_prices_without_quantities_are_said_to_hide_what_was_sent_back(shop):
    columns = {k: v for k, v in COLUMNS.items() if k != "quantity"}
    told = [t.code for t in shop(GOOD, orders={"columns": columns}).ledger("orders").treatments]
    assert told == ["one_unit", "returns_unseen"]
    prefixed = {"columns": columns, "cancelled_prefix": "C"}
    told = [t.code for t in shop(GOOD, orders=prefixed).ledger("orders").treatments]
    assert told == ["one_unit"]


def test_test_orders_unpaid_orders_and_shipping_are_set_aside_each_with_its_reason(shop):
    tables = shop(
        GOOD + ",paid,no", "2,a,hat,2026-01-05,1,9,FAILED,no", "3,a,hat,2026-01-05,1,9,paid,Sí",
        "4,a,ENV-48,2026-01-05,1,4.90,paid,no", header=HEADER + ",state,probe",
        orders={
            "columns": {**COLUMNS, "status": "state", "test": "probe"},
            "ignored_statuses": ["failed"], "shipping_items": ["ENV*"],
        },
    )  # fmt: skip
    assert reasons(tables) == [["not_completed"], ["test_order"], ["shipping"]]


def rates_file(tmp_path) -> None:
    (tmp_path / "rates.csv").write_text("date,currency,rate\n2026-01-05,USD,0.90\n")


def test_money_in_another_currency_is_exchanged_at_its_days_rate(shop, tmp_path):
    """10 dollars at 0.90 are 9 euros; a line without a code is the engagement's own."""
    rates_file(tmp_path)
    tables = shop(
        "1,ana,hat,2026-01-06,2,10,usd", "2,ana,hat,2026-01-06,1,10,", "3,a,hat,2026-01-06,1,1,GBP",
        "4,ana,hat,2025-12-31,1,10,USD", header=HEADER + ",coin", rates="rates.csv",
        orders={"columns": {**COLUMNS, "currency": "coin"}},
    )  # fmt: skip
    frame = tables.orders.order_by("line").execute()
    assert frame["value"].tolist() == [18, 10]
    assert frame["currency"].tolist() == ["EUR", "EUR"]
    assert reasons(tables) == [["no_rate"], ["no_rate"]]
    assert [(t.code, t.column) for t in tables.ledger("orders").treatments] == [
        ("exchanged", "USD")
    ]


def test_without_rates_other_currencies_are_never_added_to_ours(shop):
    columns = {"columns": {**COLUMNS, "currency": "coin"}}
    tables = shop(GOOD + ",EUR", "2,a,hat,2026-01-05,1,9,USD", header=HEADER + ",coin",
                  orders=columns)  # fmt: skip
    assert reasons(tables) == [["no_rate"]]


def daily(tmp_path, **files: tuple[str, ...]):
    (tmp_path / "days").mkdir()
    for name, lines in files.items():
        (tmp_path / "days" / f"{name}.csv").write_text("\n".join([HEADER, *lines]) + "\n")
    return take(tmp_path / "run", tmp_path, settings("days"))


def test_yesterdays_file_again_is_not_counted_twice(tmp_path):
    """Three days in two files that share the second: its two lines count once."""
    one, two, three = GOOD, "2,ana,hat,2026-01-06,1,9", "3,bea,bag,2026-01-07,1,9"
    tables = daily(tmp_path, a=(one, two), b=(two, three))
    assert tables.orders.count().execute() == 3
    left = rejected(tables)
    assert reasons(tables) == [["superseded_row"]]
    assert left[["source_file", "source_row"]].to_numpy().tolist() == [["days/a.csv", 2]]


def test_a_line_corrected_in_a_later_file_counts_as_corrected(tmp_path):
    tables = daily(tmp_path, a=(GOOD,), b=(GOOD.replace("9.50", "8.50"),))
    assert tables.orders.execute()["price"].tolist() == [Decimal("8.5")]


def test_a_return_in_a_later_file_is_kept_beside_its_sale(tmp_path):
    tables = daily(tmp_path, a=(GOOD,), b=(GOOD.replace(",2,", ",-2,"),))
    assert sorted(tables.orders.execute()["quantity"]) == [-2, 2]


def test_cents_in_one_file_and_units_in_another_are_refused_by_the_files_name(tmp_path):
    items = ("hat", "bag", "cap", "tie")
    units = tuple(f"{i},ana,{item},2026-01-05,1,{9 + i}.50" for i, item in enumerate(items))
    cents = tuple(f"9{i},bea,{item},2026-01-06,1,{9 + i}50" for i, item in enumerate(items))
    with pytest.raises(DataError, match=r"days/b.csv are about a hundred times"):
        daily(tmp_path, a=units, b=cents)


def test_a_sale_at_half_price_is_not_taken_for_cents(tmp_path):
    items = ("hat", "bag", "cap", "tie")
    full = tuple(f"{i},ana,{item},2026-01-05,1,{9 + i}.50" for i, item in enumerate(items))
    half = tuple(f"9{i},bea,{item},2026-01-06,1,{4 + i}.75" for i, item in enumerate(items))
    assert daily(tmp_path, a=full, b=half).orders.count().execute() == 8


def test_customer_and_order_columns_that_were_exchanged_are_refused(shop):
    """Ten customers with three orders each, mapped the wrong way round."""
    lines = [f"{n},c{n % 10},hat,2026-01-05,1,9" for n in range(30)]
    swapped = {**COLUMNS, "transaction_id": "customer", "user_id": "order"}
    with pytest.raises(DataError, match="the two columns are exchanged"):
        shop(*lines, orders={"columns": swapped})
    assert shop(*lines).orders.count().execute() == 30


def test_customers_who_buy_once_do_not_look_exchanged(shop):
    lines = [f"{n // 2},c{n // 2},i{n},2026-01-05,1,9" for n in range(40)]
    assert shop(*lines).orders.count().execute() == 40


def test_people_in_ids_are_hashed_and_the_same_person_is_the_same_everywhere(shop):
    tables = shop(
        "1,Ana@example.com,hat,2026-01-05,1,9", "2,ana@example.com ,hat,2026-01-06,1,9",
        "3,,hat,2026-01-07,1,9",
    )  # fmt: skip
    users = tables.orders.execute()["user_id"].tolist()
    assert len(set(users)) == 1
    assert len(users[0]) == 32
    assert "@" not in "".join(users)
    (personal,) = tables.ledger("orders").personal
    assert (personal.column, personal.kind, personal.done) == ("customer", "email", "hashed")
