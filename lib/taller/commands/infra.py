"""``taller infra``: what an engagement's cloud holds; planned, made, looked at, torn down."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taller.commands.arguments import File
from taller.errors import Fault, InputError

if TYPE_CHECKING:
    from taller.planning.infrastructure.clouds.lifecycle import Lifecycle
    from taller.planning.infrastructure.clouds.protocol import Cloud, Stack
    from taller.workbench.engagement.engagement import Engagement

DIFFERS, INTERRUPTED = 1, 130  # exit codes, as the command's own
SECTION = "infrastructure"

app = typer.Typer(
    help="The infrastructure of an engagement, in its cloud: see, make, look at, tear down.",
    no_args_is_help=True,
)
Account = Annotated[
    str | None,
    typer.Option(metavar="ID", help="The account, subscription or project; asked if not given."),
]
Name = Annotated[
    str | None, typer.Option(metavar="NAME", help="The stack's name; asked if not given.")
]


@app.command()
def validate(file: File) -> None:
    """Say all that is wrong with the infrastructure, here and, given credentials, in the cloud."""
    from taller.planning.infrastructure import clouds
    from taller.planning.infrastructure.clouds.messages import say

    with _designed(file) as (read, stack):
        try:
            cloud = clouds.connect(stack)
            cloud.account()
        except InputError as error:  # no credentials: what can be told here was told
            why = str(error.faults[0])
            print(say("cloud-sound-here", stack=stack.name, cloud=stack.cloud, why=why))
            return
        _lifecycle(read, stack, cloud).validate()


@app.command()
def plan(file: File) -> None:
    """List what applying would create, change, replace and delete; change nothing."""
    with _opened(file) as at:
        at.plan()


@app.command()
def apply(file: File, account: Account = None) -> None:
    """Make the cloud as the engagement says; what fails is taken back."""
    with _opened(file, changes=True) as at:
        at.apply(_typed(account, "account"))
        _looked(at)


@app.command()
def verify(file: File) -> None:
    """Ask the cloud what exists, and compare it with the engagement, resource by resource."""
    with _opened(file) as at:
        _looked(at)


@app.command()
def drift(file: File) -> None:
    """List what is no longer as it was deployed."""
    with _opened(file) as at:
        if at.drift():
            raise typer.Exit(DIFFERS)


@app.command()
def destroy(file: File, account: Account = None, stack: Name = None) -> None:
    """Remove all but what keeps data, and say what remains."""
    with _opened(file, changes=True) as at:
        at.destroy(_typed(account, "account"), _typed(stack, "stack"))


@contextlib.contextmanager
def _designed(file: Path, *, changes: bool = False) -> Iterator[tuple[Engagement, Stack]]:
    """What the notebook designs for an engagement, as a stack; in the engagement's language.

    Parameters
    ----------
    changes : whether the command may change the cloud, which the file has to allow
    """
    from taller.language import speaking
    from taller.planning import infrastructure
    from taller.planning.infrastructure import clouds
    from taller.planning.infrastructure.clouds.messages import say
    from taller.workbench.engagement import engagement
    from taller.workbench.run.handle import SCRATCH, Run

    read = engagement.read(file)
    with speaking(read.language, read.locale, read.currency):
        p = infrastructure.Params(**read.sections.get(SECTION, {}))
        if changes and not p.apply:
            line = read.line((SECTION, "apply"))
            raise InputError(read.path, Fault(f"{SECTION}.apply", say("cloud-not-allowed"), line))
        run = Run(read, read.root / "reports" / read.slug / SCRATCH, SECTION)
        made = infrastructure.design(p, infrastructure.known(run, p), read.slug)
        yield read, clouds.stack_of(made, p)


@contextlib.contextmanager
def _opened(file: Path, *, changes: bool = False) -> Iterator[Lifecycle]:
    """The lifecycle of an engagement's stack; who interrupts is told what stands."""
    from taller.planning.infrastructure import clouds

    with _designed(file, changes=changes) as (read, stack):
        at = _lifecycle(read, stack, clouds.connect(stack))
        try:
            yield at
        except (KeyboardInterrupt, typer.Abort):  # Typer would leave without a word
            told = at.interrupted(f"taller infra … {read.shown_path}")
            print(f"\ntaller: {told}", file=sys.stderr)
            raise typer.Exit(INTERRUPTED) from None


def _lifecycle(read: Engagement, stack: Stack, cloud: Cloud) -> Lifecycle:
    from taller.planning.infrastructure.clouds.lifecycle import Lifecycle

    note = read.root / "reports" / read.slug / SECTION / f"{stack.cloud}-{stack.name}.json"
    return Lifecycle(cloud, stack, note, print)


def _looked(at: Lifecycle) -> None:
    from taller.planning.infrastructure.clouds.lifecycle import SOUND

    if any(each.condition not in SOUND for each in at.verify()):
        raise typer.Exit(DIFFERS)


def _typed(given: str | None, what: str) -> str:
    """What somebody typed: in the command, or when asked."""
    from taller.planning.infrastructure.clouds.messages import say

    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise InputError("infra", say("cloud-nobody", option=f"--{what}"))
    return typer.prompt(say("cloud-ask", what=what))
