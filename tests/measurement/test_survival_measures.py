"""Measures of curves with censoring: by hand, by plain loops, and against what is known."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.measurement.survival import (
    Observed,
    brier,
    censoring,
    concordance,
    kaplan_meier,
)


def seen_of(*rows) -> Observed:
    """(duration, happened[, entered]) of each."""
    t, d = np.array([r[0] for r in rows], float), np.array([bool(r[1]) for r in rows])
    return Observed(t, d, np.array([r[2] for r in rows], float) if len(rows[0]) > 2 else None)


def test_who_comes_late_is_at_risk_only_from_then_on():
    """At 2: one of the two there; at 4: one of the two there (the third came at 3)."""
    seen = seen_of((2, 1, 0), (6, 0, 0), (4, 1, 3))
    found = kaplan_meier(seen.durations, seen.happened, entered=seen.entered)
    assert found.at_risk.tolist() == [3, 2, 2]
    assert found.share.tolist() == [1, 0.5, 0.25]


def test_what_happens_at_a_time_goes_before_what_is_censored_at_it():
    """At 2 one of four is gone by an event; of the three left one is censored."""
    found = censoring(seen_of((2, 1), (2, 0), (3, 0), (4, 1)))
    assert found.shares(np.array([1.9, 2, 2.5, 3])).tolist() == pytest.approx(
        [1, 2 / 3, 2 / 3, 1 / 3]
    )
    assert found.shares(np.array([2.0]), before=True)[0] == 1


def test_harrells_pairs_by_hand():
    """1 before all: right against 2 and 4, wrong against 3; 3 before 4: a tie. 2 is censored."""
    seen = seen_of((1, 1), (2, 0), (3, 1), (4, 0))
    risk = np.array([0.5, 0.4, 0.6, 0.6])
    # pairs: (1,2) right, (1,3) wrong, (1,4) wrong, (3,4) tie
    assert concordance(seen, risk)(np.ones((1, 4)))[0] == pytest.approx(1.5 / 4)


def test_unos_weights_by_hand():
    """Half are censored between 1 and 3, so what happens at 3 weighs four times."""
    seen = seen_of((1, 1), (2, 0), (3, 1), (4, 0))
    censored = censoring(seen)
    assert censored.shares(np.array([3.0]), before=True)[0] == pytest.approx(2 / 3)
    risk = np.array([0.9, 0.1, 0.3, 0.6])
    # at 1: three pairs, all right, weight 1; at 3: one pair, wrong, weight 1 / (2/3)^2
    found = concordance(seen, risk, censored=censored)(np.ones((1, 4)))[0]
    assert found == pytest.approx(3 / (3 + 9 / 4))
    assert concordance(seen, risk, censored=censored, until=2)(np.ones((1, 4)))[0] == 1


def test_who_was_not_yet_watched_makes_no_pair():
    seen = seen_of((1, 1, 0), (3, 1, 2), (4, 0, 0))
    risk = np.array([0.1, 0.9, 0.5])
    # (1,2): the second came at 2, no pair; (1,3): wrong; (2,3): right
    assert concordance(seen, risk)(np.ones((1, 3)))[0] == pytest.approx(0.5)


times = st.lists(
    st.tuples(st.integers(1, 8), st.booleans(), st.integers(0, 4)), min_size=3, max_size=12
)


@settings(max_examples=150, deadline=None)
@given(rows=times, weights=st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_pairs_are_those_of_plain_loops(rows, weights):
    """Any ties, any censoring, any resample."""
    seen = Observed(np.array([float(t) for t, _d, _r in rows]), np.array([d for _t, d, _r in rows]))
    risk = np.array([float(r) for _t, _d, r in rows])
    w, good, total = np.array(weights[: len(rows)], float), 0.0, 0.0
    for i, j in itertools.permutations(range(len(rows)), 2):
        earlier = rows[i][0] < rows[j][0] or (rows[i][0] == rows[j][0] and not rows[j][1])
        if rows[i][1] and earlier:
            total += w[i] * w[j]
            good += w[i] * w[j] * ((risk[i] > risk[j]) + (risk[i] == risk[j]) / 2)
    found = concordance(seen, risk)(w[None])[0]
    assert np.isnan(found) if total == 0 else found == pytest.approx(good / total, rel=1e-5)


def test_without_censoring_the_error_is_the_plain_brier_score():
    """Three, gone at 1, 2 and 3, told .5 at all times: .25 everywhere."""
    seen = seen_of((1, 1), (2, 1), (3, 1))
    at = np.array([0.5, 1.5, 2.5])
    found = brier(seen, np.full((3, 3), 0.5), at, censored=censoring(seen))(np.ones((1, 3)))[0]
    assert found == pytest.approx(0.25)
    right = (seen.durations[:, None] > at).astype(float)
    assert brier(seen, right, at, censored=censoring(seen))(np.ones((1, 3)))[0] == 0


def test_the_censored_count_through_those_who_stayed():
    """At 3: the one gone at 1 weighs 1, the censored one 0, each of two left 3/2.

    (.6² + 3/2 (1 - .6)² 2) / 4 = .21; at .5 all four are there: (1 - .8)² = .04.
    """
    seen = seen_of((1, 1), (2, 0), (4, 1), (5, 0))
    curves = np.tile([0.8, 0.6], (4, 1))
    found = brier(seen, curves, np.array([0.5, 3.0]), censored=censoring(seen))(np.ones((1, 4)))[0]
    assert found == pytest.approx((0.04 + 0.21) / 2)


def test_each_counts_from_when_it_was_watched():
    """At 1 only the first is there and is told 1: no error; at 3 the others are told .5."""
    seen = seen_of((9, 0, 0), (9, 0, 2), (9, 0, 2))
    curves = np.array([[1.0, 1.0], [0.0, 0.5], [0.0, 0.5]])
    found = brier(seen, curves, np.array([1.0, 3.0]), censored=censoring(seen))(np.ones((1, 3)))[0]
    assert found == pytest.approx((0 + (0.25 + 0.25) / 3) / 2)


def test_the_true_curve_has_the_least_error_whatever_the_censoring():
    draw = np.random.default_rng(4)
    n = 4000
    rate = draw.choice([0.2, 1.0], n)
    wait, end = draw.exponential(1 / rate), draw.exponential(2, n)
    seen = Observed(np.minimum(wait, end), wait <= end)
    at = np.linspace(0.1, 2, 20)
    true, weights = np.exp(-rate[:, None] * at), np.ones((1, n))
    censored = censoring(seen)
    errors = [
        brier(seen, true**power, at, censored=censored)(weights)[0] for power in (0.6, 1, 1.6)
    ]
    expected = np.trapezoid((true * (1 - true)).mean(axis=0), at) / (at[-1] - at[0])
    assert errors[1] == pytest.approx(expected, rel=0.05)
    assert errors[1] < min(errors[0], errors[2])
    # The ranking does not depend on how long they were watched.
    whole = Observed(wait, np.ones(n, dtype=bool))
    c = concordance(seen, rate, censored=censored, until=2)(weights)[0]
    assert c == pytest.approx(concordance(whole, rate, until=2)(weights)[0], abs=0.015)
