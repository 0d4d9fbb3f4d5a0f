"""A model in several versions, a service on loopback, and users who ask it."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from taller.deployment.deployment.model import pipeline, scoring, service
from taller.deployment.deployment.model.registry import Registry, Version
from taller.deployment.deployment.params import Steps
from taller.durable import write_whole
from taller.errors import AnalysisError, CloudError, DataError, InputError
from tests.deployment import kept

MODEL = "classification"
DOING = "tests.deployment.deployment.pipeline.world:misdoing"
QUICK = Steps(canary=(0.4,), seconds=30, every=0.3, watch=0.3, requests=4000, shift=0.4,
              errors=0.1, late=0.1)  # fmt: skip


@dataclass(frozen=True)
class Misdoing:
    """A scorer that does wrong once it was asked so often: raises, is slow, or says all alike."""

    real: Any
    does: str
    after: int
    asked: Iterator[int] = field(default_factory=itertools.count)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def score(self, rows: Any) -> list[float]:
        if next(self.asked) >= self.after:
            if self.does == "raise":
                raise AnalysisError("no number")
            if self.does == "slow":
                time.sleep(0.25)
            if self.does == "alike":
                return [0.999] * len(rows)
        return self.real.score(rows)


def misdoing(folder: Path, **more: Any) -> Any:
    """What the service loads: as its card says, a sound scorer or one that does wrong later."""
    title = json.loads((folder / "card.json").read_text(encoding="utf-8"))["title"]
    does, _colon, after = title.partition(":")
    real = scoring.load(folder, **more)
    return Misdoing(real, does, int(after)) if after else real


def made(folder: Path, *, seed: int = 1, title: str = "Who leaves", n: int = 300) -> Path:
    """A classifier's folder."""
    kept.classifier(folder, "logistic", seed=seed, n=n)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    (folder / "card.json").write_text(json.dumps(card | {"title": title}), encoding="utf-8")
    return folder


@dataclass
class Shelf:
    """A registry of a folder, which can be out of reach from a call on, and forks as one likes."""

    state: Path
    reachable: Callable[[str], bool] = lambda _call: True

    def _ask(self, call: str) -> dict[str, Any]:
        if not self.reachable(call):
            raise CloudError("the registry cannot be reached")
        path = self.state / "shelf.json"
        return json.loads(path.read_text()) if path.exists() else {"versions": {}, "aliases": {}}

    def _keep(self, held: dict[str, Any]) -> None:
        write_whole(self.state / "shelf.json", json.dumps(held))

    def register(
        self, model: str, folder: Path, *, run: str, data_fingerprint: str = ""
    ) -> Version:
        held = self._ask("register")
        number = len(held["versions"]) + 1
        scorer = scoring.load(folder)
        shutil.copytree(folder, self.fetched(model, number))
        held["versions"][str(number)] = Version(
            model=model, number=number, sha256=scorer.sha256, contract=scorer.contract.digest,
            data_fingerprint=data_fingerprint, run=run, made=dt.datetime.now(dt.UTC),
        ).model_dump(mode="json")  # fmt: skip
        self._keep(held)
        return self.version(model, number)

    def fetched(self, model: str, number: int) -> Path:
        return self.state / "versions" / model / str(number)

    def models(self) -> list[str]:
        return [MODEL]

    def versions(self, model: str) -> list[Version]:
        held = self._ask("versions")
        found = [Version.model_validate(each) for each in held["versions"].values()]
        return sorted(found, key=lambda version: -version.number)

    def version(self, model: str, number: int) -> Version:
        found = [each for each in self.versions(model) if each.number == number]
        if not found:
            raise InputError(f"{model} {number}", "no such version")
        return found[0]

    def fetch(self, model: str, number: int) -> Path:
        folder = self.fetched(model, number)
        if scoring.digest(folder) != self.version(model, number).sha256:
            raise DataError(folder, "is not what was registered")
        return folder

    def alias(self, model: str, alias: str) -> Version | None:
        number = self._ask("alias")["aliases"].get(alias)
        return number and self.version(model, number)

    def set_alias(self, model: str, alias: str, number: int | None) -> None:
        held = self._ask(f"set_alias {alias} {number}")
        held["aliases"][alias] = number
        self._keep(held)


@dataclass
class World:
    """Where the pipeline works, and what a test does to it."""

    at: pipeline.Place
    tmp: Path
    running: service.Running | None = None
    users: Iterator[int] = field(default_factory=itertools.count)

    @property
    def registry(self) -> Any:
        return self.at.registry

    def register(self, name: str, *, data_fingerprint: str = "f" * 64, **how: Any) -> Version:
        """One more version."""
        folder = made(self.tmp / "made" / name, **how)
        return self.registry.register(MODEL, folder, run="d", data_fingerprint=data_fingerprint)

    def deploy(self, number: int, *, p: Steps = QUICK, traffic: bool = True, **how: Any) -> Any:
        asking = self.ask if traffic and self.running else None
        return pipeline.deploy(
            replace(self.at, **how), MODEL, number, who="ana", why="better", p=p, traffic=asking
        )

    def rollback(self, **how: Any) -> Any:
        return pipeline.rollback(replace(self.at, **how), MODEL, who="eva", why="worse")

    def ask(self, seconds: float) -> None:
        """New users, one request each, for so long; each is answered."""
        rows = kept.frame(100, 7).to_dict("records")
        until = time.monotonic() + seconds
        with httpx.Client(base_url=self.at.url or "", timeout=10) as client:
            while time.monotonic() < until:
                i = next(self.users)
                row = rows[i % len(rows)]
                features = {name: plain(value) for name, value in row.items()}
                body = {"user": f"user {i}", "features": features}
                answer = client.post(f"/v1/{MODEL}/score", json=body)
                assert answer.status_code == 200, answer.text

    def answers(self) -> int:
        """The version that answers whoever asks; the same from new connections."""
        found = set()
        for _ask in range(8):
            body = {"features": json.loads(json.dumps(self.example()))}
            answer = httpx.post(f"{self.at.url}/v1/{MODEL}/score", json=body, timeout=10)
            assert answer.status_code == 200, answer.text
            found.add(answer.json()["version"])
        assert len(found) == 1, found
        return found.pop()

    def example(self) -> dict[str, Any]:
        row = kept.frame(1, 7).to_dict("records")[0]
        return {name: plain(value) for name, value in row.items()}

    def live(self) -> int | None:
        """What the switch says serves."""
        with contextlib.closing(self.at.board(MODEL)) as board:
            held = service.slots.read(self.at.state / MODEL)[board.live]
            return held and held.version

    def share(self) -> int:
        with contextlib.closing(self.at.board(MODEL)) as board:
            return board.share

    def champion(self) -> int | None:
        found = self.registry.alias(MODEL, "champion")
        return found and found.number


def plain(value: Any) -> Any:
    """As JSON has it."""
    if value is None or value != value:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value


@contextlib.contextmanager
def world(
    tmp: Path, *, serving: bool = True, workers: int = 2, real: bool = False
) -> Iterator[World]:
    """A registry with two sound versions, and a service that nobody deployed to yet."""
    state = tmp / "client" / ".deployment"
    state.mkdir(parents=True)
    registry: Any = Registry.open(state) if real else Shelf(state)
    found = World(pipeline.Place(state, registry), tmp)
    for seed in (1, 2):
        found.register(f"sound{seed}", seed=seed)
    if not serving:
        yield found
        return
    with started(state, workers=workers) as running:
        found.running, found.at = running, replace(found.at, url=running.url)
        yield found


def started(state: Path, *, workers: int = 2) -> service.Running:
    """A service of a state, on loopback, whose scorers may do wrong."""
    quick = service.Settings(flush_seconds=0.1, requests_a_minute=0)
    return service.start(state, workers=workers, settings=quick, scorers=DOING)
