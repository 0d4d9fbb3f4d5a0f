"""The online shop's case: what its notebook finds."""

from __future__ import annotations

from pydantic import Field

from taller.cases.template.aimed import Aimed
from taller.phase import Estimate, PhaseResult


class Result(PhaseResult):
    """What the trial of recommendations against best-sellers shows, and what that earns."""

    outcome: str = Field(description="the verdict in a word; `none` without a trial")
    rule: str = Field(description="fingerprint of the rule, noted before there was any data")
    visitors: int = 0
    reached: tuple[Aimed, ...] = ()
    gain: Estimate | None = Field(None, description="margin expected to be added in a year")
    net: Estimate | None = Field(None, description="what is left after the first year's cost")
    heterogeneous: bool | None = Field(
        None, description="whether some visitors gain more than others; None where not tested"
    )
