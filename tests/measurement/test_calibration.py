"""Calibration: a distortion that is known is undone; groups are counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from taller.measurement.calibration import (
    Platt,
    expected_error,
    log_odds,
    probability,
    reliability,
)


def test_log_odds_and_probability_are_inverse():
    p = np.array([0.01, 0.5, 0.9])
    assert probability(log_odds(p)) == pytest.approx(p)
    assert np.isfinite(log_odds(np.array([0.0, 1.0]))).all()


def test_a_known_distortion_is_undone():
    """Outcomes drawn at the true log-odds; the scores given are twice as sure and shifted."""
    draw = np.random.default_rng(4)
    true = draw.normal(0, 1.5, 40_000)
    happened = (draw.random(40_000) < probability(true)).astype(float)
    found = Platt.fit(2 * true + 1, happened)
    assert found.slope == pytest.approx(0.5, abs=0.02)
    assert found.shift == pytest.approx(-0.5, abs=0.04)
    mean = found.apply(2 * true + 1).mean()
    assert mean == pytest.approx(happened.mean(), abs=1e-4)


def test_scores_that_say_nothing_give_the_rate():
    happened = np.r_[np.ones(30), np.zeros(70)]
    assert Platt.fit(np.zeros(100), happened).apply(np.zeros(1))[0] == pytest.approx(0.3, abs=1e-3)


def test_a_separating_score_stays_finite():
    found = Platt.fit(np.r_[np.full(50, 5.0), np.full(50, -5.0)], np.r_[np.ones(50), np.zeros(50)])
    assert np.isfinite([found.slope, found.shift]).all()
    assert found.slope > 0


def test_groups_are_of_equal_size_and_their_distance_is_weighted():
    target = np.array([0, 0, 1, 1.0])
    p = np.array([0.1, 0.3, 0.6, 0.8])
    bins = reliability(target, p, 2)
    assert [b.predicted for b in bins] == pytest.approx([0.2, 0.7])
    assert [b.happened.value for b in bins] == [0.0, 1.0]
    assert expected_error(bins) == pytest.approx((0.2 * 2 + 0.3 * 2) / 4)
