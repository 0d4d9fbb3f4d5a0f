"""What can be wrong with a schedule beyond a single value: told with all else, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from typing import Any

from taller.errors import did_you_mean
from taller.faults import Found
from taller.planning.plan.params import guide

NEEDED = ("name", "phase", "days", "owner")


def of_schedule(given: dict) -> Found:
    """Faults of the keys ``tasks``, ``people``, ``done``, ``calendar``, ``deadlines``."""
    tasks, people = _entries(given, "tasks"), _entries(given, "people")
    done = given.get("done") if isinstance(given.get("done"), dict) else {}
    offered = guide.raw()["tasks"] if given.get("guide", True) is not False else {}
    if not offered and not given.get("tasks"):
        yield ("guide",), "no task is left to plan; offer the guide's, or name some", False
    yield from _twice("tasks", tasks)
    yield from _twice("people", people)
    yield from _incomplete(tasks, bool(offered))
    yield from _unknown(tasks, done, offered)
    yield from _owners(tasks, people, bool(offered))
    yield from _circle(tasks, offered)
    yield from _days(given, tasks, done)
    yield from of_calendar(given.get("calendar"))


def of_calendar(given: Any) -> Found:
    """A country or subdivision that has no calendar of holidays."""
    country = given.get("country") if isinstance(given, dict) else None
    if not isinstance(country, str):
        if isinstance(given, dict) and given.get("subdivision") is not None:
            yield ("calendar", "subdivision"), "needs its country too", given["subdivision"]
        return
    import holidays

    known = holidays.list_supported_countries()
    if country not in known:
        hint = f"; did you mean '{country.upper()}'?" if country.upper() in known else ""
        what = f"no such country; give its two letters by ISO 3166, such as ES or MX{hint}"
        yield ("calendar", "country"), what, country
    elif (part := given.get("subdivision")) is not None and part not in known[country]:
        what = f"no such part of {country}{did_you_mean(part, known[country])}"
        if not known[country]:
            what = f"{country} has one calendar for all its parts; leave this out"
        yield ("calendar", "subdivision"), what, part


def circles(waits: dict[str, list[str]]) -> Iterable[list[str]]:
    """Circles of tasks that wait for each other, each begun and ended by the same task.

    >>> list(circles({"a": ["b"], "b": ["a"], "c": ["c"]}))
    [['a', 'b', 'a'], ['c', 'c']]
    """
    waits = dict(waits)
    while True:
        try:
            TopologicalSorter(waits).prepare()
            return
        except CycleError as error:
            circle = error.args[1][::-1]
        first = min(circle)
        turned = circle[:-1][(at := circle.index(first)) :] + circle[:at] + [first]
        yield turned
        waits[first] = []  # so that the next circle, if any, is told too


def _circle(tasks: list[tuple[int, dict]], offered: dict) -> Found:
    waits = {key: [n for n in task["needs"] if n in offered] for key, task in offered.items()}
    places: dict[str, int] = {}
    for i, task in tasks:
        if isinstance(key := task.get("key"), str):
            places.setdefault(key, i)
            if key not in waits or "needs" in task:
                waits[key] = _texts(task.get("needs"))
    for circle in circles(waits):
        at = next((places[key] for key in circle if key in places), 0)
        what = f"these wait for each other in a circle: {' → '.join(circle)}; let one go first"
        yield ("tasks", at, "needs"), what, " ".join(_texts(dict(tasks)[at].get("needs")))


def _twice(name: str, entries: list[tuple[int, dict]]) -> Found:
    seen: set[str] = set()
    for i, entry in entries:
        key = entry.get("key")
        if isinstance(key, str) and key in seen:
            yield (name, i, "key"), "stands twice; give one of them another key", key
        elif isinstance(key, str):
            seen.add(key)


def _incomplete(tasks: list[tuple[int, dict]], guided: bool) -> Found:
    for i, task in tasks:
        key = task.get("key")
        missing = [name for name in NEEDED if task.get(name) is None]
        if missing and isinstance(key, str) and not (guided and guide.is_generated(key)):
            hint = did_you_mean(key, guide.raw()["tasks"]) if guided else ""
            hint = hint if hint.startswith("; did") else ""
            what = f"a task of your own needs {', '.join(missing)} too{hint}"
            yield ("tasks", i), what, key


def _unknown(tasks: list[tuple[int, dict]], done: dict, offered: dict) -> Found:
    known = {*offered, *(k for _, task in tasks if isinstance(k := task.get("key"), str))}
    for i, task in tasks:
        for j, need in enumerate(_texts(task.get("needs"))):
            if need not in known and not (offered and guide.is_generated(need)):
                yield ("tasks", i, "needs", j), f"no such task{did_you_mean(need, known)}", need
    for key in done:
        if key not in known and not (offered and guide.is_generated(str(key))):
            yield ("done", key), f"no such task{did_you_mean(key, known)}", key


def _owners(tasks: list[tuple[int, dict]], people: list[tuple[int, dict]], guided: bool) -> Found:
    """Owners that nobody is, and tasks that take more of somebody's time than there is."""
    if not people:
        return
    known = {_folded(person[name]): person for _, person in people
             for name in ("role", "name", "key") if isinstance(person.get(name), str)}  # fmt: skip
    roles = {_folded(name) for role in guide.raw()["roles"].values() for name in role.values()}
    for i, task in tasks:
        owner, share = task.get("owner"), task.get("share")
        if not isinstance(owner, str):
            continue
        person = known.get(_folded(owner))
        if person is None:
            if not (guided and _folded(owner) in {*roles, *guide.raw()["roles"]}):
                what = f"nobody of `people` has this key, name or role{did_you_mean(owner, known)}"
                yield ("tasks", i, "owner"), what, owner
        elif _is_number(share) and _is_number(has := person.get("share", 1)) and 1 >= share > has:
            what = f"is more than the project has of {person.get('name', owner)} ({has:g})"
            yield ("tasks", i, "share"), what, share


def _days(given: dict, tasks: list[tuple[int, dict]], done: dict) -> Found:
    """What ends before it starts."""
    first = _day(given.get("starts_on"))
    deadlines = given.get("deadlines")
    for i, day in enumerate(deadlines if isinstance(deadlines, list | tuple) else ()):
        if first and (found := _day(day)) and found < first:
            yield ("deadlines", i), f"lies before the project starts on {first}", str(day)
    for i, task in tasks:
        begun = _day(task.get("started_on"))
        for name in ("started_on", "done_on"):
            after = begun if name == "done_on" and begun else first
            if after and (found := _day(task.get(name))) and found < after:
                what = "the task" if after == begun and name == "done_on" else "the project"
                yield ("tasks", i, name), f"lies before {what} starts on {after}", str(found)
    for key, day in done.items():
        if first and (found := _day(day)) and found < first:
            yield ("done", key), f"lies before the project starts on {first}", str(day)


def _entries(given: dict, name: str) -> list[tuple[int, dict]]:
    found = given.get(name)
    found = found if isinstance(found, list | tuple) else ()
    return [(i, entry) for i, entry in enumerate(found) if isinstance(entry, dict)]


def _texts(values: Any) -> list[str]:
    return [v for v in values if isinstance(v, str)] if isinstance(values, list | tuple) else []


def _day(value: Any) -> dt.date | None:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
