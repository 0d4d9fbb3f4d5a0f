"""The conductor: starts each notebook when what it needs is there, and notes how it went."""

from __future__ import annotations

import concurrent.futures as futures
import contextlib
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from taller.errors import ClusterError, InputError, SeveralError, TallerError
from taller.language import _
from taller.workbench.keep import fingerprint, kept
from taller.workbench.process import contained, quarters
from taller.workbench.process.workers import Workers
from taller.workbench.run import closing, state
from taller.workbench.run.opening import Run, runs_before
from taller.workbench.run.outcome import out_of_time
from taller.workbench.run.places import Here, There
from taller.workbench.run.state import ENDED_BADLY, ENDED_WELL, RunState, StepState

if TYPE_CHECKING:
    from taller.workbench.cluster.connection import Cluster
    from taller.workbench.run.execute import Outcome
    from taller.workbench.run.workflow import Step

Observer = Callable[[RunState, StepState | None], None]
"""Called at each change: the run, and the notebook that changed (None: the run or its data)."""

PATIENCE = 90.0  # seconds beyond a run's time in which its last notebooks are ended and shown
TICK = 0.2  # seconds between looks at the clock; a signal is handled at once


class Conductor:
    """Starts what is ready, waits, and notes how it went, until nothing is left."""

    def __init__(
        self,
        runs: list[Run],
        jobs: int,
        observer: Observer | None,
        cluster: Cluster | None,
    ) -> None:
        self.runs = runs
        self.observer = observer or (lambda run, notebook: None)
        self.waiting = deque(runs)  # those whose turn has not come
        self.pending: dict[futures.Future, tuple[Run, str | None]] = {}
        self.workers = Workers(jobs)
        self.place: Here | There = (
            Here(runs, self.workers, jobs, self._heard)
            if cluster is None
            else There(runs, cluster, self._heard)
        )
        self.began = time.monotonic()

    def conduct(self) -> None:
        """Run everything; whatever happens, no kernel stays and the state tells the truth."""
        quarters.sweep()
        try:
            self.place.begin(all(run.may_be_cached() for run in self.runs))
            self._admit()
            while self.pending or self.waiting:
                self._await_next()
                self._end_the_late()
                self._admit()
            wrong = [run.error for run in self.runs if run.error is not None]
            if wrong:
                raise wrong[0] if len(wrong) == 1 else SeveralError(wrong)
        except BaseException as error:
            self._abandon(error)
            raise
        finally:
            self._end_all()

    def _await_next(self) -> None:
        """Wait until something ends, or for a moment, and note what has come of it."""
        ended, _rest = futures.wait(self.pending, TICK, futures.FIRST_COMPLETED)
        self.place.look()
        for future in ended:
            self._ended(*self.pending.pop(future), future)

    def _end_all(self) -> None:
        """End all that was started; let go all that is held."""
        self.workers.shutdown()
        self.place.close()
        if self.runs:  # also what left its session
            state.end_leftovers(self.runs[0].run_id)
        for run in self.runs:
            run.leave()

    def _admit(self) -> None:
        """Open runs in their order, as many as keep the workers busy: the first is done first."""
        while self.waiting and self._has_room():
            run = self.waiting.popleft()
            try:
                run.open()
            except InputError as error:  # its folder was taken meanwhile, or cannot be written to
                run.error = error
                run.leave()
                continue
            self._note(run, state="running")
            self.pending[self.workers.submit(self._tables, run)] = (run, None)

    def _has_room(self) -> bool:
        open_ = {id(run) for run, _name in self.pending.values()}
        return self.place.has_room(len(open_), len(self.pending))

    def _end_the_late(self) -> None:
        """Go on without what is late, whoever holds it up: a lock, a disk, somebody's server."""
        for future, (run, name) in list(self.pending.items()):
            patience = PATIENCE if name else 0
            if future.done() or not run.is_late or time.time() < run.deadline + patience:
                continue
            del self.pending[future]
            if not future.cancel():
                self.workers.add()  # in place of the thread that is stuck
            with run.speaking():
                if name is None:
                    self._data_late(run)
                else:
                    self._notebook_ended(run, name, out_of_time())
            self._go_on(run)

    def _tables(self, run: Run) -> tuple[str, float]:
        from taller.workbench.run.handle import ensure_tables

        began = time.monotonic()
        anew = run.engagement.data.source == "database"
        with run.speaking():
            tables = ensure_tables(run.engagement, run.folder, anew=anew, tell=run.tell)
        return tables.fingerprint, time.monotonic() - began

    def _ended(self, run: Run, name: str | None, future: futures.Future) -> None:
        """A run's data, or one of its notebooks, has come to its end."""
        if name is None:
            self._data_ended(run, future)
        else:
            self._notebook_ended(run, name, self.place.outcome(run, future))
        self._go_on(run)

    def _go_on(self, run: Run) -> None:
        """Start what can be started; close the run where nothing is left of it."""
        self._start_ready(run)
        if not any(other is run for other, _name in self.pending.values()):
            self._finish(run)

    def _data_ended(self, run: Run, future: futures.Future) -> None:
        try:
            run.data, seconds = future.result()
        except InputError as error:
            run.error = error
            self._without_data(run, str(error))
            return
        except TimeoutError:
            self._data_late(run)
            return
        self._note(run, state="done", seconds=round(seconds, 3), fingerprint=run.data, message=None)

    def _data_late(self, run: Run) -> None:
        late = _("The time for the whole run was up while its data was read.")
        run.tell(late)
        self._without_data(run, late)

    def _without_data(self, run: Run, why: str) -> None:
        self._note(run, state="failed", message=why)
        with run.speaking():
            message = _("Skipped because the data could not be read.")
        for name in run.steps:
            self._change(run, name, state="skipped", message=message)

    def _start_ready(self, run: Run) -> None:
        """Start every notebook whose needs are met; settle at once what need not run."""
        while run.data is not None and run.sorter.is_active() and (ready := run.sorter.get_ready()):
            for name in ready:
                if self._settled(run, run.steps[name]):
                    continue
                if run.is_late:
                    with run.speaking():
                        self._notebook_ended(run, name, out_of_time())
                else:
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
        if earlier and earlier.fingerprint == found and self._is_whole(run, earlier):
            same = {k: getattr(earlier, k) for k in
                    ("seconds", "started", "finished", "cells_done", "cells_total", "report",
                     "notebook", "result", "voice", "files")}  # fmt: skip
            self._change(run, step.name, state="cached", fingerprint=found, **same)
            run.sorter.done(step.name)
            return True
        self._change(run, step.name, fingerprint=found)
        return False

    def _is_whole(self, run: Run, earlier: StepState) -> bool:
        """Whether all that a notebook left is as it left it; what is not is told."""
        if earlier.state not in ENDED_WELL or not earlier.files:
            return False
        broken = kept.broken(run.folder, earlier.files)
        for name, what in broken.items():
            run.tell(f"{name}: {what}; {earlier.name} is made again")
        for moved in kept.make_way(run.folder, files=broken):
            run.tell(moved)
        return not broken

    def _start(self, run: Run, step: Step) -> None:
        from taller.workbench.run.execute import Job

        job = Job(
            step=step,
            engagement=run.engagement,
            run_dir=run.folder,
            run_id=run.run_id,
            timeout=run.timeout,
            deadline=run.deadline,
            fingerprint=run.file.state.notebook(step.name).fingerprint,
            voice=run.voice,
        )
        self.pending[self.place.submit(run, job)] = (run, step.name)

    def _heard(self, run: Run, name: str, done: int, total: int) -> None:
        """A notebook's kernel is there, or has done so many cells."""
        notebook = run.file.state.notebook(name)
        if notebook.state in (*ENDED_WELL, *ENDED_BADLY):  # news of a cluster may come late
            return
        if done:
            run.file.progress(name, done)
            self.observer(run.file.state, notebook)
            return
        began = {"started": state.now(), "cells_done": 0, "cells_total": total}
        self._change(run, name, state="running", **began)

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
            "files": outcome.files,
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
        for told in self.place.notices():
            run.tell(told)
        closing.close(run)
        self._close(run, "done" if well else "failed")
        run.leave()

    def _close(self, run: Run, how: str, message: str | None = None) -> None:
        with run.file.change() as current:
            current.state = how
            current.finished = state.now()
            current.seconds = round(time.monotonic() - self.began, 3)
            current.message = message
        _write_index(run)
        with run.file.change() as current:
            current.files = kept.sealed(run.folder, ["index.html"])
        if how == "done":
            closing.seal(run)
        self.observer(run.file.state, None)

    def _abandon(self, error: BaseException) -> None:
        """End every kernel, wait for the threads that drove them, write how far all came."""
        deadline = time.monotonic() + 10
        contained.end()
        for future in self.pending:
            future.cancel()
        while any(not future.done() for future in self.pending) and time.monotonic() < deadline:
            self.place.kill_all()
            futures.wait(self.pending, TICK)
        interrupted = isinstance(error, ClusterError) or not isinstance(error, TallerError)
        for run in self.runs:
            if run.lock is None:  # it has come to its end, or its turn never came
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


def _write_index(run: Run) -> None:
    """Write the run's ``index.html``."""
    from taller.workbench.report.first import index

    current = run.file.state
    beside = current.folder.parent
    previous = beside / current.previous if current.previous else None
    pasts = [beside / label for label in runs_before(current.folder)]
    with run.speaking():
        page = index.render(current.to_dict(), current.folder, previous, run.voice, pasts)
    state.write_whole(current.folder / "index.html", page)
