"""A version that answers unseen beside the live one, so that both can be compared first."""

from __future__ import annotations

import contextlib

from taller.deployment.deployment.model.pipeline import stages, switched
from taller.deployment.deployment.model.pipeline.journal import held
from taller.deployment.deployment.model.pipeline.messages import say
from taller.deployment.deployment.model.pipeline.records import STAGES, Deployment, Place
from taller.deployment.deployment.model.pipeline.recovering import recovered
from taller.deployment.deployment.model.pipeline.underway import Found, Underway
from taller.deployment.deployment.params import Steps
from taller.errors import InputError


def _ask(u: Underway) -> Found:
    """The smoke tests, after which it answers unseen."""
    found = stages.run_smoke_tests(u)
    if found.outcome == "passed":
        u.board.set_shadow(True)
    return found


_FOUR = tuple(zip(STAGES, (stages.pre_deployment_checks, stages.backup_current_system,
                           stages.deploy_new_version, _ask), strict=False))  # fmt: skip


def start_shadow(at: Place, model: str, number: int, *, who: str, why: str) -> Deployment:
    """Let a version answer each request too, unseen, once it passed the first four stages.

    Raises
    ------
    HeldError, InputError, CloudError
        As `deploy` does; also where no version is live yet.
    """
    with held(at.state) as journal:
        recovered(at, journal)
        at.registry.version(model, number)
        with contextlib.closing(at.board(model)) as board:
            live = switched.live_version(at, model, board)
            if live is None:
                raise InputError(model, say("pipeline-shadow-of-none", version=number))
            if live.version == number:
                raise InputError(model, say("pipeline-live-already", version=number))
            entry = journal.begin("shadow", model, number, live.version, who, why)
            u = Underway(at, journal, board, entry, model, number, Steps())
            return u.run(_FOUR, "shadow")


def stop_shadow(at: Place, model: str, *, who: str, why: str) -> Deployment:
    """Let the version beside the live one answer no more; it stays loaded.

    Raises
    ------
    HeldError
        If a deployment is under way.
    InputError
        If no version answers unseen.
    """
    with held(at.state) as journal:
        recovered(at, journal)
        with contextlib.closing(at.board(model)) as board:
            beside = switched.slots.read(at.state / model)[board.other]
            if not board.shadow or beside is None:
                raise InputError(model, say("pipeline-no-shadow"))
            live = switched.live_version(at, model, board)
            entry = journal.begin("shadow", model, beside.version, live and live.version, who, why)
            u = Underway(at, journal, board, entry, model, beside.version, Steps())
            board.set_shadow(False)
            left = switched.named(at, model, live and live.version, None)
            return u.end("stopped", owed=bool(left))
