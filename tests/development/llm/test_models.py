"""Which model to use: what is compared, how surely, and when the cheap one will do."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from taller.development.llm.evaluation import models
from taller.development.llm.model.classify import CHEAP, Placed, Sorted

LABELS = ["a", "b"] * 200


def way(name: str, right: float, seed: int, answers: float = 1.0) -> Sorted:
    """A way to sort that is right in that share of texts, by lot, and answers that share."""
    rng = np.random.default_rng(seed)
    wrong = {"a": "b", "b": "a"}
    placed = [
        Placed(category=(label if hit else wrong[label]) if said else None, confidence=0.9)
        for label, hit, said in zip(
            LABELS, rng.random(len(LABELS)) < right, rng.random(len(LABELS)) < answers, strict=True
        )
    ]  # fmt: skip
    return Sorted(name, False, tuple(placed))


def outcome(cheap: Sorted | None, *services: Sorted, margin: float = 0.05) -> str:
    """What is made of these ways."""
    ways = [each for each in (cheap, *services) if each is not None]
    p = models.Classify(margin=margin)
    judged = [models._judged(each, ways[0], LABELS, p, 1.0, 1) for each in ways]
    return models._choose(judged, margin)[0]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ((way(CHEAP, 0.9, 1), way("x/y", 0.9, 2)), "cheap"),
        ((way(CHEAP, 0.8, 1), way("x/y", 0.97, 2)), "service"),
        ((way(CHEAP, 0.88, 1), way("x/y", 0.93, 2)), "open"),
        ((way(CHEAP, 0.9, 1),), "alone"),
        ((way(CHEAP, 0.9, 1), way("x/y", 0.5, 2)), "cheap"),
        ((way(CHEAP, 0.5, 1), way("x/y", 0.5, 2)), "none"),
        ((None, way("x/y", 0.9, 2)), "alone"),
    ],
)
def test_the_cheap_model_will_do_unless_a_service_is_shown_to_be_better(ways, expected):
    assert outcome(*ways) == expected


def test_who_abstains_is_not_right():
    """Of four, one is right, one wrong, one abstains and one is refused."""
    placed = (Placed(category="a", confidence=1), Placed(category="b", confidence=1),
              Placed(category=None, confidence=0), None)  # fmt: skip
    way = Sorted("x/y", False, placed, Counter(refusal=1))
    judged = models._judged(way, way, ["a"] * 4, models.Classify(reading=2.0, mistake=5.0), 1.0, 1)
    assert (judged.right.value, judged.answered.value, judged.refused["refusal"]) == (0.25, 0.5, 1)
    assert judged.right_of_answered.value == 0.5
    assert judged.saves.value == pytest.approx((2 * 2 - 5) / 4)


def test_two_that_never_differ_may_still_differ_a_little():
    """No text tells them apart, and yet the interval is no point."""
    found = models.paired([True] * 50, [True] * 50)
    assert (found.value, round(found.low, 3), round(found.high, 3)) == (0.0, -0.053, 0.053)


def test_intervals_hold_as_often_as_they_say():
    """600 tests of 120 texts, right in .90 and in .86 of them and alike in most."""
    rng = np.random.default_rng(20261)
    held = {"right": 0, "more": 0}
    for _trial in range(600):
        both = rng.choice(4, 120, p=[0.84, 0.06, 0.02, 0.08])  # both, first, second, neither
        first, second = both < 2, (both == 0) | (both == 2)
        share, more = models.estimates.share(int(first.sum()), 120), models.paired(first, second)
        held["right"] += share.low <= 0.90 <= share.high
        held["more"] += more.low <= 0.04 <= more.high
    assert all(0.93 <= n / 600 <= 0.975 for n in held.values()), held
