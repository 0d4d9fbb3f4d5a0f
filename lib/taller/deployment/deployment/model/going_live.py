"""The client's own service: where the engagement says so, the version is deployed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.deployment.deployment.messages import say

if TYPE_CHECKING:
    from taller.deployment.deployment.features.candidates import Candidates
    from taller.deployment.deployment.features.kept import KeptModel
    from taller.deployment.deployment.model.pipeline import Deployment
    from taller.deployment.deployment.model.registry import Registry, Version
    from taller.deployment.deployment.params import Params

STATE = ".deployment"  # beside an engagement's runs, which share it


def go_live(
    found: Candidates, obstacles: tuple[str, ...], p: Params, run: Any
) -> Deployment | None:  # fmt: skip
    """Deploy to the client's own service; not in a dry run, nor where something stands in the way.

    What was deployed by an earlier run of the same model, data and label is not deployed again.
    """
    if found.chosen is None or p.dry_run or obstacles:
        return None
    from taller.deployment.deployment.model import service
    from taller.deployment.deployment.model.pipeline import (
        Place,
        Tested,
        deploy,
        history,
        somebody,
    )
    from taller.deployment.deployment.model.registry import Registry
    from taller.deployment.deployment.model.service import limits

    state, name = run.dir.parent / STATE, found.chosen.name
    registry = Registry.open(state, p.registry)
    version = register(registry, found.chosen, run)
    live = registry.alias(name, "champion")
    if live is not None and live.number == version.number:
        done = history(state, name)
        return next((each for each in done if each.version == version.number), None)
    tested = Tested(run=run.dir.name, passed=bool(found.tested), critical=found.critical)
    keys = limits.found()
    at = Place(state, registry, service.running(state), keys[0] if keys else None,
               None if found.tested is None else tested)  # fmt: skip
    return deploy(at, name, version.number, who=p.by or somebody(),
                  why=say("why-deploys", run=run.dir.name), p=p.steps)  # fmt: skip


def register(registry: Registry, model: KeptModel, run: Any, label: str = "") -> Version:
    """A kept model as a version."""
    return registry.register(
        model.name, model.folder, run=label or run.dir.name,
        data_fingerprint=run.tables.fingerprint, card=model.card,
    )  # fmt: skip
