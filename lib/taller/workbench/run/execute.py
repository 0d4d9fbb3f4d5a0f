"""One notebook, from its source to its report: prepare, run, save, render, and say how it went."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.errors import InputError, TallerError, cannot_write, did_you_mean
from taller.language import _, speaking
from taller.workbench.keep import kept, results
from taller.workbench.notes.seen import result_in
from taller.workbench.notes.voice import Voice
from taller.workbench.run.outcome import Attempt, Outcome, Watchdog, classify, one_line
from taller.workbench.run.state import RUN_ID, write_whole

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.process.kernels import KernelHouse
    from taller.workbench.run.workflow import Step

START_TIMEOUT = 60  # seconds a kernel has to answer
RENDER_TIMEOUT = 600
LAST_PAGES = 60  # seconds that a page may take once the run's time is up


@dataclass(frozen=True)
class Job:
    """What it takes to run one notebook; picklable, so that a worker elsewhere can run it.

    Attributes
    ----------
    timeout : seconds the notebook may take once its kernel is there
    deadline : seconds since the epoch at which the run's time is up
    surroundings : further variables of the kernel's environment
    """

    step: Step
    engagement: Engagement
    run_dir: Path
    run_id: str
    timeout: float
    deadline: float
    fingerprint: str | None = None
    voice: Voice = field(default_factory=Voice)
    surroundings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What the kernel's environment says of the run."""
        return (
            self.surroundings
            | {
                "TALLER_ROOT": str(self.engagement.root),
                "TALLER_NOTEBOOK": self.step.name,
                "TALLER_PHASE": self.step.phase,
                "TALLER_LANGUAGE": self.engagement.language,
                RUN_ID: self.run_id,
            }
            | ({"TALLER_FINGERPRINT": self.fingerprint} if self.fingerprint else {})
        )


def perform(
    job: Job,
    *,
    house: KernelHouse | None = None,
    progress: Callable[[int, int], None] | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> Outcome:
    """Run one notebook and leave its executed copy and its report in the run folder.

    Parameters
    ----------
    job : what to run
    house : where kernels come from; without it a cold kernel is started
    progress : called with cells done and cells in all
    wanted : whether somebody still waits for it; else nothing more is left in the folder

    Raises
    ------
    InputError
        If the run folder cannot be written to, as when the disk is full.
    """
    from taller.workbench.process.kernels import KernelHouse

    engagement = job.engagement
    with contextlib.ExitStack() as stack:
        stack.enter_context(speaking(engagement.language, engagement.locale, engagement.currency))
        house = house or stack.enter_context(KernelHouse())
        notebook, outcome = _run(job, house, progress or (lambda done, total: None))
        if notebook is not None and wanted():
            began = time.monotonic()
            _leave(job, notebook, outcome, house)
            outcome.seconds = round(outcome.seconds + time.monotonic() - began, 3)
    return outcome


def _run(
    job: Job, house: KernelHouse, progress: Callable[[int, int], None]
) -> tuple[NotebookNode | None, Outcome]:
    from taller.workbench.notebook.prepare import parameters, prepare

    try:
        notebook = prepare(job.step, job.engagement)
        given = parameters(job.step, job.engagement, job.run_dir)
        _check_parameters(notebook, given)
    except (TallerError, OSError, ValueError, SyntaxError) as error:
        return None, Outcome("failed", message=one_line(str(error)), error=one_line(str(error)))
    # A result that its own notebook is about to find anew must not outlive a failure to do so.
    results.path(job.run_dir, job.step.name).unlink(missing_ok=True)
    total = len(notebook.cells) + 1  # papermill adds one that sets the parameters
    attempt = Attempt(house.manager())
    with Watchdog(attempt.manager, job.timeout, job.deadline) as watchdog:
        error = _attempt(job, notebook, given, attempt, watchdog, lambda n: progress(n, total))
        seconds = watchdog.seconds
    house.done_with(attempt.manager)
    lost = isinstance(error, ConnectionError) and attempt.cell is None
    if lost and not watchdog.expired:  # the warm server has died, or was stopped
        return _run(job, house, progress)
    outcome = classify(error, attempt, watchdog)
    outcome.seconds = seconds
    executed = attempt.notebook
    if executed is not None:
        _tell_truth(executed, outcome)
        outcome.cells = len(executed.cells)
    return executed, outcome


def _attempt(
    job: Job,
    notebook: NotebookNode,
    given: dict[str, Any],
    attempt: Attempt,
    watchdog: Watchdog,
    progress: Callable[[int], None],
) -> Exception | None:
    """Run the notebook by papermill; the exception it ended with, if any."""
    import papermill

    from taller.workbench.process.engine import ENGINE
    from taller.workbench.process.kernels import TAMED

    folder = job.run_dir / "artifacts" / job.step.name
    folder.mkdir(parents=True, exist_ok=True)

    # It warns of every knob typed `bool | None`, a notation it does not read; names were checked.
    logging.getLogger("papermill").setLevel(logging.ERROR)

    def ready() -> None:
        watchdog.ready()
        progress(0)

    try:
        with _own_loop():
            papermill.execute_notebook(
                notebook,
                None,
                parameters=given,
                engine_name=ENGINE,
                kernel_name="python3",
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                start_timeout=START_TIMEOUT,
                manager=attempt.manager,
                on_client=attempt.take,
                on_ready=ready,
                progress=progress,
                env={**TAMED, **os.environ, **job.environment},
                folder=str(folder),
            )
    except Exception as error:
        return error
    return None


@contextlib.contextmanager
def _own_loop() -> Iterator[None]:
    """An event loop for this thread's kernel, closed afterwards; jupyter_client leaves it open."""
    import asyncio

    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()
    try:
        yield
    finally:
        loop.close()
        asyncio.set_event_loop(None)


def _check_parameters(notebook: NotebookNode, given: dict[str, Any]) -> None:
    """papermill would only warn of an unknown parameter, and turn a date into text."""
    known = _parameter_names(notebook)
    faults = [
        f"its parameters cell does not name '{name}'{did_you_mean(name, known)}"
        for name in given
        if name not in known
    ]
    for name, value in given.items():
        try:
            json.dumps(value)
        except (TypeError, ValueError):
            faults.append(f"'{name}' is a {type(value).__name__}, which no notebook can be given")
    if faults:
        raise InputError(notebook.metadata.get("taller", {}).get("name", "notebook"), faults)


def _parameter_names(notebook: NotebookNode) -> set[str]:
    import ast

    names: set[str] = set()
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            for node in ast.parse(cell.source).body:
                targets = node.targets if isinstance(node, ast.Assign) else [node]
                targets = [t.target if isinstance(t, ast.AnnAssign) else t for t in targets]
                names |= {t.id for t in targets if isinstance(t, ast.Name)}
    return names


def _tell_truth(notebook: NotebookNode, outcome: Outcome) -> None:
    """papermill marks what never ran as completed, and adds cells of its own after a failure."""
    from papermill.execute import remove_error_markers

    remove_error_markers(notebook)
    if outcome.state == "done":
        return
    notebook.metadata.papermill["exception"] = True
    for number_, cell in enumerate(notebook.cells, start=1):
        if outcome.cell is not None and number_ >= outcome.cell:
            own = cell.metadata.papermill
            own["status"] = "failed" if number_ == outcome.cell else "pending"
            own["exception"] = True if number_ == outcome.cell else None
    notebook.metadata.setdefault("taller", {})["failure"] = {
        "state": outcome.state,
        "cell": outcome.cell,
        "error": outcome.error,
        "detail": outcome.detail,
        "advice": outcome.advice,
    }


def _leave(job: Job, notebook: NotebookNode, outcome: Outcome, house: KernelHouse) -> None:
    """Save the executed notebook and its report."""
    import nbformat

    name = job.step.name
    executed, report = job.run_dir / f"{name}.ipynb", job.run_dir / f"{name}.html"
    write_whole(executed, nbformat.v4.writes(notebook))
    outcome.notebook = executed.name
    try:
        _render(job, executed, report, house)
        outcome.report = report.name
        outcome.voice = page_digest(job.run_dir, name, job.voice)
    except InputError:
        raise
    except Exception as error:  # a report that cannot be made must not lose what was computed
        text = _("The report could not be made: {error}").format(
            error=one_line(f"{type(error).__name__}: {error}")
        )
        outcome.state = "failed" if outcome.state == "done" else outcome.state
        outcome.message = outcome.message or text
    if outcome.state == "done" and results.path(job.run_dir, name).exists():
        outcome.result = f"results/{name}.json"
    _seal(job, outcome)


def _seal(job: Job, outcome: Outcome) -> None:
    """Note the hash of all that the notebook left, once it is on the disk."""
    left = [path for path in (outcome.notebook, outcome.report, outcome.result) if path]
    left += kept.files_in(job.run_dir, f"artifacts/{job.step.name}")
    try:
        outcome.files = kept.sealed(job.run_dir, left)
    except OSError as error:
        raise cannot_write(job.run_dir, error) from error


def _render(job: Job, executed: Path, report: Path, house: KernelHouse) -> None:
    """Render in a forked process, beside the other notebooks; here if that cannot be."""
    name = job.step.name
    arguments = [str(executed), str(report), name, job.voice.to_json()]
    patience = min(RENDER_TIMEOUT, max(job.deadline - time.time(), LAST_PAGES))
    if house.server is not None and house.server.alive:
        with contextlib.suppress(ConnectionError):
            log = str(house.folder / f"{name}.render.log")
            forked = house.server.call("taller.workbench.run.execute:render_file", arguments, log)
            try:
                if forked.exited.result(timeout=patience) == 0:
                    return
            except TimeoutError:
                forked.kill()
    render_file(*arguments)


def page_digest(folder: Path, name: str, voice: Voice) -> str:
    """A hash of all that a notebook's page says beside what the notebook itself made."""
    from taller.workbench.report.site import Site

    return f"{voice.digest(name, result_in(folder, name))}-{Site.of(folder).digest}"


def render_file(executed: str, report: str, name: str, voice: dict[str, Any]) -> None:
    """Render an executed notebook's file to its report's file, with the consultant's part."""
    import nbformat

    from taller.workbench.report import exporter as reports
    from taller.workbench.report.site import Site

    said, site = Voice.from_json(voice), Site.of(Path(report).parent)
    notebook = nbformat.v4.reads(Path(executed).read_text(encoding="utf-8"))
    write_whole(Path(report), reports.render(notebook, name=name, voice=said, site=site))
