"""An order's own amounts brought to its lines, to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.data.conftest import COLUMNS, HEADER

pytestmark = pytest.mark.usefixtures("unmeasured")


def of(shop, *lines: str, **more):
    columns = {**COLUMNS, "discount": "off"}
    return shop(*lines, header=HEADER + ",off", orders={"columns": columns, **more})


@pytest.mark.parametrize("second", ["", "5.10"])
def test_an_orders_discount_is_spread_over_its_lines(shop, second):
    """Of 5.10 on 20 and 5.50, 4 and 1.10 are taken off, on the first line or on both told."""
    told = of(shop, "1,ana,hat,2026-01-05,2,10,5.10", f"1,ana,bag,2026-01-05,1,5.50,{second}",
              per_order=["discount"])  # fmt: skip
    frame = told.orders.order_by("line").execute()
    assert frame["value"].tolist() == [16, Decimal("4.4")]
    assert frame["price"].tolist() == [8, Decimal("4.4")]


def test_a_lines_own_discount_is_taken_off_that_line_whatever_its_sign(shop):
    told = of(shop, "1,ana,hat,2026-01-05,2,10,-5", "1,ana,bag,2026-01-05,1,5.50,")
    assert told.orders.order_by("line").execute()["value"].tolist() == [15, Decimal("5.5")]


def test_a_refund_told_on_each_line_of_its_order_counts_once(shop):
    told = shop(
        "1,ana,hat,2026-01-05,2,10,8", "1,ana,bag,2026-01-05,1,5.50,8", header=HEADER + ",back",
        orders={"columns": {**COLUMNS, "refund": "back"}, "per_order": ["refund"]},
    )  # fmt: skip
    assert told.orders.execute()["value"].sum() == Decimal("17.5")
