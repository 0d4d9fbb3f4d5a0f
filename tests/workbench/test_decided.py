"""A decision's worth, effort and time in words; never more than was saved."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from taller import language
from taller.phase import Decision, Estimate, PhaseResult, Worth
from taller.workbench.report.first import decided

EARNED = Estimate(value=26_306, low=25_095, high=27_471, unit="money", n=6_000, method="m")


def decision(**more) -> Decision:
    return Decision(what="Contact them", owner="CRM", effect="they stay", **more)


def told(code: str, **more) -> dict:
    with language.speaking(code):
        return decided.shown(decision(**more).model_dump(mode="json"))


def test_a_worth_is_told_with_interval_period_population_and_what_it_rests_on():
    worth = Worth(estimate=EARNED, period="in 90 days", population="the 6,000 contacted",
                  confidence="tested")  # fmt: skip
    said = told("en", worth=worth, effort="days", within_days=14)
    assert said["money"] == (
        "€26,306 (€25,095 to €27,471) in 90 days, from the 6,000 contacted; "
        "tested on data held back"
    )
    assert (said["takes"], said["by"]) == ("1 to 10 person-days (assumed)", "within 14 days")
    worth = Worth(
        estimate=EARNED, period="en 90 días", population="los 6.000", confidence="assumed"
    )
    said = told("es", worth=worth)
    assert said["money"].replace("\xa0", " ") == (
        "26.306 € (de 25.095 € a 27.471 €) en 90 días, de los 6.000; se apoya en supuestos"
    )


def test_what_nothing_tells_yet_says_what_would():
    said = told("en", worth=Worth(measured_by="a trial drawn by lot"))
    assert said["money"] == "not known yet; what would tell: a trial drawn by lot"
    assert said["known"] == ""


def test_a_consultant_s_own_decision_and_an_older_result_have_no_more_than_they_say():
    own = {"what": "d", "owner": "e", "effect": "f", "own": True}
    assert decided.shown(own) == own | {"money": "", "known": "", "takes": "", "by": ""}
    assert decided.shown(own | {"worth": {"estimate": "damaged"}})["money"] == ""


@pytest.mark.parametrize("given, told", [
    ({}, "say what would measure it"),
    ({"measured_by": "a trial", "confidence": "tested"}, "and no more"),
    ({"estimate": EARNED, "period": "a year", "population": "all"}, "needs its period, population"),
    ({"estimate": EARNED.model_copy(update={"unit": "share"}), "period": "a year",
      "population": "all", "confidence": "tested"}, "a worth is money, not share"),
])  # fmt: skip
def test_a_worth_that_says_less_than_a_director_must_know_is_refused(given, told):
    with pytest.raises(ValidationError, match=told):
        Worth(**given)


def test_decisions_of_a_result_do_not_share_a_key():
    same = (decision(key="contact"), decision(key="contact"))
    with pytest.raises(ValidationError, match="decision keys repeat"):
        PhaseResult(headline="h", decisions=same)
    assert PhaseResult(headline="h", decisions=(decision(), decision(key="contact.few")))
