"""Which figures moved: more than chance explains, by hand, and how often wrongly."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.monitoring.weekly_report.model import moved
from tests.monitoring.weeks import before, estimate, found, gathered

ERROR = 1.959964  # half of a 95 % interval, in standard errors


def _verdicts(now, was, **more) -> list[str]:
    earlier = before(shop=was)
    for name, value in more.items():
        setattr(earlier, name, value)
    return [metric.verdict for metric in moved.compare(gathered(earlier, shop=now)).metrics]


def test_the_chance_of_a_difference_worked_by_hand():
    """Errors 3 and 4 make one of 5: a difference of 10 is two of them, 4.55 % of the time."""
    now, was = estimate(60, 3 * ERROR), estimate(50, 4 * ERROR)
    assert moved.chance(now, was) == pytest.approx(0.0455, abs=1e-4)
    assert moved.chance(was, now) == pytest.approx(0.0455, abs=1e-4)


def test_the_half_that_points_to_the_other_counts():
    """The new value rose: of it the lower half, of the old one the upper half."""
    now = estimate(60, 0).model_copy(update={"low": 60 - 3 * ERROR, "high": 1000.0})
    was = estimate(50, 0).model_copy(update={"low": -1000.0, "high": 50 + 4 * ERROR})
    assert moved.chance(now, was) == pytest.approx(0.0455, abs=1e-4)


def test_a_level_counts_for_what_it_claims():
    """An interval of 90 % that is as wide claims a larger error."""
    wide = moved.chance(estimate(60, 6, level=0.9), estimate(50, 8, level=0.9))
    assert wide > moved.chance(estimate(60, 6), estimate(50, 8))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.floats(0, 1e6))
def test_chance_is_a_share_and_the_same_from_either_side(a, b, one, other):
    now, was = estimate(a, one), estimate(b, other)
    assert 0 <= moved.chance(now, was) <= 1
    assert moved.chance(now, was) == pytest.approx(moved.chance(was, now))


def test_each_kind_of_difference_has_its_own_word():
    """In turn: moved, noise, equal, counted, assumed, and a new unit is a new figure."""
    now = found(estimate(90, 2), estimate(51, 8), estimate(7, 1), estimate(12, 0, "count"),
                estimate(5, 1, level=None), estimate(3, 1, "days"))  # fmt: skip
    was = found(estimate(50, 2), estimate(50, 8), estimate(7, 1), estimate(10, 0, "count"),
                estimate(4, 1), estimate(3, 1, "share"))  # fmt: skip
    assert _verdicts(now, was) == ["moved", "noise", "equal", "counted", "assumed", "new"]


def test_on_the_same_data_nothing_is_called_a_change_of_the_data():
    now, was = found(estimate(90, 2), estimate(7, 1)), found(estimate(50, 2), estimate(7, 1))
    assert _verdicts(now, was, same_data=True) == ["settings", "equal"]


def test_without_an_earlier_run_nothing_is_compared():
    week = gathered(shop=found(estimate(90, 2)))
    assert [metric.verdict for metric in moved.compare(week).metrics] == ["alone"]


def test_what_does_not_add_up_is_not_shown_nor_compared():
    withheld = found(estimate(90, 2), withheld=True)
    week = gathered(before(shop=found(estimate(50, 2))), shop=withheld)
    assert moved.compare(week).metrics == ()


def test_many_figures_at_once_are_allowed_for():
    """Errors of one: a difference that chance makes 3 % of the time, one of twenty compared."""
    now = found(estimate(50 + 2.17 * 2**0.5, ERROR), *[estimate(1, 1)] * 19)
    was = found(estimate(50, ERROR), *[estimate(1.01, 1)] * 19)
    assert moved.chance(now.figures[0].estimate, was.figures[0].estimate) < 0.05
    assert _verdicts(now, was)[0] == "noise"
    assert _verdicts(found(now.figures[0].estimate), found(was.figures[0].estimate)) == ["moved"]


def test_where_nothing_changed_at_most_one_week_in_twenty_is_said_to_have():
    """400 weeks of 40 figures, each measured twice with the error that its interval claims."""
    draw = random.Random(20)
    weeks = 0
    for _week in range(400):
        truth = [draw.uniform(10, 100) for _ in range(40)]
        now, was = ([draw.gauss(t, 3) for t in truth] for _ in range(2))
        named = _verdicts(found(*(estimate(v, 3 * ERROR) for v in now)),
                          found(*(estimate(v, 3 * ERROR) for v in was)))  # fmt: skip
        weeks += "moved" in named
    assert weeks / 400 < 0.05 + 3 * (0.05 * 0.95 / 400) ** 0.5


def test_what_moved_is_shown_first_then_what_has_a_target():
    now = found(estimate(1, 1), estimate(90, 2), estimate(3, 1))
    aimed = now.figures[2].model_copy(update={"target": 4.0})
    now = now.model_copy(update={"figures": (*now.figures[:2], aimed)})
    week = moved.compare(gathered(before(shop=found(estimate(1.1, 1), estimate(50, 2))), shop=now))
    assert [metric.key for metric in moved.first(week, (), 2)] == ["f1", "f2"]
    other = moved.compare(gathered(before(), shop=now, crm=found(estimate(1, 1))))
    assert moved.first(other, ("crm",), 1)[0].notebook == "crm"
