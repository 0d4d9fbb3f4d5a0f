"""How spend acts: part of it later (adstock), and less for each further euro (saturation).

Spend is told as a share of the most a region ever spent in a week on that channel. Its geometric
adstock ``a_t = x_t + carry * a_(t-1)`` acts by Hill's curve ``a^slope / (a^slope + half^slope)``,
from 0 to 1. The three numbers of a channel are the same in all regions; what a full effect sells
is each region's own.

References
----------
Jin, Wang, Sun, Chan, Koehler (2017), "Bayesian methods for media mix modeling with carryover and
shape effects".
"""

from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

CENTRE = np.array([-0.8, -0.4, 0.15])
SPREAD = np.array([1.0, 0.7, 0.4])
"""Prior of log-odds of carry, log half, log slope. Middle 95 %: carry from week to week .06 to .76;
half of the full effect at .17 to 2.6 times the most spent; slope .5 to 2.5. Chosen for what the
field's tools assume (Robyn: slope .5 to 3, half .3 to 1; Meridian: half about .8 of the median)."""


def carry(shape: np.ndarray) -> np.ndarray:
    """The share of a week's effect that is left a week later, of shapes (..., 3)."""
    return 1 / (1 + np.exp(-shape[..., 0]))


def log_prior(shape: np.ndarray) -> float:
    """Of one channel's shape (3,), but for a constant."""
    apart = (shape - CENTRE) / SPREAD
    return -0.5 * float(apart @ apart)


def saturated(stock: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """Hill's curve of adstock (...), with shapes (..., 3) that broadcast against it."""
    slope = np.exp(shape[..., 2])
    power = stock**slope
    return power / (power + np.exp(shape[..., 1] * slope))


def effect(spend: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """Effect from 0 to 1 of spend (R, T), told as a share of the most, by one shape (3,).

    >>> spend = np.array([[1.0, 0.0]])
    >>> effect(spend, np.array([0.0, 0.0, 0.0])).round(3).tolist()  # carry 1/2, half at 1
    [[0.5, 0.333]]
    """
    return saturated(lfilter([1.0], [1.0, -carry(shape)], spend, axis=1), shape)
