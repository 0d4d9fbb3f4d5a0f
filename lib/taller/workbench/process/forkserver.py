"""A small process that imports what the notebooks import, once, and forks one kernel per notebook.

It is started by `taller.workbench.process.warm.WarmServer` as a module of its own and talks with it
over an inherited socket pair, one JSON message per packet. It computes
nothing, so that a forked kernel finds no half-started thread pool; Linux only.

Requests: ``{"id", "do": "kernel", "argv", "cwd", "env", "log"}`` forks a Jupyter kernel,
``{"id", "do": "call", "target", "args", "log"}`` forks a process that calls ``module:function``.
Answers: ``{"id", "pid"}`` at once, ``{"id", "exited": status}`` when it ended (negative: by which
signal). When the runner goes away, every child's session is killed and the server exits.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import itertools
import json
import os
import random
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from taller.workbench.process import ready
from taller.workbench.process.light import light_formats

PACKET = 1 << 20
PR_SET_PDEATHSIG = 1
MOST_SKIPPED = 2  # modules left to the kernels because importing them starts a thread
FORK_SAFE = ("jemalloc_bg_thd",)  # pyarrow's allocator starts its helper anew in a fork
KERNEL_MODULES = (
    "numpy.random",
    "ipykernel.kernelapp",
    "ipykernel.comm.comm",
    "ipykernel.comm.manager",
    "ipykernel.embed",
    "IPython.core.completerlib",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "sqlite3",
)
"""What a kernel imports, some of it only when it runs its first cell."""

ASKED_BY_NAME = {
    "ibis": ("ibis.backends.duckdb", "ibis.backends.duckdb.converter", "ibis.expr.types.groupby"),
    "altair": ("narwhals._pandas_like.namespace", "narwhals._pandas_like.group_by",
               "narwhals.stable.v1._namespace", "pyarrow.pandas_compat", "pyarrow.dataset"),
}  # fmt: skip
"""What a package imports on its first query or chart, which no code of a notebook names."""


def main() -> None:
    """Serve until the runner closes its end of the socket."""
    settings = json.loads(sys.argv[1])
    server = _Server(socket.socket(fileno=settings["fd"]))
    skip = settings.setdefault("skip", [])
    wary = len(skip) < MOST_SKIPPED
    named = [*KERNEL_MODULES, *settings["modules"]]
    named += [late for name, more in ASKED_BY_NAME.items() if name in named for late in more]
    modules = [module for module in named if module not in skip]
    guilty = server.prepare(modules, wary, settings["engagements"])
    if guilty:
        skip.append(guilty)
        _start_over(settings)
    server.serve(settings["late"], settings["engagements"])


def _start_over(settings: dict[str, Any]) -> None:
    """Begin again in a fresh process without the module that started a thread when imported."""
    os.set_inheritable(settings["fd"], True)
    command = [
        sys.executable,
        "-P",
        "-m",
        "taller.workbench.process.forkserver",
        json.dumps(settings),
    ]
    os.execv(sys.executable, command)


class _Server:
    """The loop: import, fork, report who ended."""

    def __init__(self, runner: socket.socket) -> None:
        self.runner = runner
        self.children: dict[int, int] = {}  # pid to the id of its request
        self.wake, wake_end = os.pipe()
        os.set_blocking(wake_end, False)
        os.set_blocking(self.wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the runner's to handle
        signal.set_wakeup_fd(wake_end, warn_on_full_buffer=False)

    def prepare(
        self, modules: Sequence[str], wary: bool, engagements: Sequence[str] = ()
    ) -> str | None:
        """Import the modules; if ``wary``, stop at one that leaves a thread, and name it."""
        with light_formats():
            for module in modules:
                self._leave_if_orphaned()
                warm(module)
                if wary and _threads() > 1:
                    _end_duckdb()
                    if _threads() > 1:
                        return module
            for file in engagements:
                self._leave_if_orphaned()
                with suppress(Exception):
                    ready.engagement(file)
        self._freeze()
        return None

    def serve(self, late: list[str], engagements: list[str]) -> None:
        """Answer requests; make ready the rest while there is nothing else to do."""
        steps = itertools.chain([partial(warm, name) for name in late], _at_leisure(engagements))
        idle = True
        while True:
            waiting, _, _ = select.select([self.runner, self.wake], [], [], 0 if idle else None)
            if self.wake in waiting:
                self._reap()
            if self.runner in waiting:
                self._answer(self._receive())
            if not waiting and idle:
                idle = _taken(steps)
                if not idle:
                    self._freeze()

    @staticmethod
    def _freeze() -> None:
        # Collected now and left alone afterwards: a child's collector would otherwise touch, and
        # so copy, every page it shares with us.
        gc.collect()
        gc.freeze()

    def _receive(self) -> dict[str, Any]:
        try:
            packet = self.runner.recv(PACKET)
        except ConnectionError:
            packet = b""
        if not packet:
            self._end()
        return json.loads(packet)

    def _leave_if_orphaned(self) -> None:
        with suppress(BlockingIOError):
            if not self.runner.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT):
                self._end()

    def _end(self) -> None:
        for pid in self.children:
            kill_session(pid)
        os._exit(0)

    def _answer(self, request: dict[str, Any]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        server, pid = os.getpid(), os.fork()
        if pid == 0:
            _child(self.runner, request, server)
        self.children[pid] = request["id"]
        self._send({"id": request["id"], "pid": pid})

    def _reap(self) -> None:
        with suppress(BlockingIOError):
            os.read(self.wake, 4096)
        while self.children:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            code = os.waitstatus_to_exitcode(status)
            kill_session(pid)  # what a notebook left running ends with its notebook
            if pid in self.children:
                self._send({"id": self.children.pop(pid), "exited": code})

    def _send(self, message: dict[str, Any]) -> None:
        with suppress(ConnectionError):
            self.runner.send(json.dumps(message).encode())


def _at_leisure(engagements: list[str]) -> Iterator[Callable[[], None]]:
    with suppress(Exception):
        yield from ready.at_leisure(engagements)


def _taken(steps: Iterator[Callable[[], None]]) -> bool:
    """Take the next step, if there is one."""
    step = next(steps, None)
    if step is not None:
        with light_formats(), suppress(Exception):
            step()
    return step is not None


def _end_duckdb() -> None:
    """Imported, DuckDB opens a connection with threads of its own; a kernel opens its own."""
    if "duckdb" in sys.modules:
        sys.modules["duckdb"].default_connection().close()


def _threads() -> int:
    """Threads of this process, but for those that their library itself minds in a fork."""
    count = 0
    for task in os.listdir("/proc/self/task"):
        with suppress(OSError), open(f"/proc/self/task/{task}/comm") as file:
            count += file.read().strip() not in FORK_SAFE
    return count


def warm(module: str) -> None:
    """Import a module, or ``package:name`` as ``from package import name`` would; never fail."""
    package, _, name = module.partition(":")
    try:
        found = importlib.import_module(package)
        if name and not hasattr(found, name):
            importlib.import_module(f"{package}.{name}")
    except BaseException:  # the notebook that asks for it will say what is wrong
        return


def kill_session(pid: int) -> None:
    """Kill the process ``pid`` and all that belongs to the session it leads."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    for member in session_members(pid):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(member, signal.SIGKILL)


def session_members(leader: int) -> list[int]:
    """Processes of the session that ``leader`` leads, other than those that have ended."""
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        with suppress(OSError):
            with open(f"/proc/{entry}/stat", "rb") as file:
                # The name, in parentheses, may hold blanks: the fields follow its last parenthesis.
                state, _, _, session = file.read().rpartition(b")")[2].split()[:4]
            if int(session) == leader and state not in (b"Z", b"X"):
                found.append(int(entry))
    return found


def _child(runner: socket.socket, request: dict[str, Any], server: int) -> None:
    """In the forked process: become a session of its own, do what was asked, never return.

    Parameters
    ----------
    server : the process that forked this one, as it said itself: it may be gone by now
    """
    status = 1
    try:
        os.setsid()
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != server:  # it died before we asked to follow it
            os._exit(1)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        runner.close()
        _redirect(request["log"])
        _reseed()
        gc.enable()
        if request["do"] == "kernel":
            _kernel(request["argv"], request["cwd"], request["env"])
        else:
            package, _, function = request["target"].partition(":")
            getattr(importlib.import_module(package), function)(*request["args"])
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        with suppress(Exception):
            sys.__stderr__.flush()
        os._exit(status)


def _redirect(log: str) -> None:
    null = os.open(os.devnull, os.O_RDONLY)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for source, target in ((null, 0), (output, 1), (output, 2)):
        os.dup2(source, target)
    os.close(null)
    os.close(output)


def _reseed() -> None:
    """Forked kernels would otherwise all draw the same numbers."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _kernel(argv: list[str], cwd: str, env: dict[str, str]) -> None:
    from ipykernel.kernelapp import IPKernelApp

    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv = ["ipykernel_launcher", *argv]
    app = IPKernelApp.instance()
    app.initialize(argv)
    signal.signal(signal.SIGTERM, lambda *_: _leave(app))
    app.start()


def _leave(app: Any) -> None:
    """End soon but in order: files of the notebook closed, its exit functions called."""
    import atexit

    with suppress(BaseException):
        atexit.unregister(app.close)  # its sockets close with the process
        app.shell.user_ns.clear()
        app.shell.user_ns_hidden.clear()
        atexit._run_exitfuncs()
    os._exit(0)


if __name__ == "__main__":
    main()
