"""What the log of requests says of each day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from taller.deployment.deployment.model.service.request_log import RequestLog, Row
from taller.monitoring.monitoring.features.collecting import collect
from taller.monitoring.monitoring.params import Params
from tests.monitoring.monitoring.made import run_of, tables, visits

FIRST = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def row(n: int, seconds: float, status: int = 200, day: int = 0, **more: object) -> Row:
    at = FIRST + dt.timedelta(days=day, seconds=n)
    plain = Row(
        at=int(at.timestamp() * 1e6), request_id=f"r{day}-{n}", row=0, user=None, version=1,
        slot="live", generation=1, share=100, route="score", status=status, seconds=seconds,
        answered=status < 500, shadow=False, probe=False, score=0.2, items=None, inputs=None,
        fault=None,
    )  # fmt: skip
    return plain._replace(**more)


def written(folder: Path, rows: list[Row], model: str = "classification") -> None:
    log = RequestLog(folder / "reports/shop/.deployment" / model, b"k" * 32, 0, 10_000)
    for each in rows:
        log.add(each)
    log.flush()


class Found:
    """The figures of the model, collected once."""

    def __init__(self, folder: Path) -> None:
        (folder / "data").mkdir(exist_ok=True)
        made = tables(folder / "data", sessions=visits(3))
        self.found = collect(run_of(made, folder), Params())

    def __call__(self, metric: str, segment: str = "") -> list[float]:
        return self.found.of(metric, "classification", segment)["value"].tolist()


def test_requests_failures_and_times_of_a_day(tmp_path: Path) -> None:
    """Of 100 requests of 1 to 100 ms five fail: 5 %, half within 50.5 ms, 95 within 95.05 ms."""
    written(tmp_path, [row(n, (n + 1) / 1000, 500 if n < 5 else 200) for n in range(100)])
    of = Found(tmp_path)
    assert of("requests") == [100]
    assert of("failed") == [0.05]
    assert of("median_ms") == [pytest.approx(50.5)]
    assert of("late_ms") == [pytest.approx(95.05)]
    assert of("busiest_minute") == [60]


def test_a_request_of_many_rows_is_one_and_who_asks_wrongly_is_no_failure(tmp_path: Path) -> None:
    many = [row(0, 0.01, row=k) for k in range(50)]
    written(tmp_path, [*many, row(1, 0.01, 422), row(2, 0.01, version=2)])
    of = Found(tmp_path)
    assert of("requests") == [3]
    assert of("failed") == [0]
    assert of("requests", "2") == [1]


def test_probes_and_answers_that_nobody_saw_do_not_count(tmp_path: Path) -> None:
    written(tmp_path, [row(0, 0.01), row(1, 9.0, probe=True), row(2, 9.0, shadow=True)])
    of = Found(tmp_path)
    assert of("requests") == [1]
    assert of("late_ms") == [pytest.approx(10)]


def test_a_damaged_file_of_the_log_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, [row(0, 0.01)])
    folder = tmp_path / "reports/shop/.deployment/classification/requests"
    (folder / "20260302T000000-1-1.parquet").write_bytes(b"PAR1 half")
    of = Found(tmp_path)
    assert of("requests") == [1]


def test_a_service_that_never_answered_has_no_figures(tmp_path: Path) -> None:
    assert Found(tmp_path)("requests") == []


def reading(folder: Path, name: str, text: str) -> None:
    place = folder / "reports/shop/.monitoring/prometheus"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.txt").write_text(text, encoding="utf-8")


def counters(ok: int, bad: int, fast: int, slow: int, model: str = "classification") -> str:
    """So many answers within 100 ms and within 200, so many requests that failed."""
    return (
        "# HELP taller_requests_total Requests\n# TYPE taller_requests_total counter\n"
        f'taller_requests_total{{model="{model}",route="score",status="200"}} {ok}\n'
        f'taller_requests_total{{model="{model}",route="score",status="503"}} {bad}\n'
        f'taller_seconds_bucket{{model="{model}",slot="a",le="0.1"}} {fast}\n'
        f'taller_seconds_bucket{{model="{model}",slot="a",le="0.2"}} {fast + slow}\n'
        f'taller_seconds_bucket{{model="{model}",slot="a",le="+Inf"}} {fast + slow}\n'
    )


def test_counters_tell_what_came_between_two_readings(tmp_path: Path) -> None:
    """100 more requests, 10 of them failed; half within 100 ms, so 95 of 100 within 190."""
    reading(tmp_path, "20260302T080000", counters(900, 0, 900, 0))
    reading(tmp_path, "20260302T200000", counters(990, 10, 950, 50))
    of = Found(tmp_path)
    assert of("requests") == [100]
    assert of("failed") == [0.1]
    assert of("median_ms") == [100]
    assert of("late_ms") == [pytest.approx(190)]


def test_a_service_that_started_anew_counts_from_nothing(tmp_path: Path) -> None:
    reading(tmp_path, "20260302T080000", counters(900, 0, 900, 0))
    reading(tmp_path, "20260303T080000", counters(40, 0, 40, 0))
    assert Found(tmp_path)("requests") == [40]


def test_the_log_goes_before_the_counters(tmp_path: Path) -> None:
    written(tmp_path, [row(0, 0.01)])
    for day in (2, 3):
        reading(tmp_path, f"2026030{day}T080000", counters(100 * day, 0, 100 * day, 0))
    reading(tmp_path, "20260302T070000", counters(0, 0, 0, 0))
    assert Found(tmp_path)("requests") == [1, 100]


def test_what_is_no_reading_is_passed_over(tmp_path: Path) -> None:
    reading(tmp_path, "20260302T080000", "<html>502 Bad Gateway</html>")
    reading(tmp_path, "notes", "taller_requests_total 3")
    reading(tmp_path, "20260302T090000", counters(5, 0, 5, 0) + "taller_requests_total{model=")
    assert Found(tmp_path)("requests") == [5]
