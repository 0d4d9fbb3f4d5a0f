"""Before and after: what season, trend and step leave, and what earlier days say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.errors import DataError
from taller.measurement.geo import before_after, placebo_starts
from taller.measurement.geo.before_after import _fitted


def series(days=84, step=0.0, noise=0.0, seed=1):
    """Trend of 2 a day, 50 more at weekends, a step for the last 14 days."""
    index = pd.date_range("2026-01-05", periods=days)
    made = 100 + 2.0 * np.arange(days) + 50 * (index.day_of_week > 4)
    made = made + step * (np.arange(days) >= days - 14)
    return pd.Series(made + noise * np.random.default_rng(seed).normal(size=days), index=index)


def test_season_and_trend_are_taken_off_to_the_digit():
    """Of 14 days from the 70th: mean 100 + 2 * 76.5 + 50 * 4/14 without the step of 30."""
    data = series(step=30)
    found = before_after(data, data.index[70])
    assert found.daily.value == pytest.approx(30, abs=1e-6)
    assert found.total.value == pytest.approx(420, abs=1e-5)
    assert found.lift.value == pytest.approx(30 / (100 + 153 + 200 / 14))
    assert found.assumption == "nothing_else_changed"


def test_without_autocorrelation_it_is_least_squares():
    data = series(noise=5)
    after = (np.arange(84) >= 70).astype(float)
    x = np.column_stack([after, np.eye(7)[data.index.day_of_week], np.linspace(-1, 1, 84)])
    value, error, _likely = _fitted(data.to_numpy(), x, 0.0)
    coefficients, rest, *_ = np.linalg.lstsq(x, data.to_numpy(), rcond=None)
    assert value == pytest.approx(coefficients[0])
    assert error == pytest.approx((rest[0] / 75 * np.linalg.inv(x.T @ x)[0, 0]) ** 0.5)


def test_noise_that_lasts_widens_the_interval():
    calm = series(noise=5)
    lasts = (calm - series()).ewm(alpha=0.2).mean()
    lasting = series() + 5 * lasts / lasts.std()  # as large as before, but slower
    one, two = (before_after(data, data.index[70]).daily for data in (calm, lasting))
    assert two.high - two.low > 1.2 * (one.high - one.low)


def test_earlier_starts_use_only_days_before_the_change():
    data = series(step=1000, noise=5)
    found = placebo_starts(data, data.index[70])
    assert found["start"].tolist() == [data.index[56], data.index[42], data.index[28]]
    assert found["change"].abs().max() < 30


def test_faults_are_told():
    data = series()
    with pytest.raises(DataError, match="needs a value on every day"):
        before_after(data.drop(data.index[5]), data.index[70])
    with pytest.raises(DataError, match="needs 28 days before"):
        before_after(data, data.index[20])
    with pytest.raises(DataError, match=r"and 2 after .*got 84, 0"):
        before_after(data, "2027-01-01")
