"""A service on this machine alone, with the models of a run: never the client's live one."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taller.deployment.deployment.features.kept import KeptModel

WRITTEN_EVERY = 0.5  # seconds between writings of the log, which the tests wait for


@dataclass(frozen=True)
class Served:
    """A service that runs.

    Attributes
    ----------
    url : such as ``http://127.0.0.1:40123``
    key : what it asks for; good for this service alone
    models : those it answers by
    state : its folder: slots, board and request log of each model
    running : the service's own handle
    """

    url: str
    key: str
    models: tuple[KeptModel, ...]
    state: Path
    running: Any


@contextlib.contextmanager
def serve(models: Sequence[KeptModel], state: Path, client: str) -> Iterator[Served]:
    """Start a service with these models, each as its first version.

    Parameters
    ----------
    state : an empty folder
    client : whose salt hides users in the request log
    """
    from taller.deployment.deployment.model import scoring, service
    from taller.deployment.deployment.model.service import slots

    for model in models:
        held = slots.Held(
            version=1, folder=model.folder, sha256=scoring.digest(model.folder),
            contract=model.scorer.contract.digest,
        )  # fmt: skip
        slots.write(state / model.name, {"a": held, "b": None})
    key = secrets.token_urlsafe(24)
    settings = service.Settings(flush_seconds=WRITTEN_EVERY)
    with service.start(state, workers=1, keys=[key], client=client, settings=settings) as running:
        yield Served(running.url, key, tuple(models), state, running)
