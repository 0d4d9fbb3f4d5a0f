"""The case saas_b2b: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from taller.phase import Section


class Action(Section):
    """Something done for an account, named as the log of campaigns names it."""

    key: str = Field(min_length=1, description="as in the campaigns' column action")
    cost: float = Field(ge=0, description="of one account, in the client's currency")
    capacity: int | None = Field(None, ge=0, description="most accounts (none: no limit)")


class Params(Section):
    """Knobs of notebooks/cases/saas_b2b.ipynb."""

    experiment: str = Field(
        "", description="the earlier campaign drawn by lot (empty: the largest with a control)"
    )
    control: str = Field("none", description="the action's name for those who were left out by lot")
    actions: tuple[Action, ...] = Field(
        (), description="what can be done (empty: what the earlier campaign did, at its cost)"
    )
    budget: float = Field(40_000, ge=0, description="most that the campaign may cost")
    horizon_days: int = Field(
        120, ge=14, le=365, description="days after which a campaign's effect is read"
    )
    risk_days: int = Field(60, ge=14, le=180, description="days ahead in which leaving is foreseen")
    value_months: float = Field(
        12, gt=0, le=60, description="months' revenue that an account kept is worth, an assumption"
    )
    margin: float = Field(0.75, gt=0, le=1, description="contribution margin, 0 to 1")
    rest_days: int = Field(30, ge=0, le=365, description="days without another contact")
    holdout: float = Field(0.25, ge=0.05, le=0.5, description="share of the chosen left out by lot")
    consent: Literal["required", "assumed"] = Field(
        "required", description="whether only accounts known to agree are written to, or the "
        "client vouches for all of whom nothing is known"
    )  # fmt: skip
    campaign: str = Field("retention", min_length=1, description="the new campaign's name")
    starts_on: dt.date | None = Field(
        None, description="day it starts (none: the Monday a week after the data ends)"
    )
    contacts: str = Field(
        "", description="path of a CSV with account_id and email, read for the audience files alone"
    )
    target_churn: float = Field(-0.4, ge=-1, lt=0, description="aim: change of churn")
    target_engagement: float = Field(0.55, gt=0, description="aim: change of use")
    target_retention: float = Field(0.5, gt=0, description="aim: change of revenue kept")
    target_roi: float = Field(3.8, gt=-1, description="aim: profit over what it cost")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        keys = [action.key for action in self.actions]
        if len(keys) != len({*keys}):
            raise ValueError(f"actions name one twice (got {keys})")
        if self.control in keys:
            raise ValueError(f"actions name {self.control!r}, which is the control")
        return self
