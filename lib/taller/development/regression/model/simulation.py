"""Simulated futures, block by block: intervals per customer, of the total, and of parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.development.regression.features.customers import Customers
from taller.development.regression.model.candidates import Candidate
from taller.measurement.estimates import MIDDLE


@dataclass(frozen=True)
class Simulated:
    """What many futures say.

    Attributes
    ----------
    expected : (n,) mean of the model, not of the futures
    low, high : (n,) 95% interval of each customer
    totals : (futures,) sum over all customers
    sums : (parts, futures) sum over the customers of each part
    """

    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray
    totals: np.ndarray
    sums: np.ndarray


def simulate(
    candidate: Candidate, base: Customers, days: float, count: int, rng: np.random.Generator,
    *, discount: float = 0.0, parts: pd.DataFrame | None = None,
) -> Simulated:  # fmt: skip
    """Draw futures and keep what is asked of them; all of them are never held at once.

    Parameters
    ----------
    discount : continuous rate per day
    parts : (n, k) bool, which customers belong to each part
    """
    n = len(base)
    member = np.zeros((n, 0)) if parts is None else parts.to_numpy(dtype="float64")
    low, high, totals = np.empty(n), np.empty(n), np.zeros(count)
    sums = np.zeros((member.shape[1], count))
    for at, money in candidate.futures(base, days, count, rng, discount):
        low[at], high[at] = np.quantile(money, MIDDLE, axis=0)
        totals += money.sum(axis=1)
        sums += (money @ member[at]).T
    expected = candidate.predict(base, days, discount)
    # Who has almost surely left is expected to bring next to nothing, and in no future does.
    low, high = np.minimum(low, expected), np.maximum(high, expected)
    return Simulated(expected, low, high, totals, sums)
