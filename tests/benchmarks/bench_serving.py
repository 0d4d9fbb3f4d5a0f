"""The scoring service under load: its latency at 200 requests a second, and its throughput beside
MLflow's own server, plain FastAPI on uvicorn, LitServe and BentoML, each with one worker and the
same booster, by turns. wrk asks, on this machine.

Ours checks each row against its contract, explains its version, logs and counts; the others score.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil

from tests.benchmarks.served import models, peers, wrk

if TYPE_CHECKING:
    from taller.deployment.deployment.model.service import Running

RATE, STEADY = 200, 20  # requests a second, seconds
TURNS, SECONDS, CLIENTS = 2, 6, 16
OURS = "Taller"
TARGETS = {"MLflow, named columns": 8, "FastAPI on uvicorn": 1, "LitServe": 1, "BentoML": 1}


def figures() -> Iterator[dict[str, Any]]:
    """Latency at a steady rate; throughput, and each peer's."""
    if wrk.WRK is None:
        print("wrk is not installed: nothing was measured")
        return
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        models.classifier(at / "model")
        row = models.rows(2, 8)
        yield from _steady(at, row.to_dict("records"))
        yield from _beside(at, row.to_dict("records"), row.iloc[0].tolist())


@contextlib.contextmanager
def _ours(at: Path, workers: int, name: str = "churn") -> Iterator[Running]:
    from taller.deployment.deployment.model.service import Held, slots, start

    state = Path(tempfile.mkdtemp(dir=at))
    slots.write(state / name, {"a": Held(version=1, folder=at / "model"), "b": None})
    with start(state, workers=workers) as running:
        yield running


def _steady(at: Path, rows: list[dict[str, float]]) -> Iterator[dict[str, Any]]:
    bodies = [{"user": f"u{i}", "features": row} for i, row in enumerate(rows)]
    lua = wrk.script("/v1/churn/score", bodies, a_second=RATE, connections=20)
    with _ours(at, 2) as ours:
        wrk.asked(ours.url, lua, seconds=2, connections=20)
        found = wrk.asked(ours.url, lua, seconds=STEADY, connections=20)
    asked = f"{found.rate:.0f} requests a second by 20 clients, {found.failed} failed"
    for name, value, most in (("median", found.p50, 5), ("99th percentile", found.p99, 20)):
        yield {
            "name": f"answers of two workers, {name} ({asked})", "value": value, "unit": "ms",
            "target": f"under {most} ms", "met": value < most and not found.failed,
        }  # fmt: skip


def _beside(at: Path, rows: list[dict[str, float]], row: list[float]) -> Iterator[dict[str, Any]]:
    """Throughput by turns, and the processor's time of an answer, which depends less on others."""
    bodies = [{"user": f"u{i}", "features": each} for i, each in enumerate(rows)]
    found: dict[str, list[tuple[float, float]]] = {}
    with contextlib.ExitStack() as stack:
        ours = stack.enter_context(_ours(at, 1))
        asked = [(OURS, ours.url, ours.pid, wrk.script("/v1/churn/score", bodies))]
        for name in peers.SCRIPTS if peers.python() else ():
            peer = stack.enter_context(peers.serving(name, at / "model", row))
            for form, body in peer.bodies.items():
                full = f"{name}, {form}" if form else name
                asked.append((full, peer.url, peer.pid, wrk.script(peer.path, [body])))
        for turn in range(TURNS + 1):  # the first warms up
            for name, url, pid, script in asked:
                before = _processor(pid)
                load = wrk.asked(url, script, seconds=SECONDS if turn else 2, connections=CLIENTS)
                took = (_processor(pid) - before) / load.requests * 1000
                if turn:
                    found.setdefault(name, []).append((0.0 if load.failed else load.rate, took))
    yield from _compared({name: np.median(each, axis=0).tolist() for name, each in found.items()})


def _compared(found: dict[str, list[float]]) -> Iterator[dict[str, Any]]:
    rate, took = found.pop(OURS)
    yield {"name": "throughput of one worker", "value": rate, "unit": "answers a second",
           "beside": f"{took:.2f} ms of processor each"}  # fmt: skip
    for name, (other, its) in found.items():
        least = TARGETS.get(name)
        yield {
            "name": f"throughput beside {name}", "value": rate, "unit": "answers a second",
            "beside": f"{other:.0f}, {its:.2f} ms of processor each ({its / took:.1f} times ours)",
            "ratio": rate / other if other else None,
            "target": f"at least {least:g} times" if least else "",
            "met": not least or rate >= least * other,
        }  # fmt: skip
    if not found:
        print(f"no {peers.VARIABLE}: nobody stands beside")


def _processor(pid: int) -> float:
    """Seconds of processor that a process and those it started have had."""
    one = psutil.Process(pid)
    times = [each.cpu_times() for each in (one, *one.children(recursive=True))]
    return sum(each.user + each.system for each in times)
