"""Spreading an amount over an order's lines: exact, to the cent, nearest to each line's share."""

from __future__ import annotations

from fractions import Fraction

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.data.shapes.spreading import spread

CON = duckdb.connect()


def shares(amount: int | None, weights: list[int | None], currency: str = "EUR") -> list[int]:
    """Shares in ten-thousandths of one order's lines."""
    lines = ", ".join(
        f"({row}, 1, {'NULL' if weight is None else weight}::BIGINT)"
        for row, weight in enumerate(weights)
    )
    said = "NULL" if amount is None else amount
    relation = (
        f"SELECT *, {said}::BIGINT AS amount, '{currency}' AS currency "
        f"FROM (VALUES {lines}) AS t(source_row, g, weight)"
    )
    query = spread(relation, "share", amount="amount", weight="weight", group="g")
    return [
        n for (n,) in CON.execute(f"SELECT share FROM ({query}) ORDER BY source_row").fetchall()
    ]


def test_ten_over_three_alike_is_3_34_3_33_3_33():
    assert shares(100_000, [7, 7, 7]) == [33_400, 33_300, 33_300]


def test_the_cent_goes_to_the_share_that_is_cut_most():
    """1.00 by 1 : 2 : 4 is 0.142…, 0.285…, 0.571…: floors 14, 28, 57; the cent to 0.285…"""
    assert shares(10_000, [1, 2, 4]) == [1_400, 2_900, 5_700]


def test_nothing_worth_anything_is_shared_alike_and_negative_amounts_keep_their_sign():
    assert shares(200, [0, 0]) == [100, 100]
    assert shares(-10_000, [1, 1, 1]) == [-3_400, -3_300, -3_300]
    assert shares(10_000, [None, -5, 4]) == [0, 0, 10_000]
    assert shares(None, [3, 4]) == [0, 0]


def test_amounts_finer_than_a_cent_and_currencies_without_cents():
    assert shares(105, [1, 1]) == [53, 52]
    assert shares(10_000_000, [1, 1, 1], "CLP") == [3_340_000, 3_330_000, 3_330_000]
    assert shares(10_000_000, [1, 1, 1], "EUR") == [3_333_400, 3_333_300, 3_333_300]


@settings(deadline=None, max_examples=150)
@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(0, 10**12), min_size=1, max_size=12),
    st.sampled_from(["EUR", "JPY"]),
)
def test_shares_sum_to_the_amount_each_within_a_cent_of_its_exact_share(amount, weights, currency):
    found = shares(amount, weights, currency)
    assert sum(found) == amount
    step = 10_000 if currency == "JPY" and amount % 10_000 == 0 else 100 if amount % 100 == 0 else 1
    total = sum(weights)
    for share, weight in zip(found, weights, strict=True):
        exact = Fraction(amount * weight, total) if total else Fraction(amount, len(weights))
        assert abs(share - exact) < step
        assert share % step == 0
