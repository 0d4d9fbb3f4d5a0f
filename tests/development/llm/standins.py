"""Models that stand in for real ones: they answer by a function, at no door but in its form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from taller.development.llm.model.door import Answer, Refused, Request


@dataclass
class StandIn:
    """A door behind which a function answers; what was asked is kept."""

    says: Callable[[Request], Any]
    asked: list[Request] = field(default_factory=list)

    def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        said = self.says(request)
        if isinstance(said, Refused):
            raise said
        return Answer(request.output.model_validate(said), "house", "stand-in")

    def ask_many(self, requests: list[Request]) -> list[Any]:
        return [self._tried(request) for request in requests]

    def _tried(self, request: Request) -> Any:
        try:
            return self.ask(request)
        except Refused as refused:
            return refused


@dataclass
class Offline(StandIn):
    """Nobody answers: what stands for it offline."""

    says: Callable[[Request], Any] = lambda request: None

    def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        return Answer(request.offline(), "offline", "offline", offline=True)
