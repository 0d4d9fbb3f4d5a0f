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


class Followed(Section):
    """What became of an earlier recommendation."""

    recommendation: str = Field(
        pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$",
        description="the notebook and the recommendation's key, as in classification.contact",
    )
    outcome: Literal["done", "declined"] = Field("done", description="done, or declined")
    on: dt.date | None = Field(None, description="the day it was done or declined")
    brought: float | None = Field(
        None, description="what it was measured to bring, in the client's currency"
    )
    low: float | None = Field(None, description="lower end of its interval of 95 %")
    high: float | None = Field(None, description="upper end of it")
    measured_by: str = Field("", description="what measured it, as in: trial in six regions")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        ends = (self.low, self.high)
        if self.brought is None:
            if ends != (None, None) or self.measured_by:
                raise ValueError("low, high and measured_by belong to brought; name it, too")
            return self
        if not self.measured_by:
            raise ValueError("an amount brought needs measured_by: who or what measured it")
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high belong together")
        low, high = (self.brought if end is None else end for end in ends)
        if not low <= self.brought <= high:
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
    followed: tuple[Followed, ...] = Field((), description="what became of earlier recommendations")
