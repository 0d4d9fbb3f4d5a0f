"""The one door to the language models: whoever asks one asks here."""

from __future__ import annotations

import contextlib
import contextvars
import datetime as dt
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from weakref import WeakValueDictionary

from pydantic import BaseModel

from taller.development.llm.model.door import keys, money, pace
from taller.development.llm.model.door.calling import Caller, Line
from taller.development.llm.model.door.counters import CACHED, Counters
from taller.development.llm.model.door.messages import say
from taller.development.llm.model.door.question import Question, refuse_unsound
from taller.development.llm.model.door.requests import Answer, Kind, Masking, Refused, Request, T
from taller.development.llm.model.door.settings import OFFLINE, Provider, Settings
from taller.development.llm.model.door.store import Store

TRY_AGAIN: frozenset[Kind] = frozenset({"limit", "busy", "server", "timeout", "lost", "invalid"})
FALL_BACK: frozenset[Kind] = TRY_AGAIN | {"quota", "context", "open"}
"""What the next model may well answer. A wrong key, a refusal, a budget are told instead."""
BACKOFF, LONGEST_BACKOFF = 0.5, 20.0  # seconds


def open_door(
    settings: Settings, state: Path, mask: Callable[[], Masking], *, run: str = "",
    clock: pace.Clock | None = None,
) -> Door:  # fmt: skip
    """A door for one run; close it, or use it in a ``with`` block.

    Parameters
    ----------
    settings : services, who answers what, limits and money
    state : a folder that is kept over the runs of an engagement
    mask : makes what hides people's data, one for each question, so that the same text is masked
        in the same way in every run
    run : names the run whose money is counted, over its processes; empty: this door's own
    clock : tests run it faster
    """
    return Door(settings, state, mask, run or uuid.uuid4().hex, clock or pace.Clock())


class Ready(BaseModel):
    """What a service answers when it is looked at."""

    ready: bool


@dataclass(frozen=True)
class Checked:
    """Whether an endpoint answers, in words."""

    endpoint: str
    works: bool
    told: str
    seconds: float = 0.0


class Door:
    """Asks models, within limits of pace and money, and remembers what they said."""

    def __init__(
        self, settings: Settings, state: Path, mask: Callable[[], Masking], run: str,
        clock: pace.Clock,
    ) -> None:  # fmt: skip
        self.settings, self._mask, self._store = settings, mask, Store(state)
        self._caller = Caller(settings, self._store, clock, run)
        self._asking: WeakValueDictionary[str, Any] = WeakValueDictionary()
        self._guard = threading.Lock()
        self.refused: Counter[Kind] = Counter()  # questions of this door without an answer, by why
        self.counters = Counters(self._store)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of connections and files."""
        self._caller.close()
        self._store.close()

    def ask(self, request: Request[T]) -> Answer[T]:
        """One answer; a thread may ask while others do, also inside a notebook.

        Raises
        ------
        Refused
            If there is none.
        """
        try:
            return self._answered(request)
        except Refused as refused:
            with self._guard:
                self.refused[refused.kind] += 1
            raise

    def _answered(self, request: Request[T]) -> Answer[T]:
        chain = self.settings.chain(request.task)
        if chain[0][1].kind == OFFLINE:
            refuse_unsound(request)
            return _offline(request, chain[0])
        question = Question.of(request, self._mask)
        kept_as = [self._key(provider, model, question) for _name, provider, model in chain]
        with self._alone(question.digest):
            for (name, _provider, model), key in zip(chain, kept_as, strict=True):
                if held := self._kept(name, model, question, key):
                    return held
            for i, (name, provider, model) in enumerate(chain):
                if provider.kind == OFFLINE:
                    return _offline(request, chain[i])
                try:
                    line = self._caller.line(name, provider, model)
                    return self._asked(line, question, kept_as[i])
                except Refused as refused:
                    if refused.kind not in FALL_BACK or i == len(chain) - 1:
                        raise
        raise AssertionError("a chain has an end")

    def ask_many(self, requests: Sequence[Request[Any]]) -> list[Answer[Any] | Refused]:
        """An answer for each, or why there is none, in the order of the questions."""
        here = contextvars.copy_context()  # with the language in force
        with ThreadPoolExecutor(self.settings.at_once) as threads:
            return list(threads.map(lambda each: here.copy().run(self._tried, each), requests))

    def check(self) -> list[Checked]:
        """Ask each endpoint once whether it is there: with the key, the limits and the budget."""
        return [self._checked(*each) for each in self.endpoints()]

    def notices(self) -> list[str]:
        """What whoever reads a cost has to know: prices that are old."""
        found = []
        for name, provider, model in self.endpoints():
            with contextlib.suppress(Refused):  # no price: told when it is asked
                endpoint = f"{name}/{model}"
                price = money.tariff(self.settings.prices, endpoint, provider, model)
                if price.is_old(dt.date.today()):
                    found.append(say("door-old-price", endpoint=endpoint, day=price.as_of))
        return found

    def endpoints(self) -> list[tuple[str, Provider, str]]:
        """All models that may be asked: the provider's name, the provider, the model."""
        chains = (self.settings.chain(task) for task in self.settings.endpoints)
        return list({each[::2]: each for chain in chains for each in chain}.values())

    def _tried(self, request: Request[Any]) -> Answer[Any] | Refused:
        try:
            return self.ask(request)
        except Refused as refused:
            return refused

    def _checked(self, name: str, provider: Provider, model: str) -> Checked:
        endpoint = f"{name}/{model}".rstrip("/")
        if provider.kind == OFFLINE:
            return Checked(endpoint, True, say("door-check", how="offline"))
        ready = Ready(ready=True)
        request = Request("check", "Say that you are ready.", "Ready?", Ready, lambda: ready)
        try:
            line = self._caller.line(name, provider, model)
            answer = self._caller.once(line, Question.of(request, self._mask), "", 1)
        except Refused as refused:
            return Checked(endpoint, False, str(refused))
        return Checked(endpoint, True, say("door-check", how="answers"), answer.seconds)

    @contextlib.contextmanager
    def _alone(self, digest: str) -> Iterator[None]:
        """No question is on its way twice at a time: the second finds the first one's answer."""
        with self._guard:
            lock = self._asking.get(digest) or threading.Lock()
            self._asking[digest] = lock
        with lock:
            yield

    def _key(self, provider: Provider, model: str, question: Question) -> str:
        place = keys.named(provider)
        return question.key(provider.kind, place, provider.api, model, self.settings.max_tokens)

    def _kept(self, name: str, model: str, question: Question, key: str) -> Answer[Any] | None:
        """An answer that was paid for before."""
        began = time.perf_counter()
        query = "select answer, tokens_in, tokens_out from answers where key = ?"
        for content, into, out in self._store.rows(query, (key,)):
            with contextlib.suppress(ValueError):
                value = question.read(content)
                with self._store.writing() as db:
                    endpoint = f"{name}/{model}"
                    row = (time.time(), question, endpoint, 0, CACHED, 0, 0, 0, 0.0)
                    self._caller.count(db, *row)
                spent = time.perf_counter() - began
                return Answer(value, name, model, False, True, into, out, 0.0, spent, 0)
        return None

    def _asked(self, line: Line, question: Question, key: str) -> Answer[Any]:
        """An answer of one model, which is asked again where that may help."""
        most = self.settings.tries
        for attempt in range(1, most + 1):
            try:
                return self._caller.once(line, question, key, attempt)
            except Refused as refused:
                wait = _wait(refused, attempt)
                if wait is None or attempt == most:
                    raise
            self._caller.clock.sleep(wait)
        raise AssertionError("there is a last try")


def _offline(request: Request[T], by: tuple[str, Provider, str]) -> Answer[T]:
    return Answer(request.offline(), by[0], by[2] or OFFLINE, offline=True)


def _wait(refused: Refused, attempt: int) -> float | None:
    """Seconds until the same model is asked again; None where that is no use.

    >>> _wait(Refused("limit", "", 7.0), 1) >= 7.0, _wait(Refused("key", ""), 1)
    (True, None)
    """
    if refused.kind not in TRY_AGAIN or (refused.kind == "invalid" and attempt > 1):
        return None
    if refused.after is not None:
        longest = refused.after > pace.LONGEST_WAIT
        return None if longest else refused.after * (1 + 0.1 * random.random())
    return min(LONGEST_BACKOFF, BACKOFF * 2 ** (attempt - 1)) * random.uniform(0.5, 1.0)
