"""Tuning: the same seed chooses the same, defaults stay unless beaten, time only stops."""

from __future__ import annotations

import time

from taller import language
from taller.development.template import tuning


def space(trial):
    return {"x": trial.suggest_float("x", -2, 2)}


def bowl(settings):
    return -((settings["x"] - 1) ** 2)


def tune(trials, seed=1, seconds=60.0, evaluate=bowl, first=0.0):
    return tuning.tune(
        evaluate, space, {"x": first, "fixed": 7}, trials=trials, seconds=seconds, seed=seed,
    )  # fmt: skip


def test_no_budget_takes_the_defaults_untried():
    found = tune(0, evaluate=lambda settings: 1 / 0)
    assert found.params == {"x": 0.0, "fixed": 7}
    assert not found.stopped


def test_the_same_seed_chooses_the_same_and_finds_the_top():
    first, again = tune(40), tune(40)
    assert first == again
    assert abs(first.params["x"] - 1) < 0.2
    assert first.params["fixed"] == 7
    assert first.trials == 40


def test_defaults_stay_where_nothing_is_better():
    found = tune(10, first=1.0)
    assert found.params["x"] == 1.0
    with language.speaking("en"):
        assert "none was better" in found.in_words()


def test_time_stops_and_it_is_said():
    found = tune(50, seconds=0.05, evaluate=lambda settings: time.sleep(0.03) or 0.0)
    assert found.stopped
    assert 1 <= found.trials < 50
    with language.speaking("en"):
        assert "before time ran out" in found.in_words()
