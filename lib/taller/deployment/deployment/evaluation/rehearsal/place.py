"""A folder, a registry and a service of the rehearsal's own, which end with it."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.deployment.deployment.evaluation.rehearsal import faulty
from taller.deployment.deployment.evaluation.rehearsal.traffic import Traffic
from taller.deployment.deployment.features.candidates import requests
from taller.deployment.deployment.model.going_live import register

if TYPE_CHECKING:
    from taller.deployment.deployment.features.candidates import Candidates
    from taller.deployment.deployment.features.kept import KeptModel
    from taller.deployment.deployment.model.pipeline import Deployment, Place
    from taller.deployment.deployment.model.registry import Version
    from taller.deployment.deployment.params import Params, Steps

SHARES = (0.5,)  # of the rehearsal's traffic, which is its own, so that less is enough
WRITTEN_EVERY = 0.1  # seconds
WORKERS = 1  # processes that answer; more would show nothing else on a machine that also asks
SCORERS = f"{faulty.__name__}:load"
ROUTES = {"items": "recommend"}


@dataclass
class Rehearsal:
    """What runs, and what was done.

    Attributes
    ----------
    first, second, broken : versions of the model that goes live: the same model twice, and once
        more, spoiled on purpose
    steps : the engagement's thresholds, by larger shares
    done : deployments, in their order
    """

    place: Place
    model: KeptModel
    first: Version
    second: Version
    broken: Version
    steps: Steps
    traffic: Traffic
    running: Any
    done: list[Deployment] = field(default_factory=list)


def rehearse(found: Candidates, p: Params, run: Any) -> Rehearsal | None:
    """Register what a run kept, and start a service that nobody else is answered by."""
    if found.chosen is None:
        return None
    bodies = requests(run, found.chosen)
    state = Path(tempfile.mkdtemp(prefix="taller-rehearsal-"))
    try:
        rehearsal = _started(found, found.chosen, state, p, run, bodies)
    except BaseException:
        shutil.rmtree(state, ignore_errors=True)
        raise
    weakref.finalize(rehearsal, shutil.rmtree, state, ignore_errors=True)
    return rehearsal


def _started(
    found: Candidates, chosen: KeptModel, state: Path, p: Params, run: Any, bodies: Any
) -> Rehearsal:
    from taller.deployment.deployment.model import service
    from taller.deployment.deployment.model.pipeline import Place, Tested
    from taller.deployment.deployment.model.registry import Registry

    registry, key = Registry.open(state), secrets.token_urlsafe(24)
    labels = (run.dir.name, f"{run.dir.name}, again", f"{run.dir.name}, broken on purpose")
    versions = [register(registry, chosen, run, label) for label in labels]
    faulty.spoil(registry.fetch(chosen.name, versions[-1].number))
    running = service.start(
        state, workers=WORKERS, keys=[key], client=run.engagement.slug,
        settings=service.Settings(flush_seconds=WRITTEN_EVERY), scorers=SCORERS,
    )  # fmt: skip
    tested = None
    if found.tested is not None:
        tested = Tested(run=run.dir.name, passed=found.tested, critical=found.critical)
    route = ROUTES.get(chosen.kind, "score")
    changed = {"canary": SHARES, "every": 0.05, "seconds": 180.0, "watch": 0.1}
    return Rehearsal(
        Place(state, registry, running.url, key, tested), chosen, *versions,
        steps=p.steps.model_copy(update=changed | {"requests": max(p.steps.requests, 1500)}),
        traffic=Traffic(running.url, key, f"/v1/{chosen.name}/{route}", bodies), running=running,
    )  # fmt: skip


def close(rehearsal: Rehearsal | None) -> None:
    """End the service, and remove the folder; a kernel that ends does the same."""
    if rehearsal is not None:
        rehearsal.running.stop()
        shutil.rmtree(rehearsal.place.state, ignore_errors=True)
