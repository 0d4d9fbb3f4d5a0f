"""Deploying, rehearsing it, and going back: the calls that change which version serves."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from taller.deployment.deployment.model.pipeline import stages, switched
from taller.deployment.deployment.model.pipeline.journal import Journal, held
from taller.deployment.deployment.model.pipeline.messages import say
from taller.deployment.deployment.model.pipeline.records import STAGES, Deployment, Place
from taller.deployment.deployment.model.pipeline.recovering import recovered
from taller.deployment.deployment.model.pipeline.underway import Found, Underway
from taller.deployment.deployment.params import Steps
from taller.errors import InputError

SIX = tuple((name, getattr(stages, name)) for name in STAGES)


def deploy(
    at: Place, model: str, number: int, *, who: str, why: str, p: Steps,
    traffic: Callable[[float], None] | None = None, dry_run: bool = False,
) -> Deployment:  # fmt: skip
    """Take a version live in six stages; what fails, or cannot be told, leaves the one before.

    Parameters
    ----------
    traffic : makes traffic for so many seconds before each look; None: the real one is waited for
    dry_run : look at everything, touch nothing

    Raises
    ------
    HeldError
        If another deployment is under way.
    InputError
        If there is no such version, it is live already, or the journal cannot be written.
    CloudError
        If the registry cannot be reached.
    """
    with held(at.state) as journal:
        recovered(at, journal)
        at.registry.version(model, number)  # names those there are
        with contextlib.closing(at.board(model)) as board:
            live = switched.live_version(at, model, board)
            if live and live.version == number:
                raise InputError(model, say("pipeline-live-already", version=number))
            entry = journal.begin("deploy", model, number, live and live.version, who, why)
            u = Underway(at, journal, board, entry, model, number, p, traffic=traffic)
            return _rehearsed(u) if dry_run else u.run(SIX)


def _rehearsed(u: Underway) -> Deployment:
    """The first stage, and what the others would do."""
    first, *others = SIX
    found = u.stage(*first)
    if found.outcome == "failed":
        return u.end("refused")
    for name, _work in others:
        u.stage(name, lambda _u: Found("skipped", "dry-run"))
    return u.end("dry_run")


def rollback(at: Place, model: str, *, who: str, why: str, p: Steps | None = None) -> Deployment:
    """Back to the version that was live before the last switch; once more, and forth again.

    Without a service, it is what the next one starts with.

    Raises
    ------
    HeldError
        If another deployment is under way.
    InputError
        If there is nothing to go back to, or its files are gone.
    """
    with held(at.state) as journal:
        recovered(at, journal)
        target = _before_last(journal, model)
        with contextlib.closing(at.board(model)) as board:
            live = switched.live_version(at, model, board)
            entry = journal.begin("rollback", model, target, live and live.version, who, why)
            u = Underway(at, journal, board, entry, model, target, p or Steps(watch=0))
            return u.run(_BACK)


def _before_last(journal: Journal, model: str) -> int:
    last = next((each for each in journal.read(model) if each.outcome == "live"), None)
    if last is None:
        raise InputError(model, say("pipeline-nothing-deployed"))
    if last.before is None:
        raise InputError(model, say("pipeline-nothing-before", version=last.version))
    return last.before


def _find(u: Underway) -> Found:
    """Its files, whole: in the slot beside the live one, in the backup, or in the registry."""
    from taller.deployment.deployment.model.service import slots

    beside = slots.read(u.at.state / u.model)[u.board.other]
    places = [u.at.state / u.model / switched.BACKUP / str(u.number)]
    if beside and beside.version == u.number:
        places.insert(0, beside.folder)
        u.sha256, u.contract = beside.sha256, beside.contract
    if not u.sha256:
        version = u.at.registry.version(u.model, u.number)
        u.sha256, u.contract = version.sha256, version.contract
    whole = (place for place in places if switched.is_whole(place, u.sha256))
    u.folder = next(whole, None) or u.at.registry.fetch(u.model, u.number)
    return Found("passed", "back-found", {"version": u.number})


def _flip(u: Underway) -> Found:
    """All traffic at once, and whether or not the registry hears of it."""
    left = switched.named(u.at, u.model, u.number, None)
    u.owed = bool(left)
    stages.await_loaded(u)
    u.board.flip(u.was.to)
    return Found("passed", "flipped", {"version": u.number}, {"left": left})


_BACK = tuple(zip(STAGES, (
    _find, stages.backup_current_system, stages.deploy_new_version, stages.run_smoke_tests, _flip,
    stages.post_deployment_verification,
), strict=True))  # fmt: skip
