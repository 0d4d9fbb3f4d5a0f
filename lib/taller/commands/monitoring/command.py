"""``taller monitor``: rounds, each after a while, of one process at a time."""

from __future__ import annotations

import contextlib
import re
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taller.commands.arguments import File, Trust
from taller.commands.engagements import read_all, settle_trust, tell
from taller.errors import HeldError, InputError, TallerError
from taller.language import told

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement

FAILED = 1  # exit code
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
LONGEST = 7 * UNITS["d"]
LOOK = 30.0  # seconds between two looks at what waits to be sent
Every = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Again and again, such as 30m, 1h or 1d; once if not given."),
]


Again = Annotated[bool, typer.Option("--again", help="Try once more what was given up.")]


def monitor(file: File, every: Every = None, again: Again = False, trust: Trust = False) -> None:
    """Collect, judge, write the page of the day, and tell whom the file names, once of each."""
    from taller.commands.monitoring import round as watch

    pause = _seconds(every)
    read = read_all([file])[0]
    settle_trust([read], trust)
    watch.addresses(read)  # what is wrong with them is told before anything is done
    with _alone(watch.state_of(read)):
        if again:
            watch.again(read)
        while True:
            began = time.monotonic()
            well = _round(read, once=pause is None)
            if pause is None:
                break
            _wait(read, began + pause)
            read = _anew(file, read)
    if not well:
        raise typer.Exit(FAILED)


def _round(read: Engagement, *, once: bool) -> bool:
    """One round; where others follow, what goes wrong with one is told and does not end them."""
    from taller.commands.monitoring import round as watch

    try:
        return watch.once(read)
    except TallerError as error:
        if once:
            raise
        tell(error)
        return False


def _seconds(every: str | None) -> float | None:
    """A time in seconds.

    >>> _seconds("30m"), _seconds("1h"), _seconds(None)
    (1800.0, 3600.0, None)
    """
    if every is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", every.strip().lower())
    seconds = float(found[1]) * UNITS[found[2]] if found else 0.0
    if not 1 <= seconds <= LONGEST:
        raise InputError("--every", f"must be a time of 1s to 7d, as 30m or 1h (got {every!r})")
    return seconds


def _anew(file: Path, before: Engagement) -> Engagement:
    """The engagement as its file has it by now; as it was where the file is wrong by now."""
    try:
        return read_all([file])[0]
    except InputError as error:
        tell(error)
        print(told("taller: going on with the file as it was"), file=sys.stderr, flush=True)
        return before


@contextlib.contextmanager
def _alone(state: Path) -> Iterator[None]:
    """One process at a time watches a client; a killed one holds nothing."""
    from taller.workbench.run import state as runs

    try:
        lock = runs.hold(state)  # which `taller forget` looks for, too
    except HeldError:
        what = "another `taller monitor` watches this client; end that one, or let it be"
        raise HeldError(state, what) from None
    try:
        yield
    finally:
        lock.release()


def _wait(read: Engagement, until: float) -> None:
    """Wait for the next round; what is due to be sent meanwhile is sent."""
    from taller.commands.monitoring import round as watch

    while (left := until - time.monotonic()) > 0:
        threading.Event().wait(min(left, LOOK))
        if until - time.monotonic() > 0:
            watch.send(read)
