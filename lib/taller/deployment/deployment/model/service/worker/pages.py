"""What the service tells of itself: alive, ready, counted, and described as OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Depends, FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.security import APIKeyHeader
from pydantic import BaseModel, create_model

from taller.deployment.deployment.model.service.slots import SLOTS
from taller.deployment.deployment.model.service.worker import bodies, metrics

if TYPE_CHECKING:
    from taller.deployment.deployment.model.service.worker.process import Worker
    from taller.deployment.deployment.model.service.worker.serving import Serving

PATHS = ("/health", "/ready", "/metrics", "/openapi.json")
TITLE = "Taller: scoring"
REFUSALS = {
    400: "no JSON", 401: "no key, or a wrong one", 404: "no such model", 405: "not by POST",
    408: "the body was too slow", 409: "the version that was asked for is not loaded",
    413: "too large", 415: "not application/json", 422: "not as the contract says",
    429: "too many requests", 500: "the model failed",
    503: "the model is slow, or none is loaded",
}  # fmt: skip


class Fault(BaseModel):
    """One thing that is wrong."""

    where: str
    what: str


class Refused(BaseModel):
    """An answer that is none."""

    error: str
    message: str
    request_id: str
    faults: list[Fault] = []


def application(worker: Worker) -> FastAPI:
    """The pages, as FastAPI serves them; without those that fetch scripts from elsewhere."""
    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/ready")
    async def ready() -> JSONResponse:
        found = told(worker)
        return JSONResponse(found, 200 if found["ready"] else 503)

    @app.get("/metrics")
    def counted() -> Response:
        worker.metrics.push()
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    @app.get("/openapi.json")
    async def described() -> dict[str, Any]:
        return describe(worker)

    return app


def told(worker: Worker) -> dict[str, Any]:
    """Whether every model has a version that answers here, and how the request log does."""
    models = {name: _model(serving) for name, serving in worker.models.items()}
    logs = [serving.log for serving in worker.models.values()]
    why = next((log.why for log in logs if log.why), "")
    return {
        "ready": bool(models) and all(each["version"] for each in models.values()),
        "models": models,
        "log": {
            "writing": not why, "why": why,
            "waiting": sum(log.waiting for log in logs), "lost": sum(log.lost for log in logs),
        },
    }  # fmt: skip


def _model(serving: Serving) -> dict[str, Any]:
    control = serving.board.control
    live, _beside = serving.pair(control)
    return {
        "live": SLOTS[control.live],
        "version": live and live.version,
        "share": control.share,
        "shadow": control.shadow,
        "generation": serving.generation,
        "slots": {
            slot: {"version": one and one.version, "state": serving.told(index)}
            for index, (slot, one) in enumerate(zip(SLOTS, serving.loaded, strict=True))
        },
    }


def describe(worker: Worker) -> dict[str, Any]:
    """The service as OpenAPI, each model by the contract of the version that answers."""
    key = [Depends(APIKeyHeader(name="X-API-Key"))] if worker.plan.keys else []
    app = FastAPI(title=TITLE, version="1")
    refusals = {code: {"model": Refused, "description": what} for code, what in REFUSALS.items()}
    for name, serving in worker.models.items():
        live, _beside = serving.pair(serving.board.control)
        for route in bodies.routes(live.scorer) if live else ():
            asked = bodies.body(live.scorer.request, route, worker.plan.settings.most_rows)
            app.post(
                f"/v1/{name}/{route}", response_model=bodies.ANSWERS[route], responses=refusals,
                dependencies=key, operation_id=f"{name}_{route}".replace("-", "_"), tags=[name],
                summary=(bodies.ANSWERS[route].__doc__ or "").rstrip("."),
            )(_taking(asked, name))  # fmt: skip
    for path in ("/health", "/ready"):
        app.get(path, operation_id=path[1:])(_nothing)
    return app.openapi()


def _taking(asked: type[BaseModel], name: str) -> Any:
    """An endpoint that is never called: its signature describes a body."""
    body = create_model(f"{name}_{asked.__name__}", __base__=asked)

    def endpoint(body):  # noqa: ANN202
        raise NotImplementedError

    endpoint.__annotations__ = {"body": body}
    return endpoint


def _nothing() -> dict[str, Any]:
    raise NotImplementedError
