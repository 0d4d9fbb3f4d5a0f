"""Repeat purchases: published parameters, likelihoods by integration, sound where others fail."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, special

from taller.development.regression.model.purchases import BetaGeoNBD, Histories, ParetoNBD
from taller.errors import AnalysisError

MODELS = [BetaGeoNBD, ParetoNBD]


@pytest.fixture(scope="module")
def cdnow(shared_data):
    rows = pd.read_csv(shared_data / "cdnow" / "cdnow_customers_summary.csv")
    return Histories(rows["frequency"], rows["recency"], rows["T"])


def some(n=300, seed=5):
    """Histories drawn from Pareto/NBD with r=.6, alpha=8, s=.7, beta=12."""
    rng = np.random.default_rng(seed)
    rows = []
    for age in rng.uniform(20, 60, n):
        rate, stays = rng.gamma(0.6, 1 / 8), rng.exponential(1 / rng.gamma(0.7, 1 / 12))
        moments = np.sort(rng.uniform(0, min(age, stays), rng.poisson(rate * min(age, stays))))
        rows.append((len(moments), moments[-1] if len(moments) else 0.0, age))
    return Histories(*np.array(rows).T)


def test_bg_nbd_of_cdnow_is_as_published(cdnow):
    """Fader, Hardie, Lee (2005): r .243, alpha 4.414, a .793, b 2.426, log-likelihood -9582.4."""
    model = BetaGeoNBD().fit(cdnow)
    assert [round(value, 3) for value in model.params_.values()] == [0.243, 4.414, 0.793, 2.426]
    assert model.log_likelihood_ == pytest.approx(-9582.4, abs=0.05)
    assert model.converged_
    assert not model.at_bound_


def test_pareto_nbd_of_cdnow_is_as_published(cdnow):
    """r .553, alpha 10.578, s .606, beta 11.669, log-likelihood -9595.0."""
    model = ParetoNBD().fit(cdnow)
    printed = [0.553, 10.578, 0.606, 11.669]
    assert list(model.params_.values()) == pytest.approx(printed, abs=0.0015)
    assert model.log_likelihood_ == pytest.approx(-9595.0, abs=0.05)


@pytest.mark.parametrize("model", MODELS)
def test_a_change_of_the_unit_of_time_changes_only_the_times(model):
    weeks = some()
    days = Histories(weeks.frequency, weeks.recency * 7, weeks.age * 7)
    one, other = model().fit(weeks), model().fit(days)
    for name, timed in zip(model.names, model.timed, strict=True):
        expected = one.params_[name] * (7 if timed else 1)
        assert other.params_[name] == pytest.approx(expected, rel=1e-3)
    repeats = weeks.frequency.sum()
    assert other.log_likelihood_ == pytest.approx(
        one.log_likelihood_ - repeats * np.log(7), abs=1e-3
    )
    assert other.expected(days, 70) == pytest.approx(one.expected(weeks, 10), rel=2e-3)


@pytest.mark.parametrize("model", MODELS)
@given(seed=st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_the_gradient_is_the_slope_of_the_likelihood(model, seed):
    rng = np.random.default_rng(seed)
    once, counts, _ = some(40, seed).distinct(30.0)
    once = Histories(once.frequency, once.recency, once.age, rng.normal(size=(len(once), 2)))
    theta, fit = rng.normal(size=8), model()
    slope = fit._objective(theta, once, counts)[1]
    for i, move in enumerate(np.eye(8) * 1e-5):
        up, down = (fit._objective(theta + sign * move, once, counts)[0] for sign in (1, -1))
        assert slope[i] == pytest.approx((up - down) / 2e-5, rel=1e-4, abs=1e-7)


def by_hand(r, alpha, s, beta, x, t_x, age):
    """Pareto/NBD's likelihood by plain numerical integration over both rates and the leaving."""

    def left_at(u):
        return (alpha + u) ** -(r + x) * s * (beta + u) ** -(s + 1)

    gone = integrate.quad(left_at, t_x, age, epsabs=0, epsrel=1e-12)[0]
    here = (alpha + age) ** -(r + x) * (beta + age) ** -s
    front = special.gamma(r + x) / special.gamma(r) * alpha**r * beta**s
    return front * (here + gone), here / (here + gone)


@given(
    st.tuples(*[st.floats(0.05, 20)] * 4),
    st.integers(0, 12),
    st.floats(0.01, 1),
    st.floats(0.1, 80),
)
@settings(max_examples=150, deadline=None)
def test_pareto_nbd_is_its_integral(params, x, part, age):
    t_x = age * part if x else 0.0
    histories = Histories([x], [t_x], [age])
    model = ParetoNBD()
    model.theta_ = np.log(params)
    likelihood, alive = by_hand(*params, x, t_x, age)
    found = model._log_likelihood(model.theta_, histories)[0][0]
    assert found == pytest.approx(np.log(likelihood), abs=1e-7)
    assert model.alive(histories)[0] == pytest.approx(alive, abs=1e-7)


def test_pareto_nbd_stands_where_the_hypergeometric_form_loses_all_digits():
    """With 2,000 purchases the published form subtracts equal numbers: nan or minus infinity."""
    histories = Histories([2000], [99.0], [100.0])
    model = ParetoNBD()
    model.theta_ = np.log([0.5, 10.0, 0.6, 12.0])
    value, slope = model._log_likelihood(model.theta_, histories)
    assert np.isfinite(value).all()
    assert np.isfinite(slope).all()
    # Gone over there: s / (r + x + s) times (110 / 109)^2000.5, less what the other factor takes.
    odds = 0.6 / (2000.5 + 0.6 * 109 / 111) * (110 / 109) ** 2000.5
    assert model.alive(histories)[0] == pytest.approx(1 / (1 + odds), rel=0.03)


def test_bg_nbd_by_hand():
    """x = 0: (alpha / (alpha + T))^r. x = 1, t = 1, T = 2, all parameters 1: 1/12 · 1 + ..."""
    model = BetaGeoNBD()
    model.theta_ = np.zeros(4)
    none, one = Histories([0], [0.0], [2.0]), Histories([1], [1.0], [2.0])
    assert model._log_likelihood(model.theta_, none)[0][0] == pytest.approx(np.log(1 / 3))
    # B(1, 2) / B(1, 1) = 1/2; still there: 1/2 · 3^-2 = 1/18; left: B(2, 1) = 1/2 · 2^-2 = 1/8.
    both = 1 / 18 + 1 / 8
    assert model._log_likelihood(model.theta_, one)[0][0] == pytest.approx(np.log(both))
    assert model.alive(one)[0] == pytest.approx((1 / 18) / both)
    assert model.alive(none)[0] == 1


def test_bg_nbd_expects_what_the_published_formula_says(cdnow):
    """Equation 10 of Fader, Hardie, Lee (2005), away from a = 1 where it is 0 / 0."""
    model = BetaGeoNBD().fit(cdnow)
    r, alpha, a, b = model.params_.values()
    x, t_x, age, t = 2, 30.43, 38.86, 39.0
    z = t / (alpha + age + t)
    above = (a + b + x - 1) / (a - 1)
    above *= 1 - ((alpha + age) / (alpha + age + t)) ** (r + x) * special.hyp2f1(
        r + x, b + x, a + b + x - 1, z
    )
    below = 1 + a / (b + x - 1) * ((alpha + age) / (alpha + t_x)) ** (r + x)
    found = model.expected(Histories([x], [t_x], [age]), t)[0]
    assert found == pytest.approx(above / below, rel=1e-9)
    assert found == pytest.approx(1.226, abs=0.001)  # as printed for customer 1 of the note


@pytest.mark.parametrize("model", MODELS)
def test_a_shape_of_exactly_one_is_no_hole(model):
    fitted = model()
    histories = Histories([3, 0], [5.0, 0.0], [9.0, 9.0])
    values = []
    for third in (1 - 1e-5, 1.0, 1 + 1e-5):
        fitted.theta_ = np.log([0.6, 5.0, third, 2.0])
        values.append(fitted.expected(histories, 10.0))
    assert values[1] == pytest.approx((values[0] + values[2]) / 2, rel=1e-6)


@pytest.mark.parametrize("model", MODELS)
def test_futures_average_to_what_is_expected(model):
    histories = some(400)
    fitted, rng = model().fit(histories), np.random.default_rng(2)
    draws = [fitted.draw(histories, 20.0, rng).sum() for _ in range(200)]
    error = np.std(draws) / np.sqrt(200)
    assert abs(np.mean(draws) - fitted.expected(histories, 20.0).sum()) < 4 * error


@pytest.mark.parametrize("model", MODELS)
def test_covariates_are_found_again(model):
    """Half of the customers buy exp(0.8) times as often; the other covariate says nothing."""
    rng = np.random.default_rng(4)
    rows = []
    for _ in range(3000):
        z = rng.integers(0, 2)
        rate, stays = rng.gamma(1.5, 1 / 15) * np.exp(0.8 * z), rng.exponential(60)
        moments = np.sort(rng.uniform(0, min(50, stays), rng.poisson(rate * min(50, stays))))
        last = moments[-1] if len(moments) else 0.0
        rows.append((len(moments), last, 50.0, z, rng.integers(0, 2)))
    x, t_x, age, *covariates = np.array(rows, dtype="float64").T
    fitted = model().fit(Histories(x, t_x, age, np.column_stack(covariates)))
    assert fitted.converged_
    errors = np.sqrt(np.diag(fitted.covariance_))
    assert fitted.coefficients_["purchase"][0] == pytest.approx(0.8, abs=0.15)
    assert abs(fitted.coefficients_["purchase"][1]) < 3 * errors[5]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "frequency, recency, age",
    [
        ([0] * 99 + [1], [0.0] * 99 + [1e-9], [1.0] * 100),  # one repeat, at once
        ([400] * 50, [364.9] * 50, [365.0] * 50),  # all alike, daily
        ([1, 2000] * 40, [3.0, 700.0] * 40, [700.0] * 80),  # extremes side by side
        ([1, 2, 0, 4, 0] * 20, [3.0, 5.0, 0.0, 8.0, 0.0] * 20, [10.0] * 100),
    ],
)
def test_hard_data_gives_a_finite_fit(model, frequency, recency, age):
    histories = Histories(frequency, recency, age)
    fitted = model().fit(histories)
    assert np.isfinite(fitted.log_likelihood_)
    expected = fitted.expected(histories, float(np.mean(age)))
    assert np.isfinite(expected).all()
    assert (expected >= 0).all()
    assert fitted.converged_


def test_nobody_came_back():
    with pytest.raises(AnalysisError, match="no customer bought a second time"):
        BetaGeoNBD().fit(Histories([0, 0], [0.0, 0.0], [5.0, 6.0]))


def test_all_that_is_wrong_with_histories_is_said_at_once():
    with pytest.raises(AnalysisError, match=r"whole numbers.*between 0 and.*must lie before"):
        Histories([1.5, 1, 0], [1.0, 9.0, 0.0], [5.0, 6.0, 0.0])
