"""Names: unique, and true of the customers who bear them: all that they say, in absolute terms."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.development.clustering.evaluation.names import (
    ARCHETYPES,
    NUMBERED,
    name_segments,
    number_segments,
    typical_of,
)
from taller.development.clustering.evaluation.rules import Yardstick, fulfilled, rules
from taller.development.clustering.messages import say
from taller.development.clustering.params import FEATURES
from taller.language import speaking

# recency, orders, spend, tenure, items, share returned; forty customers each
BEST = (8, 12, 4000, 250, 90, 0.02)
NEW = (20, 1, 200, 22, 8, 0.0)
GONE = (250, 1, 180, 250, 7, 0.0)
SLIPPING = (140, 4, 1500, 300, 40, 0.01)
ORDINARY = (60, 3, 500, 200, 20, 0.0)


def named(*groups: tuple[float, ...], used=FEATURES):
    """Names of groups of forty customers, each much like the figures given."""
    draw = np.random.default_rng(1)
    rows = np.repeat(np.array(groups, dtype=float), 40, axis=0)
    frame = pd.DataFrame(rows, columns=FEATURES)
    frame["monetary"] *= draw.uniform(0.95, 1.05, len(frame))
    segment = pd.Series(np.repeat(np.arange(1, len(groups) + 1), 40), index=frame.index)
    space = (frame - frame.mean()) / frame.std().replace(0, 1)
    position = space[list(used)].groupby(segment).mean()
    with speaking("en", currency="GBP"):
        return name_segments(frame, segment, position, typical_of(frame, segment))


def names(*groups: tuple[float, ...], used=FEATURES) -> list[str]:
    return [one.name for one in named(*groups, used=used)]


def test_plain_cases_get_the_name_a_marketer_would_give():
    assert names(BEST, NEW, GONE, SLIPPING) == [
        "Champions",
        "Newcomers",
        "Lapsed one-time buyers",
        "Valuable, slipping away",
    ]


def test_nobody_is_a_newcomer_after_a_thousand_days():
    """Newest of all, and still of 2023: the word is absolute."""
    old = names((12, 36, 3000, 1051, 20, 0.0), (12, 40, 3000, 1090, 20, 0.0))
    assert not any(name.startswith("New") or ", new" in name for name in old)


def test_nobody_returns_much_where_next_to_nothing_is_returned():
    """Far above the average of 0.1 %, and 2 % is not much."""
    found = names((60, 3, 500, 200, 20, 0.02), ORDINARY, ORDINARY)
    assert not any("return" in name.lower() for name in found)


def test_nobody_has_lapsed_who_ordered_last_week():
    found = names((7, 1, 80, 7, 2, 0.0), (1, 5, 900, 7, 9, 0.0))
    assert not any("apsed" in name or "not seen" in name.lower() for name in found)


def test_few_orders_are_not_many_because_others_have_fewer():
    found = names((50, 2, 300, 200, 5, 0.0), (50, 1, 300, 200, 5, 0.0))
    assert not any("many orders" in name.lower() for name in found)


def test_champions_are_the_best_in_orders_and_in_spend():
    """The second group spends more, so that the first is not called the best."""
    found = names(BEST, (150, 13, 9000, 300, 90, 0.0), NEW, NEW, NEW)
    assert "Champions" not in found[:1]


def test_what_was_left_out_names_nothing():
    """Half is sent back, but the share returned was no feature of the segments."""
    back = (60, 2, 160, 200, 6, 0.5)
    assert names(back, BEST)[0] == "Few orders, many returns"
    left = [f for f in FEATURES if f != "return_rate"]
    assert "return" not in names(back, BEST, used=left)[0].lower()


def test_a_name_true_of_everyone_sets_nobody_apart():
    """All bought once and long ago: the shop has lapsed buyers, not a group of them."""
    found = named(GONE, (260, 1, 900, 260, 7, 0.0))
    assert "one_time_lapsed" not in {one.key for one in found}


def test_a_group_that_bears_no_name_has_its_number():
    found = named(ORDINARY, ORDINARY)
    assert [(one.name, one.key) for one in found] == [
        ("Group 1", NUMBERED),
        ("Group 2", NUMBERED),
    ]
    assert not found[0].action


def test_alike_groups_get_different_names():
    assert len(set(names(BEST, BEST, NEW, NEW, GONE, GONE))) == 6


def test_each_name_given_is_borne_by_three_in_four_and_by_few_others():
    """Counted again from the rules, with figures drawn wide."""
    draw = np.random.default_rng(5)
    centre = np.repeat(np.array([BEST, NEW, GONE, SLIPPING]), 100, axis=0)
    frame = pd.DataFrame(centre * draw.lognormal(0, 0.4, centre.shape), columns=FEATURES)
    frame["frequency"] = frame["frequency"].round().clip(lower=1)
    frame["tenure_days"] = frame[["tenure_days", "recency_days"]].max(axis=1)
    segment = pd.Series(np.repeat([1, 2, 3, 4], 100))
    position = frame.groupby(segment).mean()
    found = name_segments(frame, segment, position, typical_of(frame, segment))
    known, words = rules(Yardstick.of(frame)), {a.key: a.words for a in ARCHETYPES}
    borne = [(n, one) for n, one in enumerate(found, start=1) if one.key in words]
    assert borne
    for n, one in borne:
        held = fulfilled(frame, words[one.key], known)
        assert held[segment == n].mean() >= 0.75
        assert held[segment != n].mean() <= 0.25


def test_numbers_come_with_plain_figures():
    frame = pd.DataFrame([BEST] * 10 + [NEW] * 10, columns=FEATURES).astype(float)
    segment = pd.Series([1] * 10 + [2] * 10)
    with speaking("en", currency="GBP"):
        found = number_segments(frame, typical_of(frame, segment))
    assert [one.name for one in found] == ["Group 1", "Group 2"]
    assert found[0].traits == (
        "Orders 12 (all: 6), net spend £4,000 (all: £2,100) and days since the last order 8 "
        "(all: 14)"
    )


@pytest.mark.parametrize(
    "repeat, pause",
    [
        pytest.param(((10, 3, 410),) * 30, 200, id="two gaps of 200 days each"),
        pytest.param(((10, 3, 50),) * 30, 90, id="a fast shop: still 90 days"),
        pytest.param(((10, 3, 410),) * 5, 180, id="too few to know their rhythm"),
    ],
)
def test_long_is_measured_by_the_shops_own_rhythm(repeat, pause):
    """(410 - 10) days over two gaps is 200 each."""
    frame = pd.DataFrame([(r, f, 100.0, t, 1, 0.0) for r, f, t in repeat], columns=FEATURES).astype(
        float
    )
    assert Yardstick.of(frame).pause == pause


def test_archetypes_are_distinct_and_rest_on_known_words():
    words = rules(Yardstick(90, 100, 50, 2, 3, 0.05))
    assert all(word in words for a in ARCHETYPES for word in a.words)
    for code in ("en", "es"):
        with speaking(code):
            names = {say(f"archetype-{a.key}.name") for a in ARCHETYPES}
        assert len(names) == len({a.key for a in ARCHETYPES}) == len(ARCHETYPES)
