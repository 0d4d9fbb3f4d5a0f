"""What a test takes: users, days, the smallest effect it shows, and what waiting costs.

Its baseline is the control of the test at hand; else what was given; else, from the client's own
visits or orders, how many do it today.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from taller.looked import Looked
from taller.measurement.trials import planning
from taller.measurement.trials.planning import Baseline, Design
from taller.monitoring.experiment.features.log import Log
from taller.monitoring.experiment.model.study import Study, unit_worth
from taller.monitoring.experiment.params import Params

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.phase import Unit

LIFTS = (0.02, 0.05, 0.1, 0.2)
WEEKS = tuple(range(1, 13))
DAYS = 28  # of the past, of which a baseline is taken

Origin = Literal["test", "given", "visits", "orders", "none"]


@dataclass(frozen=True)
class Size(Looked):
    """What it takes to show a lift; ``days`` None where nobody said how many come."""

    lift: float
    users: int
    days: int | None


@dataclass(frozen=True)
class Plan(Looked):
    """A test to come.

    Attributes
    ----------
    origin : where the baseline comes from
    daily : new users a day; None where not known
    weeks : weeks and the smallest lift that their users show
    worth : the smallest lift that pays what it costs; None where nobody said enough
    waiting : money lost a day while half of the users wait for what was promised; None likewise
    """

    origin: Origin
    base: Baseline | None
    unit: Unit
    daily: float | None
    sizes: tuple[Size, ...]
    weeks: tuple[tuple[int, float], ...]
    worth: float | None
    waiting: float | None
    power: float
    level: float


def plan(study: Study | None, tables: Tables, p: Params) -> Plan:
    """How large and how long a next test has to be."""
    origin, base, daily = _baseline(study, tables, p)
    how = Design(power=p.power, level=p.level)
    if base is None or base.value <= 0 or base.variance <= 0:
        return Plan("none", None, "share", daily, (), (), None, None, p.power, p.level)
    worth = _worth(base, study, p)
    lifts = sorted({*LIFTS, *([worth] if worth and 0 < worth <= 1 else [])})
    sizes = [planning.units_needed(base, lift, how) for lift in lifts]
    days = [planning.days_needed(n, daily) if daily else None for n in sizes]
    weeks = (
        tuple((w, planning.detectable(base, max(int(7 * w * daily), 40), how)) for w in WEEKS)
        if daily
        else ()
    )
    unit = study.primary.unit if study else "share"
    return Plan(
        origin, base, unit, daily, tuple(map(Size, lifts, sizes, days)), weeks, worth,
        _waiting(base, study, p), p.power, p.level,
    )  # fmt: skip


def _baseline(
    study: Study | None, tables: Tables, p: Params
) -> tuple[Origin, Baseline | None, float | None]:
    """What one user does today, and how many come."""
    if study is not None and not study.stops:
        log = study.log
        base = Baseline.of(log.moments[log.control], study.primary)
        return "test", base, p.users_per_day or _came(log)
    if p.baseline is not None:
        return "given", _share(p.baseline), p.users_per_day
    for origin, found in (("visits", _of_visits), ("orders", _of_orders)):
        if made := found(tables):
            return origin, _share(made[0]), p.users_per_day or made[1]
    return "none", None, p.users_per_day


def _share(value: float) -> Baseline:
    return Baseline(value=value, variance=value * (1 - value), binary=True)


def _came(log: Log) -> float | None:
    first = min((arm.first for arm in log.arms.values() if arm.first), default=None)
    last = max((arm.last for arm in log.arms.values() if arm.last), default=None)
    return None if first is None or last is None else log.n / ((last - first).days + 1)


def _of_visits(tables: Tables) -> tuple[float, float] | None:
    """Of who came to the site in the last four weeks: the share that bought, and how many a day."""
    if not tables.has("sessions"):
        return None
    visits = tables.sessions
    end = visits.session_start.max().execute()
    if not end or not visits.converted.notnull().any().execute():
        return None
    own = visits.filter(visits.session_start > end - dt.timedelta(days=DAYS))
    who = own.mutate(who=own.user_id.coalesce(own.user_pseudo_id, own.session_id))
    people = who.group_by("who").aggregate(bought=who.converted.fill_null(False).max())
    n, bought = people.aggregate(n=people.count(), bought=people.bought.sum()).execute().iloc[0]
    return (float(bought) / float(n), float(n) / DAYS) if n and 0 < bought < n else None


def _of_orders(tables: Tables) -> tuple[float, None] | None:
    """Of who had bought in the year before: the share that did in the last four weeks.

    They are all there from the start; nobody new comes by the day.
    """
    if not tables.has("orders"):
        return None
    sales = tables.orders.filter(tables.orders.kind == "sale")
    end = sales.event_timestamp.max().execute()
    if not end:
        return None
    start = end - dt.timedelta(days=DAYS)
    known = sales.filter(
        (sales.event_timestamp <= start) & (sales.event_timestamp > start - dt.timedelta(days=365))
    ).select("user_id").distinct()  # fmt: skip
    late = sales.filter(sales.event_timestamp > start).select("user_id").distinct()
    n, again = known.count().execute(), known.semi_join(late, "user_id").count().execute()
    return (again / n, None) if n and 0 < again < n else None


def _worth(base: Baseline, study: Study | None, p: Params) -> float | None:
    """The smallest lift that pays for its first year."""
    value = unit_worth(p, study.primary if study else p.primary)
    if value is None or p.users_per_year is None:
        return None
    paid = p.setup + p.cost * p.users_per_year
    return planning.worth_having(paid, base.value * value, 1.0, p.users_per_year) if paid else None


def _waiting(base: Baseline, study: Study | None, p: Params) -> float | None:
    """What a day costs on which half of the users are kept from the version that is ahead."""
    value = unit_worth(p, study.primary if study else p.primary)
    leader = study.leader if study else None
    if value is None or p.users_per_year is None or leader is None or leader.outcome != "won":
        return None
    lift = study.promises[leader.arm].expected.value * (1 if study.primary.better == "up" else -1)
    daily = p.users_per_year / 365
    gained = planning.cost_of_waiting(lift, base.value * value, 1.0, daily, 0.5)
    lost = gained - 0.5 * daily * p.cost
    return lost if lost > 0 else None
