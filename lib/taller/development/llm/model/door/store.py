"""What the door keeps over runs and shares between processes: one SQLite file."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from taller.development.llm.model.door.messages import say
from taller.durable import PRIVATE
from taller.errors import InputError, cannot_write

FILE, LOG = "door.sqlite", "sent.jsonl"
PATIENCE = 60.0  # seconds to wait for another process's turn at the file
TRY = {
    "at": "real", "run": "text", "task": "text", "endpoint": "text", "attempt": "int",
    "kind": "text", "tokens_in": "int", "tokens_out": "int", "nanos": "int", "seconds": "real",
}  # fmt: skip
_TABLES = """
create table if not exists slots (provider text, n int, at real, tokens int, total int,
    primary key (provider, n)) without rowid;
create index if not exists slots_by_total on slots (provider, total);
create table if not exists breakers (endpoint text primary key, failures int, until real)
    without rowid;
create table if not exists money (scope text primary key, nanos int) without rowid;
create table if not exists answers (key text primary key, answer text, tokens_in int,
    tokens_out int) without rowid;
create table if not exists tries ({tries});
"""


class Store:
    """The file and its log, for one process's threads; others may have it open too.

    Raises
    ------
    InputError
        If it cannot be written, or is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.path, self._turn = folder / FILE, threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT, PRIVATE))
            self._log = os.open(folder / LOG, os.O_CREAT | os.O_APPEND | os.O_WRONLY, PRIVATE)
        except OSError as error:
            raise cannot_write(folder, error) from error
        self._db = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, timeout=PATIENCE
        )
        tables = _TABLES.format(tries=", ".join(map(" ".join, TRY.items())))
        try:
            self._db.executescript(f"pragma journal_mode=wal; pragma synchronous=normal; {tables}")
        except sqlite3.Error as error:
            self.close()
            raise self._told(error) from None

    def close(self) -> None:
        """Let go of both files."""
        self._db.close()
        os.close(self._log)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, which no other thread or process comes between."""
        with self._turn:
            try:
                self._db.execute("begin immediate")
                yield self._db
                self._db.execute("commit")
            except BaseException as error:
                if self._db.in_transaction:
                    self._db.execute("rollback")
                raise self._told(error) from None

    def rows(self, query: str, given: Sequence[Any] = ()) -> list[tuple]:
        """What a query finds."""
        with self._turn:
            try:
                return self._db.execute(query, given).fetchall()
            except sqlite3.Error as error:
                raise self._told(error) from None

    def log(self, line: str) -> None:
        """Add a line to the log, in one piece."""
        os.write(self._log, f"{line}\n".encode())

    def _told(self, error: BaseException) -> BaseException:
        """The one message of what SQLite finds wrong; any other error as it is."""
        if isinstance(error, sqlite3.Error):
            return InputError(self.path, say("door-damaged", why=str(error)))
        return error
