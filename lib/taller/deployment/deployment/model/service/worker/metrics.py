"""What is counted, over all workers and those that are gone: the text Prometheus reads.

The client library keeps each worker's counts in files of a folder that `COUNTS` names before it is
imported; a worker that was killed leaves its own, so no count goes back.
"""

from __future__ import annotations

import os
import threading
from collections import Counter as Tally
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from taller.deployment.deployment.model.service import layout
from taller.deployment.deployment.model.service.plan import COUNTS

BUCKETS = (.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5)  # fmt: skip


T = TypeVar("T")


class Metrics:
    """Counters of this worker; one per process."""

    def __init__(self) -> None:
        from prometheus_client import Counter, Gauge, Histogram

        self._requests = Counter(
            "taller_requests", "Requests by what was answered", ("model", "route", "status")
        )
        self._answers = Counter(
            "taller_answers",
            "What a version did",
            ("model", "version", "slot", "outcome"),
        )
        self._seconds = Histogram(
            "taller_seconds", "Time of an answer, from body to answer", ("model", "slot"),
            buckets=BUCKETS,
        )  # fmt: skip
        self.rows = Counter("taller_log_rows", "Rows of the request log that were written")
        self.lost = Counter("taller_log_rows_lost", "Rows of the request log that were lost")
        self.failing = Gauge(
            "taller_log_failing", "Workers whose request log cannot be written",
            multiprocess_mode="livesum",
        )  # fmt: skip
        self.workers = Gauge("taller_workers", "Workers that answer", multiprocess_mode="livesum")
        self.starts = Counter("taller_worker_starts", "Workers started, with those replaced")
        self._new_requests: deque[tuple[str, str, int]] = deque()
        self._new_answers: deque[tuple[tuple[str, int, str, str], float]] = deque()
        self._pushing = threading.Lock()

    def requested(self, model: str, route: str, status: int) -> None:
        """Count a request by what was answered."""
        self._new_requests.append((model, route, status))

    def answered(
        self, model: str, version: int, slot: str, outcome: str, seconds: float
    ) -> None:  # fmt: skip
        """Count what a version did, and how long it took."""
        self._new_answers.append(((model, version, slot, outcome), seconds))

    def push(self) -> None:
        """Put counts where all workers' are: some times a second, as it takes its time."""
        with self._pushing:
            requests = Tally(_all(self._new_requests))
            answers = list(_all(self._new_answers))
            for (model, route, status), n in requests.items():
                self._requests.labels(model, route, str(status)).inc(n)
            for (model, version, slot, outcome), n in Tally(key for key, _ in answers).items():
                self._answers.labels(model, str(version), slot, outcome).inc(n)
            for (model, _version, slot, _outcome), seconds in answers:
                self._seconds.labels(model, slot).observe(seconds)


def _all(waiting: deque[T]) -> Iterator[T]:
    while waiting:
        yield waiting.popleft()


def text() -> bytes:
    """All workers' counts."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

    folder = Path(os.environ[COUNTS])
    for path in folder.glob("gauge_live*.db"):
        pid = path.stem.rpartition("_")[2]
        if pid.isdigit() and not layout.started(int(pid)):
            mark_process_dead(int(pid), str(folder))  # its counts stay
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)
