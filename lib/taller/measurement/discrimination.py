"""How well a score tells two classes apart, for any number of resamples at once.

Each measure is prepared for a target and a score and gives a function from weights, (draws, n), to
values, (draws,): the score is sorted once, each resample costs a pass. ::

    auroc(target, score)(weights)    share of pairs in the right order, ties half
    brier(target, score)(weights)    mean squared error of a probability
    log_loss(target, score)(weights) mean negative log-likelihood of a probability
    precision_at(share)              measure: positives among the best scored
    lift_at(share)                   measure: the same over the base rate
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Weighted = Callable[[np.ndarray], np.ndarray]
TINY = 1e-12


def auroc(target: np.ndarray, score: np.ndarray) -> Weighted:
    """Area under the ROC curve: pairs of a positive and a negative in the right order, ties half.

    A resample without one of the classes gives NaN.

    References
    ----------
    Hanley and McNeil (1982), "The meaning and use of the area under a ROC curve".

    >>> auroc(np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.4, 0.8]))(np.ones((1, 4)))
    array([0.875])
    """
    order = np.argsort(score, kind="stable")
    ranked = score[order]
    positive = target[order] > 0
    # A positive is above the negatives before its tie, and half above those within it.
    first = np.searchsorted(ranked, ranked[positive], side="left")
    last = np.searchsorted(ranked, ranked[positive], side="right")
    good_at, bad_at = order[positive], np.where(positive, 0.0, 1.0)

    def value(weights: np.ndarray) -> np.ndarray:
        good = weights[:, good_at]
        below = np.zeros((len(weights), len(order) + 1))
        np.cumsum(weights[:, order] * bad_at, axis=1, out=below[:, 1:])
        pairs = good.sum(axis=1) * below[:, -1]
        right = np.einsum("ij,ij->i", good, below[:, first] + below[:, last]) / 2
        with np.errstate(invalid="ignore", divide="ignore"):
            return right / np.where(pairs > 0, pairs, np.nan)

    return value


def brier(target: np.ndarray, score: np.ndarray) -> Weighted:
    """Mean squared difference of probability and outcome (Brier 1950).

    >>> brier(np.array([1.0, 0.0]), np.array([0.8, 0.4]))(np.ones((1, 2)))
    array([0.1])
    """
    return _mean((score - target) ** 2)


def log_loss(target: np.ndarray, score: np.ndarray) -> Weighted:
    """Mean negative log-likelihood of the outcomes.

    >>> log_loss(np.array([1.0, 0.0]), np.array([0.5, 0.5]))(np.ones((1, 2))).round(6)
    array([0.693147])
    """
    p = np.clip(score, TINY, 1 - TINY)
    return _mean(-np.where(target > 0, np.log(p), np.log1p(-p)))


def _mean(each: np.ndarray) -> Weighted:
    return lambda weights: weights @ each / weights.sum(axis=1)


def precision_at(share: float) -> Callable[[np.ndarray, np.ndarray], Weighted]:
    """Measure: share of positives among the best-scored ``share`` of subjects, ties in proportion.

    >>> precision_at(0.5)(np.array([0, 1, 1, 1]), np.array([0.1, 0.2, 0.9, 0.8]))(np.ones((1, 4)))
    array([1.])
    """

    def measure(target: np.ndarray, score: np.ndarray) -> Weighted:
        order = np.argsort(-score, kind="stable")
        ranked, hit = score[order], target[order] > 0
        starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])

        def value(weights: np.ndarray) -> np.ndarray:
            drawn = weights[:, order]
            count = np.add.reduceat(drawn, starts, axis=1)
            good = np.add.reduceat(drawn * hit, starts, axis=1)
            total = share * count.sum(axis=1, keepdims=True)
            before = np.cumsum(count, axis=1) - count
            with np.errstate(invalid="ignore", divide="ignore"):
                part = np.where(count > 0, np.clip((total - before) / count, 0, 1), 0)
            return (part * good).sum(axis=1) / total[:, 0]

        return value

    return measure


def lift_at(share: float) -> Callable[[np.ndarray, np.ndarray], Weighted]:
    """Measure: how many times the base rate the best-scored ``share`` of subjects has."""

    def measure(target: np.ndarray, score: np.ndarray) -> Weighted:
        top, base = precision_at(share)(target, score), _mean((target > 0).astype(float))

        def value(weights: np.ndarray) -> np.ndarray:
            rate = base(weights)
            return top(weights) / np.where(rate > 0, rate, np.nan)

        return value

    return measure
