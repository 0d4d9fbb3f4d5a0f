"""What is wrong with a schedule is told before anything is computed, each at its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import Field, ValidationError, model_validator

from taller.faults import together
from taller.phase import Section
from taller.planning.plan.params.faults import of_schedule
from taller.planning.plan.params.tasks import Calendar, Day, Person, TaskGiven


class Schedule(Section):
    """The fields of the plan's section that these rooms look at."""

    starts_on: Day | None = None
    deadlines: tuple[Day, ...] = ()
    guide: bool = True
    calendar: Calendar = Field(default_factory=Calendar)
    people: tuple[Person, ...] = ()
    tasks: tuple[TaskGiven, ...] = ()
    done: dict[str, Day] = Field(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _all(cls, given: Any, handler: Any) -> Any:
        return together(cls, given, handler, of_schedule)


def faults(**given) -> list[str]:
    """Each fault as ``place: what``."""
    try:
        Schedule(**given)
    except ValidationError as error:
        return [".".join(map(str, e["loc"])) + f": {e['msg'].removeprefix('Value error, ')}"
                for e in error.errors()]  # fmt: skip
    return []


def own(key: str, **more) -> dict:
    made = {"key": key, "name": key, "phase": "tests", "days": [1, 2, 3], "owner": "ana"}
    return {name: value for name, value in (made | more).items() if value is not None}


ANA = {"key": "ana", "name": "Ana Ruiz", "role": "Data analyst", "share": 0.5}


def test_a_sound_schedule_has_no_fault():
    assert not faults(
        starts_on=dt.date(2028, 2, 29), deadlines=[dt.date(2028, 6, 1)], people=[ANA],
        calendar={"country": "ES", "subdivision": "MD", "closed": ["2028-12-24"]},
        tasks=[own("audit", needs=["kick_off", "churn.build", "gap.data_access"], share=0.5),
               {"key": "data_access", "owner": "data analyst", "needs": ["audit"]},
               {"key": "churn.test", "days": [2, 4, 6], "owner": "Marketing"}],
        done={"kick_off": dt.date(2028, 3, 1)},
    )  # fmt: skip


@pytest.mark.parametrize(
    "given, told",
    [
        ({"tasks": [own("a", needs=["b"]), own("b", needs=["c"]), own("c", needs=["a"])]},
         "tasks.0.needs: these wait for each other in a circle: a → b → c → a; let one go first"),
        ({"tasks": [own("a", needs=["a"])]},
         "tasks.0.needs: these wait for each other in a circle: a → a; let one go first"),
        ({"tasks": [{"key": "kick_off", "needs": ["data_access"]}]},
         "circle: data_access → kick_off → data_access; let one go first"),
        ({"tasks": [own("audit", owner=None)]}, "tasks.0: a task of your own needs owner too"),
        ({"tasks": [{"key": "kickoff", "owner": "ana"}]}, "did you mean 'kick_off'?"),
        ({"tasks": [own("audit", owner="anna")], "people": [ANA]},
         "nobody of `people` has this key, name or role; did you mean 'ana'?"),
        ({"tasks": [own("audit", needs=["kickoff"])]},
         "tasks.0.needs.0: no such task; did you mean 'kick_off'?"),
        ({"tasks": [own("audit", needs=["churn.biuld"])]}, "tasks.0.needs.0: no such task"),
        ({"people": [ANA | {"share": 3}]}, "people.0.share: Input should be less than"),
        ({"tasks": [own("audit", share=0.8)], "people": [ANA]},
         "tasks.0.share: is more than the project has of Ana Ruiz (0.5)"),
        ({"starts_on": dt.date(2027, 1, 4), "deadlines": [dt.date(2027, 1, 1)]},
         "deadlines.0: lies before the project starts on 2027-01-04"),
        ({"people": [ANA | {"off": [{"first": "2027-01-09", "last": "2027-01-02"}]}]},
         "people.0.off.0: must not end before it starts"),
        ({"tasks": [own("a", started_on="2027-02-02", done_on="2027-02-01")]},
         "tasks.0.done_on: lies before the task starts on 2027-02-02"),
        ({"starts_on": dt.date(2027, 1, 4), "done": {"kick_off": dt.date(2027, 1, 1)}},
         "done.kick_off: lies before the project starts on 2027-01-04"),
        ({"tasks": [own("a", days=[3, 2, 1])]}, "must rise from lowest to highest, as in"),
        ({"tasks": [own("a", days=[-1, 2, 3])]}, "must lie between 0 and 500"),
        ({"tasks": [own("a", days=[1, 2, float("inf")])]}, "must be one number, or three"),
        ({"tasks": [own("a", lag=-1)]}, "tasks.0.lag: Input should be greater than or equal to 0"),
        ({"starts_on": "2027-02-29"}, "starts_on: Input should be a valid date"),
        ({"calendar": {"country": "Mexico"}},
         "calendar.country: no such country; give its two letters by ISO 3166, such as ES or MX"),
        ({"calendar": {"country": "mx"}}, "did you mean 'MX'?"),
        ({"calendar": {"country": "ES", "subdivision": "MAD"}},
         "calendar.subdivision: no such part of ES; known: AN, AR"),
        ({"calendar": {"country": "MX", "subdivision": "CMX"}},
         "calendar.subdivision: MX has one calendar for all its parts; leave this out"),
        ({"calendar": {"subdivision": "MD"}}, "calendar.subdivision: needs its country too"),
        ({"calendar": {"weekdays": []}}, "calendar.weekdays: Tuple should have at least 1 item"),
        ({"guide": False}, "guide: no task is left to plan; offer the guide's, or name some"),
        ({"tasks": [own("a"), own("a")]}, "tasks.1.key: stands twice"),
        ({"people": [ANA, ANA]}, "people.1.key: stands twice"),
        ({"done": {"kickoff": "2027-01-01"}}, "done.kickoff: no such task; did you mean"),
        ({"guide": False, "tasks": [own("a", needs=["kick_off"])]}, "no such task; known: a"),
    ],
)  # fmt: skip
def test_each_fault_is_told_at_its_place_with_what_to_do(given, told):
    found = faults(**given)
    assert len(found) == 1
    assert told in found[0]


def test_all_faults_are_told_at_once():
    found = faults(
        people=[ANA | {"share": 3}],
        tasks=[own("a", days=[3, 2, 1], needs=["nope"], owner="bob")],
        calendar={"country": "XX"},
    )
    assert len(found) == 5


@pytest.mark.parametrize("wrong", [7, "x", [7], [{"key": 7, "needs": 7}], {"a": 1}, None, [[]]])
def test_what_is_of_another_kind_altogether_is_a_fault_and_no_crash(wrong):
    for name in ("tasks", "people", "done", "calendar", "deadlines", "starts_on", "guide"):
        faults(**{name: wrong})
