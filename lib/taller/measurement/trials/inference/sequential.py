"""Intervals that hold however often a trial is looked at, and whenever it is stopped.

A fixed interval holds at one look; who looks daily and stops at the first good day is wrong far
more often. The asymptotic confidence sequence of Waudby-Smith et al. mixes over a normal
distribution of effects (Robbins; Howard et al.): it covers the truth at all looks at once with the
chance it says. In standard errors of the estimate its reach depends on the number of units alone,
so the difference's and Fieller's lift have it alike.

Its tuning, fixed beforehand, is the number of units at which it is tightest. A plan of too few
costs little (at a thousand times as many 3.8 standard errors, not 3.0), one of too many a lot (at
a hundredth 8.7). Where units are all there from the start and only what they do accumulates, their
number and so the reach stay the same: 3.0 standard errors, which hold while information grows up to
ninetyfold. As every such sequence, it is exact only in the limit: it begins where a fixed interval
could be told too, and Student's t widens it where units are few.

References
----------
Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024), "Time-uniform central limit theory and
asymptotic confidence sequences", Annals of Statistics 52 (arXiv 2103.06476, 2021), theorem 2.2 and
appendix B.2. Howard, Ramdas, McAuliffe and Sekhon (2021), "Time-uniform, nonparametric,
nonasymptotic confidence sequences", Annals of Statistics 49, eq. 14. Robbins (1970), "Statistical
methods related to the law of the iterated logarithm".
"""

from __future__ import annotations

import math

import numpy as np

from taller.measurement.trials.inference.delta import Pair

PLANNED = 1000
"""Units in all at which the sequence is tightest, where no plan says otherwise."""


def reach(
    n: np.ndarray, df: np.ndarray, *, planned: int = PLANNED, level: float = 0.95
) -> np.ndarray:
    """Standard errors to each side, for n units so far.

    >>> reach(np.array([10, 1000, 1_000_000]), np.inf, planned=1000).round(2).tolist()
    [8.68, 3.04, 3.88]
    """
    from scipy.stats import norm, t

    share = _tuning(level) * np.asarray(n, dtype=float) / planned
    alpha = 1 - level
    z = np.sqrt((1 + 1 / share) * (np.log1p(share) - 2 * math.log(alpha)))
    return t.isf(norm.sf(z), df)


def as_wide_as(n: np.ndarray, *, planned: int, level: float = 0.95) -> float:
    """The level of a fixed interval that is as wide as the sequential one."""
    from scipy.stats import norm

    z = reach(n, np.asarray(np.inf), planned=max(planned, 1), level=level)
    return float(1 - 2 * norm.sf(z))


def p_value(pair: Pair, *, planned: int = PLANNED, level: float = 0.95) -> np.ndarray:
    """The level at which the sequence would just hold nothing: small however often one looks.

    ``level`` is the one the sequence is tuned for.
    """
    from scipy.stats import norm, t

    share = _tuning(level) * np.asarray(pair.n, dtype=float) / planned
    with np.errstate(invalid="ignore", divide="ignore"):
        score = np.abs(pair.arm - pair.control) / np.sqrt(pair.variance)
        z = norm.isf(t.sf(score, pair.df))
        return np.minimum(1.0, np.sqrt(1 + share) * np.exp(-(z**2) * share / (2 * (1 + share))))


def _tuning(level: float) -> float:
    """Scale at which the sequence is tightest at the planned number of units (close to it)."""
    rare = -2 * math.log(1 - level)
    return rare + math.log(rare) + 1
