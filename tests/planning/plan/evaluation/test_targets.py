"""Targets, risks and returns: what is reached, what cannot be, and what nobody can tell yet."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from taller.language import speaking
from taller.phase import Estimate
from taller.planning import plan
from taller.planning.plan import tables
from taller.planning.plan.features.baselines import Baselines
from tests.planning.plan_worlds import case, client, planned


def measured(study) -> dict:
    return {(m.key, m.of): m for m in plan.measures(study)}


def share(value: float) -> Estimate:
    return Estimate.exact(value, unit="share", n=9, method="m")


@pytest.mark.parametrize(
    ("effect", "verdict"),
    [([0, 0.1, 0.5], "never"), ([0.8, 0.9, 1.0], "always"), ([0.0, 0.75, 1.5], "drawn")],
)
def test_a_target_is_reached_as_often_as_what_is_assumed_reaches_it(effect, verdict):
    """LTV + 75 %: evenly around 75 % in half of the draws."""
    found = measured(planned(client(case("a")), targets={"ltv": {"effect": effect}}))["ltv", ""]
    assert found.verdict == verdict
    if verdict == "drawn":
        assert found.reached == pytest.approx(0.5, abs=0.06)


def test_a_cost_has_to_fall():
    found = measured(planned(client(case("a")), targets={"cac": {"effect": [-0.6, -0.55, -0.5]}}))
    assert found["cac", ""].verdict == "always"
    rising = measured(planned(client(case("a")), targets={"cac": {"effect": [0.5, 0.6, 0.7]}}))
    assert rising["cac", ""].verdict == "never"
    assert rising["cac", ""].best == 0.5


def test_conversion_cannot_be_more_than_every_visit():
    """60 % of the visits buy; twice as many would be 120 %. 40 % leaves it open."""
    for now, verdict in ((0.6, "beyond"), (0.4, "unknown")):
        known = client(case("a"), baselines=Baselines(conversion=share(now)))
        assert measured(planned(known))["conversion", ""].verdict == verdict


def test_return_is_out_of_reach_only_if_even_the_best_ends_miss_it():
    """ROI 300 %: 10,000 outside; within 24 months at most about 1.6 years of use."""

    def verdict(top: float) -> str:
        study = planned(client(case("a")), benefits={"a": {"yearly": [0, 0, top]}},
                        adoption={"share": 1, "months": 0})  # fmt: skip
        return measured(study)["roi", ""].verdict

    assert verdict(5_000) == "never"
    assert verdict(45_000) == "drawn"


def test_technical_measures_are_met_by_what_was_measured_and_by_nothing_else():
    study = planned(client(case("a")), targets={"latency": {"baseline": 150},
                    "uptime": {"baseline": 0.99}})  # fmt: skip
    found = measured(study)
    verdicts = [found[key, ""].verdict for key in ("latency", "uptime", "processing")]
    assert verdicts == ["met", "missed", "unknown"]


def test_a_model_s_own_measure_is_never_taken_for_the_target_s():
    """An AUROC of .95 is above .9, and still no share of right answers."""
    held = SimpleNamespace(auroc=share(0.95), decisions=())
    study = planned(client(case("a"), results={"classification": held}))
    found = measured(study)["model_quality", "classification"]
    assert (found.verdict, found.baseline.value) == ("unlike", 0.95)
    with speaking("en"):
        assert "50% is chance" in tables.verdict(found)


def test_what_nothing_tells_names_what_would():
    with speaking("en"):
        study = planned(client(case("a")))
        told = {m.key: tables.verdict(m) for m in plan.measures(study)}
    assert all(text.startswith("Nothing tells yet") for text in told.values())
    assert "A/B test" in told["conversion"]


def test_the_register_has_the_plan_s_own_risks_with_their_computed_chance():
    """8,000 of a budget where 10,000 are certain: for sure 2,000 short."""
    study = planned(
        client(case("a"), budget=8_000), deadlines=["2026-02-10"],
        risks=[{"name": "R", "probability": 0.5, "impact": 1_000}, {"name": "S"}],
    )  # fmt: skip
    with speaking("en"):
        found = plan.register(study)
    budget, late = found[0], next(r for r in found if "deadline" in r.name)
    assert "not enough" in budget.name
    assert budget.probability.mid == 1.0
    assert 2_000 <= budget.impact.mid <= 3_000
    assert (late.probability.mid, late.cost) == (1.0, None)
    assert next(r for r in found if r.name == "R").cost.mid == 500
    assert [r.name for r in found if r.cost is None][-1] == "S"
    with speaking("en"):  # what the budget lacks holds R's 500, and is not added to them
        note = plan.tables.register(found).html
    assert "2 of 4 have a probability and a cost. Those that the client named are expected" in note
    assert "expected to cost €500 in all; what the budget lacks holds them already" in note


@pytest.mark.parametrize(
    ("chance", "impact", "bands"),
    [(0.05, 400, (0, 0)), (0.1, 500, (1, 1)), (0.3, 1_500, (2, 2)), (0.9, 9_000, (3, 2))],
)
def test_bands_of_the_matrix_part_at_their_bounds(chance, impact, bands):
    """Against a planned cost of 10,000: 5 % are 500, 15 % are 1,500."""
    study = planned(client(case("a")), risks=[{"name": "R", "probability": chance,
                    "impact": impact}])  # fmt: skip
    [risk] = [r for r in plan.register(study) if r.name == "R"]
    assert (risk.chance_band, risk.cost_band(10_000)) == bands


def test_returns_are_the_middle_and_the_spread_of_the_draws():
    study = planned(client(case("a")), benefits={"a": {"yearly": [0, 10_000, 20_000]}},
                    adoption={"share": 1, "months": 0})  # fmt: skip
    found = plan.returns(study.money)
    worth = study.money.worth(study.money.drawn)
    assert found.loses == pytest.approx((worth < 0).mean())
    assert found.npv.low < found.npv.value < found.npv.high
    assert found.npv.level is None, "a sensitivity claims no coverage"
    assert plan.returns(planned(client(case("a"))).money) is None
