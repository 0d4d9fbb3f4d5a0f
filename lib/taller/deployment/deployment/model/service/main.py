"""The service's own process: one socket, workers that share it, a new one for each that ends."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import socket
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from taller.deployment.deployment.model.service import slots
from taller.deployment.deployment.model.service.board import Board
from taller.deployment.deployment.model.service.plan import Plan

BACKLOG = 2048
CONNECTIONS = 4096  # of each worker
PACKAGE = "taller.deployment.deployment.model.service"
HEAVY = ("prometheus_client.multiprocess", "pyarrow.parquet")  # what workers ask late
GRACE = 20  # seconds a worker may take to answer what is under way, then it is ended


class Forgetful(dict):
    """Whatever was respawned lately is respawned again: one that keeps failing ends no other."""

    def get(self, _key: object, _default: object = None) -> float:
        """Long ago."""
        return float("-inf")


class Server(MPServer):
    """Granian's server on one listening socket.

    With a socket for each worker, which is its own way on Linux, those who wait to be let in by
    a worker that ends are turned away with it.
    """

    def __init__(self, listening: socket.socket, **settings: Any) -> None:
        super().__init__("taller", **settings)
        self.respawned_wrks = Forgetful()
        self._listening = listening

    def _init_shared_socket(self) -> None:
        self._sso, self._ssp, self._sfd = self._listening, None, self._listening.fileno()
        self._shd = SocketHolder(self._sfd, False, BACKLOG)


def serve(plan: Plan, listening: socket.socket) -> None:
    """Serve until told to end."""
    for path in plan.state.glob(f"*/{slots.FILE}"):
        with Board.open(path.parent) as board:
            board.expect(plan.workers)
    server = Server(
        listening,
        interface=Interfaces.ASGI, workers=plan.workers, loop=Loops.uvloop, http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=plan.settings.idle_seconds * 1000,
        ),
        websockets=False, backlog=BACKLOG, backpressure=CONNECTIONS, log_level=LogLevels.error,
        respawn_failed_workers=True, workers_kill_timeout=GRACE,
        workers_max_rss=plan.settings.memory_mib,
        rss_sample_interval=plan.settings.memory_seconds, respawn_interval=1.0,
    )  # fmt: skip
    server.serve(target_loader=partial(application, plan, _loader(plan)), wrap_loader=False)


def _loader(plan: Plan) -> Any:
    """What loads a version, with all that a worker needs: once, before workers are forked.

    A worker that takes another's place then answers in a tenth of a second, and shares its memory.
    """
    _import_trees()
    for name in (f"{PACKAGE}.worker.door", *HEAVY):
        importlib.import_module(name)
    module, _, name = plan.scorers.partition(":")
    return getattr(importlib.import_module(module), name)


def _import_trees() -> None:
    """LightGBM without scikit-learn, which it takes in where it is there: a second, 30 MB.

    Answers ask its boosters alone; what imports scikit-learn afterwards gets it.
    """
    if "sklearn" in sys.modules:
        importlib.import_module("lightgbm")
        return
    sys.modules["sklearn"] = None  # type: ignore[assignment]
    try:
        importlib.import_module("lightgbm")
    finally:
        del sys.modules["sklearn"]


def application(plan: Plan, load: Any) -> Any:
    """A worker, in its own process."""
    from taller.deployment.deployment.model.service.worker.door import Door
    from taller.deployment.deployment.model.service.worker.process import Worker

    return Door(Worker(plan, load))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; 0 is any free port.

    Raises
    ------
    OSError
        If the address is taken or not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError):
        made.close()
        raise
    made.listen(BACKLOG)
    made.setblocking(False)
    made.set_inheritable(True)
    return made


def _end_with(lifeline: int, end: Callable[[], None]) -> None:
    """End when the pipe does: whoever started this is gone."""
    while os.read(lifeline, 1024):
        pass
    end()


def main(given: str, lifeline: str, listening: str) -> None:
    """A process that `child.start` made: its plan, the pipe to whom it serves, its socket."""
    plan = Plan.model_validate_json(given)
    end = partial(os.kill, os.getpid(), signal.SIGTERM)
    if int(lifeline) >= 0:
        threading.Thread(target=_end_with, args=(int(lifeline), end), daemon=True).start()
    try:
        serve(plan, socket.socket(fileno=int(listening)))
    finally:
        shutil.rmtree(plan.scratch, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
