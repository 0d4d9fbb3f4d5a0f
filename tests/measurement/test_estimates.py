"""Estimates: values worked by hand, and intervals that cover the truth as often as they claim."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from taller.language import speaking
from taller.measurement import estimates

FINITE = st.floats(-1e9, 1e9, allow_nan=False)


def rng(purpose: str = "test") -> np.random.Generator:
    return estimates.generator(11, purpose)


@pytest.mark.parametrize("hits, n", [(0, 10), (1, 10), (10, 10), (37, 120), (1, 4000)])
def test_share_is_wilsons_interval(hits, n):
    """The same as SciPy's Wilson interval without continuity correction."""
    found = estimates.share(hits, n)
    expected = binomtest(hits, n).proportion_ci(0.95, method="wilson")
    assert (found.value, found.n, found.unit) == (hits / n, n, "share")
    assert found.low == pytest.approx(expected.low, abs=1e-12)
    assert found.high == pytest.approx(expected.high, abs=1e-12)


@pytest.mark.parametrize("hits, n", [(1, 0), (-1, 5), (6, 5)])
def test_share_refuses_what_is_no_share(hits, n):
    with pytest.raises(ValueError, match="a share needs 0 <= hits <= n"):
        estimates.share(hits, n)


def test_mean_of_a_small_sample_by_hand():
    """1, 2, 3, 6: mean 3; the interval is wider to the right, where the sample is skewed."""
    found = estimates.mean([1, 2, 3, 6], rng(), unit="money", draws=4000)
    assert found.value == 3.0
    assert found.n == 4
    assert 3 - found.low < found.high - 3
    assert "4" in found.method


def test_mean_of_equal_values_is_that_value():
    found = estimates.mean([7.0] * 9, rng(), unit="money")
    assert (found.low, found.value, found.high) == (7.0, 7.0, 7.0)


def test_mean_stays_within_its_bounds():
    """Left alone the interval would reach below 0.6 and above 0.8."""
    values = [0.3, 0.99, 1.0, 0.4, 1.0, 0.95, 0.2, 1.0]
    free = estimates.mean(values, rng(), unit="index")
    bound = estimates.mean(values, rng(), unit="index", within=(0.6, 0.8))
    assert free.low < 0.6 < 0.8 < free.high
    assert (bound.low, bound.high) == (0.6, 0.8)


@pytest.mark.parametrize("skewed", [False, True])
def test_mean_intervals_cover_the_truth_as_often_as_they_claim(skewed):
    """Of 400 samples of 40, about 95 % of the intervals hold the true mean."""
    draw = np.random.default_rng(5)
    held = 0
    for i in range(400):
        sample = draw.exponential(2.0, 40) if skewed else draw.normal(2.0, 3.0, 40)
        found = estimates.mean(sample, rng(str(i)), unit="number", draws=400)
        held += found.low <= 2.0 <= found.high
    assert 0.92 <= held / 400 <= 0.975


def test_share_intervals_cover_the_truth_as_often_as_they_claim():
    hits = np.random.default_rng(6).binomial(80, 0.07, 1000)
    held = [e.low <= 0.07 <= e.high for e in (estimates.share(int(h), 80) for h in hits)]
    assert 0.92 <= np.mean(held) <= 0.98


def test_difference_keeps_pairs_together():
    """Two columns that vary widely but differ by 1 each time: the interval is the point 1."""
    a = np.array([10.0, 200.0, 3000.0, 45.0])
    found = estimates.difference(a + 1, a, rng(), unit="money")
    assert found.value == pytest.approx(1.0)
    assert found.high - found.low < 1e-9


def test_difference_refuses_unequal_lengths():
    with pytest.raises(ValueError, match=r"pairs need equal lengths \(got 2 and 3\)"):
        estimates.difference([1, 2], [1, 2, 3], rng(), unit="money")


def test_ratios_are_sums_over_sums():
    """Parts 1+0+2 and 0+3+0 of a whole of 2+4+4: 0.3 each, and not the mean of ratios."""
    parts = np.array([[1.0, 0.0], [0.0, 3.0], [2.0, 0.0]])
    found = estimates.ratios(parts, [2.0, 4.0, 4.0], rng())
    assert [e.value for e in found] == pytest.approx([0.3, 0.3])
    assert found[0].low < 0.3 < found[0].high


def test_ratio_refuses_an_empty_whole():
    with pytest.raises(ValueError, match="the whole must be positive"):
        estimates.ratio([0.0, 0.0], [0.0, 0.0], rng())


def test_a_studentised_ratio_measures_each_resample_in_its_own_errors():
    """9 of 18, in six parts: its ends are quantiles of resamples' ratios over their errors."""
    part = np.array([1.0, 0.0, 2.0, 3.0, 1.0, 2.0])
    whole = np.array([2.0, 3.0, 3.0, 4.0, 5.0, 1.0])
    found = estimates.studentised_ratio(part, whole, rng(), draws=400)
    drawn = np.concatenate([*estimates.resample_weights(6, 400, rng())])
    value = drawn @ part / (drawn @ whole)
    rest = part - value[:, None] * whole
    errors = np.sqrt((drawn * rest**2).sum(axis=1)) / (drawn @ whole)
    own = float(np.sqrt(((part - 0.5 * whole) ** 2).sum())) / 18
    low, high = np.quantile((value - 0.5) / errors, [0.025, 0.975])
    assert (found.low, found.high) == pytest.approx((0.5 - high * own, 0.5 - low * own))
    kept = estimates.studentised_ratio(part, whole, rng(), draws=400, within=(0, 0.6))
    assert (kept.low, kept.high) == (max(0, found.low), min(0.6, found.high))


def test_where_all_keep_the_same_a_studentised_ratio_is_that():
    found = estimates.studentised_ratio([2.0, 4.0, 6.0], [2.0, 4.0, 6.0], rng())
    assert (found.low, found.value, found.high) == (1.0, 1.0, 1.0)


def test_statistics_of_sums_are_what_their_formulas_say():
    """The slope through the origin, sum(xy) / sum(xx), of y = 2x is 2 in each resample."""
    x = np.arange(1.0, 9.0)
    slope, mean = estimates.statistics(
        np.c_[2 * x * x, x * x, x, np.ones(8)],
        [lambda s: s[:, 0] / s[:, 1], lambda s: s[:, 2] / s[:, 3]],
        rng(),
        unit="number",
        methods=[lambda n, draws: f"slope of {n}, {draws}", lambda *_: "mean"],
    )
    assert (slope.value, slope.low, slope.high) == (2.0, 2.0, 2.0)
    assert slope.method == "slope of 8, 1000"
    assert mean.low < mean.value == 4.5 < mean.high


def test_ratio_intervals_cover_the_truth_as_often_as_they_claim():
    """Samples of 200 from a population of 50,000 whose value shares are counted."""
    draw = np.random.default_rng(12)
    group, value = draw.random(50_000) < 0.2, draw.lognormal(3, 0.8, 50_000)
    value[group] *= 3
    truth = value[group].sum() / value.sum()
    held = 0
    for i in range(300):
        drawn = draw.integers(0, 50_000, 200)
        found = estimates.ratio(value[drawn] * group[drawn], value[drawn], rng(str(i)), draws=400)
        held += found.low <= truth <= found.high
    assert 0.91 <= held / 300 <= 0.98


@pytest.mark.parametrize("values, message", [([1.0], "at least 2"), ([1.0, np.nan], "finite")])
def test_mean_refuses_what_has_no_interval(values, message):
    with pytest.raises(ValueError, match=message):
        estimates.mean(values, rng(), unit="number")


def test_same_seed_same_interval_whatever_was_drawn_before():
    """A purpose has a generator of its own, so the order of figures does not matter."""
    first = estimates.mean([1, 5, 2, 8], rng("a"), unit="number")
    estimates.mean([3, 3, 4, 9], rng("b"), unit="number")
    assert estimates.mean([1, 5, 2, 8], rng("a"), unit="number") == first


def test_blocks_of_resamples_do_not_change_the_figures(monkeypatch):
    """Many customers are resampled a few at a time; the draws are the same ones."""
    values = np.random.default_rng(1).exponential(size=50)
    whole = estimates.mean(values, rng(), unit="number", draws=100)
    monkeypatch.setattr(estimates, "_CELLS_AT_ONCE", 50 * 7)
    assert estimates.mean(values, rng(), unit="number", draws=100).low == pytest.approx(whole.low)


def test_the_method_is_said_in_the_language_in_force():
    with speaking("es"):
        assert estimates.share(1, 4).method == "proporción de 4, intervalo de Wilson"


@settings(max_examples=40, deadline=None)
@given(st.lists(FINITE, min_size=2, max_size=30))
def test_any_finite_sample_gives_an_interval_that_holds_its_mean(values):
    found = estimates.mean(values, rng(), unit="number", draws=50)
    assert found.low <= found.value <= found.high
