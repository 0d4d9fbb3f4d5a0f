"""What a report on a run is told of runs: how this one goes, and how earlier ones went.

A notebook that asks for either says so in its metadata, ``"taller": {"history": true}``: it is then
run anew on another day, and when an earlier run, or what did not come to its end, is another.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.workbench.keep import results
from taller.workbench.run import state
from taller.workbench.run.state import ENDED_BADLY, ENDED_WELL, RunState

if TYPE_CHECKING:
    from taller.phase import PhaseResult

SCRATCH = "scratch"
LANGUAGES = ".languages"
"""Beside a client's runs: those made once more, for readers of another language."""


@dataclass(frozen=True)
class Went:
    """How a notebook of this run went.

    Attributes
    ----------
    message : why it did not come to its end, in the run's language; empty where it did
    """

    title: str
    state: str
    message: str

    @property
    def ended_well(self) -> bool:
        """Whether it has come to its end."""
        return self.state in ENDED_WELL


@dataclass(frozen=True)
class Before:
    """An earlier run of the same engagement file.

    Attributes
    ----------
    label, day : its folder, and the day it began
    same_data : whether the client's tables were the same as now
    results : by notebook, of those that came to their end and can still be read
    """

    label: str
    day: dt.date
    currency: str
    simulated: bool
    same_data: bool
    results: Mapping[str, PhaseResult]


def went(run_dir: Path, names: tuple[str, ...]) -> dict[str, Went]:
    """How the notebooks of these names go in a run, of those that belong to it, in its order."""
    found = state.read(run_dir)
    return {
        step.name: Went(step.title, step.state, step.message or "")
        for step in (found.notebooks if found else ())
        if step.name in names
    }


def before(
    run_dir: Path,
    engagement: str,
    day: dt.date,
    days: int,
    *,
    read: Callable[[str, dict[str, Any]], PhaseResult | None],
) -> Before | None:
    """The newest run that began at least so many days before this day, with what it found.

    Where all are younger, the oldest that began on an earlier day; None where there is none.

    Parameters
    ----------
    engagement : the engagement file, as runs name it
    read : makes a notebook's result of what was kept; what it cannot read is passed over
    """
    ran = about(earlier(run_dir, engagement, day), day, days)
    if ran is None:
        return None
    own = state.read(run_dir)
    data = [each.data.get("fingerprint") for each in (own, ran) if each]
    return Before(
        label=ran.label, day=day_of(ran), currency=ran.currency, simulated=bool(ran.simulated),
        same_data=len(data) == 2 and data[0] is not None and data[0] == data[1],
        results=_results(ran, read),
    )  # fmt: skip


def _results(ran: RunState, read: Callable[..., PhaseResult | None]) -> dict[str, PhaseResult]:
    found = {}
    for step in ran.notebooks:
        kept = results.read(ran.folder, step.name) if step.state in ENDED_WELL else None
        with contextlib.suppress(ValueError):  # of another version of the library
            if kept and (result := read(step.name, kept["result"])):
                found[step.name] = result
    return found


def newest(
    client: Path, name: str, read: Callable[[dict[str, Any]], PhaseResult]
) -> tuple[PhaseResult, Path] | None:
    """A notebook's newest result that can be read, and the folder of what it left beside it.

    For what people go by until it is made anew, also where code or data have changed since.

    Parameters
    ----------
    client : the folder of a client's runs
    """
    for folder in results.folders(client, name):
        kept = results.read(folder, name)
        with contextlib.suppress(ValueError):  # of another version of the library
            if kept:
                return read(kept["result"]), folder / "artifacts" / name
    return None


def earlier(run_dir: Path, engagement: str, day: dt.date) -> list[RunState]:
    """The runs of an engagement file that ended, and began before this day; the newest first.

    Of several of one day, one in the language of `run_dir`'s run goes first, and the latest.
    """
    own = state.read(run_dir)
    found = []
    for path in _client(run_dir).glob("*/run.json"):
        folder = path.parent
        ran = None if folder == run_dir or folder.name.startswith(SCRATCH) else state.read(folder)
        ended = ran and ran.state in ("done", "failed") and ran.engagement == engagement
        if ran and ended and (began := day_of(ran)) < day:
            same = own is not None and own.language == ran.language
            found.append(((began, same, ran.started), ran))
    return [ran for _key, ran in sorted(found, key=lambda each: each[0], reverse=True)]


def in_language(client: Path, code: str) -> Path:
    """Where the runs of a client's folder stand that were made once more in a language."""
    return client / LANGUAGES / code


def _client(run_dir: Path) -> Path:
    """The folder of a client's runs, also of one made once more in another language."""
    above = [folder for folder in run_dir.parents if folder.name == LANGUAGES]
    return above[0].parent if above else run_dir.parent


def about(runs: list[RunState], day: dt.date, days: int) -> RunState | None:
    """The newest run that is so many days old; else the oldest of the younger ones."""
    old = [ran for ran in runs if day_of(ran) <= day - dt.timedelta(days=days)]
    return old[0] if old else runs[-1] if runs else None


def day_of(ran: RunState) -> dt.date:
    """The day a run began."""
    return dt.datetime.fromisoformat(ran.started).date()


def told(run_dir: Path, engagement: str, names: tuple[str, ...]) -> list[Any]:
    """What of the history decides a page that tells of it, for its fingerprint."""
    own = state.read(run_dir)
    if own is None:
        return []
    day = day_of(own)
    runs = [[ran.label, ran.state, ran.finished] for ran in earlier(run_dir, engagement, day)]
    bad = [[each.name, each.state, each.message] for each in own.notebooks
           if each.name in names and each.state in ENDED_BADLY]  # fmt: skip
    return [day.isoformat(), runs, bad]
