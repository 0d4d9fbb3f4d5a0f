"""Requests of somebody who means harm, or whose program is broken, sent as bytes.

Each says which answers are right: a refusal, or a connection that is closed. An answer of success
means that it was believed; a fault of the server (5xx) that it was met unprepared.
"""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

PATIENCE = 8.0  # seconds that an answer is waited for
MOST = 100_000  # bytes of an answer that are read
_LEAKS = (b"Traceback (most recent", b'File "/', b"site-packages", b"lightgbm", b"sqlite")


class Hostile(NamedTuple):
    """A request: what it is called, and its bytes."""

    name: str
    sent: bytes


@dataclass(frozen=True)
class Met:
    """How a hostile request was met.

    Attributes
    ----------
    status : of HTTP; 0 where the connection was closed without an answer, -1 where none came
    seconds : from the first byte to the answer's end
    head, body : what came back
    """

    name: str
    status: int
    seconds: float
    head: bytes
    body: bytes

    @property
    def is_refused(self) -> bool:
        """Whether it was refused, or hung up on."""
        return self.status == 0 or 400 <= self.status < 500

    @property
    def leaks(self) -> bool:
        """Whether the answer tells how the service is built."""
        return any(mark in self.body for mark in _LEAKS)


def requests(url: str, key: str, model: str, route: str = "score") -> Iterator[Hostile]:
    """Hostile requests to one route of a model.

    Parameters
    ----------
    key : a right one: what is tried lies behind it
    """
    made = _Maker(url, key, f"/v1/{model}/{route}")
    yield from _bodies(made)
    yield from _paths(made, model, route)
    yield from _protocol(made)


class _Maker:
    def __init__(self, url: str, key: str, path: str) -> None:
        self.host, self.path = urlsplit(url).netloc, path
        self.key = f"X-API-Key: {key}" if key else ""

    def post(
        self, body: bytes, *more: str, path: str = "", kind: str = "application/json",
        length: str | None = None, method: str = "POST",
    ) -> bytes:  # fmt: skip
        told = f"Content-Length: {len(body)}" if length is None else length
        lines = [f"{method} {path or self.path} HTTP/1.1", f"Host: {self.host}", self.key, told,
                 f"Content-Type: {kind}" if kind else "", "Connection: close", *more]  # fmt: skip
        head = "\r\n".join(line for line in lines if line)
        return head.encode("latin-1") + b"\r\n\r\n" + body


def _bodies(made: _Maker) -> Iterator[Hostile]:
    for name, body in {
        "empty": b"",
        "no_json": b"{'features': 1",
        "deep": b'{"features":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        "not_utf8": b'{"features": {"\xff\xfe": 1}}',
        "infinite": b'{"features": {"x": 1e999, "y": Infinity, "z": NaN}}',
        "long_number": b'{"features": {"x": ' + b"9" * 50_000 + b"}}",
        "array": b"[" + b"1," * 5_000 + b"1]",
        "unknown": json.dumps({"features": {f"f{i}": i for i in range(3_000)}}).encode(),
        "prototype": b'{"__proto__": {"x": 1}, "__class__": "os", "features": null}',
        "markup": b'{"features": {"<script>alert(1)</script>": "{{7*7}}"}}',
    }.items():
        yield Hostile(name, made.post(body))
    for name, kind in {"as_text": "text/plain", "as_form": "multipart/form-data; boundary=x",
                       "as_xml": "application/xml", "as_nothing": ""}.items():  # fmt: skip
        yield Hostile(name, made.post(b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
                                      kind=kind))  # fmt: skip
    yield Hostile("oversized", made.post(b'{"features": "' + b"x" * 3_000_000 + b'"}'))
    yield Hostile("said_oversized", made.post(b"{}", length="Content-Length: 99999999999"))


def _paths(made: _Maker, model: str, route: str) -> Iterator[Hostile]:
    for name, path in {
        "no_such_model": f"/v1/none/{route}",
        "climbing": f"/v1/..%2f..%2fetc%2fpasswd/{route}",
        "climbing_plainly": f"/v1/../../etc/passwd/{route}",
        "null_in_path": f"/v1/{model}%00/{route}",
        "long_path": f"/v1/{'a' * 7_000}/{route}",
        "marked_up": f"/v1/%3Cscript%3E/{route}",
    }.items():
        yield Hostile(name, made.post(b'{"features": {}}', path=path))
    for method in ("PUT", "DELETE", "TRACE"):
        yield Hostile(f"method_{method.lower()}", made.post(b"{}", method=method))


def _protocol(made: _Maker) -> Iterator[Hostile]:
    body = b'{"features": {}}'
    yield Hostile("two_lengths", made.post(body, "Content-Length: 3"))
    yield Hostile(
        "smuggled",
        made.post(b"0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n", "Transfer-Encoding: chunked"),
    )
    yield Hostile("negative_length", made.post(body, length="Content-Length: -5"))
    yield Hostile("odd_chunks", made.post(b"zz\r\nxx\r\n", length="Transfer-Encoding: chunked"))
    yield Hostile("header_injected", made.post(body, "X-Request-ID: a%0d%0aSet-Cookie: planted=1"))
    yield Hostile("header_split", made.post(body, "X-Request-ID: a\rSet-Cookie: planted=1"))
    yield Hostile("header_endless", made.post(body, "X-Request-ID: " + "a" * 200_000))
    yield Hostile("headers_many", made.post(body, *(f"X-{i}: {i}" for i in range(2_000))))
    yield Hostile("no_http", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64)


def meet(url: str, hostile: Hostile, *, patience: float | None = None) -> Met:
    """Send one hostile request, and see how it is met."""
    began, patience = time.perf_counter(), patience or PATIENCE
    parts = urlsplit(url)
    received, ended = b"", False
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 80), patience) as held:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                held.sendall(hostile.sent)
            while len(received) < MOST and time.perf_counter() - began < patience:
                some = held.recv(65_536)
                if not some:
                    ended = True
                    break
                received += some
    except TimeoutError:
        pass
    except OSError:  # reset: hung up on
        ended = True
    head, _, body = received.partition(b"\r\n\r\n")
    status = _status(head) if received else (0 if ended else -1)
    return Met(hostile.name, status, time.perf_counter() - began, head, body)


def _status(head: bytes) -> int:
    parts = head.split(b" ", 2)
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0


@contextlib.contextmanager
def slow_clients(url: str, key: str, path: str, count: int) -> Iterator[list[socket.socket]]:
    """Clients that begin a request and never end it: half in its head, half in its body."""
    parts, made = urlsplit(url), _Maker(url, key, path)
    held: list[socket.socket] = []
    try:
        for place in range(count):
            one = socket.create_connection((parts.hostname or "", parts.port or 80), PATIENCE)
            held.append(one)
            whole = made.post(b'{"features": {}}', length="Content-Length: 900")
            one.sendall(whole[: len(whole) - 20] if place % 2 else whole[:40])
        yield held
    finally:
        for one in held:
            one.close()
