"""What a deployment touches, as it stood before, and how it is put back."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.deployment.deployment.model.pipeline.messages import say
from taller.deployment.deployment.model.pipeline.records import Place
from taller.deployment.deployment.model.service import slots
from taller.deployment.deployment.model.service.slots import Held, Slot
from taller.errors import DataError, TallerError
from taller.phase import Record

if TYPE_CHECKING:
    from taller.deployment.deployment.model.service import Board, Ready

BACKUP = "backup"
KEPT = 2  # copies of versions that were live, the last ones
ROUSED = 30.0  # seconds that workers may take to load a version


class Before(Record):
    """What was before a deployment: which slot was live, and what both held."""

    live: Slot
    to: Slot
    a: Held | None
    b: Held | None

    @classmethod
    def of(cls, at: Place, model: str, board: Board) -> Before:
        """What is now."""
        held = slots.read(at.state / model)
        return cls(live=board.live, to=board.other, a=held["a"], b=held["b"])

    def slot(self, name: Slot) -> Held | None:
        """What a slot held."""
        return self.a if name == "a" else self.b


def live_version(at: Place, model: str, board: Board) -> Held | None:
    """What serves now, or would if the service ran."""
    return slots.read(at.state / model)[board.live]


def put(at: Place, model: str, slot: Slot, held: Held | None) -> None:
    """Have the slot that is not live hold a version."""
    slots.write(at.state / model, slots.read(at.state / model) | {slot: held})


def back_up(at: Place, model: str, live: Held | None) -> Held | None:
    """A copy of what is live, checked; whatever becomes of its folder, it can be gone back to.

    Raises
    ------
    DataError
        If what is live is no longer what was deployed.
    """
    if live is None:
        return None
    folder = at.state / model / BACKUP / str(live.version)
    if not is_whole(folder, live.sha256):
        if not is_whole(live.folder, live.sha256):
            raise DataError(live.folder, say("pipeline-backup-damaged", version=live.version))
        part = folder.with_name(f".{folder.name}.part")
        for left in (part, folder):
            shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(live.folder, part)
        part.rename(folder)
        _forget(folder)
    return live.model_copy(update={"folder": folder})


def is_whole(folder: Path, sha256: str) -> bool:
    """Whether a folder holds a version as it was registered."""
    from taller.deployment.deployment.model import scoring

    try:
        return scoring.digest(folder) == sha256
    except TallerError:
        return False


def _forget(newest: Path) -> None:
    """Remove all but the last copies."""
    copies = sorted((path for path in newest.parent.iterdir() if path.name.isdigit()),
                    key=lambda path: path.stat().st_mtime, reverse=True)  # fmt: skip
    for path in copies[KEPT:]:
        if path != newest:
            shutil.rmtree(path, ignore_errors=True)


def put_back(at: Place, model: str, board: Board, before: Before) -> dict[str, Any]:
    """Everything as it was; what serves first, and it needs no disk.

    Returns
    -------
    what could not be put back yet, by what it is of; empty where all is as it was
    """
    if board.live != before.live:
        roused(at, board, before.live)
        board.flip(before.live, force=True)  # what served before is served, ready or not
    board.set_share(0)
    board.set_shadow(False)
    left: dict[str, Any] = {}
    try:
        put(at, model, before.to, before.slot(before.to))
        board.reload()
    except (TallerError, OSError) as error:
        left["slots"] = str(error)
    live = before.slot(before.live)
    return left | named(at, model, live and live.version, None)


def roused(at: Place, board: Board, slot: Slot) -> Ready:
    """Wait until all workers have a slot loaded, as long as there is a service to wait for."""
    from taller.deployment.deployment.model import service

    until = time.monotonic() + ROUSED
    while True:
        ready = board.wait(slot, 1.0)
        alive = board.workers() or service.running(at.state)
        if ready or ready.faults or not alive or time.monotonic() > until:
            return ready


def named(at: Place, model: str, champion: int | None, challenger: int | None) -> dict[str, Any]:
    """Tell the registry who serves and who is tried; what it did not take, if anything."""
    try:
        at.registry.set_alias(model, "champion", champion)
        at.registry.set_alias(model, "challenger", challenger)
    except (TallerError, OSError) as error:
        return {"registry": str(error)}
    return {}
