"""The door in several processes at once, over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taller.development.llm.model.door import pace
from taller.development.llm.model.door.store import Store
from tests.development.llm import servers
from tests.development.llm.at_once import ROOT, asked_by_four, busiest

pytestmark = pytest.mark.slow


def left(state: Path, speed: float) -> list[float]:
    """When calls left, in seconds of the clock."""
    store = Store(state)
    try:
        return [at * speed for (at,) in store.rows("select at from tries order by at")]
    finally:
        store.close()


def test_2000_calls_of_four_processes_exceed_a_limit_in_no_window(tmp_path, monkeypatch):
    """500 a minute of a clock six times as fast; nothing is lost, and nothing sent twice.

    By when calls left: a busy machine delivers some a tenth of a second late, which at this speed
    is a hundredth of a minute. By when they came, and at which rate, on a slower clock with nothing
    else at work: `make bench`.
    """
    calls, rpm, speed = 2000, 500, 6
    with servers.apart() as (environ, came):
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        answered = asked_by_four(tmp_path, calls, rpm, speed)
    assert answered == [f"n{i}" for i in range(calls)]
    assert len(came) == len({text for _at, text in came}) == calls
    assert busiest(left(tmp_path, speed), [1] * calls, pace.WINDOW) <= rpm


def test_what_a_limit_allows_is_used(service, tmp_path):
    """200 calls of four processes at 100 a minute: the first minute's at once, then at its rate."""
    calls, rpm, speed = 200, 100, 2
    service.answer = lambda asked: {"label": asked.text.split("\n")[1], "sure": 1}
    asked_by_four(tmp_path, calls, rpm, speed)
    moments = left(tmp_path, speed)
    minutes = (moments[-1] - moments[rpm - 1]) / pace.WINDOW
    assert (calls - rpm) / minutes >= 0.95 * rpm


def test_a_process_that_is_killed_leaves_the_worst_of_its_calls_spent(service, tmp_path):
    service.answer = servers.SLOW
    words = [sys.executable, "-m", "tests.development.llm.at_once", tmp_path, 1, 1000, 0, 3]
    process = subprocess.Popen(
        [*map(str, words)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()
    while len(service.asked) < 3:
        time.sleep(0.02)
    os.kill(process.pid, 9)
    process.communicate()
    store = Store(tmp_path)
    ((held,),) = store.rows("select nanos from money where scope = 'run:r'")
    assert store.rows("select count(*) from tries") == [(0,)]
    store.close()
    assert held > 3 * 2000 * 2000  # three answers of 2,000 tokens at 2,000 billionths each
