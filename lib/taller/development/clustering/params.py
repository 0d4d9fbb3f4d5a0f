"""Clustering: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from taller.phase import Section

Feature = Literal["recency_days", "frequency", "monetary", "tenure_days", "breadth", "return_rate"]
FEATURES: tuple[Feature, ...] = get_args(Feature)
FEWEST_CUSTOMERS = 50


class Params(Section):
    """Knobs of notebooks/03_development/clustering.ipynb."""

    as_of: dt.date | None = Field(
        None,
        description="date at which customers are described (none: the day after the last order)",
    )
    features: tuple[Feature, ...] = Field(
        FEATURES, min_length=1, description="what customers are grouped by"
    )
    min_segments: int = Field(2, ge=2, le=30, description="fewest segments to try")
    max_segments: int = Field(8, ge=2, le=30, description="most segments to try")
    min_share: float = Field(
        0.02, ge=0, lt=0.5, description="smallest segment worth an action, as a share of customers"
    )
    min_stability: float = Field(
        0.75,
        ge=0,
        le=1,
        description="stability that a segmentation (adjusted Rand index, 0 to 1) and each of its "
        "segments (overlap, 0 to 1) must reach",
    )
    resamples: int = Field(
        20, ge=5, le=500, description="resamples of the customers behind each stability"
    )
    holdout_days: int = Field(
        90, ge=7, le=730, description="length of the next period whose spend is looked at, in days"
    )
    migration_days: int = Field(
        90, ge=1, le=730, description="days between the two dates of the migration table"
    )

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if len({*self.features}) < len(self.features):
            raise ValueError(f"features names one twice (got {list(self.features)})")
        if self.max_segments < self.min_segments:
            raise ValueError(
                f"max_segments must be at least min_segments, {self.min_segments} "
                f"(got {self.max_segments})"
            )
        return self
