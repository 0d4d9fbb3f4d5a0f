"""A plan's schedule: 10,000 drawn schedules of 200 tasks, beside a loop over plain Python."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Iterator
from typing import Any

TASKS, DRAWS, LOOPED = 200, 10_000, 200


def figures() -> Iterator[dict[str, Any]]:
    """Seconds of processor for the draws, once the working days are counted."""
    import numpy as np

    from taller.measurement.ranges import Range
    from taller.planning.plan.features.clocks import working_time
    from taller.planning.plan.model.network import Network
    from taller.planning.plan.model.simulation import simulate
    from taller.planning.plan.params.tasks import Calendar, Person, Task

    rng = np.random.default_rng(1)
    needs = [{int(j) for j in rng.integers(max(0, i - 15), i, 2)} if i else set()
             for i in range(TASKS)]  # fmt: skip
    spans = [Range(*sorted(map(float, rng.integers(1, 20, 3)))) for _ in range(TASKS)]
    tasks = [
        Task(key=f"t{i}", name=f"t{i}", phase="tests", owner=f"p{i % 5}", days=spans[i],
             needs=tuple(f"t{j}" for j in sorted(needs[i])))
        for i in range(TASKS)
    ]  # fmt: skip
    people = [Person(key=f"p{i}", name=f"p{i}") for i in range(5)]
    began = time.process_time()
    days = working_time(dt.date(2027, 1, 4), Calendar(country="MX"), people, work=4000)
    simulate(tasks, Network.of(tasks, days), draws=DRAWS, seed=1, correlation=0.3)
    ours = time.process_time() - began
    began = time.process_time()
    _looped(spans, needs)
    plain = (time.process_time() - began) * DRAWS / LOOPED
    yield {
        "name": f"{DRAWS:,} simulated schedules of {TASKS} tasks, on five people's calendars",
        "value": ours, "unit": "s",
        "beside": f"a loop in plain Python, without calendars: {plain:.1f} s ({LOOPED} scaled up)",
        "ratio": plain / ours, "target": "under 5 s", "met": ours < 5,
    }  # fmt: skip


def _looped(spans: list[Any], needs: list[set[int]]) -> None:
    """The network run once for each of `LOOPED` draws, as a spreadsheet's macro would."""
    for _draw in range(LOOPED):
        ends: list[float] = []
        for span, before in zip(spans, needs, strict=True):
            start = max((ends[j] for j in before), default=0.0)
            ends.append(start + random.triangular(span.low, span.high, span.mid))
