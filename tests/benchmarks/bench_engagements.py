"""Two hundred engagements in one command: the runner's handles and memory, the first one's end.

``TALLER_BENCH_ENGAGEMENTS`` says how many (200).
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from taller.workbench.run import state
from tests.benchmarks import small_bench

ENGAGEMENTS = 200
FEW = 10  # in whose time all that grows once has grown
MORE_HANDLES, MORE_MEMORY = 16, 60.0  # at most, between the tenth engagement and the last


@dataclass
class Seen:
    """What was seen of the runner while it went on."""

    first: float = float("nan")
    took: float = 0.0
    done: list[int] = field(default_factory=list)
    handles: list[int] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    def growth(self, series: list[Any]) -> float:
        """How much higher it was at most in the last quarter than after the first few."""
        after = [value for done, value in zip(self.done, series, strict=True) if done >= FEW]
        quarter = max(1, len(after) // 4)
        return max(after[-quarter:]) - max(after[:quarter])


def figures() -> Iterator[dict[str, Any]]:
    """Time to the first finished engagement; growth of handles and memory."""
    count = int(os.environ.get("TALLER_BENCH_ENGAGEMENTS", ENGAGEMENTS))
    seen = watched(count)
    yield {"name": f"{count} engagements: until the first has its pages", "value": seen.first,
           "unit": "s", "beside": f"all of them: {seen.took:.0f} s"}  # fmt: skip
    handles, memory = seen.growth(seen.handles), seen.growth(seen.megabytes)
    yield {
        "name": f"open handles of the runner, last quarter less those after {FEW} engagements",
        "value": handles, "unit": "", "beside": f"at most {max(seen.handles)}",
        "target": f"at most {MORE_HANDLES}", "met": handles <= MORE_HANDLES,
    }  # fmt: skip
    yield {
        "name": f"memory of the runner, last quarter less that after {FEW} engagements",
        "value": memory, "unit": "MB", "beside": f"at most {max(seen.megabytes):.0f} MB",
        "target": f"at most {MORE_MEMORY:.0f} MB", "met": memory <= MORE_MEMORY,
    }  # fmt: skip


def watched(count: int) -> Seen:
    """Run so many engagements, and look at the runner twice a second."""
    seen = Seen()
    with tempfile.TemporaryDirectory(prefix="engagements-") as name:
        base = Path(name).resolve()
        (base / "tmp").mkdir()
        files = small_bench.make(base / "bench", count, both=False)
        folders = [base / f"bench/reports/client-{n:03}/x" for n in range(count)]
        began = time.monotonic()
        process = subprocess.Popen(
            small_bench.command(files, "x"), cwd=base / "bench", stdout=subprocess.DEVNULL,
            env=small_bench.environment(base / "tmp"),
        )  # fmt: skip
        done = 0
        while process.poll() is None:
            while done < count and _is_done(folders[done]):
                done += 1
                if done == 1:
                    seen.first = time.monotonic() - began
            with contextlib.suppress(OSError, StopIteration):
                handles, megabytes = _held(process.pid)
                seen.handles.append(handles)
                seen.megabytes.append(megabytes)
                seen.done.append(done)
            time.sleep(0.5)
        seen.took = time.monotonic() - began
        if process.returncode:
            raise RuntimeError(f"the run ended with exit code {process.returncode}")
    return seen


def _is_done(folder: Path) -> bool:
    found = state.read(folder)
    return found is not None and found.state == "done"


def _held(pid: int) -> tuple[int, float]:
    """Open handles and resident memory of a process."""
    handles = len(os.listdir(f"/proc/{pid}/fd"))
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return handles, kilobytes / 1000
