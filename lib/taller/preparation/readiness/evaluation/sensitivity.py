"""How the level holds when weights and answers move within their stated spreads.

This is a sensitivity: it says what follows from which settings, and the share of settings in which
a level comes about is no probability, since nobody claims that all settings are equally likely.
The extremes of the score are exact (see `taller.preparation.readiness.model`); the shares are
counted over settings drawn evenly: weights from the part of their box where they sum to 1, answers
from their ranges.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.preparation.readiness.checklist.questions import BEST, CRITERIA, FEEDS, LEVELS, level_of
from taller.preparation.readiness.model import box, whole

if TYPE_CHECKING:
    import numpy as np

    from taller.preparation.readiness.model import Assessment
    from taller.preparation.readiness.params import Params

MOST_TRIES = 400


@dataclass(frozen=True)
class Swing:
    """What the score comes to as one thing moves and all else stays.

    Attributes
    ----------
    kind : question or weight
    key : of the question or criterion
    low, high : least and greatest score
    low_level, high_level : their levels
    """

    kind: str
    key: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the score moves."""
        return self.high - self.low

    @property
    def tips(self) -> bool:
        """Whether that alone changes the level."""
        return level_of(self.low) != level_of(self.high)


@dataclass(frozen=True)
class Sensitivity:
    """How the level holds.

    Attributes
    ----------
    settings : how many were tried
    shares : level to the share of settings in which it came about, the highest level first
    holds : the share of settings with the level of the assessment
    swings : what each question and weight does alone, the widest first
    """

    settings: int
    shares: Mapping[str, float]
    holds: float
    swings: tuple[Swing, ...]

    @property
    def tipping(self) -> tuple[Swing, ...]:
        """What changes the level alone."""
        return tuple(swing for swing in self.swings if swing.tips)


def explore(found: Assessment, p: Params, seed: int) -> Sensitivity | None:
    """Try out settings; None where there is no score."""
    if found.score is None:
        return None
    from taller.measurement.estimates import generator

    scores = draw(found, p, generator(seed, "readiness"))
    counts = {level: 0 for level, _least in LEVELS}
    for score in scores:
        counts[level_of(float(score))] += 1
    shares = {level: count / len(scores) for level, count in counts.items()}
    swings = sorted([*_questions(found), *_weights(found, p)], key=lambda s: (-s.width, s.key))
    return Sensitivity(
        settings=len(scores),
        shares=shares,
        holds=shares[level_of(found.score)],
        swings=tuple(swing for swing in swings if swing.width > 1e-12),
    )


def draw(found: Assessment, p: Params, rng: np.random.Generator) -> np.ndarray:
    """Scores of settings drawn evenly: (n,) float, each within the exact extremes."""
    import numpy as np

    weights = _drawn_weights([c.weight for c in found.criteria.values()], p.weight_spread,
                             p.settings, rng)  # fmt: skip
    columns = []
    for key in CRITERIA:
        held = [found.questions[name] for name in FEEDS[key]]
        low, high = ([getattr(q, end) for q in held] for end in ("low", "high"))
        columns.append(rng.uniform(low, high, size=(len(weights), len(held))).mean(axis=1) / BEST)
    return (weights * np.column_stack(columns)).sum(axis=1)


def _drawn_weights(
    weights: list[float], spread: float, n: int, rng: np.random.Generator
) -> np.ndarray:
    """Weights spread evenly over the part of their box where they sum to 1: (n, 5) float.

    The last is what the others leave, and a draw in which that lies outside its box is drawn anew.
    """
    import numpy as np

    low, high = np.array([box(weight, spread) for weight in weights]).T
    kept, missing = [], n
    for _try in range(MOST_TRIES):
        first = rng.uniform(low[:-1], high[:-1], size=(4 * n, len(weights) - 1))
        last = 1 - first.sum(axis=1)
        fits = (last >= low[-1] - 1e-12) & (last <= high[-1] + 1e-12)
        kept.append(np.column_stack([first, last])[fits][:missing])
        missing -= len(kept[-1])
        if not missing:
            break
    # Where weights stand at the edge of what is possible almost no draw fits: they stay.
    kept.append(np.tile(np.asarray(weights, dtype=float), (missing, 1)))
    return np.concatenate(kept)


def _questions(found: Assessment) -> list[Swing]:
    """Each question at its low and high end, all else as assessed."""
    made = []
    for criterion, keys in FEEDS.items():
        values = {key: found.questions[key].value for key in keys}
        for key in keys:
            held = found.questions[key]
            ends = [_with(found, criterion, values | {key: end}) for end in (held.low, held.high)]
            made.append(Swing("question", key, min(ends), max(ends)))
    return made


def _with(found: Assessment, criterion: str, values: Mapping[str, float | None]) -> float:
    known = [value for value in values.values() if value is not None]
    means = {key: held.value for key, held in found.criteria.items()}
    means[criterion] = math.fsum(known) / len(known) / BEST
    score = whole(list(means.values()), [held.weight for held in found.criteria.values()])
    return found.score if score is None else score  # type: ignore[return-value]


def _weights(found: Assessment, p: Params) -> list[Swing]:
    """Each weight at the ends of its box, the others keeping their proportions."""
    made = []
    values = [held.value for held in found.criteria.values()]
    for place, (key, held) in enumerate(found.criteria.items()):
        others = 1 - held.weight
        if others <= 0:
            continue
        ends = []
        for weight in box(held.weight, p.weight_spread):
            moved = [c.weight * (1 - weight) / others for c in found.criteria.values()]
            moved[place] = weight
            score = whole(values, moved)
            ends.append(found.score if score is None else score)
        made.append(Swing("weight", key, min(ends), max(ends)))  # type: ignore[type-var]
    return made
