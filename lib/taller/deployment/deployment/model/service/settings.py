"""What the service bears: sizes, times and memory."""

from __future__ import annotations

from pydantic import Field

from taller.phase import Record


class Settings(Record):
    """Limits of one service; every worker keeps them."""

    body_bytes: int = Field(1_000_000, ge=1000, description="longest body of a request, bytes")
    most_rows: int = Field(1000, ge=1, le=100_000, description="most rows of one request")
    body_seconds: float = Field(5.0, gt=0, description="time a body may take to arrive")
    idle_seconds: int = Field(
        75, ge=1, description="time a connection may idle; longer than a proxy keeps its own (60)"
    )
    score_seconds: float = Field(2.0, gt=0, description="time a model may take to answer")
    requests_a_minute: int = Field(
        0, ge=0, description="most requests of one key a minute, all workers together; 0: no limit"
    )
    flush_seconds: float = Field(2.0, gt=0, description="how often requests are written down")
    memory_mib: int = Field(1024, ge=64, description="memory above which a worker is replaced")
    memory_seconds: int = Field(30, ge=1, description="how often that is looked at")
    most_waiting_rows: int = Field(
        100_000, ge=1, description="rows of the log that wait while the disk takes none"
    )
