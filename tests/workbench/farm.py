"""A Dask scheduler and its workers as processes of their own, on loopback, for tests."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

DASK = [sys.executable, "-m", "dask"]
UNWATCHED = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}  # as the setup says
LOOPBACK = ["--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
PATIENCE = 60.0


def until(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something holds; an AssertionError if it never does."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.05)


class Farm:
    """A scheduler, and whatever workers are started.

    Parameters
    ----------
    folder : of its files and logs
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.settings = settings
        self.workers: list[subprocess.Popen] = []
        file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(file))
        until(lambda: file.is_file() and file.read_text().strip())
        until(lambda: self._address(file))
        self.address = self._address(file)

    def worker(self, threads: int = 1, *more: str, **environment: str) -> subprocess.Popen:
        """One worker more, without a nanny, so that it is dead when it was killed."""
        number = len(self.workers)
        options = ["--nthreads", str(threads), "--no-nanny", "--name", f"worker-{number}"]
        place = ["--local-directory", str(self.folder)]
        started = self._start("worker", self.address, *options, *place, *more, **environment)
        self.workers.append(started)
        return started

    def close(self) -> None:
        """End all that was started."""
        for process in (*self.workers, self.scheduler):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait(PATIENCE)

    @staticmethod
    def _address(file: Path) -> str:
        with contextlib.suppress(ValueError, KeyError):
            return json.loads(file.read_text())["address"]
        return ""

    def _start(self, what: str, *options: str, **environment: str) -> subprocess.Popen:
        settings = UNWATCHED | {"DASK_TEMPORARY_DIRECTORY": str(self.folder)} | self.settings
        with (self.folder / f"{what}-{len(self.workers)}.log").open("wb") as log:
            return subprocess.Popen(
                [*DASK, what, *options, *LOOPBACK], stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, cwd=self.folder, env=os.environ | settings | environment,
            )  # fmt: skip


@contextlib.contextmanager
def farm(folder: Path, workers: int = 2, **settings: str) -> Iterator[Farm]:
    """A scheduler with workers, ended with the block."""
    found = Farm(folder, **settings)
    try:
        for _ in range(workers):
            found.worker()
        yield found
    finally:
        found.close()
