"""What the rehearsal does: a first version, a shadow, a second one, one that fails, load."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from taller.deployment.deployment.evaluation.rehearsal import traffic
from taller.deployment.deployment.messages import say
from taller.deployment.deployment.model import load
from taller.measurement import estimates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.deployment.deployment.evaluation.rehearsal.place import Rehearsal
    from taller.deployment.deployment.evaluation.shadow import Shadow
    from taller.deployment.deployment.model.load import Answer
    from taller.deployment.deployment.model.pipeline import Deployment, Place
    from taller.phase import Estimate

SHADOWED = 200  # requests that the challenger answers unseen
ASKED, CLIENTS = 600, 4  # requests of the load, and those who ask at the same time


@dataclass(frozen=True)
class Switched:
    """A deployment of the rehearsal, and what whoever asked meanwhile was answered.

    Attributes
    ----------
    answers : in the order in which they were asked
    failed : share that was not answered; None where nothing was asked
    """

    deployment: Deployment
    answers: tuple[Answer, ...]
    failed: Estimate | None


@dataclass(frozen=True)
class Loaded:
    """How a service of this machine answers under load; whoever asks is on it too.

    Attributes
    ----------
    half, most, nearly_all : milliseconds within which 50, 95 and 99 of 100 answers come
    """

    half: Estimate
    most: Estimate
    nearly_all: Estimate
    throughput: Estimate
    failed: Estimate
    clients: int
    workers: int


def first(rehearsal: Rehearsal | None) -> Deployment | None:
    """The version that is to be replaced goes live, where none was."""
    if rehearsal is None:
        return None
    return _deploy(rehearsal, rehearsal.first.number).deployment


def shadow(rehearsal: Rehearsal | None) -> Shadow | None:
    """The second version answers unseen beside the first one."""
    if rehearsal is None or not _alive(rehearsal):
        return None
    from taller.deployment.deployment.evaluation import shadow as shadows
    from taller.deployment.deployment.model import pipeline

    told = {"who": say("who-rehearses"), "why": say("why-shadow")}
    at, name = rehearsal.place, rehearsal.model.name
    pipeline.start_shadow(at, name, rehearsal.second.number, **told)
    rehearsal.traffic.send(SHADOWED)
    time.sleep(2 * traffic.WRITTEN)
    found = shadows.compare(at.state / name, milliseconds=rehearsal.steps.milliseconds)
    pipeline.stop_shadow(at, name, **told)
    return found


def second(rehearsal: Rehearsal | None) -> Switched | None:
    """The second version takes over, share by share."""
    if rehearsal is None or not _alive(rehearsal):
        return None
    return _deploy(rehearsal, rehearsal.second.number)


def provoke(rehearsal: Rehearsal | None) -> Switched | None:
    """A version that was spoiled on purpose is to take over, and has to be taken back."""
    if rehearsal is None or not _alive(rehearsal):
        return None
    untested = replace(rehearsal.place, tested=None)  # the run's tests were of the sound one
    return _deploy(rehearsal, rehearsal.broken.number, untested)


def measure(rehearsal: Rehearsal | None) -> Loaded | None:
    """Some ask at the same time, each as soon as the last answer came."""
    if rehearsal is None or not _alive(rehearsal):
        return None
    rehearsal.traffic.send(ASKED // 10, CLIENTS)  # connections and caches are warm then
    found = rehearsal.traffic.send(ASKED, CLIENTS)
    seconds = [answer.seconds for answer in found]
    half, most, nearly_all = (load.percentile(seconds, at, scale=1000) for at in (0.5, 0.95, 0.99))
    return Loaded(
        half, most, nearly_all, load.throughput(found).model_copy(update={"unit": "count"}),
        estimates.share(traffic.failed(found), len(found)), CLIENTS,
        len(rehearsal.running.worker_pids()),
    )  # fmt: skip


def _alive(rehearsal: Rehearsal) -> bool:
    """Whether there is a version that answers."""
    return bool(rehearsal.done) and rehearsal.done[0].outcome == "live"


def _deploy(rehearsal: Rehearsal, number: int, at: Place | None = None) -> Switched:
    from taller.deployment.deployment.model import pipeline

    asked, before = rehearsal.traffic, len(rehearsal.traffic.answers)
    done = pipeline.deploy(
        at or rehearsal.place, rehearsal.model.name, number, who=say("who-rehearses"),
        why=say("why-rehearses"), p=rehearsal.steps,
        traffic=asked if rehearsal.done else _nobody,
    )  # fmt: skip
    rehearsal.done.append(done)
    answers = tuple(asked.answers[before:])
    failed = estimates.share(traffic.failed(answers), len(answers)) if answers else None
    return Switched(done, answers, failed)


def _nobody(_seconds: float) -> None:
    """Nobody asks a model that is not live yet."""


def by_version(answers: Sequence[Any], number: int, size: int = 100) -> list[tuple[int, float]]:
    """Share of answers by a version, by stretches of so many requests.

    Returns
    -------
    Requests so far, and the share of the last stretch
    """
    cut = [answers[at : at + size] for at in range(0, len(answers) - size + 1, size)]
    return [
        ((place + 1) * size, sum(traffic.version(each) == number for each in part) / size)
        for place, part in enumerate(cut)
    ]
