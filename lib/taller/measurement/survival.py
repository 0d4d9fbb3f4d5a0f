"""Survival: how long until it happens, where for many it has not happened yet.

::

    kaplan_meier(durations, happened)        share to whom it has not happened, by time
    censoring(durations, happened)           share still under observation, by time
    log_rank(durations, happened, group)     whether groups wait alike
    concordance(observed, risk, censored)    measure: pairs in the right order
    brier(observed, predicted, times, ...)   measure: squared error of predicted curves

Subjects may come under observation late (`entered`): until then nothing could be seen to happen to
them, so they are not at risk. The measures take weights, (draws, n), as in
`taller.measurement.discrimination`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

Weighted = Callable[[np.ndarray], np.ndarray]


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

    def shares(self, times: np.ndarray, *, before: bool = False) -> np.ndarray:
        """Share at each of these times; `before`: just before them."""
        side = "left" if before else "right"
        place = np.searchsorted(self.times, times, side=side) - 1
        return self.share[np.maximum(place, 0)]

    @property
    def median(self) -> float | None:
        """The first time by which it has happened to half of them; None if it has not."""
        below = np.flatnonzero(self.share <= 0.5)
        return float(self.times[below[0]]) if len(below) else None


@dataclass(frozen=True)
class Observed:
    """What was seen of each subject.

    Attributes
    ----------
    durations : (n,) time until it happened, or until observation ended
    happened : (n,) whether it happened; where not, the subject is censored at its duration
    entered : (n,) time from which it was under observation; None where all were from the start
    """

    durations: np.ndarray
    happened: np.ndarray
    entered: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.durations)

    def take(self, chosen: np.ndarray) -> Observed:
        """Some of the subjects."""
        entered = None if self.entered is None else self.entered[chosen]
        return Observed(self.durations[chosen], self.happened[chosen], entered)

    @property
    def since(self) -> np.ndarray:
        """When each came under observation, 0 where it was from the start."""
        return np.zeros(len(self)) if self.entered is None else self.entered


def kaplan_meier(
    durations: np.ndarray, happened: np.ndarray, *, entered: np.ndarray | None = None,
    level: float = 0.95,
) -> Survival:  # fmt: skip
    """The product-limit estimate with Greenwood's variance and log(-log) intervals.

    Parameters
    ----------
    durations : (n,) time until it happened, or until observation ended
    happened : (n,) whether it happened; where not, the subject is censored at its duration
    entered : (n,) time from which each was under observation, before its duration

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
    if entered is not None:
        came = np.searchsorted(np.sort(entered), times, side="left")
        at_risk -= len(t) - came
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


def censoring(seen: Observed) -> Survival:
    """Share whose observation has not ended by each time; what happens at a time goes before."""
    t = np.where(seen.happened, np.nextafter(seen.durations, -np.inf), seen.durations)
    return kaplan_meier(t, ~seen.happened, entered=seen.entered)


def concordance(
    seen: Observed, risk: np.ndarray, *, censored: Survival | None = None, until: float = np.inf
) -> Weighted:
    """Pairs in the right order: to whom it happens earlier has the higher risk, ties half.

    A pair is told where it happened to one while the other was under observation and without it.

    Parameters
    ----------
    risk : (n,) higher where it is expected earlier
    censored : share not censored by each time: each pair then weighs as many as it stands for, so
        that the figure does not depend on how long subjects happened to be watched (Uno); without
        it, every pair that can be told counts once (Harrell)
    until : only what happens up to this time is compared

    References
    ----------
    Harrell et al. (1982), "Evaluating the yield of medical tests". Uno et al. (2011), "On the
    C-statistics for evaluating overall adequacy of risk prediction procedures with censored
    survival data".

    >>> seen = Observed(np.array([1.0, 2.0, 3.0]), np.array([True, False, True]))
    >>> concordance(seen, np.array([0.9, 0.1, 0.5]))(np.ones((1, 3)))
    array([1.])
    """
    t, d = seen.durations, seen.happened
    told = np.flatnonzero(d & (t <= until))
    at = t[told][:, None]
    pairs = ((t > at) | ((t == at) & ~d)) & (seen.since < at)
    weight = np.ones(len(told))
    if censored is not None:
        weight = 1 / np.maximum(censored.shares(t[told], before=True), 1e-6) ** 2
    pairs = pairs.astype(np.float32) * weight[:, None].astype(np.float32)
    ahead = (risk[told][:, None] > risk) + 0.5 * (risk[told][:, None] == risk)
    right = pairs * ahead.astype(np.float32)

    def value(weights: np.ndarray) -> np.ndarray:
        some = weights.astype(np.float32)
        first = some[:, told]
        all_pairs = ((first @ pairs) * some).sum(axis=1, dtype=float)
        good = ((first @ right) * some).sum(axis=1, dtype=float)
        with np.errstate(invalid="ignore", divide="ignore"):
            return good / np.where(all_pairs > 0, all_pairs, np.nan)

    return value


def brier(
    seen: Observed, predicted: np.ndarray, times: np.ndarray, *, censored: Survival
) -> Weighted:
    """Mean squared error of predicted curves, integrated over the times given.

    Whoever left observation before a time does not count at it; those who stayed weigh as much more
    as there are of them. Each subject counts from the time it came under observation.

    Parameters
    ----------
    predicted : (n, k) predicted share without it at each of the times
    times : (k,) ascending, two or more
    censored : share not censored by each time

    References
    ----------
    Graf et al. (1999), "Assessment and comparison of prognostic classification schemes for survival
    data".
    """
    t, d = seen.durations[:, None], seen.happened[:, None]
    since = seen.since
    start = censored.shares(since)[:, None]
    gone = d & (t <= times)
    stays = t > times
    with np.errstate(divide="ignore", invalid="ignore"):
        left = start / censored.shares(seen.durations, before=True)[:, None]
        here = start / censored.shares(times)
    error = np.where(gone, predicted**2 * left, np.where(stays, (1 - predicted) ** 2 * here, 0.0))
    counted = (since[:, None] < times).astype(float)
    error *= counted

    def value(weights: np.ndarray) -> np.ndarray:
        each = (weights @ error) / np.maximum(weights @ counted, 1e-12)
        return np.trapezoid(each, times, axis=1) / (times[-1] - times[0])

    return value
