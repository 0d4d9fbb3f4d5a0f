"""Exact bounds of a share: by hand, and how often they ever miss, looked at after each unit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.measurement.trials.inference import exact


def test_a_share_of_nothing_in_one_is_refuted_where_the_mixture_is_twenty_times_likelier():
    """One unit without: the mixture says 1/2, so shares p are left where (1 - p) * 20 > 1/2."""
    low, high = exact.share_bounds(0, 1)
    assert (low, round(high, 9)) == (0.0, 0.975)


def test_one_of_two_is_symmetric_about_a_half():
    """The mixture says 1/8 of one hit and one miss: p (1 - p) > 1/160."""
    low, high = exact.share_bounds(1, 2)
    edge = (1 - math.sqrt(1 - 4 / 160)) / 2
    assert (low, high) == (pytest.approx(edge), pytest.approx(1 - edge))


@given(st.integers(0, 3000), st.integers(0, 3000), st.floats(1e-4, 0.5))
def test_bounds_hold_what_was_found_and_mirror_what_was_not(hits, misses, alpha):
    """The share found lies within, and hits and misses exchanged give one less the bounds."""
    n = hits + misses
    low, high = exact.share_bounds(hits, n, alpha=alpha)
    assert 0 <= low <= (hits / n if n else 0)
    assert (hits / n if n else 1) <= high <= 1
    mirrored = exact.share_bounds(misses, n, alpha=alpha)
    assert mirrored == (pytest.approx(1 - high, abs=1e-9), pytest.approx(1 - low, abs=1e-9))


def test_a_difference_is_as_wide_as_its_two_shares_with_half_the_chance_each():
    """0 of 500 against 0 of 500: each is below 1.5 % with the half of 5 %."""
    high = exact.share_bounds(0, 500, alpha=0.025)[1]
    assert exact.difference_bounds(0, 500, 0, 500) == (-high, high)


@pytest.mark.parametrize("hits, n, alpha", [(2, 1, 0.05), (-1, 3, 0.05), (0, 1, 0.0)])
def test_what_is_no_share_is_refused(hits, n, alpha):
    """More hits than units, fewer than none, and no chance at all."""
    with pytest.raises(ValueError, match=f"got {hits} of {n}"):
        exact.share_bounds(hits, n, alpha=alpha)


@pytest.mark.parametrize("truth", [0.005, 0.25])
def test_looked_at_fifty_times_the_truth_is_missed_no_oftener_than_said(truth):
    """400 streams of 2,000 units: at most 5 % may ever miss; beyond 8.5 % is no chance."""
    rng = np.random.default_rng(11)
    hits = rng.binomial(40, truth, size=(400, 50)).cumsum(axis=1)
    missed = 0
    for stream in hits:
        bounds = (exact.share_bounds(int(h), 40 * (i + 1)) for i, h in enumerate(stream))
        missed += any(not low <= truth <= high for low, high in bounds)
    assert missed <= 34
