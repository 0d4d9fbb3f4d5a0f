"""Readiness: six organisations by hand, the exact range, what is refused, and speed."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from taller.preparation import readiness
from taller.preparation.readiness.model import box, extreme, whole
from taller.workbench.engagement.validation import validate
from taller.workbench.engagement.yaml_lines import Document
from tests.preparation.readiness_cases import FEEDS, MIXED, alike, organisation, params

CRITERIA = dict(zip(FEEDS, readiness.CRITERIA, strict=True))

# --- six organisations, worked by hand ------------------------------------------------------------

HIGH = organisation(data="444", technology="444", team="2222", budget="444", timeline="000")
OWN_WEIGHTS = organisation(data="444", technology="222", team="1111", budget="333", timeline="111")
LATE = {"data_quality": 0.1, "technical_infrastructure": 0.1, "team_expertise": 0.1,
        "budget_availability": 0.1, "timeline_flexibility": 0.6}  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "more", "criteria", "score", "level"),
    [
        # 1: everything in place
        (alike(4), {}, (1, 1, 1, 1, 1), 1.0, "high"),
        # 2: nothing in place
        (alike(0), {}, (0, 0, 0, 0, 0), 0.0, "very_low"),
        # 3: .3 + .25 + .2 * .5 + .15 + 0 = .8, which is the least of "high"
        (HIGH, {}, (1, 1, 0.5, 1, 0), 0.8, "high"),
        # 4: .225 + .125 + .1 + .075 + .075 = .6, which is the least of "medium"
        (MIXED, {}, (0.75, 0.5, 0.5, 0.5, 0.75), 0.6, "medium"),
        # 5: weights of its own: .1 + .05 + .025 + .075 + .6 * .25 = .4, the least of "low"
        (OWN_WEIGHTS, {"weights": LATE}, (1, 0.5, 0.25, 0.75, 0.25), 0.4, "low"),
        # 6: .3 * 2/12 + .25 * 3/12 + .2 * 6/16 + .15 * 9/12 + .1 * 0 = .3
        (organisation(data="200", technology="111", team="0420", budget="441", timeline="000"),
         {}, (1 / 6, 0.25, 0.375, 0.75, 0), 0.3, "very_low"),
    ],
)  # fmt: skip
def test_six_organisations(answers, more, criteria, score, level):
    found = readiness.assess(params(answers, **more))
    assert [c.value for c in found.criteria.values()] == pytest.approx(criteria)
    assert found.score == pytest.approx(score)
    assert found.level == level


@pytest.mark.parametrize(("name", "keys"), FEEDS.items())
def test_each_question_feeds_the_criterion_it_is_said_to(name, keys):
    """One point in one question of n moves its criterion by 1 / (4 n), and no other."""
    before = readiness.assess(params(alike(2))).criteria
    for key in keys:
        after = readiness.assess(params(alike(2) | {key: 3})).criteria
        moved = {c: after[c].value - before[c].value for c in after}
        expected = dict.fromkeys(after, 0.0) | {CRITERIA[name]: 1 / 4 / len(keys)}
        assert moved == pytest.approx(expected)


def test_sixteen_questions_in_four_groups_feed_five_criteria_once():
    assert [len(keys) for keys in readiness.GROUPS.values()] == [4, 4, 4, 4]
    fed = [key for keys in readiness.FEEDS.values() for key in keys]
    assert sorted(fed) == sorted(readiness.QUESTIONS) == sorted(readiness.Answers.model_fields)
    assert sorted(readiness.QUESTIONS) == sorted(readiness.Effort.model_fields)
    assert tuple(readiness.Weights.model_fields) == readiness.CRITERIA


@pytest.mark.parametrize(
    ("score", "level"),
    [(1.0, "high"), (0.8, "high"), (0.7 + 0.1, "high"), (0.799999, "medium"), (0.6, "medium"),
     (0.5999, "low"), (0.4, "low"), (0.3999, "very_low"), (0.0, "very_low")],
)  # fmt: skip
def test_levels_begin_at_their_thresholds(score, level):
    assert readiness.level_of(score) == level


# --- several people, evidence, measurement --------------------------------------------------------


def reading(answers: object, **more: object) -> readiness.Reading:
    return readiness.assess(params({"ai_budget": answers}, **more)).questions["ai_budget"]


def test_the_median_of_three_is_not_moved_by_one_voice_out_of_line():
    held = reading([3, 3, 0])
    assert held.value == 3
    assert (held.low, held.high) == (0, 4)  # no narrower than what people said
    assert (reading([1, 1, 4]).low, reading([1, 1, 4]).high) == (0, 4)


def test_stronger_evidence_goes_before_weaker():
    """A document says 1, two people think 4: the document counts, and is half a point unsure."""
    held = reading([4, 4, {"score": 1, "evidence": "documented"}])
    assert (held.value, held.low, held.high, held.source) == (1, 0.5, 1.5, "documented")
    held = reading([{"score": 1, "evidence": "documented"}, {"score": 3, "evidence": "measured"}])
    assert (held.value, held.low, held.high, held.source) == (3, 2.75, 3.25, "measured")


def test_an_opinion_is_a_whole_point_unsure_within_the_scale():
    assert (reading(2).low, reading(2).high) == (1, 3)
    assert (reading(4).low, reading(0).high) == (3, 1)
    assert (reading(4).high, reading(0).low) == (4, 0)
    assert reading(2, opinion_spread=0.25).high == 2.25


def test_what_is_measured_goes_before_what_people_say_of_cleanliness_alone():
    found = readiness.assess(params(alike(2, "measured")), measured_quality=3.5)
    held = found.questions["data_cleanliness"]
    assert (held.value, held.said, held.by_data) == (3.5, 2, True)
    assert (held.low, held.high) == (3.25, 3.75)
    assert found.questions["available_data"].value == 2
    assert found.criteria["data_quality"].value == pytest.approx((2 + 2 + 3.5) / 12)


# --- questions without an answer ------------------------------------------------------------------


def test_an_open_question_is_a_range_and_never_a_zero():
    """Two of three questions at 4: the criterion stands at 1, from 8/12 - 1/12 to 1."""
    found = readiness.assess(params(organisation(data="44-")))
    held = found.criteria["data_quality"]
    assert held.value == 1
    assert (held.low, held.high) == (pytest.approx(7 / 12), 1)
    assert found.questions["data_cleanliness"].value is None
    assert found.score == 1  # the other criteria are open and stand aside
    assert found.low == pytest.approx(0.25 * 7 / 12)  # and at worst are nothing
    assert found.high == pytest.approx(1)
    assert found.answered == 2
    assert len(found.unanswered) == 14


def test_with_nothing_answered_there_is_no_score_even_where_data_was_measured():
    for measured in (None, 4.0):
        found = readiness.assess(params({}), measured)
        assert (found.score, found.level) == (None, None)
    assert (readiness.assess(params({})).low, readiness.assess(params({})).high) == (0, 1)


def test_answers_that_carry_no_weight_make_no_score():
    no_team = {"data_quality": 0.5, "technical_infrastructure": 0.25, "team_expertise": 0,
               "budget_availability": 0.15, "timeline_flexibility": 0.1}  # fmt: skip
    found = readiness.assess(params(organisation(team="4444"), weights=no_team))
    assert found.score is None


# --- the exact range ------------------------------------------------------------------------------


def test_the_range_of_a_mixed_organisation_by_hand():
    """Low ends .625, .375, .375, .375, .625: weights go to the middle three as far as they may.

    From .25, .2, .15, .1, .05 a quarter is left: .1 + .1 + .05 to them, so .3 * .625 + .7 * .375.
    High ends .8333 (4 stays 4), .625, .625, .625, .8333: .1 + .1 to the outer two, .05 to the rest.
    """
    found = readiness.assess(params(MIXED))
    assert found.low == pytest.approx(0.3 * 0.625 + 0.7 * 0.375)
    assert found.high == pytest.approx(0.5 * 10 / 12 + 0.5 * 0.625)
    assert (found.lowest_level, found.highest_level) == ("low", "medium")


def test_without_spreads_the_range_is_the_score():
    still = {"weight_spread": 0, "documented_spread": 0}
    found = readiness.assess(params(MIXED, **still))
    assert found.low == pytest.approx(0.6)
    assert found.high == pytest.approx(0.6)


shares = st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(sum)
values = st.lists(st.floats(0, 1), min_size=5, max_size=5)


@settings(max_examples=60, deadline=None)
@given(weights=shares, values=values, spread=st.floats(0, 0.5))
def test_the_range_is_what_linear_programming_finds(weights, values, spread):
    from scipy.optimize import linprog

    boxes = [box(weight / sum(weights), spread) for weight in weights]
    least = linprog(values, A_eq=[[1] * 5], b_eq=[1], bounds=boxes)
    most = linprog([-v for v in values], A_eq=[[1] * 5], b_eq=[1], bounds=boxes)
    assert extreme(values, boxes) == pytest.approx(least.fun, abs=1e-6)
    assert -extreme([-v for v in values], boxes) == pytest.approx(-most.fun, abs=1e-6)


points = st.lists(st.integers(0, 4), min_size=16, max_size=16)


@settings(max_examples=60, deadline=None)
@given(points=points, place=st.integers(0, 15))
def test_a_better_answer_never_lowers_score_or_range(points, place):
    keys = list(readiness.QUESTIONS)
    before = readiness.assess(params(dict(zip(keys, points, strict=True))))
    better = [min(4, n + (i == place)) for i, n in enumerate(points)]
    after = readiness.assess(params(dict(zip(keys, better, strict=True))))
    for end in ("score", "low", "high"):
        assert getattr(after, end) >= getattr(before, end) - 1e-12
    assert before.low - 1e-12 <= before.score <= before.high + 1e-12


def test_the_mean_stands_aside_for_what_is_missing():
    assert whole([1.0, None, 0.5], [0.25, 0.5, 0.25]) == 0.75
    assert whole([None], [1.0]) is None
    assert whole([1.0], [0.0]) is None


# --- what may be given, and what is refused -------------------------------------------------------


def test_a_question_takes_a_number_a_mapping_or_several():
    given = {"ai_budget": 3, "real_time": {"score": 1, "by": "Ana"},
             "main_goals": [2, {"score": 4}], "team_time": None}  # fmt: skip
    answers = params(given).answers
    assert [a.score for a in answers["ai_budget"]] == [3]
    assert answers["ai_budget"][0].evidence == "opinion"
    assert answers["real_time"][0].by == "Ana"
    assert [a.score for a in answers["main_goals"]] == [2, 4]
    assert answers["team_time"] == ()
    assert answers.given == 3
    assert [key for key, _held in answers.items()] == list(readiness.QUESTIONS)


def faults(given: dict) -> list[str]:
    found: list = []
    validate(TypeAdapter(readiness.Params), given, ("readiness",), Document({}), found)
    return [str(fault) for fault in found]


def test_all_faults_are_told_at_once():
    given = {
        "answers": {"data_access": 5, "infrastructure": -1, "real_time": True, "ai_budget": 2.5,
                    "data_acess": 1, "specialists": {"score": 2, "evidence": "guess"},
                    "team_time": [{"score": 1, "by": "Ana"}, {"score": 3, "by": "ana "}]},
        "weights": {"data_quality": 0.5},
        "assessed_on": "2026-01-01",
        "previous": [{"assessed_on": "2026-02-01", "answers": {}}],
    }  # fmt: skip
    told = "\n".join(faults(given))
    assert len(faults(given)) == 9
    for part in (
        "answers.data_access.score: must be at most 4 (got 5)",
        "answers.infrastructure.score: must be at least 0 (got -1)",
        "answers.real_time.score: must be a whole number (got True)",
        "answers.ai_budget.score: must be a whole number (got 2.5)",
        "answers.data_acess: no such key; did you mean 'data_access'?",
        "must be one of 'measured', 'documented' or 'opinion' (got 'guess')",
        "answers.team_time: has two answers by 'Ana'",
        "weights: must sum to 1, and sum to 1.2",
        "2026-01-01 stands after 2026-02-01",
    ):
        assert part in told


def test_two_assessments_of_one_day_are_refused():
    twice = [{"assessed_on": "2026-01-01", "answers": {}}] * 2
    with pytest.raises(ValidationError, match="2026-01-01 stands after 2026-01-01"):
        params({}, previous=twice)
    assert len(params({}, previous=twice[:1], assessed_on="2026-01-02").previous) == 1


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (dict.fromkeys(readiness.CRITERIA, 0), "are all zero"),
        ({"data_quality": -0.1, "team_expertise": 0.6}, "greater than or equal to 0"),
        ({"timeline_flexibility": 0.1001}, "must sum to 1, and sum to 1.0001"),
        ({"data_quality": float("nan")}, "finite"),
    ],
)
def test_weights_that_are_none_are_refused(weights, said):
    with pytest.raises(ValidationError, match=said):
        readiness.Weights.model_validate(weights)


def test_thirds_as_people_write_them_sum_to_one():
    third = {"data_quality": 0.3333333, "team_expertise": 0.3333333,
             "budget_availability": 0.3333334, "technical_infrastructure": 0,
             "timeline_flexibility": 0}  # fmt: skip
    assert readiness.Weights.model_validate(third).data_quality == 0.3333333


def test_an_assessment_takes_less_than_five_milliseconds():
    """A form asks at each move of a slider; the best of twenty, since the machine is shared."""
    p = params(alike(2))
    took = []
    for _ in range(20):
        start = time.perf_counter()
        readiness.assess(p, 3.0)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.005


def test_the_module_imports_nothing_heavy():
    code = ("import sys, taller.preparation.readiness\n"
            "print({'pandas', 'numpy', 'altair', 'scipy'} & set(sys.modules))")  # fmt: skip
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
