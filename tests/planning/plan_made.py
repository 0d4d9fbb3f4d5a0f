"""A small plan whose dates can be worked by hand, with names of an attacker."""

from __future__ import annotations

import datetime as dt

from taller.measurement.ranges import Range
from taller.planning.plan.features.work import Work, work
from taller.planning.plan.model.schedule import Schedule, schedule
from taller.planning.plan.params.tasks import Calendar, Person, TaskGiven

PHASES = {"preparation": "Preparación", "development": "Desarrollo", "tests": "Pruebas",
          "rollout": "Despliegue"}  # fmt: skip
NASTY = "=cmd|' /C calc'!A0; <b>Ñandú</b>, & \\n"


def a_task(key: str, days: float, needs: str = "", **more) -> TaskGiven:
    given = {"key": key, "name": key, "phase": "tests", "owner": "ana"} | more
    return TaskGiven(days=Range(days, days, days), needs=tuple(needs.split()), **given)


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


def scheduled(todo: Work | None = None, **more) -> Schedule:
    """From Friday 4 December 2026; in Spain the 8th is a holiday."""
    given = {"first": dt.date(2026, 12, 4), "calendar": Calendar(country="ES"), "seed": 1,
             "draws": 100, "language": "es"}  # fmt: skip
    return schedule(todo or small(), **(given | more))
