"""Models of when: rates by hand, Cox's published factor, and what was put into the data."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.development.classification.model import hazards
from taller.development.classification.model.hazards import Boosted, Proportional
from taller.measurement.survival import Observed
from tests.measurement.test_survival import MP, MP_HAPPENED, PLACEBO


def test_a_rate_is_events_per_time_watched():
    """Up to 2: one event in 2 + 1 + 2 units; after it one event in 3, 0 and 1 units."""
    seen = Observed(np.array([5.0, 1.0, 3.0]), np.array([True, True, False]))
    watched, events = hazards.exposure(seen, np.array([0.0, 2.0, np.inf]))
    assert watched.sum(axis=0).tolist() == [5, 4]
    assert hazards.base_rates(watched, events).tolist() == [0.2, 0.25]


def test_an_event_at_the_end_of_a_stretch_belongs_to_it():
    seen = Observed(np.array([2.0]), np.array([True]))
    _watched, events = hazards.exposure(seen, np.array([0.0, 2.0, np.inf]))
    assert events.tolist() == [[1, 0]]


def test_the_curve_of_constant_rates():
    found = hazards.survival(np.array([[0.1, 0.5]]), np.array([0, 2, np.inf]), np.array([1.0, 4.0]))
    assert found[0] == pytest.approx([np.exp(-0.1), np.exp(-0.2 - 1.0)])


def test_coxs_factor_of_the_textbooks_trial():
    """Breslow's ties: 1.5092 (R's coxph; Kalbfleisch and Prentice give 1.51).

    The two are the same where stretches end at the events and the censored count up to the last.
    """
    t, d = np.array([*MP, *PLACEBO], float), np.array([*MP_HAPPENED, *[1] * 21], dtype=bool)
    at = np.unique(t[d])
    until = np.where(d, t, [at[at <= v].max(initial=0.001) for v in t])
    frame = pd.DataFrame({"placebo": np.repeat([0.0, 1.0], 21)})
    model = Proportional(penalty=0.0).fit(frame, Observed(until, d), np.r_[0, at[:-1], np.inf])
    rates = model.log_rates(frame)
    assert rates[-1, 0] - rates[0, 0] == pytest.approx(1.50919, abs=2e-5)
    # Rates times time watched give back the events.
    watched, _events = hazards.exposure(Observed(until, d), model.ends)
    assert (watched * np.exp(rates)).sum() == pytest.approx(30)


def simulated(n=4000, seed=3, late=False):
    """Rates of .25 and .04 that cross at 4, by `turns`; `matters` multiplies both by e to .7."""
    draw = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {"matters": draw.integers(0, 2, n).astype(float), "noise": draw.normal(size=n),
         "turns": draw.choice(["early", "late"], n)}
    )  # fmt: skip
    fast = np.where(frame["turns"] == "early", 0.25, 0.04) * np.exp(0.7 * frame["matters"])
    slow = np.where(frame["turns"] == "early", 0.04, 0.25) * np.exp(0.7 * frame["matters"])
    unit = draw.exponential(size=n)
    wait = np.where(unit < fast * 4, unit / fast, 4 + (unit - fast * 4) / slow)
    end = draw.uniform(2, 15, n)
    entered = draw.uniform(0, 3, n) if late else np.zeros(n)
    seen = Observed(np.minimum(wait, end), wait <= end, entered if late else None)
    held = seen.durations > entered
    return frame[held].reset_index(drop=True), seen.take(held)


@pytest.mark.parametrize("late", [False, True], ids=["from the start", "seen late"])
def test_a_factor_put_in_is_found(late):
    """Whoever came late counts from then on: the same rates are found."""
    frame, seen = simulated(late=late)
    early = (frame["turns"] == "early").to_numpy()
    some, watched = frame[early][["matters"]], seen.take(early)
    model = Proportional(penalty=0.0).fit(some, watched, np.array([0, 4.0, np.inf]))
    rates = np.exp(model.log_rates(pd.DataFrame({"matters": [0.0, 1.0]})))
    assert np.log(rates[1, 0] / rates[0, 0]) == pytest.approx(0.7, abs=0.1)
    assert rates[0] == pytest.approx([0.25, 0.04], rel=0.12)  # before 4, and after


def test_trees_see_what_turns_with_time():
    frame, seen = simulated()
    new, then = simulated(seed=4)
    ends = hazards.stretches(seen)
    straight = Proportional().fit(frame, seen, ends)
    trees = Boosted(seed=1).fit(frame, seen, ends)
    losses = [hazards.log_likelihood(m.log_rates(new), then, ends) for m in (straight, trees)]
    assert losses[1] > losses[0] + 0.05
    again = Boosted(seed=1).fit(frame, seen, ends).log_rates(new)
    np.testing.assert_array_equal(again, trees.log_rates(new))


def test_a_column_that_separates_does_not_run_away():
    frame = pd.DataFrame({"x": [0.0] * 30 + [1.0] * 30})
    seen = Observed(np.r_[np.full(30, 9.0), np.arange(1.0, 31)], np.repeat([False, True], 30))
    rates = Proportional().fit(frame, seen, hazards.stretches(seen)).log_rates(frame)
    assert np.isfinite(rates).all()
    assert np.ptp(rates[:, 0]) < 15
