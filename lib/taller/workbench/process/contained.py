"""A client's files are read in a child process, which is ended when it takes too much.

One boundary around all that parses what a client sent: whatever such a file does, to whichever
library, `taller` goes on and says which file it was. The child tells by a pipe which file it reads;
its memory and its time are looked at from here, so that nobody's answer is waited for, and it is
ended by its own pid. ::

    taller ── request (a pipe: it holds the environment) ──> child: `reading_child`
           <── what it reads, "done" (a pipe) ── answer (a file)

A child serves one call after the other and is started before it is needed, since a Python that has
imported all takes a second. It is started afresh, never forked: threads of ours are no matter.
Within a kernel, which is a child already, or where `children` was not entered, calls are plain.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from taller import language
from taller.data.engine import bounds
from taller.data.engine.bounds import Reading
from taller.errors import DataError
from taller.workbench.process.quarters import Quarters

P = ParamSpec("P")
T = TypeVar("T")

TICK = 0.05  # seconds between looks at a child
PATIENCE = 4  # times its processor's seconds that a child may take by the clock
STARTS = 60.0  # seconds until a child must have begun
LARGE = 600 * 10**6  # bytes of a child that is not used again
TAMED = {"OMP_WAIT_POLICY": "passive", "OPENBLAS_NUM_THREADS": "1"}
ANSWER, NOISE = "answer", "noise"

_open: Children | None = None


class StoppedError(RuntimeError):
    """The children were ended while one still read."""


@contextlib.contextmanager
def children() -> Iterator[None]:
    """Within this, `call` goes to a child; none of them outlives it."""
    global _open
    before, _open = _open, Children()
    try:
        yield
    finally:
        _open.close()
        _open = before


def prepare() -> None:
    """Start a child, where `children` is entered, to have it when it is needed."""
    if _open is not None:
        _open.prepare()


def end() -> None:
    """End all children at once; whoever waits for one gets a `StoppedError`."""
    if _open is not None:
        _open.close()


def call(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function that reads a client's files.

    Parameters
    ----------
    function : one of a module; it, what it is given and what it returns can be pickled

    Raises
    ------
    DataError
        Naming the file, if it takes more memory or time than a file of its size may, or ends the
        child; and whatever the function raises.
    """
    if _open is None:
        return function(*args, **kwargs)
    return _open.call(function, args, kwargs)


class Children:
    """The children of this process that read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._all: list[_Child] = []
        self._closed = False
        # A child ends with the thread that started it: this one lasts.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="taller-reading")

    def prepare(self) -> None:
        """Start one without waiting for it."""
        self._starter.submit(self._keep, idle=True)

    def call(self, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """See `call` of the module."""
        child = self._taken()
        try:
            answer = child.perform(function, args, kwargs)
        except BaseException:
            self._end(child)
            raise
        with self._lock:
            again = not self._closed and child.resident() < LARGE
            if again:
                self._idle.append(child)
        if not again:
            self._end(child)
        well, value = answer
        if well:
            return value
        raise value

    def close(self) -> None:
        """End every child."""
        with self._lock:
            self._closed = True
            ended, self._all, self._idle = self._all, [], []
        for child in ended:
            child.end()
        self._starter.shutdown(wait=True)
        for child in self._all:  # it was being started
            child.end()

    def _taken(self) -> _Child:
        while True:
            # After what was prepared, so that it is not started twice.
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is None:
                child = self._started()
            if child.lives():
                return child
            self._end(child)

    def _started(self) -> _Child:
        try:
            return self._starter.submit(self._keep).result()
        except RuntimeError as error:  # no new futures after shutdown
            raise StoppedError from error

    def _keep(self, *, idle: bool = False) -> _Child:
        with self._lock:
            if not idle and self._idle:
                return self._idle.pop()
        child = _Child()
        with self._lock:
            self._all.append(child)
            if idle:
                self._idle.append(child)
        return child

    def _end(self, child: _Child) -> None:
        child.end()
        with self._lock:
            if child in self._all:
                self._all.remove(child)


class _Child:
    """One child: its process, and the folder that holds all it writes besides the result."""

    def __init__(self) -> None:
        self._quarters = Quarters()
        self.folder = self._quarters.folder
        command = [sys.executable, "-P", "-m", "taller.workbench.process.reading_child"]
        with (self.folder / NOISE).open("wb") as noise:
            self.process = subprocess.Popen(
                [*command, str(os.getpid()), str(self.folder)],
                env={**TAMED, **os.environ}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=noise, start_new_session=True,
            )  # fmt: skip
        self._busy = threading.RLock()
        self._text = b""
        self._stopped = False

    def lives(self) -> bool:
        """Whether it can be asked."""
        return self.process.poll() is None

    def perform(self, function: Callable[..., Any], args: Any, kwargs: Any) -> tuple[bool, Any]:
        """Whether a call went well, and what it returned or raised."""
        spoken = language.current()
        request = (dict(os.environ), os.getcwd(), spoken, function, args, kwargs)
        with self._busy:
            if self._stopped:
                raise StoppedError
            with contextlib.suppress(BrokenPipeError):  # its end is seen below
                pickle.dump(request, self.process.stdin)
                self.process.stdin.flush()
            self._watch()
            return pickle.loads((self.folder / ANSWER).read_bytes())

    def end(self) -> None:
        """End it, and remove what it left."""
        self._stopped = True
        self.process.kill()
        self.process.wait()
        with self._busy:  # whoever waits for it has seen its end
            for pipe in (self.process.stdin, self.process.stdout):
                with contextlib.suppress(OSError):
                    pipe.close()
            self._quarters.leave()

    def resident(self) -> int:
        """Bytes of memory it takes; 0 where the system does not tell."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            text = Path(f"/proc/{self.process.pid}/statm").read_text()
            return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return 0

    def _worked(self) -> float:
        """Seconds of a processor it has taken; 0 where the system does not tell."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            text = Path(f"/proc/{self.process.pid}/stat").read_text()
            user, system = text.rpartition(")")[2].split()[11:13]
            return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        return 0.0

    def _watch(self) -> None:
        """Wait until it is done.

        Raises
        ------
        DataError
            If it took too much, or ended.
        """
        now, began, worked = None, time.monotonic(), 0.0
        while True:
            told = self._told()
            if told is None:
                raise self._ended(now or Reading())
            for line in told:
                if line == {"done": True}:
                    return
                worked = self._worked() if now is None else worked  # it may have imported till now
                now = Reading(**line)
            taken = time.monotonic() - began
            if now is None and taken > STARTS:
                raise RuntimeError("the program that reads the data does not begin")
            if now is not None and (what := self._excess(now, taken, self._worked() - worked)):
                self.end()
                raise DataError(now.name, what)

    def _told(self) -> list[dict[str, Any]] | None:
        """What it told within a tick; None if it has ended."""
        pipe = self.process.stdout.fileno()
        waiting = select.poll()
        waiting.register(pipe, select.POLLIN)
        if not waiting.poll(TICK * 1000):
            return []
        block = os.read(pipe, 1 << 16)
        if not block:
            return None
        *lines, self._text = (self._text + block).split(b"\n")
        return [json.loads(line) for line in lines]

    def _excess(self, now: Reading, taken: float, worked: float) -> str | None:
        """What it took too much of, in words."""
        if self.resident() > now.memory:
            return too_much(now.memory)
        if worked > now.seconds or taken > PATIENCE * now.seconds:
            return (
                f"takes more than {now.seconds:.0f} seconds to be read, more than a file of its "
                f"size should; give the table alone, as CSV, or set {bounds.SECONDS} to more "
                "seconds"
            )
        return None

    def _ended(self, now: Reading) -> Exception:
        """Why it ended, though nobody asked it to."""
        if self._stopped:
            return StoppedError("the data was not read to its end")
        status = self.process.wait()
        noise = (self.folder / NOISE).read_bytes()[-4000:].decode(errors="replace")
        if any(mark in noise for mark in ("memory allocation of", "bad_alloc", "out of memory")):
            return DataError(now.name, too_much(now.memory))
        if status == -signal.SIGKILL:
            what = "was not read to its end: the system ended what reads it, as it does where "
            return DataError(now.name, f"{what}memory runs out; close other programs, run again")
        how = signal.Signals(-status).name if status < 0 else f"exit code {status}"
        what = f"ends the program that reads it ({how}): it is damaged; export it again, or as CSV"
        return DataError(now.name, what)


def too_much(memory: int) -> str:
    """That a file takes too much memory, in words."""
    return (
        f"takes more than {memory / bounds.GIGABYTE:.1f} GB of memory to be read, more than a file "
        f"of its size should; give the table alone, as CSV, or set {bounds.MEMORY} to more "
        "gigabytes"
    )
