"""The work: the guide's tasks, scaled by what was chosen, with the client's changes and owners."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from taller import language
from taller.errors import InputError
from taller.measurement.ranges import Range
from taller.planning.plan.features.work import Work
from taller.planning.plan.model.resources import full_time
from taller.planning.plan.params import guide
from taller.planning.plan.params.tasks import Calendar, Person, TaskGiven
from taller.preparation.readiness import named as readiness
from taller.preparation.use_cases import named as use_cases
from tests.planning.plan_made import NASTY, scheduled, small, work


def case(key: str, weeks=(10, 12, 20), days=(20, 30, 50), after=(), owner="CRM"):
    return SimpleNamespace(key=key, name=key.title(), owner=owner, weeks=Range(*weeks),
                           person_days=Range(*days), after=after)  # fmt: skip


def by_key(made) -> dict:
    return {task.key: task for task in made.tasks}


def test_a_case_takes_the_guide_s_share_of_its_weeks_in_each_phase():
    """Of 60 days: 8 % to prepare, 34 and 16 to build and connect, 17 and 17 at the end."""
    tasks = by_key(work(chosen=[case("churn")]))
    days = {key: task.days.mid for key, task in tasks.items() if key.startswith("churn.")}
    assert days == {"churn.data": 5, "churn.build": 20.5, "churn.connect": 9.5, "churn.test": 10,
                    "churn.launch": 10}  # fmt: skip
    assert tasks["churn.build"].days == Range(17, 20.5, 34)
    assert tasks["churn.build"].share == 0.55  # 30 person-days in 55.2 days: 0.543


def test_a_case_with_more_work_than_days_takes_longer_at_full_time():
    """110.4 person-days in 55.2 days: twice as long."""
    build = by_key(work(chosen=[case("churn", days=(90, 110.4, 200))]))["churn.build"]
    assert (build.share, build.days.mid) == (1, 41)


def test_the_guide_s_twelve_weeks_stand_in_where_no_case_was_chosen():
    """62 working days from 11 January: 1, 4, 5, 20.5, 9.5, 10, 10, and 2 to hand over."""
    made = work()
    assert made.pilot
    found = scheduled(made, first=dt.date(2027, 1, 11), calendar=Calendar())
    assert found.ends_on == dt.date(2027, 4, 6)


def test_cases_wait_for_those_they_build_on_and_for_gaps():
    gap = SimpleNamespace(question="ai_budget", next_step="Agree a budget", owner="CFO", days=2)
    tasks = by_key(work(chosen=[case("a"), case("b", after=("a", "not_chosen"))], gaps=[gap]))
    assert tasks["b.build"].needs == ("b.data", "environment", "gap.ai_budget", "a.launch")
    assert tasks["gap.ai_budget"].name == "Agree a budget"
    assert tasks["gap.ai_budget"].days == Range(3, 4, 7)  # 2 person-days at half time
    assert tasks["handover"].needs == ("training", "a.launch", "b.launch")


def test_names_are_in_the_language_of_the_run():
    with language.speaking("es"):
        tasks = by_key(work(chosen=[case("churn")]))
    assert tasks["churn.build"].name == "Construir y comparar: Churn"
    assert tasks["kick_off"].name == "Arranque"


def test_an_owner_is_found_by_key_name_or_role_in_either_language():
    people = [Person(key="eva", name="Eva", role="crm"), Person(key="leo", name="Leo",
              role="Analista de datos"), Person(key="ana", name="Ana", role="x")]  # fmt: skip
    changed = [TaskGiven(key="kick_off", owner="Ana"), TaskGiven(key="goals", owner="ana")]
    made = work(chosen=[case("churn")], people=people, tasks=changed)
    tasks = by_key(made)
    owners = [tasks[key].owner for key in ("kick_off", "goals", "churn.data", "churn.test")]
    assert owners == ["ana", "ana", "leo", "eva"]
    named = {made.person(key).name for key in made.roles}
    assert named == {"Project lead", "Technology"}  # nobody has these


def test_an_owner_that_another_notebook_names_is_found_whatever_the_file_s_language():
    """The file calls him "Atención al cliente"; a run in English names "Customer service"."""
    people = [Person(key="eva", name="Eva", role="Atención al cliente")]
    made = work(chosen=[case("churn", owner="Customer service")], people=people)
    assert by_key(made)["churn.test"].owner == "eva"


def test_the_guide_knows_whomever_readiness_and_use_cases_name():
    named = use_cases.names({})["roles"] | readiness.names({})["roles"]
    assert {role for role in named if len(guide.called(role)) < 3} == set()


def test_the_guide_s_task_of_somebody_with_half_the_time_takes_twice_as_long():
    people = [Person(key="ana", name="Ana", role="Project lead", share=0.5)]
    kick_off = by_key(work(people=people))["kick_off"]
    assert (kick_off.days, kick_off.share) == (Range(2, 2, 4), 0.5)


def test_a_change_keeps_what_it_does_not_name():
    tasks = by_key(work(tasks=[TaskGiven(key="data_access", days=[5, 8, 20])]))
    assert tasks["data_access"].days == Range(5, 8, 20)
    assert tasks["data_access"].needs == ("kick_off",)
    assert (tasks["data_access"].assumed, tasks["goals"].assumed) == (False, True)


def test_tasks_that_this_plan_has_not_are_told_together():
    later = TaskGiven(key="audit", name="Audit", phase="tests", days=1, owner="ana",
                      needs=("chrun.build",))  # fmt: skip
    with pytest.raises(InputError, match="2 faults") as caught:
        work(chosen=[case("churn")], tasks=[later], done={"other.test": dt.date(2027, 1, 1)})
    assert "no task 'chrun.build' in this plan; did you mean 'churn.build'?" in str(caught.value)
    assert "tasks.other.test: no such task in this plan" in str(caught.value)


def test_the_likely_schedule_levels_dates_and_names_the_critical_path():
    """Ana's day and a half, then two days around the holiday and her day off, a day's wait."""
    made = scheduled()
    assert made.tasks[0].name == NASTY
    assert [task.critical for task in made.tasks] == [True] * 3
    assert made.ends_on == dt.date(2026, 12, 15)
    assert made.done_by(dt.date(2026, 12, 14)) == 0
    assert made.done_by(dt.date(2026, 12, 15)) == 1


def test_a_person_does_one_full_task_at_a_time_and_the_order_is_told():
    given = {"phase": "tests", "owner": "ana", "days": 1}
    todo = work(guided=False, people=[Person(key="ana", name="Ana")],
                tasks=[TaskGiven(key=key, name=key, **given) for key in "ab"])  # fmt: skip
    made = scheduled(todo, calendar=Calendar())
    assert made.unlevelled == dt.date(2026, 12, 4)
    assert made.ends_on == dt.date(2026, 12, 7)
    assert [task.after for task in made.tasks] == [(), ("a",)]
    assert made.levelled.proved


def test_a_milestone_falls_on_the_day_by_which_it_can_be():
    """On Friday evening, not on the Monday after."""
    given = {"phase": "tests", "owner": "ana"}
    todo = work(guided=False, people=[Person(key="ana", name="Ana")],
                tasks=[TaskGiven(key="a", name="a", days=1, **given),
                       TaskGiven(key="b", name="b", days=0, needs=("a",), **given)])  # fmt: skip
    signed = scheduled(todo, calendar=Calendar()).tasks[1]
    assert signed.starts_on == signed.ends_on == dt.date(2026, 12, 4)


def test_done_tasks_move_the_end_and_progress_before_the_start_is_refused():
    """Preparation took until Friday the 11th: build ends on the 15th, the test on the 17th."""
    late = scheduled(small(prepare=dt.date(2026, 12, 11)))
    assert late.ends_on == dt.date(2026, 12, 17)
    with pytest.raises(InputError, match="before the project starts on 2026-12-04"):
        scheduled(small(prepare=dt.date(2026, 12, 3)))


def test_the_chance_of_each_day_is_told_over_the_correlations_assumed():
    made = scheduled(correlation=0.3)
    assert made.correlations == (0.0, 0.3, 0.6)
    told = made.chances([dt.date(2026, 12, 14), dt.date(2026, 12, 15)])
    assert told["middle"].tolist() == [0, 1]


def test_a_person_s_load_is_told_by_week():
    """Ana: Friday and half of Monday, then half of it and a day around the holiday and her own."""
    told = full_time(scheduled())
    ana, leo = (told[told["role"] == role] for role in ("Ana", "QA"))
    assert (ana["people"] * 5).round(9).tolist() == [1, 2.5]
    assert ana["week"].tolist() == [dt.date(2026, 11, 30), dt.date(2026, 12, 7)]
    assert (leo["people"] * 5).round(9).tolist() == [0.5]


def two(**first) -> Work:
    """Two days' work of Ana's, full time, in no order of their own."""
    given = {"phase": "tests", "owner": "ana", "days": [0.5, 1, 3]}
    return work(guided=False, people=[Person(key="ana", name="Ana")],
                tasks=[TaskGiven(key="a", name="a", **given, **first),
                       TaskGiven(key="b", name="b", **given)])  # fmt: skip


def test_what_may_start_only_later_is_not_waited_for():
    made = scheduled(two(not_before=dt.date(2026, 12, 10)), calendar=Calendar())
    assert [task.starts_on.day for task in made.tasks] == [10, 4]


def test_a_done_task_is_waited_for_by_nobody_and_its_work_is_known():
    """Ana goes on with the other at once; only that one's days are still drawn, 0.5 to 3."""
    made = scheduled(two(done_on=dt.date(2026, 12, 7)), calendar=Calendar())
    assert made.tasks[1].after == ()
    assert made.tasks[1].starts_on == dt.date(2026, 12, 7)
    drawn = made.simulation.days.sum(axis=0)
    assert drawn.min() >= 1.5
    assert drawn.max() <= 4


def test_when_all_is_done_the_plan_ends_on_the_last_day_of_it():
    """Leo ended last, on the 18th; nothing delays anything any more."""
    days = {"prepare": 7, "build": 11, "test": 18}
    made = scheduled(small(**{key: dt.date(2026, 12, day) for key, day in days.items()}))
    assert made.ends_on == made.end(0.1) == made.end(0.9) == dt.date(2026, 12, 18)
    assert not any(task.critical for task in made.tasks)
