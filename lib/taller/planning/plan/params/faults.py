"""What can be wrong with a plan beyond a single value: told with all else, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from taller.errors import did_you_mean, nearest
from taller.faults import Found, circles, entries, folded, is_number, mapping, texts
from taller.planning.plan.params import guide
from taller.planning.plan.params.money import ANALYSES
from taller.planning.plan.params.tasks import parts_of

NEEDED = ("name", "phase", "days", "owner")
SHARES = ("uptime", "model_quality")
CHANGES = {"cac": (-1, 0), "conversion": (0, 100), "ltv": (0, 100), "roi": (0, 1000)}
"""What may be aimed at: a cost falls, the others rise."""


def of_plan(given: dict) -> Found:
    """All of a section's faults that it shows by itself."""
    yield from of_schedule(given)
    for key, benefit in mapping(given.get("benefits")).items():
        decision = mapping(benefit).get("decision")
        if isinstance(decision, str) and (name := decision.partition(".")[0]) not in ANALYSES:
            what = f"no analysis here whose decisions are worth money{did_you_mean(name, ANALYSES)}"
            yield ("benefits", key, "decision"), what, decision
    yield from _targets(mapping(given.get("targets")))
    yield from _answering(entries(given, "stakeholders"))
    for name in ("stakeholders", "approvers"):
        yield from _twice(given, name, "name", "once is enough")


def of_schedule(given: dict) -> Found:
    """Faults of the keys ``tasks``, ``people``, ``done``, ``calendar``, ``deadlines``."""
    tasks, done = entries(given, "tasks"), mapping(given.get("done"))
    offered = guide.raw()["tasks"] if given.get("guide", True) is not False else {}
    if not offered and not given.get("tasks"):
        yield ("guide",), "no task is left to plan; offer the guide's, or name some", False
    for name in ("tasks", "people"):
        yield from _twice(given, name, "key", "give one of them another key")
    yield from _incomplete(tasks, bool(offered))
    yield from _unknown(tasks, done, offered)
    yield from _owners(tasks, [person for _, person in entries(given, "people")], bool(offered))
    yield from _circle(tasks, offered)
    yield from _days(given, tasks, done)
    yield from _calendar(mapping(given.get("calendar")))


def of_names(given: dict, cases: Collection[str], roles: Collection[str]) -> Found:
    """Benefits of no use case there is, and day rates of nobody the plan may need.

    Parameters
    ----------
    cases, roles : that there are beside what the section itself names
    """
    for key in mapping(given.get("benefits")):
        if key not in cases:
            hint = nearest(key, cases) or "; use_cases.cases may name one more"
            yield ("benefits", key), f"no such use case{hint}", key
    people = [person for _, person in entries(given, "people")]
    said = [person.get(name) for person in people for name in ("key", "name", "role")]
    said += [task.get("owner") for _, task in entries(given, "tasks")]
    known = set(map(folded, (*roles, *texts(said))))
    for name in mapping(given.get("day_rates")):
        if isinstance(name, str) and folded(name) not in known:
            what = "nobody of `people`, and no role that tasks here may need"
            yield ("day_rates", name), f"{what}{nearest(folded(name), known)}", name


def _calendar(given: dict) -> Found:
    """A country or subdivision that has no calendar of holidays."""
    country, part = given.get("country"), given.get("subdivision")
    if not isinstance(country, str):
        if part is not None:
            yield ("calendar", "subdivision"), "needs its country too", part
        return
    parts = parts_of(country)
    if parts is None:
        meant = country.upper()
        hint = f"; did you mean '{meant}'?" if parts_of(meant) is not None else ""
        what = f"no such country; give its two letters by ISO 3166, such as ES or MX{hint}"
        yield ("calendar", "country"), what, country
    elif part is not None and part not in parts:
        what = f"no such part of {country}{did_you_mean(part, parts)}"
        if not parts:
            what = f"{country} has one calendar for all its parts; leave this out"
        yield ("calendar", "subdivision"), what, part


def _circle(tasks: list[tuple[int, dict]], offered: dict) -> Found:
    waits = {key: [n for n in task["needs"] if n in offered] for key, task in offered.items()}
    places: dict[str, int] = {}
    for i, task in tasks:
        if isinstance(key := task.get("key"), str):
            places.setdefault(key, i)
            if key not in waits or "needs" in task:
                waits[key] = texts(task.get("needs"))
    for circle, what in circles(waits):
        at = next((places[key] for key in circle if key in places), 0)
        yield ("tasks", at, "needs"), what, " ".join(texts(dict(tasks)[at].get("needs")))


def _twice(given: dict, name: str, by: str, advice: str) -> Found:
    seen: set[str] = set()
    for i, entry in entries(given, name):
        if isinstance(text := entry.get(by), str):
            if folded(text) in seen:
                yield (name, i, by), f"stands twice; {advice}", text
            seen.add(folded(text))


def _incomplete(tasks: list[tuple[int, dict]], guided: bool) -> Found:
    for i, task in tasks:
        key = task.get("key")
        missing = [name for name in NEEDED if task.get(name) is None]
        if missing and isinstance(key, str) and not (guided and guide.is_generated(key)):
            hint = nearest(key, guide.raw()["tasks"]) if guided else ""
            yield ("tasks", i), f"a task of your own needs {', '.join(missing)} too{hint}", key


def _unknown(tasks: list[tuple[int, dict]], done: dict, offered: dict) -> Found:
    known = {*offered, *(k for _, task in tasks if isinstance(k := task.get("key"), str))}
    named = [(("tasks", i, "needs", j), need)
             for i, task in tasks for j, need in enumerate(texts(task.get("needs")))]  # fmt: skip
    for place, key in [*named, *((("done", key), str(key)) for key in done)]:
        if key not in known and not (offered and guide.is_generated(key)):
            yield place, f"no such task{did_you_mean(key, known)}", key


def _owners(tasks: list[tuple[int, dict]], people: list[dict], guided: bool) -> Found:
    """Owners that nobody is, and tasks that take more of somebody's time than there is."""
    known = {folded(person[name]): person for person in people
             for name in ("role", "name", "key") if isinstance(person.get(name), str)}  # fmt: skip
    roles = set(map(folded, guide.roles())) if guided else set()
    for i, task in tasks:
        owner, share = task.get("owner"), task.get("share")
        if not isinstance(owner, str) or not people:
            continue
        person = known.get(folded(owner))
        if person is None and folded(owner) not in roles:
            what = f"nobody of `people` has this key, name or role{did_you_mean(owner, known)}"
            yield ("tasks", i, "owner"), what, owner
        elif (person is not None and is_number(share)
              and is_number(has := person.get("share", 1)) and 1 >= share > has):  # fmt: skip
            what = f"is more than the project has of {person.get('name', owner)} ({has:g})"
            yield ("tasks", i, "share"), what, share


def _days(given: dict, tasks: list[tuple[int, dict]], done: dict) -> Found:
    """What ends before it starts."""
    first, deadlines = _day(given.get("starts_on")), given.get("deadlines")
    named = [(("deadlines", i), day, first, "the project") for i, day in
             enumerate(deadlines if isinstance(deadlines, list | tuple) else ())]  # fmt: skip
    for i, task in tasks:
        begun = _day(task.get("started_on"))
        named.append((("tasks", i, "started_on"), task.get("started_on"), first, "the project"))
        after = (begun, "the task") if begun else (first, "the project")
        named.append((("tasks", i, "done_on"), task.get("done_on"), *after))
    named += [(("done", key), day, first, "the project") for key, day in done.items()]
    for place, given_day, start, what in named:
        if start and (day := _day(given_day)) and day < start:
            yield place, f"lies before {what} starts on {start}", str(day)


def _day(value: Any) -> dt.date | None:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def _targets(targets: dict) -> Found:
    for key, target in targets.items():
        for name in ("aim", "baseline"):
            value = mapping(target).get(name)
            if is_number(value) and (what := _of_target(str(key), name, value)):
                yield ("targets", key, name), what, value


def _of_target(key: str, name: str, value: float) -> str:
    if key in SHARES and not 0 <= value <= 1:
        return "is a share, from 0 to 1: 0.999 for 99.9 %"
    if value < 0 and key != "roi" and (name == "baseline" or key not in CHANGES):
        return "must be at least 0"
    low, high = CHANGES.get(key, (0, float("inf")))
    if name == "aim" and not low <= value <= high:
        sign = "falls, as -0.5" if high == 0 else "rises, as 0.5"
        return f"must lie between {low} and {high:g}: the change aimed at, which {sign}"
    return ""


def _answering(stakeholders: list[tuple[int, dict]]) -> Found:
    """One person alone answers for a phase."""
    first: dict[Any, Any] = {}
    for i, entry in stakeholders:
        for phase, letter in mapping(entry.get("part")).items():
            if letter == "A" and phase in first:
                what = f"{first[phase]} answers for it already; one person alone can"
                yield ("stakeholders", i, "part", phase), what, letter
            elif letter == "A":
                first[phase] = entry.get("name")
