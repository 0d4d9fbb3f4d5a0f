"""Kernels for notebooks: forked from a warm process on Linux, started cold elsewhere.

`WarmServer` keeps the process of `forkserver`; `KernelHouse` hands out kernel
managers for nbclient, whichever way their kernels start. Both give the same results.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
import queue
import signal
import sys
import time
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from taller.workbench.process.forkserver import kill_session
from taller.workbench.process.quarters import Quarters
from taller.workbench.process.warm import TAMED, Forked, WarmServer

__all__ = ["TAMED", "KernelHouse", "KernelManager", "WarmServer"]

CAN_FORK = sys.platform == "linux"
QUIET = logging.getLogger("taller.kernels")
QUIET.addHandler(logging.NullHandler())
QUIET.propagate = False  # what went wrong is told once, by the run

START = 60.0  # seconds a forked kernel has to open its sockets
GRACE = 2.0  # seconds a kernel has to close its files once its notebook is done


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
        deadline = time.monotonic() + START
        # Connecting earlier costs zmq's retry of a tenth of a second.
        while manager.transport == "ipc" and self.forked.status is None and not last.exists():
            if time.monotonic() > deadline:
                self.forked.kill()
                raise RuntimeError(f"Kernel did not start in {START:.0f} seconds")
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
    """Makes kernel managers, each with sockets and log in a folder that `close` removes.

    Parameters
    ----------
    server : what kernels are forked from; without it they start cold
    run_id : the run whose kernels these are
    """

    def __init__(self, server: WarmServer | None = None, run_id: str = "") -> None:
        self.server = server
        self._quarters = Quarters(run_id)
        self.folder = self._quarters.folder
        self._ids = itertools.count()
        self._managers: set[KernelManager] = set()

    def manager(self) -> KernelManager:
        """A manager for one kernel, not started yet; forked while the server lives."""
        base = self.folder / f"k{next(self._ids)}"
        manager = KernelManager(
            kernel_name="python3",
            client_class="taller.workbench.process.kernels.KernelClient",
            connection_file=f"{base}.json",
            log=QUIET,
        )
        if self._quarters.has_sockets:
            manager.transport = "ipc"
            manager.ip = str(base)
        manager.server = self.server if self.server is not None and self.server.alive else None
        manager.log_file = base.with_suffix(".log")
        self._managers.add(manager)
        return manager

    def done_with(self, manager: KernelManager) -> None:
        """Forget a kernel that has ended, and what it held."""
        manager.kill_now()
        self._managers.discard(manager)
        for left in self.folder.glob(f"{manager.log_file.stem}[.-]*"):
            with contextlib.suppress(OSError):
                left.unlink()

    def kill_all(self) -> None:
        """Kill every kernel, at once."""
        for manager in list(self._managers):
            manager.kill_now()

    def close(self) -> None:
        """Remove the folder."""
        self._quarters.leave()

    def __enter__(self) -> KernelHouse:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
