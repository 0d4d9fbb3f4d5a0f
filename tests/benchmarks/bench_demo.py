"""What `make demo` takes: by the clock, of the processor, once only and by notebook.

Beside each notebook stands what plain ``papermill`` and ``jupyter nbconvert`` take for it, in the
workflow's order. Without that: ``python -m tests.benchmarks.bench_demo --ours``.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from taller.workbench.run import workflow
from tests.benchmarks.bench_runner import BIN, figure, timed

ROOT = Path(__file__).parents[2]
FILES = ("params/ecommerce_b2c.yaml", "params/saas_b2b_demo.yaml")
ONCE = re.compile(r"^[^:\n]+: ([\d.]+) s [^,\n]+, ([\d.]+) s [^,\n]+$", re.M)  # in any language


def figures(*, beside: bool = True) -> Iterator[dict[str, Any]]:
    """All figures of the demo.

    Parameters
    ----------
    beside : whether each notebook is run by hand as well

    Yields
    ------
    name, value, unit, beside (what one would do instead), ratio, target, met
    """
    with tempfile.TemporaryDirectory() as folder:
        clock, processor, once, states = demo(Path(folder) / "ours")
        theirs = by_hand(Path(folder) / "theirs", states) if beside else {}
        total = sum(theirs.values())
        yield figure("make demo, every notebook of both engagements", clock, "under 90 s",
                     clock < 90, f"papermill + nbconvert: {total:.0f} s" if beside else "",
                     total / clock if beside else None)  # fmt: skip
        yield figure("the same, of the processor", processor, "", met=True)
        yield figure("once only: before the first notebook, after the last", once, "at most 2 s",
                     once <= 2)  # fmt: skip
        for state in states:
            for notebook in state["notebooks"]:
                key = state["engagement"], notebook["name"]
                yield figure(
                    f"{state['slug']}: {notebook['name']}", notebook["seconds"], "", met=True,
                    beside=f"{theirs[key]:.1f} s" if beside else "",
                    ratio=theirs[key] / notebook["seconds"] if beside else None,
                )  # fmt: skip


def demo(out: Path) -> tuple[float, float, float, list[dict[str, Any]]]:
    """Seconds by the clock, of the processor and once only; the runs' states."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [BIN / "taller", "run", *FILES, "--out", str(out), "--label", "bench"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    found = ONCE.search(done.stdout)
    if done.returncode or found is None:
        raise RuntimeError(f"{command}: {done.stdout}\n{done.stderr}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    states = [json.loads(path.read_text("utf-8")) for path in sorted(out.glob("*/bench/run.json"))]
    return clock, processor, sum(map(float, found.groups())), states


def by_hand(out: Path, states: list[dict[str, Any]]) -> dict[tuple[str, str], float]:
    """Seconds of papermill and nbconvert for each notebook, as one would do it without us."""
    steps, seconds = workflow.discover(ROOT), {}
    for state in states:
        names = [notebook["name"] for notebook in state["notebooks"]]
        folder = out / state["slug"]
        folder.mkdir(parents=True)
        for step in workflow.order(steps, names):
            left = str(folder / f"{step.name}.ipynb")
            given = ["-p", "engagement", state["engagement"], "-p", "run_dir", str(folder)]
            ran = timed([BIN / "papermill", str(step.path), left, *given], ROOT)
            shown = timed([BIN / "jupyter", "nbconvert", "--to", "html", left], ROOT)
            seconds[state["engagement"], step.name] = ran + shown
    return seconds


if __name__ == "__main__":
    for one in figures(beside="--ours" not in sys.argv):
        print(one)
