"""Answers against each other: who differs, what contradicts, what changed."""

from __future__ import annotations

import datetime as dt

import pytest

from taller.language import speaking
from taller.preparation import readiness
from taller.preparation.readiness.evaluation import answers
from tests.preparation.readiness_cases import alike, params

WRITTEN = {"goals": {"main_goals": "x", "metrics": "x", "timeline": "x", "roi": "x"}}


def contradictions(given: dict, measured: float | None = None, **more: object) -> list:
    p = params(given, **(WRITTEN | more))
    return answers.contradictions(readiness.assess(p, measured), p)


def test_two_points_apart_is_a_difference_with_its_names():
    given = {"ai_budget": [{"score": 4, "by": "Ana"}, {"score": 1, "by": "Luis"}],
             "real_time": [1, 3], "main_goals": [2, 3], "specialists": 4}  # fmt: skip
    p = params(given)
    found = answers.differences(readiness.assess(p), p)
    assert [(d.key, d.width) for d in found] == [("ai_budget", 3), ("real_time", 2)]
    assert {a.by: a.score for a in found[0].answers} == {"Ana": 4, "Luis": 1}
    wider = params(given, difference=3)
    assert [d.key for d in answers.differences(readiness.assess(wider), wider)] == ["ai_budget"]


@pytest.mark.parametrize(
    ("yes", "no"),
    [("data_access", "infrastructure"), ("data_access", "available_data"),
     ("data_cleanliness", "available_data"), ("real_time", "infrastructure"),
     ("target_metrics", "analytics_tools"), ("ai_experience", "technical_people"),
     ("specialists", "technical_people"), ("expected_timeline", "team_time"),
     ("expected_roi", "ai_budget"), ("expected_roi", "target_metrics")],
)  # fmt: skip
def test_a_yes_without_the_no_it_needs_is_a_contradiction(yes, no):
    found = contradictions(alike(2) | {yes: 4, no: 0})
    assert [c.keys for c in found] == [(yes, no)]
    assert contradictions(alike(2) | {yes: 3, no: 1}) != []
    assert contradictions(alike(2) | {yes: 3, no: 2}) == []
    assert contradictions({yes: 4}) == []  # the other is open


def test_alike_answers_contradict_nothing():
    for point in (0, 2, 4):
        assert contradictions(alike(point)) == []


def test_data_that_shows_other_than_is_said():
    given = alike(2) | {"data_cleanliness": 4}
    assert [c.keys for c in contradictions(given, 2.5)] == [("data_cleanliness",)]
    assert [c.keys for c in contradictions(given, 2.6)] == []
    assert [c.keys for c in contradictions(alike(1), 2.5)] == [("data_cleanliness",)]
    assert "answered with 4, and the data itself shows 2.5" in contradictions(given, 2.5)[0].what
    assert contradictions({"ai_budget": 2}, 0.0) == []  # nobody said anything


@pytest.mark.parametrize(
    ("roi", "budget", "is_one"),
    [("400 %", 0, True), ("300%", 1, True), ("299 %", 0, False), ("400 %", 2, False),
     ("5x", 0, True), ("cinco veces; 10 veces", 0, True), ("1.200 %", 0, True),
     ("2 x 4 weeks", 0, False), ("soon", 0, False)],
)  # fmt: skip
def test_a_huge_return_on_no_budget(roi, budget, is_one):
    found = contradictions(alike(2) | {"ai_budget": budget}, goals=WRITTEN["goals"] | {"roi": roi})
    assert [c.keys for c in found] == ([("expected_roi", "ai_budget")] if is_one else [])


@pytest.mark.parametrize(
    ("text", "percent"),
    [("1.200 %", 1200), ("12,5%", 12.5), ("3×", 300), ("2.5 times", 250), ("150–400 %", 400),
     ("", None), ("x", None), ("7 xylophones", None)],
)  # fmt: skip
def test_a_return_is_read_as_people_write_it(text, percent):
    assert answers.greatest_return(text) == percent


def test_goals_said_to_be_settled_are_written_down():
    given = alike(2) | {"main_goals": 3}
    found = contradictions(given, goals=WRITTEN["goals"] | {"main_goals": "  "})
    assert [c.keys for c in found] == [("main_goals",)]
    assert contradictions(alike(2), goals={}) == []


# --- since last time ------------------------------------------------------------------------------


def progress(now: dict, *before: dict, measured: float | None = None, **more: object):
    days = [f"2025-0{n + 1}-01" for n in range(len(before))]
    previous = [
        {"assessed_on": day, "answers": each} | more for day, each in zip(days, before, strict=True)
    ]
    p = params(now, previous=previous)
    return answers.progress(readiness.assess(p, measured), p)


def test_without_an_earlier_assessment_there_is_no_progress():
    assert progress(alike(2)) is None


def test_it_compares_with_the_last_one_question_by_question_and_as_a_whole():
    held = progress(alike(3), alike(0), alike(2) | {"real_time": 3})
    assert held.since == dt.date(2025, 2, 1)
    (whole,) = held.of("whole")
    assert whole.before == pytest.approx(0.5 + 0.25 / 12)
    assert whole.now == pytest.approx(0.75)
    assert whole.by == pytest.approx(0.25 - 0.25 / 12)
    moved = {c.key: c.by for c in held.of("question")}
    assert moved["real_time"] == 0
    assert moved["ai_budget"] == 1
    assert [c.key for c in held.of("criterion")] == list(readiness.CRITERIA)


def test_it_weighs_both_as_today():
    """Only budget was there before, and today it is all that counts."""
    weights = dict.fromkeys(readiness.CRITERIA, 0.0) | {"budget_availability": 1.0}
    p = params(alike(4), weights=weights,
               previous=[{"assessed_on": "2025-01-01", "answers": alike(1)}])  # fmt: skip
    held = answers.progress(readiness.assess(p), p)
    assert held.of("whole")[0].before == pytest.approx(0.25)


def test_an_open_question_has_not_moved_by_anything():
    held = progress({"ai_budget": 3}, {"real_time": 2})
    moved = {c.key: (c.before, c.now, c.by) for c in held.of("question")}
    assert moved["ai_budget"] == (None, 3, None)
    assert moved["real_time"] == (2, None, None)


def test_measured_now_and_not_then_is_not_like_for_like():
    assert not progress(alike(3), alike(2), measured=3.0).like_for_like
    assert progress(alike(3), alike(2), measured=3.0, measured_quality=2.0).like_for_like
    assert progress(alike(3), alike(2)).like_for_like
    held = progress(alike(3), alike(2), measured=3.0, measured_quality=1.0)
    assert next(c for c in held.of("question") if c.key == "data_cleanliness").by == 2


def test_contradictions_are_told_in_the_language_in_force():
    with speaking("es"):
        (found,) = contradictions(alike(2) | {"real_time": 4, "infrastructure": 0})
    assert found.what == ("«Acceso en tiempo real» está en 4 y «Sistemas actuales» en 0: el tiempo "
                          "real exige sistemas que lo den")  # fmt: skip
