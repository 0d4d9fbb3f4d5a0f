"""The door in several processes at once, over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from taller.development.llm.model.door import pace
from taller.development.llm.model.door.store import Store
from tests.development.llm import servers
from tests.development.llm.at_once import ROOT, asked_by_four, busiest

pytestmark = pytest.mark.slow


def test_four_processes_keep_a_limit_in_every_window_and_use_it(service, tmp_path):
    """400 calls at 100 a minute of a clock three times as fast; 2,000 in `make bench`.

    By when they left, as a busy machine may deliver them late: by when they came, `make bench`.
    """
    calls, rpm, speed = 400, 100, 3
    service.answer = lambda asked: {"label": asked.text.split("\n")[1], "sure": 1}
    assert asked_by_four(tmp_path, calls, rpm, speed) == [f"n{i}" for i in range(calls)]
    sent = [asked.text.split("\n")[1] for asked in service.asked]
    assert len(sent) == len({*sent}) == calls
    store = Store(tmp_path)
    left = [at * speed for (at,) in store.rows("select at from tries order by at")]
    store.close()
    assert busiest(left, [1] * calls, pace.WINDOW) <= rpm
    # All of the first minute's calls leave at once; then the limit is what slows them.
    minutes = (left[-1] - left[rpm - 1]) / pace.WINDOW
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
