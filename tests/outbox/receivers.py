"""Servers on this machine that take messages: a mail server, and one for webhooks."""

from __future__ import annotations

import contextlib
import email
import email.policy
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Mails:
    """What a mail server took; `answers` are given, one a message, before it takes any."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    refuses: tuple[str, ...] = ()

    def url(self, to: str = "ana@client.example", secret: str = "p") -> str:
        return f"mailto://127.0.0.1:{self.port}?from=taller@agency.example&to={to}&name=Agency"

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address in self.refuses:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 taken"


@contextlib.contextmanager
def mail_server() -> Iterator[Mails]:
    from aiosmtpd.controller import Controller

    class AtAFreePort(Controller):
        def _trigger_server(self) -> None:
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

    mails = Mails()
    controller = AtAFreePort(mails, hostname="127.0.0.1", port=0)
    controller.start()
    mails.port = controller.port
    try:
        yield mails
    finally:
        controller.stop()


@dataclass
class Hooks:
    """What was posted to a server: path, headers, JSON; `answers` are its next statuses."""

    port: int = 0
    taken: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def url(self, path: str = "hook") -> str:
        return f"json://127.0.0.1:{self.port}/{path}"


@contextlib.contextmanager
def hook_server() -> Iterator[Hooks]:
    hooks = Hooks()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = hooks.answers.pop(0) if hooks.answers else 200
            if status == 200:
                hooks.taken.append((self.path, dict(self.headers), json.loads(body)))
            self.send_response(status)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_given: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hooks.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hooks
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
