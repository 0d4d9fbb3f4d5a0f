"""``taller deploy``, ``rollback``, ``shadow``, ``deployments``: which version of a model serves."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taller.commands.arguments import File
from taller.commands.serve import SECTION, STATE, State
from taller.errors import CloudError, InputError

if TYPE_CHECKING:
    from taller.deployment.deployment.model.pipeline import Deployment, Place
    from taller.deployment.deployment.params import Params
    from taller.workbench.engagement.engagement import Engagement

NOT_LIVE = 1  # exit code
WELL = ("live", "dry_run", "shadow", "stopped")  # outcomes that are what was asked for

Model = Annotated[
    str | None,
    typer.Argument(metavar="MODEL", help="the notebook whose model it is; the only one if one"),
]
Why = Annotated[str, typer.Option(metavar="TEXT", help="Why, for the history.")]
By = Annotated[
    str | None, typer.Option(metavar="WHO", help="Who, for the history; who is logged in if not.")
]
Version = Annotated[
    int | None, typer.Option("--version", metavar="N", help="Which version; the newest if not.")
]


def deploy(
    file: File, why: Why, model: Model = None, version: Version = None, by: By = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Look at everything, touch nothing.")
    ] = False,
    state: State = None,
) -> None:  # fmt: skip
    """Take a version live in six stages; what fails, or cannot be told, leaves the one before."""
    from taller.deployment.deployment.model import pipeline

    with _at(file, state) as (at, p, read):
        name = _model(at, model or p.model, file)
        number = _number(at, name, version)
        at = _tested(at, read, name, number)
        who = by or p.by or pipeline.somebody()
        _tell(pipeline.deploy(at, name, number, who=who, why=why, p=p.steps, dry_run=dry_run))


def rollback(file: File, why: Why, model: Model = None, by: By = None, state: State = None) -> None:
    """Go back to the version that was live before the last switch; once more, and forth again."""
    from taller.deployment.deployment.model import pipeline

    with _at(file, state) as (at, p, _read):
        name = _model(at, model or p.model, file)
        _tell(pipeline.rollback(at, name, who=by or p.by or pipeline.somebody(), why=why))


def shadow(
    file: File, why: Why, model: Model = None, version: Version = None, by: By = None,
    stop: Annotated[bool, typer.Option("--stop", help="Let it answer no more.")] = False,
    state: State = None,
) -> None:  # fmt: skip
    """Let a version answer every request too, unseen, and say how its answers compare so far."""
    from taller.deployment.deployment.evaluation import shadow as evaluation
    from taller.deployment.deployment.model import pipeline
    from taller.deployment.deployment.model.pipeline.messages import say

    with _at(file, state) as (at, p, read):
        name = _model(at, model or p.model, file)
        who = by or p.by or pipeline.somebody()
        if stop:
            done = pipeline.stop_shadow(at, name, who=who, why=why)
            found = evaluation.compare(at.state / name, milliseconds=p.steps.milliseconds)
            if found:
                print(
                    say(
                        "pipeline-shadow",
                        version=found.version,
                        live_version=found.live_version,
                        users=found.users,
                        failed=found.failed,
                        moved=found.moved,
                    )
                )
        else:
            number = _number(at, name, version)
            at = _tested(at, read, name, number)
            done = pipeline.start_shadow(at, name, number, who=who, why=why)
        _tell(done)


def deployments(
    file: File,
    model: Model = None,
    stages: Annotated[
        bool, typer.Option("--stages", help="Each with its stages, and why they came out so.")
    ] = False,
    state: State = None,
) -> None:
    """List what went live, what was put back, by whom, when and why; the newest first."""
    from taller.deployment.deployment.model import pipeline
    from taller.deployment.deployment.model.pipeline.messages import say

    with _read(file) as read:
        found = pipeline.history(_state(read, state), model)
        if not found:
            print(say("pipeline-history-none"))
        for each in found:
            _line(each)
            if stages:
                _stages(each)


@contextlib.contextmanager
def _read(file: Path) -> Iterator[Engagement]:
    """An engagement, in its language."""
    from taller.language import speaking
    from taller.workbench.engagement import engagement

    read = engagement.read(file)
    with speaking(read.language, read.locale, read.currency):
        yield read


@contextlib.contextmanager
def _at(file: Path, state: Path | None) -> Iterator[tuple[Place, Params, Engagement]]:
    """Where an engagement's pipeline works."""
    from taller.deployment.deployment.model import service
    from taller.deployment.deployment.model.pipeline import Place
    from taller.deployment.deployment.model.service import limits
    from taller.deployment.deployment.params import Params

    with _read(file) as read:
        p, place = Params(**read.sections.get(SECTION, {})), _state(read, state)
        registry, keys = _registry(place, p.registry), limits.found()
        url, key = service.running(place), keys[0] if keys else None
        yield Place(place, registry, url, key, reached=_progress), p, read


class _Unreachable:
    """Stands in for a registry that cannot be reached: whoever goes back can do without."""

    def __init__(self, error: CloudError) -> None:
        self._error = error

    def __getattr__(self, _name: str) -> Any:
        raise self._error


def _registry(place: Path, uri: str | None) -> Any:
    from taller.deployment.deployment.model.registry import Registry

    try:
        return Registry.open(place, uri)
    except CloudError as error:
        return _Unreachable(error)


def _state(read: Engagement, given: Path | None) -> Path:
    return given or read.root / "reports" / read.slug / STATE


def _model(at: Place, given: str | None, file: Path) -> str:
    from taller.deployment.deployment.model.pipeline.messages import say

    known = at.registry.models()
    if given or len(known) == 1:
        return given or known[0]
    raise InputError(file, say("pipeline-name-a-model", models=", ".join(known) or None))


def _number(at: Place, model: str, given: int | None) -> int:
    """The version that was named, else the newest; of an unknown model, all there are are told."""
    kept = [each.number for each in at.registry.versions(model)]
    return given or (kept[0] if kept else at.registry.version(model, 1).number)


def _tested(at: Place, read: Engagement, model: str, number: int) -> Place:
    """With what the test suite said of the run that made the version."""
    import dataclasses

    from taller.deployment.deployment.model.pipeline import Tested
    from taller.workbench.keep import results

    run = at.registry.version(model, number).run
    folder = read.root / "reports" / read.slug / Path(run).name
    found = results.read(folder, "test_suite") if run else None
    tested = Tested.of(run, found["result"]) if found else None
    return dataclasses.replace(at, tested=tested)


def _progress(point: str) -> None:
    from taller.deployment.deployment import tables

    name, _colon, when = point.partition(":")
    if when == "before":
        print(f"{tables.stage(name)} …", flush=True)


def _tell(done: Deployment) -> None:
    _stages(done)
    _line(done)
    if done.outcome not in WELL:
        raise typer.Exit(NOT_LIVE)


def _stages(done: Deployment) -> None:
    from taller.deployment.deployment import tables

    for stage in done.stages:
        _print(f"  {tables.told(stage)}")


def _line(done: Deployment) -> None:
    from taller.deployment.deployment.model.pipeline.messages import say

    facts: dict[str, Any] = {
        "outcome": done.outcome, "kind": done.kind, "model": done.model, "version": done.version,
        "before": done.before, "who": done.who, "why": done.why,
        "at": f"{done.started:%Y-%m-%d %H:%M} UTC",
    }  # fmt: skip
    _print(say("pipeline-history-line", **facts))


def _print(text: str) -> None:
    """What people wrote is shown, and does nothing to a terminal."""
    from taller.errors import printable

    print(printable(text))
