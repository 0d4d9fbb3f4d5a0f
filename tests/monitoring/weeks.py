"""Weeks to report on: plans, results and runs, made by hand."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from taller.monitoring.monitoring.result import Gap, Incident, Series
from taller.monitoring.monitoring.result import Result as Watched
from taller.monitoring.weekly_report.features.gathered import Gathered
from taller.phase import Estimate, Figure, PhaseResult
from taller.planning.plan.model.schedule import Scheduled
from taller.planning.plan.result import Asked, Feared
from taller.planning.plan.result import Result as Plan

MONDAY = dt.date(2026, 3, 9)


def day(n: int) -> dt.date:
    """A day so many days after the report's Monday."""
    return MONDAY + dt.timedelta(days=n)


def task(key: str, starts: int, ends: int, done: int | None = None, **more: Any) -> Scheduled:
    given = {
        "key": key, "name": f"Task {key}", "phase": "development", "case": "", "owner": "ana",
        "starts_on": day(starts), "ends_on": day(ends), "days": 5.0, "share": 0.5, "needs": (),
        "after": (), "slack": 0.0, "critical": False, "assumed": True,
        "done_on": None if done is None else day(done),
    }  # fmt: skip
    return Scheduled(**given | more)


def plan(*tasks: Scheduled, ends: int = 60, risks: tuple[Feared, ...] = (), **more: Any) -> Plan:
    given = {
        "headline": "A plan.", "starts_on": day(-60), "ends_on": day(ends), "ends_by": day(ends),
        "done": sum(t.done_on is not None for t in tasks), "tasks": tasks, "cases": (),
        "deadlines": (), "months": 24, "npv": None, "needed": None, "measures": (), "risks": risks,
        "budget": Asked(planned=800, contingency=200, covers=0.8, given=900, within=0.5,
                        own_time=0),
        "who": {"ana": "Ana Ruiz", "role_1": "CRM"},
    }  # fmt: skip
    return Plan(**given | more)


def estimate(value: float, half: float, unit: str = "number", level: float | None = 0.95):
    return Estimate(value=value, low=value - half, high=value + half, unit=unit, n=50,
                    method="made", level=level)  # fmt: skip


def found(*figures: Estimate, headline: str = "Found.", **more: Any) -> PhaseResult:
    kept = tuple(Figure(key=f"f{n}", label=f"Figure {n}", estimate=each)
                 for n, each in enumerate(figures))  # fmt: skip
    return PhaseResult(headline=headline, figures=kept, **more)


def before(days: int = 7, **results: PhaseResult) -> SimpleNamespace:
    """An earlier run, as a notebook is told of it."""
    return SimpleNamespace(label="earlier", day=day(-days), currency="EUR", simulated=False,
                           same_data=False, results=results)  # fmt: skip


def gathered(earlier: Any = None, **results: PhaseResult) -> Gathered:
    titles = {name: name.capitalize() for name in results}
    return Gathered(
        since=day(-7),
        until=MONDAY,
        ahead_to=day(7),
        ran_on=MONDAY,
        titles=titles,
        results=results,
        before=earlier,
    )


def alert(what: str, state: str = "open", collector: str = "business") -> Incident:
    """An alert of monitoring."""
    series = Series(collector=collector, metric="orders")
    return Incident(key=f"{collector}/{what}", severity="warning", state=state, since=day(-2),
                    what=what, owner="CRM", series=series)  # fmt: skip


def watched(*alerts: Incident, gaps: tuple[int, ...] = (), **more: Any) -> Watched:
    """What monitoring found."""
    missing = tuple(Gap(table="orders", day=day(n), why="absent") for n in gaps)
    return Watched(headline="Watched.", as_of=day(-1), incidents=alerts, gaps=missing, **more)
