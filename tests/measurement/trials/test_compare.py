"""Comparisons: values worked by hand, and what is not told where nothing can be."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm, ttest_ind
from scipy.stats import t as student

from taller.measurement.trials.compare import compare
from taller.measurement.trials.enough import enough, skewed
from taller.measurement.trials.inference import intervals, sequential
from taller.measurement.trials.inference.delta import Pair, linear, pair
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import MEMBERS, Moments

SPEND = Metric(key="spend", column="v", unit="money")
PER = Metric(key="r", kind="ratio", column="v", per="d")
BOUGHT = Metric(key="bought", kind="share", column="v", unit="share")


def arm(*values: float) -> Moments:
    return Moments.of(np.array(values, dtype=float)[:, None], ["v"])


def hits(count: int, n: int) -> Moments:
    return arm(*[1.0] * count, *[0.0] * (n - count))


def only(control: Moments, other: Moments, metric: Metric = SPEND, **how):
    (found,) = compare({"a": control, "b": other}, [metric], control="a", **how)
    return found


def two(control: float, arm: float, var_control: float, var_arm: float, both: float = 0.0) -> Pair:
    numbers = (control, arm, var_control, var_arm, both, np.inf, 100.0, *[0.0] * 4)
    return Pair(*(np.asarray(number) for number in numbers))


def test_a_difference_is_welchs():
    """1 to 10 against twice that: variances 9 1/6 and 36 2/3, so 13.24 degrees of freedom."""
    first, second = np.arange(1.0, 11), 2 * np.arange(1.0, 11)
    found = only(arm(*first), arm(*second))
    scipy = ttest_ind(second, first, equal_var=False)
    assert (found.difference.value, found.lift.value, found.difference.n) == (5.5, 1.0, 20)
    assert scipy.df == pytest.approx(13.2353, abs=1e-4)
    assert found.p == pytest.approx(scipy.pvalue, rel=1e-9)
    assert found.difference.low == pytest.approx(scipy.confidence_interval().low, rel=1e-9)


def test_a_lift_is_fiellers():
    """10 and 12, variances 1, reach 2: (120 -+ sqrt(120^2 - 96 * 140)) / 96."""
    low, high = intervals.lift(two(10, 12, 1, 1), np.array(2.0))
    assert (float(low), float(high)) == pytest.approx((0.927251 - 1, 1.572749 - 1), abs=1e-6)


def test_a_lift_of_values_that_go_together_ends_where_their_difference_does():
    """Covariance .5: 2 -+ 2 apart, so from 0; (118 -+ sqrt(118^2 - 96 * 140)) / 96, 96 and 140."""
    found = two(10, 12, 1, 1, 0.5)
    assert [float(bound) for bound in intervals.difference(found, np.array(2.0))] == [0.0, 4.0]
    low, high = intervals.lift(found, np.array(2.0))
    assert (float(low), float(high)) == pytest.approx((0.0, 140 / 96 - 1))


def test_few_degrees_of_freedom_widen_the_sequential_interval_too():
    """3.04 standard errors, two-sided 1 in 420, are 4.3 of Student's with 8."""
    many, few = (float(sequential.reach(np.array(1000), np.array(df))) for df in (np.inf, 8.0))
    assert (many, few) == pytest.approx((3.036, student.isf(norm.sf(many), 8)), abs=1e-3)
    assert few > 4.2


def test_there_is_no_lift_on_a_control_that_may_be_nothing():
    """Control is 1.9 standard errors above 0, or below it."""
    for control in (1.9, -5.0):
        assert np.isnan(intervals.lift(two(control, 12, 1, 1), np.array(2.0))).all()


def test_the_delta_methods_lift():
    """1.2 and variances of 1 on 10: error sqrt(1 + 1.44) / 10."""
    low, high = intervals.lift_delta(two(10, 12, 1, 1), np.array(2.0))
    assert (float(low), float(high)) == pytest.approx((0.2 - 0.312410, 0.2 + 0.312410), abs=1e-6)


def test_a_ratio_varies_as_its_residuals():
    """12 of 6: residuals -1, 1, -2, 2, a variance of 10/3 over 1.5 squared.

    Of four units of sizes 1, 1, 2, 2 as many tell as 36/10 alike; sizes vary by 1/3 over 1.5
    squared, and not with the residuals.
    """
    unit = np.array([[1, 1], [3, 1], [2, 2], [6, 2]], dtype=float)
    one = linear(Moments.of(unit, ["v", "d"]), PER)
    assert (float(one.value), float(one.size)) == (2.0, 3.6)
    assert float(one.var_value) == pytest.approx(10 / 3 / 2.25)
    assert float(one.var_divisor) == pytest.approx(1 / 3 / 2.25)
    assert float(one.value_divisor) == pytest.approx(0.0)


def test_errors_of_ratios_are_those_from_the_value_that_is_shared():
    """2 a unit against 4: held to 3, residuals are -2, 0, -4, 0 and 0, 2, 0, 4, over 1.5.

    Variances of 11/3 over 2.25, of four units each, so both together 22/27. Supposed one apart,
    each is held to half a unit more or less: the interval ends where that is 4 errors off.
    """
    unit = np.array([[1, 1], [3, 1], [2, 2], [6, 2]], dtype=float)
    more = unit + unit[:, 1:] * [2, 0]
    found = pair(*(Moments.of(each, ["v", "d"]) for each in (unit, more)), PER)
    assert float(found.variance) == pytest.approx(22 / 27)
    low, high = (float(end) for end in intervals.difference(found, np.array(0.9)))
    for end, side in ((low, 1), (high, -1)):
        gap = (2 - end) / 2
        spread = [np.var(each[:, 0] - (value + by) * each[:, 1], ddof=1) / 2.25 / 4
                  for each, value, by in ((unit, 2, gap), (more, 4, -gap))]  # fmt: skip
        assert 2 - end == pytest.approx(side * 0.9 * sum(spread) ** 0.5)
    bounds = intervals.lift(found, np.array(0.9))
    assert (low > 0) == (float(bounds[0]) > 0)


def test_a_cost_per_customer_won_is_as_sure_as_who_was_won():
    """40 and 60 of 500 newcomers at 1 each: 12.5 and 8.33 a customer, of which 10.42 is shared.

    Errors from it vary as 10.42 times whether one was won, .0736 and .1056 * 500 / 499, over .08
    and .12 squared: together 4.095, of 500 each. By each arm's own, as most do: 12.5 and 8.33.
    """
    came = {count: np.r_[np.ones(count), np.zeros(500 - count)] for count in (40, 60)}
    found = pair(
        *(Moments.of(np.c_[np.ones(500), each], ["v", "d"]) for each in came.values()), PER
    )
    assert float(found.variance) == pytest.approx(4.095, abs=1e-3)
    own = 12.5**2 * 0.07375 / 0.0064 / 500 + 8.3333**2 * 0.10581 / 0.0144 / 500
    delta = float(found.variance - 2 * (found.arm - found.control) * found.with_divisors
                  - (found.arm - found.control) ** 2 * found.var_divisors)  # fmt: skip
    assert delta == pytest.approx(own, rel=1e-3)
    for end, side in zip(intervals.difference(found, np.array(1.5)), (1, -1), strict=True):
        gap = (
            8.3333 - 12.5 - end
        ) / 2  # supposed that much apart, each is held to half of what is left
        spread = [held**2 * 500 / 499 * share * (1 - share) / share**2 / 500
                  for held, share in ((12.5 + gap, 0.08), (8.3333 - gap, 0.12))]  # fmt: skip
        assert 2 * gap == pytest.approx(side * 1.5 * sum(spread) ** 0.5, rel=1e-3)


def test_a_ratio_whose_denominator_may_be_nothing_is_not_told():
    """Twelve of 100 weigh: so many errors off as an early look takes, they may come to nothing."""
    unit = Moments.of(np.c_[np.arange(1.0, 101), np.arange(100) < 12], ["v", "d"])
    one = only(unit, unit, PER, reading="sequential", planned=10_000)
    assert (one.reason, one.p, one.difference) == ("few_clusters", None, None)
    assert only(unit, unit, PER).difference is not None


@pytest.mark.parametrize("metric", [SPEND, BOUGHT], ids=lambda metric: metric.key)
def test_a_trial_looked_at_after_a_few_of_its_millions_tells_nothing_yet(metric):
    """100 of 100 million units: no number of errors is enough."""
    found = only(hits(40, 100), hits(60, 100), metric, reading="sequential", planned=10**8)
    assert (found.reason, found.difference, found.arm_value, found.p) == (
        "few_clusters",
        *[None] * 3,
    )


def test_what_differed_before_is_taken_out():
    """Each spends what was spent before, the arm one more: 1 of the 2 apart was there before."""
    adjusted = Metric(key="spend", column="v", covariate="z")
    control = Moments.of([[z, z] for z in (1.0, 2.0, 3.0, 4.0)], ["v", "z"])
    treated = Moments.of([[z + 1, z] for z in (2.0, 3.0, 4.0, 5.0)], ["v", "z"])
    found = pair(control, treated, adjusted)
    assert (float(found.control), float(found.arm)) == (3.0, 4.0)
    assert float(found.variance) == pytest.approx(0.0, abs=1e-12)
    assert float(found.removed) == pytest.approx(1.0)


def test_the_coefficient_is_that_of_the_least_variance():
    """Of 10 and 40 units the small arm's slope weighs four times as much."""
    rng = np.random.default_rng(4)
    arms = []
    for n, slope in ((10, 2.0), (40, 0.5)):
        z = rng.normal(5, 1, n)
        arms.append(Moments.of(np.c_[slope * z + rng.normal(0, 1, n), z], ["v", "z"]))
    adjusted = Metric(key="spend", column="v", covariate="z")
    found = pair(*arms, adjusted)
    moved = []
    for coefficient in np.linspace(-1, 4, 501):
        spread = [m.covariance[0, 0] - 2 * coefficient * m.covariance[0, 1]
                  + coefficient**2 * m.covariance[1, 1] for m in arms]  # fmt: skip
        moved.append(spread[0] / 10 + spread[1] / 40)
    assert float(found.variance) == pytest.approx(min(moved) * 48 / 47, rel=1e-3)


def test_a_covariate_that_does_not_differ_changes_nothing():
    values = np.random.default_rng(5).normal(5, 1, (2, 20))
    plain = only(*[arm(*each) for each in values])
    flat = [Moments.of(np.c_[each, np.ones(20)], ["v", "z"]) for each in values]
    found = only(*flat, Metric(key="spend", column="v", covariate="z"))
    assert found.difference.value == plain.difference.value
    assert found.removed == 0.0


@pytest.mark.parametrize("flat", [0.1, 1e6 / 3])
def test_nor_does_one_that_differs_by_rounding(flat):
    """Sums of equal values leave a variance that is no variance; so do equal values themselves."""
    sums = Moments.of_sums(["v"], 20, [20 * flat], [[20 * flat**2 * (1 + 1e-15)]])
    assert only(sums, sums).reason == "no_variance"
    rng = np.random.default_rng(5)
    wobbly = [Moments.of(np.c_[rng.normal(5, 1, 20), flat + 1e-16 * rng.normal(size=20)],
                         ["v", "z"]) for _arm in range(2)]  # fmt: skip
    assert only(*wobbly, Metric(key="spend", column="v", covariate="z")).removed == 0.0


def test_a_covariate_that_the_trial_moved_adjusts_nothing():
    """What was measured after, as if before, would take the effect away."""
    rng = np.random.default_rng(7)
    arms = []
    for by in (0.0, 1.0):
        v = rng.normal(5 + by, 1, 200)
        arms.append(Moments.of(np.c_[v, v + rng.normal(0, 0.3, 200)], ["v", "z"]))
    found = only(*arms, Metric(key="spend", column="v", covariate="z"))
    plain = only(*arms, Metric(key="spend", column="v"))
    assert (found.difference, found.reason) == (plain.difference, "covariate_moved")
    assert found.difference.low > 0


def test_a_covariate_that_is_the_metric_itself_leaves_nothing_to_tell():
    v = np.random.default_rng(7).normal(5, 1, (2, 50))
    arms = [Moments.of(np.c_[each, each], ["v", "z"]) for each in v]
    assert only(*arms, Metric(key="m", column="v", covariate="z")).reason == "no_variance"


def test_a_mean_by_cluster_is_per_member():
    """Twelve accounts of two users who spend 4 each time: 4 a user, not 8 an account."""
    accounts = np.array([[8.0 + i % 3, 2.0] for i in range(12)])
    clustered = Moments.of(accounts, ["v", MEMBERS])
    assert only(clustered, clustered).arm_value.value == pytest.approx(4.5)


@pytest.mark.parametrize(
    "control, other, metric, reason",
    [
        (Moments.empty(["v"]), arm(*range(20)), SPEND, "empty_arm"),
        (arm(1, 2, 3), arm(*range(20)), SPEND, "few_units"),
        (hits(1, 500), hits(3, 500), BOUGHT, "few_carriers"),
        (hits(499, 500), hits(496, 500), BOUGHT, "few_carriers"),
        (arm(*[0.0] * 99, 50_000.0), arm(*range(100)), SPEND, "few_carriers"),
        (hits(200, 2000), hits(20, 200), BOUGHT, "few_carriers"),
        (arm(*[0.0] * 20), arm(*range(20)), SPEND, "no_variance"),
        (arm(*[0.1] * 20), arm(*[0.1] * 20), SPEND, "no_variance"),
    ],
)  # fmt: skip
def test_what_is_not_told_and_why(control, other, metric, reason):
    """One conversion, one whale, a constant or nobody give no interval, and no p."""
    found = only(control, other, metric)
    assert found.reason == reason
    assert (found.difference, found.lift, found.p, found.sequential_difference) == (None,) * 4


def test_an_arm_in_which_nobody_buys_is_told_to_be_worse():
    """100 of 1,000 against none: all of it is lost, give or take a little, and no more than all."""
    found = only(hits(100, 1000), hits(0, 1000), BOUGHT)
    assert found.difference.high < -0.07
    assert (found.lift.low, found.lift.value) == (-1.0, -1.0)
    assert -0.99 < found.lift.high < -0.97


def test_one_against_thirty_has_a_difference_and_no_lift():
    found = only(hits(1, 500), hits(30, 500), BOUGHT)
    assert found.difference.low > 0
    assert (found.lift, found.reason) == (None, "control_not_positive")


def test_what_carries_a_difference_is_counted_by_variance():
    """Shares count one more: where 5 of 500 and 5 of 500 buy, 12 carry it; where 4 do, 10."""
    assert enough(hits(5, 500), hits(5, 500), BOUGHT)
    assert not enough(hits(4, 500), hits(4, 500), BOUGHT)
    whale, buyers = arm(*[0.0] * 99, 50_000.0), arm(*range(100))
    assert not enough(whale, buyers, SPEND)
    assert enough(hits(0, 500), hits(30, 500), BOUGHT)


def test_twenty_of_two_hundred_are_told_where_the_arms_are_alike():
    assert only(hits(20, 200), hits(25, 200), BOUGHT).difference is not None


def test_negative_revenue_has_a_difference_and_no_lift():
    """Returns beyond sales: what is relative to a loss has no meaning."""
    rng = np.random.default_rng(6)
    found = only(arm(*rng.normal(-5, 1, 50)), arm(*rng.normal(-4, 1, 50)))
    assert found.difference.low > 0
    assert (found.lift, found.reason) == (None, "control_not_positive")


@pytest.mark.parametrize("n, named", [(280, True), (290, False)])
def test_uneven_arms_of_uneven_amounts_make_an_interval_a_little_narrow(n, named):
    """Amounts that vary as much as they are have a skewness of 4, so lognormal ones.

    In arms of 9 n and n the difference has one of 4 * (1 - 1 / 81) / (10 / 9)^1.5 / sqrt(n), so of
    3.373 / sqrt(n): at n of 282 its square times .248 is .01.
    """
    arms = [Moments(("v",), np.array(float(size)), np.ones(1), np.ones((1, 1)), np.array([size]))
            for size in (9 * n, n)]  # fmt: skip
    assert skewed(*arms, SPEND) is skewed(*arms[::-1], SPEND) is named
    assert only(*arms).skewed is named
    assert not skewed(arms[0], arms[0], SPEND)


@pytest.mark.parametrize(
    "sizes, reason", [([0.0] * 20, "nothing_to_divide_by"), ([1000.0, *[1.0] * 19], "few_clusters")]
)
def test_a_ratio_of_nothing_or_of_one_large_account(sizes, reason):
    unit = Moments.of(np.c_[np.arange(1.0, 21), sizes], ["v", "d"])
    ratio = Metric(key="r", kind="ratio", column="v", per="d")
    assert only(unit, unit, ratio).reason == reason


def test_a_running_trial_has_the_sequential_interval_alone():
    """Nothing of the narrower one is in the result."""
    fixed = only(hits(50, 500), hits(80, 500), BOUGHT)
    running = only(hits(50, 500), hits(80, 500), BOUGHT, reading="sequential")
    assert running.difference == running.sequential_difference == fixed.sequential_difference
    assert running.p == running.sequential_p > fixed.p
    assert running.difference.low < fixed.difference.low < running.difference.value


def test_a_running_trials_own_values_are_as_wide_as_its_difference():
    """An arm's fixed interval beside another's would be read as a fixed difference is."""
    fixed = only(hits(50, 500), hits(80, 500), BOUGHT)
    running = only(hits(50, 500), hits(80, 500), BOUGHT, reading="sequential")
    assert running.arm_value.value == fixed.arm_value.value
    wider = (running.arm_value.high - running.arm_value.low) / (
        fixed.arm_value.high - fixed.arm_value.low
    )
    assert wider == pytest.approx(3.04 / 1.96, rel=0.02)
    assert running.arm_value.level == 0.95


def test_a_share_of_more_than_once_is_a_mean():
    """Somebody noted how often each bought, not whether: 2 and 3 are no shares of one unit."""
    found = only(arm(*[0, 1, 2, 3] * 20), arm(*[1, 1, 2, 3] * 20), BOUGHT)
    assert found.arm_value.value == 1.75
    assert found.difference.value == 0.25


def test_metrics_that_decide_are_adjusted_apart_from_those_that_inform():
    """One primary stays as it is; of two secondary ones each is."""
    roles = {"x": "primary", "y": "secondary", "z": "secondary"}
    metrics = [Metric(key=key, column="v", role=role) for key, role in roles.items()]
    arms = {"a": arm(*range(1, 31)), "b": arm(*range(4, 34))}
    decides, *informs = compare(arms, metrics, control="a")
    assert decides.p_adjusted == decides.p
    assert all(one.p_adjusted == decides.p for one in informs)  # both alike: p * 2 / 2
    by_arms = compare(arms | {"c": arm(*range(1, 31))}, metrics[:1], control="a")
    assert by_arms[0].p_adjusted == pytest.approx(2 * decides.p)


@pytest.mark.parametrize(
    "given", [{"kind": "ratio"}, {"per": "d"}, {"covariate_per": "d"}, {"role": "guardrail"}]
)
def test_a_metric_says_what_it_lacks(given):
    with pytest.raises(ValueError, match="needs"):
        Metric(key="x", column="v", **given)
