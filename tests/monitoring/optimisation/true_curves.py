"""Response curves whose truth is known: a stand-in for what a fit gives, with draws around it."""

from __future__ import annotations

import datetime as dt

import numpy as np
from scipy.signal import lfilter

from taller.monitoring.optimisation.constraints import Constraints
from taller.monitoring.optimisation.model.budget.plan import Asked


class TrueCurves:
    """Geometric carry-over, Hill saturation; each draw's height and half-way point are off by lot.

    Parameters
    ----------
    height, half, carry, slope : (C,) of the true curves
    spent : (T, C) spend so far
    spread : how far draws are off, as a share
    """

    def __init__(self, height, half, *, carry=0.3, slope=1.0, spent, spread=0.0, draws=40, seed=0):
        rng = np.random.default_rng(seed)
        self.spent = np.asarray(spent, dtype=float)
        n = self.spent.shape[1]
        self.channels = tuple("abcdefgh"[:n])
        self.today, self.observed_most = self.spent[-4:].mean(axis=0), self.spent.max(axis=0)
        self.carry, self.slope = np.broadcast_to(carry, n), np.broadcast_to(slope, n)
        off = np.exp(spread * rng.standard_normal((2, draws, 1, n)))
        self.height, self.half = np.asarray(height) * off[0], np.asarray(half) * off[1]

    def _hill(self, stock):
        power = stock**self.slope
        return self.height * power / (power + self.half**self.slope)

    def weekly(self, spend, *, from_today=True):
        past = self.spent if from_today else self.spent[:0]
        all_weeks = np.vstack([past, spend])
        stock = np.column_stack([lfilter([1], [1, -a], all_weeks[:, c])
                                 for c, a in enumerate(self.carry)])  # fmt: skip
        return self._hill(stock[len(past) :])

    def steady(self, spend):
        return self._hill(np.atleast_2d(spend) / (1 - self.carry))

    def baseline(self, weeks):
        return np.tile(100 + 50 * np.sin(2 * np.pi * np.arange(weeks) / 52), (3, 1))


def asked(curves, *, worth=1.0, profit=False, **limits) -> Asked:
    """What a plan of these curves is made of, from a Monday on."""
    constraints = Constraints(**limits)
    days = tuple(dt.date(2026, 7, 6) + dt.timedelta(7 * w) for w in range(constraints.length(13)))
    return Asked(curves, constraints, days, curves.spent, worth, profit)
