"""Starting a service as a process of its own, and ending it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from taller.deployment.deployment.model.service import layout, limits, slots
from taller.deployment.deployment.model.service.board import Board
from taller.deployment.deployment.model.service.plan import COUNTS, SCORERS, Plan
from taller.deployment.deployment.model.service.settings import Settings
from taller.durable import write_whole
from taller.errors import DataError, InputError, cannot_write

TOLD = "service.json"
LOG = "service.log"
MAIN = "taller.deployment.deployment.model.service.main"
_QUIET = {"OMP_WAIT_POLICY": "passive", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Running:
    """A service that runs; it ends with the block, or with the process that started it."""

    def __init__(self, plan: Plan, process: subprocess.Popen, lifeline: int) -> None:
        self.plan, self._process, self._lifeline = plan, process, lifeline
        self.url = plan.url

    @property
    def pid(self) -> int:
        """The process that keeps the workers."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def worker_pids(self) -> tuple[int, ...]:
        """The workers that live, by the board of the first model."""
        for path in sorted(self.plan.state.glob(f"*/{slots.FILE}")):
            with Board.open(path.parent) as board:
                return tuple(worker.pid for worker in board.workers())
        return ()

    def stop(self, seconds: float = 10.0) -> None:
        """Answer what is under way, then end; by force where that takes too long."""
        workers = self.worker_pids()
        with contextlib.suppress(OSError):
            os.close(self._lifeline)
        if self.alive:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            for pid in (self.pid, *workers):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self._process.wait(seconds)
        shutil.rmtree(self.plan.scratch, ignore_errors=True)  # where it was ended by force
        with contextlib.suppress(OSError):
            (self.plan.state / TOLD).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


def start(
    state: Path, *, workers: int = 2, port: int = 0, host: str = "127.0.0.1",
    keys: Sequence[str] = (), client: str | None = None, settings: Settings | None = None,
    wait: float = 60.0, scorers: str = SCORERS,
) -> Running:  # fmt: skip
    """Start the service and wait until it answers.

    Parameters
    ----------
    state : the folder with a folder per model
    port : 0 for any that is free
    keys : who gives one of them is answered; without any, this machine alone is
    client : the slug whose salt the users are hashed with; None: a salt that ends with the service
    wait : seconds to wait for the workers
    scorers : module:function that loads a version's folder

    Raises
    ------
    InputError
        If a key is too short, or the address is taken.
    DataError
        If a model's live version cannot be loaded, and no other stands beside it.
    """
    limits.checked(keys, host)
    with bound(host, port) as listening:
        plan = planned(
            state, listening, host=host, workers=workers, client=client, settings=settings,
            scorers=scorers,
        )  # fmt: skip
        running = Running(plan, *_spawned(plan, listening, keys))
    try:
        _await(running, wait)
    except BaseException:
        running.stop()
        raise
    tell(plan, running.pid)
    return running


def tell(plan: Plan, pid: int) -> None:
    """Say beside the boards where the service is, see `running`."""
    told = {"url": plan.url, "pid": pid, "started": layout.started(pid)}
    write_whole(plan.state / TOLD, json.dumps(told))


def running(state: Path) -> str | None:
    """The address of the service that runs on a state, if one does."""
    try:
        told = json.loads((state / TOLD).read_text(encoding="utf-8"))
        lives = layout.started(int(told["pid"])) == int(told["started"]) != 0
        return str(told["url"]) if lives else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def bound(host: str, port: int) -> socket.socket:
    """The socket of a service.

    Raises
    ------
    InputError
        If the address is taken, or not this machine's.
    """
    from taller.deployment.deployment.model.service.main import listen

    try:
        return listen(host, port)
    except (OSError, OverflowError) as error:
        told = getattr(error, "strerror", None) or error
        raise InputError(f"{host}:{port}", f"the service cannot listen there: {told}") from error


def planned(
    state: Path, listening: socket.socket, *, host: str, workers: int, client: str | None,
    settings: Settings | None, scorers: str = SCORERS,
) -> Plan:  # fmt: skip
    """The plan of a service, with what its processes share made.

    Raises
    ------
    InputError
        If the state's folder cannot be made.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix="taller-service-"))
        plan = Plan(
            state=state.resolve(), host=host, port=listening.getsockname()[1], workers=workers,
            client=client, settings=settings or Settings(), scorers=scorers, scratch=scratch,
        )  # fmt: skip
        plan.prepare()
    except OSError as error:
        raise cannot_write(state, error) from error
    return plan


def environment(plan: Plan, keys: Sequence[str]) -> dict[str, str]:
    """What a service's processes find in their environment."""
    return {**_QUIET, limits.KEY: ",".join(keys), COUNTS: str(plan.counts)}


def _spawned(
    plan: Plan, listening: socket.socket, keys: Sequence[str]
) -> tuple[subprocess.Popen, int]:
    ours, theirs = os.pipe()[::-1]
    number = listening.fileno()
    paths = os.pathsep.join(filter(None, sys.path))
    environ = {**os.environ, **environment(plan, keys), "PYTHONPATH": paths}
    with open(plan.state / LOG, "wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", MAIN, plan.model_dump_json(), str(theirs), str(number)],
            pass_fds=(theirs, number), env=environ, stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, cwd=plan.state, start_new_session=True,
        )  # fmt: skip
    os.close(theirs)
    return process, ours


def _await(running: Running, seconds: float) -> None:
    """Wait until all workers have told their boards what they could load."""
    plan, until = running.plan, time.monotonic() + seconds
    folders = [path.parent for path in plan.state.glob(f"*/{slots.FILE}")]
    for folder in folders:
        with Board.open(folder) as board:
            while not _told(board, plan.workers):
                if not running.alive or time.monotonic() > until:
                    raise InputError(plan.state / LOG, "the service did not start, as it says")
                time.sleep(0.02)
            _refuse_none(board, slots.read(folder))
    _await_answer(running, until)


def _told(board: Board, workers: int) -> bool:
    living = board.workers()
    return len(living) >= workers and all(each.generation == board.generation for each in living)


def _refuse_none(board: Board, held: dict) -> None:
    """Refuse where versions were deployed, and none of them can be loaded."""
    faults = [fault for slot in slots.SLOTS if held[slot] for fault in board.ready(slot).faults]
    if faults and not any(board.ready(slot) for slot in slots.SLOTS):
        raise DataError(board.path.parent, faults)


def _await_answer(running: Running, until: float) -> None:
    plan = running.plan
    while running.alive and time.monotonic() < until:
        with (
            contextlib.suppress(OSError),
            socket.create_connection((plan.host, plan.port), timeout=1) as asked,
        ):
            asked.sendall(b"GET /health HTTP/1.1\r\nHost: taller\r\nConnection: close\r\n\r\n")
            if asked.recv(12).endswith(b"200"):
                return
        time.sleep(0.02)
    raise InputError(plan.state / LOG, "the service did not start, as it says")
