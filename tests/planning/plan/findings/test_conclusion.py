"""What the page says of different clients: each sentence against what was made true."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from pydantic import ValidationError

from taller.language import speaking
from taller.measurement.ranges import Range
from taller.planning import plan
from tests.planning.plan_worlds import case, client, planned

PAYS = {"benefits": {"a": {"yearly": [90_000, 100_000, 120_000]}}}
PEOPLE = [
    {"key": "ana", "name": "Ana Ruiz", "role": "Data analyst"},
    {"key": "leo", "name": "Leo Paz", "role": "CRM"},
    {"key": "eva", "name": "Eva Gil", "role": "Technology"},
    {"key": "pol", "name": "Pol Mas", "role": "Project lead"},
    {"key": "mar", "name": "Mar Sol", "role": "Marketing"},
]
SIGNED = {
    "people": PEOPLE, "approvers": [{"name": "Ida Rey"}],
    "day_rates": {person["role"]: 300 for person in PEOPLE},
}  # fmt: skip


def concluded(known, **said):
    with speaking("en"):
        return plan.conclude(planned(known, **said))


def whats(found) -> str:
    return " | ".join(decision.what for decision in found.decisions)


def test_with_everything_settled_the_plan_is_to_be_approved_with_its_worth():
    found = concluded(client(case("a"), budget=20_000), **PAYS, **SIGNED)
    [approve] = found.decisions
    assert approve.what == "Approve the plan, to begin on 2 February 2026, with €10,000"
    assert approve.owner == "Ida Rey"
    assert approve.worth.confidence == "assumed"
    assert "if the cases bring what is assumed" in approve.worth.period
    assert approve.worth.of == "gain"
    assert "If the cases bring what was assumed" in found.headline
    assert "person-days that nobody has priced" not in found.headline


def test_without_a_use_case_it_is_an_example_and_says_so():
    found = concluded(client())
    assert found.headline.startswith("No use case is chosen")
    assert found.decisions[0].what == "Choose a first use case"
    assert found.npv is None
    assert "worth" not in found.headline


def test_what_nobody_said_is_not_made_up():
    """No benefits: no value, return or rate is told anywhere, but what would be needed."""
    found = concluded(client(case("a")))
    assert "Nobody has said what the cases bring" in found.headline
    assert {figure.key for figure in found.figures} == {"weeks", "cost", "needed"}
    assert "Name a budget" in whats(found)
    assert "Name who takes these" in whats(found)
    assert {m.key: m.verdict for m in found.measures}["roi"] == "unknown"


def test_a_plan_that_loses_money_is_not_proposed():
    found = concluded(client(case("a"), budget=20_000), **SIGNED,
                      benefits={"a": {"yearly": [0, 500, 1_000]}})  # fmt: skip
    assert "Do not approve the plan as it stands" in whats(found)
    gains = [d for d in found.decisions if d.worth.estimate and d.worth.of == "gain"]
    assert gains == []
    assert "it loses money" in found.headline


def test_a_budget_below_the_cost_is_told_with_what_is_missing():
    found = concluded(client(case("a", (8_000, 10_000, 10_000)), budget=7_500), **PAYS, **SIGNED)
    assert "too small: on assumed costs, own time aside, €10,000 is enough" in found.headline
    assert found.decisions[0].what.startswith("Approve the preparation alone")
    assert "Add €2," in whats(found)
    begun, more = (next(d.worth for d in found.decisions if d.key == key)
                   for key in ("approve", "budget"))  # fmt: skip
    assert (begun.of, more.of) == ("cost", "cost")
    asked = found.budget.planned + found.budget.contingency
    assert more.estimate.value == pytest.approx(asked - 7_500)
    # Of the case's 8,000 to 10,000 as much in the preparation as of its days.
    assert begun.estimate.low == pytest.approx(0.8 * begun.estimate.high)
    assert begun.estimate.value == pytest.approx(begun.estimate.high)
    assert not next(c for c in found.checks if "budget covers" in c.name).passed


def test_a_deadline_that_cannot_be_met_is_told_and_one_that_is_met_is_not_bewailed():
    early, late = dt.date(2026, 2, 10), dt.date(2027, 2, 10)
    found = concluded(client(case("a"), budget=20_000), **PAYS, **SIGNED,
                      deadlines=[early, late])  # fmt: skip
    assert "By the deadline of 10 February 2026 none of those schedules is done" in found.headline
    assert "10 February 2027" not in found.headline
    assert "Move the deadline of 10 February 2026 to" in whats(found)
    assert [(d.day, d.share) for d in found.deadlines] == [(early, 0.0), (late, 1.0)]


def test_a_start_that_has_passed_without_a_word_is_told():
    known = client(case("a"), day=dt.date(2026, 3, 2))
    found = concluded(known, **PAYS, **SIGNED)
    assert "Its first day, 2 February 2026, has passed" in found.headline
    assert "Say what has begun and what is done since 2 February 2026" in whats(found)
    assert "to begin on" not in whats(found)


def test_a_plan_half_done_counts_what_is_done():
    known = client(case("a"), day=dt.date(2026, 3, 2))
    done = {"kick_off": dt.date(2026, 2, 2), "a.data": dt.date(2026, 2, 12)}
    found = concluded(known, **PAYS, **SIGNED, done=done)
    assert f"; 2 of {len(found.tasks)} tasks are done." in found.headline
    assert "has passed" not in found.headline
    assert found.done == 2


def test_work_that_nobody_priced_is_said_where_the_value_is():
    found = concluded(client(case("a"), budget=20_000), **PAYS)
    assert "person-days that nobody has priced" in found.headline


def test_benefits_of_cases_that_were_not_taken_on_are_left_out_and_said():
    found = concluded(client(case("a")), benefits={"b": {"yearly": 9_000_000}})
    assert found.npv is None
    assert any("not taken on, and left out: b" in limit for limit in found.limits)


def test_a_start_that_nobody_gave_is_called_assumed():
    found = concluded(client(case("a"), first_given=False))
    assert "if it begins on 2 February 2026, which is assumed" in found.headline
    assert any("No start was given" in limit for limit in found.limits)


def test_an_organisation_that_is_not_ready_is_asked_to_prepare_first():
    known = client(case("a"), budget=20_000, unready=True, level="Low")
    found = concluded(known, **PAYS, **SIGNED)
    assert found.decisions[0].what.endswith("and the rest once the organisation is ready for it")
    assert found.decisions[0].effect.startswith("it commits €909 and 10 person-days")
    assert not next(check for check in found.checks if "ready" in check.name).passed


def test_why_a_budget_that_is_filled_is_enough_so_seldom_is_said_with_its_figures():
    """Planned 10,000 of 10,000; from 9,000 to 18,000, and half of the draws above the median."""
    study = planned(client(case("a", (9_000, 10_000, 18_000)), budget=10_000))
    with speaking("en"):
        note = str(plan.tables.budget(study)).splitlines()[-1]
    why = (
        "Why €10,000 is enough in only 11% of them: what is planned, each cost at its middle, "
        "comes to €10,000; yet the ranges reach further up than down, from €9,000 to €18,000"
    )
    assert re.sub("in only [0-9]+%", "in only 11%", note).count(why) == 1
    assert study.budget.within == pytest.approx(1 / 9, abs=0.05)  # (1,000)² / (1,000 × 9,000)
    assert f"half of the draws cost more than €{study.budget.end(0.5):,.0f}" in note


@pytest.mark.parametrize("cloud, said, told", [
    ((215, 217, 224), [], "Of that, €217 (€215 to €224) is what the infrastructure page"),
    ((215, 217, 224), [{"name": "X", "monthly": 9}], "comes to €217 a month; it is not added"),
    (None, [{"name": "X", "notebook": "infrastructure"}], "is not in it"),
    (None, [], "No monthly cost is named"),
])  # fmt: skip
def test_where_a_monthly_cost_comes_from_is_said(cloud, said, told):
    study = planned(client(case("a"), cloud=cloud and Range(*cloud)), technical=said)
    with speaking("en"):
        assert told in str(plan.tables.budget(study)).replace("\u00a0", " ")
        assert study.budget.planned("technical") > 0 or not (cloud or said) or not cloud


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_step_of_the_page_has_its_words_in_both_languages(language):
    with speaking(language):
        for known, said in (
            (client(), {}), (client(case("a")), {}),
            (client(case("a"), case("b"), budget=9_000), {**PAYS, **SIGNED, "risks": [
                {"name": "R", "probability": [0.1, 0.2, 0.6], "impact": [1, 2000, 30_000]},
                {"name": "S"}]}),
        ):  # fmt: skip
            study = planned(known, **said)
            shown = [
                plan.tables.general(known, study.p), plan.charts.gantt(study.made),
                plan.tables.tasks(study.made), plan.charts.finish(study.made, study.deadlines),
                plan.tables.ends(study.made, study.deadlines), plan.charts.people(study.made),
                plan.tables.cases(known, study.money, study.p), plan.charts.cash(study.money),
                plan.tables.team(study), plan.charts.tornado(study.money),
                plan.tables.budget(study),
                plan.tables.returns(plan.returns(study.money), study),
                plan.tables.measures(plan.measures(study)),
                plan.tables.register(listed := plan.register(study)),
                plan.charts.risks(listed, study.money.planned()),
                plan.tables.raci(study.made, study.p), plan.tables.meetings(study.p),
                plan.tables.approvals(study.p),
            ]  # fmt: skip
            assert all(each is None or str(each) or each.to_dict() for each in shown)
            assert plan.conclude(study).headline


def test_all_faults_are_told_at_once():
    """Negative money, a range that falls, a share in per cent, two who answer, a name twice."""
    with pytest.raises(ValidationError) as caught:
        plan.Params.model_validate({
            "budget": -1, "day_rates": {"CRM": -5}, "horizon_months": 2,
            "benefits": {"a": {"yearly": [3, 2, 1]}, "b": {},
                         "c": {"decision": "clasification.contact"}},
            "technical": [{"name": "X", "monthly": -3}],
            "risks": [{"name": "R", "probability": 30}],
            "targets": {"uptime": {"aim": 99.9}, "cac": {"aim": 0.5}, "latency": {"aim": -3},
                        "churn": {}},
            "stakeholders": [{"name": "A", "part": {"tests": "A"}},
                             {"name": "B", "part": {"tests": "A", "rollout": "X"}}],
            "approvers": [{"name": "Ida Rey"}, {"name": "ida  rey"}],
            "deadlines": ["2026-02-30"],
        })  # fmt: skip
    told = {".".join(str(x) for x in e["loc"]): e["msg"] for e in caught.value.errors()}
    wanted = {
        "budget", "day_rates.CRM", "horizon_months", "benefits.a.yearly", "benefits.b",
        "benefits.c.decision",
        "technical.0.monthly", "risks.0.probability", "targets.uptime.aim", "targets.cac.aim",
        "stakeholders.1.part.rollout", "stakeholders.1.part.tests", "approvers.1.name",
        "deadlines.0",
    }  # fmt: skip
    assert wanted <= set(told), wanted - set(told)
    assert "0.999 for 99.9 %" in told["targets.uptime.aim"]
    assert told["targets.latency.aim"] == "Value error, must be at least 0"


def test_words_beside_a_day_run_into_the_chart():
    """An early day's to the right, a late one's to the left: on a phone neither meets an axis."""
    study = planned(client(case("a")), deadlines=[dt.date(2027, 2, 10)])
    layers = plan.charts.finish(study.made, study.deadlines).to_dict()["layer"]
    words = {each["mark"]["align"]: each["mark"]["dx"] for each in layers
             if each["mark"]["type"] == "text"}  # fmt: skip
    assert words == {"left": 5, "right": -5}


@pytest.mark.parametrize("paid", [1, 2])
def test_benefits_that_are_added_up_are_said_to_overlap_where_they_may(paid):
    """Two cases may sell to the same customers; one alone adds up with nothing."""
    keys = ("a", "b")
    benefits = {key: {"yearly": 9_000} for key in keys[:paid]}
    found = concluded(client(*map(case, keys)), benefits=benefits)
    said = "What 2 cases bring is added up; where two of them act on the same customers"
    assert any(limit.startswith(said) for limit in found.limits) is (paid == 2)
