"""Trials beside a fit: what they change, and what of them is refused."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from taller.errors import DataError
from taller.measurement.media_mix import Lift, calibrated, fit, shapes
from taller.measurement.media_mix.lifts import Measured, measured, sold
from taller.phase import Estimate
from tests.measurement.media_mix.worlds import made


@pytest.fixture(scope="module")
def world():
    """A hidden driver moves sales, and the first channel's spend follows it."""
    return made(11, channels=2, demand=0.3, flighted=False)


def sales(value: float, error: float) -> Estimate:
    return Estimate(value=value, low=value - 1.96 * error, high=value + 1.96 * error,
                    unit="money", n=10, method="trial")  # fmt: skip


def trial(world, channel: int = 0, weeks: slice = slice(20, 50)) -> Lift:
    """Dark in those weeks; what it truly sold in them, but for carry-over from before."""
    truth = float(world.truth[0, weeks, channel].sum())
    days = world.panel.weeks[weeks]
    return Lift(f"channel {channel}", days[0].item(), days[-1].item(), sales(truth, truth / 20))


def test_a_trial_sells_what_the_curve_says_of_its_spend_alone():
    """No carry, slope 1, half at 1: spend 1 instead of 0 in one of two weeks sells 1/2 of 10."""
    shape = np.array([-50.0, 0.0, 0.0])
    lift = Measured(0, np.array([0]), slice(1, 3), np.array([[1.0, 0.0, 1.0]]), 5.0, 1.0)
    found = sold(lift, shape, np.array([[1.0, 1.0, 1.0]]), np.array([10.0]))
    assert found.tolist() == pytest.approx([5.0])
    assert shapes.carry(shape) == pytest.approx(0)


def test_a_trials_error_is_read_from_its_interval_and_spend_is_cut_in_its_weeks_alone(world):
    """Error 2 is variance 4; half the spend in weeks 20 to 49, all of it before and after."""
    days = world.panel.weeks
    lift = Lift("channel 1", days[20].item(), days[49].item(), sales(50.0, 2.0), instead=0.5)
    spend = world.panel.spend.transpose(2, 0, 1)
    found = measured(world.panel, spend, [lift])[0]
    assert found.variance == pytest.approx(4.0, rel=1e-3)
    assert (found.channel, found.weeks) == (1, slice(20, 50))
    share = found.spend[0] / spend[1, 0]
    assert share.tolist() == pytest.approx([1.0] * 20 + [0.5] * 30 + [1.0] * 54)


def test_a_trial_pulls_a_channel_that_follows_demand_to_what_it_sells(world):
    """Without the trial it is far too high; with it, nearer, and the page is told by how much."""
    lift, truth = trial(world), world.truth[0, :, 0].sum()
    before, after = (fit(world.panel, seed=1, draws=100, lifts=some) for some in ((), (lift,)))
    errors = [abs(float(found.totals[:, 0].mean()) / truth - 1) for found in (before, after)]
    assert errors[1] < 0.5 * errors[0]
    told = calibrated(before, after, [lift])[0]
    assert told.foretold.value > 1.2 * lift.sales.value
    assert not told.agrees
    assert told.after.value < told.before.value


def test_trials_that_fit_no_panel_are_refused_all_at_once(world):
    day = dt.date(2023, 6, 5)
    wrong = [
        Lift("radio", day, day, sales(9, 1)),
        Lift("channel 0", day, day, sales(9, 1), regions=("north",)),
        Lift("channel 0", dt.date(2019, 1, 1), dt.date(2019, 2, 1), sales(9, 1)),
        Lift("channel 0", day, day, sales(9, 0)),
    ]
    with pytest.raises(DataError) as told:
        fit(world.panel, seed=1, lifts=wrong)
    for what in ("no such channel; there are channel 0, channel 1", "no such region: north",
                 "no week of the panel begins then", "its sales need an interval"):  # fmt: skip
        assert what in str(told.value)
