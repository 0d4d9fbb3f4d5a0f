"""Orders as wholes: by their first day, and in which months they count."""

from __future__ import annotations

import datetime as dt

from taller.data.orders import whole_orders
from taller.data.orders.whole_orders import Begun
from tests.data.order_rows import line, rows

JAN, FEB, MAR = (dt.date(2026, month, 1) for month in (1, 2, 3))


def test_orders_are_counted_by_first_day_and_last_month():
    """Order 1 lies on 5 January, 2 lasts from 31 January to 1 February; a cancellation is none."""
    table = rows(
        line("1", "2026-01-05 10:00", 1, 5),
        line("1", "2026-01-05 10:00", 2, 5, user_id="bea"),
        line("2", "2026-01-31 23:50", 1, 5),
        line("2", "2026-02-01 00:10", 1, 5),
        line("3", "2026-01-05 11:00", -1, 5),
    )
    one, two = whole_orders.begun(table, currency=False)
    assert (one.day, one.until, one.orders, one.several) == (dt.date(2026, 1, 5), JAN, 1, 1)
    assert one.failed == {"several_customers": 1, "several_days": 0}
    assert (two.day, two.until, two.orders, two.several) == (dt.date(2026, 1, 31), FEB, 1, 1)
    assert two.failed == {"several_customers": 0, "several_days": 0}


def test_two_days_and_two_currencies_are_contradictions():
    table = rows(
        line("1", "2026-01-05", 1, 5),
        line("1", "2026-01-07", 1, 5, currency="USD"),
    )
    (found,) = whole_orders.begun(table, currency=True)
    assert found.failed == {"several_customers": 0, "several_days": 1, "several_currencies": 1}


def test_an_order_over_the_turn_of_a_month_counts_in_both():
    found = [
        Begun(dt.date(2026, 1, 5), JAN, 3, 0, {}),
        Begun(dt.date(2026, 1, 31), FEB, 2, 2, {}),
    ]
    assert whole_orders.by_month(found) == {JAN: 5, FEB: 2}


def test_an_order_that_may_skip_a_month_or_has_no_date_is_left_to_a_closer_look():
    assert whole_orders.by_month([Begun(dt.date(2026, 1, 31), MAR, 1, 1, {})]) is None
    assert whole_orders.by_month([Begun(None, None, 1, 1, {})]) is None
    assert whole_orders.by_month([Begun(dt.date(2025, 12, 31), JAN, 1, 1, {})]) == {
        dt.date(2025, 12, 1): 1,
        JAN: 1,
    }
