"""How a daily figure remembers: errors of a regression whitened under each of a grid of memories.

What is left of a figure after its season is a slow part, of which each day keeps a share of the
day before, and a part of the day alone, as of counting few customers::

    left = slow + alone,   slow[t] = kept * slow[t - 1] + shock,   r = var(alone) / var(left)

Neither ``kept`` nor ``r`` is known, and thirty days tell little of them. So nothing is estimated
and then believed: each pair of a grid is tried, weighed by how well it bears the data out, and
what is told of a level is told over all of them. Days that are not known are stepped over; days
with few behind them count for less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

KEPT = (0.3, 0.5, 0.7, 0.8, 0.88, 0.94, 0.975)  # share of the slow part kept from day to day
ALONE = (0.0, 0.35, 0.7)  # share of the variance that is of the day alone
GRID = np.array([(0.0, 0.0), (0.0, 1.0), *((kept, r) for kept in KEPT for r in ALONE)])
_EDGES = (0.0, 0.15, 0.4, 0.6, 0.75, 0.84, 0.91, 0.96, 0.99)  # between the shares kept
_CHANCES = np.diff(np.arcsin(_EDGES))
PRIOR = np.array([_CHANCES[0] / 2] * 2 + [c / len(ALONE) for c in _CHANCES[1:] for _r in ALONE])
"""Before the data, by Jeffreys' rule for a share kept: more for the long memories, which so few
days cannot tell from a change, than if all shares were as likely."""


@dataclass(frozen=True)
class Whitened:
    """Columns whose errors are independent and alike, under each memory.

    Attributes
    ----------
    columns : (memories, days known, columns)
    log_scale : (memories,) half the logarithm of the determinant of the errors' covariance
    """

    columns: np.ndarray
    log_scale: np.ndarray


def whiten(columns: np.ndarray, known: np.ndarray, noise: np.ndarray | None = None) -> Whitened:
    """Columns of a regression, with independent errors of variance 1 under each memory.

    Parameters
    ----------
    columns : (days, m) float, in the order of days without gaps; what stands where a day is not
        known does not matter
    known : (days,) bool
    noise : (days,) variance of the part of the day alone, 1 on average; None: the same each day

    References
    ----------
    Harvey (1989), "Forecasting, structural time series models and the Kalman filter", 3.2.
    """
    kept, alone = GRID[:, :1], GRID[:, 1:]
    noise = np.ones(len(known)) if noise is None else noise
    level = np.zeros((len(GRID), columns.shape[1]))
    spread = 1 - alone
    found = np.empty((len(GRID), int(known.sum()), columns.shape[1]))
    log_scale, at = np.zeros(len(GRID)), 0
    for day in range(len(known)):
        if known[day]:
            surprise = columns[day] - level
            variance = spread + alone * noise[day]
            found[:, at] = surprise / np.sqrt(variance)
            log_scale += 0.5 * np.log(variance[:, 0])
            gain = spread / variance
            level = level + gain * surprise
            spread = spread - gain * spread
            at += 1
        level = kept * level
        spread = kept**2 * spread + (1 - kept**2) * (1 - alone)
    return Whitened(found, log_scale)
