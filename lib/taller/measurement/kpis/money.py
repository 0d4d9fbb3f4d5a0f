"""Business figures of money: what a customer costs and brings, and when that is paid back."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from taller.language import _, number
from taller.measurement import estimates
from taller.phase import Estimate, Unit

Amount = float | Estimate  # a total that was counted, or one that was estimated


def cac(spend: float, customers: int) -> Estimate | None:
    """Spend on marketing and sales over the new customers won by it; None if nobody was won.

    >>> cac(500.0, 20).value, cac(500.0, 0)
    (25.0, None)
    """
    return _over(spend, customers, unit="money", n=customers)


def ltv(margins: ArrayLike, rng: np.random.Generator) -> Estimate | None:
    """Margin per customer over a stated period: mean of (n,) sums, those without orders as 0."""
    found = np.asarray(margins, dtype=float)
    return estimates.mean(found, rng, unit="money") if len(found) else None


def ltv_to_cac(value: Amount, cost: float) -> Estimate | None:
    """Value of a customer over the cost of winning one; None where winning one costs nothing."""
    return _over(value, cost)


def roas(sales: Amount, spend: float) -> Estimate | None:
    """Sales from advertising over ad spend; None where nothing was spent.

    Of sales that an experiment shows to be caused by it, the incremental ROAS.
    """
    return _over(sales, spend)


def roi(gain: Amount, cost: float) -> Estimate | None:
    """(gain - cost) / cost, gain as margin and not as sales; None where nothing was spent.

    >>> roi(520.0, 100.0).value  # 420 %
    4.2
    """
    found = _over(gain, cost, unit="share")
    return None if found is None else estimates.scaled(found, 1.0, less=1.0)


def payback(
    monthly: ArrayLike, cost: float, rng: np.random.Generator, *, draws: int = estimates.DRAWS
) -> Estimate | None:
    """Months until the margin per customer, added up, equals the cost of winning one.

    Parameters
    ----------
    monthly : (n, months) margin of each customer in each month since they were won
    cost : of winning one customer

    Returns
    -------
    Months, within a month in proportion, with a bootstrap interval over customers; None if it is
    not paid back within these months, or in more than 1 in 40 resamples is not

    >>> payback([[10, 20], [10, 20]], 20, np.random.default_rng(1)).value
    1.5
    """
    margins = np.asarray(monthly, dtype=float)
    value = _reached(margins.mean(axis=0, keepdims=True), cost)[0]
    drawn = np.concatenate([
        _reached(weights @ margins / len(margins), cost)
        for weights in estimates.resample_weights(len(margins), draws, rng)
    ])  # fmt: skip
    if np.isinf(value) or np.isinf(drawn).mean() > 1 / 40:
        return None
    drawn = np.where(np.isinf(drawn), margins.shape[1], drawn)
    low, high = np.quantile(drawn, estimates.MIDDLE)
    method = _("months of {n} customers, percentile bootstrap with {draws} resamples")
    return Estimate(
        value=value, low=min(low, value), high=max(high, value), unit="number", n=len(margins),
        method=method.format(n=number(len(margins)), draws=number(draws)),
    )  # fmt: skip


def _reached(margins: np.ndarray, cost: float) -> np.ndarray:
    """Months until each row of (draws, months) adds up to the cost; infinite if it never does."""
    if cost <= 0:
        return np.zeros(len(margins))
    sums = np.cumsum(margins, axis=1)
    month = (sums >= cost).argmax(axis=1)
    rows = np.arange(len(margins))
    gained, there = margins[rows, month], sums[rows, month]
    part = (cost - (there - gained)) / np.where(gained > 0, gained, 1.0)
    return np.where(there >= cost, month + part, np.inf)


def _over(amount: Amount, by: float, *, unit: Unit = "number", n: int = 0) -> Estimate | None:
    """An amount over a counted total, its interval with it; None over nothing."""
    if by <= 0:
        return None
    if isinstance(amount, Estimate):
        return estimates.scaled(amount, 1 / by, unit=unit)
    return Estimate.exact(amount / by, unit=unit, n=n, method=_("counted, not estimated"))
