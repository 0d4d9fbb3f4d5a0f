"""What the plan leaves for other programs, read back by programs that know the formats."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import sys
from types import SimpleNamespace

import icalendar
import pytest

from taller.errors import DataError
from taller.planning.plan.artifacts import ics, jira, progress, project_xml
from taller.workbench.share import artifacts
from tests.planning.plan_made import NASTY, PHASES, scheduled, small

READER = """
import json, sys
import jpype, mpxj
jpype.startJVM("-Xmx256m")
from org.mpxj.reader import UniversalProjectReader
from java.time import LocalDate
project = UniversalProjectReader().read(sys.argv[1])
text = lambda value: None if value is None else str(value)
tasks = {
    str(task.getNotes() or task.getName()).strip(): {
        "name": text(task.getName()), "start": text(task.getStart()), "end": text(task.getFinish()),
        "days": text(task.getDuration()), "level": int(task.getOutlineLevel()),
        "critical": bool(task.getCritical()), "done": float(task.getPercentageComplete() or 0),
        "needs": [[str(link.getPredecessorTask().getNotes()).strip(), str(link.getType()),
                   str(link.getLag())] for link in task.getPredecessors()],
        "who": [[text(a.getResource().getName()), float(a.getUnits()), text(a.getWork())]
                for a in task.getResourceAssignments()],
    }
    for task in project.getTasks()
}
days = [LocalDate.of(2026, 12, day) for day in range(4, 12)]
works = {
    str(resource.getName()): [bool(resource.getCalendar().isWorkingDate(day)) for day in days]
    for resource in project.getResources() if resource.getName()
}
print(json.dumps({"tasks": tasks, "works": works,
                  "common": [bool(project.getDefaultCalendar().isWorkingDate(d)) for d in days]}))
"""


def by_mpxj(path) -> dict:
    """What the Java library reads, in a process of its own that is ended if it hangs."""
    pytest.importorskip("mpxj")
    done = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True,
                          text=True, timeout=120)  # fmt: skip
    if "JVMNotFound" in done.stderr:
        pytest.skip("no Java here")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow  # starts Java
def test_ms_project_reads_tasks_dependencies_people_and_calendars(tmp_path):
    """Half a day into Monday the 7th; the 8th a holiday, the 9th Ana's own; Leo waits a day."""
    made = scheduled()
    project_xml.write(tmp_path / "plan.xml", made, title="Prueba & Hijos", phases=PHASES)
    read = by_mpxj(tmp_path / "plan.xml")
    tasks = read["tasks"]
    assert [tasks[key]["level"] for key in ("Preparación", "prepare", "Pruebas", "test")] == [
        1, 2, 1, 2,
    ]  # fmt: skip
    assert tasks["prepare"]["name"] == NASTY
    assert (tasks["prepare"]["start"], tasks["prepare"]["end"], tasks["prepare"]["days"]) == (
        "2026-12-04T09:00", "2026-12-07T13:00", "1.5d",
    )  # fmt: skip
    assert (tasks["build"]["start"], tasks["build"]["end"]) == (
        "2026-12-07T14:00", "2026-12-11T13:00",
    )  # fmt: skip
    assert (tasks["test"]["start"], tasks["test"]["end"]) == (
        "2026-12-14T14:00", "2026-12-15T13:00",
    )  # fmt: skip
    assert tasks["test"]["needs"] == [["build", "FS", "1.0d"]]
    assert tasks["test"]["who"] == [["Leo", 50.0, "4.0h"]]
    assert all(tasks[key]["critical"] for key in ("prepare", "build", "test"))
    assert read["common"] == [True, False, False, True, False, True, True, True]
    assert read["works"]["Ana"] == [True, False, False, True, False, False, True, True]
    assert read["works"]["Leo"] == read["common"]


def test_every_file_of_a_plan_may_go_to_the_client(tmp_path):
    """No column of theirs reads as a person's number, no entry as an e-mail address."""
    made, folder = scheduled(), tmp_path / "artifacts" / "plan"
    folder.mkdir(parents=True)
    project_xml.write(folder / "plan.xml", made, title="T", phases=PHASES)
    jira.write(folder / "jira.csv", made, phases=PHASES)
    ics.write(folder / "plan.ics", made, title="T")
    progress.write(folder / "done.csv", made)
    names = [f"artifacts/plan/{path.name}" for path in folder.iterdir()]
    result = {"artifacts": [{"path": name} for name in names]}
    handed = SimpleNamespace(folder=tmp_path, pages=[SimpleNamespace(result=result)])
    goes, stays = artifacts.sorted_out(handed)
    assert (sorted(goes), stays) == (sorted(names), {})


def test_jira_s_rows_hold_links_and_no_formula(tmp_path):
    jira.write(tmp_path / "jira.csv", scheduled(), phases=PHASES)
    with (tmp_path / "jira.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    told = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert [row[1] for row in rows] == ["Epic"] * 3 + ["Task"] * 3
    assert told["4"]["Summary"] == "'" + NASTY
    assert (told["4"]["Parent"], told["4"]["Outward issue link (Blocks)"]) == ("1", "5")
    assert told["5"]["Due date"] == "2026-12-11"
    assert told["6"]["Outward issue link (Blocks)"] == ""
    assert told["6"]["Original estimate"] == str(4 * 3600)  # half of Leo's time for a day


def test_the_calendar_holds_text_as_text_and_days_whole(tmp_path):
    made = scheduled()
    ics.write(tmp_path / "plan.ics", made, title="Prueba", deadlines=[dt.date(2026, 12, 18)],
              deadline="Plazo")  # fmt: skip
    read = icalendar.Calendar.from_ical((tmp_path / "plan.ics").read_bytes())
    events = list(read.walk("VEVENT"))
    assert str(events[0]["summary"]) == f"{NASTY} (Ana)"
    assert (events[1].decoded("dtstart"), events[1].decoded("dtend")) == (
        dt.date(2026, 12, 7), dt.date(2026, 12, 12),
    )  # fmt: skip
    assert str(events[-1]["summary"]) == "Plazo"
    assert len({str(event["uid"]) for event in events}) == 4


def test_the_calendar_is_the_same_for_the_same_plan_and_moves_a_task_when_it_changed(tmp_path):
    for name, todo in (("a", small()), ("b", small()), ("c", small(prepare=dt.date(2026, 12, 10)))):
        ics.write(tmp_path / name, scheduled(todo), title="Prueba")
    a, b, c = ((tmp_path / name).read_bytes() for name in "abc")
    assert a == b

    def uids(raw: bytes) -> list[str]:
        return [str(e["uid"]) for e in icalendar.Calendar.from_ical(raw).walk("VEVENT")]

    assert a != c
    assert uids(a) == uids(c)


def test_done_tasks_come_back_as_a_spreadsheet_saves_them(tmp_path):
    """Written with empty days, filled in and saved by a Spanish Excel."""
    progress.write(tmp_path / "p.csv", scheduled())
    text = (tmp_path / "p.csv").read_text(encoding="utf-8-sig")
    assert progress.read(tmp_path / "p.csv") == {}
    lines = [line.replace(",", ";") for line in text.splitlines() if "cmd" not in line]
    lines[1] += "03/12/2026"
    (tmp_path / "back.csv").write_bytes("\r\n".join([*lines, ""]).encode("cp1252"))
    assert progress.read(tmp_path / "back.csv") == {"build": dt.date(2026, 12, 3)}
    american = progress.read(tmp_path / "back.csv", month_first=True)
    assert american == {"build": dt.date(2026, 3, 12)}


def test_what_is_wrong_with_done_tasks_is_told_at_once_with_its_line(tmp_path):
    rows = "key,done_on\na,2027-02-29\n,2026-01-01\nb,soon\nc,2026-01-01\nc,2026-01-02\n"
    (tmp_path / "x.csv").write_text(rows)
    with pytest.raises(DataError, match=r"4 faults\n(.*\n){3}.*'c' is done on two days") as caught:
        progress.read(tmp_path / "x.csv")
    assert "line 2  done_on: must be a date, as in 2026-03-31 (got '2027-02-29')" in str(
        caught.value
    )


@pytest.mark.parametrize(
    "raw, what",
    [
        (b"", "is empty"),
        (b"name,day\na,2026-01-01\n", "needs the columns 'key' and 'done_on'"),
        (b"x" * 1_000_001, "is larger than 1 MB"),
        (b"key,done_on\n" + b"y" * 200_000, "is no CSV"),
    ],
)
def test_what_is_no_list_of_done_tasks_is_refused_in_one_line(tmp_path, raw, what):
    (tmp_path / "x.csv").write_bytes(raw)
    with pytest.raises(DataError, match=what):
        progress.read(tmp_path / "x.csv")
