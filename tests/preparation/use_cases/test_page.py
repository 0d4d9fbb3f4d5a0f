"""What the page says and draws: sliders re-rank in Vega, every state has its sentence."""

from __future__ import annotations

import datetime as dt
import json
import re
from types import SimpleNamespace

import pytest

from taller import language
from taller.preparation import use_cases as uc
from taller.preparation.use_cases import charts, tables
from taller.preparation.use_cases.features.tested import against, speaks_of, verdicts
from taller.preparation.use_cases.findings import advice
from taller.preparation.use_cases.findings import conclusion as findings
from taller.preparation.use_cases.messages import say
from tests.preparation.use_cases_made import READY, TABLES, only, own

WELL = uc.Known(TABLES, READY)
FAST = {"draws": 200}


def study(p: uc.Params, client: uc.Known = WELL) -> uc.Study:
    ranking = uc.rank(p, client)
    drawn = uc.explore(ranking, p, 1)
    choice = uc.choose(ranking, drawn, p, 1)
    return uc.Study(p, client, ranking, drawn, choice, uc.schedule(ranking, choice, p))


@pytest.fixture(scope="module")
def whole() -> uc.Study:
    weak = uc.Known(frozenset(["orders", "items"]), {**READY, "team_expertise": 0.3})
    return study(uc.Params(budget=60_000, starts_on=dt.date(2026, 2, 2), **FAST), weak)


def test_moving_the_sliders_re_ranks_as_the_library_does():
    """In Vega's own arithmetic, with raw weights that need not add up to 1."""
    p = uc.Params(**FAST)
    spec = charts.priority(uc.rank(p, WELL), p).to_dict()
    raw = {"impact": 0.9, "feasibility": 0.1, "cost": 0.0, "timeline": 0.2, "risk": 0.05}
    for param in spec["params"]:
        if "bind" in param:
            param["value"] = raw[param["name"].removeprefix("w_")]
    weights = {name: value / sum(raw.values()) for name, value in raw.items()}
    then = uc.rank(p.model_copy(update={"weights": uc.Weights(**weights)}), WELL)
    names = {each.case.name for each in then}
    assert [text for text in _axis(spec) if text in names] == [each.case.name for each in then]
    assert [each.case.key for each in then] != [each.case.key for each in uc.rank(p, WELL)]


def _axis(spec: dict) -> list[str]:
    """Labels of the vertical axis in the order of the scale's domain, as SVG has them."""
    vl_convert = pytest.importorskip("vl_convert")
    svg = vl_convert.vegalite_to_svg(spec)
    axis = svg.split("Y-axis", 1)[1].split("X-axis")[0] if "Y-axis" in svg else svg
    return [re.sub("&amp;", "&", text) for text in re.findall(r">([^<>]+)</text>", axis)]


def test_all_sliders_at_zero_count_every_criterion_the_same():
    expression = charts._weighted("mid")
    assert expression.endswith(
        "(datum.impact + datum.feasibility + datum.cost + datum.timeline + datum.risk) / 5"
    )


def test_there_is_a_slider_for_each_weight_at_its_value(whole):
    spec = charts.priority(whole.ranking, whole.p).to_dict()
    bound = {
        param["name"]: (param["value"], param["bind"]["input"])
        for param in spec["params"]
        if "bind" in param
    }
    assert bound == {
        "w_impact": (0.30, "range"), "w_feasibility": (0.25, "range"), "w_cost": (0.20, "range"),
        "w_timeline": (0.15, "range"), "w_risk": (0.10, "range"),
    }  # fmt: skip


def test_the_slider_over_budgets_shows_what_was_worked_out(whole):
    spec = charts.portfolio(whole.ranking, whole.choice).to_dict()
    slider, told = spec["params"]
    assert told["name"] == "said"
    assert (slider["value"], slider["bind"]["max"], slider["bind"]["step"]) == (
        60_000,
        120_000,
        10_000,
    )
    rows = next(rows for rows in spec["datasets"].values() if "case" in rows[0])
    for one in whole.choice.frontier:
        at = {r["case"] for r in rows if r["budget"] == one.budget and r["state"] == "chosen"}
        names = {e.case.name for e in whole.ranking if e.case.key in one.chosen}
        assert at == names


def test_the_result_survives_the_file_and_carries_the_roadmap(whole):
    result = findings.conclude(whole)
    again = uc.Result.model_validate(json.loads(result.model_dump_json()))
    assert again == result
    assert again.roadmap.stages[0].start_week == 1
    assert again.roadmap.stages[0].starts_on == dt.date(2026, 2, 2)
    assert {s.key for s in again.roadmap.stages} == set(again.portfolio.chosen)
    assert again.ranking[0].points["feasibility"].mid == whole.ranking[0].feasibility.mid
    assert all(
        figure.estimate.level is None or figure.estimate.is_exact for figure in result.figures
    )


def test_the_headline_says_how_firm_the_first_place_is(whole):
    kept = whole.drawn.within(whole.ranking[0], 1)
    headline = findings.conclude(whole).headline
    assert kept >= 0.5
    assert f"“{whole.ranking[0].case.name}” comes first in {kept:.0%}" in headline
    assert (
        f"With €60,000 and an assumed 260 person-days, {len(whole.choice.portfolio.chosen)} cases"
        in headline
    )


def test_without_a_clear_leader_the_headline_says_so():
    wide = {"impact": [1, 3, 5], "feasibility": [1, 3, 5]}
    found = study(only(a=own("A", **wide), b=own("B", **wide), c=own("C", **wide)))
    assert found.drawn.within(found.ranking[0], 1) < 0.5
    result = findings.conclude(found)
    assert result.headline.startswith("No use case leads clearly: “A” and “B” are close")
    assert not result.checks[0].passed


def test_a_budget_of_zero_is_said():
    result = findings.conclude(study(uc.Params(budget=0, **FAST)))
    assert "with €0.00 and" not in result.headline
    assert "with €0 and an assumed 260 person-days no use case can be taken on" in result.headline
    assert result.portfolio.chosen == ()
    assert result.roadmap.stages == ()
    assert [figure.key for figure in result.figures] == ["first_score", "first_kept"]


def test_no_budget_given_is_an_assumption_and_a_decision():
    result = findings.conclude(study(uc.Params(**FAST)))
    assert result.decisions[0].what.startswith("Say what may be spent, and how many")
    assert "With an assumed €" in result.headline


def test_without_a_budget_each_start_says_from_which_budget_on_it_holds():
    """Half of 800 + 600 is assumed; a, worth more, fits from 817 on, b beside it from 1,400 on."""
    p = only(a=own("A", money=800, impact=4), b=own("B", money=600))
    found = study(p.model_copy(update={"person_days": 100.0}))
    assert found.choice.means.budget == 700
    assert advice.taken_from("a", found.choice.frontier) == pytest.approx(7 / 12 * 1400)
    assert advice.taken_from("b", found.choice.frontier) == 1400
    assert advice.taken_from("c", found.choice.frontier) is None
    start = next(d for d in findings.conclude(found).decisions if d.what.startswith("Start “B”"))
    assert start.effect.startswith("part of the portfolio at every budget tried from €1,400 on; ")


def test_a_plan_that_fits_only_at_the_middle_of_its_ranges_fails_the_other_check():
    """€1,000 pay for a case of 500 to 2,000, in the middle 900; and not if it costs its most."""
    p = only(a=own("A", money=[500, 900, 2000]))
    result = findings.conclude(study(p.model_copy(update={"budget": 1000.0})))
    assert "for €900 (€500 to €2,000)" in result.headline
    middle, most = (c for c in result.checks if "€1,000" in c.detail)
    assert (middle.passed, most.passed) == (True, False)
    assert most.detail == "€2,000 of €1,000; 10 of an assumed 260 person-days"


def test_data_that_nobody_has_asked_about_stands_in_the_decision_to_start():
    found = study(only(a=own("A", data=["texts"])).model_copy(update={"budget": 1000.0}))
    start = next(d for d in findings.conclude(found).decisions if d.what.startswith("Start"))
    assert "first make sure that there is: reviews and service contacts as text" in start.effect


def test_what_the_client_s_own_data_speaks_against_is_left_out_and_said():
    """Nothing waits for it: the other case starts in the first week."""
    p = only(segmentation=own("Segmentation"), b=own("B", after=["segmentation"]))
    client = uc.Known(TABLES, READY, tested={"segmentation": "there are no groups"})
    found = study(p.model_copy(update={"budget": 1e6}), client)
    result = findings.conclude(found)
    assert [each.key for each in result.ranking] == ["b"]
    assert result.roadmap.stages[0].start_week == 1
    said = "“Segmentation” is left out: by the analysis of this data, there are no groups."
    assert said in result.limits
    assert result.unranked == {"segmentation": "Segmentation"}


@pytest.mark.parametrize("case, result, said", [
    ("segmentation", {"structure": "degrees"}, "do not fall into separate groups"),
    ("recommendation", {"assessed": True, "signal": False}, "beat the best-sellers"),
    ("churn", {"assessed": True, "signal": False, "purpose": "churn"}, "better than by chance"),
    ("lifetime_value", {"assessed": True, "origin": "orders", "ranked_by": ""}, "than chance"),
])  # fmt: skip
def test_a_case_is_refuted_by_what_its_notebook_found(case, result, said):
    assert said in against(case, SimpleNamespace(**result))
    assert speaks_of(case, SimpleNamespace(withheld=False, **result))
    assert not speaks_of(case, SimpleNamespace(withheld=True, **result))
    assert not speaks_of(case, SimpleNamespace(**{**result, "assessed": False}, withheld=False))


@pytest.mark.parametrize("signal", [True, False])
def test_mails_with_suggestions_fall_with_the_suggestions(signal):
    """That suggestions work does not show that whatever else a mail needs is there."""
    results = {"recommendation": SimpleNamespace(assessed=True, withheld=False, signal=signal)}
    found = verdicts(SimpleNamespace(found=results.get))
    assert set(found) == (
        {"recommendation"} if signal else {"recommendation", "personalised_email"}
    )
    assert all(found.values()) is not signal


def test_what_was_done_on_the_client_s_data_lacks_none():
    """A table of customers that says who left is enough for churn, without orders."""
    p = only(churn=own("Churn", data=["orders", "customers"], after=["b"]), b=own("B", impact=1))
    lacking = uc.rank(p, uc.Known(frozenset(), READY))
    done = uc.rank(p, uc.Known(frozenset(), READY, tested={"churn": None}))
    [lacking, done] = [next(r for r in each if r.case.key == "churn") for each in (lacking, done)]
    assert (lacking.missing, lacking.case.after) == (("orders", "customers"), ("b",))
    assert (done.missing, done.case.after) == ((), ())


def test_a_first_case_that_is_not_taken_on_is_said_not_to_be():
    p = only(a=own("A", impact=5, data=["orders"]), b=own("B", impact=1))
    found = study(p.model_copy(update={"budget": 1e6}), uc.Known(frozenset(), READY))
    assert found.ranking[0].case.key == "a"
    said = "“A” is not among them, as this data is missing: orders."
    assert findings.conclude(found).headline.endswith(said)


def test_readiness_not_assessed_is_said():
    p = uc.Params(budget=1e6, person_days=1e4, **FAST)
    found = study(p, uc.Known(TABLES, dict.fromkeys(READY)))
    result = findings.conclude(found)
    assert not result.assessed
    assert result.decisions[0].what == "Assess readiness before the choice is final"
    assert any("Not assessed yet: data quality" in limit for limit in result.limits)
    assert "nothing is known to be weak" in tables.levers(found.levers, found.client).text


def test_what_is_missing_stands_in_tables_and_decisions(whole):
    result = findings.conclude(whole)
    assert result.decisions[-1].what == f"Strengthen {say('need.team_expertise')}"
    assert "advertising spend (missing)" in tables.assumptions(whole.ranking, whole.client).html
    assert "What would help most" in tables.levers(whole.levers, whole.client).text
    assert "Week 1 begins on 2 February 2026" in tables.roadmap(whole.roadmap, whole.p).html


def test_a_notebook_not_built_yet_is_marked(whole):
    client = uc.Known(TABLES, READY, notebooks=frozenset(["clustering"]))
    shown = tables.assumptions(whole.ranking, client).html
    assert ">segments<" in shown
    assert ">value and forecasts *<" in shown


def test_a_client_s_text_is_never_markup():
    found = study(only(a=own("<script>alert(1)</script>", money=1), b=own("B")))
    shown = tables.ranking(found.ranking, found.drawn).html
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_one_case_alone_makes_a_whole_page():
    found = study(only(a=own("A")).model_copy(update={"budget": 1000.0}))
    result = findings.conclude(found)
    assert result.headline == (
        "“A” is the only case to rank. With €1,000 and an assumed 260 person-days, 1 case can be "
        "taken on, for €1,000."
    )
    for chart in (
        charts.priority(found.ranking, found.p),
        charts.places(found.ranking, found.drawn),
        charts.impact_and_effort(found.ranking),
        charts.portfolio(found.ranking, found.choice),
        charts.roadmap(found.roadmap),
    ):
        assert chart.to_dict()["description"]
    assert (
        "no order to change" in tables.swaps(uc.swaps(found.ranking, found.p), found.ranking).text
    )


def test_cases_that_cost_nothing_need_no_budget():
    found = study(only(a=own("A", money=0), b=own("B", money=0)))
    assert findings.conclude(found).portfolio.chosen == ("a", "b")
    spec = charts.portfolio(found.ranking, found.choice).to_dict()
    assert spec["params"][0]["bind"]["step"] > 0


def test_a_case_left_out_blocks_those_that_need_it():
    found = study(uc.Params(exclude=["segmentation"], budget=1e6, person_days=1e5, **FAST))
    assert "churn" not in found.choice.portfolio.chosen
    shown = tables.chosen(found.ranking, found.choice, found.p).html
    assert "Customer segmentation (left out, so it cannot be taken on)" in shown


def test_nothing_planned_is_a_sentence():
    found = study(uc.Params(budget=0, **FAST))
    assert "Nothing is planned" in charts.roadmap(found.roadmap).text
    assert tables.roadmap(found.roadmap, found.p) is None
    assert "portfolio is empty" in advice.means_in_words(found.choice)


def test_the_page_in_spanish_has_no_english_left():
    with language.speaking("es"):
        found = study(uc.Params(budget=60_000, **FAST))
        result = findings.conclude(found)
        said = [result.headline, *result.limits, advice.means_in_words(found.choice)]
        said += [part for d in result.decisions for part in (d.what, d.owner, d.effect)]
        said += [f.label for f in result.figures] + [c.name for c in result.checks]
        said += [tables.ranking(found.ranking, found.drawn).text]
    english = re.compile(r"\b(the|and|of|with|is|are|which|comes)\b")
    assert [text for text in said if english.search(text)] == []


def test_numbers_of_cases_at_one_spot_stand_together():
    found = study(only(a=own("A"), b=own("B"), c=own("C", person_days=40)))
    spec = charts.impact_and_effort(found.ranking).to_dict()
    rows = [r for rows in spec["datasets"].values() for r in rows if "case" not in r]
    assert {r["place"] for r in rows if "place" in r} == {"1, 2", "3"}
    [medians] = [r for r in rows if "place" not in r]
    assert medians == {"days": 10, "impact": 3}


@pytest.mark.parametrize("people, said", [(2.0, "full time: 2)"), (2.5, "full time: 2.5)")])
def test_weeks_say_how_many_people_they_suppose(people, said):
    """Neither the headline nor a decision tells weeks, which the plan knows better."""
    p = only(a=own("A")).model_copy(update={"budget": 1000.0, "people": people})
    result = findings.conclude(study(p))
    (label,) = [each.label for each in result.figures if each.key == "weeks"]
    assert label.endswith(said)
    assert any(said in limit for limit in result.limits)
    assert not [t for t in (result.headline, *(d.what for d in result.decisions)) if "week" in t]
