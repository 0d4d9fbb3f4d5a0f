"""`make bench`: each figure beside what a user would do instead, as a ratio from one run.

``python -m tests.benchmarks [NAME …]`` runs the modules ``bench_<NAME>.py`` (all of them unless
named). A figure that misses its target is marked; nothing here is a test.
"""

from __future__ import annotations

import importlib
import platform
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    """Measure, print a Markdown table row per figure as it comes, and count the misses."""
    names = names or sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    print(f"Python {platform.python_version()}, {platform.machine()}, {_cores()} cores\n")
    print("| figure | measured | beside | ratio | target | |")
    print("|---|---|---|---|---|---|", flush=True)
    missed = 0
    for name in names:
        for figure in importlib.import_module(f"tests.benchmarks.bench_{name}").figures():
            met = figure.get("met", True)
            missed += not met
            cells = [
                figure["name"],
                f"{figure['value']:.3g} {figure['unit']}",
                figure.get("beside") or "",
                f"{figure['ratio']:.3g}" if figure.get("ratio") is not None else "",
                figure.get("target") or "",
                "" if met else "**missed**",
            ]
            print(f"| {' | '.join(cells)} |", flush=True)
    return missed


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) == 0 else 1)
