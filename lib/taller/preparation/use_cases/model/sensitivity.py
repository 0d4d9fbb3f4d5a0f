"""How often each case takes each place when weights and ranges move within their stated spreads.

A sensitivity, not a probability: nobody claims that the truth is spread as the draws are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.measurement.estimates import generator
from taller.measurement.ranges import triangular
from taller.phase import Estimate
from taller.preparation.use_cases.features.catalogue import CRITERIA
from taller.preparation.use_cases.messages import say
from taller.preparation.use_cases.model.ranking import Ranked

if TYPE_CHECKING:
    from taller.preparation.use_cases.params import Params

MIDDLE = (2.5, 97.5)  # percentiles of the draws between which a range is told


@dataclass(frozen=True)
class Sensitivity:
    """What the draws gave; cases in the order of the ranking.

    Attributes
    ----------
    scores : (draws, cases) priority
    places : (draws, cases) rank, from 1
    shares : (cases, ranks) share of draws in which a case takes a place
    """

    scores: np.ndarray
    places: np.ndarray
    shares: np.ndarray
    spread: float

    @property
    def draws(self) -> int:
        """How often all was drawn anew."""
        return len(self.scores)

    def estimate(self, ranked: Ranked) -> Estimate:
        """A case's priority with the range of the middle 95 % of draws."""
        low, high = np.percentile(self.scores[:, ranked.rank - 1], MIDDLE)
        middle = (MIDDLE[1] - MIDDLE[0]) / 100
        method = say("method.score", share=middle, draws=self.draws, spread=self.spread)
        return Estimate(
            value=ranked.score,
            low=min(float(low), ranked.score),
            high=max(float(high), ranked.score),
            unit="index",
            n=self.draws,
            method=method,
            level=None,
        )

    def places_of(self, ranked: Ranked) -> tuple[int, int]:
        """The best and the worst place in the middle 95 % of draws."""
        column = self.places[:, ranked.rank - 1]
        low, high = np.percentile(column, MIDDLE, method="nearest")
        return int(low), int(high)

    def within(self, ranked: Ranked, places: int) -> float:
        """The share of draws in which a case is among the first so many."""
        return float((self.places[:, ranked.rank - 1] <= places).mean())


def simulate(ranking: Sequence[Ranked], p: Params, seed: int) -> Sensitivity:
    """Draw weights and scores anew, and rank again each time.

    Parameters
    ----------
    ranking : the cases to place
    p : `weight_spread`: each weight lies evenly within that of the one given, then all are made
        to add up to 1; `draws`: how often
    seed : each case has draws of its own, so that one more case leaves the others' as they are
    """
    weights = _weights(p, generator(seed, "weights"))
    scores = np.empty((p.draws, len(ranking)))
    for column, each in enumerate(ranking):
        chance = generator(seed, "scores", each.case.key).random((p.draws, len(CRITERIA)))
        points = [triangular(each.points(name), chance[:, i]) for i, name in enumerate(CRITERIA)]
        scores[:, column] = (weights * np.column_stack(points)).sum(axis=1)
    places = _places(scores)
    among = np.arange(1, len(ranking) + 1)
    shares = (places[:, :, None] == among).mean(axis=0) if len(ranking) else np.empty((0, 0))
    return Sensitivity(scores, places, shares, p.weight_spread)


def _weights(p: Params, rng: np.random.Generator) -> np.ndarray:
    given = np.array(p.weights.values())
    low = np.maximum(0, given - p.weight_spread)
    drawn = low + rng.random((p.draws, len(given))) * (given + p.weight_spread - low)
    return drawn / drawn.sum(axis=1, keepdims=True)


def _places(scores: np.ndarray) -> np.ndarray:
    """Each case's rank in each draw; of equal scores the one ranked first stays first."""
    order = np.argsort(-np.round(scores, 9), axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(1, scores.shape[1] + 1)[None, :], axis=1)
    return places
