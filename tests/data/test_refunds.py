"""Refunds: which part of the money that went back was paid for goods, for tax, for shipping."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taller.data.orders.refunds import Charged, Parts, parts
from tests.data.conftest import COLUMNS, HEADER

D = Decimal

UNITS = ((D(10), 2), (D(25), 1))
ORDER = {"goods": D(45), "tax": D("9.45"), "shipping": D(5), "units": UNITS}  # 21 % on top


def split(back: str, **more) -> tuple[D, D, D]:
    """Goods, tax and shipping of what was given back on an order of 45 + 9.45 + 5."""
    known = {key: more.pop(key) for key in ("on_top", "goods_alone") if key in more}
    found = parts(Charged(refund=D(back), **{**ORDER, **more}), **{"on_top": True, **known})
    assert found.goods + found.tax + found.shipping == D(back)
    return found.goods, found.tax, found.shipping


@pytest.mark.parametrize(
    ("back", "goods", "tax", "shipping"),
    [
        ("59.45", 45, "9.45", 5),  # all of it
        ("54.45", 45, "9.45", 0),  # all but the shipping
        ("12.10", 10, "2.10", 0),  # one of the two at 10, with its tax
        ("24.20", 20, "4.20", 0),
        ("17.10", 10, "2.10", 5),  # one at 10, and the shipping
        ("5.00", 0, 0, 5),  # the shipping alone
        ("45.00", 45, 0, 0),  # the goods, without their tax
        ("10.00", 10, 0, 0),
    ],
)
def test_what_a_refund_gives_back_follows_from_what_the_order_was_charged(
    back, goods, tax, shipping
):
    assert split(back) == (D(goods), D(tax), D(shipping))


def test_the_orders_total_says_whether_tax_is_on_top():
    """45 and 5 for shipping make 50: 9.45 of tax are within, and a refund of 10 is one unit."""
    assert split("50.00", total=D(50)) == (45, 0, 5)
    assert split("10.00", total=D(50)) == (10, 0, 0)
    assert split("59.45", total=D("59.45"), on_top=None) == (D(45), D("9.45"), D(5))


def test_a_part_that_is_no_units_price_is_shared_with_the_tax_and_asked():
    """Of 6.05 on 45 + 9.45, five parts in six hundredths and five are goods: 5.00."""
    found = parts(Charged(refund=D("6.05"), **ORDER), on_top=True)
    assert found == Parts(D("5.00"), D("1.05"), unclear=True)


def test_whether_tax_is_on_top_is_asked_where_nothing_tells():
    order = {**ORDER, "shipping": D(0)}
    assert parts(Charged(refund=D("12.10"), **order)).unclear
    assert not parts(Charged(refund=D(45), **order)).unclear


def test_more_than_was_paid_is_what_goes_beyond_goods_tax_and_shipping():
    found = parts(Charged(refund=D("70.00"), **ORDER), on_top=True)
    assert (found.beyond, found.goods) == (D("10.55"), D("55.55"))


def test_goods_that_rows_give_back_already_are_not_given_back_again():
    """A row returns one at 10; the refund of 12.10 is its money, tax included."""
    found = parts(Charged(refund=D("12.10"), returned=D(10), **ORDER), on_top=True)
    assert (found.goods, found.again, found.unclear) == (0, 10, False)
    other = parts(Charged(refund=D("30.25"), returned=D(10), **ORDER), on_top=True)
    assert (other.goods, other.again, other.unclear) == (25, 0, True)  # of something else: asked


def test_net_loses_goods_alone_and_tax_and_shipping_lose_theirs(shop):
    """Orders of 20 + 4 + 6 and 50 + 10 + 6: the first given back whole, then 12 of the second."""
    columns = {**COLUMNS, "tax": "vat", "shipping": "post", "refund": "back", "total": "paid"}
    tables = shop(
        "1,ana,hat,2026-01-05,2,10,4,6,30,30", "2,eva,bag,2026-01-05,5,10,10,6,12,66",
        header=HEADER + ",vat,post,back,paid", orders={"columns": columns},
    )  # fmt: skip
    (month,) = tables.reconciliation.months
    held = month.amounts
    assert (held.gross, held.refunds, held.net) == (70, 30, 40)
    assert (held.tax, held.shipping) == (8, 6)
    told = {t.code: t.money for t in tables.ledger("orders").treatments}
    assert told == {"refunds": 30, "refunds_tax": 6, "refunds_shipping": 6}
    assert not tables.quality("orders").dimensions["consistency"].failed
