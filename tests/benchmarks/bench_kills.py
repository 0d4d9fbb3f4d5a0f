"""Random kills and stops of the runner, the fork server and a kernel, and the same command after.

``TALLER_BENCH_KILLS`` says how many (100). Each begins a run of its own; ``python -m
tests.benchmarks.bench_kills`` prints every one that did not end as it should.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.benchmarks import small_bench

KILLS = 100
AT_ONCE = 3  # each waits most of its time for something stopped
NOTEBOOK_SECONDS, RUN_SECONDS = 20, 60
SPARE = 30  # seconds beyond its time in which a run shows its last pages
WHOM = ("runner", "server", "kernel")
HOW = (signal.SIGKILL, signal.SIGSTOP)


def figures() -> Iterator[dict[str, Any]]:
    """One row: how many were followed by the same results, with nothing left behind."""
    count = int(os.environ.get("TALLER_BENCH_KILLS", KILLS))
    wrong = [text for text in tried(count) if text]
    yield {
        "name": f"{count} random kills, each followed by the same command: not the same results, "
                "or something left behind",
        "value": len(wrong), "unit": f"of {count}", "target": "0", "met": not wrong,
        "beside": "; ".join(wrong[:3]),
    }  # fmt: skip


def tried(count: int) -> Iterator[str]:
    """What was wrong after each kill; empty where nothing was."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="kills-") as name:
        base = Path(name).resolve()
        (base / "tmp").mkdir()
        files = small_bench.make(base / "bench")
        folder = base / "bench" / "reports" / "client-000"
        began = time.monotonic()
        done = small_bench.run(files, "reference", base / "tmp")
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        took = time.monotonic() - began
        wanted = small_bench.found_in(folder / "reference")

        def trial(number: int) -> str:
            tmp = base / "tmp" / f"{number}"
            tmp.mkdir()
            return _trial(number, files, tmp, folder, wanted, took)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(trial, range(count))


def _trial(
    number: int, files: list[Path], tmp: Path, folder: Path, wanted: dict[str, Any], took: float
) -> str:
    """One run, killed or stopped at random, and the same command after it."""
    chance = random.Random(number)
    label, whom, how = f"k{number}", chance.choice(WHOM), chance.choice(HOW)
    when = chance.uniform(0.1, took)
    try:
        text = _one(files, label, tmp, whom, how, when)
        text = text or _after(files, label, tmp, folder / label, wanted)
    finally:
        for pid in small_bench.carriers(tmp):
            _signal(pid, signal.SIGKILL)
    return f"{label} ({whom}, {how.name}, at {when:.1f} s): {text}" if text else ""


def _one(
    files: list[Path], label: str, tmp: Path, whom: str, how: signal.Signals, when: float
) -> str:
    """Run, kill or stop, and wait for the run's end as far as it can come to one."""
    process = subprocess.Popen(
        _command(files, label), cwd=files[0].parents[1], start_new_session=True,
        env=small_bench.environment(tmp), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    began = time.monotonic()
    time.sleep(when)
    while process.poll() is None and (victim := _victim(process.pid, whom)) is None:
        time.sleep(0.01)
    if process.poll() is None:
        _signal(victim, how)
    if whom == "runner" and how == signal.SIGSTOP and process.poll() is None:
        return _stopped_runner(files, label, tmp, process)
    try:
        process.wait(timeout=RUN_SECONDS + SPARE - (time.monotonic() - began))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return "the run did not end in its time"
    return ""


def _stopped_runner(
    files: list[Path], label: str, tmp: Path, process: subprocess.Popen[bytes]
) -> str:
    """A stopped runner is told of by the same command; whoever stopped it ends it."""
    said = small_bench.run(files, label, tmp)
    process.kill()
    process.wait()
    if said.returncode == 2 and "another run holds this folder" in said.stderr:
        return ""
    # It was stopped before it held the folder, or after it had let it go.
    return "" if said.returncode == 0 else f"beside a stopped runner: {said.stderr[-300:]}"


def _after(files: list[Path], label: str, tmp: Path, folder: Path, wanted: dict[str, Any]) -> str:
    """Give the same command; what is wrong then."""
    said = small_bench.run(files, label, tmp)
    if said.returncode:
        return f"exit code {said.returncode}: {said.stdout[-300:]}{said.stderr[-300:]}"
    if small_bench.found_in(folder) != wanted:
        return "other results"
    left = [str(path) for path in tmp.iterdir()]
    left += [str(path) for form in (".*.part", ".snapshot-*") for path in folder.rglob(form)]
    time.sleep(0.2)
    left += [f"process {pid}" for pid in small_bench.carriers(tmp)]
    return f"left behind: {', '.join(left)}" if left else ""


def _command(files: list[Path], label: str) -> list[str]:
    limits = ("--timeout", str(NOTEBOOK_SECONDS), "--run-timeout", str(RUN_SECONDS))
    return small_bench.command(files, label, *limits)


def _victim(runner: int, whom: str) -> int | None:
    if whom == "runner":
        return runner
    server = next((pid for pid in _children(runner) if b"forkserver" in _said(pid)), None)
    if server is None or whom == "server":
        return server
    return next(iter(_children(server)), None)


def _children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(one) for task in tasks for one in (task / "children").read_text().split()]
    return []


def _said(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


if __name__ == "__main__":
    began = time.monotonic()
    for at, text in enumerate(tried(int(os.environ.get("TALLER_BENCH_KILLS", KILLS)))):
        print(f"{at}  {time.monotonic() - began:.0f} s  {text or 'right'}", flush=True)
