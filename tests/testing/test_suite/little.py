"""A little service on loopback, right or with one fault, for the checks to be tried on."""

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

KEY = "little-key-0123456789"
MOST = 1_000_000  # bytes of a body


class Features(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
    x: float = Field(ge=-1e6, le=1e6)


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    user: Annotated[str, Field(max_length=100)] | None = None
    features: Features


SAID = {"requestBody": {"required": True, "content": {"application/json": {"schema": {
    "type": "object", "required": ["features"], "additionalProperties": False,
    "properties": {"features": {"type": "object", "required": ["x"], "additionalProperties": False,
                                "properties": {"x": {"type": "number"}}}},
}}}}}  # fmt: skip


class Answered(BaseModel):
    score: float
    model: str = "classification"
    version: int = 1
    request_id: str = "r1"


def app(fault: str = "") -> FastAPI:
    made = FastAPI(title="little", docs_url=None, redoc_url=None)
    codes = {code: {"model": dict} for code in (400, 401, 404, 413, 415, 422)}
    taken: list[bytes] = []

    @made.exception_handler(RequestValidationError)
    async def refused(request: Request, error: RequestValidationError) -> JSONResponse:
        if fault == "raises":
            raise RuntimeError("unprepared")
        told = {"error": "invalid"}
        if fault == "tells":
            told["trace"] = 'Traceback (most recent call last):\n File "/srv/app.py"'
        return JSONResponse(told, 422)

    @made.middleware("http")
    async def guard(request: Request, go_on: Any) -> Response:
        length = request.headers.get("content-length", "0")
        if fault != "endless" and int(length if length.isdigit() else 0) > MOST:
            return JSONResponse({"error": "too_large"}, 413)
        given = request.headers.get("x-api-key", "")
        known = given == KEY or fault == "open" or (fault == "prefix" and KEY.startswith(given))
        if request.url.path != "/health" and not known:
            return JSONResponse({"error": "key"}, 401)
        answer = await go_on(request)
        if fault == "echo":
            given = request.headers.get("x-request-id", "").replace("%0d%0a", "\r\n")
            answer.headers["x-request-id"] = given.partition("\r\n")[0][:50]
            if "\r\n" in given:
                name, _, value = given.partition("\r\n")[2].partition(": ")
                answer.headers[name] = value
        return answer

    async def score(body: Asked) -> Answered:
        if fault == "slow":
            await asyncio.sleep(0.25)
        if fault == "growing":
            taken.append(bytes(1) * 400_000)
        x = body.features.x
        return Answered(score=round(x / 2, 1) if fault == "wrong" else x / 2)

    async def believing(request: Request) -> Answered:
        return Answered(score=float(len(await request.body())))

    post = made.post("/v1/classification/score", responses=codes,
                     openapi_extra=SAID if fault == "believes" else None)  # fmt: skip
    post(believing if fault == "believes" else score)

    @made.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "alive"}

    return made


@contextlib.contextmanager
def served(fault: str = "") -> Iterator[str]:
    """Its address, while it runs in a thread of this process."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        config = uvicorn.Config(
            app(fault), log_level="critical", lifespan="off", timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=65_536, http="h11", ws="none",
        )  # fmt: skip
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([taken],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def body(x: float) -> dict[str, Any]:
    return json.loads(json.dumps({"features": {"x": x}}))
