"""A regression under every memory at once, and what it tells when each counts by its weight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from taller.monitoring.monitoring.model.series.memory import PRIOR, Whitened

_HALVINGS = 40
_FAR = 2.5  # standard deviations beyond which a day's shock counts for less (Huber)
_NORMAL = 1.4826  # a normal's standard deviation, of its median distance
_LEAST = 1e-12  # of a sum of squares, as a share of the figure's own: what rounding leaves


@dataclass(frozen=True)
class Weighed:
    """What a regression found under each memory, and how much each memory counts.

    Attributes
    ----------
    values, errors : (memories, series, terms) coefficients, and their standard errors
    scale : (memories, series) standard deviation of what is left
    evidence : (memories, series) logarithm of how well the memory bears the series out
    weights : (memories, series) that sum to 1 over memories
    spread : (memories, terms, terms) its rows' sums of squares are the terms' variances at scale 1
    freedom : days known less terms
    """

    values: np.ndarray
    errors: np.ndarray
    scale: np.ndarray
    evidence: np.ndarray
    weights: np.ndarray
    spread: np.ndarray
    freedom: int

    def beyond(self, term: int) -> np.ndarray:
        """(series,) two-sided p that a term is nothing, over all memories."""
        from scipy.special import stdtr

        ratio = self.values[..., term] / self.errors[..., term]
        below = (self.weights * stdtr(self.freedom, -ratio)).sum(axis=0)
        above = (self.weights * stdtr(self.freedom, ratio)).sum(axis=0)
        return np.minimum(2 * np.minimum(below, above), 1.0)

    def middle(self, term: int) -> np.ndarray:
        """(series,) the term's mean over all memories."""
        return (self.weights * self.values[..., term]).sum(axis=0)

    def within(self, term: int, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
        """(series,) bounds between which the term lies, over all memories."""
        return self._quantile(term, (1 - level) / 2), self._quantile(term, (1 + level) / 2)

    def _quantile(self, term: int, share: float) -> np.ndarray:
        from scipy.special import stdtr, stdtrit

        values, errors = self.values[..., term], self.errors[..., term]
        ends = values + stdtrit(self.freedom, share) * errors
        counted = self.weights > _LEAST
        low = np.where(counted, ends, np.inf).min(axis=0)
        high = np.where(counted, ends, -np.inf).max(axis=0)
        for _step in range(_HALVINGS):
            at = (low + high) / 2
            held = (self.weights * stdtr(self.freedom, (at - values) / errors)).sum(axis=0)
            low, high = np.where(held < share, at, low), np.where(held < share, high, at)
        return (low + high) / 2


def weigh(
    whitened: Whitened, terms: int, *, prior: np.ndarray = PRIOR, pooled: float = 0.0
) -> Weighed:
    """Regress the last columns on the first, under each memory, and weigh the memories.

    Parameters
    ----------
    whitened : of the terms' columns, then of one column for each series
    terms : how many of the columns are terms; of full rank
    prior : (memories,) weight of each before the data
    pooled : how many series' worth the prior counts for when the series tell each other of their
        memory (0: each stands alone)

    References
    ----------
    Zellner (1971), "An introduction to Bayesian inference in econometrics", 4.1: with a flat prior
    on coefficients and on the logarithm of the scale, a coefficient is Student's t under each
    memory. Laird (1978), "Nonparametric maximum likelihood estimation of a mixing distribution",
    for the weights that series share.
    """
    x, y = whitened.columns[..., :terms], whitened.columns[..., terms:]
    q, r = np.linalg.qr(x)
    inverse = np.linalg.inv(r)
    fitted = np.swapaxes(q, 1, 2) @ y
    values = np.swapaxes(inverse @ fitted, 1, 2)
    total = (y**2).sum(axis=1)
    squares = np.maximum(total - (fitted**2).sum(axis=1), _LEAST * total)
    freedom = y.shape[1] - terms
    scale = np.sqrt(squares / freedom)
    reach = np.sqrt((inverse**2).sum(axis=2))
    determinant = np.log(np.abs(np.diagonal(r, axis1=1, axis2=2))).sum(axis=1)
    with np.errstate(divide="ignore"):
        evidence = -(whitened.log_scale + determinant)[:, None] - freedom / 2 * np.log(squares)
    evidence = np.nan_to_num(evidence, neginf=0.0)
    weights = _weights(evidence, prior, pooled)
    errors = scale[..., None] * reach[:, None, :]
    return Weighed(values, errors, scale, evidence, weights, inverse, freedom)


def robust(whitened: Whitened, found: Weighed, terms: Iterable[int]) -> np.ndarray:
    """(terms,) two-sided p that each is nothing, where no single day may decide it.

    One great shock that fades is like a step for some days. Shocks are independent once whitened,
    so each counts for less the farther off it is, twice over.

    Parameters
    ----------
    whitened : of the terms' columns, then of one series
    found : the regression on all days alike

    References
    ----------
    Huber (1964), "Robust estimation of a location parameter".
    """
    columns, count = whitened.columns, found.values.shape[2]
    for _pass in range(2):
        left = columns[..., count] - (columns[..., :count] @ found.values[:, 0, :, None])[..., 0]
        usual = np.median(np.abs(left), axis=1, keepdims=True) * _NORMAL
        off = np.abs(left) / np.where(usual > 0, usual, 1.0)
        counted = np.sqrt(np.minimum(1.0, _FAR / np.maximum(off, _FAR)))
        found = weigh(Whitened(columns * counted[..., None], whitened.log_scale), count)
    return np.array([found.beyond(term)[0] for term in terms])


def _weights(evidence: np.ndarray, prior: np.ndarray, pooled: float) -> np.ndarray:
    """Weights of memories by series; where series pool, what they share is found by EM."""
    chance = np.exp(evidence - evidence.max(axis=0))
    shared = prior / prior.sum()
    first = shared
    for _step in range(50 if pooled else 0):
        weights = shared[:, None] * chance
        weights /= weights.sum(axis=0)
        shared = (pooled * first + weights.sum(axis=1)) / (pooled + weights.shape[1])
    weights = shared[:, None] * chance
    return weights / weights.sum(axis=0)
