"""Response curves: formulas worked by hand, and what made panels give back."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from taller.measurement.media_mix import fit, shapes
from taller.measurement.media_mix.baseline import Baseline
from taller.measurement.media_mix.fitting import split_r_hat
from taller.measurement.media_mix.sampler import Sampler, cut_normal
from tests.measurement.media_mix.worlds import made

WEEKS = np.datetime64("2023-01-02") + 7 * np.arange(60)


@pytest.fixture(scope="module")
def world():
    return made(3, weeks=104, channels=3)


@pytest.fixture(scope="module")
def found(world):
    return fit(world.panel, seed=3)


def test_a_pulse_fades_by_its_carry_and_saturates_by_hills_curve():
    """Stock 1, 1/2, 1/4; half at 1/2, slope 2: 4/5, 1/2, 1/5."""
    shape = np.array([0.0, np.log(0.5), np.log(2.0)])
    effect = shapes.effect(np.array([[1.0, 0.0, 0.0]]), shape)
    assert effect[0].tolist() == pytest.approx([0.8, 0.5, 0.2])


def test_whitened_sales_are_as_likely_as_under_the_whole_covariance():
    """Density of y ~ N(0, I + Z V Z') by solving with it, and of W y."""
    rng = np.random.default_rng(2)
    known = Baseline.of(WEEKS, rng.normal(size=(1, 60, 1)), drifts=(0.0, 5.0))
    sales = rng.normal(size=(1, 60))
    for drift in (0, 1):
        columns = known.columns[drift, 0]
        white = known.whiten(sales, drift)
        whole = np.eye(60) + columns @ columns.T
        assert (white**2).sum() == pytest.approx(sales[0] @ np.linalg.solve(whole, sales[0]))
        assert known.log_det[drift, 0] == pytest.approx(np.linalg.slogdet(whole)[1])


def test_each_size_has_a_drift_and_overtones_a_tenth_as_high_or_as_usual():
    """Of two drifts: four sizes; the second wave of a year, columns 4 and 5, is a tenth as high."""
    known = Baseline.of(WEEKS, np.zeros((1, 60, 0)), drifts=(0.0, 5.0))
    assert known.sizes == ((0.0, 1.0), (5.0, 1.0), (0.0, 0.01), (5.0, 0.01))
    assert (known.alike(1, drift=True), known.alike(1, drift=False)) == ([1, 3], [0, 1])
    usual, low = known.columns[0, 0], known.columns[2, 0]
    assert low[:, 4:6] == pytest.approx(0.1 * usual[:, 4:6])
    assert np.delete(low, [4, 5], axis=1) == pytest.approx(np.delete(usual, [4, 5], axis=1))


def test_the_more_other_channels_add_the_less_a_channel_does_beforehand():
    """Of sales that say nothing: mean 1, spread 1/2, level 1/2, the others add .3 of sales.

    Precision 4 + .25 / .09 = 61/9, pull 4 - .5 * .3 / .09 = 7/3: mean 21/61, error (9/61)^(1/2).
    """
    spend = np.ones((2, 1, 60))
    known = Baseline.of(WEEKS, np.zeros((1, 60, 0)))
    chain = Sampler(spend, np.ones((1, 60)), known, scale=1.0, rng=np.random.default_rng(1))
    chain.mean[0], chain.spread[0], chain.noise, chain.others = (
        1.0,
        0.5,
        np.ones(1),
        np.array([0.3]),
    )
    half, nothing = np.full((1, 60), 0.5), np.zeros((1, 60))
    __, mean, error = chain._given(0, half, nothing, nothing, chain.shape[0])
    assert (mean[0], error[0]) == (pytest.approx(21 / 61), pytest.approx((9 / 61) ** 0.5))


def test_what_regions_share_is_as_precise_as_all_of_them_together():
    """The sum over regions of the inverse of their covariance, each by its noise."""
    known = Baseline.of(WEEKS, np.zeros((2, 60, 0)), drifts=(5.0,))
    noise = np.array([0.5, 2.0])
    whole = [np.eye(60) + columns @ columns.T for columns in known.columns[0]]
    expected = sum(np.linalg.inv(one) / n for one, n in zip(whole, noise, strict=True))
    assert known.precision(noise, 0) == pytest.approx(expected, abs=1e-5)


def test_a_week_that_moves_all_regions_is_not_taken_for_media():
    """Four regions share a hidden driver that the first channel follows: it is found and told."""
    world = made(1, regions=4, channels=2, weeks=60, demand=0.2)
    found = fit(world.panel, seed=1, draws=60)
    assert found.checks.unseen
    assert not found.checks.few_regions
    assert found.checks.common < 0.001
    assert found.drawn.common_size.mean() > 0.04
    assert abs(found.totals[:, 0].mean() / world.truth[:, :, 0].sum() - 1) < 0.35


def test_cut_normal_has_the_mean_of_a_normal_cut_at_zero():
    """Of mean 1 and error 1: 1 + density(1) / share above 0."""
    drawn = cut_normal(np.random.default_rng(1), np.ones(100_000), np.ones(100_000))
    assert drawn.mean() == pytest.approx(1 + stats.norm.pdf(1) / stats.norm.cdf(1), abs=0.01)


def test_chains_that_lie_apart_do_not_agree():
    rng = np.random.default_rng(1)
    same = rng.normal(size=(2, 200, 1))
    apart = same + np.array([0.0, 5.0])[:, None, None]
    assert split_r_hat(same) < 1.02
    assert split_r_hat(apart) > 2


def test_a_panel_of_the_family_is_given_back(found, world):
    """Each channel's total lies in its interval, and the same seed gives the same draws."""
    truth = world.truth.sum(axis=(0, 1))
    for estimate, true in zip(found.total(), truth, strict=True):
        assert estimate.low <= true <= estimate.high
    spent = world.panel.spend.sum(axis=(0, 1))
    assert found.roi[0].value == pytest.approx(found.totals[:, 0].mean() / spent[0])
    again = fit(world.panel, seed=3)
    assert np.array_equal(again.totals, found.totals)


def test_a_plan_that_repeats_the_past_sells_what_the_past_sold(found, world):
    """From nothing, the panel's own spend adds the contributions; after today, carry-over too."""
    curves, panel = found.curves(), world.panel
    again = curves.weekly(panel.spend[0], from_today=False)
    assert np.allclose(again, found.contributions[:, 0], rtol=1e-4, atol=1e-6)
    nothing = curves.weekly(np.zeros((3, 3)))
    assert np.array_equal(curves.weekly(np.full((3, 3), -1e-12)), nothing)  # a solver ends there
    assert (nothing >= 0).all()
    assert nothing[:, 0].sum() > nothing[:, 2].sum()
    for_ever = curves.weekly(np.tile(curves.observed_mean, (200, 1)), from_today=False)[:, -1]
    assert np.allclose(curves.steady(curves.observed_mean), for_ever, rtol=1e-3)


def test_what_sells_without_media_goes_on(found, world):
    """The coming quarter's baseline is near the same quarter of last year's, trend aside."""
    ahead = found.curves().baseline(13)
    rest = world.panel.sales[0] - world.truth[0].sum(axis=1)
    assert ahead.shape == (found.curves().draws, 13)
    assert ahead.mean() == pytest.approx(rest[52:65].mean(), rel=0.15)
