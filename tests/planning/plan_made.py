"""A small plan whose dates can be worked by hand, with names of an attacker."""

from __future__ import annotations

import datetime as dt

import numpy as np

from taller.measurement.ranges import Range
from taller.planning.plan.features import work as works
from taller.planning.plan.features.clocks import Clock
from taller.planning.plan.features.work import Work
from taller.planning.plan.model.network import Network
from taller.planning.plan.model.schedule import Schedule, schedule
from taller.planning.plan.params import Params
from taller.planning.plan.params.tasks import Calendar, Person, TaskGiven
from tests.planning.plan_worlds import client

PHASES = {"preparation": "Preparación", "development": "Desarrollo", "tests": "Pruebas",
          "rollout": "Despliegue"}  # fmt: skip
NASTY = "=cmd|' /C calc'!A0; <b>Ñandú</b>, & \\n"


def a_task(key: str, days: float, needs: str = "", **more) -> TaskGiven:
    given = {"key": key, "name": key, "phase": "tests", "owner": "ana"} | more
    return TaskGiven(days=Range(days, days, days), needs=tuple(needs.split()), **given)


def work(*, chosen=(), gaps=(), guided: bool = True, **said) -> Work:
    """The work of a client with these cases and gaps, who says so much."""
    for name in {"tasks", "people"} & said.keys():
        said[name] = [each.model_dump() for each in said[name]]
    return works.work(client(*chosen, gaps=tuple(gaps)), Params(guide=guided, **said))


def plain(needs) -> Network:
    """A network without calendar, waiting or progress."""
    none = np.full(len(needs), np.nan)
    clocks = (Clock(np.ones(10_000, dtype=bool)),) * len(needs)
    return Network(tuple(map(tuple, needs)), np.zeros(len(needs)), clocks, np.zeros(len(needs)),
                   none, none)  # fmt: skip


def small(**done: dt.date) -> Work:
    """Ana prepares, then builds and asks Leo to test; her day off lies between."""
    return work(
        guided=False,
        tasks=[
            a_task("prepare", 1.5, phase="preparation", name=NASTY),
            a_task("build", 2, "prepare", phase="development"),
            a_task("test", 1, "build", owner="leo", share=0.5, lag=1),
        ],
        people=[
            Person(key="ana", name="Ana", off=[dt.date(2026, 12, 9)]),
            Person(key="leo", name="Leo", role="QA", share=0.5),
        ],
        done=done,
    )


def scheduled(todo: Work | None = None, *, first=dt.date(2026, 12, 4), **said) -> Schedule:
    """From Friday 4 December 2026; in Spain the 8th is a holiday."""
    p = Params.model_validate({"calendar": Calendar(country="ES"), "draws": 100} | said)
    return schedule(todo or small(), client(first=first, language="es", locale=""), p, 1)
