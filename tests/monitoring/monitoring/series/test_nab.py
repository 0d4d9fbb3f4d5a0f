"""NAB's score, worked by hand and held against what NAB published of its own baseline."""

import numpy as np
import pytest

from tests.benchmarks import nab


def test_the_last_hour_of_a_window_earns_little_and_the_first_nearly_one():
    """Of ten hours, the first lies at -1 and the last at -.1: 2 / (1 + exp(-.5)) - 1 = .2449."""
    found = np.arange(100) == 59
    assert nab.score(found, ((50, 59),)) == pytest.approx(0.244919 / 0.986614, rel=1e-5)


def test_an_alarm_before_any_window_costs_eleven_hundredths():
    assert nab.score(np.arange(100) == 30, ()) == pytest.approx(-0.11)


def test_an_alarm_right_after_a_window_costs_less():
    """One hour after a window of ten: a ninth past it, 2 / (1 + exp(5 / 9)) - 1 = -.2709."""
    found = np.isin(np.arange(100), [50, 60])
    assert nab.score(found, ((50, 59),)) == pytest.approx(1 - 0.11 * 0.270855, rel=1e-4)


def test_the_first_seventh_is_not_scored():
    assert nab.score(np.arange(100) < 15, ()) == 0.0


@pytest.mark.parametrize("name", nab.SERIES)
def test_the_published_score_of_nab_s_baseline_is_found_again(name, shared_data):
    labelled = nab.read(shared_data / "nab_ad_exchange", name)
    published = nab.PUBLISHED["Windowed Gaussian"][nab.SERIES.index(name)]
    found = nab.score(nab.windowed_gaussian(labelled.values), labelled.windows)
    assert found == pytest.approx(published, abs=1e-12)
