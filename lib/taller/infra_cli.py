"""``taller infra``: what an engagement's cloud holds; planned, made, looked at, torn down."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taller.errors import Fault, InputError

if TYPE_CHECKING:
    from taller.planning.infrastructure.clouds.lifecycle import Lifecycle
    from taller.planning.infrastructure.clouds.protocol import Stack
    from taller.planning.infrastructure.params import Params
    from taller.workbench.engagement.engagement import Engagement

DIFFERS, INTERRUPTED = 1, 130  # exit codes, as the command's own
SECTION = "infrastructure"

app = typer.Typer(
    help="The infrastructure of an engagement, in its cloud: see, make, look at, tear down.",
    no_args_is_help=True,
)
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="an engagement file, params/<name>.yaml")
]
Account = Annotated[
    str | None,
    typer.Option(metavar="ID", help="The account, subscription or project; asked if not given."),
]


@app.command()
def validate(file: File) -> None:
    """Say all that is wrong with the infrastructure, here and, given credentials, in the cloud."""
    from taller.planning.infrastructure import clouds
    from taller.planning.infrastructure.clouds.messages import say

    with _spoken(file) as read:
        stack = _stack(read)
        told = {"stack": stack.name, "cloud": clouds.NAMES[stack.cloud]}
        try:
            cloud = clouds.connect(stack)
            cloud.account()
        except InputError as error:  # no credentials: what can be told here was told
            print(say("cloud-sound-here", why=str(error.faults[0]), **told))
            return
        cloud.validate(stack)
        print(say("cloud-sound", **told))


@app.command()
def plan(file: File) -> None:
    """List what applying would create, change, replace and delete; touch nothing."""
    from taller.planning.infrastructure.clouds.messages import say

    with _opened(file) as at:
        actions = [change.action for change in at.plan().changes]
        told = {name: actions.count(name) for name in ("create", "replace", "delete")}
        print(say("cloud-sum", stack=at.stack.name, change=actions.count("update"), **told))


@app.command()
def apply(file: File, account: Account = None) -> None:
    """Make the cloud as the engagement says; what fails is taken back."""
    from taller.planning.infrastructure.clouds.messages import say

    with _opened(file, changes=True) as at:
        at.apply(_typed(account, say("cloud-ask-account"), "--account"))
        print(say("cloud-applied", stack=at.stack.name))
        _verified(at)


@app.command()
def verify(file: File) -> None:
    """Ask the cloud what exists, and compare it with the engagement, resource by resource."""
    with _opened(file) as at:
        _verified(at)


@app.command()
def drift(file: File) -> None:
    """List what is no longer as it was deployed."""
    from taller.planning.infrastructure.clouds.messages import say

    with _opened(file) as at:
        found = at.drift()
        if not found:
            print(say("cloud-no-drift", stack=at.stack.name))
            return
        for each in found:
            print(say("cloud-vanished", resource=each.resource) if not each.property else
                  say("cloud-drifted", resource=each.resource, property=each.property,
                      deployed=each.deployed, found=each.found))  # fmt: skip
        print(say("cloud-drift-sum", stack=at.stack.name, n=len(found)))
        raise typer.Exit(DIFFERS)


@app.command()
def destroy(
    file: File,
    account: Account = None,
    stack: Annotated[
        str | None, typer.Option(metavar="NAME", help="The stack's name; asked if not given.")
    ] = None,
) -> None:
    """Remove all but what keeps data, and say what remains."""
    from taller.planning.infrastructure.clouds.messages import say

    with _opened(file, changes=True) as at:
        account = _typed(account, say("cloud-ask-account"), "--account")
        for left in at.destroy(account, _typed(stack, say("cloud-ask-stack"), "--stack")):
            print(say("cloud-remains", resource=left))
        print(say("cloud-destroyed", stack=at.stack.name))


@contextlib.contextmanager
def _spoken(file: Path) -> Iterator[Engagement]:
    """The engagement, in its language; who interrupts is told how to go on."""
    from taller.language import speaking
    from taller.planning.infrastructure.clouds.messages import say
    from taller.workbench.engagement import engagement

    read = engagement.read(file)
    with speaking(read.language, read.locale, read.currency):
        try:
            yield read
        except KeyboardInterrupt:
            print(f"taller: {say('cloud-interrupted')}", file=sys.stderr)
            raise typer.Exit(INTERRUPTED) from None


@contextlib.contextmanager
def _opened(file: Path, *, changes: bool = False) -> Iterator[Lifecycle]:
    """The lifecycle of an engagement's stack.

    Parameters
    ----------
    changes : whether the command may change the cloud, which the file has to allow
    """
    from taller.planning.infrastructure import clouds
    from taller.planning.infrastructure.clouds.lifecycle import Lifecycle
    from taller.planning.infrastructure.clouds.messages import say

    with _spoken(file) as read:
        if changes and not _params(read).apply:
            line = read.line((SECTION, "apply"))
            raise InputError(read.path, Fault(f"{SECTION}.apply", say("cloud-not-allowed"), line))
        stack = _stack(read)
        note = read.root / "reports" / read.slug / SECTION / f"{stack.cloud}-{stack.name}.json"
        yield Lifecycle(clouds.connect(stack), stack, note, print)


def _params(read: Engagement) -> Params:
    from taller.planning import infrastructure

    return infrastructure.Params(**read.sections.get(SECTION, {}))


def _stack(read: Engagement) -> Stack:
    """What the notebook designs for this engagement, as a stack."""
    from taller.planning import infrastructure
    from taller.planning.infrastructure.clouds import stacks
    from taller.workbench.run.handle import SCRATCH, Run

    p = _params(read)
    run = Run(read, read.root / "reports" / read.slug / SCRATCH, SECTION)
    made = infrastructure.design(p, infrastructure.known(run, p), read.slug)
    return stacks.of(made, p)


def _verified(at: Lifecycle) -> None:
    from taller.planning.infrastructure.clouds.messages import say

    found = at.verify()
    wrong = [each for each in found if each.condition not in ("there", "unasked")]
    for each in wrong:
        print(say("cloud-found", condition=each.condition, resource=each.resource))
    unasked = sum(each.condition == "unasked" for each in found)
    there = sum(each.condition == "there" for each in found) + unasked
    print(say("cloud-verified", stack=at.stack.name, there=there, all=len(at.stack.resources),
              unasked=unasked))  # fmt: skip
    if wrong:
        print(say("cloud-differs", stack=at.stack.name, n=len(wrong)))
        raise typer.Exit(DIFFERS)


def _typed(given: str | None, question: str, option: str) -> str:
    """What somebody typed: in the command, or when asked."""
    from taller.planning.infrastructure.clouds.messages import say

    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise InputError("infra", say("cloud-nobody", option=option))
    return typer.prompt(question)
