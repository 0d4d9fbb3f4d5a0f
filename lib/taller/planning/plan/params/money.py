"""What an engagement says of the plan's money: what cases bring, what running them costs."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from taller.measurement.ranges import Amounts, Range, within
from taller.phase import Record
from taller.planning.plan.params.tasks import Name, Phase

ANALYSES = ("classification", "clustering", "recommendation", "regression")
Shares = Annotated[Range, within(0, 1)]
Effect = Annotated[Range, within(-1, 100)]


class Benefit(Record):
    """What a use case brings once it is used in full: a range, or what an analysis found."""

    yearly: Amounts | None = Field(
        None, description="margin gained or cost saved in a year, in the client's currency"
    )
    decision: str | None = Field(
        None, pattern=r"^[a-z_]+\.[a-z_.]+$", description="a decision that an analysis here put a "
        "figure to, as classification.contact",
    )  # fmt: skip
    times_a_year: Amounts = Field(
        Range(1, 1, 1), description="how often a year what the decision brings comes again"
    )
    source: str = Field("", max_length=200, description="where the range comes from")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.yearly is None) == (self.decision is None):
            raise ValueError("needs either 'yearly' or 'decision'")
        return self


class Adoption(Record):
    """How far and how fast what was built comes into use."""

    share: Shares = Field(Range(0.5, 0.7, 0.9), description="of full use that is reached, 0 to 1")
    months: Annotated[Range, within(0, 60)] = Field(
        Range(3, 6, 12), description="from a case's roll-out until it is reached"
    )
    source: str = Field("", max_length=200, description="where the ranges come from")


class Technical(Record):
    """Something technical that is paid by the month."""

    name: Name
    monthly: Amounts | None = Field(None, description="in the client's currency")
    notebook: Literal["infrastructure"] | None = Field(
        None, description="in place of an amount: what that notebook comes to"
    )
    starts_with: Phase = Field("preparation", description="the phase it is needed from")
    source: str = Field("", max_length=200, description="where the range comes from")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.monthly is None) == (self.notebook is None):
            raise ValueError("needs either 'monthly' or 'notebook'")
        return self
