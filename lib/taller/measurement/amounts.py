"""How well amounts are told, for any number of resamples at once.

As in `taller.measurement.discrimination`, each measure is prepared for a target and a prediction
and gives a function from weights, (draws, n), to values, (draws,). ::

    spearman(target, predicted)       rank correlation, ties at their middle rank
    gini(target, predicted)           how much of the target's concentration the order finds
    total_error(target, predicted)    distance of the sums, as a share of the true one
    absolute_error(target, predicted) mean absolute difference
    explained(target, predicted)      share of the variance explained (R squared)
    ranking(target, predicted)        rank correlation and Gini together
    top_share(target, predicted)      share of the target that the tenth ranked first holds
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Weighted = Callable[[np.ndarray], np.ndarray]
_KEPT: dict[Callable, tuple[np.ndarray, Weighted]] = {}  # of the last target, see `_of_target`


def spearman(target: np.ndarray, predicted: np.ndarray) -> Weighted:
    """Rank correlation; 0 where either does not differ, and so ranks nobody.

    References
    ----------
    Spearman (1904), "The proof and measurement of association between two things".

    >>> spearman(np.array([1.0, 2.0, 3.0]), np.array([10.0, 30.0, 20.0]))(np.ones((1, 3)))
    array([0.5])
    """
    first, second = _of_target(_ranker, target), _ranker(predicted)

    def value(weights: np.ndarray) -> np.ndarray:
        a, b = first(weights), second(weights)
        total = weights.sum(axis=1)
        weighted = weights * b
        spread = _sums(weights * a, a) * _sums(weighted, b)
        with np.errstate(invalid="ignore", divide="ignore"):
            found = _sums(weighted, a) / np.sqrt(spread)
        return np.where(spread > 1e-12 * total**2, found, 0.0)

    return value


def gini(target: np.ndarray, predicted: np.ndarray) -> Weighted:
    """Concentration of the target in the order of the prediction, over that in its own order.

    1 where the order is perfect, 0 where it is by chance, below 0 where it is the wrong way round.
    0 as well where the target does not differ, or does not sum to more than nothing.

    >>> gini(np.array([0.0, 0.0, 4.0, 2.0]), np.array([1.0, 2.0, 4.0, 3.0]))(np.ones((1, 4)))
    array([1.])
    """
    own = _of_target(_own_concentration, target)
    other = _concentration(target, predicted)

    def value(weights: np.ndarray) -> np.ndarray:
        best = own(weights)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(best > 1e-12, other(weights) / best, 0.0)

    return value


def total_error(target: np.ndarray, predicted: np.ndarray) -> Weighted:
    """Distance of the predicted sum from the true one, as a share of it; 2 at most.

    2 as well where the true sum is 0 and the predicted one is not.

    >>> total_error(np.array([6.0, 4.0]), np.array([5.0, 4.0]))(np.ones((1, 2)))
    array([0.1])
    """

    def value(weights: np.ndarray) -> np.ndarray:
        true = weights @ target
        missed = np.abs(weights @ predicted - true)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.minimum(np.where(missed > 0, missed / np.abs(true), 0.0), 2.0)

    return value


def absolute_error(target: np.ndarray, predicted: np.ndarray) -> Weighted:
    """Mean absolute difference, in the unit of the target."""
    each = np.abs(target - predicted)
    return lambda weights: weights @ each / weights.sum(axis=1)


def explained(target: np.ndarray, predicted: np.ndarray) -> Weighted:
    """Share of the target's variance that the prediction explains; 0 is as good as the mean.

    0 as well where the target does not differ.

    >>> explained(np.array([1.0, 3.0]), np.array([2.0, 2.0]))(np.ones((1, 2)))
    array([0.])
    """
    missed, centred = (target - predicted) ** 2, target - target.mean()

    def value(weights: np.ndarray) -> np.ndarray:
        n = weights.sum(axis=1)
        spread = weights @ centred**2 - (weights @ centred) ** 2 / n
        with np.errstate(invalid="ignore", divide="ignore"):
            found = 1 - weights @ missed / spread
        return np.where(spread > 0, found, 0.0)

    return value


def ranking(target: np.ndarray, predicted: np.ndarray) -> Weighted:
    """Mean of rank correlation and Gini."""
    ranks, order = spearman(target, predicted), gini(target, predicted)
    return lambda weights: (ranks(weights) + order(weights)) / 2


def top_share(target: np.ndarray, predicted: np.ndarray, part: float = 0.1) -> Weighted:
    """Share of the target's sum that a part of the subjects holds, the largest predictions first.

    ``part`` itself is what chance gives. Those alike in their prediction share alike; 0 where the
    target does not sum to more than nothing.

    >>> top_share(np.array([6.0, 2.0, 1.0, 1.0]), np.array([4, 3, 2, 1]), 0.5)(np.ones((1, 4)))
    array([0.8])
    """
    order = np.argsort(-predicted, kind="stable")
    ranked, held = predicted[order], target[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])

    def value(weights: np.ndarray) -> np.ndarray:
        drawn = weights[:, order]
        count, money = _summed(drawn, starts), _summed(drawn * held, starts)
        wanted = part * count.sum(axis=1, keepdims=True)
        taken = np.clip(wanted - (np.cumsum(count, axis=1) - count), 0.0, count)
        total = money.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(count > 0, taken / count, 0.0)
            return np.where(total > 0, (share * money).sum(axis=1) / total, 0.0)

    return value


def _ranker(values: np.ndarray) -> Weighted:
    """Middle rank of each subject less the mean rank, (draws, n), given how often each was drawn.

    The mean of middle ranks is half the number drawn, whatever is tied.
    """
    unique, place = np.unique(values, return_inverse=True)
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(len(unique)))

    def ranks(weights: np.ndarray) -> np.ndarray:
        count = _summed(weights[:, order], starts)
        middle = np.cumsum(count, axis=1)
        middle -= count / 2
        middle -= weights.sum(axis=1, keepdims=True) / 2
        return middle[:, place]

    return ranks


def _concentration(target: np.ndarray, by: np.ndarray) -> Weighted:
    """Gini coefficient of the target along an order; those alike in ``by`` share alike."""
    order = np.argsort(by, kind="stable")
    ranked, held = by[order], target[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])

    def value(weights: np.ndarray) -> np.ndarray:
        drawn = weights[:, order]
        count, money = _summed(drawn, starts), _summed(drawn * held, starts)
        total = money.sum(axis=1)
        below = np.cumsum(money, axis=1) - money
        area = (count * (below + money / 2)).sum(axis=1) / count.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(total > 0, 1 - 2 * area / total, 0.0)

    return value


def _own_concentration(target: np.ndarray) -> Weighted:
    return _concentration(target, target)


def _of_target(make: Callable[[np.ndarray], Weighted], target: np.ndarray) -> Weighted:
    """What a target says by itself, made once for all predictions that are held against it.

    Its last value is kept too: all of them are asked for the same block of resamples in turn.
    """
    known = _KEPT.get(make)
    if known is not None and np.array_equal(known[0], target):
        return known[1]
    function = make(target)
    last: list[np.ndarray] = []

    def value(weights: np.ndarray) -> np.ndarray:
        if not last or last[0] is not weights:
            last[:] = [weights, function(weights)]
        return last[1]

    _KEPT[make] = (target.copy(), value)
    return value


def _sums(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Sums of products along each row."""
    return np.einsum("ij,ij->i", first, second)


def _summed(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Sums of the columns from each start to the next; as they are where no two are alike."""
    if len(starts) == values.shape[1]:
        return values
    return np.add.reduceat(values, starts, axis=1)
