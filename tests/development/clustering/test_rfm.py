"""RFM quintiles by hand, and a comparison that says who won."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.development.clustering.evaluation import rfm
from taller.development.clustering.evaluation.rfm import Quintiles


def frame(recency, frequency, monetary) -> pd.DataFrame:
    return pd.DataFrame(
        {"recency_days": recency, "frequency": frequency, "monetary": monetary}, dtype=float
    )


def test_ten_customers_fall_two_by_two_into_fifths():
    """Recency is best when lowest; the other two when highest."""
    ten = np.arange(1, 11)
    scores = Quintiles.learn(frame(ten, ten, ten)).scores(frame(ten, ten, ten))
    assert scores["frequency"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert scores["recency_days"].tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]


def test_customers_who_tie_share_a_fifth():
    """Seven of ten ordered once: they all score 1, and nobody is cut from their like."""
    once = [1] * 7 + [2, 3, 9]
    scores = Quintiles.learn(frame(once, once, once)).scores(frame(once, once, once))
    assert scores["frequency"].tolist() == [1] * 7 + [4, 5, 5]


def test_cut_points_are_those_of_the_first_date():
    """100 at a later date is beyond all that was seen, so it scores 5."""
    ten = np.arange(1, 11)
    learned = Quintiles.learn(frame(ten, ten, ten))
    assert learned.cells(frame([100, 1], [100, 1], [100, 1])).tolist() == [155, 511]


def test_a_group_never_seen_before_gets_the_mean_of_all():
    learned = pd.Series([1.0, 3.0, 8.0], index=["a", "b", "c"])
    then = pd.Series([1, 1, 2], index=["a", "b", "c"])
    now = pd.Series([1, 2, 9], index=["a", "c", "x"])
    assert rfm._group_means(learned, then, now).tolist() == [2.0, 8.0, 4.0]


def judge(actual, ours, cells, score=None, seed=1):
    score = cells if score is None else score
    predicted = {"segments": ours, "rfm_cells": cells, "rfm_score": score}
    return rfm._judge(predicted, dict.fromkeys(predicted, 5), pd.Series(actual), seed)


def test_r_squared_by_hand():
    """Actual 0, 2, 4 (total 8) predicted 0, 2, 2 (error 4): R² is 1 - 4/8; the mean gives 0."""
    good, flat = np.array([0.0, 2.0, 2.0]), np.full(3, 2.0)
    (ours, cells, _score), gap, _gap_score = judge([0.0, 2.0, 4.0], good, flat)
    assert (ours.r_squared.value, cells.r_squared.value) == pytest.approx((0.5, 0.0))
    assert gap.value == pytest.approx(0.5)


def test_rank_correlation_is_spearmans():
    from scipy.stats import spearmanr

    draw = np.random.default_rng(3)
    x = draw.integers(0, 5, 80).astype(float)
    y = np.maximum(x + draw.normal(0, 2, 80), 0)
    (ours, other, _score), *_gaps = judge(y, x, -x)
    expected = spearmanr(x, y).statistic
    assert ours.rank_correlation.value == pytest.approx(expected)
    assert other.rank_correlation.value == pytest.approx(-expected)
    assert ours.rank_correlation.low < expected < ours.rank_correlation.high


def test_the_better_predictor_is_named_whichever_it_is():
    draw = np.random.default_rng(4)
    truth = draw.normal(size=600)
    actual = pd.Series(truth + draw.normal(size=600))
    near, far = truth, draw.normal(size=600)
    assert "segments explain next-period spend better" in _verdict(near, far, far, actual)
    assert "RFM cells explain next-period spend better" in _verdict(far, near, far, actual)
    assert "Neither" in _verdict(near, near, near, actual)
    assert "score do better than the segments" in _verdict(far, far, near, actual)


def _verdict(ours, cells, score, actual) -> str:
    return rfm._verdict(*judge(actual, ours, cells, score))


@pytest.mark.slow
def test_the_interval_of_the_difference_covers_the_truth_as_often_as_it_claims():
    """Predictors with true R² of 0.5 and 0.32: of 200 samples, about 95 % hold the gap of 0.18."""
    draw = np.random.default_rng(8)
    held = 0
    for i in range(200):
        x, z = draw.normal(size=(2, 300))
        _contenders, gap, _gap_score = judge(x + z, x, 0.4 * x, seed=i)
        held += gap.low <= 0.18 <= gap.high
    assert 0.90 <= held / 200 <= 0.99
