"""Candidates: naive by hand, futures around their expectation, covariates that are found."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from taller.development.regression.features.customers import Customers
from taller.development.regression.model.candidates import (
    Alike,
    Blend,
    Design,
    Lifetime,
    PastSpend,
    TwoPart,
)
from taller.development.regression.model.purchases import BetaGeoNBD, Histories, ParetoNBD
from taller.development.regression.model.simulation import simulate

DAY = dt.date(2026, 1, 1)


def base(n=600, seed=1, about=None):
    """Customers of the BG/NBD process: rate ~ gamma(.8, 60 days), leave with beta(1, 3)."""
    rng = np.random.default_rng(seed)
    lines = []
    for i in range(n):
        age, rate, leaves = rng.integers(60, 500), rng.gamma(0.8, 1 / 60), rng.beta(1, 3)
        if about is not None and about["channel"].iloc[i] == "mail":
            rate *= 2
        at, days = 0.0, []
        while rng.random() > leaves:
            at += max(rng.exponential(1 / rate), 1.0)
            if at >= age:
                break
            days.append(int(at))
        days = sorted(set(days) - {0})
        paid, mean = len(days) + 1, rng.gamma(5.0) * 8
        lines.append((len(days), days[-1] if days else 0, age, paid, mean, paid * mean))
    frame = pd.DataFrame(
        lines, columns=["frequency", "recency", "age", "paid", "mean_spend", "spend"]
    ).astype("float64")
    frame["recent"] = frame["spend"]
    about = pd.DataFrame(index=frame.index) if about is None else about
    return Customers(DAY, frame, about, 365, None)


@pytest.fixture(scope="module")
def shop():
    return base()


def test_past_spend_is_carried_on_and_discounted(shop):
    """73 of 365 days: a fifth; at a continuous rate d the days count (1 - exp(-d 73)) / d."""
    spend = shop.frame["recent"].to_numpy()
    assert PastSpend().predict(shop, 73) == pytest.approx(spend / 5)
    held = (1 - np.exp(-0.01 * 73)) / 0.01 / 365
    assert PastSpend().predict(shop, 73, 0.01) == pytest.approx(spend * held)


@pytest.mark.parametrize("kind", ["bg_nbd", "pareto_nbd"])
def test_futures_of_a_model_lie_around_its_expectation(shop, kind):
    model = Lifetime(kind).fit(shop, 1)
    told = simulate(model, shop, 90, 1200, np.random.default_rng(3))
    assert told.totals.mean() == pytest.approx(told.expected.sum(), rel=0.06)
    assert (told.low <= told.expected).all()
    assert (told.high >= told.expected).all()


def test_a_blend_is_half_of_each(shop):
    model = Lifetime("bg_nbd").fit(shop, 1)
    half = (PastSpend().predict(shop, 90) + model.predict(shop, 90)) / 2
    assert Blend(model).predict(shop, 90) == pytest.approx(half)


@pytest.mark.parametrize("model", [BetaGeoNBD, ParetoNBD])
def test_later_purchases_count_less(shop, model):
    """Between none at all and the discount of the last day; a rate of 0 changes nothing."""
    h = Histories(*(shop.frame[name] for name in ("frequency", "recency", "age")))
    fitted = model().fit(h)
    plain, later = fitted.expected(h, 365), fitted.expected(h, 365, 0.001)
    assert (later < plain).all()
    assert (later > plain * np.exp(-0.365)).all()
    assert fitted.expected(h, 365, 1e-12) == pytest.approx(plain, rel=1e-6)
    # Month by month, each at the discount of its middle.
    steps = np.linspace(0, 365, 147)
    sums = np.diff([fitted.expected(h, float(t)) if t else np.zeros(len(h)) for t in steps], axis=0)
    by_hand = (sums * np.exp(-0.001 * (steps[1:] + steps[:-1]) / 2)[:, None]).sum(axis=0)
    assert later == pytest.approx(by_hand, rel=1e-4)


def test_covariates_are_found_with_their_size():
    """Customers by mail buy twice as often; the interval holds 2 and not 1."""
    about = pd.DataFrame({"channel": np.where(np.arange(1500) % 3 == 0, "mail", "web")})
    shop = base(1500, 4, about)
    model = Lifetime("bg_nbd_about").fit(shop, 1)
    assert model.design_.pairs() == [("channel", "mail")]
    factor = np.exp(model.purchases_.coefficients_["purchase"][0])
    error = np.sqrt(model.purchases_.covariance_[4, 4])
    assert 1 < factor * np.exp(-2 * error) < 2 < factor * np.exp(2 * error)


def test_a_level_not_seen_before_counts_as_the_commonest():
    design = Design().fit(pd.DataFrame({"channel": ["a", "a", "b"], "one": ["x", "x", "x"]}))
    found = design.transform(pd.DataFrame({"channel": ["b", "z", "a"], "one": ["y", "x", "x"]}))
    assert found.tolist() == [[1], [0], [0]]


def test_alike_futures_keep_the_mean_and_the_zeros():
    """In the hold-out half came to nothing and half to twice what was predicted."""
    predicted = np.linspace(1, 100, 400)
    actual = np.where(np.arange(400) % 2 == 0, 0.0, 2 * predicted)
    alike = Alike().fit(predicted, actual)
    drawn = alike.draw(predicted, 600, np.random.default_rng(0))
    assert drawn.mean() == pytest.approx(predicted.mean(), rel=0.05)
    assert (drawn == 0).mean() == pytest.approx(0.5, abs=0.05)
    nothing = Alike().fit(predicted, np.zeros(400)).draw(predicted, 4, np.random.default_rng(0))
    assert (nothing == 0).all()


def test_the_two_part_model_learns_who_buys_and_how_much(monkeypatch):
    """Large baskets come from column `size`; over a longer time the model of purchases leads."""
    shop = base(800, 9)
    size = np.random.default_rng(0).uniform(0, 2, 800)
    monkeypatch.setattr(Customers, "described", lambda self: pd.DataFrame({"size": size}))
    buys = np.random.default_rng(1).random(800) < size / 2
    spent = np.where(buys, 20 * np.exp(size), 0.0)
    carries_on = Lifetime("bg_nbd").fit(shop, 1)
    model = TwoPart(90).fit([(shop, spent)], carries_on, 3)
    found = model.predict(shop, 90)
    assert np.corrcoef(found, size / 2 * 20 * np.exp(size))[0, 1] > 0.95
    assert found.sum() == pytest.approx(spent.sum(), rel=0.1)
    course = carries_on.course(shop, 180) / carries_on.course(shop, 90)
    assert model.predict(shop, 180) == pytest.approx(found * course)
