"""Tasks as MS Project XML: dependencies, resources, assignments and calendars.

The format is Microsoft's "Project XML Data Interchange Schema" (2007). The order in which a person
does tasks is written as dependencies too, so that a program that works the dates out again comes
to the same ones.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from taller import durable

if TYPE_CHECKING:
    from taller.planning.plan.features.clocks import WorkingTime
    from taller.planning.plan.model.schedule import Schedule

SPACE = "http://schemas.microsoft.com/project"
HOURS = (("09:00:00", "13:00:00"), ("14:00:00", "18:00:00"))
MINUTES = 480  # of a working day
FINISH_TO_START, IN_DAYS, FIXED_DURATION, NOT_BEFORE, PERSON = 1, 7, 1, 4, 1
ALL = 1  # UID of the calendar of all


def write(path: Path, made: Schedule, *, title: str, phases: Mapping[str, str]) -> None:
    """Write the file, whole or not at all.

    Parameters
    ----------
    title : the project's name
    phases : what each phase is called, in its order; each is a summary of its tasks
    """
    begin = float(made.time.clock.starts(0.0))
    project = ET.Element("Project", xmlns=SPACE)
    _fill(project, {
        "SaveVersion": 14, "Name": title, "ScheduleFromStart": 1,
        "StartDate": _moment(made.time, begin),
        "FinishDate": _moment(made.time, float(made.ends.max()), True), "CalendarUID": ALL,
        "DefaultStartTime": HOURS[0][0], "DefaultFinishTime": HOURS[1][1],
        "MinutesPerDay": MINUTES, "MinutesPerWeek": MINUTES * 5,
        "Calendars": {"Calendar": _calendars(made)},
        "Tasks": {"Task": _tasks(made, phases)},
        "Resources": {"Resource": [
            {"UID": n, "ID": n, "Name": person.name, "Type": PERSON,
             "Group": person.role or person.name, "MaxUnits": f"{person.share:g}",
             "CalendarUID": ALL + n}
            for n, person in enumerate(made.work.people, 1)
        ]},
        "Assignments": {"Assignment": _assignments(made, phases)},
    })  # fmt: skip
    ET.indent(project)
    durable.write_whole(path, ET.tostring(project, encoding="utf-8", xml_declaration=True))


def _calendars(made: Schedule) -> list[dict[str, Any]]:
    """The calendar of all, then each person's, which holds their own days off alone."""
    time, span = made.time, int(np.ceil(made.ends.max())) + 366  # a late project meets more
    days = [time.first + dt.timedelta(days=n) for n in range(span)]
    week = [
        {"DayType": n, "DayWorking": int(worked := (n + 5) % 7 + 1 in time.weekdays),
         **({"WorkingTimes": {"WorkingTime": [{"FromTime": a, "ToTime": b} for a, b in HOURS]}}
            if worked else {})}
        for n in range(1, 8)  # Sunday is 1
    ]  # fmt: skip
    closed = {day: why for day, why in time.closed.items() if day <= days[-1]}
    found = [_calendar(ALL, "Standard", week, closed)]
    for n, person in enumerate(made.work.people, ALL + 1):
        off = time.clock.open[:span] & ~time.people[person.key].open[:span]
        own = {day: "" for day, away in zip(days, off, strict=False) if away}
        found.append(_calendar(n, person.name, [], own))
    return found


def _calendar(n: int, name: str, week: list[dict], off: Mapping[dt.date, str]) -> dict[str, Any]:
    return {
        "UID": n, "Name": name, "IsBaseCalendar": int(n == ALL),
        "BaseCalendarUID": -1 if n == ALL else ALL, "WeekDays": {"WeekDay": week},
        "Exceptions": {"Exception": [
            {"EnteredByOccurrences": 0,
             "TimePeriod": {"FromDate": f"{day}T00:00:00", "ToDate": f"{day}T23:59:00"},
             "Occurrences": 1, "Name": why or day, "Type": 1, "DayWorking": 0}
            for day, why in off.items()
        ]},
    }  # fmt: skip


def _outline(made: Schedule, phases: Mapping[str, str]) -> list[tuple[str, int]]:
    """Each phase that has tasks (with -1), and below it the places of these."""
    below = {phase: [i for i, t in enumerate(made.tasks) if t.phase == phase] for phase in phases}
    return [(phase, i) for phase, places in below.items() if places for i in (-1, *places)]


def _numbers(made: Schedule, phases: Mapping[str, str]) -> dict[str, int]:
    """The number of each task, by key."""
    order = enumerate(_outline(made, phases), 1)
    return {made.tasks[i].key: n for n, (_, i) in order if i >= 0}


def _tasks(made: Schedule, phases: Mapping[str, str]) -> list[dict[str, Any]]:
    numbers, found, outer, inner = _numbers(made, phases), [], 0, 0
    for n, (phase, i) in enumerate(_outline(made, phases), 1):
        outer, inner = (outer + 1, 0) if i < 0 else (outer, inner + 1)
        if i < 0:
            places = [j for j, task in enumerate(made.tasks) if task.phase == phase]
            start, end = made.starts[places].min(), made.ends[places].max()
            days = float(made.time.clock.at(end) - made.time.clock.at(start))
            more = {"Name": phases[phase], "OutlineNumber": outer, "OutlineLevel": 1,
                    "Start": _moment(made.time, start), "Finish": _moment(made.time, end, True),
                    "Duration": _duration(days), "Summary": 1}  # fmt: skip
        else:
            more = {"OutlineNumber": f"{outer}.{inner}", "OutlineLevel": 2, "Summary": 0,
                    **_task(made, i, numbers)}  # fmt: skip
        found.append({"UID": n, "ID": n, "Type": FIXED_DURATION, "DurationFormat": IN_DAYS, **more})
    return found


def _task(made: Schedule, i: int, numbers: Mapping[str, int]) -> dict[str, Any]:
    told, task = made.tasks[i], made.work.tasks[i]
    end = _moment(made.time, made.ends[i], True)
    start = _moment(made.time, made.starts[i]) if told.days else end
    facts = {
        "Name": told.name, "Start": start, "Finish": end, "Duration": _duration(_worked(made, i)),
        "Estimated": int(told.assumed), "Milestone": int(told.days == 0),
        "Critical": int(told.critical), "TotalSlack": round(told.slack * MINUTES * 10),
        "PercentComplete": 100 if told.done_on else 0, "Notes": told.key,
        "PredecessorLink": [
            {"PredecessorUID": numbers[key], "Type": FINISH_TO_START, "CrossProject": 0,
             "LinkLag": round(task.lag * MINUTES * 10), "LagFormat": IN_DAYS}
            for key in (*told.needs, *told.after)
        ],
    }  # fmt: skip
    if told.done_on:
        facts |= {"ActualStart": start, "ActualFinish": end}
    if task.not_before:
        date = f"{task.not_before}T{HOURS[0][0]}"
        facts |= {"ConstraintType": NOT_BEFORE, "ConstraintDate": date}
    return facts


def _assignments(made: Schedule, phases: Mapping[str, str]) -> list[dict[str, Any]]:
    numbers = _numbers(made, phases)
    resource = {person.key: n for n, person in enumerate(made.work.people, 1)}
    return [
        {"UID": i + 1, "TaskUID": numbers[told.key], "ResourceUID": resource[told.owner],
         "Finish": _moment(made.time, made.ends[i], True),
         "Start": _moment(made.time, made.starts[i]), "Units": f"{told.share:g}",
         "Work": _duration(_worked(made, i) * told.share)}
        for i, told in enumerate(made.tasks)
    ]  # fmt: skip


def _worked(made: Schedule, i: int) -> float:
    """Working days from a task's start to its end."""
    clock = made.network.clocks[i]
    return float(clock.at(made.ends[i]) - clock.at(made.starts[i]))


def _fill(element: ET.Element, holds: Mapping[str, Any]) -> None:
    """Elements for what a mapping holds; a list repeats its element."""
    for name, held in holds.items():
        for each in held if isinstance(held, list) else [held]:
            below = ET.SubElement(element, name)
            if isinstance(each, Mapping):
                _fill(below, each)
            else:
                below.text = str(each)


def _duration(days: float) -> str:
    minutes = round(days * MINUTES)
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def _moment(time: WorkingTime, moment: float, end: bool = False) -> str:
    """Date and time of day; a morning ends at one, what starts then starts at two."""
    day = time.ends_on(moment) if end else time.starts_on(moment)
    minutes = round((moment - time.moment(day)) * MINUTES)
    half = MINUTES // 2
    after_noon = minutes > half if end else minutes >= half
    at = dt.datetime.combine(day, dt.time(9)) + dt.timedelta(minutes=minutes + 60 * after_noon)
    return at.isoformat()
