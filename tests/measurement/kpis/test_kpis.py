"""Business figures: each worked by hand, and where there is none."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from taller import language
from taller.measurement import kpis
from taller.phase import Estimate


@pytest.fixture
def rng():
    return np.random.default_rng(1)


GAIN = Estimate(value=520, low=80, high=960, unit="money", n=50, method="trial")
BEFORE, AFTER = [100, 100, 100, 100, 0], [100, 0, 150, 50, 900]


def test_every_figure_has_one_definition_and_one_function():
    functions = {name for name in kpis.__all__ if inspect.isfunction(getattr(kpis, name))}
    assert set(kpis.DEFINITIONS) == functions
    for code in ("en", "es"):
        with language.speaking(code):
            assert len({each.name for each in kpis.DEFINITIONS.values()}) == len(functions)
            assert len({each.formula for each in kpis.DEFINITIONS.values()}) == len(functions)


def test_units_are_those_of_the_definitions(rng):
    found = [
        kpis.conversion([1, 0]), kpis.cac(1.0, 1), kpis.ltv([1, 2], rng), kpis.ltv_to_cac(GAIN, 1),
        kpis.roas(2.0, 1), kpis.roi(GAIN, 1), kpis.retention([1, 0]), kpis.logo_churn([1, 0]),
        kpis.gross_retention(BEFORE, AFTER, rng), kpis.net_retention(BEFORE, AFTER, rng),
        kpis.revenue_churn(BEFORE, AFTER, rng), kpis.stickiness([1, 2], 30, rng),
        kpis.feature_breadth([[1, 0], [1, 1]], rng), kpis.payback([[2.0], [2.0]], 1, rng),
    ]  # fmt: skip
    units = [each.unit for each in kpis.DEFINITIONS.values()]
    order = ["conversion", "cac", "ltv", "ltv_to_cac", "roas", "roi", "retention", "logo_churn",
             "gross_retention", "net_retention", "revenue_churn", "stickiness", "feature_breadth",
             "payback"]  # fmt: skip
    assert list(kpis.DEFINITIONS) == order
    assert [each.unit for each in found] == units


def test_revenue_kept_with_and_without_growth(rng):
    """Of 400: kept 100, 0, 100 of 150, 50. The last paid nothing at the start: new."""
    assert kpis.gross_retention(BEFORE, AFTER, rng).value == pytest.approx(250 / 400)
    assert kpis.net_retention(BEFORE, AFTER, rng).value == pytest.approx(300 / 400)
    assert kpis.revenue_churn(BEFORE, AFTER, rng).value == pytest.approx(150 / 400)


def test_customers_kept_and_lost_add_up():
    stayed = [1, 1, 0, 1, 0]
    assert kpis.retention(stayed).value == pytest.approx(0.6)
    assert kpis.logo_churn(stayed).value == pytest.approx(0.4)
    assert kpis.logo_churn(stayed).low == pytest.approx(1 - kpis.retention(stayed).high)


def test_an_estimated_gain_keeps_its_interval():
    """(520 - 100) / 100 = 420 %, from -20 % to 860 %."""
    found = kpis.roi(GAIN, 100)
    assert (found.value, found.low, found.high) == pytest.approx((4.2, -0.2, 8.6))
    assert kpis.roas(GAIN, 100).value == pytest.approx(5.2)
    assert kpis.ltv_to_cac(GAIN, 130).value == pytest.approx(4.0)


def test_value_and_breadth_are_means(rng):
    assert kpis.ltv([0, 10, 50], rng).value == pytest.approx(20)
    assert kpis.feature_breadth([[1, 0, 0, 0], [1, 1, 1, 0]], rng).value == pytest.approx(0.5)


def test_payback_by_hand(rng):
    """12 and 18 a month on average 15: a cost of 40 after 2 months and 10 / 15 of the third."""
    found = kpis.payback(np.repeat([[12.0] * 4, [18.0] * 4], 50, axis=0), 40, rng)
    assert found.value == pytest.approx(2 + 2 / 3)
    assert found.low < found.value < found.high
    assert kpis.payback([[1.0], [1.0]], 0, rng).value == 0


def test_a_loss_after_payback_does_not_undo_it_nor_does_one_before_count_for_it(rng):
    assert kpis.payback([[-10, 30, -5]] * 2, 10, rng).value == pytest.approx(1 + 20 / 30)


def test_where_there_is_no_such_figure(rng):
    assert kpis.cac(100, 0) is None
    assert kpis.roi(100, 0) is None
    assert kpis.roas(100, 0) is None
    assert kpis.ltv_to_cac(100, 0) is None
    assert kpis.conversion([]) is None
    assert kpis.ltv([], rng) is None
    assert kpis.net_retention([0, 0], [5, 5], rng) is None
    assert kpis.stickiness([0, 0], 30, rng) is None
    assert kpis.feature_breadth([], rng) is None


def test_what_is_not_surely_paid_back_is_not_said_to_be(rng):
    """Never on average; and on average, but not for customers like half of these."""
    assert kpis.payback([[5.0, 5.0]] * 9, 11, rng) is None
    assert kpis.payback([[0.0], [22.0]] * 5, 10, rng) is None
