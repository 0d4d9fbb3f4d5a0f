"""Survival: how long until it happens, where for many it has not happened yet (Kaplan-Meier)."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np


@dataclass(frozen=True)
class Survival:
    """Share to whom it has not happened by each time, with a pointwise interval.

    Attributes
    ----------
    times : when something happened, ascending, from 0
    share, low, high : of subjects still without it just after each time
    at_risk : subjects under observation just before each time
    events : how many it happened to at each time
    """

    times: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray
    at_risk: np.ndarray
    events: np.ndarray

    def at(self, time: float) -> tuple[float, float, float]:
        """Share, low and high at a time."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        return float(self.share[place]), float(self.low[place]), float(self.high[place])

    @property
    def median(self) -> float | None:
        """The first time by which it has happened to half of them; None if it has not."""
        below = np.flatnonzero(self.share <= 0.5)
        return float(self.times[below[0]]) if len(below) else None


def kaplan_meier(durations: np.ndarray, happened: np.ndarray, *, level: float = 0.95) -> Survival:
    """The product-limit estimate with Greenwood's variance and log(-log) intervals.

    Parameters
    ----------
    durations : (n,) time until it happened, or until observation ended
    happened : (n,) whether it happened; where not, the subject is censored at its duration

    References
    ----------
    Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations". Kalbfleisch
    and Prentice (2002), "The statistical analysis of failure time data", section 1.4.

    >>> found = kaplan_meier(np.array([1, 2, 2, 3]), np.array([True, True, False, True]))
    >>> found.share.tolist()
    [1.0, 0.75, 0.5, 0.0]
    """
    t = np.asarray(durations, dtype=float)
    d = np.asarray(happened, dtype=bool)
    if len(t) == 0 or len(t) != len(d):
        raise ValueError(f"as many durations as outcomes, and some (got {len(t)} and {len(d)})")
    times, code = np.unique(t[d], return_inverse=True)
    events = np.bincount(code, minlength=len(times)).astype(float)
    at_risk = len(t) - np.searchsorted(np.sort(t), times, side="left").astype(float)
    share = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(events / (at_risk * (at_risk - events)))
        z = NormalDist().inv_cdf((1 + level) / 2)
        wide = z * np.sqrt(variance) / np.log(share)
        low, high = share ** np.exp(-wide), share ** np.exp(wide)
    gone = share <= 0  # nobody is left: there is nothing the interval could be made from
    low, high = np.where(gone, 0.0, low), np.where(gone, _last(high, gone), high)
    first = np.array([1.0])
    return Survival(
        np.r_[0.0, times], np.r_[first, share], np.r_[first, np.minimum(low, share)],
        np.r_[first, np.maximum(high, share)], np.r_[float(len(t)), at_risk], np.r_[0.0, events],
    )  # fmt: skip


def _last(values: np.ndarray, gone: np.ndarray) -> float:
    held = values[~gone & np.isfinite(values)]
    return float(held[-1]) if len(held) else 1.0


def log_rank(durations: np.ndarray, happened: np.ndarray, group: np.ndarray) -> float:
    """p-value that the groups' survival is one and the same (Mantel 1966).

    Parameters
    ----------
    group : (n,) label of each subject's group, two or more
    """
    from scipy.stats import chi2

    t, d = np.asarray(durations, dtype=float), np.asarray(happened, dtype=bool)
    names, code = np.unique(group, return_inverse=True)
    times, when = np.unique(t[d], return_inverse=True)
    k = len(names)
    events = np.zeros((len(times), k))
    np.add.at(events, (when, code[d]), 1.0)
    at_risk = np.column_stack(
        [(code == g).sum() - np.searchsorted(np.sort(t[code == g]), times) for g in range(k)]
    ).astype(float)
    total, all_events = at_risk.sum(axis=1), events.sum(axis=1)
    expected = at_risk * (all_events / total)[:, None]
    difference = (events - expected).sum(axis=0)[:-1]
    factor = np.where(
        total > 1, all_events * (total - all_events) / (total**2 * np.maximum(total - 1, 1)), 0.0
    )
    weighted = at_risk * factor[:, None]
    covariance = np.diag((weighted * total[:, None]).sum(axis=0)) - weighted.T @ at_risk
    statistic = difference @ np.linalg.pinv(covariance[:-1, :-1]) @ difference
    return float(chi2.sf(statistic, k - 1))
