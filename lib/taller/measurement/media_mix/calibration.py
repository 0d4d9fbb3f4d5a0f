"""What trials changed of a fit, and whether it had foretold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taller.measurement.estimates import of_draws
from taller.measurement.media_mix.curves import most_spent
from taller.measurement.media_mix.fitting import Fit
from taller.measurement.media_mix.lifts import Lift, lift_of_draws, measured
from taller.phase import Estimate

SURE = 1.96


@dataclass(frozen=True)
class Calibrated:
    """One trial beside the fit that did not know it and the one that does.

    Attributes
    ----------
    foretold : what the first would have said of the trial's sales
    agrees : whether the trial's figure and this one differ by no more than chance
    before, after : the channel's sales per unit of money, without and with the trials
    """

    lift: Lift
    foretold: Estimate
    agrees: bool
    before: Estimate
    after: Estimate


def calibrated(before: Fit, after: Fit, lifts: Sequence[Lift]) -> tuple[Calibrated, ...]:
    """Each trial beside the fit without and the fit with all of them, of the same panel."""
    panel = before.panel
    spend = panel.spend.transpose(2, 0, 1) / most_spent(panel)[:, :, None]
    told = []
    for lift, trial in zip(lifts, measured(panel, spend, lifts), strict=True):
        draws = lift_of_draws(trial, before.drawn, spend, panel.sales.mean(axis=1))
        method = before.roi[trial.channel]
        assert method is not None  # a lift of a channel without spend is refused
        foretold = of_draws(float(draws.mean()), draws, unit=lift.sales.unit, n=method.n,
                            method=method.method)  # fmt: skip
        apart = abs(foretold.value - lift.sales.value)
        error = np.hypot(draws.std(), trial.variance**0.5)
        after_roi = after.roi[trial.channel]
        assert after_roi is not None
        told.append(Calibrated(lift, foretold, bool(apart <= SURE * error), method, after_roi))
    return tuple(told)
