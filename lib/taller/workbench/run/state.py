"""What a run is doing: ``run.json``, true at every moment, and the lock on its folder."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import getpass
import hashlib
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from taller.durable import write_whole
from taller.errors import HeldError, cannot_write
from taller.workbench.keep import kept

if TYPE_CHECKING:
    from filelock import BaseFileLock

SCHEMA = 2
RUN_ID = "TALLER_RUN_ID"
"""Environment variable that every process of a run carries."""

NotebookState = Literal[
    "queued", "running", "done", "cached", "failed", "timed out", "killed", "skipped"
]
ENDED_WELL = ("done", "cached")
ENDED_BADLY = ("failed", "timed out", "killed", "skipped")


@dataclass
class StepState:
    """One notebook of a run; paths are relative to the run folder, times are ISO 8601."""

    name: str
    phase: str
    title: str
    needs: list[str] = field(default_factory=list)
    state: NotebookState = "queued"
    started: str | None = None
    finished: str | None = None
    seconds: float | None = None
    cells_done: int = 0
    cells_total: int | None = None
    fingerprint: str | None = None
    message: str | None = None
    cell: int | None = None
    report: str | None = None
    notebook: str | None = None
    result: str | None = None
    own: str = ""  # of this workbench's own version of it: the version of Taller that it is from
    voice: str | None = None  # hash of the consultant's part of its page, as it was last made
    files: dict[str, str] = field(default_factory=dict)  # all it left, with each file's hash


@dataclass
class RunState:
    """A run of one engagement, as ``run.json`` holds it."""

    client: str
    slug: str
    label: str
    language: str
    locale: str
    currency: str
    engagement: str
    brand: dict[str, Any] = field(default_factory=dict)
    simulated: bool | None = None
    state: Literal["running", "done", "failed", "interrupted"] = "running"
    run_id: str = ""
    pid: int = field(default_factory=os.getpid)
    host: str = field(default_factory=socket.gethostname)
    user: str = field(default_factory=lambda: _user())
    started: str = field(default_factory=lambda: now())
    finished: str | None = None
    seconds: float | None = None
    message: str | None = None
    previous: str | None = None
    data: dict[str, Any] = field(default_factory=lambda: {"state": "queued"})
    notebooks: list[StepState] = field(default_factory=list)
    status: str | None = None
    open_ends: list[str] = field(default_factory=list)  # why a final run is not frozen
    notices: list[str] = field(default_factory=list)  # what the terminal says at the end
    files: dict[str, str] = field(default_factory=dict)  # what is the whole run's, with hashes
    sealed: str | None = field(default=None, compare=False, metadata={"file": False})
    folder: Path = field(default_factory=Path, metadata={"file": False})

    def notebook(self, name: str) -> StepState:
        """The state of the notebook called ``name``."""
        return next(step for step in self.notebooks if step.name == name)

    def to_dict(self) -> dict[str, Any]:
        """The content of ``run.json``."""
        fields = [f.name for f in dataclasses.fields(self) if f.metadata.get("file", True)]
        found = {name: getattr(self, name) for name in fields}
        found = {"schema": SCHEMA} | found | {
            "notebooks": [dataclasses.asdict(step) for step in self.notebooks]
        }  # fmt: skip
        return found | {"check": _check(found)}

    @classmethod
    def from_dict(cls, found: dict[str, Any], folder: Path) -> Self:
        """The state that ``run.json`` holds; keys of later versions are passed over."""
        known = {f.name for f in dataclasses.fields(cls) if f.metadata.get("file", True)}
        of_step = {f.name for f in dataclasses.fields(StepState)}
        state = cls(**{k: v for k, v in found.items() if k in known - {"notebooks"}}, folder=folder)
        state.notebooks = [
            StepState(**{k: v for k, v in step.items() if k in of_step})
            for step in found["notebooks"]
        ]
        for part in (state, *state.notebooks):
            _refuse_other_types(part)
        dt.datetime.fromisoformat(state.started)
        return state


def _refuse_other_types(part: RunState | StepState) -> None:
    """Raise a TypeError where a text holds something else: a file that was edited by hand."""
    for each in dataclasses.fields(part):
        value, kind = getattr(part, each.name), str(each.type)
        is_text = isinstance(value, str) or (value is None and "None" in kind)
        if kind.startswith(("str", "Literal", "NotebookState")) and not is_text:
            raise TypeError(f"{each.name} is no text")
        if kind.startswith("dict") and not isinstance(value, dict):
            raise TypeError(f"{each.name} holds no keys with values")


class StateFile:
    """Keeps a run's ``run.json`` true: each change is written whole, by one thread at a time."""

    def __init__(self, state: RunState) -> None:
        self.state = state
        self.path = state.folder / "run.json"
        self._lock = threading.RLock()
        self._written = 0.0

    @contextlib.contextmanager
    def change(self) -> Iterator[RunState]:
        """Change the state in a ``with`` block; it is on disk when the block ends."""
        with self._lock:
            yield self.state
            self._write()

    def progress(self, name: str, cells_done: int) -> None:
        """Note how far a notebook is; written a few times a second at most."""
        with self._lock:
            self.state.notebook(name).cells_done = cells_done
            if time.monotonic() - self._written > 0.25:
                self._write(hurried=True)

    def _write(self, hurried: bool = False) -> None:
        text = json.dumps(self.state.to_dict(), ensure_ascii=False, indent=1)
        write_whole(self.path, text + "\n", hurried=hurried)
        self._written = time.monotonic()


def read(folder: Path) -> RunState | None:
    """The state a run folder was left in, or None if it holds none that can be believed."""
    return look(folder)[0]


def look(folder: Path) -> tuple[RunState | None, str]:
    """The state a run folder was left in, and what is wrong with its ``run.json``, if anything is.

    Returns
    -------
    the state, None where it cannot be believed; and a few words, empty where all is well
    """
    path = folder / "run.json"
    if not path.is_file():  # which may be something that never ends to be read
        return None, "is no file" if os.path.lexists(path) else "is gone"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        state = RunState.from_dict(found, folder)
        is_older = found["schema"] == 1 and "check" not in found
        if not is_older and found["check"] != _check(found):
            return None, "is not as it was left"
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, "cannot be read"
    return state, "was written by another version" if found["schema"] != SCHEMA else ""


def _check(found: dict[str, Any]) -> str:
    """Hash of all that a state says, by which a state that was edited or damaged is known."""
    said = {key: value for key, value in found.items() if key != "check"}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def now() -> str:
    """This moment, with the local offset from UTC."""
    return dt.datetime.now().astimezone().isoformat(timespec="milliseconds")


def hold(folder: Path) -> BaseFileLock:
    """Take the run folder for this process; release the lock when the run ends.

    Raises
    ------
    HeldError
        If another run holds it; the message says who, where and since when.
    InputError
        If the folder cannot be made.
    """
    import filelock

    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # a client's rows stand in it; what is for others is made by `share`
        kept.make_way(folder, files=[".lock"])
        lock = filelock.FileLock(folder / ".lock", thread_local=False)
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise HeldError(folder, _holder(folder)) from None
    except OSError as error:
        raise cannot_write(folder, error) from error
    return lock


def _holder(folder: Path) -> str:
    holder = read(folder)
    advice = "wait for it to end, or give this run another --label"
    if holder is None or holder.state != "running":
        return f"another run holds this folder; {advice}"
    since = holder.started[:19].replace("T", " ")
    who = f"{holder.user} on {holder.host}, process {holder.pid}, since {since}"
    if holder.host == socket.gethostname() and _is_stopped(holder.pid):
        advice = f"it was stopped: let it go on by `kill -CONT {holder.pid}`, or end it by "
        advice += f"`kill -KILL {holder.pid}`, after which this command goes on where it was"
    return f"another run holds this folder ({who}); {advice}"


def _is_stopped(pid: int) -> bool:
    """Whether a process was stopped, as by Ctrl-Z, and waits to be told to go on."""
    try:
        stat = Path("/proc", str(pid), "stat").read_bytes()
    except OSError:
        return False
    return stat.rpartition(b")")[2].split()[:1] == [b"T"]


def end_leftovers(run_id: str, patience: float = 5.0) -> list[int]:
    """End the processes a dead run left behind: those that carry its id, and no other.

    Call it only while holding the run's folder, which proves that the run itself is dead.

    Returns
    -------
    list of the process ids that were ended
    """
    if not run_id or not os.path.isdir("/proc/self"):
        return []
    ended: set[int] = set()
    deadline = time.monotonic() + patience
    spared = _own_line()
    while (alive := _carriers(run_id) - spared) and time.monotonic() < deadline:
        for pid in alive:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        ended |= alive
        time.sleep(0.02)
    return sorted(ended)


def _carriers(run_id: str) -> set[int]:
    """Living processes in whose environment the run's id stands."""
    mark = f"{RUN_ID}={run_id}".encode()
    found = set()
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                environ = Path("/proc", entry, "environ").read_bytes()
                if mark in environ.split(b"\0"):
                    found.add(int(entry))
    return found


def _own_line() -> set[int]:
    """This process and its forebears."""
    line, pid = set(), os.getpid()
    while pid > 1 and pid not in line:
        line.add(pid)
        try:
            stat = Path("/proc", str(pid), "stat").read_bytes()
        except OSError:
            break
        pid = int(stat.rpartition(b")")[2].split()[1])
    return line


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"
