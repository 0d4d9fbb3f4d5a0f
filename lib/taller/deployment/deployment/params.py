"""Deployment: the parameters of its notebook, and of `taller serve`, `deploy` and `rollback`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from taller.faults import Found, is_number, mapping, together
from taller.phase import Record, Section

LABEL = r"[a-z]([a-z0-9-]{0,30}[a-z0-9])?"
IMAGE = (
    r"([a-z0-9]+([.:_-][a-z0-9]+)*/)*[a-z0-9]+([._-][a-z0-9]+)*"
    r"(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?"
)
HOST = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
PATH = r"/[A-Za-z0-9_./-]{1,200}"


class Service(Record):
    """The service that answers: where it listens, and how much it takes."""

    host: str = Field("127.0.0.1", pattern=rf"^({HOST}|::1)$", description="address it listens at")
    port: int = Field(8410, ge=1024, le=65535, description="port it listens at")
    workers: int = Field(2, ge=1, le=16, description="processes that answer")
    requests_a_minute: int = Field(
        60_000, ge=1, le=10_000_000, description="most requests of one key a minute"
    )


class Steps(Record):
    """How traffic goes over to a new version, and what stops it."""

    canary: tuple[float, ...] = Field(
        (0.05, 0.25), min_length=1, max_length=6,
        description="shares of the traffic, each larger, that try the new version before all do",
    )  # fmt: skip
    requests: int = Field(
        1500, ge=50, le=1_000_000, description="most users of the new version waited for in a step"
    )
    seconds: float = Field(
        300, gt=0, le=86_400, description="longest time a step waits for them, in seconds"
    )
    every: float = Field(2, ge=0.05, le=600, description="seconds between two looks at the answers")
    watch: float = Field(
        10, ge=0, le=3600, description="seconds that all traffic is watched after the switch"
    )
    errors: float = Field(
        0.02, gt=0, le=0.2, description="share of users that may meet failures, beyond the live "
        "version's"
    )  # fmt: skip
    milliseconds: float = Field(
        200, gt=0, le=60_000, description="time within which an answer has to come"
    )
    late: float = Field(
        0.05, gt=0, le=0.5, description="share of users that may wait longer, beyond the live "
        "version's"
    )  # fmt: skip
    shift: float = Field(
        0.15, gt=0, le=0.5, description="share of answers that may lie elsewhere than validation "
        "leads to expect, beyond the live version's"
    )  # fmt: skip
    alpha: float = Field(
        0.05, gt=0, le=0.2, description="chance of a wrong verdict, over all steps, looks and "
        "measures"
    )  # fmt: skip


class Kit(Record):
    """What the files for the client's own platform are made of."""

    image: str = Field(
        "taller-scoring:1", pattern=f"^{IMAGE}$", max_length=300, description="container image"
    )
    base: str = Field(
        "python:3.11-slim-bookworm", pattern=f"^{IMAGE}$", max_length=300,
        description="image it is built on; give a digest to pin it",
    )  # fmt: skip
    host: str = Field(
        "scoring.internal", pattern=f"^{HOST}$", max_length=200,
        description="name that the proxy answers to",
    )  # fmt: skip
    replicas: tuple[int, int] = Field((2, 6), description="fewest and most copies that answer")
    cpu: float = Field(1.0, ge=0.1, le=64, description="processor cores of each, at most")
    memory_mib: int = Field(1024, ge=256, le=262_144, description="memory of each, at most, MiB")
    busy: float = Field(0.7, ge=0.2, le=0.95, description="busy processors that call for one more")
    proxy: str = Field(
        "ingress-nginx", pattern=f"^{LABEL}$",
        description="Kubernetes namespace from where requests come",
    )  # fmt: skip
    nightly: str = Field(
        "03:30", pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="when a table is scored, UTC"
    )
    table: str = Field(
        "/var/lib/taller/in/rows.parquet", pattern=f"^{PATH}$", description="the table to score"
    )
    to: str = Field(
        "/var/lib/taller/out/scores.csv", pattern=f"^{PATH}$", description="where scores go"
    )

    @field_validator("replicas")
    @classmethod
    def _from_two(cls, given: tuple[int, int]) -> tuple[int, int]:
        if not 2 <= given[0] <= given[1] <= 100:
            raise ValueError("must be two whole numbers, 2 to 100, the smaller first")
        return given


class Params(Section):
    """Knobs of notebooks/05_deployment/deployment.ipynb."""

    model: Literal["classification", "regression", "recommendation", "saas_b2b"] | None = Field(
        None, description="the notebook whose model goes live (none: the first that was kept)"
    )
    dry_run: bool = Field(
        True, description="rehearse beside the engagement's service, which stays as it is"
    )
    by: str = Field("", max_length=80, description="who deploys, for the history")
    registry: str | None = Field(
        None, max_length=300, description="MLflow's address (none: a file beside the runs)"
    )
    service: Service = Field(Service(), description="where the service listens, and what it takes")
    steps: Steps = Field(Steps(), description="how traffic goes over, and what stops it")
    kit: Kit = Field(Kit(), description="the files for the client's own platform")

    @model_validator(mode="wrap")
    @classmethod
    def _fits_together(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, _faults)

    def reaches(self) -> Mapping[tuple[str | int, ...], tuple[str, str]]:
        """The registry's server, where it is another's."""
        host = urlsplit(self.registry).hostname if self.registry else None
        if not host or host in ("localhost", "127.0.0.1", "::1"):
            return {}
        return {("registry",): (host, "the models, their cards, and a user's name and password")}


def _faults(given: dict) -> Found:
    """What no single field can tell."""
    registry = given.get("registry")
    if isinstance(registry, str) and (what := _wrong_address(registry)):
        # Not the address itself: it may hold a password.
        yield ("registry",), what, re.sub(r"//[^/@]*@", "//…@", registry)
    shares = mapping(given.get("steps")).get("canary")
    if isinstance(shares, list | tuple) and all(is_number(share) for share in shares):
        rising = all(a < b for a, b in itertools.pairwise(shares))
        if not rising or any(not 0 < share < 1 for share in shares):
            yield ("steps", "canary"), "must be shares between 0 and 1, each larger", shares


def _wrong_address(given: str) -> str | None:
    """Why an address is no registry's, or None.

    >>> _wrong_address("https://ana:secret@mlflow.example")
    'holds a name or password; give those as MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD'
    """
    try:
        parts = urlsplit(given)
        host = parts.hostname
    except ValueError:
        return "is no address, as in https://mlflow.example"
    if "@" in parts.netloc or parts.query:
        return (
            "holds a name or password; give those as MLFLOW_TRACKING_USERNAME and "
            "MLFLOW_TRACKING_PASSWORD"
        )
    if parts.scheme not in ("https", "http") or not host:
        return "must begin with https:// and name a server"
    if parts.scheme == "http" and host not in ("localhost", "127.0.0.1", "::1"):
        return "must be https: names and passwords would be sent in clear"
    return None
