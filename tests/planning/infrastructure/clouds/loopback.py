"""A server on this machine that plays a cloud: what it is asked is counted, and bounded."""

from __future__ import annotations

import copy
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from taller.planning.infrastructure.clouds.refusals import Patient

MOST = 3000  # requests of one test


@dataclass(frozen=True)
class Asked:
    """A request; `name` is what it asks for, in the cloud's own words."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


CUT = Answer(0)  # the connection ends without a word


class Loopback:
    """Serves until it is closed; `trouble` holds answers to give instead, by what is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.seen: list[Asked] = []
        self.trouble: list[tuple[str, Answer]] = []
        self.lost: list[str] = []  # what is done, and its answer cut off
        self._cloud = None
        self.closed = False
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 10
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None: ...

            def _any(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                at = urlsplit(self.path)
                query = {k: v[0] for k, v in parse_qs(at.query).items()}
                headers = {k.lower(): v for k, v in self.headers.items()}
                given = Asked(self.command, at.path, query, headers, self.rfile.read(size))
                answer = server.answer(given)
                if answer is CUT:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for key, value in answer.headers.items():
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any  # noqa: N815

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._http.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def close(self) -> None:
        self.closed = True  # connections that are kept alive end too
        self._http.shutdown()
        self._http.server_close()

    def connect(self, slept: list[float]):
        """The cloud as it is asked here; its client is made once, which takes longest."""
        self._cloud = self._cloud or self.connected([])
        made = copy.copy(self._cloud)
        made.ask = Patient(made.ask.cloud, made.ask.read, slept.append, 0)
        return made

    def connected(self, slept: list[float]):
        raise NotImplementedError

    def answer(self, asked: Asked) -> Answer:
        if self.closed:
            return CUT
        with self._lock:
            name = self.name(asked)
            self.asked.append(name)
            self.seen.append(asked)
            assert len(self.asked) <= MOST, "asked without end"
            for trouble in self.trouble:
                if trouble[0] == name:
                    self.trouble.remove(trouble)
                    return trouble[1]
            answer = self.play(name, asked)
            if name in self.lost:
                self.lost.remove(name)
                return CUT
            return answer

    def name(self, asked: Asked) -> str:
        raise NotImplementedError

    def play(self, name: str, asked: Asked) -> Answer:
        raise NotImplementedError
