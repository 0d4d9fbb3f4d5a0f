"""What is looked at before anything is touched: all that is wrong is told at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.deployment.deployment.model.pipeline.asking import Service
from taller.deployment.deployment.model.pipeline.messages import say
from taller.deployment.deployment.model.pipeline.records import Place
from taller.development.template import saving
from taller.errors import TallerError

if TYPE_CHECKING:
    from taller.deployment.deployment.model.registry import Version

SPARE = 3  # times a version's size that the disk has to have left
LEAST_FREE = 50_000_000  # bytes, for the journal and the request log


@dataclass(frozen=True)
class Checked:
    """What was found: the version's folder, all that is wrong, and what was looked at."""

    folder: Path | None
    faults: tuple[str, ...]
    evidence: dict[str, Any]


def look(at: Place, version: Version, live_folder: Path | None) -> Checked:
    """Look at a version, its tests, its contract beside the live one's, service and disk."""
    evidence: dict[str, Any] = {
        "sha256": version.sha256, "run": version.run, "data": version.data_fingerprint,
        "tests": at.tested.run if at.tested else None, "service": bool(at.url),
    }  # fmt: skip
    faults = _service(at, live_folder)
    faults += _tests(at)
    if not version.data_fingerprint:
        faults.append(say("pipeline-check-no-fingerprint", version=version.number))
    folder = None
    try:
        folder = at.registry.fetch(version.model, version.number)
    except (TallerError, OSError) as error:
        faults.append(say("pipeline-check-not-whole", version=version.number, why=str(error)))
    if folder is not None:
        faults += [fault for check in (_card, _disk) for fault in check(folder)]
        faults += _contract(folder, live_folder)
    return Checked(folder, tuple(faults), evidence)


def _service(at: Place, live: Path | None) -> list[str]:
    """The first version needs none: there is nobody it could be compared with."""
    if at.url is None and live is None:
        return []
    return [] if at.url and Service(at.url).alive() else [say("pipeline-check-no-service")]


def _tests(at: Place) -> list[str]:
    if at.tested and at.tested.critical:
        return [
            say("pipeline-check-critical", run=at.tested.run, tests="; ".join(at.tested.critical))
        ]
    return []


def _card(folder: Path) -> list[str]:
    try:
        card = saving.read_json(folder / "card.json")
        told = isinstance(card, dict) and bool(card.get("title") and card.get("purpose"))
    except TallerError:
        told = False
    return [] if told else [say("pipeline-check-card")]


def _disk(folder: Path) -> list[str]:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    free, needed = shutil.disk_usage(folder).free, SPARE * size + LEAST_FREE
    return (
        [say("pipeline-check-disk", free=free // 10**6, needed=needed // 10**6)]
        if free < needed
        else []
    )


def _contract(folder: Path, live: Path | None) -> list[str]:
    """Whether it loads, and whether whoever calls the live version can call it."""
    from taller.deployment.deployment.model import scoring

    new = _loaded(lambda: scoring.load(folder))
    if isinstance(new, str):
        return [say("pipeline-check-not-loaded", why=new)]
    if live is None:
        return []
    old = _loaded(lambda: scoring.load(live))
    if isinstance(old, str):  # it cannot be compared with, which is no fault of the new one
        return []
    return [say("pipeline-check-contract", what=what)
            for what in scoring.differences(old.contract, new.contract)]  # fmt: skip


def _loaded(load: Callable[[], Any]) -> Any:
    """What loads, or why it does not."""
    try:
        return load()
    except TallerError as error:
        return str(error)
