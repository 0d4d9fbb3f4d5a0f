"""One try at one model: within budget and limits, sent, put right, counted, logged."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from taller.development.llm.model.door import keys, money, pace
from taller.development.llm.model.door.counters import OK
from taller.development.llm.model.door.messages import say
from taller.development.llm.model.door.question import Question
from taller.development.llm.model.door.requests import Answer, Kind, Refused
from taller.development.llm.model.door.settings import Provider, Settings
from taller.development.llm.model.door.store import Store

BILLED: frozenset[Kind | None] = frozenset({None, "timeout", "lost", "invalid", "refusal"})
"""How a call may end that the service bills, or may: at its worst where it does not say."""


@dataclass(frozen=True)
class Line:
    """A model that can be asked: its client, its key, its price."""

    endpoint: str
    name: str
    provider: Provider
    model: str
    key: str
    client: Any
    cost: Callable[[Any], int]


@dataclass
class Call:
    """One try: what is held for it, and how far it got."""

    line: Line
    question: Question
    attempt: int
    worst: int
    scopes: tuple[str, str]
    slot: pace.Slot
    sent: tuple[str, str] | None = None
    late: bool = False
    left: float = 0.0
    began: float = 0.0


class Caller:
    """Asks models one call at a time, for any number of threads, through one loop behind them."""

    def __init__(self, settings: Settings, store: Store, clock: pace.Clock, run: str) -> None:
        self.settings, self.store, self.clock, self.run = settings, store, clock, run
        self._lines: dict[str, Line] = {}
        self._guard = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def close(self) -> None:
        """End all connections, and the loop."""
        if self._loop:
            for line in self._lines.values():
                self._await(line.client.close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def line(self, name: str, provider: Provider, model: str) -> Line:
        """A model ready to be asked; what its client needs is imported on first use.

        Raises
        ------
        Refused
            If it has no key, no address that may be asked, or no price.
        """
        endpoint = f"{name}/{model}"
        with self._guard:
            if endpoint not in self._lines:
                key, url = keys.key_of(name, provider), keys.address_of(name, provider)
                cost = money.tariff(self.settings.prices, endpoint, provider, model).cost
                from taller.development.llm.model.door.clients import Client

                client = Client(provider, model, key, url)
                self._lines[endpoint] = Line(endpoint, name, provider, model, key, client, cost)
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
                self._thread.start()
        return self._lines[endpoint]

    def once(self, line: Line, question: Question, key: str, attempt: int) -> Answer[Any]:
        """One try, counted however it ends; its answer is kept under the key.

        Raises
        ------
        Refused
            If there is no answer.
        """
        from taller.development.llm.model.door.clients import Reply

        call, reply = self._admitted(line, question, attempt), Reply(kind="lost")
        try:
            reply = self._sent(call)
        finally:  # an interrupted call is counted too
            ended = self._settled(call, reply, key)
        if isinstance(ended, Refused):
            raise ended
        return ended

    def _await(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        assert self._loop is not None
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result()
        finally:
            future.cancel()  # what is interrupted here goes on nowhere

    def _admitted(self, line: Line, question: Question, attempt: int) -> Call:
        worst = line.cost(money.Tokens(question.bound, self.settings.max_tokens))
        scopes = (f"run:{self.run}", f"month:{dt.date.today():%Y-%m}")
        now = self.clock.now()
        with self.store.writing() as db:
            at = pace.opens(db, line.endpoint, now)
            money.reserve(db, self.settings.budget, scopes, worst, line.endpoint)
            slot = pace.slot(db, line.name, line.provider, self._most(question), at)
        return Call(line, question, attempt, worst, scopes, slot)

    def _most(self, question: Question) -> int:
        return question.bound + self.settings.max_tokens

    def _sent(self, call: Call) -> Any:
        """Send at the slot's moment; what is ready too late for it is not sent, and waits anew."""
        line, question = call.line, call.question
        limits = {"max_tokens": self.settings.max_tokens, "request_timeout": line.provider.timeout}

        def in_time() -> bool:
            call.late = bool(call.slot.n) and self.clock.now() > call.slot.at + pace.LATE
            if call.late:
                return False
            call.left, call.began, call.sent = time.time(), time.perf_counter(), written
            return True

        while True:
            self.clock.sleep(call.slot.at - self.clock.now())
            written = question.messages()
            output = question.request.output
            reply = self._await(line.client.send(*written, output, limits, in_time))
            if not call.late:
                return reply
            with self.store.writing() as db:
                most, now = self._most(question), self.clock.now()
                call.slot = pace.late(db, line.name, line.provider, call.slot, most, now)

    def _settled(self, call: Call, reply: Any, key: str) -> Answer[Any] | Refused:
        """Put money, pace and counts right, and keep the answer."""
        line, question = call.line, call.question
        seconds = time.perf_counter() - call.began if call.sent else 0.0
        kind, words, value = reply.kind, reply.words, None
        if kind is None:
            try:
                value = question.read(reply.content)
            except ValueError as error:
                kind, words = "invalid", keys.scrubbed(str(error), line.key)
        used, cost = money.Tokens(0, 0), call.worst if call.sent and kind in BILLED else 0
        if reply.usage and reply.usage.input_tokens:
            used, cost = reply.usage, line.cost(reply.usage)
        tokens = (used.input_tokens, used.output_tokens)
        counted = (*tokens, cost, seconds)
        with self.store.writing() as db:
            money.settle(db, call.scopes, cost - call.worst)
            pace.correct(db, line.name, call.slot.n, sum(tokens))
            pace.heard(db, line.endpoint, kind, reply.after, self.clock.now())
            if value is not None and key:
                row = (key, reply.content, *tokens)
                db.execute("insert or replace into answers values (?, ?, ?, ?)", row)
            ended = (call.attempt, kind or OK, *counted)
            self.count(db, call.left, question, line.endpoint, *ended)
        if call.sent:
            self._log(call, reply, kind or OK, *counted)
        if kind is None:
            spent = cost / money.NANOS
            return Answer(
                value, line.name, line.model, tokens_in=tokens[0], tokens_out=tokens[1], cost=spent,
                seconds=seconds, tries=call.attempt,
            )  # fmt: skip
        return _refused(kind, line.endpoint, question.mask.hide(words), reply.after)

    def count(self, db: Any, at: float, question: Question, endpoint: str, *more: Any) -> None:
        """Add a try: which, how it ended, tokens in and out, billionths of a dollar, seconds."""
        row = (at, self.run, question.request.task, endpoint, *more)
        db.execute("insert into tries values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _log(
        self, call: Call, reply: Any, kind: str, into: int, out: int, cost: int, seconds: float
    ) -> None:
        """What was sent where; its content, masked, only where that is asked for."""
        line: dict[str, Any] = {
            "at": dt.datetime.now(dt.UTC).isoformat(), "run": self.run,
            "task": call.question.request.task, "endpoint": call.line.endpoint,
            "host": call.line.client.host, "try": call.attempt,
            "ended": kind, "tokens_in": into, "tokens_out": out, "cost": cost / money.NANOS,
            "seconds": round(seconds, 4), "question": call.question.digest[:16],
        }  # fmt: skip
        if self.settings.log_content:
            line |= {"sent": call.sent, "answered": reply.content}
        self.store.log(json.dumps(line, ensure_ascii=False))


def _refused(kind: Kind, endpoint: str, words: str, after: float | None) -> Refused:
    told = say(
        "door-refused", kind=kind, endpoint=endpoint, words=words or "none",
        after=round(after) if after else "none",
    )  # fmt: skip
    return Refused(kind, told, after)
