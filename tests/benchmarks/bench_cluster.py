"""What a run costs on a cluster beside the pool of one machine, both with the same cores.

A scheduler and two workers stand ready, as an agency's do on a Monday; the same command runs by
turns with ``--jobs 2`` and with ``--cluster``. Processor time counts workers and all they forked.
``python -m tests.benchmarks cluster``; ``TALLER_BENCH_CLIENTS`` says how many clients (6).
"""

from __future__ import annotations

import os
import resource
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.bench_runner import BIN, HEAVY, LIGHT, figure, timed
from tests.benchmarks.small_bench import ENGAGEMENT
from tests.workbench.farm import Farm, farm
from tests.workbench.scratch import notebook, put

CLIENTS = 6
TURNS = 2
MOST = 1.15  # of the local pool's time


def figures() -> Iterator[dict[str, Any]]:
    """Clock and processor of the same command on a cluster, beside this machine's own pool."""
    clients = int(os.environ.get("TALLER_BENCH_CLIENTS", CLIENTS))
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="cluster-") as name:
        root = Path(name).resolve() / "bench"
        files = _bench(root, clients)
        with farm(root.parent / "farm") as found:
            _run(root, files[:1], "warm-up", ["--jobs", "2"])
            _run(root, files[:1], "warm-up-there", ["--cluster", found.address])
            here, there = [], []
            for turn in range(TURNS):
                here.append(_measured(root, files, f"here-{turn}", ["--jobs", "2"], None))
                place = ["--cluster", found.address]
                there.append(_measured(root, files, f"there-{turn}", place, found))
    for what, local, cluster in zip(
        ("clock", "processor"), _columns(here), _columns(there), strict=True
    ):
        ours, beside = statistics.median(cluster), statistics.median(local)
        ratio = statistics.median(a / b for a, b in zip(cluster, local, strict=True))
        yield figure(
            f"{clients} clients of four notebooks on a scheduler with two workers: {what}",
            ours, f"at most {MOST} of it" if what == "clock" else "",
            ratio <= MOST or what != "clock", f"two at a time here: {beside:.0f} s", ratio,
        )  # fmt: skip


def _bench(root: Path, clients: int) -> list[str]:
    """A workbench with a notebook of some cells, one that needs it, and two that train models."""
    heavy = [[cell.replace("{seed}", str(n)) for cell in HEAVY] for n in range(2)]
    put(
        root, light=notebook(*LIGHT), needs_light=notebook(*LIGHT, needs=("light",)),
        heavy=notebook(*heavy[0]), needs_heavy=notebook(*heavy[1], needs=("heavy",)),
    )  # fmt: skip
    (root / "params").mkdir()
    files = []
    for number in range(clients):
        files.append(f"params/client_{number}.yaml")
        (root / files[-1]).write_text(ENGAGEMENT.format(client=f"Client {number}"))
    return files


def _columns(rows: list[tuple[float, float]]) -> list[tuple[float, ...]]:
    return list(zip(*rows, strict=True))


def _run(root: Path, files: list[str], label: str, place: list[str]) -> float:
    return timed([BIN / "taller", "run", *files, "--label", label, *place], root)


def _measured(
    root: Path, files: list[str], label: str, place: list[str], found: Farm | None
) -> tuple[float, float]:
    """Seconds of the clock and of the processor that one run takes."""
    before = _processor(found)
    return _run(root, files, label, place), _processor(found) - before


def _processor(found: Farm | None) -> float:
    own = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = own.ru_utime + own.ru_stime
    for process in (found.scheduler, *found.workers) if found else ():
        times = psutil.Process(process.pid).cpu_times()
        spent += times.user + times.system + times.children_user + times.children_system
    return spent


if __name__ == "__main__":
    for one in figures():
        print(one)
