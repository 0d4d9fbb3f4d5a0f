"""The readiness page: headline, figures, decisions, charts and tables, in both languages."""

from __future__ import annotations

import copy
import json
import re

import pytest

from taller.language import speaking
from taller.preparation import readiness
from taller.preparation.readiness import charts as readiness_charts
from taller.preparation.readiness import tables as readiness_tables
from taller.preparation.readiness import words
from taller.preparation.readiness.evaluation import answers as readiness_answers
from taller.preparation.readiness.evaluation import sensitivity
from taller.preparation.readiness.features import Measured
from taller.preparation.readiness.findings import conclusion as findings
from taller.preparation.readiness.messages import say
from taller.workbench.engagement import engagement as engagements
from taller.workbench.run import runner
from tests.preparation.readiness_cases import MIXED, alike, organisation, params

SPANISH_LEVELS = {
    "high": "Alto – Listo para implementación completa",
    "medium": "Medio – Necesita preparación adicional",
    "low": "Bajo – Requiere preparación significativa",
    "very_low": "Muy Bajo – No recomendado para implementación",
}
GOALS = {"main_goals": "Sell more", "metrics": "m", "timeline": "t", "roi": "r"}


def study(answers: dict, measured: Measured | None = None, **more: object) -> findings.Study:
    p = params(answers, **more)
    found = readiness.assess(p, measured.points if measured else None)
    return findings.Study(p, found, measured, sensitivity.explore(found, p, seed=1))


def conclude(answers: dict, **more: object) -> readiness.Result:
    return findings.conclude(study(answers, **more))


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


# --- the result -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "name"), SPANISH_LEVELS.items())
def test_levels_have_the_guides_names(level, name):
    with speaking("es"):
        assert say(f"level.{level}") == name


def test_the_headline_says_level_score_and_how_far_it_may_go():
    assert conclude(MIXED).headline == (
        "Medium – Needs further preparation: the score is 0.60; if all answers are off the same "
        "way, the level is anything from “Low” to “Medium”."
    )
    assert conclude(alike(0)).headline == (
        "Very low – Not recommended for implementation: the score is 0.00, and the level stands "
        "however weights and answers move within their spreads."
    )


def test_an_unfinished_checklist_is_said_to_be():
    result = conclude(organisation(data="44-"))
    assert "not settled yet, with 2 of 16 questions answered" in result.headline
    assert "from “Very low” to “High”" in result.headline
    assert result.decisions[0].what == "Answer the 14 questions that are still open"
    assert len(result.unanswered) == 14
    nearly = {key: 0 for key in readiness.QUESTIONS if key != "real_time"}
    assert "the others cannot change the level" in conclude(nearly, weight_spread=0).headline


def test_nothing_answered_is_not_assessed_and_never_a_zero():
    result = conclude({})
    assert result.headline == "Not assessed yet: none of the 16 questions has been answered."
    assert (result.score, result.level, result.steps, result.checks) == (None, None, (), ())
    assert [f.key for f in result.figures] == ["answered"]
    assert (result.score_low, result.score_high) == (0, 1)
    assert set(result.questions.values()) == {None}


def test_answers_without_weight_are_said_to_carry_none():
    weights = {"data_quality": 0.5, "team_expertise": 0}
    result = conclude(organisation(team="4444"), weights=weights)
    assert result.headline == "Not assessed: the questions answered so far carry no weight."


def test_the_score_is_a_sensitivity_and_claims_no_coverage():
    figure = {f.key: f.estimate for f in conclude(MIXED).figures}["score"]
    assert figure.level is None
    assert (figure.value, figure.low) == (pytest.approx(0.6), pytest.approx(0.45))
    assert figure.n == 16
    assert "weights move by 0.05" in figure.method


def test_the_result_carries_what_the_plan_needs():
    result = conclude(MIXED, goals=GOALS, assessed_on="2026-02-03")
    assert result.goals.main_goals == "Sell more"
    assert result.level == "medium"
    assert result.level_name == "Medium – Needs further preparation"
    assert result.criteria["budget_availability"] == pytest.approx(0.5)
    assert result.questions["real_time"] == 1
    assert [s.score_after for s in result.steps][-1] == pytest.approx(1)
    again = readiness.Result.model_validate_json(result.model_dump_json())
    assert again == result


def test_decisions_are_the_first_steps_with_effort_and_level():
    first = conclude(alike(2) | {"main_goals": 1}).decisions[0]
    assert first.what == "Agree on the main goals in one meeting with management"
    assert first.owner == "Management"
    # .1 / 12 a point, three points, one day each; .5 - .1 / 12 before
    assert first.effect == ("“Main goals” raised to 4 points adds 0.025 for about 3 person-days "
                            "(assumed); with the steps above: 0.52, Low")  # fmt: skip


def test_people_who_differ_are_a_decision_before_the_steps():
    result = conclude(alike(2) | {"ai_budget": [{"score": 4, "by": "A"}, {"score": 0, "by": "B"}]})
    assert result.decisions[0].what.endswith("Budget for AI")
    assert result.decisions[0].effect == "Answers 4 points apart cannot both be right"
    assert len(result.decisions) == 5


def test_checks_pass_and_fail_by_what_was_answered():
    passed = {c.name: c.passed for c in conclude(alike(2), goals=GOALS).checks}
    assert list(passed.values()) == [True, True, False, True, True]
    assert not any("differs" in name for name in passed)  # one answer each: nobody can differ
    opinions = conclude(alike(2, "opinion") | {"ai_budget": [0, 4]}, goals=GOALS).checks
    assert [c.passed for c in opinions] == [True, False, False, True, False, True]
    firm = {key: {"score": 2, "evidence": "documented" if n < 8 else "opinion"}
            for n, key in enumerate(readiness.QUESTIONS)}  # fmt: skip
    assert conclude(firm, goals=GOALS).checks[1].passed  # 8 of 16 is half
    one_less = firm | {"data_access": 2}
    assert not conclude(one_less, goals=GOALS).checks[1].passed


def test_simulated_tables_are_said_to_say_nothing():
    measured = Measured(4.0, {"orders": {"completeness": 1.0}}, {"orders": 4.0}, 10, simulated=True)
    told = findings.conclude(study(alike(2), measured))
    assert any("simulated" in limit for limit in told.limits)
    assert told.measured_quality == 4.0
    assert {f.key: f.estimate.value for f in told.figures}["measured_quality"] == 4
    assert not any("simulated" in limit for limit in conclude(alike(2)).limits)


def test_a_score_near_a_threshold_is_never_written_as_the_threshold():
    assert words.written(0.7969) == "0.797"
    assert words.written(0.79996) == "0.799960"
    assert words.written(0.8) == "0.80"
    assert words.written(0.3951) == "0.395"


# --- charts ---------------------------------------------------------------------------------------


def spec(chart) -> dict:
    return chart.to_dict()


def rows(made: dict, key: str) -> list[dict]:
    return next(held for held in made["datasets"].values() if held and key in held[0])


def test_sliders_stand_at_the_weights_and_the_words_at_the_score():
    made = spec(readiness_charts.weights(study(MIXED).found))
    held = {p["name"]: p for p in made["params"]}
    assert [held[f"w_{key}"]["value"] for key in readiness.CRITERIA] == [30, 25, 20, 15, 10]
    assert all(held[f"w_{key}"]["bind"]["input"] == "range" for key in readiness.CRITERIA)
    assert held["w_team_expertise"]["bind"]["name"] == "Team expertise"
    assert "said" in held
    assert made["description"].endswith("Score 0.60, level: Medium")


def test_words_follow_the_weights_in_vega():
    """All weight on data at .75: medium; on technology at .5: low; on none: said to be none."""
    import vl_convert

    made = spec(readiness_charts.weights(study(MIXED).found))

    def said(**weights: int) -> str:
        changed = copy.deepcopy(made)
        for param in changed["params"]:
            if param["name"].startswith("w_"):
                param["value"] = weights.get(param["name"][2:], 0)
        svg = vl_convert.vegalite_to_svg(changed, vl_version="5.21")
        return re.search(r">(Score [^<]*|All weights[^<]*)<", svg).group(1)

    assert said(data_quality=30) == "Score 0.75, level: Medium"
    assert said(technical_infrastructure=7) == "Score 0.50, level: Low"
    assert said(data_quality=50, team_expertise=50) == "Score 0.63, level: Medium"
    assert said() == "All weights are zero"


def test_open_criteria_have_no_slider():
    made = spec(readiness_charts.weights(study(organisation(data="444", team="2222")).found))
    names = {p["name"] for p in made["params"]}
    assert names == {"w_data_quality", "w_team_expertise", "said"}


def test_the_criteria_are_drawn_with_their_ranges_and_the_weakest_is_named():
    answers = organisation(data="444", technology="111", team="4444", budget="444", timeline="444")
    made = spec(readiness_charts.criteria(study(answers).found))
    assert made["title"]["text"] == "The weakest criterion is “Technical infrastructure”"
    held = {r["criterion"]: r for r in rows(made, "criterion")}
    weakest = held["Technical infrastructure"]
    assert (weakest["value"], weakest["low"], weakest["high"]) == (0.25, 0.125, 0.375)


def test_the_axis_of_swings_reaches_to_the_levels_around():
    held = study(alike(2))
    made = spec(readiness_charts.swings(held.found, held.sensitivity))
    assert made["title"]["text"] == "No single answer or weight changes the level"
    scale = made["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert scale == [pytest.approx(0.38), pytest.approx(0.62)]
    # .3 + .25 + .2 + .075 is high at .825; with the open question at 0 it is .725
    answers = organisation(data="44-", technology="444", team="4444", budget="222", timeline="000")
    tips = study(answers, documented_spread=0, weight_spread=0)
    title = spec(readiness_charts.swings(tips.found, tips.sensitivity))["title"]["text"]
    assert title == "1 answer or weight would change the level on its own"


def test_the_way_up_says_how_many_steps_lead_to_the_next_level():
    effort = dict.fromkeys(readiness.QUESTIONS, 1)
    held = study(alike(2), effort=effort)
    made = spec(readiness_charts.way_up(held.found, held.p))
    assert made["title"]["text"] == "2 steps, about 4 person-days, lead to the level “Medium”"
    drawn = rows(made, "days")
    assert drawn[0]["days"] == 0
    assert [r["days"] for r in drawn[1:3]] == [2, 4]
    assert len(drawn) == 17
    best = study(alike(4) | {"main_goals": 3})
    made = spec(readiness_charts.way_up(best.found, best.p))
    assert made["title"]["text"] == "All steps together lead to 1.00"
    # numbers that would be written over each other are left out
    assert "" in [r["_label"] for r in rows(spec(readiness_charts.way_up(
        study(alike(1)).found, study(alike(1)).p)), "_label")[1:]]  # fmt: skip


def test_progress_is_drawn_before_and_now():
    p = params(alike(3), previous=[{"assessed_on": "2025-06-10", "answers": alike(1)}])
    held = readiness_answers.progress(readiness.assess(p), p)
    made = spec(readiness_charts.change(held))
    assert made["title"]["text"] == (
        "Since 10 June 2025 the score has gone from 0.25 (Very low) to 0.75 (Medium)"
    )
    drawn = [r for r in rows(made, "when") if r["what"] == "Score"]
    assert [(r["when"], r["value"]) for r in drawn] == [("10 June 2025", 0.25), ("Now", 0.75)]


def test_nothing_is_drawn_where_nothing_was_answered():
    held = study({})
    assert readiness_charts.criteria(held.found) is None
    assert readiness_charts.weights(held.found) is None
    assert readiness_charts.swings(held.found, held.sensitivity) is None
    assert readiness_charts.way_up(held.found, held.p) is None
    assert readiness_charts.change(None) is None


# --- tables ---------------------------------------------------------------------------------------


def test_the_checklist_shows_points_range_evidence_and_people():
    answers = alike(2) | {"ai_budget": [{"score": 3, "by": "Ana & Co"}, {"score": 1, "by": "B"}]}
    html = readiness_tables.answers(study(answers).found).html
    assert html.count("<tr>") == 17
    assert "Ana &amp; Co, B" in html
    assert "documented" in html
    assert "1.5\u00a0–\u2060\u00a02.5" in html


def test_what_the_points_mean_is_shown_where_nothing_is_answered():
    html = readiness_tables.answers(study({}).found).html
    assert "Nobody can export it" in html
    assert "4 points" in html


def test_quality_measured_stands_beside_what_people_say(capsys):
    measured = Measured(2.0, {"orders": {"completeness": 0.9}}, {"orders": 2.0}, 10)
    held = study(alike(4), measured)
    html = readiness_tables.quality(measured, held.found, held.p).html
    assert "Measured: 2.0 of 4 points" in html
    assert "people say: 4." in html
    assert "0 at 80.0%" in html or "0 at 80%" in html
    assert readiness_tables.quality(None, study(alike(4)).found, held.p) is None
    assert "no table whose quality could be measured" in capsys.readouterr().out


def test_the_talk_names_who_said_what_and_what_contradicts(capsys):
    answers = alike(2) | {
        "ai_budget": [{"score": 4, "by": "Ana", "note": "<b>approved</b>"},
                      {"score": 0, "by": "Bo"}],
        "real_time": {"score": 4, "by": "Cy"}, "infrastructure": {"score": 0, "by": "Di"},
    }  # fmt: skip
    held = study(answers, goals=GOALS)
    html = readiness_tables.talk(held.found, held.p).html
    assert "Ana: 4 (opinion), &lt;b&gt;approved&lt;/b&gt;; Bo: 0 (opinion)" in html
    assert "Cy: Real-time access 4; Di: Today's systems 0" in html
    calm = study(alike(2), goals=GOALS)
    assert readiness_tables.talk(calm.found, calm.p) is None
    assert "Nobody differs by 2 points or more" in capsys.readouterr().out


def test_steps_changes_and_goals_say_when_there_are_none(capsys):
    best, none = study(alike(4)), study({})
    assert readiness_tables.steps(best.found, best.p) is None
    assert readiness_tables.steps(none.found, none.p) is None
    assert readiness_tables.changes(None) is None
    assert readiness_tables.goals(best.p) is None
    assert readiness_tables.levels(none.sensitivity) is None
    told = capsys.readouterr().out
    for part in ("stands at its best", "answer the questions first", "no earlier assessment",
                 "No goals are written down"):  # fmt: skip
        assert part in told


def test_changes_carry_their_sign():
    now = alike(2) | {"ai_budget": 4, "real_time": 0}
    p = params(now, previous=[{"assessed_on": "2025-01-01", "answers": alike(2)}])
    html = readiness_tables.changes(readiness_answers.progress(readiness.assess(p), p)).html
    assert "+2" in html
    assert "\u22122" in html
    assert html.count("<tr>") == 3
    same = params(alike(2), previous=[{"assessed_on": "2025-01-01", "answers": alike(2)}])
    assert readiness_tables.changes(
        readiness_answers.progress(readiness.assess(same), same)) is None  # fmt: skip


def test_the_mapping_is_shown_with_what_each_criterion_adds():
    html = readiness_tables.mapping(study(MIXED).found).html
    assert "Time of the team, Main goals and Expected timeline" in html
    assert re.search(r"Team expertise.*?0\.50.*?0\.20.*?0\.10", html, flags=re.S)  # .2 * .5


# --- the notebook ---------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("section", "headline"),
    [("", "Aún sin evaluar: los propios datos responden 1 de las 16 preguntas y nadie ha "
      "respondido las demás."),
     ("readiness: {answers: {ai_budget: 4}}",
      "El nivel aún no está decidido, con 2 de 16 preguntas respondidas: puede ir de "
      "«Muy Bajo» a «Alto».")],
)  # fmt: skip
def test_the_notebook_runs_alone_on_defaults_and_unfinished(real_workbench, section, headline):
    source = "data: {source: fashion_store, users: 300, items: 60}"
    text = f"client: P\nlanguage: es\n{source}\n{section}"
    (real_workbench / "params" / "x.yaml").write_text(text, encoding="utf-8")
    engagement = engagements.read("params/x.yaml", real_workbench)
    out = real_workbench / "reports"
    (ran,) = runner.run([engagement], only=["readiness"], label="l", out=out)
    assert {n.name: n.state for n in ran.notebooks}["readiness"] == "done"
    kept = json.loads((out / "p" / "l" / "results" / "readiness.json").read_text(encoding="utf-8"))
    assert kept["result"]["headline"].startswith(headline)
