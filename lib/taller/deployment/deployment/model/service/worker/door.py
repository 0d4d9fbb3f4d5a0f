"""The door of a worker: who may ask what, how large, how long, how often; then an answer as JSON.

Scoring goes its own short way to the model. FastAPI, which serves the other pages, would take
longer for a request than the model does.
"""

from __future__ import annotations

import asyncio
import itertools
import math
import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic_core import to_json

from taller.deployment.deployment.model.service.limits import Keys, Pace
from taller.deployment.deployment.model.service.worker import pages
from taller.deployment.deployment.model.service.worker.answers import Request
from taller.deployment.deployment.model.service.worker.bodies import ROUTES
from taller.deployment.deployment.model.service.worker.process import Worker
from taller.deployment.deployment.model.service.worker.refusals import RefusedError

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

OPEN = ("/health", "/ready")
JSON = (b"content-type", b"application/json")
CLOSE = (b"connection", b"close")
REQUEST_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)


class Door:
    """The worker as an ASGI application."""

    def __init__(self, worker: Worker) -> None:
        plan = worker.plan
        self.worker, self.settings = worker, plan.settings
        self.keys = Keys(plan.keys)
        self.pace = Pace(plan.pace, plan.settings.requests_a_minute)
        self.pages = pages.application(worker)
        self._own, self._count = secrets.token_hex(6), itertools.count()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or begin and end with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            headers = dict(scope["headers"])
            name = headers.get(b"x-request-id", b"").decode("latin-1")
            if not REQUEST_ID.fullmatch(name):
                name = f"{self._own}{next(self._count):06x}"
            await self._answer(scope, headers, name, receive, send)

    async def _answer(
        self, scope: Scope, headers: dict[bytes, bytes], name: str, receive: Receive, send: Send
    ) -> None:
        path = scope["path"]
        model, route = _parts(path)
        try:
            if path not in OPEN:
                self._let_in(headers)
            if not route:
                if path not in pages.PATHS:
                    raise RefusedError(404, "no_route", "there is no such address")
                await self.pages(scope, receive, send)
                return
            asked = await self._asked(scope["method"], model, route, headers, name, receive)
            status, body, more = 200, to_json(await self.worker.answerer.answer(asked)), ()
        except RefusedError as refusal:
            status, body, more = refusal.status, refusal.body(name), refusal.headers
        known = model if model in self.worker.models else ""
        self.worker.metrics.requested(known, route if known else "", status)
        length = (b"content-length", b"%d" % len(body))
        start = {"type": "http.response.start", "status": status, "headers": [JSON, length, *more]}
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def _let_in(self, headers: dict[bytes, bytes]) -> None:
        """Refuse who has no key, or asks too often."""
        given = headers.get(b"x-api-key")
        if given is None:
            given = headers.get(b"authorization", b"").removeprefix(b"Bearer ")
        key = self.keys.which(given)
        if key is None:
            challenge = ((b"www-authenticate", b'Bearer realm="taller"'),)
            raise RefusedError(401, "key", "give a key as X-API-Key", headers=challenge)
        if wait := self.pace.wait(key):
            later = ((b"retry-after", b"%d" % math.ceil(wait)),)
            raise RefusedError(
                429, "rate", f"too many requests; again in {wait:.1f} s", headers=later
            )

    async def _asked(
        self, method: str, model: str, route: str, headers: dict[bytes, bytes], name: str,
        receive: Receive,
    ) -> Request:  # fmt: skip
        serving = self.worker.models.get(model)
        if serving is None:
            raise RefusedError(404, "no_model", "there is no such model")
        if route not in ROUTES:
            raise RefusedError(404, "no_route", f"models answer {', '.join(ROUTES)}")
        if method != "POST":
            raise RefusedError(405, "method", "ask by POST", headers=((b"allow", b"POST"),))
        kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
        if kind != b"application/json":
            raise RefusedError(
                415, "media_type", "the body must be application/json", headers=(CLOSE,)
            )
        wanted = headers.get(b"x-taller-version")
        if wanted is not None and not (wanted.isdigit() and len(wanted) < 10):
            raise RefusedError(400, "malformed", "X-Taller-Version must be a version's number")
        text = await self._body(headers, receive)
        version = None if wanted is None else int(wanted)
        return Request(serving, name, route, text, serving.board.control, version)

    async def _body(self, headers: dict[bytes, bytes], receive: Receive) -> bytes:
        """The body, whole, within its size and time."""
        most = self.settings.body_bytes
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length[:20]) > most:
            raise _too_large(most)
        # A timer, not asyncio.timeout: that takes as long as checking the whole body.
        task, late = asyncio.current_task(), []
        assert task is not None

        def end() -> None:  # a loop may call it a tick early, so that its clock is no witness
            late.append(task.cancel())

        timer = asyncio.get_running_loop().call_later(self.settings.body_seconds, end)
        parts, size = [], 0
        try:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    # Gone, or a body that breaks off: without an answer the server says 500.
                    raise RefusedError(400, "malformed", "the body broke off", headers=(CLOSE,))
                parts.append(part := message.get("body", b""))
                size += len(part)
                if size > most:
                    raise _too_large(most)
                if not message.get("more_body"):
                    return parts[0] if len(parts) == 1 else b"".join(parts)
        except asyncio.CancelledError:
            if not late:  # not ours
                raise
            task.uncancel()
            told = f"the body took longer than {self.settings.body_seconds:g} s"
            raise RefusedError(408, "slow_body", told, headers=(CLOSE,)) from None
        finally:
            timer.cancel()

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.worker.start()
                await send({"type": "lifespan.startup.complete"})
            else:
                self.worker.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _too_large(most: int) -> RefusedError:
    return RefusedError(413, "too_large", f"at most {most:,} bytes", headers=(CLOSE,))


def _parts(path: str) -> tuple[str, str]:
    """Model and route of an address; both are empty where it is none of scoring.

    >>> _parts("/v1/churn/score"), _parts("/ready")
    (('churn', 'score'), ('', ''))
    """
    parts = path.split("/")
    return (parts[2], parts[3]) if len(parts) == 4 and parts[1] == "v1" else ("", "")
