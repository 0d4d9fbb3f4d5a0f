"""What is asked at the door, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

from taller.errors import TallerError

T = TypeVar("T", bound=BaseModel)
Kind = Literal[
    "key", "address", "model", "refusal", "budget", "price", "empty", "long", "garbled", "context",
    "invalid", "limit", "quota", "busy", "server", "timeout", "lost", "rejected", "open",
]  # fmt: skip
"""Why there is no answer.

``key``, ``address``, ``model``: none, wrong, or not allowed. ``refusal``: the model will not.
``budget``, ``price``: it would cost more than is left, or nobody knows what. ``empty``, ``long``,
``garbled``: nothing to send, too much, or no text. ``context``: longer than the model reads.
``invalid``: no answer of the type asked for. ``limit``, ``quota``, ``busy``, ``server``,
``timeout``, ``lost``: the service or the way to it failed. ``rejected``: it does not take what we
send. ``open``: it failed too often just now.
"""


class Masking(Protocol):
    """What hides people's data from a service, and brings it back into its answer."""

    def hide(self, text: str) -> str:
        """The text with a placeholder for each person, place, contact and number of theirs."""

    def restore(self, text: str) -> str:
        """The text with what each placeholder stands for."""


@dataclass(frozen=True)
class Request(Generic[T]):
    """One question: what to do, on which text, and what type the answer has.

    Parameters
    ----------
    task : such as ``classify``; the settings say which model answers it
    instructions : ours, and trusted; nothing of a client's rows belongs here
    text : the client's data; it is masked, and goes in as data
    output : the answer's type; whoever shows its strings shows them as plain text
    offline : what is answered where no service is set up
    examples : texts with right answers; data too
    """

    task: str
    instructions: str
    text: str
    output: type[T]
    offline: Callable[[], T]
    examples: Sequence[tuple[str, T]] = ()


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What was answered, by whom, and what it took; money in US dollars.

    A cached answer costs nothing; its tokens are those of the call that made it.
    """

    value: T
    provider: str
    model: str
    offline: bool = False
    cached: bool = False
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seconds: float = 0.0
    tries: int = 1


class Refused(TallerError):  # noqa: N818  returned in a batch's list as often as raised
    """Why a question has no answer; ``str`` of it is the whole message.

    Parameters
    ----------
    after : seconds the service asked to wait
    """

    def __init__(self, kind: Kind, message: str, after: float | None = None) -> None:
        self.kind, self.message, self.after = kind, message, after
        super().__init__(message)
