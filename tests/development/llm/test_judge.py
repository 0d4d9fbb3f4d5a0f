"""A judge of texts: what it is worth is measured, and without that it names no winner."""

from __future__ import annotations

import json
import random

from taller.development.llm import written
from taller.development.llm.briefs.campaign import Preference
from taller.development.llm.evaluation.judge import agreement, best, measured
from taller.development.llm.model.copy import write
from tests.development.llm.standins import Offline, StandIn
from tests.development.llm.test_copy import GOOD, VOICE, campaign, says

KNOWN = tuple(Preference(a=f"good {i}" if i % 2 else f"bad {i}",
                         b=f"bad {i}" if i % 2 else f"good {i}",
                         better="a" if i % 2 else "b") for i in range(40))  # fmt: skip
VOICED = VOICE.model_copy(update={"preferences": KNOWN})


def judge(choose) -> StandIn:
    """A judge by what it says of the first and the second text."""
    return StandIn(
        lambda r: {"better": choose(*(json.loads(r.text)[k] for k in ("first", "second")))}
    )


def by_quality(first: str, second: str) -> str:
    return "first" if first.startswith("good") else "second"


def test_a_judge_that_sees_what_the_client_sees_is_believed():
    found = agreement(judge(by_quality), VOICED)
    assert (found.decided, found.steady.value, found.share.value) == (40, 1, 1)
    assert found.first.value == 0.5
    assert found.beats_chance


def test_a_judge_that_takes_the_first_decides_nothing():
    found = agreement(judge(lambda first, second: "first"), VOICED)
    assert (found.first.value, found.steady.value, found.decided) == (1, 0, 0)
    assert found.share is None
    assert not found.beats_chance


def test_a_judge_by_the_coin_is_not_believed():
    coin = random.Random(7)
    found = agreement(judge(lambda *texts: coin.choice(["first", "second"])), VOICED)
    assert not found.beats_chance
    assert found.share.low < 0.5 < found.share.high


def test_agreement_is_as_worked_by_hand():
    """Client aabb, judge abbb and one pair unanswered: the same in 3 of 4."""
    known = [Preference(a="x", b="y", better=each) for each in "aabba"]
    found = measured(known, [("a", "a"), ("b", "b"), ("b", "b"), ("b", "b"), None])
    assert (found.known, found.pairs, found.decided) == (5, 4, 4)
    assert (found.share.value, found.steady.value, found.first.value) == (0.75, 1.0, 0.5)


def test_a_winner_is_named_only_by_a_judge_that_is_believed():
    other = GOOD | {"title": "Come and try it"}
    copies = write(says(GOOD, other), [campaign(variants=2)], VOICE)
    good = judge(lambda first, second: "first" if "Come and try it" in first else "second")
    believed = agreement(judge(by_quality), VOICED)
    assert best(good, copies, VOICE, believed) == copies[1]
    unmeasured = agreement(good, VOICE)
    assert unmeasured.share is None
    assert best(good, copies, VOICE, unmeasured) is None
    assert best(judge(lambda *texts: "first"), copies, VOICE, believed) is None


def test_offline_there_is_no_judge(capsys):
    found = agreement(Offline(), VOICED)
    assert (found.known, found.pairs, found.first, found.beats_chance) == (40, 0, None, False)
    written.judge(found)
    assert "no model has judged the 40 pairs" in capsys.readouterr().out
