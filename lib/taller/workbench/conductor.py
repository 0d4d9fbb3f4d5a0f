"""The conductor: starts each notebook when what it needs is there, and notes how it went."""

from __future__ import annotations

import concurrent.futures as futures
import contextlib
import graphlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.errors import InputError, SeveralError, TallerError
from taller.language import _, speaking
from taller.workbench import closing, contained, fingerprint, state
from taller.workbench.state import ENDED_BADLY, ENDED_WELL, RunState, StateFile, StepState
from taller.workbench.voice import Voice

if TYPE_CHECKING:
    from taller.workbench.engagement import Engagement
    from taller.workbench.execute import Job, Outcome
    from taller.workbench.kernels import KernelHouse
    from taller.workbench.workflow import Step

Observer = Callable[[RunState, StepState | None], None]
"""Called at each change: the run, and the notebook that changed (None: the run or its data)."""

TICK = 0.2  # seconds between looks at the clock; a signal is handled at once


@dataclass
class Run:
    """One engagement's run while it goes on."""

    engagement: Engagement
    steps: dict[str, Step]
    file: StateFile
    earlier: dict[str, StepState]  # what the folder's last run left, still to be compared
    timeout: float
    deadline: float
    voice: Voice = field(default_factory=Voice)
    unmade: dict[str, str] = field(default_factory=dict)  # pages that could not be made anew
    sorter: graphlib.TopologicalSorter = field(init=False)
    data: str | None = None  # the tables' fingerprint, once they are there
    error: InputError | None = None  # why its data cannot be used

    def __post_init__(self) -> None:
        self.sorter = graphlib.TopologicalSorter({s.name: s.needs for s in self.steps.values()})
        self.sorter.prepare()

    @property
    def folder(self) -> Path:
        """The run folder."""
        return self.file.state.folder

    @contextlib.contextmanager
    def speaking(self) -> Iterator[None]:
        """The engagement's language within the block."""
        read = self.engagement
        with speaking(read.language, read.locale, read.currency):
            yield

    def may_be_cached(self) -> bool:
        """Whether all notebooks have an earlier result, so that maybe none need run."""
        return all(
            name in self.earlier and _outputs_exist(self.earlier[name], self.folder)
            for name in self.steps
        )


class Conductor:
    """Starts what is ready, waits, and notes how it went, until nothing is left."""

    def __init__(
        self,
        runs: list[Run],
        jobs: int,
        observer: Observer | None,
        executor: futures.Executor | None,
    ) -> None:
        self.runs = runs
        self.jobs = jobs
        self.observer = observer or (lambda run, notebook: None)
        self.executor = executor
        self.own = executor is None
        self.house: KernelHouse | None = None
        self.pending: dict[futures.Future, tuple[Run, str | None]] = {}
        self.began = time.monotonic()

    def conduct(self) -> None:
        """Run everything; whatever happens, no kernel stays and the state tells the truth."""
        workers = futures.ThreadPoolExecutor(self.jobs, thread_name_prefix="taller")
        if self.executor is None:
            self.executor = workers
        try:
            for run in self.runs:
                with run.file.change():  # the first state; what was there stands until now
                    pass
            if not all(run.may_be_cached() for run in self.runs):
                self._warm_up()
            for run in self.runs:
                self._note(run, state="running")
                self.pending[workers.submit(self._tables, run)] = (run, None)
            while self.pending:
                ended, _rest = futures.wait(self.pending, TICK, futures.FIRST_COMPLETED)
                for future in ended:
                    self._ended(*self.pending.pop(future), future)
            for run in self.runs:
                self._finish(run)
            wrong = [run.error for run in self.runs if run.error is not None]
            if wrong:
                raise wrong[0] if len(wrong) == 1 else SeveralError(wrong)
        except BaseException as error:
            self._abandon(error, workers)
            raise
        finally:
            workers.shutdown(wait=False, cancel_futures=True)
            if self.house is not None:
                self.house.kill_all()
                if self.house.server is not None:
                    self.house.server.close()
                self.house.close()

    def _warm_up(self) -> None:
        """Have kernels prepared while the data is read."""
        if self.house is not None or not self.own:
            return
        from taller.workbench import kernels, modules

        server = None
        if kernels.CAN_FORK:
            paths = [step.path for run in self.runs for step in run.steps.values()]
            server = kernels.WarmServer(
                modules.imported(paths),
                late=modules.LATE,
                env={state.RUN_ID: self.runs[0].file.state.run_id},
            )
        self.house = kernels.KernelHouse(server)
        # What each notebook's thread needs first, imported by one thread while data is read.
        threading.Thread(target=_import_engine, name="taller-import", daemon=True).start()

    def _tables(self, run: Run) -> tuple[str, float]:
        from taller.workbench.run import ensure_tables

        began = time.monotonic()
        anew = {"anew": True} if run.engagement.data.source == "database" else {}
        with run.speaking():
            tables = ensure_tables(run.engagement, run.folder, **anew)
        return tables.fingerprint, time.monotonic() - began

    def _ended(self, run: Run, name: str | None, future: futures.Future) -> None:
        """A run's data, or one of its notebooks, has come to its end."""
        if name is None:
            self._data_ended(run, future)
        else:
            self._notebook_ended(run, name, future.result())
        self._start_ready(run)

    def _data_ended(self, run: Run, future: futures.Future) -> None:
        try:
            run.data, seconds = future.result()
        except InputError as error:
            run.error = error
            self._note(run, state="failed", message=str(error))
            with run.speaking():
                message = _("Skipped because the data could not be read.")
            for name in run.steps:
                self._change(run, name, state="skipped", message=message)
            return
        self._note(run, state="done", seconds=round(seconds, 3), fingerprint=run.data, message=None)

    def _start_ready(self, run: Run) -> None:
        """Start every notebook whose needs are met; settle at once what need not run."""
        while run.error is None and run.sorter.is_active() and (ready := run.sorter.get_ready()):
            for name in ready:
                if not self._settled(run, run.steps[name]):
                    self._start(run, run.steps[name])

    def _settled(self, run: Run, step: Step) -> bool:
        """Whether the notebook is skipped, or unchanged since it was last run."""
        broken = [n for n in step.needs if run.file.state.notebook(n).state in ENDED_BADLY]
        if broken:
            with run.speaking():
                message = _("Skipped because {name} did not come to its end.").format(
                    name=", ".join(broken)
                )
            self._change(run, step.name, state="skipped", message=message)
            run.sorter.done(step.name)
            return True
        earlier = run.earlier.get(step.name)
        found = fingerprint.of_step(step, run.engagement, run.data or "", run.folder)
        if earlier and earlier.fingerprint == found and _outputs_exist(earlier, run.folder):
            kept = {k: getattr(earlier, k) for k in
                    ("seconds", "started", "finished", "cells_done", "cells_total", "report",
                     "notebook", "result", "voice")}  # fmt: skip
            self._change(run, step.name, state="cached", fingerprint=found, **kept)
            run.sorter.done(step.name)
            return True
        self._change(run, step.name, fingerprint=found)
        return False

    def _start(self, run: Run, step: Step) -> None:
        from taller.workbench.execute import Job, perform

        job = Job(
            step=step,
            engagement=run.engagement,
            run_dir=run.folder,
            run_id=run.file.state.run_id,
            timeout=run.timeout,
            deadline=run.deadline,
            fingerprint=run.file.state.notebook(step.name).fingerprint,
            voice=run.voice,
        )
        if self.own:
            self._warm_up()
            future = self.executor.submit(self._perform, run, job)
        else:
            self._change(run, step.name, state="running", started=state.now())
            future = self.executor.submit(perform, job)
        self.pending[future] = (run, step.name)

    def _perform(self, run: Run, job: Job) -> Outcome:
        from taller.workbench.execute import perform

        notebook = run.file.state.notebook(job.step.name)

        def progress(done: int, total: int) -> None:
            if done == 0:  # its kernel is there
                start = {"state": "running", "started": state.now(), "cells_total": total}
                self._change(run, notebook.name, **start)
                return
            run.file.progress(notebook.name, done)
            self.observer(run.file.state, notebook)

        return perform(job, house=self.house, progress=progress)

    def _notebook_ended(self, run: Run, name: str, outcome: Outcome) -> None:
        changes: dict[str, Any] = {
            "state": outcome.state,
            "finished": state.now(),
            "seconds": outcome.seconds,
            "message": outcome.message,
            "cell": outcome.cell,
            "report": outcome.report,
            "notebook": outcome.notebook,
            "result": outcome.result,
            "voice": outcome.voice,
        }
        if outcome.state == "done":
            changes |= {"cells_done": outcome.cells, "cells_total": outcome.cells}
        self._change(run, name, **changes)
        run.sorter.done(name)
        _write_index(run)

    def _change(self, run: Run, name: str, **changes: Any) -> None:
        with run.file.change() as current:
            notebook = current.notebook(name)
            for key, value in changes.items():
                setattr(notebook, key, value)
        self.observer(run.file.state, notebook)

    def _note(self, run: Run, **changes: Any) -> None:
        with run.file.change() as current:
            current.data.update(changes)
        self.observer(run.file.state, None)

    def _finish(self, run: Run) -> None:
        well = all(notebook.state in ENDED_WELL for notebook in run.file.state.notebooks)
        closing.close(run)
        self._close(run, "done" if well else "failed")

    def _close(self, run: Run, how: str, message: str | None = None) -> None:
        with run.file.change() as current:
            current.state = how
            current.finished = state.now()
            current.seconds = round(time.monotonic() - self.began, 3)
            current.message = message
        _write_index(run)
        if how == "done":
            closing.seal(run)
        self.observer(run.file.state, None)

    def _abandon(self, error: BaseException, workers: futures.Executor) -> None:
        """End every kernel, wait for the threads that drove them, write how far all came."""
        deadline = time.monotonic() + 10
        contained.end()
        for future in self.pending:
            future.cancel()
        while any(not future.done() for future in self.pending) and time.monotonic() < deadline:
            if self.house is not None:
                self.house.kill_all()
            futures.wait(self.pending, TICK)
        interrupted = not isinstance(error, TallerError)
        for run in self.runs:
            if run.file.state.finished is not None:
                continue
            # The disk may be what is wrong; then the last state that was written stands.
            with contextlib.suppress(InputError), run.speaking():
                self._settle_unfinished(run)
                self._close(run, "interrupted" if interrupted else "failed", _first_line(error))

    def _settle_unfinished(self, run: Run) -> None:
        if run.file.state.data["state"] == "running":
            self._note(run, state="killed")
        for notebook in run.file.state.notebooks:
            if notebook.state == "running":
                message = _("Ended because the run was interrupted.")
                self._change(run, notebook.name, state="killed", message=message)


def _first_line(error: BaseException) -> str | None:
    return str(error).splitlines()[0] if isinstance(error, TallerError) and str(error) else None


def _outputs_exist(notebook: StepState, folder: Path) -> bool:
    """Whether a notebook of an earlier run came to its end and all it left is still there."""
    if notebook.state not in ENDED_WELL or not (notebook.report and notebook.notebook):
        return False
    left = [notebook.report, notebook.notebook, *([notebook.result] if notebook.result else [])]
    if not all((folder / path).is_file() for path in left):
        return False
    return notebook.result is None or _is_whole(folder, notebook.result)


def _is_whole(folder: Path, result: str) -> bool:
    """Whether a result can be read and every file it names is there."""
    try:
        found = json.loads((folder / result).read_text(encoding="utf-8"))["result"]
        paths = [folder / artifact["path"] for artifact in found["artifacts"]]
        return isinstance(found["headline"], str) and all(path.is_file() for path in paths)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write_index(run: Run) -> None:
    """Write the run's ``index.html``."""
    from taller.workbench import index

    current = run.file.state
    previous = current.folder.parent / current.previous if current.previous else None
    with run.speaking():
        page = index.render(current.to_dict(), current.folder, previous, run.voice)
    state.write_whole(current.folder / "index.html", page)


def _import_engine() -> None:
    from taller.workbench.forkserver import light_formats

    # Whoever needs it next will see what is wrong.
    with light_formats(), contextlib.suppress(Exception):
        from taller.workbench import engine  # noqa: F401
