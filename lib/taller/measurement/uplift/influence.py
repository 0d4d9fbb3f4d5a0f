"""Intervals from influence: what each row adds to a figure, whose spread is the figure's error.

References
----------
Hampel (1974), "The influence curve and its role in robust estimation".
Agresti, Caffo (2000), "Simple and effective confidence intervals for proportions".
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from taller.language import _, number
from taller.measurement.estimates import LEVEL
from taller.phase import Estimate, Unit


def of_influence(
    value: float, influence: np.ndarray, *, unit: Unit, n: int | None = None, more: float = 0.0,
    level: float = LEVEL,
) -> Estimate:  # fmt: skip
    """A figure with the interval that its rows' influence gives.

    Parameters
    ----------
    influence : (n,) how far the figure moves by each row, times n; its mean does not matter
    n : rows behind the value, where not all are
    more : variance to add (see `unseen`)

    >>> found = of_influence(2.0, np.array([0.0, 4.0] * 50), unit="number")
    >>> round(found.low, 3), found.value, round(found.high, 3)  # 1.96 * 2.01 / 10
    (1.606, 2.0, 2.394)
    """
    count = len(influence)
    error = (np.var(influence, ddof=1) / count + more) ** 0.5
    reach = NormalDist().inv_cdf((1 + level) / 2) * float(error)
    return Estimate(
        value=value, low=value - reach, high=value + reach, unit=unit, n=n or count, level=level,
        method=_("influence of {n} rows, normal interval").format(n=number(count)),
    )  # fmt: skip


def unseen(outcome: np.ndarray, weight: np.ndarray) -> float:
    """Variance that a mean of 0 and 1 lacks when hits, or misses, are too few to show it.

    As with one more hit and one more miss; nothing for amounts.

    >>> round(unseen(np.zeros(8), np.ones(8)), 6)  # (1/10 * 9/10) / 10
    0.009
    """
    if not np.isin(outcome, (0, 1)).all() or not weight.any():
        return 0.0
    n = weight.sum() ** 2 / (weight**2).sum()
    p = float(outcome @ weight / weight.sum())
    q = (p * n + 1) / (n + 2)
    return max(0.0, float(q * (1 - q) / (n + 2) - p * (1 - p) / n))
