"""Switches while clients ask: no request fails, and version and score belong together."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from taller.deployment.deployment.model import load
from tests.deployment.deployment.service import standins
from tests.deployment.deployment.service.conftest import Case
from tests.deployment.deployment.service.proxies import BINARIES, before

SWITCHES, CLIENTS = 20, 4


@contextlib.contextmanager
def asked(url: str) -> Iterator[list[load.Answer]]:
    """What clients, each on a connection that it keeps, were answered while the block ran."""
    told: list[list[load.Answer]] = [[] for _ in range(CLIENTS)]
    over = threading.Event()

    def ask(place: int) -> None:
        request = load.Request("/v1/churn/score", {"user": f"u{place}", "features": {"x": place}})
        with load.Client(url) as client:
            while not over.is_set():
                told[place].append(client.ask(request))

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    answers: list[load.Answer] = []
    try:
        yield answers
    finally:
        over.set()
        for thread in threads:
            thread.join()
        answers.extend(each for own in told for each in own)


def own(answer: load.Answer) -> bool:
    """Whether an answer is right for some row of the version that it names: a hundred times it."""
    return answer.status == 200 and any(
        answer.body["score"] == 100 * answer.body["version"] + x / 10 for x in range(CLIENTS)
    )


def switched(case: Case, made: Path) -> None:
    """A new version beside the live one, then the switch; every fourth goes back again."""
    for number in range(3, 3 + SWITCHES):
        slot = case.board.other
        case.put(slot, number, standins.make(made / str(number), 100 * number))
        assert case.board.wait(slot)
        case.board.flip(slot)
        if number % 4 == 0:
            case.board.flip(case.board.other)
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize("proxy", ["", "nginx", "haproxy"])
def test_no_request_fails_while_versions_change(served, tmp_path: Path, proxy: str):
    if proxy and BINARIES[proxy] is None:
        pytest.skip(f"{proxy} is not installed")
    with served({"base": 100}, {"base": 200}) as case, contextlib.ExitStack() as stack:
        url = case.running.url
        if proxy:
            url = stack.enter_context(before(proxy, url, tmp_path))
        with asked(url) as answers:
            switched(case, tmp_path / "made")
    assert [each for each in answers if not own(each)] == []
    assert len({each.body["version"] for each in answers}) >= SWITCHES // 2
    assert len(answers) > 100


@pytest.mark.slow
def test_a_lost_worker_costs_no_more_than_what_it_had_in_hand(served):
    """One request of each client, at most: those who wait to be let in are let in by another."""
    with served({"base": 100}) as case:
        with asked(case.running.url) as answers:
            time.sleep(0.5)
            os.kill(case.running.worker_pids()[0], signal.SIGKILL)
            time.sleep(1.5)
        failed = [each for each in answers if each.status != 200]
        assert len(failed) <= CLIENTS
        assert all(own(each) for each in answers if each.status == 200)
