"""Regression: what its notebook finds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taller.development.template.protocol import Finding
from taller.phase import Estimate, PhaseResult, Record


class Part(Record):
    """What the customers of one part are worth over the horizon."""

    by: str = Field(description="what parts them, such as channel")
    level: str
    customers: int
    mean: Estimate = Field(description="value per customer")
    total: Estimate


class Shift(Record):
    """How one thing known of customers shifts their buying, as a factor; 1: not at all."""

    by: str
    level: str
    against: str = Field(description="the level it is compared with")
    rate: Estimate = Field(description="factor on the purchase rate")
    leaving: Estimate = Field(description="factor on how readily they leave")


class Tenth(Record):
    """A tenth of the test rows, the highest predictions first."""

    number: int
    rows: int
    predicted: float
    actual: Estimate


class Value(Record):
    """What customers are worth over the horizon."""

    months: int
    discount: float
    margin: float | None = Field(description="None where values are net sales")
    customers: int
    total: Estimate = Field(description="of all customers: discounted, as margin where it is given")
    mean: Estimate = Field(description="per customer")
    sales: Estimate = Field(description="net sales, not discounted, of all customers")
    top_share: Estimate = Field(description="share of the value the top tenth is to hold")
    parts: tuple[Part, ...] = ()


class Result(PhaseResult):
    """What regression found."""

    assessed: bool = Field(description="whether there was something to learn from")
    origin: Literal["orders", "flat", "none"]
    rows: int = 0
    test_rows: int = 0
    chosen: str = Field("", description="model chosen on validation")
    used: str = Field("", description="model used: the naive one where the chosen is not better")
    better: bool = Field(
        False, description="whether the chosen beats the naive answer, tested once"
    )
    ranked_by: str = Field(
        "", description="what puts customers, or rows, in an order better than chance, if any"
    )
    total_said: Literal["plainly", "with its miss", "not"] = Field(
        "not", description="how far the test bears a total over the horizon"
    )
    spearman: Estimate | None = None
    gini: Estimate | None = None
    total_error: Estimate | None = None
    explained: Estimate | None = None
    covered: Estimate | None = Field(None, description="test rows inside their 95% interval")
    tenths: tuple[Tenth, ...] = ()
    shifts: tuple[Shift, ...] = ()
    value: Value | None = None
    guards: tuple[Finding, ...] = ()
