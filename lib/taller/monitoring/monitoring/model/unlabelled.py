"""How good a model still is, before it is known what happened: what its own probabilities expect.

A probability that means what it says tells how often the model will be right: of those it gives
30 %, it happens to 30 in 100. So the scores of today, once the probabilities are set right on rows
whose outcome is known, tell the quality to expect of people as they are today. This sees that
other people come. It cannot see that the same people now do otherwise: that is what labels are
for, and the warning that goes with every figure says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taller.looked import Looked
from taller.measurement import estimates
from taller.measurement.calibration import Platt, log_odds, probability
from taller.monitoring.monitoring.model.messages import say
from taller.phase import Estimate

DRAWS = 500
FEWEST = 100  # rows with a known outcome, and 20 of each kind, to set probabilities right
FEWEST_EACH = 20
_BINS = 200  # groups of scores in which outcomes are drawn


@dataclass(frozen=True)
class Scored(Looked):
    """Rows a model scored, and what happened where that is known.

    Attributes
    ----------
    score : (n,) probabilities, 0 to 1
    happened : (n,) 0 or 1; None before it is known
    """

    score: np.ndarray
    happened: np.ndarray | None = None

    def __post_init__(self) -> None:
        if self.happened is not None and len(self.happened) != len(self.score):
            raise ValueError("as many outcomes as scores are needed")

    @property
    def enough(self) -> bool:
        """Whether outcomes are known of enough rows to set probabilities right by them."""
        if self.happened is None or len(self.score) < FEWEST:
            return False
        hits = int(np.sum(self.happened))
        return min(hits, len(self.score) - hits) >= FEWEST_EACH


@dataclass(frozen=True)
class Unlabelled(Looked):
    """What labels will show of today's scores, if the same people still do the same.

    Attributes
    ----------
    rate : share of all to whom it will happen
    hits : share of those chosen to whom it will happen; None where nobody is chosen
    order : how often the one of two to whom it happens is scored higher (area under the ROC curve)
    chosen : share of all scored above the threshold
    warning : what these figures cannot see, in the language of the run
    """

    rate: Estimate
    hits: Estimate | None
    order: Estimate
    chosen: float
    warning: str


def estimate(
    reference: Scored, current: Scored, *, threshold: float, seed: int
) -> Unlabelled | None:
    """The quality to expect of today's scores; None where too few outcomes were ever known.

    Parameters
    ----------
    reference : rows with outcomes, on which the model was judged and not trained
    current : rows of today; their outcomes, if known, are not looked at
    threshold : probability above which people are chosen

    References
    ----------
    Guillory, Shankar, Ebrahimi, Darrell, Schmidt (2021), "Predicting with confidence on unseen
    distributions".
    """
    if not reference.enough or not len(current.score):
        return None
    rng = estimates.generator(seed, "unlabelled")
    draws = expected(reference, current, rng)
    above = draws.score > threshold
    n, chosen = len(current.score), float(draws.rows[above].sum())
    told = {"n": n, "known": len(reference.score)}
    found = [
        estimates.of_draws(value, drawn, unit=unit, n=rows, method=say("unlabelled.method", **told))
        for value, drawn, unit, rows in (
            (*draws.share(np.ones_like(above)), "share", n),
            (*draws.share(above), "share", int(chosen)),
            (*draws.order(), "index", n),
        )
    ]  # fmt: skip
    warning = say("unlabelled.warning")
    return Unlabelled(found[0], found[1] if chosen else None, found[2], chosen / n, warning)


@dataclass(frozen=True)
class Expected:
    """Outcomes to expect of scored rows, drawn again and again.

    Attributes
    ----------
    score : (bins,) mean score of rows of similar score, from the lowest
    rows : (bins,) how many
    mean : (bins,) how many of them it is expected to happen to
    hits : (draws, bins) likewise, drawn
    """

    score: np.ndarray
    rows: np.ndarray
    mean: np.ndarray
    hits: np.ndarray

    def share(self, chosen: np.ndarray) -> tuple[float, np.ndarray]:
        """Share of chosen bins' rows to whom it happens: expected, and drawn."""
        rows = max(float(self.rows[chosen].sum()), 1.0)
        return float(self.mean[chosen].sum()) / rows, self.hits[:, chosen].sum(axis=1) / rows

    def order(self) -> tuple[float, np.ndarray]:
        """How often the one to whom it happens is scored higher, ties half: expected, and drawn."""
        return float(self._order(self.mean[None])[0]), self._order(self.hits)

    def _order(self, hits: np.ndarray) -> np.ndarray:
        misses = self.rows - hits
        below = np.cumsum(misses, axis=1) - misses / 2
        with np.errstate(invalid="ignore", divide="ignore"):
            return (hits * below).sum(axis=1) / (hits.sum(axis=1) * misses.sum(axis=1))


def expected(
    reference: Scored, current: Scored, rng: np.random.Generator, draws: int = DRAWS
) -> Expected:
    """Outcomes to expect of today's rows, by probabilities that are set right on the reference.

    Drawn again are the two numbers that set probabilities right, as sure as the reference makes
    them, and each row's outcome.
    """
    fit, covariance = _set_right(reference)
    parts = np.array_split(np.sort(current.score), min(_BINS, len(current.score)))
    means = np.array([part.mean() for part in parts])
    score, alike = np.unique(means, return_inverse=True)  # equal scores are ties
    rows = np.bincount(alike, weights=[len(part) for part in parts])
    z = log_odds(score)
    mean = rows * fit.apply(z)
    drawn = rng.multivariate_normal([fit.slope, fit.shift], covariance, draws, method="eigh")
    p = probability(drawn[:, :1] * z + drawn[:, 1:])
    return Expected(score, rows, mean, rng.binomial(rows.astype(int), p).astype(float))


def _set_right(reference: Scored) -> tuple[Platt, np.ndarray]:
    """Platt's two numbers, and their covariance."""
    assert reference.happened is not None
    z = log_odds(reference.score)
    fit = Platt.fit(z, reference.happened)
    p = fit.apply(z)
    design = np.column_stack([z, np.ones(len(z))])
    information = (design * (p * (1 - p))[:, None]).T @ design
    return fit, np.linalg.pinv(information, hermitian=True)
