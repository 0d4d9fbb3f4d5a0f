"""Estimates hold their value; a result's keys are unique."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from taller.phase import Estimate, Figure, PhaseResult, Section


def estimate(value: float, low: float, high: float) -> Estimate:
    return Estimate(value=value, low=low, high=high, unit="number", n=10, method="by hand")


def test_an_interval_that_does_not_hold_its_value_is_refused():
    with pytest.raises(ValidationError, match=r"interval \[1.0, 2.0\] does not hold 3.0"):
        estimate(3, 1, 2)


def test_no_figure_is_infinite_or_missing():
    with pytest.raises(ValidationError, match="finite"):
        estimate(float("nan"), 0, 1)


@pytest.mark.parametrize(
    ("now", "before", "moved"),
    [
        ((5, 4, 6), (5.5, 5, 6), False),  # each inside the other
        ((5, 4, 6), (7, 4.5, 9), False),  # 5 lies in [4.5, 9]
        ((7, 4.5, 9), (5, 4, 6), False),  # the same the other way round
        ((5, 4, 6), (8, 7, 9), True),
        ((3, 3, 3), (3, 3, 3), False),
        ((3, 3, 3), (4, 4, 4), True),
    ],
)
def test_a_figure_moved_only_when_each_lies_outside_the_other(now, before, moved):
    assert estimate(*now).moved_from(estimate(*before)) is moved


def test_figure_keys_do_not_repeat():
    figure = Figure(key="a", label="A", estimate=estimate(1, 0, 2))
    with pytest.raises(ValidationError, match="figure keys repeat"):
        PhaseResult(headline="h", figures=(figure, figure))


def test_a_headline_is_one_line():
    assert PhaseResult(headline="two\n lines").headline == "two lines"
    assert PhaseResult(headline="51,9\xa0%").headline == "51,9\xa0%"  # kept together


def test_a_section_refuses_what_it_does_not_know():
    class Knobs(Section):
        n: int = 1

    with pytest.raises(ValidationError, match="Extra inputs"):
        Knobs(m=2)
