"""From answers to a score: each question's reading, the five criteria, the whole, and its range.

A question's value is the median of the answers that rest on the strongest evidence given for it:
measured goes before documented, documented before opinion. The median, since the scale has five
steps and one voice out of line should not move it. The range around it is the spread stated for
that evidence, and at least all the answers it is the median of.

A question without an answer has no value, and may turn out to be anything from 0 to 4: it is left
out of the mean of its criterion and stays in its range whole. A criterion without any answer is
left out of the score in the same way, the other weights standing in.

The range of the score is exact. The score grows with every answer, so its extremes lie where all
answers are at their low or their high ends; there it is linear in the weights, which move within a
box and sum to 1: a fractional knapsack, whose optimum fills the smallest (or greatest) first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from taller.preparation.readiness.checklist.questions import (
    BEST,
    CRITERIA,
    FEEDS,
    MEASURED,
    level_of,
)

if TYPE_CHECKING:
    from taller.preparation.readiness.params import Answer, Params

STRENGTH = ("measured", "documented", "opinion")
UNANSWERED = "unanswered"


@dataclass(frozen=True)
class Reading:
    """What one question stands at, in points of 0 to 4.

    Attributes
    ----------
    value : None without an answer
    low, high : how far it may move; 0 and 4 without an answer
    source : measured, documented, opinion or unanswered
    by_data : whether the client's own tables answered it, not a person
    said : the median of what people answered with the strongest evidence, used or not
    answers : all that people answered
    """

    key: str
    value: float | None
    low: float
    high: float
    source: str
    by_data: bool
    said: float | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Criterion:
    """What one criterion stands at, 0 to 1: the mean of its questions over 4."""

    key: str
    weight: float
    value: float | None
    low: float
    high: float

    @property
    def points(self) -> float | None:
        """What it adds to the score."""
        return None if self.value is None else self.weight * self.value


@dataclass(frozen=True)
class Assessment:
    """Where a client stands.

    Attributes
    ----------
    score : 0 to 1; None where nothing that carries weight was answered
    low, high : the exact extremes, as weights and answers move within their spreads
    measured_quality : points of 0 to 4 from the client's own tables, or None
    """

    questions: Mapping[str, Reading]
    criteria: Mapping[str, Criterion]
    score: float | None
    low: float
    high: float
    measured_quality: float | None

    @property
    def level(self) -> str | None:
        """The level of the score."""
        return None if self.score is None else level_of(self.score)

    @property
    def lowest_level(self) -> str:
        """The lowest level within the range."""
        return level_of(self.low)

    @property
    def highest_level(self) -> str:
        """The highest level within the range."""
        return level_of(self.high)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions that still have to be asked."""
        return tuple(key for key, held in self.questions.items() if held.source == UNANSWERED)

    @property
    def answered(self) -> int:
        """Questions with an answer, by people or by the data."""
        return len(self.questions) - len(self.unanswered)


def assess(p: Params, measured_quality: float | None = None) -> Assessment:
    """Score and level of the answers given.

    Parameters
    ----------
    measured_quality : what the client's own tables say of their quality, in points of 0 to 4; it
        goes before whatever people answered of how clean the data is

    Returns
    -------
    Assessment, without a score if no person has answered anything yet
    """
    readings = {
        key: _reading(key, answers, p, measured_quality if key == MEASURED else None)
        for key, answers in p.answers.items()
    }
    weights = {key: getattr(p.weights, key) for key in CRITERIA}
    criteria = {key: _criterion(key, weights[key], readings) for key in CRITERIA}
    score = whole([c.value for c in criteria.values()], list(weights.values()))
    boxes = [box(weight, p.weight_spread) for weight in weights.values()]
    return Assessment(
        questions=readings,
        criteria=criteria,
        score=score if p.answers.given else None,
        low=extreme([c.low for c in criteria.values()], boxes),
        high=-extreme([-c.high for c in criteria.values()], boxes),
        measured_quality=measured_quality,
    )


def whole(values: Sequence[float | None], weights: Sequence[float]) -> float | None:
    """Weighted mean of the values there are; None where those carry no weight."""
    held = [(v, w) for v, w in zip(values, weights, strict=True) if v is not None]
    total = math.fsum(w for _v, w in held)
    return math.fsum(v * w for v, w in held) / total if total > 0 else None


def box(weight: float, spread: float) -> tuple[float, float]:
    """Where a weight may lie."""
    return max(0.0, weight - spread), min(1.0, weight + spread)


def extreme(values: Sequence[float], boxes: Sequence[tuple[float, float]]) -> float:
    """The least weighted mean, with weights within their boxes that sum to 1.

    >>> extreme([0.0, 1.0], [(0.4, 0.6), (0.4, 0.6)])
    0.4
    """
    weights = [low for low, _high in boxes]
    rest = 1 - math.fsum(weights)
    for place in sorted(range(len(values)), key=lambda i: values[i]):
        low, high = boxes[place]
        weights[place] += max(0.0, min(high - low, rest))
        rest -= high - low
    return math.fsum(w * v for w, v in zip(weights, values, strict=True))


def _reading(key: str, answers: tuple[Answer, ...], p: Params, measured: float | None) -> Reading:
    source = next((s for s in STRENGTH if any(a.evidence == s for a in answers)), UNANSWERED)
    used = [float(a.score) for a in answers if a.evidence == source]
    said = float(median(used)) if used else None
    by_data = measured is not None
    value = measured if by_data else said
    if value is None:
        return Reading(key, None, 0.0, float(BEST), UNANSWERED, False, None, answers)
    source = "measured" if by_data else source
    ends = [value] if by_data else used
    spread = p.spread(source)
    low = max(0.0, min(value - spread, *ends))
    high = min(float(BEST), max(value + spread, *ends))
    return Reading(key, value, low, high, source, by_data, said, answers)


def _criterion(key: str, weight: float, readings: Mapping[str, Reading]) -> Criterion:
    held = [readings[name] for name in FEEDS[key]]
    known = [reading.value for reading in held if reading.value is not None]
    return Criterion(
        key=key,
        weight=weight,
        value=math.fsum(known) / len(known) / BEST if known else None,
        low=math.fsum(reading.low for reading in held) / len(held) / BEST,
        high=math.fsum(reading.high for reading in held) / len(held) / BEST,
    )
