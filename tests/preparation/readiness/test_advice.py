"""What to raise first: gains and order by hand, cumulative levels, effort."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.preparation import readiness
from taller.preparation.readiness.findings import advice
from taller.preparation.readiness.words import anchors
from tests.preparation.readiness_cases import alike, organisation, params

ONE_EACH = dict.fromkeys(readiness.QUESTIONS, 1)


def steps(answers: dict, **more: object) -> list[readiness.Step]:
    p = params(answers, **more)
    return advice.steps(readiness.assess(p), p)


def test_gain_days_and_order_by_hand():
    """All at 4 but data access (2) and experience (0), at 8 and 5 days a point.

    Access: .3 * 2 / 12 = .05 in 16 days, .0031 a day. Experience: .2 * 4 / 16 = .05 in 20 days.
    """
    first, second = steps(alike(4) | {"data_access": 2, "ai_experience": 0})
    assert (first.question, second.question) == ("data_access", "ai_experience")
    assert (first.gain, second.gain) == (pytest.approx(0.05), pytest.approx(0.05))
    assert (first.days, second.days) == (16, 20)
    assert (first.score_after, second.score_after) == (pytest.approx(0.95), pytest.approx(1))
    assert first.level_after == "high"


def test_effort_of_ones_own_turns_the_order_round():
    answers = alike(4) | {"data_access": 2, "ai_experience": 0}
    first, _second = steps(answers, effort={"data_access": 11, "ai_experience": 5})
    assert first.question == "ai_experience"  # 22 days for the same gain


def test_one_unit_of_effort_orders_by_weight_over_questions():
    """.3/3, .25/3, .2/4, .15/3, .1/3: data first, then technology, team and budget, timeline."""
    made = steps(alike(1), effort=ONE_EACH)
    order = [readiness.QUESTIONS[s.question].criterion for s in made]
    assert order[:6] == ["data_quality"] * 3 + ["technical_infrastructure"] * 3
    assert set(order[6:13]) == {"team_expertise", "budget_availability"}
    assert order[13:] == ["timeline_flexibility"] * 3


def test_the_next_step_depends_on_where_a_question_stands():
    low, high = (steps(alike(4) | {"real_time": n})[0].next_step for n in (1, 2))
    assert low != high
    assert (low, high) == (advice.next_step("real_time", 0), advice.next_step("real_time", 3))


def test_open_questions_and_those_at_their_best_are_no_steps():
    made = steps(organisation(data="43-"))
    assert [s.question for s in made] == ["available_data"]
    assert made[0].gain == pytest.approx(0.125)  # of two questions answered, in the only criterion
    assert steps(alike(4)) == []
    assert steps({}) == []


def test_what_has_no_weight_is_no_step():
    weights = {"data_quality": 0.4, "timeline_flexibility": 0}
    asked = [s.question for s in steps(alike(2), weights=weights)]
    assert not set(asked) & set(readiness.FEEDS["timeline_flexibility"])
    assert len(asked) == 13


def test_the_way_to_the_next_level():
    """All at 2 score .5, which is low; .1 more is medium.

    With a day a point, each data question adds .3 / 3 / 2 = .05: two of them, 2 days each.
    """
    p = params(alike(2), effort=ONE_EACH)
    found = readiness.assess(p)
    step, days = advice.to_next_level(found, advice.steps(found, p))
    assert step.level_after == "medium"
    assert days == 4
    best = readiness.assess(params(alike(4)))
    assert advice.to_next_level(best, []) is None


points = st.lists(st.integers(0, 4), min_size=16, max_size=16)


@settings(max_examples=40, deadline=None)
@given(points=points)
def test_steps_add_up_to_the_best_score_in_falling_gain_per_day(points):
    answers = dict(zip(readiness.QUESTIONS, points, strict=True))
    p = params(answers)
    found = readiness.assess(p)
    made = advice.steps(found, p)
    assert sum(s.gain for s in made) == pytest.approx(1 - found.score)
    rates = [s.gain / s.days for s in made]
    assert all(a >= b - 1e-12 for a, b in itertools.pairwise(rates))
    assert len(made) == sum(n < 4 for n in points)
    for step in made:
        raised = readiness.assess(params(answers | {step.question: 4})).score
        assert raised - found.score == pytest.approx(step.gain)  # alone as in line


def test_every_question_has_two_steps_an_owner_and_three_anchors():
    for key in readiness.QUESTIONS:
        assert advice.owner(key)
        assert advice.next_step(key, 0) != advice.next_step(key, 4)
        assert list(anchors(key)) == [0, 2, 4]
        assert len(set(anchors(key).values())) == 3
