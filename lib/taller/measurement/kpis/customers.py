"""Business figures of customers and users: who buys, stays, pays on, and comes back."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from taller.measurement import estimates
from taller.phase import Estimate


def conversion(bought: ArrayLike) -> Estimate | None:
    """Visitors who bought, of all; (n,) of 0 or 1, one visitor each. None without visitors."""
    hits = np.asarray(bought, dtype=bool)
    return estimates.share(int(hits.sum()), len(hits)) if len(hits) else None


def retention(stayed: ArrayLike) -> Estimate | None:
    """Customers at the start who are still customers at the end; (n,) of 0 or 1.

    >>> retention([1, 1, 1, 0]).value, retention([])
    (0.75, None)
    """
    return conversion(stayed)


def logo_churn(stayed: ArrayLike) -> Estimate | None:
    """Customers at the start who have left by the end; takes what `retention` takes."""
    return conversion(~np.asarray(stayed, dtype=bool))


def gross_retention(
    before: ArrayLike, after: ArrayLike, rng: np.random.Generator
) -> Estimate | None:
    """Recurring revenue kept from customers at the start; who pays more counts as before.

    Parameters
    ----------
    before, after : (n,) recurring revenue of each customer at the start and at the end
        Who did not pay at the start is new, and does not count. At least 2 paid.

    Returns
    -------
    At most 1; None if nobody paid at the start
    """
    start, end = _paid(before, after)
    return _of_revenue(np.minimum(start, end), start, rng)


def net_retention(before: ArrayLike, after: ArrayLike, rng: np.random.Generator) -> Estimate | None:
    """Recurring revenue at the end from customers at the start; see `gross_retention`."""
    start, end = _paid(before, after)
    return _of_revenue(end, start, rng, most=math.inf)


def revenue_churn(before: ArrayLike, after: ArrayLike, rng: np.random.Generator) -> Estimate | None:
    """Recurring revenue lost from customers at the start: 1 less `gross_retention`."""
    start, end = _paid(before, after)
    return _of_revenue(start - np.minimum(start, end), start, rng)


def stickiness(active_days: ArrayLike, days: int, rng: np.random.Generator) -> Estimate | None:
    """Mean daily active users over users active at all in the period (DAU/MAU).

    Parameters
    ----------
    active_days : (n,) days on which each user was active; at least 2 users were
    days : of the period, usually 28 or 30

    >>> round(stickiness([0, 3, 6], 30, np.random.default_rng(1)).value, 9)  # 9 / 30 a day, of 2
    0.15
    """
    active = np.asarray(active_days, dtype=float)
    active = active[active > 0]
    if not len(active):
        return None
    return estimates.mean(active / days, rng, unit="share", within=(0, 1))


def feature_breadth(used: ArrayLike, rng: np.random.Generator) -> Estimate | None:
    """Share of the features on offer that a user used, mean of users; (n, features) of 0 or 1."""
    table = np.asarray(used, dtype=float)
    if not table.size:
        return None
    return estimates.mean(table.mean(axis=1), rng, unit="share", within=(0, 1))


def _paid(before: ArrayLike, after: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    start, end = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    return start[start > 0], end[start > 0]


def _of_revenue(
    part: np.ndarray, start: np.ndarray, rng: np.random.Generator, most: float = 1.0
) -> Estimate | None:
    if not len(start):
        return None
    return estimates.studentised_ratio(part, start, rng, within=(0.0, most))
