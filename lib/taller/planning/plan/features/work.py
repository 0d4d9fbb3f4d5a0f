"""The work: the guide's tasks for the chosen use cases and gaps, as the client changed them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from taller import language
from taller.errors import Fault, InputError, nearest
from taller.faults import folded
from taller.measurement.ranges import Range
from taller.planning.plan.features.known import Case, Gap
from taller.planning.plan.params import guide
from taller.planning.plan.params.faults import circles
from taller.planning.plan.params.tasks import Person, Task

if TYPE_CHECKING:
    from taller.planning.plan.features.known import Known
    from taller.planning.plan.params import Params

WEEK = 5  # working days of one week, by which use cases count theirs


@dataclass(frozen=True)
class Work:
    """All that is to be done, and by whom.

    Attributes
    ----------
    roles : keys of people whom nobody named: only a role is known of them
    pilot : whether no use case was chosen, so that the guide's own twelve weeks stand in
    """

    tasks: tuple[Task, ...]
    people: tuple[Person, ...]
    roles: tuple[str, ...] = ()
    pilot: bool = False

    def person(self, key: str) -> Person:
        """Who has this key."""
        return next(person for person in self.people if person.key == key)

    @property
    def days(self) -> float:
        """Working days of all tasks together at their longest, waiting included."""
        return sum(task.days.high + task.lag for task in self.tasks)

    @property
    def as_of(self) -> date | None:
        """The last day of which progress is known, if of any."""
        return max((d for t in self.tasks for d in (t.started_on, t.done_on) if d), default=None)

    @property
    def latest(self) -> date | None:
        """The last day that any task names."""
        named = [self.as_of, *(task.not_before for task in self.tasks)]
        return max((day for day in named if day), default=None)


def work(client: Known, p: Params) -> Work:
    """The tasks of the cases taken on, as the client changed them, and who does them.

    Raises
    ------
    InputError
        Naming each task that is unknown, as of a case that was not chosen, and each circle.
    """
    entries = _guided(client.cases, client.gaps) if p.guide else {}
    faults = []
    for given in p.tasks:
        said = {name: value for name, value in given if value is not None}
        if given.key not in entries and not {"name", "phase", "days", "owner"} <= set(said):
            faults.append(_not_planned(given.key, entries))
        before = entries.get(given.key, {})
        entries[given.key] = before | said | ({"assumed": False} if "days" in said else {})
    for key, day in p.done.items():
        if key in entries:
            entries[key]["done_on"] = day
        else:
            faults.append(_not_planned(key, entries))
    if faults := list(dict.fromkeys(faults + _faults(entries))):
        raise InputError("plan", faults)
    everybody = _Everybody(p.people)
    made = tuple(everybody.owned(entry) for entry in entries.values())
    roles = tuple(person.key for person in everybody.added)
    return Work(made, (*p.people, *everybody.added), roles, pilot=p.guide and not client.cases)


def _guided(chosen: Sequence[Case], gaps: Sequence[Gap]) -> dict[str, dict[str, Any]]:
    cases = list(chosen) or [_pilot()]
    made = {}
    every = {step: [f"{case.key}.{step}" for case in cases] for step in guide.raw()["steps"]}
    closing = [f"gap.{gap.question}" for gap in gaps]
    for key, entry in guide.raw()["tasks"].items():
        needs = [key for need in entry["needs"]
                 for key in (every[need[6:]] if need.startswith("every ") else [need])]  # fmt: skip
        told = {"key": key, "name": _told(entry["name"]), "needs": needs, "assumed": True}
        made[key] = entry | told | {"days": Range(*entry["days"])}
    for gap in gaps:
        made[f"gap.{gap.question}"] = _of_gap(gap)
    for case in cases:
        made |= _of_case(case, closing, {each.key for each in cases})
    return made


def _of_gap(gap: Gap) -> dict[str, Any]:
    entry = guide.raw()["gap"]
    days = [_halves(gap.days / entry["share"] * part) for part in entry["spread"]]
    return {
        "key": f"gap.{gap.question}", "phase": "preparation", "needs": ["kick_off"],
        "name": gap.next_step[:120], "days": Range(*days), "owner": gap.owner,
        "share": entry["share"], "assumed": True,
    }  # fmt: skip


def _of_case(case: Case, gaps: list[str], chosen: set[str]) -> dict[str, dict[str, Any]]:
    steps = guide.raw()["steps"]
    parts = sum(step["part"] for step in steps.values())
    load = case.person_days.mid / max(case.weeks.mid * WEEK * parts, 0.5)
    stretch, share = max(1.0, load), min(1.0, max(0.05, math.ceil(load * 20 - 1e-9) / 20))
    here = {
        "gaps": gaps,
        "after": [f"{key}.launch" for key in case.after if key in chosen],
        **{step: [f"{case.key}.{step}"] for step in steps},
    }
    made = {}
    for name, step in steps.items():
        days = [_halves(weeks * WEEK * step["part"] * stretch) for weeks in case.weeks]
        made[f"{case.key}.{name}"] = {
            "key": f"{case.key}.{name}", "phase": step["phase"], "case": case.key,
            "name": _told(step["name"]).replace("{case}", case.name)[:120],
            "days": Range(*days), "share": share, "assumed": True,
            "needs": [key for need in step["needs"] for key in here.get(need, [need])],
            "owner": case.owner if step["owner"] == "case" and case.owner else step["owner"],
        }  # fmt: skip
    return made


def _pilot() -> Case:
    """The guide's own twelve weeks, where no use case was chosen."""
    entry = guide.raw()["pilot"]
    weeks, nothing = Range(*entry["weeks"]), Range(0, 0, 0)
    days = Range(*(week * WEEK * entry["share"] for week in weeks))
    return Case("pilot", _told(entry["name"]), "marketing", "", nothing, nothing, days, weeks)


class _Everybody:
    """Who owns what; a role that nobody has becomes somebody yet to be named."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = list(people)
        self.added: list[Person] = []
        self.known: dict[str, Person] = {}
        for names in ("role", "name", "key"):  # the surest last
            for person in reversed(self.people):
                if getattr(person, names):
                    self.known[folded(getattr(person, names))] = person

    def owned(self, entry: dict[str, Any]) -> Task:
        """The task with its owner's key, and no more of their time than there is."""
        person = self._who(entry["owner"])
        share = entry.get("share", 1.0)
        entry = entry | {"owner": person.key, "share": min(share, person.share)}
        if share > person.share and entry.get("assumed"):
            longer = share / person.share
            entry["days"] = Range(*(_halves(days * longer) for days in entry["days"]))
        return Task.model_validate(entry)

    def _who(self, owner: str) -> Person:
        role = guide.raw()["roles"].get(owner)
        names = guide.called(owner) if role is None else [_told(role), *role.values(), owner]
        for name in names:
            if folded(name) in self.known:
                return self.known[folded(name)]
        taken = {person.key for person in (*self.people, *self.added)}
        key = next(k for n in range(len(taken) + 1) if (k := f"role_{n + 1}") not in taken)
        person = Person(key=key, name=names[0], role=names[0])
        self.added.append(person)
        self.known |= {folded(name): person for name in names}
        return person


def _faults(entries: Mapping[str, dict[str, Any]]) -> list[Fault]:
    found = [
        Fault(f"tasks.{key}.needs", f"no task '{need}' in this plan{nearest(need, entries)}")
        for key, entry in entries.items()
        for need in entry.get("needs", ())
        if need not in entries
    ]  # fmt: skip
    waits = {key: [n for n in e.get("needs", ()) if n in entries] for key, e in entries.items()}
    return found + [Fault(f"tasks.{circle[0]}.needs", what) for circle, what in circles(waits)]


def _not_planned(key: str, entries: Mapping[str, Any]) -> Fault:
    hint = nearest(key, entries)
    what = f"no such task in this plan{hint}; is its use case chosen, its gap advised?"
    return Fault(f"tasks.{key}", what)


def _told(names: Mapping[str, str]) -> str:
    return names[language.current().code]


def _halves(days: float) -> float:
    """Days, rounded to halves, half a day at least."""
    return max(0.5, round(days * 2) / 2)
