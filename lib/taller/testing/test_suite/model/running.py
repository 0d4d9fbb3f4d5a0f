"""Tests in a child process: what one of them ends, hangs or floods costs that one alone.

pytest keeps its JUnit XML after each test, and the plugin tells which test is running. Where the
process ends or is ended, that test has failed, and another process does the rest.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from taller.controls import progress
from taller.deployment.deployment.features import kept
from taller.looked import Looked
from taller.testing.test_suite.features.own import OWN, own_files
from taller.testing.test_suite.messages import say
from taller.testing.test_suite.model import junit
from taller.testing.test_suite.params import KINDS, Params
from taller.testing.test_suite.result import Case

HERE = Path(__file__).parents[1]
SHIPPED_SECONDS = 120.0  # longest that a shipped test may take, or a file to load
MOST_SECONDS = 900.0  # of all tests together
MOST_PROCESSES = 12  # after so many ended, the rest is not run
TICK = 0.05
STDERR = 4_000  # characters of what a process said at last


@dataclass(frozen=True)
class Performed(Looked):
    """What was run.

    Attributes
    ----------
    cases : every test, kind by kind in the order they ran
    unread : what kept tests from being run, in words
    own : files of the client's own tests
    models : notebooks whose kept models were tested
    """

    p: Params
    cases: tuple[Case, ...]
    unread: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


def perform(run: Any, p: Params, only: str = "") -> Performed:
    """Run the shipped tests and the client's own.

    Parameters
    ----------
    run : a `taller.Run`
    only : a part of the names of the tests that are run, as pytest's ``-k`` takes it; all if empty
    """
    own = own_files(run.engagement.root, Path(run.engagement.path).stem)
    with tempfile.TemporaryDirectory(prefix="taller-tests-") as scratch:
        asked = _Asked(run, p, only, own, Path(scratch))
        asked.all()
    names = tuple(path.relative_to(run.engagement.root).as_posix() for path in own)
    models = tuple(model.name for model in kept.find(run))
    cases = sorted(asked.cases, key=lambda case: KINDS.index(case.kind))
    return Performed(p, tuple(cases), tuple(asked.unread), names, models)


@dataclass
class _Asked:
    """What is to be run, and what was found so far."""

    run: Any
    p: Params
    only: str
    own: Sequence[Path]
    scratch: Path
    cases: list[Case] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def all(self) -> None:
        """Process after process, until nothing is left."""
        ends = time.monotonic() + MOST_SECONDS
        for number in range(MOST_PROCESSES):
            part = _Part.started(self, number)
            stopped = part.wait(ends)
            self._take(junit.read(part.xml))
            if not self._rest(part, stopped):
                return
        self.unread.append(say("unread.processes", n=MOST_PROCESSES))

    def _take(self, found: Sequence[Case]) -> None:
        """Take what a process found; a file that does not load is told by each of them."""
        told = {case.key for case in self.cases if case.broke}
        for case in found:
            if not case.broke:
                self.cases.append(case)
            elif case.key not in told:
                self.cases.append(case.model_copy(update={"kind": self.p.kinds[0]}))

    def _rest(self, part: _Part, stopped: str) -> bool:
        """Whether tests are left for another process; who ended this one has failed."""
        seen = part.progress()
        self.done += [each["finished"] for each in seen if "finished" in each]
        collected = next((e["collected"] for e in reversed(seen) if "collected" in e), None)
        running = seen[-1].get("started") if seen else None
        if stopped == "all":
            self.unread.append(say("unread.time", seconds=MOST_SECONDS))
            return False
        if running is not None:
            self.done.append(running["node"])
            why = _why(stopped, part.limit(running))
            self.cases.append(junit.told(running, outcome="failed", broke=True, why=why))
            return True
        if collected is None:
            return self._not_loaded(part, seen, stopped)
        left = len(set(collected) - set(self.done))
        if left:  # something asked pytest itself to stop
            self.unread.append(say("unread.stopped", n=left))
        return False

    def _not_loaded(self, part: _Part, seen: list[Any], stopped: str) -> bool:
        """A file that ended the process, or kept it, while it was read: the others go on."""
        file = seen[-1].get("collecting") if seen else None
        if file is None or file in self.ignored:
            self.unread.append(say("unread.start", why=part.last_words()))
            return False
        self.ignored.append(file)
        why = _why(stopped, SHIPPED_SECONDS)
        name = Path(os.path.relpath(file, self.run.engagement.root)).as_posix()
        self.cases.append(
            Case(key=name, title=say("own.file", name=name), kind=self.p.kinds[0], own=True,
                 critical=True, outcome="failed", broke=True, why=why)
        )  # fmt: skip
        return True

    def command(self, part: _Part) -> list[str]:
        """What starts pytest: with the plugin, without those that the environment holds."""
        checks = HERE / "checks"
        root = self.run.engagement.root
        cut = root / OWN if (root / OWN).is_dir() else checks  # no conftest.py of a folder above
        files = [path for path in self.own if str(path) not in self.ignored]
        return [
            sys.executable, "-m", "pytest", "-c", str(checks / "pytest.ini"),
            "--color=no", "--tb=line", f"--rootdir={root}", f"--confcutdir={cut}",
            "-p", "taller.testing.test_suite.plugin",
            "--engagement", str(root / self.run.engagement.path), "--run-dir", str(self.run.dir),
            "--suite-params", str(self._written("params.json", self.p.model_dump_json())),
            "--without", str(self._written("done.json", json.dumps(self.done))),
            "--progress", str(part.seen), f"--junitxml={part.xml}",
            f"--basetemp={self.scratch / f'tmp-{part.number}'}",
            "-m", " or ".join(self.p.kinds), *(["-k", self.only] if self.only else []),
            str(checks), *map(str, files),
        ]  # fmt: skip

    def _written(self, name: str, text: str) -> Path:
        path = self.scratch / name
        path.write_text(text, encoding="utf-8")
        return path


@dataclass
class _Part:
    """One process, and what it tells."""

    asked: _Asked
    number: int
    process: Any = None

    @classmethod
    def started(cls, asked: _Asked, number: int) -> _Part:
        part = cls(asked, number)
        with part.words.open("wb") as words:
            part.process = subprocess.Popen(
                asked.command(part), stdin=subprocess.DEVNULL, stdout=words, stderr=words,
                env=environment(os.environ), cwd=asked.scratch, start_new_session=True,
            )  # fmt: skip
        return part

    @property
    def xml(self) -> Path:
        return self.asked.scratch / f"part-{self.number}.xml"

    @property
    def seen(self) -> Path:
        return self.asked.scratch / f"progress-{self.number}.jsonl"

    @property
    def words(self) -> Path:
        return self.asked.scratch / f"words-{self.number}.txt"

    def wait(self, ends: float) -> str:
        """Until it ends: ``""``; ``one`` where a test, ``all`` where all took too long."""
        with progress.bar("tests") as told:
            return self._watched(ends, told)

    def _watched(self, ends: float, told: Callable[[int], None]) -> str:
        size, since = -1, time.monotonic()
        try:
            while self.process.poll() is None:
                told(len(self.asked.done) + sum("finished" in each for each in self.progress()))
                time.sleep(TICK)
                now = time.monotonic()
                grown = self.seen.stat().st_size if self.seen.exists() else 0
                if grown != size:
                    size, since, limit = grown, now, self.limit(self._running())
                if now > ends:
                    return "all"
                if now - since > limit:
                    return "one"
            return ""
        finally:
            self._end()

    def _running(self) -> Mapping[str, Any] | None:
        seen = self.progress()
        return seen[-1].get("started") if seen else None

    def limit(self, running: Mapping[str, Any] | None) -> float:
        """Seconds that a test may take; what is no test takes as long as one of ours."""
        own = running is not None and running["own"]
        return self.asked.p.own_seconds if own else SHIPPED_SECONDS

    def progress(self) -> list[Any]:
        """What it told so far; a line that is not whole is not read."""
        if not self.seen.exists():
            return []
        lines = self.seen.read_text(encoding="utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def last_words(self) -> str:
        """What it said before it ended."""
        text = self.words.read_bytes()[-STDERR:].decode(errors="replace")
        lines = [line for line in text.splitlines() if line.strip()]
        return lines[-1].removeprefix("ERROR: ") if lines else ""

    def _end(self) -> None:
        """End it and whatever it started and left in its group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _why(stopped: str, seconds: float) -> str:
    """Why a process that ended, or was ended, came to no answer."""
    return say("own.hung", seconds=seconds) if stopped else say("own.ended")


def environment(held: Mapping[str, str]) -> dict[str, str]:
    """The child's environment: no plugins but ours, nothing written beside sources."""
    kept = {name: value for name, value in held.items() if not name.startswith("PYTEST_")}
    return kept | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
