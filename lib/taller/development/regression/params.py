"""Regression: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.development.template.knobs import FlatTable

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
