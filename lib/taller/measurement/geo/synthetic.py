"""Augmented synthetic control: what a region would have done, from what others did.

Weights that are not negative and sum to one bring the others as near to the region as they can; a
ridge regression takes off what distance is left. All series are told less their mean, so that
levels need not agree.

References
----------
Abadie, Diamond, Hainmueller (2010), "Synthetic control methods for comparative case studies".
Ben-Michael, Feller, Rothstein (2021), "The augmented synthetic control method", JASA 116.
"""

from __future__ import annotations

import numpy as np

RIDGES = tuple(10.0 ** np.arange(1, -4.5, -0.5))  # of the largest eigenvalue of the others
FOLDS = 5  # stretches of days held out in turn to choose among them
_HOLD = 1e3  # how hard the weights' sum is held at one


class Synthetic:
    """Others' days as they are learned from: fits any series of the same days.

    Parameters
    ----------
    others : (days, regions)
    ridge : penalty, as a share of the largest eigenvalue
    """

    def __init__(self, others: np.ndarray, ridge: float) -> None:
        self.mean = others.mean(axis=0)
        x = others - self.mean
        self.q, self.r = np.linalg.qr(x)
        hold = _HOLD * max(float(np.abs(self.r).max()), 1e-12)
        self.hold = hold
        self.system = np.vstack([self.r, np.full((1, x.shape[1]), hold)])
        inner = x @ x.T
        top = max(float(np.linalg.eigvalsh(inner)[-1]), 1e-12)
        self.others = x
        self.augment = x.T @ np.linalg.inv(inner + ridge * top * np.eye(len(x)))

    def weights(self, own: np.ndarray) -> np.ndarray:
        """(regions,) weights for a series of these days: synthetic control's, augmented."""
        from scipy.optimize import nnls

        target = own - own.mean()
        found, _rest = nnls(self.system, np.r_[self.q.T @ target, self.hold])
        return found + self.augment @ (target - self.others @ found)

    def gap(self, own: np.ndarray, others: np.ndarray, learned: np.ndarray) -> np.ndarray:
        """A series less what the others say it would have been, on any days.

        Parameters
        ----------
        own, others : (days,) and (days, regions)
        learned : which of these days are those learned from
        """
        weights = self.weights(own[learned])
        return own - own[learned].mean() - (others - self.mean) @ weights


def chosen_ridge(own: np.ndarray, others: np.ndarray) -> float:
    """The penalty that best foretells stretches of days that were held out."""
    fold = np.arange(len(own)) * FOLDS // len(own)
    errors = np.zeros(len(RIDGES))
    for k in range(FOLDS):
        learned = np.flatnonzero(fold != k)
        for i, ridge in enumerate(RIDGES):
            gap = Synthetic(others[learned], ridge).gap(own, others, learned)
            errors[i] += (gap[fold == k] ** 2).sum()
    return RIDGES[int(errors.argmin())]
