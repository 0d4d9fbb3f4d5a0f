"""What waits, is due, was sent or failed: one SQLite file, written before anything leaves.

Before each try it is written down that there was one, and when the next is due; after it, how it
went. Who is killed in between tries again later, under the same identity (an e-mail's Message-ID, a
webhook's Idempotency-Key): nothing is lost, and what was taken in the very moment of a kill comes
once more in a way that mail servers recognise. The content of what was sent is let go of.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from taller.durable import PRIVATE
from taller.errors import HeldError, InputError, cannot_write, is_disk_full
from taller.outbox.message import Attachment, Delivered, Entry, Message, Outcome, State
from taller.outbox.messages import say

FILE, LOCK = "outbox.sqlite", ".outbox.lock"
FIRST, LONGEST = dt.timedelta(minutes=1), dt.timedelta(hours=1)  # until it is tried again
PATIENCE = dt.timedelta(days=3)  # until it is given up, and kept
TURN = 20.0  # seconds to wait for another process's turn at the file
_TABLES = """
create table if not exists messages (id integer primary key, key text, recipient text,
    subject text, body text, html text, state text default 'waiting', attempts integer default 0,
    put text, due text, ended text, why text default '', code integer default 0,
    unique (key, recipient));
create table if not exists files (message integer, name text, kind text, content blob);
"""
_ENTRY = "id, key, recipient, subject, state, attempts, put, due, ended, why, code"


class Outbox:
    """The messages of one client, open for one process; others may put theirs meanwhile."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The outbox of a folder, which is made where there is none.

        Raises
        ------
        InputError
            If it cannot be written, or is damaged.
        """
        path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT, PRIVATE))
        except OSError as error:
            raise cannot_write(path, error) from error
        made = cls(path, sqlite3.connect(path, isolation_level=None, timeout=TURN))
        # On the disk before it is acted upon; what was sent leaves nothing behind in the file.
        made._run(f"pragma synchronous=extra; pragma secure_delete=on; {_TABLES}", script=True)
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def put(self, message: Message, *, now: dt.datetime | None = None) -> bool:
        """Keep a message until it is delivered; False where its key was put before."""
        at = _text(now or _now())
        with self._together():
            made = self._run(
                "insert or ignore into messages (key, recipient, subject, body, html, put, due) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                (message.key, message.to, message.subject, message.text, message.html, at, at),
            )  # fmt: skip
            if not made.rowcount:
                return False
            for each in message.attachments:
                self._run("insert into files values (?, ?, ?, ?)",
                          (made.lastrowid, each.name, each.kind, each.content))  # fmt: skip
        return True

    def entries(self, state: State | None = None) -> tuple[Entry, ...]:
        """All that was put, the oldest first, or what is in one state."""
        rows = self._run(f"select {_ENTRY} from messages where ? in ('', state) order by id",
                         (state or "",))  # fmt: skip
        return tuple(_entry(row) for row in rows.fetchall())

    def again(self, key: str | None = None) -> int:
        """Let what has failed wait once more; how many those are."""
        return self._run(
            "update messages set state = 'waiting', attempts = 0, put = ?1, due = ?1, ended = null "
            "where state = 'failed' and ?2 in ('', key)", (_text(_now()), key or ""),
        ).rowcount  # fmt: skip

    def deliver(
        self, addresses: Mapping[str, str], *, now: dt.datetime | None = None, wait: float = 60.0
    ) -> Delivered:
        """Try all that is due, one after the other.

        Whom a try does not reach is left alone until the next call.

        Parameters
        ----------
        addresses : by name, as `taller.outbox.addresses` finds them
        now : the moment, which decides what is due
        wait : seconds to wait for another process that delivers

        Raises
        ------
        HeldError
            If another process still delivers after that.
        """
        sent, failed, unreached = [], [], set[str]()
        with self._held(wait):
            for number, entry in self._due(now or _now()):
                if entry.to in unreached:
                    continue
                outcome = self._try(number, entry, addresses.get(entry.to), now or _now())
                if outcome.why in ("unreachable", "login", "no_address"):
                    unreached.add(entry.to)
                done = self._one(number)
                if done.state != "waiting":
                    (sent if done.state == "sent" else failed).append(done)
            self._forget_sent()
            return Delivered(tuple(sent), self.entries("waiting"), tuple(failed))

    def _due(self, now: dt.datetime) -> list[tuple[int, Entry]]:
        """What is to be tried now; also what a clock that was set back would leave for long."""
        rows = self._run(f"select {_ENTRY} from messages where state = 'waiting' order by id")
        waiting = [(row[0], _entry(row)) for row in rows.fetchall()]
        return [(number, entry) for number, entry in waiting
                if not now < entry.due <= now + LONGEST]  # fmt: skip

    def _try(self, number: int, entry: Entry, url: str | None, now: dt.datetime) -> Outcome:
        from taller.outbox import post

        if url is None:
            outcome = Outcome("no_address")
        else:
            due = now + _pause(entry)
            self._run("update messages set attempts = attempts + 1, due = ? where id = ?",
                      (_text(due), number))  # fmt: skip
            outcome = post.send(url, self._message(number, entry), identity=_identity(entry))
        if not outcome.why:
            self._end(number, "sent", outcome, now)
        elif outcome.why == "refused" or now - entry.put >= PATIENCE:
            self._end(number, "failed", outcome, now)
        else:
            self._run("update messages set why = ?, code = ? where id = ?",
                      (outcome.why, outcome.code, number))  # fmt: skip
        return outcome

    def _end(self, number: int, state: State, outcome: Outcome, now: dt.datetime) -> None:
        # At once, and in one statement: a kill before it has the message sent again.
        self._run("update messages set state = ?, why = ?, code = ?, ended = ? where id = ?",
                  (state, outcome.why, outcome.code, _text(now), number))  # fmt: skip

    def _forget_sent(self) -> None:
        """Let go of the content of what was sent."""
        sent = "(select id from messages where state = 'sent')"
        self._run(f"delete from files where message in {sent}")
        self._run("update messages set body = '', html = null "
                  "where state = 'sent' and (body, html) is not ('', null)")  # fmt: skip

    def _message(self, number: int, entry: Entry) -> Message:
        query = "select body, html from messages where id = ?"
        text, html = self._run(query, (number,)).fetchone()
        files = self._run(
            "select name, content, kind from files where message = ? order by rowid", (number,)
        )
        attachments = tuple(Attachment(*row) for row in files.fetchall())
        return Message(entry.key, entry.to, entry.subject, text, html, attachments)

    def _one(self, number: int) -> Entry:
        query = f"select {_ENTRY} from messages where id = ?"
        return _entry(self._run(query, (number,)).fetchone())

    @contextlib.contextmanager
    def _held(self, wait: float) -> Iterator[None]:
        """One process at a time delivers; a killed one holds nothing."""
        import filelock

        try:
            with filelock.FileLock(self.path.with_name(LOCK), timeout=wait):
                yield
        except filelock.Timeout:
            raise HeldError(self.path, say("held")) from None

    @contextlib.contextmanager
    def _together(self) -> Iterator[None]:
        """All of it is written, or nothing."""
        self._run("begin immediate")
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        self._run("commit")

    def _run(self, query: str, given: Sequence[Any] = (), *, script: bool = False) -> Any:
        try:
            return self._db.executescript(query) if script else self._db.execute(query, given)
        except sqlite3.Error as error:
            full = "full" in str(error) or is_disk_full(error)
            what = say("full") if full else say("damaged", why=str(error))
            raise InputError(self.path, what) from None


def _entry(row: tuple[Any, ...]) -> Entry:
    _id, key, to, subject, state, attempts, put, due, ended, why, code = row
    return Entry(key, to, subject, state, attempts, _moment(put), _moment(due),
                 ended and _moment(ended), why, code)  # fmt: skip


def _identity(entry: Entry) -> str:
    """What a message is known by, the same in each try, with nothing of what it says.

    The moment it was put keeps two clients' messages of one key apart.
    """
    told = "\n".join((entry.key, entry.to, _text(entry.put)))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _pause(entry: Entry) -> dt.timedelta:
    """How long until the next try: twice as long each time, up to a bound, and not all at once.

    The spread is drawn from the message itself, so that a test can tell it beforehand.
    """
    spread = random.Random(f"{entry.key}/{entry.to}/{entry.attempts}").uniform(0.5, 1.0)
    doublings = min(entry.attempts, 16)
    return min(FIRST * 2**doublings, LONGEST) * spread


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
