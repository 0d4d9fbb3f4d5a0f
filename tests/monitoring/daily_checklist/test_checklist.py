"""The day's list: ticked only where the system did the item itself, with what it saw."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from taller import language
from taller.monitoring import daily_checklist
from taller.monitoring.daily_checklist import tables
from taller.monitoring.daily_checklist.features.gathered import Gathered
from taller.monitoring.daily_checklist.params import Params
from taller.monitoring.monitoring.result import ModelFit
from taller.monitoring.template.letter import writing
from taller.phase import PhaseResult
from tests.monitoring.weeks import MONDAY, alert, day, found, plan, task, watched


def _of(headline: str = "Found.", **fields) -> PhaseResult:
    """A result that has what the list reads of it."""
    return SimpleNamespace(headline=headline, withheld=False, **fields)  # type: ignore[return-value]


def _list(p: Params | None = None, *, broken=(), withheld=(), ran_on=MONDAY, **results):
    held = Gathered(day=MONDAY, ran_on=ran_on, results=results, broken=broken, withheld=withheld,
                    titles={name: name.capitalize() for name in results})  # fmt: skip
    return daily_checklist.conclude(daily_checklist.tick(held, p or Params()))


def _state(made, key: str) -> tuple[str, str]:
    item = next(item for item in made.items if item.key == key)
    return item.state, item.evidence


DATA = {"rows_used": 90, "rows_read": 90, "agrees": None}
KIND = SimpleNamespace(passed=9, failed=0)


def test_an_empty_run_ticks_nothing_but_that_it_ran():
    made = _list()
    assert [item.key for item in made.items if item.state == "done"] == ["ran"]
    assert sum(figure.estimate.value for figure in made.figures) == len(made.items)
    assert "itself" in made.headline


def test_what_did_not_come_to_its_end_is_looked_at_first():
    made = _list(broken=("Shop",), data=_of(**DATA))
    assert _state(made, "ran") == ("look", "1 of 2; not: Shop")
    assert made.headline.startswith("Look first at: “See that the analyses came to their end”.")


def test_data_are_ticked_only_where_days_are_watched():
    """That every row could be used does not say that none is missing."""
    assert _state(_list(data=_of(**DATA)), "data")[0] == "yours"
    assert _state(_list(data=_of(**DATA), monitoring=watched()), "data")[0] == "done"
    gap = watched(gaps=(-1,))
    assert _state(_list(data=_of(**DATA), monitoring=gap), "data")[0] == "look"
    assert (
        _state(_list(data=_of(**DATA | {"rows_used": 89}), monitoring=watched()), "data")[0]
        == "look"
    )
    assert _state(_list(withheld=("Shop",)), "data")[0] == "look"


def test_a_rehearsal_does_not_tell_that_the_service_answers():
    state, evidence = _state(_list(deployment=_of()), "service")
    assert (state, "rehearsal" in evidence) == ("missing", True)


def test_the_service_is_ticked_by_its_own_log():
    """Not by a rehearsal; an alert of it asks somebody to look, one of sales does not."""
    slow = alert("slow", collector="performance")
    answered = watched(alert("sales"), answered_on=day(-1))
    assert _state(_list(monitoring=watched()), "service")[0] == "missing"
    assert _state(_list(monitoring=answered), "service")[0] == "done"
    assert _state(_list(monitoring=watched(slow, answered_on=day(0))), "service")[0] == "look"
    assert _state(_list(monitoring=watched(answered_on=day(-2))), "service") == (
        "look", "Nobody got an answer after 7 March 2026; no alert of it is open")  # fmt: skip


def test_old_gaps_are_no_news_and_old_data_are_no_data_of_today():
    """A gap of nine days ago is not asked about each day; data that end nine days ago are."""
    assert _state(_list(data=_of(**DATA), monitoring=watched(gaps=(-9,))), "data")[0] == "done"
    stopped = watched().model_copy(update={"as_of": day(-9)})
    state, evidence = _state(_list(data=_of(**DATA), monitoring=stopped), "data")
    assert (state, "nothing newer has arrived" in evidence) == ("look", True)


def test_where_no_test_runs_there_is_none_to_leave_alone():
    assert _state(_list(experiment=_of(state="planned")), "experiment") == (
        "done", "None is running")  # fmt: skip


def test_a_model_that_no_longer_pays_asks_somebody_to_look():
    stopped = watched(models=(ModelFit(name="m", columns=1, moved=0, verdict="stopped"),))
    tested = _of(state="passed", kinds=(KIND,))
    assert _state(_list(monitoring=stopped, test_suite=tested), "models")[0] == "look"


def test_alerts_and_tests_are_ticked_by_what_they_found():
    assert _state(_list(monitoring=watched(alert("x", "over"))), "alerts")[0] == "done"
    assert _state(_list(monitoring=watched(alert("Orders fell"))), "alerts") == (
        "look", "one is open: Orders fell")  # fmt: skip
    assert _state(_list(test_suite=_of(state="passed", kinds=(KIND,))), "models")[0] == "done"
    failed = SimpleNamespace(passed=8, failed=1)
    assert _state(_list(test_suite=_of(state="failed", kinds=(failed,))), "models") == (
        "look", "1 of 9 tests failed")  # fmt: skip


def test_the_plan_tells_the_days_tasks():
    """Under way, ending today, reported today, and what begins next."""
    made = _list(plan=plan(task("a", -3, 0), task("b", -9, -1, done=0), task("c", 2, 5)))
    assert _state(made, "due") == ("yours", "By the plan: Task a; one ends today")
    assert _state(made, "reported") == (
        "yours", "Reported for today: Task b; one task is due and not reported")  # fmt: skip
    assert _state(made, "tomorrow")[1] == "On 11 March 2026 begins: Task c"
    done = _list(plan=plan(task("b", -9, -1, done=0)))
    assert _state(done, "reported")[0] == "done"
    assert _state(_list(plan=plan(task("a", 2, 5))), "reported")[0] == "yours"


def test_own_items_are_added_and_others_left_out():
    own = [{"when": "evening", "item": "Close the till", "owner": "Shop"}]
    made = _list(Params(own=own, leave_out=("backup",)))
    assert [item.what for item in made.items][-1] == "Close the till"
    assert "backup" not in [item.key for item in made.items]
    assert made.items[-1].state == "yours"


def test_a_list_of_another_day_says_so():
    assert not _list(ran_on=day(-1)).checks[0].passed


@pytest.mark.parametrize("code", ["en", "es"])
def test_everything_can_be_said_in_both_languages(code):
    full = {
        "data": _of(**DATA), "plan": plan(task("a", -3, 0)), "llm": found(), "shop": found(),
        "experiment": _of(state="running", stops=()), "optimisation": found(),
        "monitoring": watched(answered_on=day(-1)),
        "test_suite": _of(state="none", kinds=(KIND,)), "ecommerce_b2c": found(),
    }  # fmt: skip
    with language.speaking(code):
        for made in (_list(), _list(**full), _list(broken=("A", "B"), plan=plan())):
            letter = daily_checklist.letter(made, client="Moda & Cía")
            assert writing.as_html(letter).count("☑") == sum(i.state == "done" for i in made.items)
            for section in tables.sections(made).values():
                assert section.title in writing.as_text(letter)


def test_a_recipient_named_twice_is_refused():
    twice = [{"to": "ana"}, {"to": "ana", "language": "es"}]
    with pytest.raises(ValidationError, match=r"names must differ \(twice: ana\)"):
        Params(recipients=twice)
    with pytest.raises(ValidationError, match="should match pattern"):
        Params(recipients=[{"to": "ana@client.example"}])
