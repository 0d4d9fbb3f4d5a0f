"""Net present value, rate, payback and ROI: by hand, and as numpy-financial has them."""

from __future__ import annotations

import numpy as np
import numpy_financial as npf
import pytest

from taller.planning.plan.model import finance


def test_value_on_the_first_day_by_hand():
    """At 21 % a year, which is 10 % in half of one, 110 after six months is worth 100."""
    flows = np.array([[-100.0, 0, 0, 0, 0, 0, 110.0]])
    assert finance.present_value(flows, 0.21) == pytest.approx([0.0], abs=1e-9)
    assert finance.present_value(flows, 0.0) == pytest.approx([10.0])


def test_many_streams_are_valued_and_rated_as_numpy_financial_does_each():
    rng = np.random.default_rng(3)
    flows = np.concatenate([-rng.uniform(1, 9, (40, 4)), rng.uniform(0, 4, (40, 20))], axis=1)
    rates, kinds = finance.rates(flows)
    assert set(kinds) == {"one"}
    for flow, rate in zip(flows, rates, strict=True):
        assert rate == pytest.approx((1 + npf.irr(flow)) ** 12 - 1, rel=1e-8)
        value = npf.npv(finance.monthly(0.15), flow)
        assert finance.present_value(flow, 0.15) == pytest.approx(value)


def test_a_loss_has_a_rate_below_zero():
    """100 out, 81 back after two months: 10 % lost in each, 71.8 % in twelve."""
    rates, kinds = finance.rates(np.array([[-100.0, 0.0, 81.0]]))
    assert rates == pytest.approx([0.9**12 - 1])
    assert kinds.tolist() == ["one"]


@pytest.mark.parametrize(
    ("flow", "kind"),
    [([-1.0, -2.0, 0.0], "none"), ([0.0, 0.0, 0.0], "none"), ([3.0, 1.0, 2.0], "none"),
     ([-1.0, 5.0, -6.0], "several"),  # 100 % and 200 % a month
     ([-1.0, 2.0, -1.0], "several"),  # the sum so far ends at nothing
     ([-10.0, 4.0, -1.0, 9.0], "one")],  # the sum so far changes its sign once: Norstrøm
)  # fmt: skip
def test_a_rate_that_does_not_exist_or_is_ambiguous_is_not_told(flow, kind):
    rates, kinds = finance.rates(np.array([flow]))
    assert kinds.tolist() == [kind]
    assert np.isnan(rates[0]) == (kind != "one")


def test_months_without_money_between_do_not_change_a_sign():
    """100 out, nothing, 121 back: 10 % a month."""
    rates, _kinds = finance.rates(np.array([[-100.0, 0.0, 121.0], [0.0, -100.0, 110.0]]))
    assert rates == pytest.approx([1.1**12 - 1] * 2)


def test_money_is_back_from_the_month_after_which_it_is_never_short_again():
    """-5, -1, 0 in sum: back in the third. -5, 2, -1: short again, so not back."""
    flows = np.array([[-5.0, 4.0, 1.0], [-5.0, 7.0, -3.0], [-5.0, 1.0, 1.0], [2.0, 1.0, -1.0]])
    assert finance.payback(flows).tolist() == [3.0, np.inf, np.inf, 1.0]


def test_roi_is_what_comes_back_beyond_what_was_put_in():
    """40 back of 50: 20 % lost; nothing put in has no return."""
    found = finance.roi(np.array([[40.0, 0], [5.0, 0]]), np.array([[20.0, 30.0], [0, 0]]))
    assert found[0] == pytest.approx(-0.2)
    assert np.isnan(found[1])
