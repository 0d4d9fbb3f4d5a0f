"""The plan as a calendar file: a day or more for each task, and each deadline."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taller import durable

if TYPE_CHECKING:
    from taller.planning.plan.model.schedule import Schedule


def write(
    path: Path, made: Schedule, *, title: str, deadlines: Sequence[dt.date] = (), deadline: str = ""
) -> None:
    """Write the file, whole or not at all; the same plan gives the same bytes.

    Parameters
    ----------
    title : of the calendar; with a task's key it identifies the task's entry, which a newer file
        therefore moves and does not repeat
    deadlines, deadline : days by which all should be done, and what such a day is called
    """
    from icalendar import Calendar, Event, vText

    entries = [
        (task.key, task.starts_on, task.ends_on,
         f"{task.name} ({made.work.person(task.owner).name})", [task.phase])
        for task in made.tasks
    ]  # fmt: skip
    entries += [(f"deadline {day}", day, day, deadline, []) for day in sorted(set(deadlines))]
    calendar = Calendar()
    calendar.add("prodid", "-//Taller//plan//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(title))
    stamp = dt.datetime.combine(made.work.as_of or made.time.first, dt.time(), dt.UTC)
    for key, first, last, summary, categories in entries:
        event, name = Event(), uuid.uuid5(uuid.NAMESPACE_OID, f"{title}\n{key}")
        event.add("uid", f"{name}@taller")
        event.add("dtstamp", stamp)
        event.add("dtstart", first)
        event.add("dtend", last + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a task leaves its owner free for meetings
        event.add("summary", summary)
        if categories:
            event.add("categories", categories)
        calendar.add_component(event)
    durable.write_whole(path, calendar.to_ical())
