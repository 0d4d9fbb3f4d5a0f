"""Services that speak as OpenAI, Anthropic, Google and Azure do, on this machine, for tests.

``with Service(answer) as service`` serves all of them at once; ``answer`` is a function of what was
asked. What it gives is what the model says: a mapping or model as JSON, a text as it stands, or a
`Fault`. Answers are written in one piece, without Nagle's delay, or every call would take 40 ms.
`apart` serves in a process of its own, for figures.
"""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pydantic import BaseModel

KEY = "planted-key-0123456789abcdef"
MOST_BYTES = 20_000_000
SLOWEST = 5.0  # seconds a slow answer waits, unless the server ends
MODELS = {
    "openai": "gpt-5-mini", "anthropic": "claude-haiku-4-5", "google": "gemini-2.5-flash",
    "microsoft": "gpt-5-mini", "openai-compatible": "own-model",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a service was asked, in whatever way."""

    kind: str  # chat, responses, messages, generate
    azure: bool
    model: str
    system: str
    text: str
    schema: dict[str, Any]
    body: dict[str, Any]
    headers: dict[str, str]
    at: float  # time.time()


@dataclass(frozen=True)
class Fault:
    """What goes wrong: an HTTP status, or what is done to a right answer."""

    name: str  # status, slow, cut, garbled, schema, refusal, length
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    code: str = ""


UNKNOWN_KEY = Fault("status", 401, code="invalid_api_key")
UNKNOWN_MODEL = Fault("status", 404, code="model_not_found")
TOO_MANY = Fault("status", 429, code="rate_limit_exceeded")
BROKEN = Fault("status", 500, code="server_error")
OVERLOADED = Fault("status", 529, code="overloaded_error")
CONTEXT = Fault("status", 400, code="context_length_exceeded")
SLOW, CUT, GARBLED = Fault("slow"), Fault("cut"), Fault("garbled")
SCHEMA, REFUSAL, LENGTH = Fault("schema"), Fault("refusal"), Fault("length")
Answering = Callable[[Asked], Any]


def too_many(after: str) -> Fault:
    """A 429 that says when to come back."""
    return Fault("status", 429, {"Retry-After": after}, "rate_limit_exceeded")


def filled(schema: Mapping[str, Any], root: Mapping[str, Any] | None = None) -> Any:
    """The least that fits a JSON schema, for tests that do not mind what is answered."""
    root = root or schema
    if "$ref" in schema:
        return filled(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema:
            return filled(schema[word][0], root)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "object":
            return {k: filled(v, root) for k, v in schema.get("properties", {}).items()}
        case "array":
            return [filled(schema["items"], root)] * schema.get("minItems", 1)
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return False
        case "string":
            return "x" * max(1, schema.get("minLength", 1))
    return None


class Service:
    """The loopback service; ``asked`` holds what it was asked, in order.

    Parameters
    ----------
    answer : what is answered, or a function of what was asked; None: the least that fits
    key : the only key that is taken
    """

    def __init__(self, answer: Answering | Any = None, key: str = KEY) -> None:
        self.answer, self.key = answer, key
        self.asked: list[Asked] = []
        self.over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.service = self
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    def __enter__(self) -> Service:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def url(self, kind: str) -> str:
        """The base URL of a kind of provider."""
        tail = {"openai": "/v1", "openai-compatible": "/v1"}.get(kind, "")
        return f"http://127.0.0.1:{self.port}{tail}"

    def environ(self) -> dict[str, str]:
        """Variables that send every SDK here, with its key."""
        return {
            "OPENAI_BASE_URL": self.url("openai"), "OPENAI_API_KEY": self.key,
            "ANTHROPIC_BASE_URL": self.url("anthropic"), "ANTHROPIC_API_KEY": self.key,
            "GOOGLE_GEMINI_BASE_URL": self.url("google"), "GOOGLE_API_KEY": self.key,
            "AZURE_OPENAI_ENDPOINT": self.url("microsoft"), "AZURE_OPENAI_API_KEY": self.key,
        }  # fmt: skip

    def said(self, asked: Asked) -> Any:
        """What is answered to a question."""
        said = self.answer(asked) if callable(self.answer) else self.answer
        return filled(asked.schema) if said is None else said


def settings(*kinds: str, tasks: tuple[str, ...] = ("classify",), **more: Any) -> dict[str, Any]:
    """An engagement's settings for these kinds of provider, in this order, on every task."""
    providers = {kind: {"kind": kind} for kind in kinds}
    chain = [f"{kind}/{MODELS[kind]}" for kind in kinds]
    return {"providers": providers, "endpoints": dict.fromkeys(tasks, chain), **more}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    service: Service


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer leaves in one piece
    disable_nagle_algorithm = True
    timeout = 30
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        service = self.server.service
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MOST_BYTES))
        asked = _read(self.path, json.loads(body), {k.lower(): v for k, v in self.headers.items()})
        service.asked.append(asked)
        said = service.said(asked) if _key(asked) == service.key else UNKNOWN_KEY
        fault = said if isinstance(said, Fault) else None
        if fault and fault.name == "status":
            return self._write(fault.status, _error(asked, fault), fault.headers)
        if fault and fault.name == "slow":
            service.over.wait(SLOWEST)
        text = _text(filled(asked.schema) if fault else said)
        if fault and fault.name == "schema":
            text = '{"no_such_field": 1}'
        whole = json.dumps(_whole(asked, text, fault.name if fault else "")).encode()
        if fault and fault.name == "garbled":
            whole = whole[: len(whole) // 2]
        return self._write(200, whole, {}, cut=bool(fault and fault.name == "cut"))

    def _write(
        self, status: int, whole: bytes, headers: Mapping[str, str], *, cut: bool = False
    ) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        self.wfile.write(whole[: len(whole) // 2] if cut else whole)
        self.wfile.flush()
        self.close_connection = self.close_connection or cut


def _key(asked: Asked) -> str:
    held = asked.headers
    named = held.get("x-api-key") or held.get("x-goog-api-key") or held.get("api-key")
    return named or held.get("authorization", "").removeprefix("Bearer ")


def _read(path: str, body: dict[str, Any], headers: dict[str, str]) -> Asked:
    """A question, whichever way it is asked."""
    path = path.partition("?")[0]
    azure = path.startswith("/openai/")
    at = time.time()
    if path.endswith("/chat/completions"):
        of = body.get("response_format", {}).get("json_schema", {}).get("schema") or _tool(body)
        system = " ".join(_flat(m["content"]) for m in body["messages"] if m["role"] != "user")
        user = " ".join(_flat(m["content"]) for m in body["messages"] if m["role"] == "user")
        return Asked("chat", azure, body["model"], system, user, of, body, headers, at)
    if path.endswith("/responses"):
        of = body.get("text", {}).get("format", {}).get("schema") or _tool(body)
        users = body["input"] if isinstance(body["input"], list) else [{"content": body["input"]}]
        user = " ".join(_flat(m["content"]) for m in users if m.get("role", "user") == "user")
        system = body.get("instructions") or ""
        return Asked("responses", azure, body["model"], system, user, of, body, headers, at)
    if path.endswith("/messages"):
        of = (body.get("output_config") or {}).get("format", {}).get("schema") or _tool(body)
        user = " ".join(_flat(m["content"]) for m in body["messages"])
        system = _flat(body.get("system", ""))
        return Asked("messages", azure, body["model"], system, user, of, body, headers, at)
    model = re.search(r"models/([^/:]+):generateContent$", path)
    assert model, path
    config = body.get("generationConfig", {})
    of = config.get("responseJsonSchema") or config.get("responseSchema") or {}
    user = " ".join(_flat(c["parts"]) for c in body["contents"])
    system = _flat(body.get("systemInstruction", {}).get("parts", ""))
    return Asked("generate", azure, model[1], system, user, of, body, headers, at)


def _tool(body: dict[str, Any]) -> dict[str, Any]:
    """The type where it is asked for as a tool."""
    for tool in body.get("tools") or []:
        inner = tool.get("function", tool)
        return inner.get("parameters") or inner.get("input_schema") or {}
    return {}


def _flat(content: Any) -> str:
    if isinstance(content, str):
        return content
    return " ".join(part.get("text", "") for part in content)


def _text(said: Any) -> str:
    if isinstance(said, BaseModel):
        return said.model_dump_json()
    return said if isinstance(said, str) else json.dumps(said)


def _error(asked: Asked, fault: Fault) -> bytes:
    """An error's body; each repeats the key it was sent, as some services do."""
    words = f"{fault.code.replace('_', ' ')} for key {_key(asked)}"
    if fault is CONTEXT:
        words = "prompt is too long: 300000 tokens > 200000 maximum"
        words += "; maximum context length exceeded; input token count exceeds the maximum"
    if asked.kind == "messages":
        named = {401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error",
                 500: "api_error", 529: "overloaded_error"}  # fmt: skip
        kind = named.get(fault.status, "invalid_request_error")
        return json.dumps({"type": "error", "error": {"type": kind, "message": words}}).encode()
    if asked.kind == "generate":
        named = {401: "UNAUTHENTICATED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED",
                 500: "INTERNAL", 529: "UNAVAILABLE"}  # fmt: skip
        status = named.get(fault.status, "INVALID_ARGUMENT")
        held = {"code": fault.status, "message": words, "status": status}
        return json.dumps({"error": held}).encode()
    held = {"message": words, "type": "error", "code": fault.code, "param": None}
    return json.dumps({"error": held}).encode()


def _whole(asked: Asked, text: str, fault: str) -> dict[str, Any]:
    """An answer as the service writes it."""
    into, out = len(json.dumps(asked.body)) // 4, max(1, len(text) // 4)
    return _WRITE[asked.kind](asked, text, fault, into, out)


def _chat(asked: Asked, text: str, fault: str, into: int, out: int) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if fault == "refusal":
        message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    elif asked.body.get("tools"):
        name = asked.body["tools"][0]["function"]["name"]
        call = {"id": "c1", "type": "function", "function": {"name": name, "arguments": text}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    usage = {"prompt_tokens": into, "completion_tokens": out, "total_tokens": into + out}
    choice = {"index": 0, "message": message,
              "finish_reason": "length" if fault == "length" else "stop"}  # fmt: skip
    return {"id": "a", "object": "chat.completion", "created": int(asked.at),
            "model": asked.model, "choices": [choice], "usage": usage}  # fmt: skip


def _responses(asked: Asked, text: str, fault: str, into: int, out: int) -> dict[str, Any]:
    said: dict[str, Any] = {"type": "output_text", "text": text, "annotations": []}
    if fault == "refusal":
        said = {"type": "refusal", "refusal": "I cannot help with that."}
    message = {"id": "m", "type": "message", "role": "assistant", "status": "completed",
               "content": [said]}  # fmt: skip
    usage = {"input_tokens": into, "output_tokens": out, "total_tokens": into + out,
             "input_tokens_details": {"cached_tokens": 0},
             "output_tokens_details": {"reasoning_tokens": 0}}  # fmt: skip
    whole = {"id": "r", "object": "response", "created_at": int(asked.at), "model": asked.model,
             "status": "completed", "output": [message], "usage": usage,
             "parallel_tool_calls": False, "tool_choice": "auto", "tools": []}  # fmt: skip
    if fault == "length":
        whole |= {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}
    return whole


def _messages(asked: Asked, text: str, fault: str, into: int, out: int) -> dict[str, Any]:
    content: list[dict[str, Any]] = [{"type": "text", "text": text}]
    if asked.body.get("tools"):
        name = asked.body["tools"][0]["name"]
        content = [{"type": "tool_use", "id": "t", "name": name, "input": json.loads(text)}]
    if fault == "refusal":
        content = []
    stop = {"refusal": "refusal", "length": "max_tokens"}.get(fault, "end_turn")
    return {"id": "a", "type": "message", "role": "assistant", "model": asked.model,
            "content": content, "stop_reason": stop, "stop_sequence": None,
            "usage": {"input_tokens": into, "output_tokens": out}}  # fmt: skip


def _generate(asked: Asked, text: str, fault: str, into: int, out: int) -> dict[str, Any]:
    usage = {"promptTokenCount": into, "candidatesTokenCount": out, "totalTokenCount": into + out}
    if fault == "refusal":
        return {"promptFeedback": {"blockReason": "SAFETY"}, "usageMetadata": usage,
                "modelVersion": asked.model, "responseId": "r"}  # fmt: skip
    stop = "MAX_TOKENS" if fault == "length" else "STOP"
    return {"candidates": [{"content": {"role": "model", "parts": [{"text": text}]},
                            "finishReason": stop, "index": 0}],
            "usageMetadata": usage, "modelVersion": asked.model, "responseId": "r"}  # fmt: skip


_WRITE = {"chat": _chat, "responses": _responses, "messages": _messages, "generate": _generate}


@contextlib.contextmanager
def apart() -> Iterator[tuple[dict[str, str], list[tuple[float, str]]]]:
    """A service in a process of its own: its environment; in the end, when it was asked what."""
    words = [sys.executable, "-m", "tests.development.llm.servers"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    came: list[tuple[float, str]] = []
    with subprocess.Popen(words, cwd=Path(__file__).parents[3], **pipes) as process:
        yield json.loads(process.stdout.readline()), came
        came += json.loads(process.communicate()[0])


if __name__ == "__main__":
    with Service(lambda asked: {"label": asked.text.split("\n")[1], "sure": 1}) as alone:
        print(json.dumps(alone.environ()), flush=True)
        sys.stdin.read()  # until whoever started it closes its end
        print(json.dumps([(asked.at, asked.text.split("\n")[1]) for asked in alone.asked]))
