"""The list ranks as the first page does; what came of earlier advice is told as it was said."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller import language
from taller.monitoring.optimisation import Params, came_of, ranked, tables
from taller.monitoring.optimisation.result import Recommendation, Result
from taller.phase import Decision, Estimate, PhaseResult, Worth
from taller.workbench.notes.taken import Taken
from taller.workbench.report.first import ranked as first_page

DAY = dt.date(2026, 5, 4)


@pytest.fixture(autouse=True)
def english():
    with language.speaking("en"):
        yield


def money(value, low, high):
    return Estimate(value=value, low=low, high=high, unit="money", n=9, method="m")


def decision(key, worth=None, effort="days", within=30, of="gain"):
    told = {"period": "a year", "population": "all", "confidence": "estimated", "of": of,
            "measured_by": "" if of == "gain" else "a trial"}  # fmt: skip
    held = Worth(estimate=worth, **told) if worth else Worth(measured_by="a trial")
    return Decision(key=key, what=f"do {key}", owner="o", effect="e", worth=held, effort=effort,
                    within_days=within)  # fmt: skip


def page(*decisions, withheld=False):
    return "Title: what it asks", PhaseResult(headline="h", decisions=decisions, withheld=withheld)


def test_what_gains_for_certain_comes_first_and_what_loses_last():
    """90 may be nothing and comes after 10, which gains at its low end; -5 after no amount."""
    others = {"classification": page(decision("unsure", money(90, -1, 200)),
                                     decision("loses", money(-5, -9, -1))),
              "data": page(decision("data.fix")),
              "plan": page(decision("sure", money(10, 5, 20)))}  # fmt: skip
    found = ranked(others, [decision("spend", money(30, 1, 60))])
    assert [each.key for each in found] == [
        "optimisation.spend", "plan.sure", "classification.unsure", "data.fix",
        "classification.loses",
    ]  # fmt: skip
    assert [each.sure for each in found] == [True, True, False, False, False]


def test_what_costs_is_no_gain_however_much():
    """9,000 of cost come after a gain of 10, and are told as what they are."""
    pay = decision("pay", money(9000, 8000, 9900), of="cost")
    sure = decision("sure", money(10, 5, 20))
    found = ranked({"plan": page(pay, decision("open", within=7), sure)}, [])
    assert [each.key for each in found] == ["plan.sure", "plan.pay", "plan.open"]
    assert [each.worth for each in found][1:] == [None, None]
    assert [each.sure for each in found] == [True, False, False]
    shown = tables.recommendations(found, {"plan"}).text
    assert "costs €9,000, a year; the data, not yet tested" in shown
    assert "no amount yet (1 of 3)" in shown


@settings(deadline=None)
@given(st.lists(st.tuples(st.one_of(st.none(), st.tuples(st.floats(-1e6, 1e6), st.floats(0, 1e6))),
                          st.integers(1, 90), st.sampled_from(["gain", "cost", "stake"])),
                max_size=8))  # fmt: skip
def test_the_order_is_that_of_the_first_page(given_):
    """As far as that one tells: by money, then by when."""
    made = tuple(
        decision(f"k{i}", None if worth is None else money(worth[0], worth[0] - worth[1], worth[0]),
                 within=within, of=of)
        for i, (worth, within, of) in enumerate(given_)
    )  # fmt: skip
    mine = ranked({"plan": page(*made)}, [])
    shown = {"plan": PhaseResult(headline="h", decisions=made).model_dump(mode="json")}
    theirs = first_page.decisions([("plan", "The plan")], shown)
    by = {f"plan.{row['key']}": first_page._rank(row) for row in theirs}
    assert [by[each.key] for each in mine] == sorted(by.values())


def test_nothing_of_a_page_whose_data_does_not_add_up_is_recommended():
    assert ranked({"classification": page(decision("contact"), withheld=True)}, []) == ()


def test_the_table_leads_to_each_page_and_says_what_has_no_amount():
    found = ranked({"data": page(decision("data.fix"))}, [decision("spend", money(30, 1, 60))])
    shown = tables.recommendations(found, {"data"})
    assert '<a href="data.html">do data.fix</a>' in shown.html
    assert ">do spend<" in shown.html  # this page's own leads nowhere
    assert "the first gains even at the careful end" in shown.text
    assert "no amount yet (1 of 2)" in shown.text


def before(*recommendations, earlier=()):
    result = Result(headline="h", recommendations=recommendations, earlier=earlier)
    return SimpleNamespace(day=DAY, results={"optimisation": result})


def advised(key, worth=None):
    return Recommendation(key=key, notebook=key.partition(".")[0], what="w", kind="other",
                          worth=worth, sure=False)  # fmt: skip


def record(key, state, value=None):
    return Taken(key, state, "Elena Ríos", "2026-05-10", what="w", value=value, low=value,
                 high=value)  # fmt: skip


def test_each_earlier_recommendation_is_told_by_what_became_of_it():
    """Taken and measured below what was promised; refused; advised again; gone; not looked at."""
    worth = money(100, 90, 110)
    old = before(*(advised(f"plan.k{i}", worth) for i in range(4)), advised("llm.use"))
    decided = {"plan.k0": record("plan.k0", "taken", 100), "plan.k1": record("plan.k1", "refused"),
               "data.old": record("data.old", "postponed")}  # fmt: skip
    p = Params(outcomes=[{"recommendation": "plan.k0", "brought": 40, "low": 20, "high": 60,
                          "measured_by": "a trial in six regions"}])  # fmt: skip
    now = (advised("plan.k2", money(130, 120, 140)),)
    found = came_of(old, decided, now, p.outcomes, {"plan", "optimisation"})
    came = {each.key: each for each in found}
    assert {key: each.state for key, each in came.items()} == {
        "plan.k0": "taken", "plan.k1": "refused", "data.old": "postponed", "plan.k2": "repeated",
        "plan.k3": "gone", "llm.use": "not_run",
    }  # fmt: skip
    assert (came["plan.k0"].promised, came["plan.k0"].brought.value) == ("less", 40)
    assert (came["data.old"].first, came["plan.k0"].first) == (dt.date(2026, 5, 10), DAY)
    shown = tables.earlier(tuple(came.values())).text
    assert ("taken on 10 May 2026 by Elena Ríos; measured by a trial in six regions: "
            "less than expected") in shown  # fmt: skip
    assert "still advised, undecided; the amount has changed beyond chance" in shown


def test_what_was_advised_two_runs_ago_keeps_its_first_day():
    came = came_of(before(advised("plan.k")), {}, (), (), {"plan"})
    later = before(earlier=came)
    later.day = dt.date(2026, 5, 11)
    again = came_of(later, {}, (), (), {"plan"})
    assert [(each.first, each.state) for each in again] == [(DAY, "gone")]


def test_a_first_run_has_nothing_earlier():
    assert came_of(None, {}, (), (), set()) == ()
    assert tables.earlier(()) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [({"recommendation": "plan"}, "pattern"), ({"measured_by": ""}, "at least 1 character"),
     ({"brought": 9}, "between low and high")],
)  # fmt: skip
def test_an_outcome_is_told_whole(said, told):
    whole = {"recommendation": "plan.k", "brought": 1, "low": 0, "high": 2, "measured_by": "m"}
    with pytest.raises(ValueError, match=told):
        Params(outcomes=[whole | said])
