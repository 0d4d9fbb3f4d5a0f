"""What the case found, as it is kept."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taller.phase import Estimate, PhaseResult


class Result(PhaseResult):
    """Who was chosen, and what it brought."""

    state: Literal["unlearned", "nothing", "planned", "measured"]
    accounts: int
    chosen: int
    held: int
    cost: float
    profit: Estimate | None = None
    roi: Estimate | None = None
    uses: dict[str, Literal["each", "all", "none"]] = Field(
        default_factory=dict, description="what is done with each action of the earlier campaign"
    )
