"""How the level holds: draws within the exact range, evenly; what tips the level alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.preparation import readiness
from taller.preparation.readiness.evaluation import sensitivity
from tests.preparation.readiness_cases import MIXED, alike, organisation, params


def explored(answers: dict, **more: object) -> sensitivity.Sensitivity | None:
    p = params(answers, **more)
    return sensitivity.explore(readiness.assess(p), p, seed=7)


points = st.lists(st.integers(0, 4), min_size=16, max_size=16)


@settings(max_examples=25, deadline=None)
@given(points=points, spread=st.floats(0, 0.5), keep=st.integers(1, 16))
def test_no_setting_leaves_the_exact_range(points, spread, keep):
    answers = dict(list(zip(readiness.QUESTIONS, points, strict=True))[:keep])
    p = params(answers, weight_spread=spread, settings=200)
    found = readiness.assess(p)
    scores = sensitivity.draw(found, p, np.random.default_rng(3))
    assert len(scores) == 200
    assert scores.min() >= found.low - 1e-9
    assert scores.max() <= found.high + 1e-9


def test_weights_are_spread_evenly_where_they_sum_to_one():
    """Two free weights of .5 within .1: the first is even on .4 to .6, with variance .2² / 12."""
    rng = np.random.default_rng(5)
    drawn = sensitivity._drawn_weights([0.5, 0.5], 0.1, 20_000, rng)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(20_000))
    assert drawn[:, 0].mean() == pytest.approx(0.5, abs=0.002)
    assert drawn[:, 0].var() == pytest.approx(0.2**2 / 12, rel=0.05)


def test_five_weights_move_alike():
    rng = np.random.default_rng(6)
    drawn = sensitivity._drawn_weights([0.3, 0.25, 0.2, 0.15, 0.1], 0.05, 8000, rng)
    assert drawn.mean(axis=0) == pytest.approx([0.3, 0.25, 0.2, 0.15, 0.1], abs=0.003)
    assert np.ptp(drawn.std(axis=0)) < 0.003  # the last, which is left over, no less than others
    assert (drawn >= [0.25, 0.2, 0.15, 0.1, 0.05]).all()
    assert (drawn <= [0.35, 0.3, 0.25, 0.2, 0.15]).all()


def test_a_weight_of_one_moves_as_far_as_it_may():
    drawn = sensitivity._drawn_weights([1.0, 0, 0, 0, 0], 0.05, 500, np.random.default_rng(8))
    assert drawn.shape == (500, 5)
    assert drawn[:, 0].min() >= 0.95
    assert drawn.sum(axis=1) == pytest.approx(np.ones(500))


def test_a_level_far_from_its_ends_holds_in_all_settings():
    held = explored(alike(2))  # .5, from .375 to .625 at the very most
    assert held.shares["low"] == held.holds
    assert held.holds > 0.99
    assert sum(held.shares.values()) == pytest.approx(1)
    assert list(held.shares) == ["high", "medium", "low", "very_low"]


def test_a_score_on_the_threshold_holds_in_about_half():
    """At .6 with nothing clipped, as many settings lie above as below."""
    answers = organisation(data="333", technology="222", team="2222", budget="222", timeline="333")
    held = explored(answers)  # .3 * .75 + .6 * .5 + .1 * .75 = .6
    assert held.holds == pytest.approx(0.5, abs=0.03)


def test_the_same_seed_gives_the_same_shares_and_another_others():
    p = params(MIXED)
    found = readiness.assess(p)
    assert sensitivity.explore(found, p, 1) == sensitivity.explore(found, p, 1)
    assert sensitivity.explore(found, p, 1).shares != sensitivity.explore(found, p, 2).shares


def test_without_a_score_there_is_nothing_to_explore():
    assert explored({}) is None


def test_swings_by_hand():
    """A documented 2 of real time moves by .5: .25 / 3 * .5 / 4 either way around .5.

    The weight of data quality does nothing where all criteria are alike.
    """
    held = explored(alike(2))
    by_key = {(s.kind, s.key): s for s in held.swings}
    swing = by_key["question", "real_time"]
    assert (swing.low, swing.high) == (pytest.approx(0.5 - 1 / 96), pytest.approx(0.5 + 1 / 96))
    assert not any(kind == "weight" for kind, _key in by_key)
    widths = [s.width for s in held.swings]
    assert widths == sorted(widths, reverse=True)
    assert held.tipping == ()


def test_a_weight_moves_while_the_others_keep_their_proportions():
    """Data at 1, the rest at 0: the score is the weight, .25 to .35."""
    held = explored(organisation(data="444", technology="000", team="0000", budget="000",
                                 timeline="000"), documented_spread=0)  # fmt: skip
    swing = next(s for s in held.swings if s.key == "data_quality")
    assert (swing.low, swing.high) == (pytest.approx(0.25), pytest.approx(0.35))
    other = next(s for s in held.swings if s.key == "team_expertise")
    assert (other.low, other.high) == (
        pytest.approx(0.3 * 0.75 / 0.8),
        pytest.approx(0.3 * 0.85 / 0.8),
    )


def test_an_open_question_swings_over_its_whole_range():
    """Data 4, 4, open: the open one makes the criterion 8/12 to 1, and the level with it tips."""
    held = explored(organisation(data="44-"), documented_spread=0)
    swing = next(s for s in held.swings if s.key == "data_cleanliness")
    assert (swing.low, swing.high) == (pytest.approx(8 / 12), pytest.approx(1))
    assert swing.tips
    assert swing in held.tipping
