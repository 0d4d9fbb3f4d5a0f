"""One of several processes that ask the same service within the same limits.

``python -m tests.development.llm.at_once STATE SPEED RPM FROM TO`` asks about the texts numbered so
once its standard input says go, and prints how each was answered.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from taller.development.llm.model.door import Refused, Settings, open_door
from taller.development.llm.model.door.pace import Clock
from tests.development.llm.door_cases import Mask, request
from tests.development.llm.servers import settings

ROOT = Path(__file__).parents[3]


def main(state: str, speed: str, rpm: str, first: str, last: str) -> None:
    """Warm up, wait, ask, tell."""
    given = settings("openai", budget={"per_run": 100.0, "per_month": 100.0})
    given["providers"]["openai"] |= {"rpm": int(rpm)}
    texts = [request(f"n{i}") for i in range(int(first), int(last))]
    clock = Clock(float(speed))
    with open_door(Settings.model_validate(given), Path(state), Mask, run="r", clock=clock) as door:
        door._caller.line(*door.settings.chain("classify")[0])  # imports take seconds
        print("ready", flush=True)
        sys.stdin.readline()
        answers = door.ask_many(texts)
    print(*(a.kind if isinstance(a, Refused) else a.value.label for a in answers), flush=True)


def busiest(moments: Sequence[float], weights: Sequence[float], window: float) -> float:
    """The most weight that any window of this length holds."""
    best = held = first = 0
    for moment, weight in zip(moments, weights, strict=True):
        held += weight
        while moments[first] <= moment - window:
            held -= weights[first]
            first += 1
        best = max(best, held)
    return best


def asked_by_four(state: Path, calls: int, rpm: int, speed: float) -> list[str]:
    """How many texts were answered by four processes at once, in order."""
    words, each = [sys.executable, "-m", __name__, state, speed, rpm], calls // 4
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    began = [
        subprocess.Popen([*map(str, [*words, i * each, (i + 1) * each])], **pipes) for i in range(4)
    ]
    for process in began:
        assert process.stdout.readline() == "ready\n"
    for process in began:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [word for p in began for word in p.communicate(timeout=400)[0].split()]


if __name__ == "__main__":
    main(*sys.argv[1:])
