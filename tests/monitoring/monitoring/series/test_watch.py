"""A daily figure watched: bands, dated changes, and what of many figures is more than chance."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.monitoring.monitoring.model import series
from taller.monitoring.monitoring.model.series.scales import Scale
from tests.benchmarks.quiet_worlds import MONDAY, days, remembered, weekly


def quiet(seed: int, count: int = 60, kept: float = 0.4) -> np.ndarray:
    """A figure near 100 with weekdays and memory, in which nothing happens."""
    rng = np.random.default_rng(seed)
    return (100 + remembered(rng, count, 1, kept) + weekly(rng, count, 1, 3.0))[:, 0]


def test_a_quiet_figure_is_steady_and_its_days_lie_within_their_bands():
    found = series.watch(days(60), quiet(1))
    assert found.verdict == "steady"
    assert found.changes == ()
    assert not any(found.outside)
    assert all(low < value < high for low, value, high in
               zip(found.low, found.values, found.high, strict=True))  # fmt: skip


@pytest.mark.parametrize(("shift", "below"), [(0.0, False), (-1.0, True)])
def test_only_what_was_below_nothing_may_be_expected_there(shift, below):
    """Sales of a shop that sells something on one day of three, and sends nothing back."""
    rng = np.random.default_rng(9)
    values = np.where(rng.random(90) < 1 / 3, rng.gamma(2, 50, 90), 0.0) + shift
    found = series.watch(days(90), values)
    assert (min(found.low) < 0) is below
    assert min(found.low) == pytest.approx(0) or below
    assert found.high[-1] > 100


def test_a_step_is_dated_to_its_day_and_sized_within_its_interval():
    values = quiet(2)
    values[38:] += 6
    found = series.watch(days(60), values)
    (change,) = found.changes
    assert found.verdict == "changed"
    assert change.first <= days(60)[38] <= change.last
    assert abs((change.day - days(60)[38]).days) <= 1
    assert (change.last - change.first).days <= 3
    assert change.low < 6 < change.high
    assert change.after - change.before == pytest.approx(change.effect)


def test_a_bump_is_two_changes_there_and_back():
    values = quiet(3, 90)
    values[40:60] -= 12
    found = series.watch(days(90), values)
    assert [round(change.effect / 12) for change in found.changes] == [-1, 1]
    assert [(change.day - MONDAY).days for change in found.changes] == [40, 60]


def test_steady_growth_is_no_change():
    found = series.watch(days(90), quiet(4, 90) + 0.3 * np.arange(90))
    assert found.verdict == "steady"
    assert found.expected[84] - found.expected[0] == pytest.approx(0.3 * 84, abs=2)
    assert found.high[40] - found.low[40] < 10


def test_a_step_is_still_found_where_growth_is_thought_of():
    values = quiet(5, 90)
    values[45:] += 6
    (change,) = series.watch(days(90), values).changes
    assert abs((change.day - days(90)[45]).days) <= 1


def test_a_day_that_falls_to_nothing_is_outside_and_no_change():
    values = quiet(6)
    values[-1] = 0.0
    found = series.watch(days(60), values)
    assert found.outside[-1]
    assert sum(found.outside) == 1
    assert found.changes == ()
    assert found.p[-1] < 1e-6


def test_one_great_day_neither_moves_the_band_of_others_nor_is_a_change():
    values = quiet(7)
    before = series.watch(days(60), values)
    values[20] += 60
    found = series.watch(days(60), values)
    assert found.outside[20]
    assert found.changes == ()
    assert found.expected[40] == pytest.approx(before.expected[40], abs=1.5)


def test_holidays_are_no_guide_to_other_days_and_not_judged():
    """Two holidays of few sales: unusual unless the calendar says so; what they show stays."""
    values = quiet(8)
    free = [days(60)[17], days(60)[45]]
    values[[17, 45]] = 40.0
    known = series.watch(days(60), values, holidays=free)
    assert not known.outside[17]
    assert not known.outside[45]
    assert known.p[17] is None
    assert known.values[17] == 40.0
    assert known.expected[17] > 80
    assert series.watch(days(60), values).outside[45]


def test_days_that_are_not_known_are_expected_all_the_same():
    values = quiet(9)
    values[30] = np.nan
    given = [day for day in days(60) if day != days(60)[31]]
    found = series.watch(given, np.delete(values, 31))
    assert len(found.days) == 60
    assert found.values[30] is found.values[31] is None
    assert found.p[30] is None
    assert not found.outside[31]
    assert 80 < found.expected[31] < 120


def test_days_in_any_order_say_the_same():
    values = quiet(10)
    order = np.random.default_rng(0).permutation(60)
    shuffled = series.watch([days(60)[k] for k in order], values[order])
    assert shuffled == series.watch(days(60), values)


def test_three_weeks_are_the_least():
    assert series.watch(days(20), quiet(11, 20)).verdict == "too_short"
    found = series.watch(days(7), quiet(11, 7))
    assert found.expected == (None,) * 7
    assert not any(found.outside)
    assert series.watch(days(28), quiet(11, 28)).verdict == "steady"


def test_no_days_at_all_are_too_short():
    assert series.watch([], []).verdict == "too_short"


def test_the_same_every_day_is_constant_and_nothing_is_outside():
    found = series.watch(days(30), np.full(30, 7.0))
    assert found.verdict == "constant"
    assert found.expected == (7.0,) * 30
    assert not any(found.outside)


def test_a_day_given_twice_is_refused():
    with pytest.raises(ValueError, match="a day is given twice"):
        series.watch([MONDAY, MONDAY], [1.0, 2.0])


def test_lengths_that_differ_are_refused():
    with pytest.raises(ValueError, match="must be as many"):
        series.watch(days(3), [1.0, 2.0])


@given(
    st.lists(
        st.one_of(st.floats(-1e6, 1e6), st.sampled_from([0.0, 1.0, float("nan"), float("inf")])),
        min_size=0, max_size=45,
    ),
    st.booleans(),
)  # fmt: skip
@settings(max_examples=20, deadline=None)
def test_nothing_told_is_ever_not_a_number(values, counted):
    """Whatever comes: ties, zeros, gaps, infinities."""
    n = [k % 4 * 10 for k in range(len(values))] if counted else None
    found = series.watch(days(len(values)), values, n)
    told = [*found.expected, *found.low, *found.high, *found.values, *found.p]
    told += [bound for c in found.changes for bound in (c.before, c.after, c.low, c.high, c.p)]
    assert all(each is None or np.isfinite(each) for each in told)


def test_a_share_of_few_is_allowed_to_spread_more():
    """Days of 20 visits among days of 5,000: their band is wider, and stays within 0 and 1."""
    rng, n = np.random.default_rng(12), np.full(60, 5000)
    n[::6] = 20
    found = series.watch(days(60), rng.binomial(n, 0.03) / n, n)
    width = np.array(found.high) - np.array(found.low)
    assert width[::6].min() > 2 * width[1::6].max()
    assert min(found.low) >= 0
    assert not any(found.outside)


def test_only_how_many_are_behind_a_day_beside_other_days_counts():
    """Visits told in tens say what visits say."""
    rng = np.random.default_rng(15)
    n = rng.integers(20, 2000, 60)
    shares = rng.beta(20, 200, 60)
    assert series.watch(days(60), shares, n) == series.watch(days(60), shares, 10 * n)


def test_amounts_that_spread_in_proportion_are_told_in_their_own_units():
    """Sales that triple, and spread by a tenth before as after: told as money, the band thrice as
    wide."""
    rng = np.random.default_rng(13)
    values = 1000 * np.exp(0.1 * rng.standard_normal(60)) * np.where(np.arange(60) >= 30, 3, 1)
    found = series.watch(days(60), values)
    (change,) = found.changes
    assert change.before == pytest.approx(1000, rel=0.1)
    assert change.after == pytest.approx(3000, rel=0.1)
    width = np.array(found.high) - np.array(found.low)
    assert width[45] == pytest.approx(3 * width[17], rel=0.2)


@pytest.mark.parametrize("kind", ["even", "proportional", "share"])
def test_a_scale_leads_there_and_back(kind):
    values = np.array([0.1, 0.5, 0.9])
    assert Scale(kind).back(Scale(kind).there(values)) == pytest.approx(values)


def flat(p: list[float], changes: tuple = ()) -> series.Watch:
    """A watch with nothing but chances."""
    some = (1.0,) * len(p)
    return series.Watch(tuple(days(len(p))), some, some, some, some, (False,) * len(p), tuple(p),
                        changes, "changed" if changes else "steady")  # fmt: skip


def test_what_is_unusual_is_judged_over_all_figures_and_days_together():
    """Of four days, p = .002 is adjusted to .008; alone among forty others, .002 says nothing."""
    few = {"a": flat([0.5, 0.002]), "b": flat([0.9, 0.4])}
    (odd,) = series.unusual(few, MONDAY, rate=0.01)
    assert (odd.name, odd.day, odd.q) == ("a", days(2)[1], pytest.approx(0.008))
    many = {**few, **{str(k): flat([0.5]) for k in range(40)}}
    assert series.unusual(many, MONDAY, rate=0.01) == ()


def test_days_before_are_not_looked_at_again():
    assert series.unusual({"a": flat([1e-9, 0.5])}, days(2)[1]) == ()


def test_a_change_is_borne_out_among_all_figures_or_not_told():
    """p = .002 is .004 of two figures, and .08 of forty."""
    change = series.ChangePoint(MONDAY, MONDAY, MONDAY, 1, 2, 1, 0.5, 1.5, 0.002)
    two = {"a": flat([1.0], (change,)), "b": flat([1.0])}
    assert series.borne_out(two, rate=0.01) == {"a": (change,)}
    forty = {**two, **{k: flat([1.0]) for k in range(38)}}
    assert series.borne_out(forty, rate=0.01) == {}


def test_a_figure_too_short_to_judge_does_not_count_among_them():
    change = series.ChangePoint(MONDAY, MONDAY, MONDAY, 1, 2, 1, 0.5, 1.5, 0.006)
    short = replace(flat([1.0]), verdict="too_short")
    found = series.borne_out({"a": flat([1.0], (change,)), "b": short}, rate=0.01)
    assert found == {"a": (change,)}


def test_a_table_has_a_row_a_day():
    table = series.watch(days(30), quiet(14, 30)).table()
    assert list(table.columns) == ["day", "value", "expected", "low", "high", "outside", "p"]
    assert len(table) == 30


@pytest.mark.slow
def test_forty_quiet_figures_are_quiet_together():
    """Four weeks of forty figures of 90 days: no message."""
    told = 0
    for week in range(4):
        rng = np.random.default_rng([40, week])
        values = 20 + weekly(rng, 90, 40) + remembered(rng, 90, 40, rng.uniform(0, 0.9, 40),
                                                       alone=0.2)  # fmt: skip
        watches = {k: series.watch(days(90), values[:, k]) for k in range(40)}
        since = days(90)[-7]
        told += len(series.borne_out(watches)) + len(series.unusual(watches, since))
    assert told <= 1


@pytest.mark.slow
def test_the_bank_s_shift_is_dated_within_its_months(shared_data):
    """Deposits per call, in time order: below a tenth up to January 2009 but for October's 80
    calls, above a third each month from June 2009 on. The greatest rise that is found for good
    lies between."""
    import pandas as pd

    rows = pd.read_csv(shared_data / "bank_marketing" / "bank-full.csv.gz", sep=";")
    names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    month = rows["month"].map({name: k + 1 for k, name in enumerate(names)})
    year = 2008 + (month.diff() < 0).cumsum()
    day = [date(*each) for each in zip(year, month, rows["day"], strict=True)]
    daily = (rows["y"] == "yes").groupby(pd.Series(day)).agg(["mean", "size"])
    found = series.watch(list(daily.index), daily["mean"].to_numpy(), daily["size"].to_numpy())
    since = [change for change in found.changes if change.day >= date(2009, 1, 1)]
    greatest = max(since, key=lambda change: change.effect)
    assert date(2009, 2, 1) <= greatest.first <= greatest.last <= date(2009, 6, 30)
    assert greatest.low > 0.2
    assert all(change.day < date(2009, 6, 30) + timedelta(31) for change in since)


def test_a_level_that_falls_at_once_and_climbs_back_is_told_with_its_growth():
    """A saw: 30 days of steady growth, then from the beginning again."""
    values = 50 + 3.0 * (np.arange(60) % 30) + quiet(11) / 40
    found = series.watch(days(60), values)
    [change] = found.changes
    assert change.day == days(60)[30]
    assert change.effect < 0 < change.growth
