"""A pipeline killed at a point, a service or worker killed under it, and what serves afterwards."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from taller.deployment.deployment.model import pipeline
from tests.deployment.deployment.pipeline.world import World

POINTS = [f"{name}:{when}" for name in pipeline.STAGES for when in ("before", "after")]
INSIDE = ["switch_traffic:canary", "switch_traffic:named"]


def in_a_child(work: Callable[[], Any]) -> int:
    """Do something in a process of its own, and wait; the signal that ended it, 0 for none."""
    pid = os.fork()
    if not pid:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) * -1


def killed_at(world: World, point: str, work: Callable[..., Any]) -> bool:
    """Whether a pipeline got to a point, where it was killed with -9."""

    def reached(here: str) -> None:
        if here == point:
            os.kill(os.getpid(), signal.SIGKILL)

    return in_a_child(lambda: work(reached=reached)) == signal.SIGKILL


def kill(pid: int) -> None:
    """End one process that this test started, at once."""
    os.kill(pid, signal.SIGKILL)


def at_point(point: str, do: Callable[[], None]) -> Callable[[str], None]:
    """Does something once, when the pipeline is at a point."""
    done: list[str] = []

    def reached(here: str) -> None:
        if here == point and not done:
            done.append(here)
            do()

    return reached


def answers_whole(world: World, patience: float = 10.0) -> int:
    """The one version that answers, as soon as somebody does; workers may just be born again."""
    until = time.monotonic() + patience
    while True:
        try:
            return world.answers()
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def elsewhere(world: World, url: str | None) -> World:
    """The same with another service, or none."""
    return World(replace(world.at, url=url), world.tmp, None, world.users)
