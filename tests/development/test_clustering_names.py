"""Names: unique, true of the customers who bear them, and explained by actual figures."""

from __future__ import annotations

import pandas as pd

from taller.development.clustering import FEATURES
from taller.development.clustering_names import archetypes, name_segments
from taller.language import speaking

ALL = pd.Series([60, 2, 500, 180, 20, 0.02], index=FEATURES, dtype=float)


def frames(*rows: tuple[tuple[float, ...], tuple[float, ...]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    position = pd.DataFrame([r[0] for r in rows], columns=FEATURES)
    typical = pd.DataFrame([r[1] for r in rows], columns=FEATURES)
    return position, typical


def test_plain_cases_get_the_name_a_marketer_would_give():
    position, typical = frames(
        ((-0.9, 1.6, 1.5, 0.7, 1.3, 0.0), (8, 12, 4000, 250, 90, 0.02)),
        ((-0.4, -0.8, -0.6, -1.4, -0.5, 0.0), (20, 1, 200, 22, 8, 0.0)),
        ((1.3, -0.9, -0.8, 0.2, -0.6, 0.0), (250, 1, 180, 250, 7, 0.0)),
        ((0.9, 0.6, 0.8, 0.8, 0.5, 0.0), (140, 4, 1500, 300, 40, 0.01)),
    )
    with speaking("en"):
        names = [n.name for n in name_segments(position, typical, ALL)]
    assert names == [
        "Champions",
        "Newcomers",
        "Lapsed one-time buyers",
        "Valuable, slipping away",
    ]


def test_a_name_that_says_bought_once_goes_to_no_segment_that_bought_twice():
    """The same position, but a typical customer has two orders."""
    where = (1.3, -0.9, -0.8, 0.2, -0.6, 0.0)
    position, typical = frames((where, (250, 2, 180, 250, 7, 0.0)))
    assert name_segments(position, typical, ALL)[0].key == "lapsed"


def test_no_regulars_where_nobody_came_back():
    """Recent and high spend, but one order each: neither champions nor regulars."""
    position, typical = frames(((-0.9, 0.0, 1.5, 0.7, 1.3, 0.0), (8, 1, 4000, 250, 90, 0.0)))
    found = name_segments(position.drop(columns="frequency"), typical, ALL)[0]
    assert found.key not in ("champions", "loyal", "slipping", "narrow")


def test_two_alike_get_two_names():
    where = (-0.9, 1.6, 1.5, 0.7, 1.3, 0.0)
    what = (8, 12, 4000, 250, 90, 0.02)
    names = [
        n.name for n in name_segments(*frames((where, what), (where, what), (where, what)), ALL)
    ]
    assert len(set(names)) == 3


def test_a_segment_like_no_archetype_is_named_by_its_leading_features():
    """Few items and few returns at high spend: nothing in the list."""
    position, typical = frames(((0.0, 0.0, 1.5, 0.0, -2.5, -1.0), (60, 2, 3000, 180, 2, 0.0)))
    with speaking("en"):
        found = name_segments(position, typical, ALL)[0]
    assert (found.key, found.name) == ("composed", "Few different items, high spend")


def test_composed_names_grow_by_a_feature_where_two_would_be_the_same():
    what = (60, 2, 3000, 180, 2, 0.0)
    first, second = (0.0, 0.0, 1.5, 0.0, -2.5, -1.0), (0.0, 0.0, 1.5, 0.0, -2.5, 1.0)
    with speaking("en"):
        names = [n.name for n in name_segments(*frames((first, what), (second, what)), ALL)]
    assert names == [
        "Few different items, high spend",
        "Few different items, high spend, many returns",
    ]


def test_a_segment_at_the_centre_is_the_average():
    position, typical = frames(((0.0, 0.1, 0.0, -0.1, 0.0, 0.0), tuple(ALL)))
    with speaking("en"):
        found = name_segments(position, typical, ALL)[0]
    assert found.name == "Average customers"
    assert found.traits == "Close to the average in every respect"


def test_traits_give_actual_figures_beside_those_of_all():
    position, typical = frames(((-0.9, 1.6, 1.5, 0.1, 1.3, 0.0), (8, 12, 4000, 250, 90, 0.02)))
    with speaking("en", currency="GBP"):
        traits = name_segments(position, typical, ALL)[0].traits
    assert traits == (
        "Orders 12 (all: 2), net spend £4,000 (all: £500) and different items 90 (all: 20)"
    )


def test_archetypes_are_distinct_and_complete_in_both_languages():
    for code in ("en", "es"):
        with speaking(code):
            known = archetypes()
        assert len({a.name for a in known}) == len({a.key for a in known}) == len(known)
        assert all(len(a.at) == len(FEATURES) for a in known)
        assert all(a.action and a.owner and a.aim for a in known)
    assert not {a.name for a in known} & {"Champions", "Newcomers"}  # Spanish by now


def test_each_archetype_bears_its_own_name():
    """A segment right at an archetype gets it, whichever it is."""
    for archetype in archetypes():
        once = archetype.key in ("one_time_lapsed", "small_one_time", "returners")
        typical = ALL.copy()
        typical["frequency"] = 1 if once else 4
        position, what = frames((archetype.at, tuple(typical)))
        assert name_segments(position, what, ALL)[0].key == archetype.key
