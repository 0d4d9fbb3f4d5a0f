"""``python -m tests.hostile [KIND …]``: try the inputs of these kinds, and tell which go wrong."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.hostile import plan, trial


def main(kinds: list[str]) -> int:
    """Print each input that goes wrong, and how many do."""
    trial.warm()
    tried = bad = 0
    for case in plan.cases(10_000):
        if kinds and case.kind not in kinds:
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = trial.tried(case, Path(folder))
        tried += 1
        if why := trial.wrong(case, found):
            bad += 1
            print(f"{case.kind} · {case.name}: {why} ({found.seconds:.1f} s)", flush=True)
    print(f"{tried} tried, {bad} wrong")
    return bad


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
