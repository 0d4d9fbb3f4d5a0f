"""Tasks as MS Project XML: dependencies, resources, assignments and calendars.

The format is Microsoft's "Project XML Data Interchange Schema" (2007). The order in which a person
does tasks is written as dependencies too, so that a program that works the dates out again comes
to the same ones.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from taller import durable

if TYPE_CHECKING:
    from taller.planning.plan.features.clocks import Clock, WorkingTime
    from taller.planning.plan.model.schedule import Schedule

SPACE = "http://schemas.microsoft.com/project"
HOURS = (("09:00:00", "13:00:00"), ("14:00:00", "18:00:00"))
MINUTES = 480  # of a working day
FINISH_TO_START, IN_DAYS, FIXED_DURATION, NOT_BEFORE, PERSON = "1", "7", "1", "4", "1"
ALL = 1  # UID of the calendar of all


def write(path: Path, made: Schedule, *, title: str, phases: Mapping[str, str]) -> None:
    """Write the file, whole or not at all.

    Parameters
    ----------
    title : the project's name
    phases : what each phase is called, in its order; each is a summary of its tasks
    """
    project = ET.Element("Project", xmlns=SPACE)
    begin, end = made.time.clock.starts(0.0), float(made.ends.max())
    _fill(project, SaveVersion="14", Name=title, ScheduleFromStart="1",
          StartDate=_moment(made.time, float(begin)), FinishDate=_moment(made.time, end, True),
          CalendarUID=str(ALL), DefaultStartTime=HOURS[0][0], DefaultFinishTime=HOURS[1][1],
          MinutesPerDay=str(MINUTES), MinutesPerWeek=str(MINUTES * 5))  # fmt: skip
    _calendars(project, made)
    numbers = _tasks(project, made, phases)
    _resources(project, made)
    _assignments(project, made, numbers)
    ET.indent(project)
    durable.write_whole(path, ET.tostring(project, encoding="utf-8", xml_declaration=True))


def _calendars(project: ET.Element, made: Schedule) -> None:
    within = ET.SubElement(project, "Calendars")
    span = int(np.ceil(made.ends.max())) + 366  # a late project meets holidays as well
    _calendar(within, ALL, "", made.time.clock, made.time, span)
    for number, person in enumerate(made.work.people, ALL + 1):
        _calendar(within, number, person.name, made.time.people[person.key], made.time, span)


def _calendar(
    within: ET.Element, number: int, name: str, clock: Clock, time: WorkingTime, span: int
) -> None:
    base = number == ALL
    calendar = _fill(
        ET.SubElement(within, "Calendar"), UID=str(number), Name=name or "Standard",
        IsBaseCalendar=str(int(base)), BaseCalendarUID="-1" if base else str(ALL),
    )  # fmt: skip
    days = ET.SubElement(calendar, "WeekDays")
    if base:
        for sunday_first in range(1, 8):
            worked = ((sunday_first + 5) % 7) + 1 in time.weekdays
            day = _fill(ET.SubElement(days, "WeekDay"), DayType=str(sunday_first),
                        DayWorking=str(int(worked)))  # fmt: skip
            if worked:
                _hours(day)
    exceptions = ET.SubElement(calendar, "Exceptions")
    for day, why in _closed(clock, time, span, base):
        each = ET.SubElement(exceptions, "Exception")
        _fill(each, EnteredByOccurrences="0")
        period = ET.SubElement(each, "TimePeriod")
        _fill(period, FromDate=f"{day}T00:00:00", ToDate=f"{day}T23:59:00")
        _fill(each, Occurrences="1", Name=why or str(day), Type="1", DayWorking="0")


def _closed(
    clock: Clock, time: WorkingTime, span: int, base: bool
) -> Iterable[tuple[dt.date, str]]:
    if base:
        last = time.first + dt.timedelta(days=span)
        return [(day, why) for day, why in time.closed.items() if day <= last]
    off = np.flatnonzero(time.clock.open[:span] & ~clock.open[:span])
    return [(time.first + dt.timedelta(days=int(day)), "") for day in off]


def _hours(day: ET.Element) -> None:
    times = ET.SubElement(day, "WorkingTimes")
    for begin, end in HOURS:
        _fill(ET.SubElement(times, "WorkingTime"), FromTime=begin, ToTime=end)


def _tasks(project: ET.Element, made: Schedule, phases: Mapping[str, str]) -> dict[str, int]:
    """Write each phase and below it its tasks; the number of each task by key."""
    order = [(phase, [i for i, t in enumerate(made.tasks) if t.phase == phase]) for phase in phases]
    numbers, count = {}, 0
    for _, places in order:
        count += bool(places)
        for i in places:
            numbers[made.tasks[i].key] = count = count + 1
    within, count = ET.SubElement(project, "Tasks"), 0
    for outline, (phase, places) in enumerate(((p, i) for p, i in order if i), 1):
        count += 1
        _phase(within, made, places, count, outline, phases[phase])
        for below, i in enumerate(places, 1):
            count += 1
            _task(within, made, i, numbers, f"{outline}.{below}")
    return numbers


def _phase(
    within: ET.Element, made: Schedule, places: list[int], number: int, outline: int, name: str
) -> None:
    start, end = made.starts[places].min(), made.ends[places].max()
    days = float(made.time.clock.at(end) - made.time.clock.at(start))
    _fill(ET.SubElement(within, "Task"), UID=str(number), ID=str(number), Name=name,
          Type=FIXED_DURATION, OutlineNumber=str(outline), OutlineLevel="1",
          Start=_moment(made.time, start), Finish=_moment(made.time, end, True),
          Duration=_duration(days), DurationFormat=IN_DAYS, Summary="1")  # fmt: skip


def _task(
    within: ET.Element, made: Schedule, i: int, numbers: Mapping[str, int], outline: str
) -> None:
    told, task, number = made.tasks[i], made.work.tasks[i], str(numbers[made.tasks[i].key])
    end = _moment(made.time, made.ends[i], True)
    start = _moment(made.time, made.starts[i]) if told.days else end
    facts = {
        "UID": number, "ID": number, "Name": told.name, "Type": FIXED_DURATION,
        "OutlineNumber": outline, "OutlineLevel": "2", "Start": start, "Finish": end,
        "Duration": _duration(_worked(made, i)), "DurationFormat": IN_DAYS,
        "Estimated": str(int(told.assumed)), "Milestone": str(int(told.days == 0)),
        "Summary": "0", "Critical": str(int(told.critical)),
        "TotalSlack": str(round(told.slack * MINUTES * 10)),
        "PercentComplete": "100" if told.done_on else "0",
    }  # fmt: skip
    if told.done_on:
        facts |= {"ActualStart": start, "ActualFinish": end}
    if task.not_before:
        date = f"{task.not_before}T{HOURS[0][0]}"
        facts |= {"ConstraintType": NOT_BEFORE, "ConstraintDate": date}
    facts["Notes"] = told.key
    written = _fill(ET.SubElement(within, "Task"), **facts)
    for key in (*told.needs, *told.after):
        link = ET.SubElement(written, "PredecessorLink")
        _fill(link, PredecessorUID=str(numbers[key]), Type=FINISH_TO_START, CrossProject="0",
              LinkLag=str(round(task.lag * MINUTES * 10)), LagFormat=IN_DAYS)  # fmt: skip


def _resources(project: ET.Element, made: Schedule) -> None:
    within = ET.SubElement(project, "Resources")
    for number, person in enumerate(made.work.people, 1):
        _fill(ET.SubElement(within, "Resource"), UID=str(number), ID=str(number), Name=person.name,
              Type=PERSON, Group=person.role or person.name, MaxUnits=f"{person.share:g}",
              CalendarUID=str(ALL + number))  # fmt: skip


def _assignments(project: ET.Element, made: Schedule, numbers: Mapping[str, int]) -> None:
    within = ET.SubElement(project, "Assignments")
    resource = {person.key: str(n) for n, person in enumerate(made.work.people, 1)}
    for number, (i, told) in enumerate(enumerate(made.tasks), 1):
        _fill(ET.SubElement(within, "Assignment"), UID=str(number),
              TaskUID=str(numbers[told.key]), ResourceUID=resource[told.owner],
              Finish=_moment(made.time, made.ends[i], True),
              Start=_moment(made.time, made.starts[i]), Units=f"{told.share:g}",
              Work=_duration(_worked(made, i) * told.share))  # fmt: skip


def _worked(made: Schedule, i: int) -> float:
    """Working days from a task's start to its end."""
    clock = made.network.clocks[i]
    return float(clock.at(made.ends[i]) - clock.at(made.starts[i]))


def _fill(element: ET.Element, **texts: str) -> ET.Element:
    for name, text in texts.items():
        ET.SubElement(element, name).text = text
    return element


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
