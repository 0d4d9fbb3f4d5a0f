"""Spend per purchase: the published fit, a hand-worked expectation, known parameters again."""

import numpy as np
import pandas as pd
import pytest

from taller.development.regression.model.spend import GammaGamma
from taller.errors import AnalysisError


@pytest.fixture(scope="module")
def repeats(shared_data):
    """Repeat purchase days of the first 39 weeks, customers whose mean is above 0."""
    path = shared_data / "cdnow" / "CDNOW_sample.txt"
    rows = pd.read_csv(path, sep=r"\s+", header=None, names=["old", "id", "day", "n", "money"])
    days = rows.groupby(["id", "day"], as_index=False)["money"].sum()
    days = days[days["day"] <= 19970930]
    days = days[days["day"] > days.groupby("id")["day"].transform("min")]
    found = days.groupby("id")["money"].agg(["count", "mean"])
    return found[found["mean"] > 0]


def test_gamma_gamma_of_cdnow_is_as_published(repeats):
    """Fader & Hardie (2013): p 6.25, q 3.74, gamma 15.44, log-likelihood -4055.92."""
    model = GammaGamma().fit(repeats["count"], repeats["mean"])
    assert len(repeats) == 946
    assert [round(value, 2) for value in model.params_.values()] == [6.25, 3.74, 15.44]
    assert model.log_likelihood_ == pytest.approx(-4055.92, abs=0.005)
    assert model.converged_
    assert not model.at_bound_


def test_a_customer_is_drawn_towards_the_average_by_hand():
    """p 2, q 3, gamma 10: the mean over customers is 2·10/2 = 10; (10 + 20)·2 / (2 + 2) = 15."""
    model = GammaGamma()
    model.params_ = {"p": 2.0, "q": 3.0, "gamma": 10.0}
    assert model.expected([0, 1], [np.nan, 20.0]).tolist() == [10.0, 15.0]


def test_cents_and_units_say_the_same(repeats):
    one = GammaGamma().fit(repeats["count"], repeats["mean"])
    other = GammaGamma().fit(repeats["count"], repeats["mean"] * 100)
    assert other.params_["gamma"] == pytest.approx(100 * one.params_["gamma"], rel=1e-4)
    assert other.params_["q"] == pytest.approx(one.params_["q"], rel=1e-4)


def test_draws_average_to_what_is_expected():
    rng = np.random.default_rng(3)
    nu = rng.gamma(4.0, 1 / 60.0, 2000)
    x = rng.integers(1, 9, 2000)
    mean = rng.gamma(5.0 * x, 1 / nu) / x
    model = GammaGamma().fit(x, mean)
    assert model.params_["p"] == pytest.approx(5, rel=0.15)
    assert model.params_["q"] == pytest.approx(4, rel=0.15)
    draws = [model.draw(x, mean, np.full(2000, 2), rng).sum() for _ in range(100)]
    expected = 2 * model.expected(x, mean).sum()
    assert np.mean(draws) == pytest.approx(expected, abs=4 * np.std(draws) / 10)
    assert model.draw(x, mean, np.zeros(2000), rng).sum() == 0


def test_all_alike_is_fitted_all_the_same():
    model = GammaGamma().fit([3, 2, 5, 4], [10.0, 10.0, 10.0, 10.0])
    assert model.expected([3], [10.0])[0] == pytest.approx(10, rel=0.01)


def test_no_money_is_refused():
    with pytest.raises(AnalysisError, match="above 0"):
        GammaGamma().fit([1, 2, 3], [5.0, 0.0, 7.0])
