"""The runner's end of the fork server: it asks, and watches what became of what it asked for.

Nothing here waits for an answer without end. What was forked is watched by its own process id, so
that its end is known, and can be brought about, when the server itself was stopped or hangs.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from taller.workbench.process.forkserver import PACKET, kill_session

TAMED = {"OMP_WAIT_POLICY": "passive", "OPENBLAS_NUM_THREADS": "1"}
"""Threads that wait must sleep, or notebooks side by side take the cores from each other."""

LOOK = 0.2  # seconds between looks at the processes
LOOKS = 5  # looks in a row at which a process is stopped, or dead, before that is believed
PATIENCE = 120.0  # seconds the server may take to fork; at first it imports
_EXIT_CODE = 49  # the place of a dead process's status, after its state, in /proc/<pid>/stat


class Forked:
    """A process forked by the server: its pid, and in time its exit status."""

    def __init__(self) -> None:
        self.started: Future[int] = Future()
        self.exited: Future[int] = Future()
        self.asked = time.monotonic()
        self.dead = 0  # looks in a row at which it was dead
        self._lock = threading.Lock()
        self._unwanted = False

    @property
    def pid(self) -> int:
        """The process id, once forked."""
        return self.started.result(timeout=0)

    @property
    def status(self) -> int | None:
        """Exit status (negative: the signal that killed it), or None while it runs."""
        return self.exited.result() if self.exited.done() else None

    @property
    def is_running(self) -> bool:
        """Whether it was forked, and is not known to have ended."""
        begun = self.started.done() and not self.started.exception()
        return begun and not self.exited.done()

    def begin(self, pid: int) -> None:
        """It was forked; one that nobody waits for any more ends at once."""
        with self._lock:
            if self._unwanted:
                _kill(pid)
            else:
                self.started.set_result(pid)

    def end(self, status: int) -> None:
        """It has ended."""
        with self._lock:
            if not self.exited.done():
                self.exited.set_result(status)

    def give_up(self, error: Exception) -> None:
        """Wait no longer for it to be forked."""
        with self._lock:
            if not self.started.done():
                self._unwanted = True
                self.started.set_exception(error)
                self.exited.set_result(-signal.SIGKILL)

    def kill(self) -> None:
        """Kill it and everything in its session; if it is still to be forked, it never will be."""
        self.give_up(TimeoutError("ended before it was forked"))
        if self.is_running:
            _kill(self.pid)


class WarmServer:
    """The runner's end of a fork server.

    Parameters
    ----------
    modules : what to import before the first fork
    late : what to import when nothing else is to be done
    env : environment the server and so its kernels carry
    engagements : files to read once before the first fork
    """

    def __init__(
        self,
        modules: Sequence[str] = (),
        late: Sequence[str] = (),
        env: dict[str, str] | None = None,
        engagements: Sequence[str] = (),
    ) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PACKET)
        settings = {"fd": theirs.fileno(), "modules": list(modules), "late": list(late),
                    "engagements": list(engagements)}  # fmt: skip
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                "taller.workbench.process.forkserver",
                json.dumps(settings),
            ],
            env={**TAMED, **os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # Ctrl-C in the terminal is for the runner alone
        )
        theirs.close()
        self.trouble = ""  # why it forks no more, where that was not asked of it
        self._socket = ours
        self._lock = threading.Lock()
        self._ids = itertools.count()
        self._forked: dict[int, Forked] = {}
        self._closed = self._closing = False
        self._stopped = 0  # looks in a row at which it was stopped
        self._watcher = threading.Thread(target=self._watch, name="taller-warm", daemon=True)
        self._watcher.start()

    @property
    def alive(self) -> bool:
        """Whether it can still fork."""
        return not self._closed

    def fork_kernel(self, argv: list[str], cwd: str, env: dict[str, str], log: str) -> Forked:
        """Ask for a kernel; it is forked as soon as the server has imported what it should."""
        return self._ask({"do": "kernel", "argv": argv, "cwd": cwd, "env": env, "log": log})

    def call(self, target: str, args: Sequence[Any], log: str) -> Forked:
        """Call ``module:function`` with JSON-able arguments in a forked process."""
        return self._ask({"do": "call", "target": target, "args": list(args), "log": log})

    def kill_all(self) -> None:
        """Kill every process it forked, at once."""
        for forked in list(self._forked.values()):
            forked.kill()

    def close(self) -> None:
        """End the server and all it forked."""
        self._closing = True
        self.kill_all()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._watcher.join(timeout=5)
        self._socket.close()
        # It may be stopped, or amid an import, during which it does not look at its socket.
        self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)

    def __enter__(self) -> WarmServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, request: dict[str, Any]) -> Forked:
        forked = Forked()
        with self._lock:
            if self._closed:
                raise ConnectionError("the fork server has ended")
            number = next(self._ids)
            self._forked[number] = forked
            packet = json.dumps(request | {"id": number}).encode()
            try:
                self._socket.send(packet, socket.MSG_DONTWAIT)
            except BlockingIOError as error:  # it reads nothing any more
                del self._forked[number]
                raise ConnectionError("the fork server does not answer") from error
        return forked

    def _watch(self) -> None:
        """Take its answers; see for ourselves, whether or not any comes."""
        looked = time.monotonic()
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        while True:
            ready = poll.poll(LOOK * 1000)
            if ready and not self._read():
                return self._ended()
            if time.monotonic() - looked >= LOOK:
                looked = time.monotonic()
                self._look()

    def _read(self) -> bool:
        try:
            packet = self._socket.recv(PACKET)
        except OSError:
            packet = b""
        if not packet:
            return False
        message = json.loads(packet)
        forked = self._forked[message["id"]]
        if "pid" in message:
            forked.begin(message["pid"])
        else:
            del self._forked[message["id"]]
            forked.end(message["exited"])
        return True

    def _look(self) -> None:
        """See whether it is stopped or silent, and whether what it forked lives."""
        self._stopped = self._stopped + 1 if _stat(self._process.pid)[:1] == ["T"] else 0
        unanswered = [one for one in list(self._forked.values()) if not one.started.done()]
        oldest = min((one.asked for one in unanswered), default=float("inf"))
        if self._stopped >= LOOKS:
            self._distrust("was stopped from outside")
        elif time.monotonic() - oldest > PATIENCE:
            self._distrust("did not answer")
        for forked in list(self._forked.values()):
            if forked.is_running:
                stat = _stat(forked.pid)
                forked.dead = forked.dead + 1 if not stat or stat[0] in "ZX" else 0
                if forked.dead >= LOOKS:  # the server would have told
                    forked.end(_status(stat))

    def _distrust(self, why: str) -> None:
        """Ask nothing more of it; what it forked goes on, and is watched."""
        if self._closed:
            return
        with self._lock:
            self._closed = True
        self._say(why)
        for forked in list(self._forked.values()):
            forked.give_up(ConnectionError("the fork server does not answer"))

    def _say(self, what: str) -> None:
        self.trouble = f"the process that kernels fork from (process {self._process.pid}) {what}"

    def _ended(self) -> None:
        # The server is gone, and by PR_SET_PDEATHSIG so is all it forked.
        with self._lock:
            self._closed = True
        if not self._closing and not self.trouble:
            self._say("was ended from outside")
        for forked in list(self._forked.values()):
            forked.give_up(ConnectionError("the fork server has ended"))
            forked.end(-signal.SIGKILL)
        self._forked.clear()


def _kill(pid: int) -> None:
    """Kill a process and its session, also before it has made itself the session's leader."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
    kill_session(pid)


def _stat(pid: int) -> list[str]:
    """A process's state and what follows it in /proc; empty where there is none."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].decode().split()
    except OSError:
        return []


def _status(stat: list[str]) -> int:
    """The exit status of a process that is dead and not waited for, as far as it can be read."""
    with contextlib.suppress(IndexError, ValueError):
        return os.waitstatus_to_exitcode(int(stat[_EXIT_CODE]))
    return -signal.SIGKILL
