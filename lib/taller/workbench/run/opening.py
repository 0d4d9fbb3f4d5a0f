"""One engagement's run: its folder taken and made sound when its turn comes, let go at its end.

A folder is held only while its run goes on, so that one command can run any number of engagements.
"""

from __future__ import annotations

import contextlib
import graphlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from taller.errors import InputError
from taller.language import speaking
from taller.workbench.keep import kept, standing
from taller.workbench.notes.voice import Voice
from taller.workbench.run import closing, state
from taller.workbench.run.state import ENDED_WELL, RunState, StateFile, StepState

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.workflow import Step


@dataclass
class Run:
    """One engagement's run, before its turn, while it goes on, and after.

    Attributes
    ----------
    deadline : seconds since the epoch; None until the run opens and the engagement's own time runs
    file, earlier : once it is open: its state, and what the folder's last run left
    """

    engagement: Engagement
    steps: dict[str, Step]
    folder: Path
    run_id: str
    timeout: float
    deadline: float | None = None
    voice: Voice = field(default_factory=Voice)
    fresh: bool = False
    earlier: dict[str, StepState] = field(default_factory=dict)
    unmade: dict[str, str] = field(default_factory=dict)  # pages that could not be made anew
    sorter: graphlib.TopologicalSorter = field(init=False)
    file: StateFile = field(init=False)
    data: str | None = None  # the tables' fingerprint, once they are there
    error: InputError | None = None  # why its data cannot be used
    lock: BaseFileLock | None = None

    def __post_init__(self) -> None:
        self.sorter = graphlib.TopologicalSorter({s.name: s.waits_for for s in self.steps.values()})
        self.sorter.prepare()
        self.file = StateFile(_first_state(self))

    @property
    def is_late(self) -> bool:
        """Whether its time is up."""
        return self.deadline is not None and time.time() > self.deadline

    def tell(self, what: str) -> None:
        """Have the terminal say something once the run has ended."""
        self.file.state.notices.append(what)

    @contextlib.contextmanager
    def speaking(self) -> Iterator[None]:
        """The engagement's language within the block."""
        read = self.engagement
        with speaking(read.language, read.locale, read.currency):
            yield

    def refuse_unfit(self) -> None:
        """Refuse a folder that another run holds, or that is another client's.

        Raises
        ------
        InputError
            Saying whose it is; a HeldError where a run is going on.
        """
        lock = state.hold(self.folder)
        try:
            self._refuse_other(state.read(self.folder))
        finally:
            _release(lock)

    def open(self) -> None:
        """Hold the folder, clear what a dead predecessor left, and write the first state.

        Raises
        ------
        InputError
            If the folder cannot be used; a HeldError where a run took it meanwhile.
        """
        self.lock = state.hold(self.folder)
        earlier, wrong = state.look(self.folder)
        self._refuse_other(earlier)
        if earlier is not None:
            state.end_leftovers(earlier.run_id)
        for told in self._made_sound(earlier, wrong):
            self.tell(told)
        if earlier and not wrong and not self.fresh:
            self.earlier = {step.name: step for step in earlier.notebooks}
        self.deadline = self.deadline or time.time() + self.engagement.run_timeout
        self.voice = closing.sighted(self.voice, self.engagement, self.folder)
        for told in closing.tampered(self.folder.parent):
            self.tell(told)
        with self.file.change() as first:  # what was there stands until now
            first.status, first.started = self.voice.status, state.now()
            first.previous = next(reversed(runs_before(self.folder)), None)

    def leave(self) -> None:
        """Let the folder go."""
        if self.lock is not None:
            _release(self.lock)
            self.lock = None

    def may_be_cached(self) -> bool:
        """Whether all notebooks have an earlier result, so that maybe none need run."""
        earlier, wrong = state.look(self.folder)
        if earlier is None or wrong or self.fresh:
            return False
        left = {step.name: step for step in earlier.notebooks}
        return all(name in left and self._is_left(left[name]) for name in self.steps)

    def _is_left(self, step: StepState) -> bool:
        """Whether all that a notebook of an earlier run left is there, at a glance."""
        return step.state in ENDED_WELL and all((self.folder / n).is_file() for n in step.files)

    def _made_sound(self, earlier: RunState | None, wrong: str) -> list[str]:
        """Clear the folder of what is in the way of a run, and say what was wrong with it.

        Parameters
        ----------
        wrong : what is wrong with its ``run.json``
        """
        kept.clear_parts(self.folder)
        told = kept.make_way(self.folder, folders=_folders(self.steps))
        told += kept.make_way(self.folder, files=_files(self.folder, self.steps))
        if wrong and (wrong != "is gone" or any(self.folder.glob("*.ipynb"))):
            told.append(f"run.json: {wrong}; everything is made again")
        if earlier is not None and earlier.finished:
            broken = kept.broken(self.folder, earlier.files)
            told += [f"{name}: {what}; it is made again" for name, what in broken.items()]
        return told

    def _refuse_other(self, earlier: RunState | None) -> None:
        mine = (self.engagement.client, _shown(self.engagement))
        theirs = (earlier.client, earlier.engagement) if earlier else mine
        if mine != theirs:
            what = (
                f"holds a run of {theirs[0]} ({theirs[1]}), not of {mine[0]} ({mine[1]}); "
                "choose another --label or --out"
            )
            raise InputError(self.folder, what)


def _folders(names: dict[str, Step]) -> list[str]:
    """The folders a run writes to, outermost first, as its own folder names them."""
    inside = [f"artifacts/{name}" for name in (*standing.PARTS, *names)]
    return ["results", "artifacts", *inside]


def _files(folder: Path, names: dict[str, Step]) -> list[str]:
    """The files a run writes, as its folder names them."""
    own = [form.format(n) for n in names for form in ("{}.ipynb", "{}.html", "results/{}.json")]
    parts = [folder / "artifacts" / part for part in standing.PARTS]
    held = (path for part in parts for path in part.glob("*") if kept.ASIDE not in path.suffix)
    rows = [path.relative_to(folder).as_posix() for path in held]
    return ["run.json", "index.html", "artifacts/.hashes.json", "artifacts/.tables.lock", *own,
            *rows]  # fmt: skip


def _release(lock: BaseFileLock) -> None:
    with contextlib.suppress(OSError):
        lock.release(force=True)


def _shown(engagement: Engagement) -> str:
    return str(getattr(engagement, "shown_path", engagement.path))


def _first_state(run: Run) -> RunState:
    from taller.workbench.notebook.prepare import title

    read = run.engagement
    return RunState(
        client=read.client,
        slug=read.slug,
        label=run.folder.name,
        language=read.language,
        locale=read.locale,
        currency=read.currency,
        engagement=_shown(read),
        brand={"colour": getattr(read.brand, "colour", None), "logo": read.logo_uri()},
        simulated=read.data.simulated,
        run_id=run.run_id,
        notebooks=[
            StepState(
                step.name, step.phase, title(step, read.language), list(step.needs), own=step.own
            )
            for step in run.steps.values()
        ],
        folder=run.folder,
    )


@cache
def runs_before(folder: Path) -> tuple[str, ...]:
    """The labels that were run before this one and came to an end, the oldest first."""
    found = []
    for path in folder.parent.glob("*/run.json"):
        other = state.read(path.parent) if path.parent != folder else None
        if other and other.state in ("done", "failed") and not other.label.startswith("scratch"):
            found.append((other.started, other.label))
    return tuple(label for _started, label in sorted(found))
