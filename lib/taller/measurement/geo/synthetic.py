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
    """

    def __init__(self, others: np.ndarray) -> None:
        self.mean = others.mean(axis=0)
        self.others = others - self.mean
        self.u, self.s, self.v = np.linalg.svd(self.others, full_matrices=False)
        hold = _HOLD * max(float(self.s[0]), 1e-12)
        self.hold = hold
        held = np.full((1, others.shape[1]), hold)
        self.system = np.vstack([self.s[:, None] * self.v, held])

    def convex(self, own: np.ndarray) -> np.ndarray:
        """(regions,) weights of at least 0 that sum to 1, for a series of these days."""
        from scipy.optimize import nnls

        return nnls(self.system, np.r_[self.u.T @ (own - own.mean()), self.hold])[0]

    def augmented(self, own: np.ndarray, convex: np.ndarray, ridge: float) -> np.ndarray:
        """Weights that also take off the distance left, by a ridge regression.

        Parameters
        ----------
        ridge : penalty, as a share of the largest eigenvalue
        """
        left = self.u.T @ (own - own.mean() - self.others @ convex)
        shrunk = self.s / (self.s**2 + ridge * max(float(self.s[0]) ** 2, 1e-12))
        return convex + self.v.T @ (shrunk * left)

    def gap(
        self, own: np.ndarray, others: np.ndarray, learned: np.ndarray, ridge: float
    ) -> np.ndarray:
        """A series less what the others say it would have been, on any days.

        Parameters
        ----------
        own, others : (days,) and (days, regions)
        learned : which of these days are those learned from
        """
        known = own[learned]
        weights = self.augmented(known, self.convex(known), ridge)
        return own - known.mean() - (others - self.mean) @ weights


def chosen_ridge(own: np.ndarray, others: np.ndarray) -> float:
    """The penalty that best foretells stretches of days that were held out."""
    fold = np.arange(len(own)) * FOLDS // len(own)
    errors = np.zeros(len(RIDGES))
    for k in range(FOLDS):
        known, held = own[fold != k], fold == k
        model = Synthetic(others[~held])
        convex = model.convex(known)
        for i, ridge in enumerate(RIDGES):
            weights = model.augmented(known, convex, ridge)
            gap = own[held] - known.mean() - (others[held] - model.mean) @ weights
            errors[i] += (gap**2).sum()
    return RIDGES[int(errors.argmin())]
