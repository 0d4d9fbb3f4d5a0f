"""Optimisation: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from taller.monitoring.optimisation.constraints import Constraints
from taller.phase import Section


class TrialLift(Section):
    """What an experiment measured that a channel's spend added."""

    channel: str = Field(description="the channel, as the page names it")
    first: dt.date = Field(description="the first day that counts, as in 2026-03-02")
    last: dt.date = Field(description="the last day that counts")
    sales: float = Field(description="sales that the spend added, in the client's currency")
    low: float = Field(description="lower end of its interval of 95 %")
    high: float = Field(description="upper end of it")
    regions: tuple[str, ...] = Field((), description="the regions that had it; none: everywhere")
    instead: float = Field(
        0.0, ge=0, description="what would have been spent instead, of what was (0: nothing)"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        wrong = []
        if self.last < self.first:
            wrong.append("last must not be before first")
        if not self.low <= self.sales <= self.high:
            wrong.append("sales must lie between low and high")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


class Outcome(Section):
    """What an earlier recommendation was measured to bring."""

    recommendation: str = Field(
        pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$",
        description="the notebook and the recommendation's key, as in classification.contact",
    )
    brought: float = Field(description="what it brought, in the client's currency")
    low: float = Field(description="lower end of its interval of 95 %")
    high: float = Field(description="upper end of it")
    measured_by: str = Field(min_length=1, description="who or what measured it")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.brought <= self.high:
            raise ValueError("brought must lie between low and high")
        return self


class Params(Section):
    """Knobs of notebooks/06_monitoring/optimisation.ipynb."""

    grain: Literal["campaign", "medium"] | None = Field(
        None, description="what a channel is: a campaign, or a source and its medium (none: "
        "campaigns where they are few)"
    )  # fmt: skip
    window_days: int = Field(
        30, ge=1, le=365, description="days without a visit after which a journey has ended"
    )
    order: int | None = Field(
        None, ge=1, le=3, description="visits on which the next one may depend (none: as the "
        "journeys foresee best)"
    )  # fmt: skip
    holidays: str | None = Field(
        None, pattern=r"^[A-Z]{2}$", description="country whose public holidays count, as ES"
    )
    margin: float | None = Field(
        None, gt=0, le=1, description="contribution margin of what is sold, 0 to 1"
    )
    lifts: tuple[TrialLift, ...] = Field(
        (), description="what experiments measured: channel, first, last, sales, low, high"
    )
    weeks: int = Field(13, ge=1, le=53, description="weeks that are planned ahead")
    budget: Constraints = Field(
        default_factory=Constraints, description="limits of the budget: total, floors, ceilings"
    )
    outcomes: tuple[Outcome, ...] = Field(
        (), description="what earlier recommendations were measured to bring"
    )
