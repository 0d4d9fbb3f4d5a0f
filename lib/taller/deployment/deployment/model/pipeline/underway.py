"""A deployment under way: each stage is written down before its effect and after."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.deployment.deployment.model.pipeline import switched
from taller.deployment.deployment.model.pipeline.asking import Service
from taller.deployment.deployment.model.pipeline.journal import Journal
from taller.deployment.deployment.model.pipeline.messages import say
from taller.deployment.deployment.model.pipeline.records import (
    Deployment,
    Outcome,
    Place,
    StageName,
    StageOutcome,
)
from taller.deployment.deployment.model.pipeline.switched import Before
from taller.deployment.deployment.params import Steps
from taller.errors import InputError, TallerError

if TYPE_CHECKING:
    from taller.deployment.deployment.model.service import Board

LEAST = 0.05  # seconds between two looks
HARMLESS: tuple[StageName, ...] = ("pre_deployment_checks", "backup_current_system")
"""Stages that touch nothing, after which there is nothing to undo."""


@dataclass(frozen=True)
class Found:
    """How a stage came out: what its reason says, and what was found."""

    outcome: StageOutcome
    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass
class Underway:
    """One deployment, from its first line in the journal to its last.

    Attributes
    ----------
    model, number : the version that is to serve
    folder : where its files are, once they were looked at
    before : what was before, once it was written down
    owed : whether the registry has still to hear which version serves
    traffic : asked for traffic before each look, for so many seconds; None: wait for the real one
    """

    at: Place
    journal: Journal
    board: Board
    entry: int
    model: str
    number: int
    p: Steps
    folder: Path = field(default_factory=Path)
    sha256: str = ""
    contract: str = ""
    before: Before | None = None
    traffic: Callable[[float], None] | None = None
    owed: bool = False
    began: float = field(default_factory=time.monotonic)

    @property
    def was(self) -> Before:
        """What was before.

        Raises
        ------
        InputError
            If nobody wrote it down.
        """
        if self.before is None:
            raise InputError(self.model, say("pipeline-nothing-saved"))
        return self.before

    @property
    def service(self) -> Service:
        """The service.

        Raises
        ------
        InputError
            If none runs.
        """
        if not self.at.url:
            raise InputError(self.model, say("pipeline-check-no-service"))
        return Service(self.at.url, self.at.key)

    def wait(self, seconds: float) -> None:
        """Let traffic come for so long; who makes it may be done sooner."""
        begun = time.monotonic()
        (self.traffic or time.sleep)(seconds)
        if time.monotonic() - begun < LEAST:
            time.sleep(min(LEAST, seconds))

    def stage(self, name: StageName, work: Callable[[Underway], Found]) -> Found:
        """Do a stage, and write it down before and after; what goes wrong makes it fail."""
        number, begun = self.journal.intend(self.entry, name), time.monotonic()
        self.at.reached(f"{name}:before")
        try:
            found = work(self)
        except TallerError as error:
            found = Found("failed", "failed", {"why": str(error)})
        except Exception as error:  # whatever it was, the version before has to serve
            why = {"kind": type(error).__name__, "why": str(error)[:500]}
            found = Found("failed", "broke", why)
        self.at.reached(f"{name}:after")
        self.journal.done(number, time.monotonic() - begun, found.outcome, found.code, found.facts,
                          found.evidence)  # fmt: skip
        return found

    def run(
        self, plan: Sequence[tuple[StageName, Callable[[Underway], Found]]],
        outcome: Outcome = "live",
    ) -> Deployment:  # fmt: skip
        """All stages until one does not pass; then everything is put back as it was."""
        with self._taking_back():
            for name, work in plan:
                found = self.stage(name, work)
                if found.outcome in ("failed", "inconclusive"):
                    return self._stopped(name, found)
            return self.end(outcome)

    def _stopped(self, name: StageName, found: Found) -> Deployment:
        if name in HARMLESS:
            return self.end("refused")
        left = self.stage("rollback", put_back)
        outcome: Outcome = "inconclusive" if found.outcome == "inconclusive" else "rolled_back"
        return self.end(outcome, owed=left.outcome != "passed")

    def end(self, outcome: Outcome, *, owed: bool = False) -> Deployment:
        """Write down what became of it."""
        self.journal.end(self.entry, outcome, time.monotonic() - self.began,
                         owed=owed or self.owed)  # fmt: skip
        return self.journal.one(self.entry)

    @contextlib.contextmanager
    def _taking_back(self) -> Iterator[None]:
        """Who interrupts, or a journal that cannot be written, leaves the version before serving.

        The entry stays open: the next call finds it, and nothing left to undo.
        """
        try:
            yield
        except BaseException:
            if self.before is not None:
                with contextlib.suppress(TallerError, OSError):
                    switched.put_back(self.at, self.model, self.board, self.before)
            raise


def put_back(u: Underway) -> Found:
    """What was before serves again."""
    left = switched.put_back(u.at, u.model, u.board, u.was)
    live = u.was.slot(u.was.live)
    ready = live and switched.roused(u.at, u.board, u.was.live)
    evidence = {"left": left, "answers": bool(ready), "version": live and live.version}
    if left:
        return Found("failed", "put-back-owed", {"why": "; ".join(left.values())}, evidence)
    version = live.version if live else None
    return Found("passed", "put-back", {"version": version}, evidence)
