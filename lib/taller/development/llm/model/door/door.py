"""The one door to the language models: whoever asks one asks here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from taller.development.llm.model.door.messages import say
from taller.development.llm.model.door.requests import Answer, Masking, Refused, Request, T
from taller.development.llm.model.door.settings import OFFLINE, Settings


def open_door(
    settings: Settings, state: Path, mask: Callable[[], Masking], *, run: str = ""
) -> Door:
    """A door for one run; close it, or use it in a ``with`` block.

    Parameters
    ----------
    settings : services, who answers what, limits and money
    state : a folder that is kept over the runs of an engagement
    mask : makes what hides people's data, one for each question, so that the same text is masked
        in the same way in every run
    run : names the run whose money is counted, over its processes; empty: this door's own
    """
    return Door(settings, state, mask, run)


class Door:
    """Asks models, within limits of pace and money, and remembers what they said."""

    def __init__(
        self, settings: Settings, state: Path, mask: Callable[[], Masking], run: str = ""
    ) -> None:
        self.settings, self.state, self.mask, self.run = settings, state, mask, run

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Let go of connections and files."""

    def ask(self, request: Request[T]) -> Answer[T]:
        """One answer; a thread may ask while others do, also inside a notebook.

        Raises
        ------
        Refused
            If there is none.
        """
        if not request.text.strip():
            raise Refused("empty", say("door-empty"))
        (name, provider, model), *_rest = self.settings.chain(request.task)
        if provider.kind == OFFLINE:
            return Answer(request.offline(), name, model, offline=True)
        raise NotImplementedError(provider.kind)

    def ask_many(self, requests: Sequence[Request[Any]]) -> list[Answer[Any] | Refused]:
        """An answer for each, or why there is none, in the order of the questions."""
        with ThreadPoolExecutor(self.settings.at_once) as threads:
            return list(threads.map(self._tried, requests))

    def _tried(self, request: Request[Any]) -> Answer[Any] | Refused:
        try:
            return self.ask(request)
        except Refused as refused:
            return refused
