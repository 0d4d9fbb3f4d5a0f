"""The truth that platforms' exports are judged by, worked by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.exports import judge
from tests.exports.plan import MIXES, PLATFORMS, plans
from tests.exports.shop import Back, Line, Order, Person, orders
from tests.exports.written import Told, Written

WHEN = dt.datetime(2026, 1, 5, 10)


def an_order(tax: str, **more) -> Order:
    """2 at 10.00 of which 4.00 is taken off, and 1 at 5.00; 2.10 off the order."""
    lines = (
        Line(1, 2, Decimal("10.00"), Decimal("4.00"), Decimal("1.60")),
        Line(2, 1, Decimal("5.00"), Decimal("0.00"), Decimal("0.50")),
    )
    return Order(7, WHEN, Person(3), lines, tax, shipping=Decimal("4.90"), **more)


def test_an_order_is_worth_its_goods_less_both_discounts():
    order = an_order("top")
    assert (order.goods, order.subtotal, order.worth) == (25, 21, Decimal("18.90"))
    # 16 % of 14.40 and of 4.50
    assert order.total == Decimal("18.90") + Decimal("4.90") + Decimal("2.30") + Decimal("0.72")
    assert order.nets() == (Decimal("18.90"), Decimal("18.90"))


def test_tax_in_prices_is_part_of_net_in_one_reading_and_not_in_the_other():
    # 14.40 and 4.50 hold 1.99 and 0.62 of tax at 16 %.
    assert an_order("in").nets() == (Decimal("18.90"), Decimal("16.29"))
    assert an_order("in").total == Decimal("18.90") + Decimal("4.90")


def test_what_goes_back_for_goods_alone_lowers_net():
    back = Back(Decimal("4.50"), Decimal("0.72"), Decimal("4.90"))
    assert an_order("top", back=back).nets()[0] == Decimal("14.40")
    assert back.total == Decimal("10.12")


def test_what_is_no_sale_nets_nothing():
    assert an_order("top", state="quotation").nets() == (0, 0)
    assert an_order("top", state="quotation").parts()["state"] == Decimal("18.90")


def test_the_list_holds_every_mix_of_twelve_platforms():
    assert len(PLATFORMS) == 12
    assert len(plans()) == 12 * len(MIXES) == 156
    assert len({plan.name for plan in plans()}) == 156


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_rows_keep_to_their_columns_and_what_is_to_be_asked_about_stands_in_them(platform):
    """Of the names that a question about a part must say, at least one is in the export."""
    for plan in (plan for plan in plans() if plan.platform is platform):
        written = plan.written()
        assert len(set(written.columns)) == len(written.columns)
        assert all(set(row) <= set(written.columns) for row in written.rows)
        cells = (str(cell) for row in written.rows for cell in row.values())
        whole = "\n".join([*written.columns, *cells])
        occurring = {part for each in written.told for part in each.parts} & set(written.names)
        assert all(any(n in whole for n in written.names[part]) for part in occurring)


@pytest.mark.parametrize("mix", MIXES, ids=lambda mix: mix.name)
def test_what_customers_pay_adds_up(mix):
    for order in orders(mix, "a seed"):
        off = order.line_discount + order.discount
        charged = order.goods - off + order.shipping + order.on_top + order.tip
        assert order.total == charged
        assert order.back.total <= order.total


def test_a_difference_is_told_as_the_fewest_parts_it_consists_of():
    parts = {"tax": Decimal("3.02"), "shipping": Decimal("4.90"), "discount": Decimal("2.10")}
    assert judge._made_of(Decimal("0.01"), parts) == {}
    assert judge._made_of(Decimal("4.90"), parts) == {"shipping": Decimal("4.90")}
    assert judge._made_of(Decimal("7.92"), parts) == {
        "tax": Decimal("3.02"), "shipping": Decimal("4.90")}  # fmt: skip
    assert judge._made_of(Decimal("-2.10"), parts) == {"discount": Decimal("-2.10")}
    assert judge._made_of(Decimal("1.00"), parts) == {"something else": Decimal("1.00")}


def test_only_a_question_that_names_the_column_concerned_counts():
    written = Written("x", (), [], [], {"discount": ("Descuento",)})
    text = "CHECK: see CHECK\ndata:\n  orders:\n    item_id: SKU  # 50 % CHECK: the header\n"
    assert not judge._is_asked("discount", written, list(judge._marked(text)))
    about = text + "      # CHECK: not used: 'Descuento', 73.58 in all\n"
    assert judge._is_asked("discount", written, list(judge._marked(about)))
    unmarked = text + "      # not used: 'Descuento'\n"
    assert not judge._is_asked("discount", written, list(judge._marked(unmarked)))


def test_orders_that_are_none_and_one_reading_for_all_are_seen():
    told = [
        Told(frozenset(["1"]), (Decimal(10), Decimal(8)), {"tax": Decimal(2)}),
        Told(frozenset(["2"]), (Decimal(5), Decimal(4)), {"tax": Decimal(1)}),
    ]
    written = Written("x", (), [], told, {})
    assert judge._off(written, {"1": Decimal(8), "2": Decimal(4)}) == {}
    assert judge._off(written, {"1": Decimal(8), "2": Decimal(5)}) == {"tax": Decimal(1)}
    assert judge._off(written, {"1": Decimal(10), "2": Decimal(5), "Total": Decimal(15)}) == {
        "summary": Decimal(15)}  # fmt: skip
