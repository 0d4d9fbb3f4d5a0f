"""Errors a user can cause, each with one clear message.

::

    TallerError
    ├── InputError        what was given is wrong: a file, a key, a column       exit code 2
    │   ├── DataError     the client's data is wrong, or cannot be read
    │   ├── HeldError     another run holds the folder
    │   └── SeveralError  several inputs are wrong, each with its own message
    ├── AnalysisError     the input is sound, but too little for this analysis   exit code 1
    ├── CloudError        a cloud failed, or holds other than it should          exit code 1
    └── ClusterError      a cluster was lost on the way; what is done is kept    exit code 1

A message says where, what, what was given and what to do, and names all faults at once.
In a notebook these errors show their message alone, without a traceback.
"""

from __future__ import annotations

import difflib
import errno
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
MOST = 50  # faults of one source that are told
LONGEST = 2000  # characters of one fault; what was given may be endless
_CONTROLS = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # categories of Unicode


_words: Callable[[str], str] = str  # English, until there are languages (`taller.language`)


def speak(words: Callable[[str], str]) -> None:
    """Tell errors from now on by a function that gives a sentence in the reader's language."""
    global _words
    _words = words


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: at which key or column, what, and on which line (if known)."""

    where: str
    what: str
    line: int | None = None

    def __str__(self) -> str:
        what = _words(self.what[: 2 * LONGEST])
        text = f"{_words(self.where)}: {what}" if self.where else what
        return f"{_words(f'line {self.line}')}  {text}" if self.line else text


class TallerError(Exception):
    """Root of all errors a user can cause; ``str(error)`` is the whole message."""

    def _render_traceback_(self) -> list[str]:
        """What IPython prints in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]

    def __str__(self) -> str:
        return _words(super().__str__())


class InputError(TallerError):
    """What was given is wrong.

    Parameters
    ----------
    source : the file (or other origin) that is wrong, as the user wrote it
    faults : all that is wrong with it; a lone string is one fault
    """

    def __init__(self, source: str | Path, faults: str | Fault | Iterable[Fault | str]) -> None:
        if isinstance(faults, str | Fault):
            faults = [faults]
        self.source = str(source)
        self.faults = [f if isinstance(f, Fault) else Fault("", f) for f in faults]
        super().__init__(self.source, self.faults)

    def __str__(self) -> str:
        source = printable(_words(self.source))
        faults = [printable(str(fault))[:LONGEST] for fault in self.faults]
        if len(faults) == 1:
            return f"{source}: {faults[0]}"
        listed = "".join(f"\n  {fault}" for fault in faults[:MOST])
        if len(faults) > MOST:
            listed += "\n  " + _words(f"and {len(faults) - MOST:,} more")
        return f"{source}: {_words(f'{len(faults)} faults')}{listed}"


class DataError(InputError):
    """The client's data is wrong, or cannot be read."""


class HeldError(InputError):
    """Another run holds the folder; the message says who."""


class SeveralError(InputError):
    """Several inputs are wrong, each with its own message."""

    def __init__(self, errors: Iterable[InputError]) -> None:
        self.errors = list(errors)
        sources = ", ".join(error.source for error in self.errors)
        super().__init__(sources, [fault for error in self.errors for fault in error.faults])
        self.args = (self.errors,)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


class AnalysisError(TallerError):
    """The input is sound, but too little or too plain for this analysis."""


class CloudError(TallerError):
    """What was asked is sound, but a cloud failed at it, or holds something else."""


class ClusterError(TallerError):
    """The scheduler of a cluster, or all its workers, were lost while notebooks ran there."""


def gathered(calls: Iterable[Callable[[], T]]) -> list[T]:
    """What each call gives; where some raise, the faults of all of them are told at once.

    What several say in the same words, as of a file that fills two tables, is told once.

    Raises
    ------
    InputError
        The one that was raised, or a `SeveralError` of all of them.
    """
    found, wrong = [], []
    for call in calls:
        try:
            found.append(call())
        except InputError as error:
            if str(error) not in map(str, wrong):
                wrong.append(error)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else SeveralError(wrong)
    return found


def printable(text: str) -> str:
    """A text on one line that a terminal only shows: what would move or hide it is written out.

    >>> printable("año" + chr(27) + "[2J.csv")
    'año\\\\x1b[2J.csv'
    """
    return "".join(ascii(c)[1:-1] if unicodedata.category(c) in _CONTROLS else c for c in text)


def did_you_mean(given: object, known: Iterable[str]) -> str:
    """``"; did you mean 'x'?"`` with the nearest known name, or the known names, or nothing.

    >>> did_you_mean("contactcost", ["contact_cost", "max_segments"])
    "; did you mean 'contact_cost'?"
    """
    known = list(known)
    listed = f"; known: {', '.join(sorted(known))}" if known else ""
    return nearest(given, known) or _words(listed)


def nearest(given: object, known: Iterable[str]) -> str:
    """``"; did you mean 'x'?"``, or nothing where none is near: for names too many to be listed.

    >>> nearest("chrun", ["churn"]), nearest("x", ["churn"])
    ("; did you mean 'churn'?", '')
    """
    near = difflib.get_close_matches(str(given).lower(), list(known), n=1, cutoff=0.6)
    return _words(f"; did you mean '{near[0]}'?") if near else ""


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, also one of a library with errors of its own, comes from a full disk."""
    number = getattr(error, "errno", None)
    return number in (errno.ENOSPC, errno.EDQUOT) or "No space left on device" in str(error)


def cannot_write(path: str | Path, error: OSError) -> InputError:
    """The one clear message where a file or folder could not be written."""
    if is_disk_full(error):
        what = "the disk is full; free some space, then give the same command: it goes on from here"
    else:
        what = f"cannot be written: {error.strerror or error}"
    return InputError(path, what)
