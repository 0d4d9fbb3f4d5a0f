"""Statistics by day: the last week beside the weeks before, weekdays and memory aside."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from taller.monitoring.monitoring.model import drift
from tests.benchmarks.bench_drift import panel
from tests.benchmarks.quiet_worlds import MONDAY, days


def frame(values: np.ndarray) -> pd.DataFrame:
    names = [f"f{k}" for k in range(values.shape[1])]
    return pd.DataFrame(values, index=days(len(values)), columns=names)


def drifted(values: np.ndarray, **how) -> set[str]:
    return {each.name for each in drift.over_days(frame(values), **how)
            if each.verdict == "drifted"}  # fmt: skip


@pytest.mark.parametrize("world", ["four fifths kept", "each its own"])
def test_fifty_quiet_features_cry_wolf_in_at_most_one_of_twenty_runs(world):
    false = sum(bool(drifted(panel(world, f"test {run}"))) for run in range(20))
    assert false <= 1


def test_a_feature_that_moves_is_found_among_fifty_and_sized():
    values = panel("half kept", "test moved")
    values[-7:, 3] += 6
    found = {each.name: each for each in drift.over_days(frame(values))}
    assert found["f3"].verdict == "drifted"
    assert found["f3"].low < 6 < found["f3"].high
    assert (found["f3"].n_reference, found["f3"].n_current) == (23, 7)
    assert sum(each.verdict == "drifted" for each in found.values()) == 1


def test_the_surest_comes_first():
    values = panel("half kept", "test order")
    values[-7:, 3] += 6
    assert drift.over_days(frame(values))[0].name == "f3"


def test_what_moves_by_less_than_matters_is_called_small():
    values = panel("half kept", "test small")
    values[-7:, 3] += 6
    found = {each.name: each.verdict for each in drift.over_days(frame(values), smallest=10)}
    assert found["f3"] == "small"


def test_weekdays_are_no_drift():
    """A last week that ends on a Thursday beside weeks whose weekends are three times as high."""
    rng = np.random.default_rng(1)
    weekend = np.where(np.arange(31) % 7 >= 5, 3.0, 1.0)
    assert drifted(weekend[:, None] + 0.05 * rng.standard_normal((31, 10)), recent=4) == set()


def test_a_feature_that_never_moves_is_steady_and_one_that_starts_to_is_not():
    values = panel("none kept", "test constant")
    values[:, 0] = 4.0
    values[:, 1] = (np.arange(30) >= 23) * 1.0
    found = {each.name: each for each in drift.over_days(frame(values))}
    assert found["f0"].verdict == "steady"
    assert found["f0"].effect == found["f0"].low == found["f0"].high == 0
    assert found["f1"].verdict == "drifted"


def test_too_few_days_are_said_to_be_too_few():
    """Thirteen days before are one too few; three of the last seven are one too few."""
    values = panel("none kept", "test few")
    assert {each.verdict for each in drift.over_days(frame(values[:20]))} == {"too_few"}
    assert "too_few" not in {each.verdict for each in drift.over_days(frame(values[:21]))}
    values[-4:, 0] = np.nan
    found = {each.name: each.verdict for each in drift.over_days(frame(values))}
    assert found["f0"] == "too_few"
    assert found["f1"] == "steady"


def test_gaps_and_infinities_are_days_not_known():
    values = panel("none kept", "test gaps")
    values[3, 0], values[4, 0] = np.nan, np.inf
    found = {each.name: each for each in drift.over_days(frame(values).drop(index=days(9)[8]))}
    assert found["f0"].n_reference == 20
    assert found["f1"].n_reference == 22


def test_no_days_give_nothing_and_a_day_twice_is_refused():
    assert drift.over_days(pd.DataFrame()) == ()
    with pytest.raises(ValueError, match="a day is given twice"):
        drift.over_days(pd.DataFrame({"a": [1.0, 2.0]}, index=[MONDAY, MONDAY]))


def test_statistics_of_a_number_are_its_place_and_spread_among_the_reference():
    """Among 10, 20, 30 and 40, 20 lies at 3/8 and 45 at 1; their distances from the middle are
    1/4 and 1. On a day without any, nothing is known."""
    reference = pd.DataFrame({"age": [10.0, 20.0, 30.0, 40.0]})
    rows = pd.DataFrame({"age": [20.0, 45.0, np.nan]})
    day = pd.Series([MONDAY, MONDAY, MONDAY + timedelta(1)])
    found = drift.daily(rows, day, reference)
    assert found["age", "place"].tolist()[0] == pytest.approx((3 / 8 + 1) / 2)
    assert found["age", "spread"].tolist()[0] == pytest.approx((1 / 4 + 1) / 2)
    assert found["age", "missing"].tolist() == [0.0, 1.0]
    assert np.isnan(found["age", "place"].tolist()[1])


def test_statistics_of_a_category_are_the_shares_of_its_common_values():
    reference = pd.DataFrame({"plan": ["a", "a", "b"]})
    rows = pd.DataFrame({"plan": ["a", "b", "new", "a"]})
    found = drift.daily(rows, pd.Series([MONDAY] * 4), reference)
    assert found["plan", "a"].tolist() == [0.5]
    assert found["plan", "b"].tolist() == [0.25]


def test_a_column_is_judged_by_its_statistic_that_moved_and_says_which():
    """Values that spread out around the same middle: the place holds, the spread moves."""
    rng = np.random.default_rng(4)
    reference = pd.DataFrame({"x": rng.standard_normal(3000)})
    day = pd.Series(np.repeat(days(30), 100))
    x = rng.standard_normal(3000) * np.where(np.arange(3000) >= 2300, 2.5, 1.0)
    (found,) = drift.over_days(drift.daily(pd.DataFrame({"x": x}), day, reference))
    assert (found.name, found.where, found.verdict) == ("x", "spread", "drifted")
