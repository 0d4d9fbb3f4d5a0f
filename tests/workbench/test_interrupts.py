"""A running cell is interrupted, whatever it is at, and the next works: cold kernels and forked."""

from __future__ import annotations

import asyncio
import os
import queue
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from taller.workbench.process.kernels import CAN_FORK, TAMED, KernelHouse, WarmServer
from tests.workbench.test_kernels import wait_for_end

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
PATIENCE = 100  # seconds for a kernel to answer
LOOP = """
import numpy as np
from taller.measurement import estimates
print("go", flush=True)
for weights in estimates.resample_weights(1000, 10**9, np.random.default_rng(1)):
    pass
"""
TREES = """
import lightgbm, numpy as np
rng = np.random.default_rng(1)
rows = lightgbm.Dataset(rng.random((2000, 5)), rng.integers(0, 2, 2000))
print("go", flush=True)
lightgbm.train({"objective": "binary", "verbose": -1}, rows, 10**7)
"""
QUERY = """
from taller.data.engine import engine
con = engine.connect()
print("go", flush=True)
with engine.interruptible(con):
    con.execute("SELECT sum(hash(a.range + b.range)) FROM range(1000000) a, range(1000000) b")
"""
CHILD = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
print(child.pid, flush=True)
child.wait()
"""
CELLS = {
    "a loop of ours": (LOOP, "print(len(np.ones(2)))", "2"),
    "LightGBM": (TREES, "print(lightgbm.train({'verbose': -1}, rows, 2).num_trees())", "2"),
    "DuckDB": (QUERY, "print(con.execute('SELECT 2').fetchone()[0])", "2"),
    "a child process": (CHILD, "child.wait()\nprint(2)", "2"),
}


@pytest.fixture(scope="module")
def server():
    made = WarmServer(
        ["numpy", "lightgbm", "taller.data.engine.engine", "taller.measurement.estimates"]
    )
    yield made
    made.close()


async def said_of(client: Any, code: str, manager: Any = None) -> tuple[str, str]:
    """What a cell prints, and the name of the error it ends with; interrupted once it printed."""
    asked, text, error = client.execute(code), "", ""
    while True:
        try:
            message = await client.get_iopub_msg(timeout=PATIENCE)
        except queue.Empty:
            raise AssertionError(f"no end of {code!r}; it said {text!r}") from None
        if message["parent_header"].get("msg_id") != asked:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream" and content["name"] == "stdout":
            text += content["text"]
            if manager is not None:
                await asyncio.sleep(0.3)  # for it to be at what comes after
                await manager.interrupt_kernel()
                manager = None
        elif kind == "error":
            error = content["ename"]
        elif kind == "status" and content["execution_state"] == "idle":
            return text, error


async def interrupted(house: KernelHouse, folder: Path) -> dict[str, tuple]:
    """Of each cell: how it ended, what it said, what the next cell said."""
    manager, found = house.manager(), {}
    await manager.start_kernel(cwd=str(folder), env={**os.environ, **TAMED})
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=PATIENCE)
        for name, (cell, following, _answer) in CELLS.items():
            text, error = await said_of(client, cell, manager)
            found[name] = error, text.strip(), await said_of(client, following)
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
    return found


@pytest.mark.parametrize(
    "forked",
    [False, pytest.param(True, marks=pytest.mark.skipif(not CAN_FORK, reason="forks on Linux"))],
    ids=["cold", "forked"],
)
def test_an_interrupted_cell_ends_and_the_next_one_works(forked, server, tmp_path):
    with KernelHouse(server if forked else None) as house, ThreadPoolExecutor(1) as pool:
        # A thread of its own: the tests' may hold a loop.
        found = pool.submit(asyncio.run, interrupted(house, tmp_path)).result()
    for name, (error, _text, then) in found.items():
        assert error == "KeyboardInterrupt", name
        assert then == (f"{CELLS[name][2]}\n", ""), name
    wait_for_end(int(found["a child process"][1]))
