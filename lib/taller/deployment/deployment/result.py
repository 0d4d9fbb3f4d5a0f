"""Deployment: what its notebook finds."""

from __future__ import annotations

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Record


class StageSeen(Record):
    """One of the six stages, or the way back, as it went."""

    name: str
    outcome: str
    seconds: float | None
    reason: str


class Seen(Record):
    """A deployment as it went.

    Attributes
    ----------
    outcome : ``live``, ``rolled_back``, ``refused``, ``inconclusive`` …
    asked, failed : requests meanwhile, and the share of them that got no answer
    """

    version: int
    before: int | None
    outcome: str
    seconds: float | None
    stages: tuple[StageSeen, ...]
    asked: int = 0
    failed: Estimate | None = None


class Result(PhaseResult):
    """Whether a model can go live, and how that went in the rehearsal."""

    ready: bool = Field(description="whether nothing that was looked at stands in the way")
    obstacles: tuple[str, ...] = Field((), description="what stands in the way, as codes")
    model: str = Field("", description="the notebook whose model it is; empty: none was kept")
    kept: tuple[str, ...] = ()
    dry_run: bool = True
    rehearsed: Seen | None = None
    provoked: Seen | None = None
    deployed: Seen | None = Field(None, description="on the client's own service, where asked")
    within_ms: Estimate | None = Field(None, description="95 of 100 answers come within")
    throughput: Estimate | None = Field(None, description="answers a second, on that machine")
