"""How one notebook went: done, failed, timed out or killed, said in the client's language."""

from __future__ import annotations

import contextlib
import re
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.language import _, number
from taller.workbench.run.state import NotebookState

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from taller.workbench.process.engine import Client
    from taller.workbench.process.kernels import KernelManager

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Outcome:
    """How a notebook went, in the engagement's language; paths are relative to the run folder."""

    state: NotebookState = "done"
    seconds: float = 0.0
    message: str | None = None
    cell: int | None = None
    error: str = ""
    detail: str = ""
    advice: str = ""
    report: str | None = None
    notebook: str | None = None
    result: str | None = None
    voice: str | None = None  # hash of the consultant's part of the page
    cells: int = 0
    files: dict[str, str] = field(default_factory=dict)  # all that it left, with hashes


@dataclass
class Attempt:
    """What is known while a notebook runs: the notebook as far as it got, and its client."""

    manager: KernelManager
    notebook: NotebookNode | None = None
    client: Client | None = None

    def take(self, client: Client) -> None:
        """Keep the client and the notebook it fills."""
        self.client, self.notebook = client, client.nb

    @property
    def cell(self) -> int | None:
        """The cell being run, counted from 1."""
        return self.client.cell_index + 1 if self.client and self.client.cell_index >= 0 else None


class Watchdog:
    """Kills a kernel's session when time is up, whatever the kernel is busy with."""

    def __init__(self, manager: KernelManager, timeout: float, deadline: float) -> None:
        self.manager = manager
        self.timeout = timeout
        self.deadline = deadline
        self.expired: str | None = None  # whose time was up: "notebook" or "run"
        self._ready: float | None = None
        self._notebook_deadline = float("inf")
        self._ended = threading.Event()
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._watch, name="taller-watchdog", daemon=True)

    def ready(self) -> None:
        """The kernel is there: the notebook's own time begins."""
        with self._changed:
            self._ready = time.time()
            self._notebook_deadline = self._ready + self.timeout
            self._changed.notify()

    @property
    def seconds(self) -> float:
        """How long the kernel has been there."""
        return time.time() - self._ready if self._ready else 0.0

    def __enter__(self) -> Watchdog:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._ended.set()
            self._changed.notify()
        self._thread.join()

    def _watch(self) -> None:
        with self._changed:
            while not self._ended.is_set():
                left = min(self._notebook_deadline, self.deadline) - time.time()
                if left > 0:
                    self._changed.wait(min(left, threading.TIMEOUT_MAX))
                else:
                    own = self._notebook_deadline <= self.deadline
                    self.expired = self.expired or ("notebook" if own else "run")
                    self.manager.kill_now()  # again and again: it may be starting just now
                    self._changed.wait(0.1)


def classify(error: Exception | None, attempt: Attempt, watchdog: Watchdog) -> Outcome:
    """Classify: only the exception and our own watchdog are believed."""
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if error is None:
        return _stopped(attempt) if attempt.notebook.metadata.papermill.exception else Outcome()
    if watchdog.expired:
        return _timed_out(attempt, watchdog)
    if isinstance(error, PapermillExecutionError):
        return _failed(error)
    if isinstance(error, DeadKernelError) or "Kernel died" in str(error):
        return _killed(attempt)
    text = one_line(f"{type(error).__name__}: {error}")
    return Outcome("failed", message=text, cell=attempt.cell, error=text)


def _timed_out(attempt: Attempt, watchdog: Watchdog) -> Outcome:
    if watchdog.expired == "notebook":
        error = _("It took longer than the {seconds} seconds a notebook may take.").format(
            seconds=number(watchdog.timeout, 0 if watchdog.timeout == int(watchdog.timeout) else 1)
        )
        advice = _("Give it more time with notebook_timeout, or let this cell do less.")
    else:
        return out_of_time(attempt.cell)
    return Outcome("timed out", 0, _at(attempt.cell, error), attempt.cell, error, "", advice)


def out_of_time(cell: int | None = None) -> Outcome:
    """The whole run's time was up, at a cell if the notebook had come to one."""
    error = _("The time for the whole run was up.")
    advice = _("Give the run more time with run_timeout; the same command goes on from here.")
    return Outcome("timed out", 0, _at(cell, error), cell, error, "", advice)


def without_worker(why: Exception) -> Outcome:
    """No worker of a cluster came to the notebook's end: each that tried died, or could not."""
    error = _("Every worker of the cluster that tried it died or failed ({why}).").format(
        why=one_line(type(why).__name__)
    )
    advice = _("Look into the workers' own logs; often memory ran out.")
    return Outcome("killed", 0, error, None, error, one_line(str(why)), advice)


def _stopped(attempt: Attempt) -> Outcome:
    """papermill lets a plain ``sys.exit()`` pass; the cells after it did not run all the same."""
    error = _("The notebook stopped itself by sys.exit before its end.")
    advice = _("A notebook must not end its own process: remove the call of exit.")
    return Outcome("failed", 0, _at(attempt.cell, error), attempt.cell, error, "", advice)


def _failed(error: Any) -> Outcome:
    cell = error.cell_index + 1
    text = one_line(f"{error.ename}: {error.evalue}" if error.evalue else error.ename)
    detail = ANSI.sub("", "\n".join(error.traceback))
    advice = _("Read the error below, correct the notebook or its input, and run it again.")
    if error.ename in ("InputError", "DataError", "AnalysisError", "HeldError"):
        detail = error.evalue
        advice = _("Correct what the message names, and run it again.")
    elif error.ename == "MemoryError":
        advice = _("Give the notebook fewer rows, or the machine more memory.")
    elif error.ename == "OSError" and "No space left" in error.evalue:
        advice = _("The disk is full: free some space, and give the same command again.")
    return Outcome("failed", 0, _at(cell, text), cell, text, detail, advice)


def _killed(attempt: Attempt) -> Outcome:
    status = attempt.manager.status or 0
    if status < 0:
        known = {int(member): member.name for member in signal.Signals}
        error = _("Its process was killed by signal {n} ({name}).").format(
            n=-status, name=known.get(-status, "?")
        )
        advice = _("Often memory ran out: give it fewer rows, or run fewer notebooks at a time.")
    else:
        error = _("Its process ended itself with exit code {n}.").format(n=status)
        advice = _("A notebook must not end its own process: remove the call of exit.")
    detail = _tail(attempt.manager.log_file)
    return Outcome("killed", 0, _at(attempt.cell, error), attempt.cell, error, detail, advice)


def _at(cell: int | None, text: str) -> str:
    return _("cell {n}: {text}").format(n=cell, text=text) if cell else text


def _tail(log: Path) -> str:
    with contextlib.suppress(OSError):
        return log.read_text(encoding="utf-8", errors="replace")[-2000:].strip()
    return ""


def one_line(text: str) -> str:
    """A message as one line of at most 400 characters, without colours."""
    line = " ".join(ANSI.sub("", text).split())
    return line if len(line) <= 400 else f"{line[:399]}…"
