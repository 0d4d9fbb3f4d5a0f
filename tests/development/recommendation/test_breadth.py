"""Breadth: more of the items is shown the more of it there is, and what it costs is told."""

from __future__ import annotations

import numpy as np
import pytest

from taller.development.recommendation import findings, tables
from taller.development.recommendation.evaluation.breadth import STEPS, Step, cheapest, trade
from taller.development.recommendation.evaluation.test import assess
from taller.development.recommendation.model.reasons import explain
from taller.development.recommendation.model.rules import apply
from taller.development.recommendation.model.training import train
from taller.language import speaking
from taller.phase import Estimate
from tests.development import recommendation_cases as cases


@pytest.fixture(scope="module")
def tested():
    """Two tastes, and within each a few items that most customers buy."""
    draw = np.random.default_rng(4)
    likes = np.repeat([0, 1], 150)[:, None] == np.arange(60)[None, :] % 2
    known = np.where(np.arange(60) < 10, 0.5, 0.06)
    then = (draw.random((300, 60)) < np.where(likes, known, 0.01)).astype(float)
    after = ((draw.random((300, 60)) < np.where(likes, known, 0.01)) & (then == 0)).astype(float)
    gathered = cases.gathered(np.maximum(then, after), then, after, k=3, settings=1)
    with speaking("en"):
        return assess(train(gathered, 1), 1)


def test_more_breadth_shows_more_items_and_fewer_best_sellers(tested):
    steps = trade(tested, 1)
    assert [step.breadth for step in steps] == list(STEPS)
    covered, known = [s.covered for s in steps], [s.well_known for s in steps]
    assert covered == sorted(covered)
    assert covered[-1] > covered[0]
    assert known[-1] < known[0]
    assert steps[0].lost is None


def test_what_it_costs_is_the_difference_on_the_same_customers(tested):
    first, *others = trade(tested, 1)
    assert first.ndcg.value == pytest.approx(tested.ruled.ndcg.value)
    for step in others:
        assert step.lost.value == pytest.approx(step.ndcg.value - first.ndcg.value)
        assert step.lost.low <= step.lost.value <= step.lost.high


def test_the_same_seed_gives_the_same_and_no_test_gives_nothing(tested):
    assert trade(tested, 3) == trade(tested, 3)
    assert trade(None, 1) == ()


def step(breadth: float, lost: tuple[float, float] | None, covered: float) -> Step:
    value = Estimate(value=0.2, low=0.1, high=0.3, unit="index", n=9, method="m")
    change = None
    if lost is not None:
        change = Estimate(value=lost[1], low=lost[0], high=lost[1], unit="index", n=9, method="m")
    return Step(breadth, value, change, covered, 0.5)


def test_the_broadest_step_is_named_that_surely_costs_little():
    """Of an nDCG of .2 a twentieth is .01: the second may cost .009, the third .011."""
    steps = (step(0, None, 0.1), step(0.25, (-0.009, 0.0), 0.2), step(0.5, (-0.011, -0.001), 0.3))
    assert cheapest(steps, 0.05).breadth == 0.25
    assert cheapest(steps, 0.06).breadth == 0.5
    assert cheapest((steps[0], step(0.25, (0, 0), 0.1)), 0.05) is None
    assert cheapest((), 0.05) is None


@pytest.mark.parametrize("code", ["en", "es"])
def test_narrow_lists_are_told_with_what_broader_ones_cost(tested, code):
    steps = (step(0, None, 0.1), step(0.5, (-0.009, -0.004), 0.2))
    with speaking(code):
        explained = explain(apply(tested.trained, True), 1)
        gathered = tested.trained.gathered
        study = findings.Study(gathered, tested.trained, tested, explained, None, steps)
        breadth = {"en": "a breadth of 0.5", "es": "una amplitud de 0,5"}[code]
        told = [d for d in findings.conclude(study).decisions if breadth in d.what]
        assert len(told) == 1
        assert "20" in told[0].effect
        assert "10" in told[0].effect
        assert ("4.5%" if code == "en" else "4,5") in told[0].effect  # .009 of an nDCG of .2
        assert tables.broader(steps) is not None
        wide = (step(0, None, 0.4), steps[1])
        other = findings.Study(gathered, tested.trained, tested, explained, None, wide)
        assert not [d for d in findings.conclude(other).decisions if "breadth" in d.what]
