"""The test suite: the parameters of its notebook."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from taller.phase import Section

Kind = Literal["unit", "integration", "performance", "security"]
KINDS: tuple[Kind, ...] = ("unit", "integration", "performance", "security")
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Params(Section):
    """Knobs of notebooks/04_testing/test_suite.ipynb."""

    kinds: tuple[Kind, ...] = Field(KINDS, min_length=1, description="kinds of tests that are run")
    pass_rate: float = Field(
        0.8, ge=0, lt=1, description="a kind passes if more of its tests pass (share, below 1)"
    )
    directions: dict[Name, dict[Name, Literal["up", "down"]]] = Field(
        {}, description="by model and column: whether its answer rises or falls with the column"
    )
    indifferent: dict[Name, tuple[Name, ...]] = Field(
        {}, description="by model: columns on which its answer must not depend"
    )
    outside: float = Field(
        0.05, ge=0, le=1,
        description="most rows that may hold values the model never saw (0 to 1)",
    )  # fmt: skip
    miscalibrated: float = Field(
        0.05, gt=0, le=1,
        description="most that told and observed probability may differ where one decides by it",
    )  # fmt: skip
    latency_ms: float = Field(
        200, gt=0, description="longest that 95 of 100 answers of the service may take, in ms"
    )
    latency_max_s: float = Field(
        5, gt=0, description="longest that any answer may take, in seconds"
    )
    advisories: str | None = Field(
        None, min_length=1, max_length=1000,
        description="file of known faults of packages, exported beforehand (OSV, pip-audit)",
    )  # fmt: skip
    own_seconds: float = Field(
        60, gt=0, le=3600, description="longest that one test of the client's own may take, in s"
    )
