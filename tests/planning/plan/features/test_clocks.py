"""Working time: moments go forward and back over days that are not worked."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from taller.errors import InputError
from taller.planning.plan.features.clocks import Clock, public_holidays, working_time
from taller.planning.plan.params.tasks import Calendar, DaysOff, Person

WEEK = Clock(np.array([True] * 5 + [False] * 2 + [True] * 5))


def test_what_takes_no_time_is_over_when_it_begins_also_on_a_sunday():
    assert float(WEEK.advance(5.5, 0.0)) == 5.5
    assert float(WEEK.retreat(5.5, 0.0)) == 5.5


def test_work_is_cut_by_the_weekend_and_goes_on():
    assert WEEK.advance(np.array([4.5, 4.0, 6.2]), 1.0).tolist() == [7.5, 5.0, 8.0]
    assert WEEK.retreat(np.array([7.5, 5.0, 7.0]), 1.0).tolist() == [4.5, 4.0, 4.0]


def test_forth_and_back_take_the_same_work():
    """Whatever the days off: between the two moments lies the work that was asked for."""
    rng = np.random.default_rng(2)
    for _ in range(50):
        clock = Clock(np.concatenate([rng.random(80) < 0.6, np.ones(40, bool)]))
        moments, days = rng.uniform(0, 60, 20), rng.uniform(0.1, 9, 20)
        ends = clock.advance(moments, days)
        assert np.allclose(clock.at(ends) - clock.at(moments), days)
        again = clock.advance(clock.retreat(ends, days), days)
        assert np.allclose(again, ends)


def test_holidays_are_told_in_the_language_of_the_run():
    day = dt.date(2026, 9, 16)
    mexico = Calendar(country="MX")
    assert public_holidays(2026, 2026, mexico, "es")[day] == "Día de la Independencia"
    assert public_holidays(2026, 2026, mexico, "en")[day] == "Independence Day"
    assert day in public_holidays(2026, 2026, Calendar(), "es", "es_MX")  # the locale's
    assert not public_holidays(2026, 2026, Calendar(), "es", "es_419")


def test_a_region_s_own_day_is_a_holiday_there_alone():
    """The second of May is Madrid's, not Galicia's."""
    day = dt.date(2026, 5, 2)
    parts = [Calendar(country="ES", subdivision=part) for part in ("MD", "GA")]
    assert [day in public_holidays(2026, 2026, part) for part in parts] == [True, False]


def test_closed_days_are_worked_by_nobody_and_saturdays_where_they_are():
    calendar = Calendar(weekdays=(1, 2, 3, 4, 5, 6), closed=[dt.date(2027, 1, 9)])
    time = working_time(dt.date(2027, 1, 8), calendar, [Person(key="a", name="A")], work=9)
    assert time.clock.open[:4].tolist() == [True, False, False, True]
    assert time.closed == {dt.date(2027, 1, 9): ""}


@pytest.mark.parametrize("work, years", [(50_000, 0), (9, 60)])
def test_what_fits_into_no_calendar_is_refused(work, years):
    """Two hundred years of work, or somebody who is off for sixty."""
    off = [DaysOff(first=dt.date(2031 + n, 1, 1), last=dt.date(2031 + n, 12, 31))
           for n in range(years)]  # fmt: skip
    people = [Person(key="a", name="A", off=off)]
    with pytest.raises(InputError, match="do not fit into sixty years"):
        working_time(dt.date(2031, 1, 1), Calendar(), people, work=work)
