"""How scores and points are written, and what the points of a question mean."""

from __future__ import annotations

from taller.language import number
from taller.preparation.readiness.checklist.questions import LEVELS
from taller.preparation.readiness.messages import say

ANCHORED = (0, 2, 4)  # points that a question's messages describe; 1 and 3 lie between


def written(score: float) -> str:
    """A score with two decimals; with as many as it takes where two would show another level.

    >>> written(0.64), written(0.7969)
    ('0.64', '0.797')
    """
    for digits in (2, 3, 4):
        shown = round(score, digits)
        if all((shown >= least) == (round(score, 9) >= least) for _name, least in LEVELS):
            return number(score, digits)
    return number(score, 6)


def points(value: float | None) -> str:
    """Points of 0 to 4, with as many decimals as they need, up to two.

    >>> points(3.0), points(2.5), points(3.749)
    ('3', '2.5', '3.75')
    """
    if value is None:
        return "–"
    digits = next(n for n in (0, 1, 2) if round(value, n) == round(value, 2))
    return number(value, digits)


def span(low: float, high: float) -> str:
    """A range of points."""
    # A line may break after a dash even before a no-break space: a word joiner forbids it.
    return points(low) if low == high else f"{points(low)}\u00a0–\u2060\u00a0{points(high)}"


def anchors(key: str) -> dict[int, str]:
    """What 0, 2 and 4 points look like for a question, so that people mean the same."""
    return {n: say(f"question-{key}.at-{n}") for n in ANCHORED}
