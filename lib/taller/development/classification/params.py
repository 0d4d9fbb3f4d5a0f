"""Classification: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.development.template.knobs import FlatTable

Purpose = Literal["churn", "propensity", "response"]


class Params(FlatTable):
    """Knobs of notebooks/03_development/classification.ipynb."""

    purpose: Purpose = Field(
        "churn",
        description="what is predicted: churn (will not buy), propensity (will buy), or response "
        "(a column of the flat table)",
    )
    target: str | None = Field(
        None, min_length=1, description="column of the flat table that says what happened"
    )
    positive: str | None = Field(
        None, description="value of the target that counts as yes; found if absent"
    )
    slices: tuple[str, ...] = Field(
        (), description="columns by which quality is told apart; chosen if none are given"
    )
    duration: str | None = Field(
        None, min_length=1,
        description="column of the flat table with the time until it happened or was last seen",
    )  # fmt: skip
    unit: str | None = Field(
        None, min_length=1, max_length=20, description="unit of duration, as reports say it: months"
    )
    entered: str | None = Field(
        None, min_length=1,
        description="column of the flat table with the time from which a row was watched, on the "
        "clock of duration (none: from 0 on, so that those who left early are in the table too)",
    )  # fmt: skip
    ahead: float | None = Field(
        None, gt=0,
        description="time ahead for which the risk is told, in the unit of duration, or days",
    )  # fmt: skip
    worth: str | None = Field(
        None, min_length=1, description="column of the flat table with what a customer is worth"
    )
    as_of: dt.date | None = Field(
        None, description="date at which customers are scored (none: the day after the last order)"
    )
    horizon_days: int = Field(
        90, ge=7, le=730, description="days after a date in which it happens or not"
    )
    active_days: int = Field(
        365, ge=7, le=3650, description="days since the last order up to which a customer counts"
    )
    cutoffs: int = Field(
        3, ge=1, le=12, description="most dates to learn from, before the date of the test"
    )
    customer_value: float | None = Field(
        None, gt=0,
        description="what one customer kept, or one who answers, is worth, in the client's "
        "currency; measured from orders if absent, else there is no advice in money",
    )  # fmt: skip
    margin: float = Field(
        0.5, gt=0, le=1, description="share of net sales that is left, where value is measured"
    )
    contact_cost: float = Field(
        1.0, ge=0, description="cost of one contact, in the client's currency"
    )
    incentive_cost: float = Field(
        10.0, ge=0, description="what is given to whoever accepts, in the client's currency"
    )
    acceptance: float = Field(
        0.3, gt=0, lt=1, description="share of those who would leave that the campaign keeps"
    )
    acceptance_certainty: float = Field(
        20, gt=0, le=10_000, description="customers' worth of experience behind that share"
    )
    capacity: int | None = Field(
        None, ge=1, description="most customers that can be contacted; no limit if absent"
    )
