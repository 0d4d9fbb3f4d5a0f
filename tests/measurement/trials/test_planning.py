"""Plans, promises and outliers: worked by hand, and held against what simulated trials give."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.measurement.trials import planning
from taller.measurement.trials.compare import compare
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import Moments, by_arm
from taller.measurement.trials.outliers import largest, winsorised
from taller.measurement.trials.planning import Baseline, Design
from taller.measurement.trials.shrunk import promise, spread_of
from taller.phase import Estimate

SHARE = Baseline(value=0.1, variance=0.09, binary=True)


def measured(value: float, error: float) -> Estimate:
    half = 1.959964 * error
    return Estimate(value=value, low=value - half, high=value + half, unit="share", n=9, method="")


def test_a_sample_size_by_hand():
    """10 % to 11 %: (1.960 + .842)^2 (2 * .09 + 2 * .0979) / .01^2, and a few for Student's."""
    by_hand = (1.959964 + 0.841621) ** 2 * (2 * 0.09 + 2 * 0.0979) / 0.01**2
    assert planning.units_needed(SHARE, 0.1) == pytest.approx(by_hand, rel=2e-4)


def test_what_a_plan_shows_is_what_it_was_made_to_show():
    for design in (Design(), Design(share=0.2, power=0.9), Design(reading="sequential")):
        units = planning.units_needed(SHARE, 0.07, design)
        assert planning.detectable(SHARE, units, design) == pytest.approx(0.07, rel=1e-3)


def test_looking_often_and_unequal_arms_cost_units():
    units = planning.units_needed(SHARE, 0.1)
    assert planning.units_needed(SHARE, 0.1, Design(reading="sequential")) > 1.8 * units
    assert planning.units_needed(SHARE, 0.1, Design(share=0.1)) > 2.5 * units


def test_a_covariate_saves_what_it_explains():
    """A correlation of .8 leaves 36 % of the variance."""
    z = np.tile([-1.0, 1.0, -1.0, 1.0], 5000)
    e = np.tile([-1.0, -1.0, 1.0, 1.0], 5000)
    moments = Moments.of(np.c_[5 + 0.8 * z + 0.6 * e, z], ["v", "z"])
    plain, with_it = (
        planning.units_needed(Baseline.of(moments, Metric(key="v", column="v", **how)), 0.01)
        for how in ({}, {"covariate": "z"})
    )
    assert with_it / plain == pytest.approx(0.36, rel=2e-3)


def test_days_never_end_where_nobody_comes():
    assert planning.days_needed(10, 0) is None


def test_what_is_worth_nothing_has_no_smallest_lift():
    with pytest.raises(ValueError, match="worth nothing"):
        planning.worth_having(100, value=0.0, margin=0.5, units=10)


def test_a_promise_by_hand():
    """Measured 8 % give or take 5 %, lifts spread by 5 %: half of it, give or take 3.5 %."""
    found = promise(measured(0.08, 0.05), 0.05)
    bounds = (found.expected.value, found.expected.low, found.expected.high)
    half = 1.959964 * 0.05 / 2**0.5
    assert bounds == pytest.approx((0.04, 0.04 - half, 0.04 + half), abs=1e-6)
    assert (found.trials, found.typical) == (0, 0.05)


def test_a_sequential_interval_is_wide_but_not_unsure():
    """Its lift is as sure as its standard error, whatever the interval has to allow for."""
    wide = measured(0.08, 0.05 * 1.55)
    assert promise(wide, 0.05, error=0.05).kept == pytest.approx(0.5)


def test_ten_earlier_trials_take_the_place_of_the_assumption():
    earlier = [measured(value, 0.03) for value in (-0.05, 0.05) * 5]
    assert spread_of(earlier) == pytest.approx(0.04)  # .05^2 - .03^2
    found = promise(measured(0.08, 0.03), 0.5, earlier)
    assert (found.trials, found.kept) == (10, pytest.approx(16 / 25))
    assert promise(measured(0.08, 0.03), 0.5, earlier[:9]).typical == 0.5
    assert spread_of([measured(0.01, 0.03)] * 10) == 0.0


@pytest.mark.parametrize("learned", [False, True], ids=["assumed", "learned"])
def test_promises_are_kept_on_average_by_the_trials_that_won(learned):
    """20,000 trials whose true lifts spread by 4 %; who won measured a quarter or more too much."""
    rng = np.random.default_rng(2026)
    true, error = rng.normal(0, 0.04, 20_000), rng.choice([0.02, 0.04], 20_000)
    seen = true + rng.normal(0, error)
    earlier = [measured(*pair) for pair in zip(seen[:200], error[:200], strict=True)]
    won = np.flatnonzero((seen > 1.96 * error) & (np.arange(20_000) >= 200))
    typical = spread_of(earlier) if learned else 0.04
    promised = np.array([promise(measured(seen[i], error[i]), typical).expected.value for i in won])
    off = promised - true[won]
    assert seen[won].mean() > 1.25 * true[won].mean()
    assert abs(off.mean()) < (0.1 if learned else 0.02) * true[won].mean()


def test_promises_are_kept_by_trials_that_stopped_when_they_had_won():
    """Looked at ten times, stopped at the first that wins: measured is half as much again."""
    rng = np.random.default_rng(2027)
    true = rng.normal(0, 0.04, 20_000)
    looks = np.arange(1, 11)
    seen = true[:, None] + rng.normal(0, 0.1, (20_000, 10)).cumsum(axis=1) / looks
    error = 0.1 / looks**0.5
    wins = seen > 3 * error
    won, first = np.flatnonzero(wins.any(axis=1)), wins.argmax(axis=1)
    off, raw = [], []
    for i in won:
        at = first[i]
        found = promise(measured(seen[i, at], error[at]), 0.04).expected
        off.append(found.value - true[i])
        raw.append(seen[i, at] - true[i])
    assert np.mean(raw) > 0.3 * true[won].mean()
    assert abs(np.mean(off)) < 3 * np.std(off) / len(won) ** 0.5


@pytest.fixture
def log() -> pd.DataFrame:
    """Fifty buyers an arm spend 10 to 59; one of b's spends 50,000."""
    spend = [*range(10, 60), *[0] * 50] * 2
    spend[100] = 50_000
    return pd.DataFrame({"arm": ["a"] * 100 + ["b"] * 100, "user_id": range(200), "spend": spend})


def test_the_largest_unit_is_named_with_what_it_carries(log):
    """50,000 of 51,715; 59 of 1,725."""
    first, second = largest(log, ["spend"])
    assert (first.arm, first.value, first.share) == ("a", 59.0, pytest.approx(59 / 1725))
    assert (second.unit, second.share) == ("100", pytest.approx(50_000 / 51_715))


def test_beside_it_stands_the_trial_without_so_much_of_it(log):
    """The cap is of buyers; without it b spends 500 more on average, with it hardly more."""
    spend = Metric(key="spend", column="spend")
    table, caps = winsorised(log, ["spend"])
    whole, capped = (
        compare(by_arm(rows, ["spend"]), [spend], control="a")[0] for rows in (log, table)
    )
    assert 58 < caps["spend"] < 600
    assert whole.difference.value == pytest.approx(499.9)
    assert capped.difference.value < 6


def test_nothing_is_capped_or_named_where_nobody_spends(log):
    nothing = log.assign(spend=0)
    table, caps = winsorised(nothing, ["spend"])
    assert (largest(nothing, ["spend"]), caps) == ((), {"spend": 0.0})
    assert table.spend.sum().execute() == 0
