"""What is put into the outbox, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""A recipient's name in an engagement file; their address stands in no file."""

State = Literal["waiting", "sent", "failed"]
Why = Literal["", "no_address", "unreachable", "login", "refused"]
"""Why a message has not been delivered; ``refused``: the other side said no, for good."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message.

    Attributes
    ----------
    name : as the recipient sees it
    kind : its MIME type
    """

    name: str
    content: bytes
    kind: str = "text/html"


@dataclass(frozen=True)
class Message:
    """A message to one recipient; what goes to three people is put three times.

    Attributes
    ----------
    key : what it is about; for one recipient a key is put once, ever
    to : the recipient's name
    text : all of it, in plain text; chats get nothing else
    html : the same for mail programs that show HTML
    """

    key: str
    to: str
    subject: str
    text: str
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def files(self) -> str:
        """The names of what goes with it, in a list."""
        return ", ".join(each.name for each in self.attachments)


@dataclass(frozen=True)
class Entry:
    """What became of a message.

    Attributes
    ----------
    attempts : how often it was tried
    put, due, ended : when it was put, is tried next, and was sent or given up
    why, code : why it has not been delivered, and the number the other side gave (0: none)
    """

    key: str
    to: str
    subject: str
    state: State
    attempts: int
    put: dt.datetime
    due: dt.datetime
    ended: dt.datetime | None = None
    why: Why = ""
    code: int = 0


@dataclass(frozen=True)
class Delivered:
    """What one call did: what was sent and what was given up in it, and what waits after it."""

    sent: tuple[Entry, ...]
    waiting: tuple[Entry, ...]
    failed: tuple[Entry, ...]


@dataclass(frozen=True)
class Outcome:
    """How one try at an address went; `why` is empty where the message was taken."""

    why: Why = ""
    code: int = 0
