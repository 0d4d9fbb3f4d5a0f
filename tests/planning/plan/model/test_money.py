"""Costs and benefits by month, the contingency, and the budget's lines: worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from taller.planning.plan.model import resources
from taller.planning.plan.model.resources import MONTH
from tests.planning.plan_worlds import case, client, planned

SURE = {"adoption": {"share": 0.5, "months": 0}, "correlation": 0}
RATES = {"data analyst": 300, "Technology": 400, "crm": 200, "Project lead": 500, "marketing": 1}


def test_what_a_case_brings_begins_with_its_roll_out_and_stops_nowhere():
    """12,000 a year, half of it used: 500 a month in every month after the roll-out's end."""
    study = planned(client(case("a")), benefits={"a": {"yearly": 12_000}}, **SURE)
    starts = study.money.drivers["benefit.a"].starts
    months = study.money.middle.benefits[0]
    before = np.arange(study.money.months) + 0.5 < starts
    assert months[before].tolist() == [0.0] * int(before.sum())
    assert set(months[~before]) == {500.0}
    assert starts == pytest.approx(resources.window(study.made, case="a")[1] / MONTH)


def test_money_of_months_and_lines_of_the_budget_are_the_same():
    """10,000 outside and 2 people's days; by month as by line."""
    study = planned(
        client(case("a"), case("b", (0, 6_000, 9_000))), day_rates=RATES,
        technical=[{"name": "Cloud", "monthly": [100, 200, 300], "starts_with": "tests"}],
    )  # fmt: skip
    budget, money = study.budget, study.money
    assert budget.planned("outside") == pytest.approx(16_000)
    for kind in ("people", "outside", "technical"):
        assert budget.planned(kind) == pytest.approx(money.planned(kind))
    end = resources.window(study.made)[1]
    begin = resources.window(study.made, phase="tests")[0]
    assert budget.planned("technical") == pytest.approx(200 * (end - begin) / MONTH)
    assert sum(budget.planned(phase=phase) for phase in ("preparation", "development", "tests",
               "rollout")) == pytest.approx(budget.planned())  # fmt: skip


def test_people_cost_what_their_days_cost_and_nothing_where_nobody_said():
    rated = planned(client(case("a")), day_rates=RATES)
    days = {task.owner: 0.0 for task in rated.made.work.tasks}
    for task in rated.made.work.tasks:
        days[task.owner] += task.days.mid * task.share
    wanted = {resources.role_of(rated.made, key): n for key, n in days.items()}
    by_hand = sum(n * {**RATES, "CRM": 200, "Data analyst": 300, "Marketing": 1}[role]
                  for role, n in wanted.items())  # fmt: skip
    assert rated.budget.planned("people") == pytest.approx(by_hand)
    assert planned(client(case("a"))).budget.planned("people") == 0


def test_a_day_costs_the_same_in_whichever_language_its_role_is_called():
    spanish = {"Analista de datos": 300, "Tecnología": 400, "CRM": 200, "Marketing": 1,
               "Dirección del proyecto": 500}  # fmt: skip
    paid = [planned(client(case("a")), day_rates=rates).budget.planned("people")
            for rates in (RATES, spanish)]  # fmt: skip
    assert paid[0] == paid[1] > 0


def test_the_contingency_is_what_the_spread_asks_for():
    """Evenly likely to cost more by up to 6,000 and never less: half a range asks for little."""
    firm = planned(client(case("a"), budget=12_000)).budget
    assert (firm.contingency, firm.within) == (0.0, 1.0)
    loose = planned(client(case("a", (10_000, 10_000, 16_000)), budget=12_000)).budget
    # Triangular with its peak at its low end: quantile q at 16,000 - 6,000 sqrt(1 - q).
    assert loose.contingency == pytest.approx(6_000 * (1 - 0.2**0.5), rel=0.05)
    assert loose.within == pytest.approx(1 - (4 / 6) ** 2, abs=0.05)
    assert np.mean(loose.drawn <= loose.asked + 1e-6) == pytest.approx(0.8, abs=0.01)


def test_a_risk_costs_as_often_as_it_happens():
    """One in four, 8,000: 2,000 in the mean, and 0 or 8,000 each time."""
    study = planned(client(case("a")), risks=[{"name": "R", "probability": 0.25, "impact": 8_000}],
                    correlation=0)  # fmt: skip
    drawn = study.money.drivers["risk.0"].drawn
    assert set(drawn) == {0.0, 8_000.0}
    assert drawn.mean() == pytest.approx(2_000, rel=0.02)


def test_what_would_be_needed_makes_the_plan_worth_nothing():
    """With exactly that much a year, the value today is zero; the shares do not matter for it."""
    bare = planned(client(case("a"), case("b")), **SURE)
    assert not bare.money.valued
    each = bare.money.needed / 2
    paid = planned(client(case("a"), case("b")),
                   benefits={key: {"yearly": each} for key in "ab"}, **SURE)  # fmt: skip
    assert paid.money.worth(paid.money.middle)[0] == pytest.approx(0, abs=1e-6)
    assert paid.money.needed == pytest.approx(bare.money.needed)


def test_an_analysis_figure_counts_as_often_as_it_comes_again():
    """100 (50 to 200) four times a year (2 to 6): 100 to 1,200, in the middle 400."""
    from taller.phase import Estimate, Worth

    held = Estimate(value=100, low=50, high=200, unit="money", n=9, method="m")
    worth = Worth(estimate=held, period="p", population="q", confidence="tested")
    known = client(case("a"), worths={"classification.contact": worth})
    said = {"a": {"decision": "classification.contact", "times_a_year": [2, 4, 6]}}
    assert tuple(planned(known, benefits=said).money.drivers["benefit.a"].span) == (100, 400, 1200)


def test_each_assumption_alone_moves_the_value_and_the_widest_comes_first():
    study = planned(
        client(case("a", (9_000, 10_000, 11_000))), adoption={"share": 1, "months": 0},
        benefits={"a": {"yearly": [0, 10_000, 50_000]}},
    )  # fmt: skip
    moved = study.money.moved()
    assert moved["key"].tolist()[:2] == ["benefit.a", "outside.a"]
    wide = moved.set_index("key")
    assert wide.loc["outside.a", "low"] > wide.loc["outside.a", "high"]
    assert "adoption" not in wide.index, "it is sure"


def test_people_are_full_time_equivalents_of_a_week():
    """All that is planned, in person-days of five a week."""
    study = planned(client(case("a")))
    total = sum(t.days.mid * t.share for t in study.made.work.tasks)
    assert resources.full_time(study.made)["people"].sum() * 5 == pytest.approx(total)
