"""A service on loopback with one model in two versions, which stand in for real ones."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from taller.deployment.deployment.model.service import Board, Held, Running, Settings, slots, start
from tests.deployment.deployment.service import standins

ROW = {"features": {"x": 3.0}}


@dataclass
class Case:
    """A service and its one model, with what a test does to them."""

    running: Running
    folder: Path
    client: httpx.Client
    board: Board

    def score(self, row: Any = ROW, **headers: str) -> httpx.Response:
        return self.client.post("/v1/churn/score", json=row, headers=headers)

    def again(self) -> httpx.Client:
        """A client with connections of its own."""
        return httpx.Client(
            base_url=self.running.url, timeout=10, headers=dict(self.client.headers)
        )

    def put(self, slot: slots.Slot, version: int, folder: Path) -> None:
        held = slots.read(self.folder) | {slot: Held(version=version, folder=folder)}
        slots.write(self.folder, held)
        self.board.reload()


@contextlib.contextmanager
def serving(
    state: Path, a: dict[str, Any], b: dict[str, Any] | None, **more: Any
) -> Iterator[Case]:
    """A service whose versions 1 and 2 say what is given."""
    folder = state / "churn"
    first = Held(version=1, folder=standins.make(state / "versions" / "1", **a))
    second = b and Held(version=2, folder=standins.make(state / "versions" / "2", **b))
    slots.write(folder, {"a": first, "b": second})
    with (
        Board.open(folder) as board,
        start(state, scorers=standins.SCORERS, **more) as running,
        httpx.Client(base_url=running.url, timeout=10) as client,
    ):
        case = Case(running, folder, client, board)
        yield case
        case.client.close()


@pytest.fixture
def served(tmp_path: Path) -> Callable[..., contextlib.AbstractContextManager[Case]]:
    """Starts a service: `serving` in a folder of the test's own."""
    return lambda a, b=None, **more: serving(tmp_path / "state", a, b, **more)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A service with two sound versions, for tests that leave it as it was."""
    settings = Settings(body_bytes=20_000, most_rows=50, flush_seconds=0.2, body_seconds=0.5)
    state = tmp_path_factory.mktemp("service")
    with serving(state, {"base": 100}, {"base": 200}, settings=settings, keys=[KEY, OTHER]) as case:
        case.client.headers["X-API-Key"] = KEY
        yield case
        case.board.flip("a")


KEY, OTHER = "planted-key-0123456789", "another-key-0123456789"
