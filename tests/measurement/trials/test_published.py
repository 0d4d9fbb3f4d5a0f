"""Trials against what others published or compute: GrowthBook, Hillstrom, tea-tasting."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import tea_tasting as tt

from taller.measurement.trials.compare import compare
from taller.measurement.trials.inference import intervals
from taller.measurement.trials.inference.delta import Linear, linear, pair
from taller.measurement.trials.metric import Metric, columns_of
from taller.measurement.trials.moments import Moments, by_arm

VALUE = Metric(key="v", column="v")


def of_deviation(n: int, mean: float, deviation: float) -> Moments:
    square = deviation**2 * (n - 1) + n * mean**2
    return Moments.of_sums(["v"], n, [n * mean], [[square]])


def test_growthbooks_first_vector():
    """Difference .29, 95 % CI [.04538, .53462], p .02016."""
    arms = {"a": of_deviation(3407, 0.41, 3.9), "b": of_deviation(3461, 0.70, 6.2)}
    (found,) = compare(arms, [VALUE], control="a")
    bounds = found.difference
    assert (bounds.value, bounds.low, bounds.high) == pytest.approx(
        (0.29, 0.04538, 0.53462), abs=5e-6
    )
    assert found.p == pytest.approx(0.02016, abs=5e-6)


def test_growthbooks_second_vector():
    """The difference; and the lift by the delta method, which is what GrowthBook shows."""
    from scipy.stats import t

    arms = {"a": Moments.of_sums(["v"], 3000, [1396.87], [[52377.9767]]),
            "b": Moments.of_sums(["v"], 3461, [2422.7], [[134698.29]])}  # fmt: skip
    (found,) = compare(arms, [VALUE], control="a")
    bounds = found.difference
    expected = (0.234377, -0.020138, 0.488891, 0.071085)
    assert (bounds.value, bounds.low, bounds.high, found.p) == pytest.approx(expected, abs=5e-7)
    two = pair(arms["a"], arms["b"], VALUE)
    low, high = intervals.lift_delta(two, intervals.reach(two.df))
    p = 2 * t.sf(found.lift.value / intervals.lift_error(two), two.df)
    expected = (0.503361, -0.150245, 1.156967, 0.131165)
    assert (found.lift.value, low, high, p) == pytest.approx(expected, abs=5e-7)


def test_hillstroms_average_effects(shared_data):
    """Visit +.0452, conversion +.0031, spend +.424, as published."""
    log = pd.read_csv(shared_data / "hillstrom" / "hillstrom_womens_vs_none.csv.gz")
    kinds = {"visit": "share", "conversion": "share", "spend": "mean"}
    metrics = [Metric(key=key, column=key, kind=kind) for key, kind in kinds.items()]
    arms = by_arm(log, columns_of(metrics), arm="segment")
    found = compare(arms, metrics, control="No E-Mail")
    assert [one.arm for one in found] == ["Womens E-Mail"] * 3
    told = [
        round(one.difference.value, digits) for one, digits in zip(found, (4, 4, 3), strict=True)
    ]
    assert told == [0.0452, 0.0031, 0.424]
    assert all(one.difference.low > 0 for one in found)


METRICS = [
    (Metric(key="m", column="revenue"), tt.Mean("revenue"), 1e-9),
    (Metric(key="m", column="revenue", covariate="revenue_covariate"),
     tt.Mean("revenue", "revenue_covariate"), 2e-3),
    (Metric(key="m", kind="ratio", column="orders", per="sessions"),
     tt.RatioOfMeans("orders", "sessions"), 2e-3),
    (Metric(key="m", kind="ratio", column="revenue", per="sessions",
            covariate="revenue_covariate", covariate_per="sessions_covariate"),
     tt.RatioOfMeans("revenue", "sessions", "revenue_covariate", "sessions_covariate"), 2e-3),
]  # fmt: skip


@pytest.mark.parametrize("metric, theirs, close", METRICS, ids=lambda v: getattr(v, "kind", ""))
def test_as_tea_tasting_has_it(metric, theirs, close):
    """By their formula exactly; by ours within .2% of an interval's width, a lift within .25%.

    Theirs is ``d ± t sqrt(V(c)/n_c + V(t)/n_t)``, where ``V(a) = var(y_a - R_a x_a) / mean(x_a)^2``
    less its covariate, each arm by its own ratio ``R_a``, and the coefficient is that of both arms
    as one: ``cov / var`` of all, effect included. Made of our parts that gives theirs to rounding.
    Ours takes the coefficient with which the difference varies least, ``sum(cov_a / n_a) /
    sum(var_a / n_a)`` (.13% of the width here); holds a ratio's error to the value that both arms
    would share, degrees of freedom to units of equal weight (.02%); and lets the two values vary
    together, as both are brought to one covariate's mean, which their lift leaves out (.09%).
    """
    log = tt.make_users_data(rng=42, n_users=4000, covariates=True, return_type="pandas")
    log = log.astype({"variant": str})
    moments = by_arm(log, metric.columns, arm="variant")
    (found,) = compare(moments, [metric], control="0")
    expected = tt.Experiment(m=theirs).analyze(log)["m"]
    width = expected.effect_size_ci_upper - expected.effect_size_ci_lower
    bounds = (expected.effect_size, expected.effect_size_ci_lower, expected.effect_size_ci_upper)
    whole = by_arm(log.assign(variant="all"), metric.columns, arm="variant")["all"]
    parts = (linear(each, metric) for each in (moments["0"], moments["1"], whole))
    assert _theirs(*parts) == pytest.approx(bounds, abs=1e-9 * width)
    told = (found.difference.value, found.difference.low, found.difference.high)
    assert told == pytest.approx(bounds, abs=close * width)
    assert found.p == pytest.approx(expected.pvalue, abs=close)
    two = pair(moments["0"], moments["1"], metric)
    reach = intervals.reach(two.df) * intervals.lift_error(two) / (1 + found.lift.value)
    logs = [(1 + found.lift.value) * np.exp(side * reach) - 1 for side in (-1, 1)]
    theirs_lift = (expected.rel_effect_size_ci_lower, expected.rel_effect_size_ci_upper)
    assert logs == pytest.approx(theirs_lift, abs=max(1.25 * close, 1e-5) * (logs[1] - logs[0]))


def _theirs(control: Linear, arm: Linear, whole: Linear) -> tuple[float, float, float]:
    """Difference and bounds by each arm's own errors and the coefficient of all units as one."""
    slope = whole.covariance / whole.var_covariate if whole.var_covariate else 0.0
    of_c, of_t = (
        (a.var_value - 2 * slope * a.covariance + slope**2 * a.var_covariate) / a.n
        for a in (control, arm)
    )
    found = arm.value - control.value - slope * (arm.covariate - control.covariate)
    df = (of_c + of_t) ** 2 / (of_c**2 / (control.n - 1) + of_t**2 / (arm.n - 1))
    half = intervals.reach(df) * np.sqrt(of_c + of_t)
    return found, found - half, found + half
