"""The journal: what a pipeline is about to do, and what it did; one SQLite file per engagement.

Each stage is written down before its effect and after it, so that who comes after a killed
pipeline finds what was under way. Moments are told by the wall clock and never counted with:
durations are those of a clock that does not jump.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import json
import os
import socket
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from taller.deployment.deployment.model.pipeline.messages import say
from taller.deployment.deployment.model.pipeline.records import (
    Deployment,
    Kind,
    Outcome,
    Stage,
    StageName,
    StageOutcome,
)
from taller.durable import PRIVATE
from taller.errors import HeldError, InputError, cannot_write, is_disk_full

FILE, LOCK = "journal.sqlite", ".deploying.lock"
PATIENCE = 20.0  # seconds to wait for another process's turn at the file
_TABLES = """
create table if not exists deployments (id integer primary key, kind text, model text,
    version integer, before integer, who text, why text, started text, seconds real, outcome text,
    saved text, owed integer default 0, pid integer, host text);
create table if not exists stages (id integer primary key, deployment integer, name text,
    started text, seconds real, outcome text, code text, facts text, evidence text);
"""


class Journal:
    """The file, open for one process; others may read it meanwhile.

    Raises
    ------
    InputError
        If it cannot be written, or is damaged.
    """

    def __init__(self, state: Path) -> None:
        self.path = state / FILE
        try:
            state.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT, PRIVATE))
        except OSError as error:
            raise cannot_write(state, error) from error
        # A write is on the disk before the effect that it announces.
        self._db = sqlite3.connect(self.path, isolation_level=None, timeout=PATIENCE)
        self._run(f"pragma journal_mode=wal; pragma synchronous=full; {_TABLES}", script=True)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def begin(
        self, kind: Kind, model: str, version: int, before: int | None, who: str, why: str
    ) -> int:
        """Write down that a deployment begins; its number."""
        return self._run(
            "insert into deployments (kind, model, version, before, who, why, started, pid, host) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (kind, model, version, before, who, why, _now(), os.getpid(), socket.gethostname()),
        ).lastrowid or 0  # fmt: skip

    def save(self, entry: int, saved: dict[str, Any]) -> None:
        """Keep what undoing needs, before anything is touched."""
        self._run("update deployments set saved = ? where id = ?", (json.dumps(saved), entry))

    def saved(self, entry: int) -> dict[str, Any] | None:
        """What undoing needs; None: nothing was touched."""
        found = self._run("select saved from deployments where id = ?", (entry,)).fetchone()
        return json.loads(found[0]) if found and found[0] else None

    def intend(self, entry: int, name: StageName) -> int:
        """Write down that a stage begins; its number."""
        return self._run(
            "insert into stages (deployment, name, started) values (?, ?, ?)", (entry, name, _now())
        ).lastrowid or 0  # fmt: skip

    def done(
        self, stage: int, seconds: float, outcome: StageOutcome, code: str, facts: dict[str, Any],
        evidence: dict[str, Any],
    ) -> None:  # fmt: skip
        """Write down how a stage came out."""
        told = (json.dumps(facts, default=str), json.dumps(evidence, default=str))
        self._run(
            "update stages set seconds = ?, outcome = ?, code = ?, facts = ?, evidence = ? "
            "where id = ?", (seconds, outcome, code, *told, stage),
        )  # fmt: skip

    def end(self, entry: int, outcome: Outcome, seconds: float | None, *, owed: bool) -> None:
        """Write down what became of a deployment.

        Parameters
        ----------
        owed : whether the registry has still to be told which version serves
        """
        self._run("update deployments set outcome = ?, seconds = ?, owed = ? where id = ?",
                  (outcome, seconds, int(owed), entry))  # fmt: skip

    def paid(self, model: str) -> None:
        """The registry knows which version of a model serves."""
        self._run("update deployments set owed = 0 where model = ?", (model,))

    def owing(self) -> list[str]:
        """Models of which the registry has still to be told which version serves."""
        found = self._run("select distinct model from deployments where owed = 1").fetchall()
        return [model for (model,) in found]

    def holder(self) -> dict[str, Any] | None:
        """Who began the deployment that is under way, where and when."""
        found = self._run(
            "select model, version, who, started, pid, host from deployments "
            "where outcome is null order by id desc limit 1"
        ).fetchone()
        names = ("model", "version", "who", "started", "pid", "host")
        if found is None:
            return None
        told = dict(zip(names, found, strict=True))
        started = f"{told['started'][:16].replace('T', ' ')} UTC"
        return told | {"started": started, "pid": str(told["pid"])}  # not a number with dots

    def read(self, model: str | None = None) -> tuple[Deployment, ...]:
        """All deployments, the newest first."""
        rows = self._run(
            "select id, kind, model, version, before, who, why, started, seconds, "
            "coalesce(outcome, 'unfinished') from deployments order by id desc"
        ).fetchall()
        names = ("id", "kind", "model", "version", "before", "who", "why", "started", "seconds",
                 "outcome")  # fmt: skip
        stages: dict[int, list[Stage]] = {}
        for entry, stage in self._stages():
            stages.setdefault(entry, []).append(stage)
        found = (dict(zip(names, row, strict=True)) for row in rows)
        return tuple(Deployment(**each, stages=tuple(stages.get(each["id"], ())))
                     for each in found if model in (None, each["model"]))  # fmt: skip

    def one(self, entry: int) -> Deployment:
        """One deployment."""
        return next(each for each in self.read() if each.id == entry)

    def _stages(self) -> Iterator[tuple[int, Stage]]:
        rows = self._run(
            "select deployment, name, started, seconds, outcome, coalesce(code, ''), "
            "coalesce(facts, '{}'), coalesce(evidence, '{}') from stages order by id"
        ).fetchall()
        for entry, name, started, seconds, outcome, code, facts, evidence in rows:
            yield entry, Stage(
                name=name, started=started, seconds=seconds, outcome=outcome, code=code,
                facts=json.loads(facts), evidence=json.loads(evidence),
            )  # fmt: skip

    def _run(self, query: str, given: Sequence[Any] = (), *, script: bool = False) -> Any:
        try:
            return self._db.executescript(query) if script else self._db.execute(query, given)
        except sqlite3.Error as error:
            full = "full" in str(error) or is_disk_full(error)
            if full:
                raise InputError(self.path, say("pipeline-journal-full")) from None
            told = say("pipeline-journal-damaged", why=str(error))
            raise InputError(self.path, told) from None


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


@contextlib.contextmanager
def held(state: Path) -> Iterator[Journal]:
    """The journal, for one pipeline of an engagement at a time; a killed one holds nothing.

    Raises
    ------
    HeldError
        If another deployment is under way; the message says whose, and since when.
    """
    import filelock

    journal = Journal(state)
    lock = filelock.FileLock(state / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        found = journal.holder()
        journal.close()
        told = say("pipeline-held", **found) if found else say("pipeline-held-somebody")
        raise HeldError(state, told) from None
    except OSError as error:
        journal.close()
        raise cannot_write(state, error) from error
    try:
        yield journal
    finally:
        lock.release()
        journal.close()


def history(state: Path, model: str | None = None) -> tuple[Deployment, ...]:
    """All deployments of an engagement, or of one model, the newest first; changes nothing."""
    if not (state / FILE).is_file():
        return ()
    journal = Journal(state)
    try:
        return journal.read(model)
    finally:
        journal.close()


def somebody() -> str:
    """The name of whoever is logged in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"
