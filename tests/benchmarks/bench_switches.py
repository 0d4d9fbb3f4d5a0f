"""Switches and rollbacks of a service under constant load: requests that fail, answers that are of
no one version; alone, behind nginx and behind HAProxy.

Each switch loads another version of real trees into the slot beside the live one, waits until both
workers say that they have it, and lets it answer. wrk keeps 16 connections busy all the while, and
holds each answer's score against the version that it names.
"""

from __future__ import annotations

import contextlib
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.served import models, wrk

SWITCHES, ROLLBACKS, VERSIONS, CONNECTIONS = 200, 20, 3, 16
LEAST, MOST = 75, 240  # seconds of load
ROWS = 8


def figures() -> Iterator[dict[str, Any]]:
    """Failed requests and mixed answers, with the bound that none of n leaves (95 %)."""
    from tests.deployment.deployment.service.proxies import BINARIES, before

    if wrk.WRK is None:
        print("wrk is not installed: nothing was measured")
        return
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        made = [models.classifier(at / f"v{i}", seed=i + 1) for i in range(VERSIONS)]
        rows = models.rows(9, ROWS)
        scores = list(zip(*(model.predict(rows).tolist() for model in made), strict=True))
        for name in ("", "nginx", "haproxy"):
            if name and BINARIES[name] is None:
                print(f"{name} is not installed: not measured")
                continue
            with _service(at, made_at=at) as (url, folder_, board):
                proxy = before(name, url, at) if name else contextlib.nullcontext(url)
                with proxy as to:
                    yield _under_load(to, folder_, board, at, rows.to_dict("records"), scores, name)


@contextlib.contextmanager
def _service(at: Path, made_at: Path) -> Iterator[tuple[str, Path, Any]]:
    from taller.deployment.deployment.model.service import Board, Held, slots, start

    folder = Path(tempfile.mkdtemp(dir=at)) / "churn"
    held = {slot: Held(version=n, folder=made_at / f"v{n}") for slot, n in (("a", 1), ("b", 2))}
    slots.write(folder, held)
    with Board.open(folder) as board, start(folder.parent, workers=2) as running:
        yield running.url, folder, board


def _under_load(
    url: str, folder: Path, board: Any, made_at: Path, rows: list[Any], scores: list[Any], name: str
) -> dict[str, Any]:
    bodies = [{"user": f"u{i}", "features": row} for i, row in enumerate(rows)]
    lua = wrk.script("/v1/churn/score", bodies, scores=scores)
    load = wrk.begun(url, lua, seconds=MOST, connections=CONNECTIONS)
    time.sleep(1)
    began, done = time.monotonic(), 0
    try:
        for turn in range(SWITCHES + ROLLBACKS):
            if load.poll() is not None:
                break
            due = time.monotonic() + LEAST / (SWITCHES + ROLLBACKS)
            if turn % (SWITCHES // ROLLBACKS + 1) == 0:
                board.flip(board.other)  # back to what answered before
            else:
                switch(board, folder, 3 + turn, made_at / f"v{(3 + turn) % VERSIONS}")
            done += 1
            time.sleep(max(0.0, due - time.monotonic()))
        time.sleep(max(1.0, LEAST - (time.monotonic() - began)))
    finally:
        load.send_signal(signal.SIGINT)  # wrk then tells what it has
        found = wrk.ended(load)
    wrong = found.failed + found.mixed
    where = f"behind {name}" if name else "no proxy before it"
    bound = 3 / found.requests * 1e6
    return {
        "name": f"{done} switches and rollbacks, {where}: failed or mixed of {found.requests:,} "
        f"answers at {found.rate:.0f} a second (99th percentile {found.p99:.0f} ms)"
        + (f": {found.odd[:200]}" if found.odd else ""),
        "value": wrong, "unit": "",
        "beside": "" if wrong else f"below {bound:.1f} per million at 95 %",
        "target": f"0, in {SWITCHES + ROLLBACKS}",
        "met": not wrong and done == SWITCHES + ROLLBACKS,
    }  # fmt: skip


def switch(board: Any, folder: Path, number: int, made: Path) -> None:
    """Load a version beside the live one, and let it answer."""
    from taller.deployment.deployment.model.service import Held, slots

    slot = board.other
    slots.write(folder, slots.read(folder) | {slot: Held(version=number, folder=made)})
    board.reload()
    ready = board.wait(slot)
    if not ready:
        raise RuntimeError(f"slot {slot}: {ready.faults}")
    board.flip(slot)
