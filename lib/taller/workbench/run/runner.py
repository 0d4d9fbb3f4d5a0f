"""The runner: every notebook of one or several engagements, each after what it needs.

Order is `graphlib.TopologicalSorter`'s, places to run in are an executor's. What is unchanged since
the folder was last run is not run again, and if nothing is, no kernel is prepared either.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.settings.places import home
from taller.errors import Fault, InputError, SeveralError
from taller.workbench.engagement import wording
from taller.workbench.engagement.engagement import relative_to_root
from taller.workbench.notebook import owned
from taller.workbench.notes import freeze
from taller.workbench.notes.voice import Voice
from taller.workbench.run import workflow
from taller.workbench.run.conductor import Conductor, Observer
from taller.workbench.run.opening import Run
from taller.workbench.run.state import RunState

if TYPE_CHECKING:
    from taller.workbench.cluster.connection import Cluster
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.workflow import Step


def run(
    engagements: Sequence[Engagement],
    *,
    only: Sequence[str] = (),
    label: str | None = None,
    out: Path | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    timeout: float | None = None,
    run_timeout: float | None = None,
    observer: Observer | None = None,
    cluster: Cluster | None = None,
) -> list[RunState]:
    """Run engagements side by side and write their reports.

    Parameters
    ----------
    engagements : validated engagements, each of another client
    only : notebooks to run, with what they need; all of the engagement's workflow if empty
    label : name of the run folder; the day if None
    out : where run folders go; ``reports/`` of the workbench if None
    jobs : notebooks at a time; one per core if None
    fresh : run what is unchanged too
    timeout : seconds per notebook, instead of the engagement's
    run_timeout : seconds for all of it, instead of the engagement's for its own run
    observer : told of each change
    cluster : whose workers run the notebooks, instead of this process's threads

    Returns
    -------
    list of the runs' states, in the order of the engagements

    Raises
    ------
    InputError
        If the data or the consultant's notes are wrong, a folder is not this client's or is frozen,
        or the disk is full. Two engagements of one client share a folder, and are refused.
    HeldError
        If another run holds a folder.
    ClusterError
        If the cluster was lost; what is done is kept, and the same call goes on.
    KeyboardInterrupt
        On Ctrl-C or SIGTERM, once all kernels have ended and the state is written.
    """
    run_id = uuid.uuid4().hex
    with _terminable():
        label = f"{dt.date.today():%Y-%m-%d}" if label is None else label
        _refuse_shared(engagements, label, out)
        voices = _voices(engagements, label, out)
        runs = [
            Run(
                engagement=engagement,
                steps={step.name: step for step in _steps(engagement, list(only), label)},
                folder=_folder(engagement, label, out),
                run_id=run_id,
                timeout=timeout or engagement.notebook_timeout,
                # What is said on the command line is said of the command.
                deadline=time.time() + run_timeout if run_timeout else None,
                voice=voice,
                fresh=fresh,
            )
            for engagement, voice in zip(engagements, voices, strict=True)
        ]
        for each in runs:
            wording.refuse_faulty(each.engagement, each.steps.values())
            owned.refuse_unfit(each.steps.values())
            each.refuse_unfit()
        Conductor(runs, jobs or os.cpu_count() or 1, observer, cluster).conduct()
    return [each.file.state for each in runs]


def _voices(engagements: Sequence[Engagement], label: str, out: Path | None) -> list[Voice]:
    """What each consultant says; faulty notes and frozen folders are told of at once."""
    from taller.workbench.run.handle import SCRATCH

    voices: list[Voice] = []
    wrong: list[InputError] = []
    for engagement in engagements:
        folder = _folder(engagement, label, out)
        try:
            freeze.refuse_frozen(folder, relative_to_root(folder, engagement.root))
            scratch = label.startswith(SCRATCH)
            voices.append(Voice() if scratch else Voice.read(engagement))
        except InputError as error:
            wrong.append(error)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else SeveralError(wrong)
    return voices


def _steps(engagement: Engagement, only: list[str], label: str) -> list[Step]:
    from taller.workbench.run.handle import SCRATCH

    known = workflow.discover(engagement.root)
    wanted = only or list(engagement.workflow or ())
    if not label.startswith(SCRATCH):  # there, one notebook asks for another's result
        wanted = workflow.with_always(known, wanted, engagement)
    return workflow.order(known, wanted)


def _folder(engagement: Engagement, label: str, out: Path | None) -> Path:
    from taller.workbench.run.handle import SCRATCH

    odd = set('/\\:*?"<>|') & set(label) or not label.isprintable() or label != label.strip()
    if odd or label in ("", ".", ".."):
        raise InputError("--label", f"must be a plain folder name (got {label!r})")
    if label == SCRATCH:
        what = f"{SCRATCH!r} is the folder of copies made by `taller open`; choose another name"
        raise InputError("--label", what)
    base = home(str(out)) if out else engagement.root / "reports"
    return base.absolute() / engagement.slug / label


def _refuse_shared(engagements: Sequence[Engagement], label: str, out: Path | None) -> None:
    """No two engagements of one command may write to one folder."""
    taken: dict[Path, Engagement] = {}
    for engagement in engagements:
        folder = _folder(engagement, label, out)
        if folder not in taken:
            taken[folder] = engagement
            continue
        other = taken[folder]
        if other.file == engagement.file:
            raise InputError(engagement.path, "is given twice; give it once")
        what = (
            f"{engagement.client!r} has the same folder as {other.client!r} in {other.path}; "
            "change one name, or give two commands, each with its own --label"
        )
        raise InputError(engagement.path, Fault("client", what, engagement.line(("client",))))


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the run as Ctrl-C does, where that is ours to decide."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before if before is not None else signal.SIG_DFL)
