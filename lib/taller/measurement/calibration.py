"""Calibration: probabilities that mean what they say, and how far they are from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.measurement import estimates
from taller.phase import Estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 35.0  # log-odds beyond which a probability is 0 or 1 in double precision
PRIOR = 1e-3  # pull of the slope towards 1 and of the shift towards 0, in observations' information


def log_odds(p: np.ndarray) -> np.ndarray:
    """Log-odds of probabilities; 0 and 1 are kept finite."""
    p = np.clip(np.asarray(p, dtype=float), 1e-15, 1 - 1e-15)
    return np.log(p) - np.log1p(-p)


def probability(z: np.ndarray) -> np.ndarray:
    """Probability of log-odds."""
    return 1 / (1 + np.exp(-np.clip(z, -MOST, MOST)))


@dataclass(frozen=True)
class Platt:
    """Two numbers that bring log-odds to where outcomes are: ``slope * z + shift``.

    The order of subjects stays as it is. A slope below 1 says that the model was too sure.
    """

    slope: float = 1.0
    shift: float = 0.0

    @classmethod
    def fit(cls, z: np.ndarray, target: np.ndarray) -> Platt:
        """Maximum likelihood by Newton's method, on rows the model has not learned from.

        References
        ----------
        Platt (1999), "Probabilistic outputs for support vector machines".
        """
        design = np.column_stack([z, np.ones(len(z))])
        at = np.array([1.0, 0.0])
        worth = _penalised(design, target, at)
        for _step in range(50):
            p = probability(design @ at)
            pull = PRIOR * (at - np.array([1.0, 0.0]))
            gradient = design.T @ (target - p) - pull
            information = (design * (p * (1 - p))[:, None]).T @ design + PRIOR * np.eye(2)
            step = np.clip(np.linalg.solve(information, gradient), -2, 2)
            # Where all log-odds are extreme, a whole step leaps beyond the maximum and back.
            while (then := _penalised(design, target, at + step)) < worth - 1e-12 * abs(worth):
                step = step / 2
            at, worth = at + step, then
            if np.abs(step).max() < 1e-10:
                break
        return cls(float(max(at[0], 1e-6)), float(at[1]))

    def apply(self, z: np.ndarray) -> np.ndarray:
        """Calibrated probabilities of log-odds."""
        return probability(self.slope * z + self.shift)


def _penalised(design: np.ndarray, target: np.ndarray, at: np.ndarray) -> float:
    """Log-likelihood of slope and shift, less their pull."""
    z = design @ at
    pull = PRIOR / 2 * float(((at - np.array([1.0, 0.0])) ** 2).sum())
    return float((target * z - np.logaddexp(0.0, z)).sum()) - pull


@dataclass(frozen=True)
class Bin:
    """Subjects of similar predicted probability: what was predicted, and what happened."""

    predicted: float
    happened: Estimate


def reliability(target: np.ndarray, p: np.ndarray, bins: int = 10) -> list[Bin]:
    """Predicted against observed, in groups of equal size; each with Wilson's interval.

    >>> [round(b.happened.value, 2) for b in reliability(np.array([0, 0, 1, 1]),
    ...                                                  np.array([0.1, 0.2, 0.8, 0.9]), 2)]
    [0.0, 1.0]
    """
    order = np.argsort(-p, kind="stable")  # cut from the highest, as tables by score are
    return [
        Bin(float(p[part].mean()), estimates.share(int(target[part].sum()), len(part)))
        for part in reversed(np.array_split(order, min(bins, len(p))))
        if len(part)
    ]


def expected_error(found: Sequence[Bin]) -> float:
    """Mean distance of predicted and observed over the groups, weighted by their size."""
    n = sum(b.happened.n for b in found)
    return sum(abs(b.predicted - b.happened.value) * b.happened.n for b in found) / n
