"""Deployments under constant load, and what serves after a kill, a full disk, a lost registry.

Clients with kept connections ask all the while, and each answer is held against what the version
that it names answers offline: a request that failed, or an answer of a mixed version, is counted.
After each fault one version has to serve, whole, and the next call has to finish or undo.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from taller.deployment.deployment.model import pipeline, scoring
from taller.errors import TallerError
from tests.deployment import kept
from tests.deployment.deployment.pipeline import world as worlds
from tests.deployment.deployment.pipeline.kills import (
    INSIDE,
    POINTS,
    answers_whole,
    at_point,
    in_a_child,
    kill,
    killed_at,
)

QUICK = worlds.QUICK.model_copy(update={"watch": 0.0, "every": 0.2, "seconds": 10.0})
SHORT = QUICK.model_copy(update={"seconds": 0.5})
ROLLBACKS = 20
WELL = ("live", "rolled_back", "inconclusive", "refused")


def figures() -> Iterator[dict[str, Any]]:
    """Each kind of fault: how often all was well afterwards; then what the clients saw."""
    with tempfile.TemporaryDirectory() as folder, worlds.world(Path(folder)) as world:
        first = world.deploy(1, p=QUICK)
        assert first.outcome == "live", [stage.reason for stage in first.stages]
        with loaded(world) as counts:
            yield row("deployment in six stages, then back by hand", switches(world))
            yield row("pipeline killed -9, before and after each stage's effect", kills(world))
            yield row("pipeline killed -9 amid its canary", canaries(world))
            yield row("worker killed -9 in each stage", workers(world))
            yield row("nothing can be written from a point on (each stage)", unwritable(world))
            yield row("registry out of reach from a call on (each call)", registries(world))
            yield row("version that fails, is slow, or says the same to all", misdoings(world))
            yield row("a byte changed in each file of a version; another contract", damaged(world))
        yield clients(counts())
    yield row("service killed -9 in each stage, and started again", services())


def row(name: str, found: list[tuple[str, bool]]) -> dict[str, Any]:
    """A line of the table; what was not well is named in it."""
    well, wrong = sum(fine for _what, fine in found), [what for what, fine in found if not fine]
    return {
        "name": f"{name}: one version whole, next call clears up", "value": float(well),
        "unit": f"of {len(found)}", "beside": "; ".join(wrong), "target": "all",
        "met": well == len(found),
    }  # fmt: skip


def whole(world: worlds.World, allowed: set[int | None]) -> bool:
    """Whether one of these versions serves now, and after the next call nothing is left to do."""
    try:
        serving = {world.live()}
        if world.share() == 0:
            serving.add(answers_whole(world))
        pipeline.recover(world.at)
        after = answers_whole(world)
    except Exception as error:  # told in the table: a benchmark goes on
        print(f"<!-- {type(error).__name__}: {error} -->")
        return False
    settled = after == world.live() == world.champion() and world.share() == 0
    return serving <= allowed and after in allowed and settled


def switches(world: worlds.World) -> list[tuple[str, bool]]:
    """A canary each way, and then twenty rollbacks by hand."""
    found = []
    for _way in range(2):
        number = 3 - (world.live() or 0)
        done = world.deploy(number, p=QUICK)
        found.append((f"deploy {number}: {done.outcome}", done.outcome == "live"))
    for i in range(ROLLBACKS):
        back = world.rollback()
        well = back.outcome == "live" and answers_whole(world) == back.version
        found.append((f"rollback {i}: {back.outcome}", well))
    return found


def kills(world: worlds.World) -> list[tuple[str, bool]]:
    """Every point, and those within the switch."""
    found = []
    for point in POINTS + INSIDE:
        live = world.live() or 0
        reached = killed_at(world, point, partial(world.deploy, 3 - live, p=QUICK))
        found.append((point, reached and whole(world, {live, 3 - live})))
    return found


def canaries(world: worlds.World) -> list[tuple[str, bool]]:
    """Three times, at another look each."""
    found = []
    for looks in range(3):
        live = world.live() or 0
        seen = iter(range(looks + 1))

        def ask(seconds: float, seen: Iterator[int] = seen, last: int = looks) -> None:
            world.ask(min(seconds, 0.05))
            if next(seen) == last:
                os.kill(os.getpid(), signal.SIGKILL)

        deploy = partial(pipeline.deploy, world.at, worlds.MODEL, 3 - live, who="ana", why="x",
                         p=QUICK, traffic=ask)  # fmt: skip
        died = in_a_child(deploy)
        found.append((f"look {looks}", died == signal.SIGKILL and whole(world, {live})))
    return found


def workers(world: worlds.World) -> list[tuple[str, bool]]:
    """One of the two, whose connections die with it."""
    found = []
    for name in pipeline.STAGES:
        live, victim = world.live() or 0, _workers(world)[0]
        end = at_point(f"{name}:before", partial(kill, victim))
        done = world.deploy(3 - live, p=QUICK, reached=end)
        right = {3 - live if done.outcome == "live" else live}
        found.append((f"{name}: {done.outcome}", done.outcome in WELL and whole(world, right)))
    return found


def unwritable(world: worlds.World) -> list[tuple[str, bool]]:
    """A limit of no bytes on what the pipeline's process writes, as where a disk is full."""

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    found = []
    for name in pipeline.STAGES:
        live = world.live() or 0
        reached = at_point(f"{name}:before", full)
        in_a_child(partial(world.deploy, 3 - live, p=SHORT, reached=reached))
        found.append((name, whole(world, {live, 3 - live})))
    return found


def registries(world: worlds.World) -> list[tuple[str, bool]]:
    """From the first, second, ... call on there is no registry, until the next call."""
    found = []
    for last in range(14):
        live, calls = world.live() or 0, iter(range(1000))
        lost = replace(world.registry, reachable=lambda _call, c=calls, last=last: next(c) < last)
        told = ""
        try:
            told = world.deploy(3 - live, p=QUICK, registry=lost).outcome
        except TallerError as error:
            told = type(error).__name__
        found.append((f"call {last}: {told}", whole(world, {live, 3 - live})))
    return found


def misdoings(world: worlds.World) -> list[tuple[str, bool]]:
    """Each is put back by itself."""
    found = []
    for does in ("raise", "slow", "alike"):
        live = world.live() or 0
        version = world.register(f"bench-{does}", seed=1, title=f"{does}:30")
        done = world.deploy(version.number, p=QUICK)
        found.append((f"{does}: {done.outcome}", done.outcome == "rolled_back"
                      and whole(world, {live})))  # fmt: skip
    return found


def damaged(world: worlds.World) -> list[tuple[str, bool]]:
    """Refused before anything is touched."""
    found = []
    names = sorted(scoring.contents(world.registry.fetched(worlds.MODEL, 1)))
    for name in names:
        live = world.live() or 0
        version = world.register(f"bench-{name}", seed=11, n=290 + len(found))
        path = world.registry.fetched(worlds.MODEL, version.number) / name
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        done = world.deploy(version.number, p=SHORT)
        found.append(
            (f"{name}: {done.outcome}", done.outcome == "refused" and whole(world, {live}))
        )
    live, folder = world.live() or 0, world.tmp / "made" / "bench-amount"
    kept.amount(folder)
    version = world.registry.register(worlds.MODEL, folder, run="d", data_fingerprint="f")
    done = world.deploy(version.number, p=SHORT)
    return [
        *found,
        (f"contract: {done.outcome}", done.outcome == "refused" and whole(world, {live})),
    ]


def services() -> list[tuple[str, bool]]:
    """Both it and its workers at once; a new one serves what the switch says."""
    found = []
    with tempfile.TemporaryDirectory() as folder, worlds.world(Path(folder)) as world:
        world.deploy(1, p=QUICK)
        for name in pipeline.STAGES:
            live = world.live() or 0
            pids = (world.running.pid, *_workers(world))  # type: ignore[union-attr]
            end = at_point(f"{name}:before", partial(_end, pids))
            done = world.deploy(3 - live, p=QUICK, reached=end)
            world.running.stop()  # type: ignore[union-attr]
            world.running = worlds.started(world.at.state)
            world.at = replace(world.at, url=world.running.url)
            found.append((f"{name}: {done.outcome}", whole(world, {live, 3 - live})))
        world.running.stop()
    return found


def _workers(world: worlds.World) -> tuple[int, ...]:
    return world.running.worker_pids() if world.running else ()


def _end(pids: tuple[int, ...]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            kill(pid)


@contextlib.contextmanager
def loaded(world: worlds.World, clients: int = 2) -> Iterator[Callable[[], dict[str, int]]]:
    """Clients that ask all the while; what they saw, once they are told to stop."""
    there = world.tmp / "load"
    there.mkdir()
    pids = [_client(world, there / str(i)) for i in range(clients)]
    total: dict[str, int] = {}

    def stop() -> None:
        for pid in pids:
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)
        for path in there.iterdir():
            for name, n in json.loads(path.read_text()).items():
                total[name] = total.get(name, 0) + n

    try:
        yield lambda: total
    finally:
        stop()


def _client(world: worlds.World, told: Path) -> int:
    """A process with one kept connection; one that dies with its worker is opened again."""
    pid = os.fork()
    if pid:
        return pid
    parent, stopped = os.getppid(), []  # type: ignore[var-annotated]
    signal.signal(signal.SIGTERM, lambda *_given: stopped.append(1))
    counts = {"asked": 0, "failed": 0, "mixed": 0, "broken": 0}
    right: dict[int, float] = {}
    features = world.example()
    with httpx.Client(base_url=world.at.url or "", timeout=10) as client:
        while not stopped and os.getppid() == parent:
            counts["asked"] += 1
            try:
                answer = client.post(f"/v1/{worlds.MODEL}/score", json={"features": features})
            except httpx.TransportError:
                counts["broken"] += 1
                continue
            if answer.status_code != 200:
                counts["failed"] += 1
                continue
            got = answer.json()
            version = got["version"]
            if version not in right:
                right[version] = _offline(world, version, features)
            counts["mixed"] += got["score"] not in (right[version], 0.999)
            time.sleep(0.004)
    told.write_text(json.dumps(counts))
    os._exit(0)


def _offline(world: worlds.World, version: int, features: dict[str, Any]) -> float:
    scorer = scoring.load(world.registry.fetched(worlds.MODEL, version))
    return scorer.score([scorer.row(scorer.request.model_validate_json(json.dumps(features)))])[0]


def clients(counts: dict[str, int]) -> dict[str, Any]:
    """What the clients saw of all this."""
    n, wrong = counts["asked"], counts["failed"] + counts["mixed"]
    bound = f"below {3 / max(n, 1):.2g} at 95 %" if not wrong else ""
    return {
        "name": "requests answered with an error, or by a mixed version, through all of the above",
        "value": float(wrong), "unit": f"of {n:,}",
        "beside": f"{bound}; connections that died with a killed worker: {counts['broken']}",
        "target": "0", "met": wrong == 0,
    }  # fmt: skip
