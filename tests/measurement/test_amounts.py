"""Measures of amounts: worked by hand, and the same as drawing the rows again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from taller.measurement import amounts

ONCE = np.ones((1, 4))
TARGET, PREDICTED = np.array([0.0, 10.0, 30.0, 60.0]), np.array([5.0, 0.0, 25.0, 50.0])


def test_each_measure_by_hand():
    """Ranks 1 2 3 4 against 2 1 3 4: 1 - 6 * 2 / (4 * 15) = .8."""
    assert amounts.spearman(TARGET, PREDICTED)(ONCE)[0] == pytest.approx(0.8)
    # In its own order the cumulated shares are 0 .1 .4 1, in the other .1 .1 .4 1.
    own = 1 - 2 * (0.0 + 0.05 + 0.25 + 0.7) / 4
    other = 1 - 2 * (0.05 + 0.1 + 0.25 + 0.7) / 4
    assert amounts.gini(TARGET, PREDICTED)(ONCE)[0] == pytest.approx(other / own)
    assert amounts.total_error(TARGET, PREDICTED)(ONCE)[0] == pytest.approx(0.2)
    assert amounts.absolute_error(TARGET, PREDICTED)(ONCE)[0] == pytest.approx(7.5)
    missed, spread = 25 + 100 + 25 + 100, 625 + 225 + 25 + 1225
    assert amounts.explained(TARGET, PREDICTED)(ONCE)[0] == pytest.approx(1 - missed / spread)
    ranked = (0.8 + other / own) / 2
    assert amounts.ranking(TARGET, PREDICTED)(ONCE)[0] == pytest.approx(ranked)


def test_the_wrong_way_round_is_below_zero_and_ties_are_chance():
    assert amounts.gini(TARGET, -TARGET)(ONCE)[0] == pytest.approx(-1)
    assert amounts.gini(TARGET, np.ones(4))(ONCE)[0] == pytest.approx(0)
    assert amounts.spearman(TARGET, np.ones(4))(ONCE)[0] == 0
    assert amounts.ranking(TARGET, np.ones(4))(ONCE)[0] == 0


def test_nothing_spent_ranks_nobody_and_every_prediction_is_off():
    nothing = np.zeros(4)
    for measure in (amounts.gini, amounts.spearman, amounts.explained):
        assert measure(nothing, PREDICTED)(ONCE)[0] == 0
    assert amounts.total_error(nothing, PREDICTED)(ONCE)[0] == 2
    assert amounts.total_error(nothing, nothing)(ONCE)[0] == 0


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_weights_are_rows_drawn_again(seed):
    rng = np.random.default_rng(seed)
    target, predicted = rng.integers(0, 5, 12).astype(float), rng.integers(0, 5, 12).astype(float)
    drawn = rng.integers(0, 12, 12)
    weights = np.bincount(drawn, minlength=12).astype(float)[None]
    for measure in (amounts.gini, amounts.total_error, amounts.absolute_error, amounts.explained,
                    amounts.spearman):  # fmt: skip
        one = measure(target, predicted)(weights)[0]
        other = measure(target[drawn], predicted[drawn])(np.ones((1, 12)))[0]
        assert one == pytest.approx(other), measure.__name__
    if len(set(target[drawn])) > 1 and len(set(predicted[drawn])) > 1:
        by_scipy = stats.spearmanr(target[drawn], predicted[drawn]).statistic
        assert amounts.spearman(target, predicted)(weights)[0] == pytest.approx(by_scipy)
