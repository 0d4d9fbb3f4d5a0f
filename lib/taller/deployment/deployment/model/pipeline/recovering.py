"""What a killed pipeline left is found by the next call, and finished or undone."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from taller.deployment.deployment.model.pipeline import stages, switched
from taller.deployment.deployment.model.pipeline.journal import Journal, held
from taller.deployment.deployment.model.pipeline.records import Deployment, Place
from taller.deployment.deployment.model.pipeline.switched import Before
from taller.deployment.deployment.model.pipeline.underway import Found, Underway, put_back
from taller.deployment.deployment.params import Steps


def recover(at: Place) -> tuple[Deployment, ...]:
    """Finish or undo what killed pipelines left; every other call does so first.

    Raises
    ------
    HeldError
        If a deployment is under way.
    """
    with held(at.state) as journal:
        return recovered(at, journal)


def recovered(at: Place, journal: Journal) -> tuple[Deployment, ...]:
    """The same, of a journal that is held."""
    found = tuple(_settled(at, journal, each)
                  for each in journal.read() if each.outcome == "unfinished")  # fmt: skip
    for model in journal.owing():
        with contextlib.closing(at.board(model)) as board:
            live = switched.live_version(at, model, board)
        if not switched.named(at, model, live and live.version, None):
            journal.paid(model)
    return found


def _settled(at: Place, journal: Journal, left: Deployment) -> Deployment:
    saved = journal.saved(left.id)
    with contextlib.closing(at.board(left.model)) as board:
        u = Underway(at, journal, board, left.id, left.model, left.version, _steps(saved))
        if saved is None:  # nothing had been touched
            u.stage("recovery", lambda _u: Found("passed", "untouched"))
            return u.end("undone")
        u.before, u.folder = Before.model_validate(saved["before"]), Path(saved["folder"])
        if board.live == u.was.to and _finished(u, left):
            return u.end("live")
        undone = u.stage("recovery", put_back)
        return u.end("undone", owed=undone.outcome != "passed")


def _finished(u: Underway, left: Deployment) -> bool:
    """Whether the version that had been switched to may stay: it answers rightly now.

    Where no service runs nobody can tell, and the version before is the safer one; but who went
    back by hand did not want that one.
    """
    if not u.at.url and left.kind == "rollback":
        u.stage("recovery", lambda _u: Found("passed", "went-back"))
        return True
    if not u.at.url:
        return False
    held_there = switched.live_version(u.at, u.model, u.board)
    if held_there is None or held_there.version != u.number:
        return False
    if any(stage.outcome == "failed" for stage in left.stages):  # it was being put back
        return False
    found = u.stage("post_deployment_verification", stages.post_deployment_verification)
    if found.outcome != "passed":
        return False
    left_over = switched.named(u.at, u.model, u.number, None)
    u.stage("recovery", lambda _u: Found("passed", "finished", {"version": u.number}, left_over))
    return True


def _steps(saved: dict[str, Any] | None) -> Steps:
    return Steps.model_validate_json(json.dumps(saved["steps"])) if saved else Steps()
