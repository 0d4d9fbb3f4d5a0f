"""Which version answers: switches, canary, shadow, reloads, faults of a model, killed processes."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taller.deployment.deployment.model.service import Board, Held, requests, running, slots, start
from taller.errors import DataError, InputError
from taller.monitoring.monitoring.features import prometheus
from tests.deployment.deployment.service import standins
from tests.deployment.deployment.service.conftest import ROW, Case

FAST = {"flush_seconds": 0.2, "score_seconds": 0.3}


def until(true: Callable[[], Any], seconds: float = 20.0) -> Any:
    over = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < over
        time.sleep(0.02)
    return found


def test_a_switch_holds_for_the_next_request_of_every_worker(case: Case):
    for slot, score in (("b", 200.3), ("a", 100.3)) * 5:
        case.board.flip(slot)
        assert {case.score().json()["score"] for _ in range(8)} == {score}


def test_the_canary_answers_its_share_and_the_same_users_each_time(case: Case):
    """A tenth of 400 users: between 22 and 58 of them in all but one of a thousand hashes."""
    users = [{**ROW, "user": f"u{i}"} for i in range(400)]
    case.board.set_share(1000)
    try:
        first = [case.score(row).json()["version"] for row in users]
        assert [case.score(row).json()["version"] for row in users[:50]] == first[:50]
        case.board.set_share(2000)
        later = [case.score(row).json()["version"] for row in users]
    finally:
        case.board.set_share(0)
    assert 22 <= first.count(2) <= 58
    assert all(after == 2 for before, after in zip(first, later, strict=True) if before == 2)


def test_the_shadow_answers_unseen(case: Case):
    case.board.set_shadow(True)
    try:
        answer = case.score({**ROW, "user": "Ana"}).json()
    finally:
        case.board.set_shadow(False)
    assert answer["version"] == 1

    def rows():
        return [
            r for r in requests(case.folder).to_pylist() if r["request_id"] == answer["request_id"]
        ]

    until(lambda: len(rows()) == 2)
    told = {(r["version"], r["answered"], r["shadow"], r["score"]) for r in rows()}
    assert told == {(1, True, False, 100.3), (2, False, True, 200.3)}
    assert len({r["user"] for r in rows()}) == 1
    assert "ana" not in str(rows()).lower()


def test_a_new_version_is_loaded_beside_the_live_one(case: Case, tmp_path):
    case.put("b", 3, standins.make(tmp_path / "3", 300))
    assert case.board.wait("b")
    assert case.score().json()["version"] == 1
    case.board.flip("b")
    assert case.score().json()["score"] == 300.3
    case.board.flip("a")


def test_a_version_that_cannot_be_loaded_is_told_and_not_switched_to(case: Case, tmp_path):
    case.put("b", 4, tmp_path / "none")
    found = case.board.wait("b")
    assert not found
    assert "is broken" in found.faults[0]
    with pytest.raises(InputError, match=r"slot b cannot answer yet: worker .* is broken"):
        case.board.flip("b")
    assert case.score().json()["version"] == 1
    case.put("b", 2, standins.make(tmp_path / "2", 200))
    assert case.board.wait("b")


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [("raise", 500, "model_fault"), ("nan", 500, "model_fault"), ("short", 500, "model_fault"),
     ("sleep", 503, "model_slow")],
)  # fmt: skip
def test_a_model_at_fault_is_told_and_the_service_lives(case: Case, tmp_path, fault, status, code):
    """It stands beside the champion, and is asked by its version."""
    case.put("b", 5, standins.make(tmp_path / "5", 1, fault=fault, seconds=2.5))
    assert case.board.wait("b")
    answer = case.score(**{"X-Taller-Version": "5"})
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert "ana" not in answer.text
    assert case.score().status_code == 200
    case.put("b", 2, standins.make(tmp_path / "2", 200))
    assert case.board.wait("b")


def test_a_challenger_at_fault_never_touches_the_champion(case: Case, tmp_path):
    case.put("b", 6, standins.make(tmp_path / "6", 1, fault="raise"))
    assert case.board.wait("b")
    case.board.set_share(5000)
    answers = [case.score({**ROW, "user": f"u{i}"}) for i in range(60)]
    case.board.set_share(0)
    assert {(a.status_code, a.json()["version"]) for a in answers} == {(200, 1)}
    assert any("tripped" in fault for fault in case.board.ready("b").faults)
    case.put("b", 2, standins.make(tmp_path / "2", 200))
    assert case.board.wait("b")


def test_a_worker_that_is_killed_is_replaced_and_knows_the_slots(case: Case):
    case.board.flip("b")
    gone = case.running.worker_pids()[0]
    case.client.close()
    os.kill(gone, signal.SIGKILL)
    until(lambda: len(case.board.workers()) == 2 and gone not in case.running.worker_pids())
    case.client = case.again()
    assert case.board.wait("b")
    assert {case.score().json()["version"] for _ in range(20)} == {2}
    case.board.flip("a")


def test_what_was_counted_survives_a_worker(case: Case):
    case.score()
    before = until(lambda: _counted(case))
    case.score()
    until(lambda: _counted(case) == before + 1)  # counts are put down some times a second
    workers = case.running.worker_pids()
    case.client.close()  # which may be connected to the one that is killed
    os.kill(workers[0], signal.SIGKILL)
    until(lambda: len(case.board.workers()) == 2 and workers[0] not in case.running.worker_pids())
    case.client = case.again()
    assert _counted(case) == before + 1
    until(lambda: "taller_workers 2.0" in case.client.get("/metrics").text)


def test_its_counters_are_figures_of_monitoring(case: Case, tmp_path: Path):
    """Two readings of the real service, three requests between them, as a cron job leaves them."""
    kept = tmp_path / prometheus.FOLDER
    kept.mkdir(parents=True)
    case.score()
    before = until(lambda: _counted(case))
    (kept / "20260302T080000.txt").write_text(case.client.get("/metrics").text)
    for _ in range(3):
        assert case.score().status_code == 200
    until(lambda: _counted(case) == before + 3)
    (kept / "20260302T080500.txt").write_text(case.client.get("/metrics").text)
    told = {str(row.metric): row for each in prometheus.counted(tmp_path)
            for row in each[each["channel"] == "churn"].itertuples()}  # fmt: skip
    assert told["requests"].value == 3
    assert told["failed"].value == 0
    assert 0 < told["median_ms"].value <= told["late_ms"].value
    assert str(told["requests"].day) == "2026-03-02"


def _counted(case: Case) -> float:
    text = case.client.get("/metrics").text
    start = 'taller_requests_total{model="churn",route="score",status="200"} '
    return sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith(start))


def test_the_live_slot_outlives_the_service(tmp_path, served):
    with served({"base": 1}, {"base": 2}, workers=1) as case:
        case.board.flip("b")
        state = case.running.plan.state
        assert running(state) == case.running.url
    assert running(state) is None
    with start(state, scorers=standins.SCORERS, workers=1), Board.open(state / "churn") as board:
        assert board.live == "b"


def test_a_broken_live_version_leaves_the_other_serving_after_a_restart(served):
    with served({"base": 1}, {"base": 2}, workers=1) as case:
        state = case.running.plan.state
    (state / "versions" / "1" / "model.json").write_text("{")
    with start(state, scorers=standins.SCORERS, workers=1) as again:
        import httpx

        assert httpx.post(f"{again.url}/v1/churn/score", json=ROW).json()["version"] == 2
        assert httpx.get(f"{again.url}/ready").json()["models"]["churn"]["slots"]["a"] == {
            "version": None, "state": "failed",
        }  # fmt: skip


def test_no_version_that_can_be_loaded_is_no_service(tmp_path):
    slots.write(tmp_path / "churn", {"a": Held(version=1, folder=tmp_path / "none"), "b": None})
    with pytest.raises(DataError, match="is broken"):
        start(tmp_path, scorers=standins.SCORERS, workers=1)


def test_a_model_that_is_deployed_later_is_found(case: Case, tmp_path):
    state = case.running.plan.state
    with Board.open(state / "late") as board:
        held = Held(version=1, folder=standins.make(tmp_path / "late", 7, kind="items"))
        slots.write(state / "late", {"a": None, "b": held})
        board.reload()
        until(lambda: len(board.workers()) == 2)
        assert board.wait("b")
        asked = {"history": ["i1"], "k": 2}
        assert case.client.post("/v1/late/recommend", json=asked).status_code == 200
        board.flip("b")
    answer = case.client.post("/v1/late/recommend", json=asked).json()
    assert (answer["origin"], [item["item_id"] for item in answer["items"]]) == (
        "history", ["v7-0", "v7-1"],
    )  # fmt: skip
