"""The scoring service under load: its latency at 200 requests a second, and its throughput beside
MLflow's own server, plain FastAPI on uvicorn, LitServe and BentoML, each with one worker and the
same booster, by turns. wrk asks, on this machine.

Ours checks each row against its contract, explains its version, logs and counts; the others score.
"""

from __future__ import annotations

import contextlib
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.served import models, peers, wrk

RATE, STEADY = 200, 20  # requests a second, seconds
TURNS, SECONDS, CONNECTIONS = 2, 6, 16
PEERS = {"MLflow": 8.0, "FastAPI on uvicorn": 1.0, "LitServe": 1.0, "BentoML": 1.0}


def figures() -> Iterator[dict[str, Any]]:
    """Latency at a steady rate; throughput, and each peer's."""
    if wrk.WRK is None:
        print("wrk is not installed: nothing was measured")
        return
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        model = models.classifier(at / "model")
        row = models.rows(2, 8)
        yield from _steady(at, row.to_dict("records"))
        yield from _beside(at, row.to_dict("records"), row.iloc[0].tolist())
        del model


@contextlib.contextmanager
def _ours(at: Path, workers: int, name: str = "churn") -> Iterator[str]:
    from taller.deployment.deployment.model.service import Held, slots, start

    state = Path(tempfile.mkdtemp(dir=at))
    slots.write(state / name, {"a": Held(version=1, folder=at / "model"), "b": None})
    with start(state, workers=workers) as running:
        yield running.url


def _steady(at: Path, rows: list[dict[str, float]]) -> Iterator[dict[str, Any]]:
    bodies = [{"user": f"u{i}", "features": row} for i, row in enumerate(rows)]
    lua = wrk.script("/v1/churn/score", bodies, a_second=RATE, connections=20)
    with _ours(at, 2) as url:
        wrk.asked(url, lua, seconds=2, connections=20)
        found = wrk.asked(url, lua, seconds=STEADY, connections=20)
    asked = f"{found.rate:.0f} requests a second by 20 clients, {found.failed} failed"
    for name, value, most in (("median", found.p50, 5), ("99th percentile", found.p99, 20)):
        yield {
            "name": f"answers of two workers, {name} ({asked})", "value": value, "unit": "ms",
            "target": f"under {most} ms", "met": value < most and not found.failed,
        }  # fmt: skip


def _beside(at: Path, rows: list[dict[str, float]], row: list[float]) -> Iterator[dict[str, Any]]:
    bodies = [{"user": f"u{i}", "features": each} for i, each in enumerate(rows)]
    lua = wrk.script("/v1/churn/score", bodies)
    rates: dict[str, list[float]] = {}
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(_ours(at, 1))
        others = [
            stack.enter_context(peers.serving(name, at / "model", row))
            for name in (PEERS if peers.python() else ())
        ]
        asked = [("Taller", url, lua)] + [
            (peer.name, peer.url, wrk.script(peer.path, [peer.body])) for peer in others
        ]
        for turn in range(TURNS + 1):  # the first warms up
            for name, to, script in asked:
                seconds = SECONDS if turn else 2
                found = wrk.asked(to, script, seconds=seconds, connections=CONNECTIONS)
                if turn:
                    rates.setdefault(name, []).append(found.rate if not found.failed else 0.0)
    ours = statistics.median(rates.pop("Taller"))
    yield {"name": "throughput of one worker", "value": ours, "unit": "requests a second"}
    for name, found in rates.items():
        rate = statistics.median(found)
        yield {
            "name": f"throughput beside {name}", "value": ours, "unit": "requests a second",
            "beside": f"{name}: {rate:.0f}", "ratio": ours / rate if rate else None,
            "target": f"at least {PEERS[name]:g} times", "met": ours >= PEERS[name] * rate,
        }  # fmt: skip
    if not rates:
        print(f"no {peers.VARIABLE}: nobody stands beside")
