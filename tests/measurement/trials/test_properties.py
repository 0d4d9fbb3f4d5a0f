"""What holds of any trial: which arm is first, what money is counted in, what is told of one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.measurement.trials.inference import intervals, sequential
from taller.measurement.trials.inference.delta import pair
from taller.measurement.trials.inference.discovery import adjusted
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import MEMBERS, Moments

COLUMNS = ["v", "d", "z", "e", MEMBERS]
METRICS = [
    Metric(key="m", column="v"),
    Metric(key="m", kind="ratio", column="v", per="d"),
    Metric(key="m", column="v", covariate="z"),
    Metric(key="m", kind="ratio", column="v", per="d", covariate="z", covariate_per="e"),
]
TRIALS = st.tuples(
    st.sampled_from(METRICS), st.integers(0, 10_000), st.integers(12, 60), st.integers(12, 60),
    st.booleans(),
)  # fmt: skip


def drawn(seed: int, n: int, m: int, clustered: bool) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    units = rng.gamma(2, 1, (n + m, 5)) + rng.gamma(2, 1, (n + m, 1))
    kept = units if clustered else units[:, :4]
    return kept[:n], kept[n:] * rng.choice([1.0, 1.3], 1)


def two(control: np.ndarray, arm: np.ndarray, metric: Metric):
    names = COLUMNS[: control.shape[1]]
    return pair(Moments.of(control, names), Moments.of(arm, names), metric)


@given(TRIALS)
@settings(max_examples=60, deadline=None)
def test_the_other_way_round_the_difference_turns_round(trial):
    metric, *how = trial
    control, arm = drawn(*how)
    one, other = two(control, arm, metric), two(arm, control, metric)
    assert one.arm - one.control == pytest.approx(other.control - other.arm, abs=1e-9)
    assert (one.variance, one.df) == pytest.approx((other.variance, other.df), rel=1e-9)


@given(TRIALS, st.floats(0.001, 1e6))
@settings(max_examples=60, deadline=None)
def test_in_another_currency_the_lift_is_the_same(trial, rate):
    """And the difference, and its error, are so many times as much."""
    metric, *how = trial
    control, arm = drawn(*how)
    scale = np.array([rate, 1, rate, 1, 1])[: control.shape[1]]
    one, other = two(control, arm, metric), two(control * scale, arm * scale, metric)
    reach = intervals.reach(one.df)
    bounds = [np.array(intervals.difference(each, reach)) for each in (one, other)]
    assert bounds[1] == pytest.approx(rate * bounds[0], rel=1e-6, abs=1e-6 * rate)
    bounds = [np.array(intervals.lift(each, reach)) for each in (one, other)]
    assert bounds[1] == pytest.approx(bounds[0], rel=1e-6, abs=1e-9, nan_ok=True)


@given(TRIALS, st.floats(1.0, 5.0))
@settings(max_examples=60, deadline=None)
def test_difference_and_lift_never_contradict(trial, reach):
    """A lift is told from 0 where the difference is, at whatever reach."""
    metric, *how = trial
    found = two(*drawn(*how), metric)
    low, high = intervals.lift(found, np.array(reach))
    if np.isfinite(low):
        bounds = intervals.difference(found, np.array(reach))
        assert (low > 0, high < 0) == (bounds[0] > 0, bounds[1] < 0)
        assert low <= found.arm / found.control - 1 <= high


@given(TRIALS, st.integers(10, 10_000))
@settings(max_examples=60, deadline=None)
def test_p_is_below_five_percent_where_the_interval_leaves_out_nothing(trial, planned):
    metric, *how = trial
    found = two(*drawn(*how), metric)
    for p, reach in (
        (intervals.p_value(found), intervals.reach(found.df)),
        (sequential.p_value(found, planned=planned),
         sequential.reach(found.n, found.df, planned=planned)),
    ):  # fmt: skip
        low, high = intervals.difference(found, reach)
        assert (p < 0.05) == (low > 0 or high < 0)


@given(st.integers(20, 10**7), st.integers(20, 10**7), st.floats(0.8, 0.999))
@settings(max_examples=60, deadline=None)
def test_what_may_be_looked_at_often_is_wider(n, planned, level):
    often = sequential.reach(np.array(n), np.array(1e6), planned=planned, level=level)
    assert often > intervals.reach(np.array(1e6), level)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_adjusted_p_values_keep_their_order_and_never_fall(p_values):
    found = adjusted(p_values)
    assert all(0 <= p <= q + 1e-12 <= 1 + 1e-12 for p, q in zip(p_values, found, strict=True))
    order = np.argsort(p_values, kind="stable")
    assert (np.diff(np.array(found)[order]) >= -1e-12).all()


def test_adjusted_p_values_are_scipys():
    from scipy.stats import false_discovery_control

    p_values = np.random.default_rng(8).random(40) ** 2
    assert adjusted(list(p_values)) == pytest.approx(false_discovery_control(p_values))
