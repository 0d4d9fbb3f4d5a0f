"""Lean, as planned and generous, side by side: worked by hand for two months."""

from __future__ import annotations

import numpy as np
import pytest

from taller import language
from taller.measurement.ranges import Range
from taller.planning.plan import tables
from taller.planning.plan.evaluation.scenarios import scenarios
from taller.planning.plan.model.money import Driver, Money

NONE = np.zeros(1)


def money(*, told: bool = True) -> Money:
    """100, 200 or 400 spent in the first of two months; a case that brings 1,200 to 3,600 a year.

    It is in use at once by a half to all, half of the first month.
    """
    drivers = [
        Driver("outside", "outside.a", "A", Range(100, 200, 400), NONE, np.array([1.0, 0])),
        Driver("benefit", "benefit.a", "A", Range(1200, 2400, 3600), NONE, told=told),
        Driver("adoption", "adoption", "", Range(0.5, 1, 1), NONE),
        Driver("pace", "pace", "", Range(1, 1, 1), NONE),
        Driver("delay", "delay", "", Range(0, 0, 0), NONE),
    ]
    return Money({each.key: each for each in drivers}, 2, 0.0)


def test_costs_at_one_end_beside_all_that_comes_in_at_its_least_and_its_most():
    """In: 100 * 1.5 * .5 = 75, 200 * 1.5 = 300, 300 * 1.5 = 450; out: 100, 200 or 400."""
    with language.speaking("en"):
        lean, planned, generous = scenarios(money())
    assert [each.cost for each in (lean, planned, generous)] == [100, 200, 400]
    ends = [(e.npv.low, e.npv.value, e.npv.high) for e in (lean, planned, generous)]
    assert ends == [(-25, 200, 350), (-125, 100, 250), (-325, -100, 50)]
    assert (planned.roi.low, planned.roi.value) == pytest.approx((-0.625, 0.5))
    assert planned.npv.level is None  # a sensitivity, which claims no coverage


def test_where_nobody_said_what_a_case_brings_there_is_none():
    assert scenarios(money(told=False)) == ()
    assert tables.scenarios(()) is None


@pytest.mark.parametrize("code", ["en", "es"])
def test_they_stand_in_one_table(code):
    with language.speaking(code, currency="EUR"):
        shown = tables.scenarios(scenarios(money()))
        assert shown is not None
        assert ("As planned" if code == "en" else "Según lo previsto") in shown.html
        assert shown.html.count("<tr>") == 4
