"""Comparison: intervals that cover, differences that are paired."""

from __future__ import annotations

import numpy as np
import pytest

from taller.development.template.comparison import Drawn, Measured, compare, demanded, resamples
from taller.measurement.discrimination import auroc, brier
from taller.phase import Estimate

MEASURES = {"brier": Measured("Brier", brier, "number", higher_is_better=False)}


def data(n=400, seed=1):
    draw = np.random.default_rng(seed)
    p = draw.random(n)
    target = (draw.random(n) < p).astype(float)
    return target, {"naive": np.full(n, 0.5), "model": p}


def score(found, model, measure="brier"):
    return next(s for s in found if s.model == model and s.measure == measure)


def test_the_difference_is_that_of_the_values_and_better_says_which_way():
    target, predictions = data()
    found = compare(target, predictions, MEASURES, np.random.default_rng(2), baseline="naive")
    model, naive = score(found, "model"), score(found, "naive")
    assert naive.estimate.value == 0.25
    assert model.difference.value == pytest.approx(model.estimate.value - 0.25)
    assert model.better is True
    assert naive.difference is None


def test_pairs_are_kept_together():
    """A model that differs from another by a constant error per row: no doubt about it."""
    target, predictions = data()
    shifted = np.where(target > 0, predictions["model"] - 0.001, predictions["model"] + 0.001)
    found = compare(target, {"model": predictions["model"], "worse": shifted}, MEASURES,
                    np.random.default_rng(2), baseline="model")  # fmt: skip
    worse = score(found, "worse")
    apart = worse.difference.high - worse.difference.low
    wide = worse.estimate.high - worse.estimate.low
    assert apart < wide / 20
    assert worse.better is False


def test_the_interval_covers_as_often_as_it_claims():
    """Scores uniform, outcomes at their probability: the Brier score's expectation is 1/6."""
    inside = 0
    for seed in range(200):
        target, predictions = data(300, seed)
        found = compare(target, predictions, MEASURES, np.random.default_rng(seed),
                        baseline="naive", draws=200)  # fmt: skip
        estimate = score(found, "model").estimate
        inside += estimate.low <= 1 / 6 <= estimate.high
    assert 0.90 <= inside / 200 <= 0.99


def test_one_set_of_resamples_serves_every_baseline():
    target, predictions = data()
    drawn = Drawn.of(target, predictions, {"auroc": Measured("AUROC", auroc)},
                     np.random.default_rng(3))  # fmt: skip
    there = score(drawn.against("naive"), "model", "auroc").difference
    back = score(drawn.against("model"), "naive", "auroc").difference
    assert there.value == -back.value
    assert there.low == pytest.approx(-back.high)


def test_whole_groups_are_drawn():
    groups = np.array(["a", "a", "b", "b", "b"])
    for weights in resamples(5, 50, np.random.default_rng(1), groups):
        assert (weights[:, 0] == weights[:, 1]).all()
        assert (weights[:, 2] == weights[:, 4]).all()


def test_a_difference_above_zero_that_is_not_enough_says_what_is_asked_for():
    """2.2 less three times its error of 1 is below 0; at an error of .6 it is above."""
    close = Estimate(value=2.2, low=0.24, high=4.2, unit="number", n=50, method="")
    assert demanded("2.2", close) == "2.2; asked for are three standard errors above 0"
    assert demanded("2.2", close.model_copy(update={"low": 1.0})) == "2.2"
    assert demanded("2.2", close.model_copy(update={"low": -0.1})) == "2.2"
