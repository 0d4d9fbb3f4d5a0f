"""Profit of contacting customers in order of a score: the curve, its maximum, its expected maximum.

Contacting costs ``contact`` a head. In a retention campaign, a would-be churner takes the
incentive with probability gamma and stays, worth ``value - incentive``; who would have stayed
anyway takes the incentive for nothing. Per customer of the base, with F0 and F1 the shares of
churners and of others contacted and pi0, pi1 their shares of the base::

    profit = (gamma (value - incentive) - contact) pi0 F0  -  (incentive + contact) pi1 F1

Gamma is not known: it is drawn from a Beta(alpha, beta) (Verbraken et al. 2013).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Campaign:
    """What a campaign costs and what it saves.

    Attributes
    ----------
    value : what a customer who is kept is worth
    incentive : what is given to whoever accepts
    contact : cost of one contact
    alpha, beta : of the distribution of the share of would-be churners who accept
    """

    value: float = 200.0
    incentive: float = 10.0
    contact: float = 1.0
    alpha: float = 6.0
    beta: float = 14.0

    @property
    def accepted(self) -> float:
        """Expected share of would-be churners who accept."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def gain(self) -> float:
        """Expected profit of contacting one who would leave."""
        return self.accepted * (self.value - self.incentive) - self.contact

    @property
    def loss(self) -> float:
        """Loss of contacting one who would stay."""
        return self.incentive + self.contact

    @property
    def threshold(self) -> float:
        """The probability above which a contact pays; above 1 if none does."""
        both = self.gain + self.loss
        return self.loss / both if both > 0 else float("inf")


@dataclass(frozen=True)
class Best:
    """The most profitable share to contact."""

    profit: float  # per customer of the base
    fraction: float


def mpc(target: np.ndarray, score: np.ndarray, campaign: Campaign | None = None) -> Best:
    """Maximum profit per customer, gamma at its mean.

    References
    ----------
    Verbeke, Dejaeger, Martens, Hur, Baesens (2012), "New insights into churn prediction".

    >>> y, s = np.array([0, 1, 0, 1, 0, 1, 0, 1]), np.array([.1, .2, .3, .4, .5, .7, .8, .9])
    >>> mpc(y, s).profit
    23.875
    """
    c = campaign or Campaign()
    f0, f1, p0 = hull(target, score)
    profit = c.gain * p0 * f0 - c.loss * (1 - p0) * f1
    best = int(np.argmax(profit))
    return Best(float(profit[best]), float(p0 * f0[best] + (1 - p0) * f1[best]))


def empc(target: np.ndarray, score: np.ndarray, campaign: Campaign | None = None) -> Best:
    """Expected maximum profit per customer: for each gamma the best share is contacted.

    Each segment of the ROC's convex hull is optimal over an interval of gamma; the Beta's partial
    moments over these intervals give the expectation in closed form.

    References
    ----------
    Verbraken, Verbeke, Baesens (2013), "A novel profit maximizing metric for measuring
    classification performance of customer churn prediction models", IEEE TKDE 25(5).

    >>> y, s = np.array([0, 1, 0, 1, 0, 1, 0, 1]), np.array([.1, .2, .3, .4, .5, .7, .8, .9])
    >>> round(empc(y, s).profit, 9)
    23.875593418
    """
    return _expected(*hull(target, score), campaign or Campaign())


def of_counts(good: np.ndarray, bad: np.ndarray, campaign: Campaign) -> Best:
    """`empc` of groups of equal scores, the highest first: how many of either class in each."""
    return _expected(*_hull(np.cumsum(good), np.cumsum(bad)), campaign)


def _expected(f0: np.ndarray, f1: np.ndarray, p0: float, c: Campaign) -> Best:
    from scipy.stats import beta

    p1 = 1 - p0
    step0, step1 = np.diff(f0), np.diff(f1)
    saved = (c.value - c.incentive) * p0 * step0
    cost = c.loss * p1 * step1 + c.contact * p0 * step0
    # The gamma from which going on to the next corner of the hull pays.
    turn = np.where(saved > 0, cost / np.where(saved > 0, saved, 1), np.inf)
    turn = np.maximum.accumulate(np.clip(turn, 0, 1))
    ends = np.concatenate([[0.0], turn, [1.0]])
    mass = np.diff(beta.cdf(ends, c.alpha, c.beta))
    moment = c.accepted * np.diff(beta.cdf(ends, c.alpha + 1, c.beta))
    kept = (c.value - c.incentive) * p0 * f0
    spent = c.contact * p0 * f0 + c.loss * p1 * f1
    fraction = p0 * f0 + p1 * f1
    return Best(float((kept * moment - spent * mass).sum()), float((fraction * mass).sum()))


def hull(target: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Corners of the ROC's upper convex hull: (F0 of positives, F1 of negatives, share positive).

    Raises
    ------
    ValueError
        If one of the classes is absent.
    """
    positive = np.asarray(target) > 0
    n0, n1 = int(positive.sum()), int((~positive).sum())
    if not n0 or not n1:
        raise ValueError("a profit needs subjects of both classes")
    order = np.argsort(-np.asarray(score, dtype=float), kind="stable")
    ranked = np.asarray(score, dtype=float)[order]
    last = np.flatnonzero(np.r_[ranked[1:] != ranked[:-1], True])
    good = np.cumsum(positive[order])[last]
    bad = last + 1 - good
    return _hull(good, bad)


def _hull(good: np.ndarray, bad: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Corners of the hull from cumulative counts of either class."""
    n0, n1 = float(good[-1]), float(bad[-1])
    corners = [(0.0, 0.0)]  # counts, not shares, so that the test for a turn is exact
    for point in zip(bad.tolist(), good.tolist(), strict=True):
        while len(corners) > 1 and _is_below(corners[-2], corners[-1], point):
            corners.pop()
        corners.append(point)
    made = np.array(corners, dtype=float)
    return made[:, 1] / n0, made[:, 0] / n1, n0 / (n0 + n1)


def _is_below(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    """Whether b lies on or below the line from a to c."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) >= 0


def curve(
    target: np.ndarray, score: np.ndarray, gain: float, loss: float
) -> tuple[np.ndarray, np.ndarray]:
    """Profit of contacting the first so many subjects by score: (share contacted, money in all).

    Ties are contacted together; the curve begins with nobody.

    >>> curve(np.array([1, 0, 1]), np.array([0.9, 0.5, 0.7]), gain=10, loss=4)[1].tolist()
    [0.0, 10.0, 20.0, 16.0]
    """
    order = np.argsort(-score, kind="stable")
    ranked = score[order]
    last = np.flatnonzero(np.r_[ranked[1:] != ranked[:-1], True])
    money = np.cumsum(np.where(target[order] > 0, gain, -loss))
    return np.r_[0.0, (last + 1) / len(score)], np.r_[0.0, money[last]]
