"""Kernels for notebooks: forked from a warm process on Linux, started cold elsewhere.

`WarmServer` keeps the process of `taller.workbench.forkserver`; `KernelHouse` hands out kernel
managers for nbclient, whichever way their kernels start. Both give the same results.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import logging
import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from taller.workbench.forkserver import PACKET, kill_session

CAN_FORK = sys.platform == "linux"
TAMED = {"OMP_WAIT_POLICY": "passive", "OPENBLAS_NUM_THREADS": "1"}
"""Threads that wait must sleep, or notebooks side by side take the cores from each other."""

QUIET = logging.getLogger("taller.kernels")
QUIET.addHandler(logging.NullHandler())
QUIET.propagate = False  # what went wrong is told once, by the run

GRACE = 2.0  # seconds a kernel has to close its files once its notebook is done


class Forked:
    """A process forked by the server: its pid, and in time its exit status."""

    def __init__(self) -> None:
        self.started: Future[int] = Future()
        self.exited: Future[int] = Future()

    @property
    def pid(self) -> int:
        """The process id, once forked."""
        return self.started.result(timeout=0)

    @property
    def status(self) -> int | None:
        """Exit status (negative: the signal that killed it), or None while it runs."""
        return self.exited.result() if self.exited.done() else None

    def kill(self) -> None:
        """Kill it and everything in its session."""
        if self.started.done() and not self.started.exception() and not self.exited.done():
            kill_session(self.pid)


class WarmServer:
    """The runner's end of a fork server.

    Parameters
    ----------
    modules : what to import before the first fork
    late : what to import when nothing else is to be done
    env : environment the server and so its kernels carry
    """

    def __init__(
        self,
        modules: Sequence[str] = (),
        late: Sequence[str] = (),
        env: dict[str, str] | None = None,
    ) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PACKET)
        settings = {"fd": theirs.fileno(), "modules": list(modules), "late": list(late)}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "taller.workbench.forkserver", json.dumps(settings)],
            env={**TAMED, **os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # Ctrl-C in the terminal is for the runner alone
        )
        theirs.close()
        self._socket = ours
        self._lock = threading.Lock()
        self._ids = itertools.count()
        self._forked: dict[int, Forked] = {}
        self._closed = False
        self._reader = threading.Thread(target=self._read, name="taller-warm", daemon=True)
        self._reader.start()

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
        self.kill_all()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._reader.join(timeout=5)
        self._socket.close()
        # It may be amid an import, during which it does not look at its socket.
        self._process.kill()
        self._process.wait()

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
            self._socket.send(json.dumps(request | {"id": number}).encode())
        return forked

    def _read(self) -> None:
        while True:
            try:
                packet = self._socket.recv(PACKET)
            except OSError:
                packet = b""
            if not packet:
                return self._give_up()
            message = json.loads(packet)
            forked = self._forked[message["id"]]
            if "pid" in message:
                forked.started.set_result(message["pid"])
            else:
                del self._forked[message["id"]]
                forked.exited.set_result(message["exited"])

    def _give_up(self) -> None:
        # The server is gone, and by PR_SET_PDEATHSIG so is all it forked.
        with self._lock:
            self._closed = True
        for forked in self._forked.values():
            if not forked.started.done():
                forked.started.set_exception(ConnectionError("the fork server has ended"))
            if not forked.exited.done():
                forked.exited.set_result(-signal.SIGKILL)
        self._forked.clear()


class ForkProvisioner(LocalProvisioner):
    """Starts kernels by forking the `WarmServer` of the `KernelManager` that asks for one."""

    forked: Forked | None = None
    _waited = False

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and has not been waited for."""
        return self.forked is not None and not self._waited

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Fork, and return when the kernel's sockets are there to be connected to."""
        manager = self.parent
        self.forked = manager.server.fork_kernel(
            argv=cmd[cmd.index("-f") :],
            cwd=str(kwargs.get("cwd") or Path.cwd()),
            env=kwargs["env"],
            log=str(manager.log_file),
        )
        self.pid = self.pgid = await asyncio.wrap_future(self.forked.started)
        last = Path(f"{manager.ip}-{manager.iopub_port}")
        # Connecting earlier costs zmq's retry of a tenth of a second.
        while self.forked.status is None and not last.exists():
            await asyncio.sleep(0.005)
        return self.connection_info

    async def poll(self) -> int | None:
        """Exit status, or None while it runs."""
        return self.forked.status if self.forked else 0

    async def wait(self) -> int | None:
        """Wait for the kernel's end."""
        if self.forked is None:
            return 0
        # Shielded: a waiter that loses patience must not cancel what others wait for.
        status = await asyncio.shield(asyncio.wrap_future(self.forked.exited))
        self._waited = True
        return status

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel and the processes it started."""
        if self.forked and self.forked.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.forked.pid, signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel's whole session."""
        if self.forked:
            self.forked.kill()

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to close its files and end."""
        if self.forked and self.forked.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.forked.pid, signal.SIGTERM)


class KernelClient(AsyncKernelClient):
    """A client that knows when its kernel is ready, instead of waiting for silence."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        deadline = time.monotonic() + (timeout or float("inf"))
        asked = self.kernel_info()
        while time.monotonic() < deadline:
            try:
                message = await self.iopub_channel.get_msg(timeout=1)
                if (
                    message["parent_header"].get("msg_id") == asked
                    and message["content"].get("execution_state") == "idle"
                ):
                    reply = await self.shell_channel.get_msg(timeout=5)
                    self._handle_kernel_info_reply(reply)
                    return
                continue
            except queue.Empty:  # it was not connected yet: ask again
                pass
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            asked = self.kernel_info()
        raise RuntimeError(f"Kernel did not respond in {timeout:.0f} seconds")

    wait_for_ready = _async_wait_for_ready


class KernelManager(AsyncKernelManager):
    """Manages one kernel: forked if it is given a ``server``, else started cold."""

    server: WarmServer | None = None
    log_file: Path

    @property
    def kernel_spec(self) -> KernelSpec:
        """This Python, started by our provisioner or by jupyter_client's own."""
        way = "taller-fork" if self.server is not None else "local-provisioner"
        return KernelSpec(
            argv=[sys.executable, "-P", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3 (ipykernel)",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": way}},
        )

    @property
    def status(self) -> int | None:
        """The kernel's exit status if it ended by itself or by a signal, else None."""
        if isinstance(self.provisioner, ForkProvisioner):
            return self.provisioner.forked.status if self.provisioner.forked else None
        process = getattr(self.provisioner, "process", None)
        return process.poll() if process else None

    async def ended(self) -> None:
        """Wait until the kernel has ended, for whatever reason."""
        if isinstance(self.provisioner, ForkProvisioner) and self.provisioner.forked:
            await asyncio.shield(asyncio.wrap_future(self.provisioner.forked.exited))
        while await self._async_is_alive():
            await asyncio.sleep(0.5)

    def kill_now(self) -> None:
        """Kill the kernel and everything in its session; safe from any thread."""
        if isinstance(self.provisioner, ForkProvisioner):
            if self.provisioner.forked:
                self.provisioner.forked.kill()
        elif self.provisioner is not None and self.provisioner.process is not None:
            pid = self.provisioner.process.pid
            kill_session(pid) if CAN_FORK else self.provisioner.process.kill()

    async def _async_shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:
        """End the kernel: let it close its files, then kill its session."""
        if self.server is None:
            await super()._async_shutdown_kernel(now=now, restart=restart)
            return
        if not now and self.has_kernel:
            await self.provisioner.terminate()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.provisioner.wait(), timeout=GRACE)
        if self.has_kernel:
            await self.provisioner.kill()
            await self.provisioner.wait()
        await self._async_cleanup_resources(restart=restart)

    shutdown_kernel = _async_shutdown_kernel


class KernelHouse:
    """Makes kernel managers, each with sockets and log in a short folder of its own.

    A Unix socket's path holds about 107 bytes, and relative names collide between kernels that run
    side by side; hence a short absolute folder, which `close` removes.
    """

    def __init__(self, server: WarmServer | None = None) -> None:
        self.server = server
        self.folder = Path(tempfile.mkdtemp(prefix="taller-"))
        self._ids = itertools.count()
        self._managers: list[KernelManager] = []

    def manager(self) -> KernelManager:
        """A manager for one kernel, not started yet; forked while the server lives."""
        base = self.folder / f"k{next(self._ids)}"
        manager = KernelManager(
            kernel_name="python3",
            client_class="taller.workbench.kernels.KernelClient",
            connection_file=f"{base}.json",
            log=QUIET,
        )
        if hasattr(socket, "AF_UNIX") and sys.platform != "win32":
            manager.transport = "ipc"
            manager.ip = str(base)
        manager.server = self.server if self.server is not None and self.server.alive else None
        manager.log_file = base.with_suffix(".log")
        self._managers.append(manager)
        return manager

    def kill_all(self) -> None:
        """Kill every kernel, at once."""
        for manager in list(self._managers):
            manager.kill_now()

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> KernelHouse:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
