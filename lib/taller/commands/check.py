"""``taller check``: all that a run would refuse, of every kind, told at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from taller.commands.arguments import File, Trust, confirmed
from taller.commands.engagements import tell
from taller.errors import SeveralError
from taller.language import _, told

if TYPE_CHECKING:
    from taller.workbench.engagement.checking import Checked

WRONG_INPUT = 2


def check(file: File, trust: Trust = False) -> None:
    """Validate an engagement file, its data and its notebooks; start nothing."""
    from taller.workbench.engagement import checking

    found = checking.look(
        file, lambda question: trust or (sys.stdin.isatty() and confirmed(question))
    )
    if found.errors:
        _refuse(found)
    assert found.read is not None  # else there were errors
    names = ", ".join(step.name for step in found.steps)
    read = found.read
    about = f"{read.client}, {read.language}, {read.currency}"
    print(told(f"{file}: sound. {about}; notebooks: {names}"))
    for note in checking.remarks(found):
        print(_("CHECK"), told(note))


def _refuse(found: Checked) -> NoReturn:
    errors = found.by_source()
    tell(SeveralError(errors))
    faults = sum(len(getattr(error, "faults", [error])) for error in errors)
    if len(errors) > 1:
        print(told(f"taller: {faults} faults in all"), file=sys.stderr)
    for unseen in found.unseen:
        print(told(f"taller: not looked at: {unseen}"), file=sys.stderr)
    raise typer.Exit(WRONG_INPUT)
