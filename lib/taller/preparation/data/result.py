"""Data: what its notebook finds."""

from __future__ import annotations

from pydantic import Field

from taller.phase import PhaseResult


class Result(PhaseResult):
    """What is known of the client's data."""

    agrees: bool | None = Field(
        description="whether the totals are the client's; None if they gave none"
    )
    rows_read: int
    rows_used: int
    scores: dict[str, dict[str, float | None]] = Field(
        description="table, then dimension of quality: 0 to 1, None where nothing could be asked"
    )
