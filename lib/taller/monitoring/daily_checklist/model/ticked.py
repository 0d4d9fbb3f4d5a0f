"""Each item of the day's list: whether the system did it itself, and by what that is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.looked import Looked
from taller.monitoring.daily_checklist.messages import say
from taller.monitoring.daily_checklist.params import DAY
from taller.monitoring.daily_checklist.result import Item, State
from taller.monitoring.monitoring.result import Result as Watched

if TYPE_CHECKING:
    from taller.monitoring.daily_checklist.features.gathered import Gathered
    from taller.monitoring.daily_checklist.params import Params, When

WEEK = 7  # days: a gap before them is no news, and data that are older have not arrived
Seen = tuple[State, str, str] | None
"""State, evidence and the page that says more; None where an item is none of this client's."""


@dataclass(frozen=True)
class Ticked(Looked):
    """The day's list.

    Attributes
    ----------
    items : in the order of the day
    """

    found: Gathered
    items: tuple[Item, ...]

    def of(self, state: State) -> tuple[Item, ...]:
        """The items in a state."""
        return tuple(item for item in self.items if item.state == state)


def tick(found: Gathered, p: Params) -> Ticked:
    """The guide's list, then the client's own items, ticked where the system did them."""
    items = [item for item in _guided(found) if item.key not in p.leave_out]
    items += [Item(when=own.when, key=f"own.{n}", what=own.item, owner=own.owner, state="yours")
              for n, own in enumerate(p.own, 1)]  # fmt: skip
    return Ticked(found, tuple(sorted(items, key=lambda item: DAY.index(item.when))))


def _guided(found: Gathered) -> Iterator[Item]:
    for key, (when, look) in ITEMS.items():
        seen = look(found)
        if seen is not None:
            state, evidence, page = seen
            yield Item(when=when, key=key, what=say(f"item.{key}"), state=state,
                       evidence=evidence, page=page, owner=say(f"owner.{key}"))  # fmt: skip


def _ran(found: Gathered) -> Seen:
    n, broken = len(found.results) + len(found.withheld), list(found.broken)
    told = say("seen-ran", n=n, of=n + len(broken), broken=broken or None, day=found.ran_on)
    return "look" if broken else "done", told, ""


def _alerts(found: Gathered) -> Seen:
    """Open alerts; a run without monitoring has looked at none."""
    watched = _watched(found)
    if watched is None:
        return "missing", say("lacks-monitoring"), ""
    open_ = [each for each in watched.incidents if each.state != "over"]
    told = say("seen-alerts", n=len(open_), as_of=watched.as_of,
               first=open_[0].what if open_ else None)  # fmt: skip
    return "look" if open_ else "done", told, "monitoring"


def _watched(found: Gathered) -> Watched | None:
    result = found.of("monitoring")
    return result if isinstance(result, Watched) else None


def _data(found: Gathered) -> Seen:
    """Whether all rows could be used and no day is missing; the latter only monitoring tells."""
    if found.withheld:
        return "look", say("seen-withheld", titles=list(found.withheld)), "data"
    data, watched = found.of("data"), _watched(found)
    if data is None:
        return "missing", say("lacks-data"), ""
    as_of = watched.as_of if watched else None
    old = (found.day - as_of).days if as_of else 0
    gaps = [gap for gap in watched.gaps if as_of and (as_of - gap.day).days < WEEK] \
        if watched else []  # fmt: skip
    told = say(
        "seen-data", used=data.rows_used, read=data.rows_read, asked=data.agrees is not None,
        watched=watched is not None, gaps=len(gaps), as_of=as_of, old=old > WEEK,
    )  # fmt: skip
    if data.rows_used < data.rows_read or gaps or old > WEEK:
        return "look", told, "monitoring" if gaps or old > WEEK else "data"
    return "yours" if watched is None else "done", told, "data"


def _service(found: Gathered) -> Seen:
    """Whether a service answered, by its own log; a rehearsal does not tell."""
    watched = _watched(found)
    if watched is None or watched.answered_on is None:
        return "missing", say("lacks-service", rehearsed=found.of("deployment") is not None), ""
    wrong = [each for each in watched.incidents
             if each.state != "over" and each.series.collector == "performance"]  # fmt: skip
    silent = watched.as_of is not None and watched.answered_on < watched.as_of
    told = say("seen-service", n=len(wrong), on=watched.answered_on, silent=silent)
    return "look" if wrong or silent else "done", told, "monitoring"


def _figures(found: Gathered) -> Seen:
    name = next((n for n in ("monitoring", "ecommerce_b2c", "saas_b2b") if found.of(n)), None)
    if name is None:
        return "yours", "", ""
    return "yours", say("seen-says", title=found.titles[name], said=found.of(name).headline), name


def _models(found: Gathered) -> Seen:
    tested = found.of("test_suite")
    if tested is None:
        return "missing", say("lacks-tests"), ""
    passed = sum(kind.passed for kind in tested.kinds)
    failed = sum(kind.failed for kind in tested.kinds)
    watched = _watched(found)
    less = [model for model in watched.models if model.costs or model.verdict == "stopped"] \
        if watched else []  # fmt: skip
    told = say("seen-tests", n=passed + failed, failed=failed, state=tested.state, less=len(less))
    fine = tested.state == "passed" and not less
    return "done" if fine else "look", told, "test_suite"


def _experiment(found: Gathered) -> Seen:
    trial = found.of("experiment")
    if trial is None:
        return None
    if trial.state == "running":
        return "done", say("seen-running", stops=bool(trial.stops)), "experiment"
    return "done", say("seen-no-test"), "experiment"


def _budget(found: Gathered) -> Seen:
    spent = found.of("optimisation")
    if spent is None:
        return "yours", "", ""
    title = found.titles["optimisation"]
    return "yours", say("seen-says", title=title, said=spent.headline), "optimisation"


def _texts(found: Gathered) -> Seen:
    read = found.of("llm")
    if read is None:
        return None
    title = found.titles["llm"]
    return "yours", say("seen-says", title=title, said=read.headline), "llm"


def _due(found: Gathered) -> Seen:
    """The plan's tasks of the day; nobody but a person does them."""
    plan = found.of("plan")
    if plan is None:
        return "missing", say("lacks-plan"), ""
    open_ = [t for t in plan.tasks if t.done_on is None or t.done_on > found.day]
    due = [t.name for t in open_ if t.starts_on <= found.day <= t.ends_on]
    last = [t.name for t in open_ if t.ends_on == found.day]
    return "yours", say("seen-due", n=len(due), names=due or None, last=len(last)), "plan"


def _reported(found: Gathered) -> Seen:
    """Whether what was done today is reported; that nothing was done, only people know."""
    plan = found.of("plan")
    if plan is None:
        return None
    done = [t.name for t in plan.tasks if t.done_on == found.day]
    late = sum(t.ends_on <= found.day and (t.done_on is None or t.done_on > found.day)
               for t in plan.tasks)  # fmt: skip
    told = say("seen-reported", n=len(done), names=done or None, late=late)
    return ("done" if done and not late else "yours"), told, "plan"


def _tomorrow(found: Gathered) -> Seen:
    plan = found.of("plan")
    if plan is None:
        return None
    ahead = [t for t in plan.tasks if t.done_on is None and t.starts_on > found.day]
    if not ahead:
        return "done", say("seen-nothing-ahead"), "plan"
    first = min(ahead, key=lambda task: task.starts_on)
    names = [t.name for t in ahead if t.starts_on == first.starts_on]
    return "yours", say("seen-tomorrow", names=names, day=first.starts_on), "plan"


def _yours(found: Gathered) -> Seen:
    return "yours", "", ""


ITEMS: dict[str, tuple[When, Callable[[Gathered], Seen]]] = {
    "ran": ("morning", _ran),
    "alerts": ("morning", _alerts),
    "data": ("morning", _data),
    "service": ("morning", _service),
    "figures": ("morning", _figures),
    "models": ("afternoon", _models),
    "experiment": ("afternoon", _experiment),
    "budget": ("afternoon", _budget),
    "texts": ("afternoon", _texts),
    "due": ("afternoon", _due),
    "reported": ("evening", _reported),
    "decided": ("evening", _yours),
    "backup": ("evening", _yours),
    "tomorrow": ("evening", _tomorrow),
}
"""The guide's list: when each is done, and what tells whether the system did it."""
