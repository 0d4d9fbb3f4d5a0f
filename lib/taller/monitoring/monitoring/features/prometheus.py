"""The service's own counters, as Prometheus reads them: what happened between two readings.

Readings stand as files beside the figures that are kept, ``.monitoring/prometheus/``, each named
by when it was taken (UTC): ``20260302T120000.txt``. Counters only grow; where one is smaller than
before, the service started anew and it counts from nothing.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from taller.monitoring.monitoring.features.rows import figures, shares

FOLDER = ".monitoring/prometheus"
REQUESTS, BUCKET = "taller_requests_total", "taller_seconds_bucket"
FAILED = 500
Counts = Mapping[tuple[str, str, str], float]  # name, model, and status or upper bound


def counted(state: Path) -> list[pd.DataFrame]:
    """Requests, failures and times by day and model, told by the counters; see `rows`.

    Parameters
    ----------
    state : ``reports/<client>``
    """
    days: dict[tuple[dt.date, str], Counter[tuple[str, str]]] = {}
    for day, moved in _moved(_readings(state / FOLDER)):
        for (name, model, what), n in moved.items():
            days.setdefault((day, model), Counter())[name, what] += n
    lines = [_told(day, model, held) for (day, model), held in sorted(days.items())]
    frame = pd.DataFrame(lines)
    if frame.empty:
        return []
    return [
        figures("performance", "requests", frame, "count", value="n"),
        shares("performance", "failed", frame, hits="failed", n="n"),
        figures("performance", "median_ms", frame, "number", value="median", n="n"),
        figures("performance", "late_ms", frame, "number", value="late", n="n"),
    ]


def read(text: str) -> Counts:
    """The counters of one reading; lines that are none of ours, or damaged, are passed over.

    >>> read('taller_requests_total{model="m",route="score",status="200"} 7.0')
    {('taller_requests_total', 'm', '200'): 7.0}
    """
    from prometheus_client.parser import text_string_to_metric_families

    found: Counter[tuple[str, str, str]] = Counter()
    ours = [line for line in text.splitlines() if line.startswith((REQUESTS, BUCKET))]
    for line in ours:
        try:
            samples = [s for each in text_string_to_metric_families(line) for s in each.samples]
        except (ValueError, KeyError, IndexError):  # a reading that broke off
            continue
        for sample in samples:
            what = sample.labels.get("status") or sample.labels.get("le")
            if what and (model := sample.labels.get("model")):
                found[sample.name, model, what] += sample.value
    return dict(found)


def _readings(folder: Path) -> Iterator[tuple[dt.datetime, Counts]]:
    for path in sorted(folder.glob("*.txt")):
        try:
            at = dt.datetime.strptime(path.stem, "%Y%m%dT%H%M%S")
            yield at, read(path.read_text(encoding="utf-8", errors="replace"))
        except (OSError, ValueError):
            continue


def _moved(readings: Iterable[tuple[dt.datetime, Counts]]) -> Iterator[tuple[dt.date, Counts]]:
    """What each counter grew by between two readings, on the day of the later."""
    for (_then, before), (at, now) in itertools.pairwise(readings):
        yield (
            at.date(),
            {
                key: value - before.get(key, 0.0) if value >= before.get(key, 0.0) else value
                for key, value in now.items()
            },
        )


def _told(day: dt.date, model: str, held: Counter[tuple[str, str]]) -> dict[str, object]:
    by_status = {what: n for (name, what), n in held.items() if name == REQUESTS}
    bounds = sorted((float(what), n) for (name, what), n in held.items() if name == BUCKET)
    failed = sum(n for what, n in by_status.items() if what.isdigit() and int(what) >= FAILED)
    return {
        "day": day, "channel": model, "segment": "", "n": sum(by_status.values()),
        "failed": failed, "median": quantile(bounds, 0.5), "late": quantile(bounds, 0.95),
    }  # fmt: skip


def quantile(bounds: list[tuple[float, float]], at: float) -> float:
    """A quantile in milliseconds of how many took at most so many seconds; NaN of none.

    Within a bucket times are taken as evenly spread, as Prometheus' ``histogram_quantile`` does.

    >>> round(quantile([(0.1, 50.0), (0.2, 100.0), (float("inf"), 100.0)], 0.75), 6)
    150.0
    """
    if not bounds or bounds[-1][1] <= 0:
        return float("nan")
    rank, low, below = at * bounds[-1][1], 0.0, 0.0
    for high, n in bounds:
        if n >= rank:
            part = (rank - below) / (n - below) if n > below else 1.0
            return 1000 * (low if high == float("inf") else low + (high - low) * part)
        low, below = high, n
    return 1000 * low
