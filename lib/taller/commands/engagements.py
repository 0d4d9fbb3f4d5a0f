"""Engagements as commands are given them: read together, trusted, and each with sound data."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from taller.commands.arguments import confirmed
from taller.errors import InputError, TallerError, gathered
from taller.language import Code, current, speaking

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement

LANGUAGE = re.compile(r"^[\"']?language[\"']?\s*:\s*[\"']?(en|es)\b", re.MULTILINE)
LONGEST = 1_000_000  # characters of a file in which its language is looked for


def read_all(files: list[Path]) -> list[Engagement]:
    """Every file read; the faults of all of them are told at once."""
    from taller.workbench.engagement import engagement

    return gathered([partial(engagement.read, file) for file in files])


def settle_trust(engagements: list[Engagement], given: bool) -> None:
    """Ask once whether a file may connect to the server it names, unless that was said."""
    from taller.workbench.engagement import trust

    trust.settle(
        engagements, lambda question: given or (sys.stdin.isatty() and confirmed(question))
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
    """Print what is wrong, of an engagement in its own language; several one after the other."""
    for each in getattr(error, "errors", [error]):
        with speaking(_spoken_in(getattr(each, "source", "")) or current().code):
            print(f"taller: {each}", file=sys.stderr)


def reader(arguments: list[str]) -> Code:
    """The language of the first engagement that a command names, else the terminal's.

    It is looked for in the file's text: a file that is faulty tells its language too.
    """
    found = (code for each in arguments if (code := _spoken_in(each)))
    return next(found, _of_terminal())


def _of_terminal() -> Code:
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "es" if next(filter(None, names), "").startswith("es") else "en"


def _spoken_in(name: str) -> Code | None:
    """The language that an engagement file names; None for what is no such file."""
    if not name.endswith((".yaml", ".yml")):
        return None
    with contextlib.suppress(OSError, ValueError):
        path = Path(name).expanduser()
        if path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                found = LANGUAGE.search(file.read(LONGEST))
            return cast("Code", found[1]) if found else None
    return None
