"""Values of policies: hand-worked numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.errors import AnalysisError, DataError
from taller.measurement.uplift import best_arm, policy_value

TOLD = ["a", "a", "a", "b", "b", "b"]
ARM = ["a", "a", "b", "b", "b", "a"]
Y = [1.0, 3.0, 9.0, 4.0, 6.0, 9.0]


def test_those_who_drew_what_they_are_told_stand_for_all_of_them():
    """Means 2 of those told a and 5 of those told b, who cost 1 each: (2 + 4) / 2."""
    assert policy_value(TOLD, ARM, Y, costs={"b": 1}).value == pytest.approx(3.0)


def test_the_interval_by_hand():
    """Influences 2 + 1.5 (-1, 1, 0) and 5 + 1.5 (-1, 1, 0)."""
    influence = np.array([0.5, 3.5, 2.0, 3.5, 6.5, 5.0])
    found = policy_value(TOLD, ARM, Y)
    assert found.high - found.value == pytest.approx(1.959964 * influence.std(ddof=1) / 6**0.5)


def test_against_itself_a_policy_is_worth_nothing_and_that_is_sure():
    found = policy_value(TOLD, ARM, [1, 0, 0, 1, 0, 1], against=TOLD)
    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_only_those_told_otherwise_matter_for_a_difference():
    """All told a as before but the last four, told c: their mean 7 against 6 of a, of 8 rows."""
    arm = ["a", "a", "c", "c", "a", "a", "c", "c"]
    y = [1, 2, 3, 4, 6, 6, 5, 9]
    found = policy_value(["a"] * 4 + ["c"] * 4, arm, y, against="a")
    assert found.value == pytest.approx((7 - 6) / 2)


def test_odds_of_the_lot_weigh():
    """Of three told a, 1 was given at .5 and 5 at .25: (2 * 1 + 4 * 5) / 6."""
    odds = pd.DataFrame({"a": [0.5, 0.25, 0.5], "b": [0.5, 0.75, 0.5]})
    found = policy_value("a", ["a", "a", "b"], [1, 5, 0], propensity=odds)
    assert found.value == pytest.approx(22 / 6)


def test_doubly_robust_right_predictions_leave_no_noise():
    predicted = pd.DataFrame({"a": [1.0, 2.0, 4.0, 3.0], "b": [0.0, 0.0, 0.0, 0.0]})
    found = policy_value("a", ["a", "b", "a", "b"], [1, 0, 4, 0], predicted=predicted)
    assert found.value == pytest.approx(2.5)  # of all four, of whom two were given b
    spread = np.std([1, 2, 4, 3], ddof=1) / 2
    assert found.high - found.value == pytest.approx(1.959964 * spread)


def test_best_arm_pays_or_it_is_control():
    scores = pd.DataFrame({"mail": [0.2, 0.005, np.nan], "call": [0.3, 0.1, np.nan]})
    told = best_arm(scores, control="none", costs={"mail": 1, "call": 12}, worth=100)
    assert told.tolist() == ["mail", "none", None]


def test_who_is_told_nothing_is_left_out():
    assert policy_value([*TOLD, None], [*ARM, "a"], [*Y, 99]) == policy_value(TOLD, ARM, Y)


def test_where_nobody_told_an_arm_drew_it_its_mean_elsewhere_stands_in():
    """One is told b and drew a: b's mean is 4; four told a who drew it bring 1."""
    arm, y = ["a", "a", "a", "a", "b", "b"], [9, 1, 1, 1, 3, 5]
    found = policy_value(["b", "a", "a", "a", "a", "a"], arm, y)
    assert found.value == pytest.approx((4 + 5 * 1) / 6)


def test_faults_are_told():
    with pytest.raises(DataError, match="equal lengths"):
        policy_value(["a"], ARM, Y)
    with pytest.raises(AnalysisError, match="6 are told 'c', which nobody was given"):
        policy_value("c", ARM, Y)


def test_rare_outcomes_that_nobody_had_widen_by_the_square_of_a_cells_share():
    """None of 8 in each half of two: as of one in ten, .1 * .9 / 10 each, by a quarter."""
    told = ["a"] * 8 + ["b"] * 8
    found = policy_value(told, told, [0.0] * 16)
    assert (found.value, found.high) == pytest.approx((0.0, 1.959964 * (0.009 / 4 * 2) ** 0.5))
