"""What is known of incidents from one look to the next: one file, whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError

from taller import durable
from taller.errors import InputError, cannot_write
from taller.monitoring.monitoring.model.alerts.breaches import Breach
from taller.monitoring.monitoring.model.alerts.messages import say
from taller.phase import Record

FILE = "alerts.json"


class Note(Record):
    """A message to one recipient; for one recipient a key is told once."""

    key: str
    to: str
    subject: str
    text: str


class Kept(Record):
    """An incident: a breach from when it was first seen until it is over.

    Attributes
    ----------
    told, to : when whom was told first
    escalated : when those further up were told
    over : when it was found to be well again
    all_clear : whether they were told that it is over
    """

    breach: Breach
    opened: dt.datetime
    told: dt.datetime | None = None
    to: tuple[str, ...] = ()
    escalated: dt.datetime | None = None
    over: dt.datetime | None = None
    all_clear: bool = False

    @property
    def key(self) -> str:
        """A short name of its own."""
        named = f"{self.breach.identity}|{self.opened.isoformat()}"
        return hashlib.sha256(named.encode()).hexdigest()[:12]


class State(Record):
    """All incidents that are open, or were not long ago, and what was to be told of them last."""

    incidents: tuple[Kept, ...] = ()
    notes: tuple[Note, ...] = Field(
        (), description="written before they are handed on: who was killed in between hands them on"
    )

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The state in a folder; nothing is known where there is none.

        Raises
        ------
        InputError
            If it is damaged, or cannot be read.
        """
        path = folder / FILE
        try:
            return cls.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return cls()
        except (OSError, ValidationError) as error:
            raise InputError(path, say("alert-state-damaged")) from error

    def write(self, folder: Path) -> None:
        """Keep it, for good.

        Raises
        ------
        InputError
            If the disk is full, or the folder cannot be written to; what was kept stays.
        """
        path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with durable.beside(path) as made:
                made.write_text(self.model_dump_json(indent=1), encoding="utf-8")
                made.chmod(durable.PRIVATE)
        except OSError as error:
            raise cannot_write(path, error) from error
