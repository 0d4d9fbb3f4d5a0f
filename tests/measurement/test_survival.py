"""Survival: the textbook's leukaemia trial, by hand, and how often the interval covers."""

from __future__ import annotations

import numpy as np
import pytest

from taller.measurement.survival import kaplan_meier, log_rank

# Freireich et al. (1963): weeks of remission under 6-mercaptopurine and placebo.
MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
MP_HAPPENED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_the_textbooks_curve():
    found = kaplan_meier(np.array(MP), np.array(MP_HAPPENED, dtype=bool))
    assert found.times.tolist() == [0, 6, 7, 10, 13, 16, 22, 23]
    expected = [1, 0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert found.share == pytest.approx(expected, abs=5e-5)
    assert found.at_risk.tolist() == [21, 21, 17, 15, 12, 11, 7, 6]
    assert found.median == 23
    share, low, high = found.at(10)
    assert share == pytest.approx(0.7529, abs=1e-4)
    assert (low, high) == pytest.approx((0.5032, 0.8894), abs=1e-3)  # R: conf.type "log-log"


def test_the_textbooks_log_rank():
    """Chi-squared 16.8 on one degree of freedom."""
    times = np.array([*MP, *PLACEBO])
    happened = np.array([*MP_HAPPENED, *[1] * 21], dtype=bool)
    group = np.array(["mp"] * 21 + ["placebo"] * 21)
    assert log_rank(times, happened, group) == pytest.approx(4.17e-5, rel=0.01)


def test_groups_alike_are_not_told_apart():
    times = np.array([1, 2, 3, 4, 1, 2, 3, 4.0])
    assert log_rank(times, np.ones(8, dtype=bool), np.repeat(["a", "b"], 4)) == pytest.approx(1)


def test_all_censored_stays_at_one():
    found = kaplan_meier(np.array([3, 5]), np.array([False, False]))
    assert found.share.tolist() == [1.0]
    assert found.median is None


def test_an_empty_sample_is_refused():
    with pytest.raises(ValueError, match="and some"):
        kaplan_meier(np.array([]), np.array([]))


def test_the_interval_covers_as_often_as_it_claims():
    """Exponential waits, censored at random: the true share at 1 is exp(-1)."""
    draw, inside = np.random.default_rng(9), 0
    for _run in range(400):
        wait, seen = draw.exponential(1, 150), draw.exponential(2, 150)
        _share, low, high = kaplan_meier(np.minimum(wait, seen), wait <= seen).at(1.0)
        inside += low <= np.exp(-1) <= high
    assert 0.92 <= inside / 400 <= 0.98
