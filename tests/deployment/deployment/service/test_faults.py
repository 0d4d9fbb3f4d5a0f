"""What goes wrong with a service that runs: its disk, its memory, its processes, its clients."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from taller.deployment.deployment.model.service import (
    Board,
    Held,
    Settings,
    layout,
    requests,
    slots,
    start,
)
from tests.deployment.deployment.service import standins
from tests.deployment.deployment.service.conftest import ROW, Case
from tests.deployment.deployment.service.test_switching import until


def test_a_log_that_cannot_be_written_is_told_and_stops_no_answer(case: Case):
    folder = case.folder / "requests"
    until(lambda: case.client.get("/ready").json()["log"]["waiting"] == 0)
    kept = folder.rename(case.folder / "kept") if folder.exists() else None
    folder.write_text("in the way")
    name = case.score().json()["request_id"]
    until(lambda: not case.client.get("/ready").json()["log"]["writing"])
    assert case.client.get("/ready").status_code == 200
    until(lambda: "taller_log_failing 0.0" not in case.client.get("/metrics").text)
    assert case.score().status_code == 200
    folder.unlink()
    until(lambda: name in requests(case.folder)["request_id"].to_pylist())
    if kept:
        for path in kept.iterdir():
            path.rename(folder / path.name)
        kept.rmdir()


def test_clients_that_dawdle_keep_nobody_waiting(case: Case):
    """A hundred connections that never end their request."""
    address = (case.running.plan.host, case.running.plan.port)
    slow = [socket.create_connection(address) for _ in range(100)]
    try:
        for each in slow:
            each.sendall(b"POST /v1/churn/score HTTP/1.1\r\nHost: t\r\nX-")
        began = time.monotonic()
        assert {case.score().status_code for _ in range(20)} == {200}
        assert time.monotonic() - began < 5
    finally:
        for each in slow:
            each.close()


def test_who_asks_too_often_is_told_when_to_come_again(served):
    with served({"base": 1}, workers=1, settings=Settings(requests_a_minute=60)) as case:
        assert case.score().status_code == 200
        again = case.score()
        assert (again.status_code, again.json()["error"]) == (429, "rate")
        assert again.headers["retry-after"] == "1"
        assert case.client.get("/ready").status_code == 200  # probes have no pace


@pytest.mark.slow
def test_what_is_under_way_is_answered_before_the_end(served):
    with served({"base": 1, "fault": "sleep", "seconds": 1.0}, workers=1) as case:
        told: list[int] = []
        asking = threading.Thread(target=lambda: told.append(case.score().status_code))
        asking.start()
        time.sleep(0.3)
        case.running.stop()
        asking.join()
        assert told == [200]
        assert not case.running.alive


@pytest.mark.slow
def test_a_worker_that_grows_is_replaced(served):
    """20 MiB at each request; the service stays below what four would leave."""
    settings = Settings(memory_mib=400, memory_seconds=1)
    leak = {"base": 1, "fault": "leak", "mib": 20}
    with served(leak, workers=1, settings=settings) as case:
        before = case.running.worker_pids()
        for _ in range(25):
            httpx.post(f"{case.running.url}/v1/churn/score", json=ROW)
        until(lambda: set(case.running.worker_pids()).isdisjoint(before), 30)
        until(lambda: len(case.running.worker_pids()) == 1)
        assert httpx.post(f"{case.running.url}/v1/churn/score", json=ROW).status_code == 200


@pytest.mark.slow
def test_a_model_that_ends_its_worker_does_not_end_the_service(served):
    """Three times within the seconds after which granian would give up."""
    with served({"base": 1, "fault": "exit"}, {"base": 2}, workers=2) as case:
        for _ in range(3):
            with pytest.raises(httpx.TransportError):
                httpx.post(f"{case.running.url}/v1/churn/score", json=ROW)
        until(lambda: len(case.board.workers()) == 2)
        assert case.running.alive
        case.board.flip("b", force=True)
        until(lambda: bool(case.board.ready("b")))
        answers = [httpx.post(f"{case.running.url}/v1/churn/score", json=ROW) for _ in range(10)]
        assert {each.json()["version"] for each in answers} == {2}


@pytest.mark.slow
def test_workers_end_when_the_service_is_killed_and_the_next_one_goes_on(served):
    with served({"base": 1}, {"base": 2}) as case:
        case.board.flip("b")
        workers, port = case.running.worker_pids(), case.running.plan.port
        os.kill(case.running.pid, signal.SIGKILL)
        until(lambda: not any(layout.started(pid) for pid in workers))
        state = case.running.plan.state
        with start(state, port=port, scorers=standins.SCORERS, workers=1) as again:
            answer = httpx.post(f"{again.url}/v1/churn/score", json=ROW)
            assert answer.json()["version"] == 2


@pytest.mark.slow
def test_a_service_ends_with_whoever_started_it(tmp_path: Path):
    held = Held(version=1, folder=standins.make(tmp_path / "1", 1))
    slots.write(tmp_path / "churn", {"a": held, "b": None})
    code = (
        "import sys, os; from pathlib import Path\n"
        "from taller.deployment.deployment.model.service import start\n"
        f"r = start(Path(sys.argv[1]), workers=1, scorers={standins.SCORERS!r})\n"
        "print(r.pid, *r.worker_pids(), flush=True); os._exit(0)"
    )
    root = Path(__file__).parents[4]
    environ = {**os.environ, "PYTHONPATH": f"{os.environ.get('PYTHONPATH', '')}:{root}"}
    told = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, env=environ,
        check=True,
    )  # fmt: skip
    pids = [int(each) for each in told.stdout.split()]
    assert len(pids) == 2
    until(lambda: not any(layout.started(pid) for pid in pids))


@pytest.mark.slow
def test_rows_of_a_killed_worker_are_lost_by_seconds_alone(served):
    """What was asked two flushes before the kill is on the disk; no file is broken."""
    with served({"base": 1}, workers=1, settings=Settings(flush_seconds=0.3)) as case:
        early = case.score().json()["request_id"]
        time.sleep(1.0)
        for _ in range(50):
            case.score()
        os.kill(case.running.worker_pids()[0], signal.SIGKILL)
        assert early in requests(case.folder)["request_id"].to_pylist()
        until(lambda: len(case.board.workers()) == 1)


@pytest.mark.slow
def test_a_worker_that_hangs_is_not_switched_past(served):
    with served({"base": 1}, {"base": 2}) as case, Board.open(case.folder) as board:
        stopped = case.running.worker_pids()[0]
        os.kill(stopped, signal.SIGSTOP)
        try:
            until(lambda: any("no sign of life" in fault for fault in board.ready("b").faults))
        finally:
            os.kill(stopped, signal.SIGCONT)
        until(lambda: bool(board.ready("b")))
