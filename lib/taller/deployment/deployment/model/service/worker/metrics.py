"""What is counted, over all workers and those that are gone: the text Prometheus reads.

The client library keeps each worker's counts in files of a folder that `FOLDER` names before it is
imported; a worker that was killed leaves its own, so no count goes back.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from taller.deployment.deployment.model.service import layout

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5)  # fmt: skip


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
        self.request = lru_cache(512)(self._request)
        self.answer = lru_cache(512)(self._answer)
        self.seconds = lru_cache(128)(self._seconds.labels)

    def _request(self, model: str, route: str, status: int):  # noqa: ANN202
        return self._requests.labels(model, route, str(status))

    def _answer(self, model: str, version: int, slot: str, outcome: str):  # noqa: ANN202
        return self._answers.labels(model, str(version), slot, outcome)


def text() -> bytes:
    """All workers' counts."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

    folder = Path(os.environ[FOLDER])
    for path in folder.glob("gauge_live*.db"):
        pid = path.stem.rpartition("_")[2]
        if pid.isdigit() and not layout.started(int(pid)):
            mark_process_dead(int(pid), str(folder))  # its counts stay
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)
