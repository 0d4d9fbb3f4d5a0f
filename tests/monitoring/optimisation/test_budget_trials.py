"""What knowing more is worth, and the trial in regions that would tell most."""

import dataclasses
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest

from taller.monitoring.optimisation.model.budget import knowing, trials
from tests.monitoring.optimisation.true_curves import TrueCurves, asked

NORMAL = NormalDist()


@pytest.mark.parametrize("noise", [0.3, 1.0, 3.0])
def test_the_worth_of_a_result_is_as_the_closed_form_has_it(noise):
    """Do nothing, or gain θ ~ N(.4, 1): with v = 1 / √(1 + noise²) it is v φ(.4/v) - .4 Φ(-.4/v).

    Raiffa and Schlaifer (1961), "Applied statistical decision theory", section 5.4.
    """
    theta = np.random.default_rng(3).normal(0.4, 1, 4000)
    found = knowing.worth_of_result(np.array([0 * theta, theta]), theta, noise, seed=1)
    v = 1 / np.sqrt(1 + noise**2)
    wanted = v * NORMAL.pdf(0.4 / v) - 0.4 * NORMAL.cdf(-0.4 / v)
    assert found == pytest.approx(wanted, abs=0.02)


def test_a_result_that_tells_nothing_is_worth_nothing():
    """Of 60 draws a regression finds in noise 9 % of what knowing all is worth; it is taken off."""
    rng = np.random.default_rng(5)
    found = [
        knowing.worth_of_result(rng.normal(0, 1, (6, 60)), rng.normal(0, 1, 60), 0.5, seed)
        for seed in range(20)
    ]
    everything = knowing.worth_of_all(rng.normal(0, 1, (6, 60)))
    assert np.mean(found) < 0.04 * everything


def test_what_never_differs_is_worth_nothing():
    assert knowing.worth_of_result(np.ones((3, 50)), np.ones(50), 1.0, seed=1) == 0


DESIGNS: dict = {}


@pytest.fixture(autouse=True)
def designed_once(monkeypatch):
    """The same past gives the same design: it is worked out once for all tests."""
    design = trials.geo.design

    def kept(past, **how):
        if past.shape not in DESIGNS:
            DESIGNS[past.shape] = design(past, **how)
        return DESIGNS[past.shape]

    monkeypatch.setattr(trials.geo, "design", kept)


def regional(regions: int, weeks: int = 104, seed: int = 2) -> pd.DataFrame:
    """Sales of regions that move together, by week."""
    rng = np.random.default_rng(seed)
    together = 1 + np.cumsum(rng.normal(0, 0.01, (weeks, 1)), axis=0)
    sales = 1000 * (together + 0.03 * rng.standard_normal((weeks, regions)))
    return pd.DataFrame(sales, index=pd.date_range("2024-07-01", periods=weeks, freq="7D"),
                        columns=[f"r{i}" for i in range(regions)])  # fmt: skip


def uncertain(known=0.02, unknown=0.8, **more):
    """Two channels: b's height is known well, a's is not."""
    curves = TrueCurves([2000, 2000], [600, 600], carry=0.2, draws=300,
                        spent=[[1200.0, 1200]] + [[600.0, 600]] * 80, **more)  # fmt: skip
    rng = np.random.default_rng(8)
    curves.height = 2000 * np.exp(np.c_[unknown * rng.standard_normal(300),
                                        known * rng.standard_normal(300)])[:, None, :]  # fmt: skip
    return curves


def test_the_trial_worth_most_is_of_the_channel_that_is_known_least():
    made = asked(uncertain(), worth=0.5, profit=True)
    found = trials.think(made, regional(8), np.full((8, 2), 1 / 8), seed=1)
    best = max(found.tried, key=lambda each: each.worth)
    assert best.channel == "a"
    assert 0 < best.worth <= found.all
    assert max((t.worth for t in found.tried if t.channel == "b"), default=0) < 0.2 * best.worth
    (stop,) = [t for t in found.tried if (t.channel, t.action, t.weeks) == ("a", "stop", 8)]
    sold = made.curves.steady(np.array([[600.0, 600]]))[:, 0, 0]
    # Shown in four of five trials is what is 1.96 + .84 standard errors.
    values, noise = trials.plans(made), stop.detectable / 2.80159
    wanted = knowing.worth_of_result(values, -sold * 8 / 4, noise, seed=1)
    assert stop.worth == pytest.approx(wanted, rel=1e-4)
    assert found.best.worth - max(found.best.cost.value, 0) == max(
        each.worth - max(each.cost.value, 0) for each in found.tried
    )


def test_a_trial_costs_what_it_forgoes():
    """Stopping a in 2 of 8 regions for 4 weeks: a quarter of 4 weeks of its sales and spend."""
    curves = uncertain(unknown=0.3)
    made = asked(curves, worth=0.5, profit=True)
    found = trials.think(made, regional(8), np.full((8, 2), 1 / 8), seed=1)
    (stop,) = [t for t in found.tried if (t.channel, t.action, t.weeks) == ("a", "stop", 4)]
    sold = curves.steady(np.array([[600.0, 600]]))[:, 0, 0].mean()
    assert stop.effect.value == pytest.approx(-sold)
    assert stop.further == pytest.approx(-600)
    assert stop.cost.value == pytest.approx(0.5 * sold - 600)


def test_without_a_margin_sales_and_spend_are_not_set_off():
    found = trials.think(asked(uncertain()), regional(8), np.full((8, 2), 1 / 8), seed=1)
    for each in found.tried:
        paid = each.further if each.further > 0 else -each.effect.value
        assert each.cost.value == pytest.approx(paid)


def test_of_few_regions_or_weeks_no_trial_is_named_and_why():
    made = asked(uncertain())
    few = trials.think(made, regional(3), np.full((3, 2), 1 / 3), seed=1)
    short = trials.think(made, regional(8, weeks=30), np.full((8, 2), 1 / 8), seed=1)
    assert (few.best, few.why, short.best, short.why) == (None, "no_regions", None, "short")


def test_where_every_plan_is_the_same_nothing_is_to_be_tried():
    """Limits leave no choice: whatever is known, the plan is today's."""
    made = asked(uncertain(), floors={"a": 600, "b": 600})
    found = trials.think(made, regional(8), np.full((8, 2), 1 / 8), seed=1)
    assert (found.best, found.why) == (None, "settled")


def test_where_weeks_tell_nothing_the_trial_spends_and_its_price_is_what_it_spends():
    made = asked(uncertain())
    found = trials.think(made, regional(8), np.full((8, 2), 1 / 8), seed=1, unclear=["b"])
    assert {each.channel for each in found.tried} == {"b"}
    assert {each.action for each in found.tried} == {"double"}
    assert found.best.further == pytest.approx(600)  # 600 a week, a quarter of it, 4 weeks
    assert not found.told


def test_the_trial_to_make_first_is_worth_most_after_its_cost():
    """100 less 50 before 10 for nothing, and both before 100 for 95."""
    made = trials.think(asked(uncertain()), regional(8), np.full((8, 2), 1 / 8), seed=1).tried[0]
    cost = {"low": 0.0, "high": 99.0}
    cheap, good, dear = (
        dataclasses.replace(made, worth=w, cost=made.cost.model_copy(update={"value": c, **cost}))
        for w, c in ((10.0, 0.0), (100.0, 50.0), (100.0, 95.0))
    )
    found = trials.ranked([dear, cheap, good], 0.0, None)
    assert [each.worth - each.cost.value for each in found] == [50, 10, 5]
