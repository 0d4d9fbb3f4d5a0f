"""Regression: what customers will spend, their lifetime value, how sure that is, and where it is.

The steps, in the order the notebook takes them::

    gather     customers and their purchases, or a flat table        regression_data, _flat
    train      candidates, chosen on a validation window             regression_train, _candidates
    assess     the test window, once, against naive past spend       regression_assess
    value      money over the horizon, with intervals, by part       regression_value, _missed
    keep       model, contract, profile, card, customer values       regression_saving
    conclude   headline, key figures, decisions, limits              regression_findings

The models of purchases are in regression_histories, _purchases and _spend. This module imports
nothing heavy: an engagement file is checked against `Params` in no time.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from taller.development.template.knobs import FlatTable
from taller.phase import Estimate, PhaseResult

About = Literal["channel", "country", "region", "first_category"]


class Params(FlatTable):
    """Knobs of notebooks/03_development/regression.ipynb."""

    as_of: dt.date | None = Field(
        None, description="date at which customers are valued (none: the day after the last order)"
    )
    holdout_days: int = Field(
        90, ge=14, le=730, description="days of the test window, the last ones before that date"
    )
    horizon_months: int = Field(
        12, ge=1, le=60, description="months ahead over which value is counted"
    )
    discount: float = Field(
        0.0, ge=0, le=1, description="annual rate at which later money counts less, 0 to 1"
    )
    margin: float | None = Field(
        None, gt=0, le=1,
        description="contribution margin: share of net sales that is left (none: values are net "
        "sales)",
    )  # fmt: skip
    covariates: tuple[About, ...] = Field(
        ("channel", "country", "first_category"),
        description="what is known of customers and may shift how they buy",
    )
    futures: int = Field(
        240, ge=40, le=5000, description="futures simulated for each customer's interval"
    )
    target: str | None = Field(
        None, min_length=1, description="column of the flat table with the amount to predict"
    )


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Guard(_Record):
    """Something a guard found; see `taller.development.template.guards.Finding`."""

    code: str
    columns: tuple[str, ...]
    severity: str
    detail: str


class Part(_Record):
    """What the customers of one part are worth over the horizon."""

    by: str = Field(description="what parts them, such as channel")
    level: str
    customers: int
    mean: Estimate = Field(description="value per customer")
    total: Estimate


class Shift(_Record):
    """How one thing known of customers shifts their buying, as a factor; 1: not at all."""

    by: str
    level: str
    against: str = Field(description="the level it is compared with")
    rate: Estimate = Field(description="factor on the purchase rate")
    leaving: Estimate = Field(description="factor on how readily they leave")


class Tenth(_Record):
    """A tenth of the test rows, the highest predictions first."""

    number: int
    rows: int
    predicted: float
    actual: Estimate


class Value(_Record):
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
        "", description="what puts customers in an order shown to be better than chance, if any"
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
    guards: tuple[Guard, ...] = ()
