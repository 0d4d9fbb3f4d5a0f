"""Engagements as commands are given them: read together, trusted, and each with sound data."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taller.errors import InputError, TallerError, gathered

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement


def read_all(files: list[Path]) -> list[Engagement]:
    """Every file read; the faults of all of them are told at once."""
    from taller.workbench.engagement import engagement

    return gathered([partial(engagement.read, file) for file in files])


def settle_trust(engagements: list[Engagement], given: bool) -> None:
    """Ask once whether a file may connect to the server it names, unless that was said."""
    from taller.workbench.engagement import trust

    trust.settle(
        engagements, lambda question: given or (sys.stdin.isatty() and typer.confirm(question))
    )


def has_sound_data(read: Engagement) -> bool:
    """Whether data and notes are right; else what is wrong is told, and others may go on."""
    from taller.workbench.engagement import engagement
    from taller.workbench.notes.voice import Voice

    try:
        gathered([partial(engagement.check_data, read), partial(Voice.read, read)])
    except InputError as error:
        tell(error)
        return False
    return True


def tell(error: TallerError) -> None:
    """Print what is wrong; several errors one after the other."""
    for each in getattr(error, "errors", [error]):
        print(f"taller: {each}", file=sys.stderr)
