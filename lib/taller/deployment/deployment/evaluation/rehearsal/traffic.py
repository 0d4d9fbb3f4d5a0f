"""Requests of the client's own customers, sent to a service on this machine."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from taller.deployment.deployment.model.load import Answer, Request, loaded

BURST = 300  # requests between two looks of the pipeline
CLIENTS = 2
WRITTEN = 0.2  # seconds until the service has written down what it answered


@dataclass
class Traffic:
    """Requests one after another, each of a customer of its own, and what was answered.

    Attributes
    ----------
    bodies : what is asked for, in turn
    answers : of all that was asked so far, in order
    """

    url: str
    key: str
    path: str
    bodies: Sequence[Mapping[str, Any]]
    answers: list[Answer] = field(default_factory=list)
    _users: Iterator[int] = field(default_factory=lambda: itertools.count(1), repr=False)

    def __call__(self, seconds: float) -> None:
        """Traffic before a look of the pipeline, which takes as long as it takes."""
        self.send(BURST)
        time.sleep(WRITTEN)

    def send(self, count: int, clients: int = CLIENTS) -> list[Answer]:
        """Ask so often, by so many at the same time."""
        asked = [
            Request(self.path, {**self.bodies[user % len(self.bodies)], "user": f"customer-{user}"})
            for user in itertools.islice(self._users, count)
        ]
        found = loaded(self.url, self.key, asked, clients=clients, count=count, seconds=60)
        self.answers += found
        return found


def failed(answers: Sequence[Answer]) -> int:
    """How many got no answer, or none that is right."""
    return sum(answer.status != 200 for answer in answers)


def version(answer: Answer) -> int | None:
    """The version that answered."""
    return answer.body.get("version") if isinstance(answer.body, dict) else None
