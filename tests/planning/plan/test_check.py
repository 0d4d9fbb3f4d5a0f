"""The plan's section of an engagement file: all that is wrong with it is told before a run."""

from __future__ import annotations

import datetime as dt

import pytest

from taller.commands import task
from taller.errors import InputError
from taller.workbench.engagement import engagement

FILE = """\
client: Prueba & Hijos
language: es
locale: es_MX
currency: MXN
data: {source: fashion_store, users: 300, items: 60}
plan:
  starts_on: 2028-02-29   # a leap day
  deadlines: [2027-01-01]
  calendar: {country: Mexico}
  people:
    - {key: ana, name: Ana, share: 3}   # 300 %
  tasks:
    - {key: a, name: A, phase: tests, days: [3, 2, 1], owner: ana, needs: [b]}
    - {key: b, name: B, phase: tests, days: 2, needs: [a]}
    - {key: c, name: C, phase: tests, days: -1, owner: anna, needs: [kickoff]}
"""


def test_all_faults_of_a_schedule_are_told_at_once_with_their_lines(root, tmp_path):
    (tmp_path / "x.yaml").write_text(FILE)
    with pytest.raises(InputError) as caught:
        engagement.read(tmp_path / "x.yaml", root)
    told = [(fault.line, fault.where, fault.what.partition(" (got")[0])
            for fault in caught.value.faults]  # fmt: skip
    assert told == [
        (8, "plan.deadlines[0]", "lies before the project starts on 2028-02-29"),
        (9, "plan.calendar.country",
         "no such country; give its two letters by ISO 3166, such as ES or MX"),
        (11, "plan.people[0].share", "must be at most 1.0"),
        (13, "plan.tasks[0].days", "must rise from lowest to highest, as in [1, 2, 3]"),
        (13, "plan.tasks[0].needs",
         "these wait for each other in a circle: a → b → a; let one go first"),
        (14, "plan.tasks[1]", "a task of your own needs owner too"),
        (15, "plan.tasks[2].days", "must lie between 0 and 500"),
        (15, "plan.tasks[2].needs[0]", "no such task; did you mean 'kick_off'?"),
        (15, "plan.tasks[2].owner",
         "nobody of `people` has this key, name or role; did you mean 'ana'?"),
    ]  # fmt: skip


NAMES = (
    FILE.partition("plan:")[0]
    + """\
use_cases: {cases: {talla: {owner: Tallas}}}
plan:
  people: [{key: ana, name: Ana Ruiz, role: Analista}]
  day_rates: {Ana  RUIZ: 1, tallas: 2, CRM: 3, Finanzas: 4, Project lead: 5, Analsita: 6}
  benefits: {talla: {yearly: 1}, churn: {yearly: 1}, chrun: {yearly: 1}, cats: {yearly: 1}}
"""
)


def test_a_benefit_or_a_day_rate_under_an_unknown_name_is_a_fault(root, tmp_path):
    """Names of people, of cases' owners, of readiness' advice and of the guide are known."""
    (tmp_path / "x.yaml").write_text(NAMES)
    with pytest.raises(InputError) as caught:
        engagement.read(tmp_path / "x.yaml", root)
    told = {fault.where: fault.what for fault in caught.value.faults}
    case = told.pop("use_cases.cases.talla")
    assert "a case of your own needs" in case
    assert set(told) == {"plan.day_rates.Analsita", "plan.benefits.chrun", "plan.benefits.cats"}
    assert "did you mean 'analista'?" in told["plan.day_rates.Analsita"]
    assert "no such use case; did you mean 'churn'?" in told["plan.benefits.chrun"]
    assert "did you mean" not in told["plan.benefits.cats"]


def test_a_task_the_guide_has_not_is_not_written_as_done(root, tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text(FILE.partition("plan:")[0])
    read = engagement.read(file, root)
    assert task.mark(read, {"churn.build": dt.date(2025, 3, 4)})
    written = file.read_text()
    assert written.endswith("plan:\n  done: {churn.build: 2025-03-04}\n")
    with pytest.raises(InputError, match="no such task; did you mean 'kick_off'"):
        task.mark(read, {"kickof": dt.date(2025, 3, 4)})
    assert file.read_text() == written
