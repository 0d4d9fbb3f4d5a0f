"""What an export leaves unsaid about money is asked, with its amount."""

from __future__ import annotations

import pytest

from taller.data.propose.columns.values import Profile
from taller.data.propose.money.identities import Unused
from taller.data.propose.money.questions import charged, given_back, of

GOODS = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0]
COLUMNS = {"transaction_id": "order", "user_id": "who", "value": "net"}


def profiles(**columns) -> dict[str, Profile]:
    return {name: Profile.of([str(cell) for cell in cells]) for name, cells in columns.items()}


def test_a_total_below_what_the_goods_make_it_is_a_discount_that_no_column_tells():
    """With 10 % of tax; the first three orders have 1, 2 and 3 taken off before tax."""
    off = [1, 2, 3, 0, 0, 0, 0, 0]
    total = [round((g - o) * 1.1, 2) for g, o in zip(GOODS, off, strict=True)]
    held = profiles(order=range(8), who="abcabcab", net=GOODS, paid=total)
    (asked,) = of(held, COLUMNS, [Unused("paid", "total", sum(total))])
    assert (asked.code, asked.about, asked.what, asked.rows) == ("untold", "paid", "net", 3)
    assert asked.amount == pytest.approx(6, abs=0.02)


def test_totals_at_one_rate_ask_nothing():
    total = [round(g * 1.1, 2) for g in GOODS]
    held = profiles(order=range(8), who="abcabcab", net=GOODS, paid=total)
    told = of(held, COLUMNS, [Unused("paid", "total", sum(total))])
    assert [asked.code for asked in told if asked.code == "untold"] == []


def test_a_line_that_is_left_out_and_lowers_its_order_is_asked_about():
    held = profiles(
        order=[1, 1, 2, 3], who="aabc", item=["cup", "Discount", "cup", "pot"], net=[9, -2, 9, 7]
    )
    columns = COLUMNS | {"item_id": "item"}
    (asked,) = of(held, columns, not_items=["Discount"])
    assert (asked.code, asked.what, asked.rows, asked.amount) == ("left_out", "Discount", 1, -2)


def test_one_amount_for_a_whole_order_may_hold_tax_and_shipping():
    held = profiles(order=range(8), who="abcabcab", Amount=GOODS)
    (asked,) = charged(held, COLUMNS | {"value": "Amount"})
    assert (asked.code, asked.about, asked.amount) == ("charged", "Amount", 360)
    net = profiles(order=range(8), who="abcabcab", **{"Net sales": GOODS})
    assert not list(charged(net, COLUMNS | {"value": "Net sales"}))
    assert not list(charged(held, COLUMNS | {"value": "Amount", "shipping": "postage"}))


def test_what_was_given_back_is_asked_about_where_nothing_tells_its_tax():
    """Two orders of four give back 12 and 30; with the tax or the total told nothing is asked."""
    held = {"order": Profile.of(["1", "2", "3", "4"]), "back": Profile.of(["12", "0", "30", ""])}
    named = {"transaction_id": "order", "refund": "back"}
    (asked,) = given_back(held, named)
    assert (asked.code, asked.about, asked.rows, asked.amount) == ("given_back", "back", 2, 42)
    assert not list(given_back(held, named | {"tax": "vat"}))
    assert not list(given_back(held, named | {"total": "total"}))
    assert not list(given_back(held, {"transaction_id": "order"}))
