"""Why a message has not been delivered, in a sentence."""

from __future__ import annotations

from taller.outbox.book import variable
from taller.outbox.message import Entry
from taller.outbox.messages import say


def told(entry: Entry) -> str:
    """What became of a message, in one sentence, without its recipient's address."""
    return say("told", to=entry.to, subject=entry.subject, state=entry.state,
               why=entry.why or "none", code=entry.code,
               variable=variable(entry.to))  # fmt: skip
