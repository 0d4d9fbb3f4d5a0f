"""Use cases: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

from taller.faults import together
from taller.phase import Section
from taller.preparation.use_cases.features import faults as use_cases_faults
from taller.preparation.use_cases.features.catalogue import (
    CRITERIA,
    Days,
    Kind,
    Money,
    Points,
    Readiness,
    Weeks,
)

_MONEY = "spent outside the company until it runs, in the client's currency"


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Weights(_Given):
    """How much each criterion counts; together 1."""

    impact: float = Field(0.30, ge=0, le=1, description="of what it brings")
    feasibility: float = Field(0.25, ge=0, le=1, description="of how surely it can be done here")
    cost: float = Field(0.20, ge=0, le=1, description="of how little it costs")
    timeline: float = Field(0.15, ge=0, le=1, description="of how soon it runs")
    risk: float = Field(0.10, ge=0, le=1, description="of how little can go wrong")

    @model_validator(mode="wrap")
    @classmethod
    def _one_together(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, use_cases_faults.of_weights)

    def values(self) -> tuple[float, ...]:
        """In the order of `CRITERIA`."""
        return tuple(getattr(self, name) for name in CRITERIA)


class CaseGiven(_Given):
    """What the client says of a case of the catalogue, or a case of their own."""

    name: str | None = Field(None, min_length=1, max_length=60, description="as reports call it")
    what: str | None = Field(None, max_length=300, description="what it does, in one sentence")
    impact: Points | None = Field(None, description="points, 1 to 5")
    feasibility: Points | None = Field(None, description="points, 1 to 5, were all data there")
    cost: Points | None = Field(None, description="points, 1 to 5, 5 the cheapest; from `money`")
    timeline: Points | None = Field(None, description="points, 5 the soonest; from `weeks`")
    risk: Points | None = Field(None, description="points, 1 to 5, 5 the least risk")
    money: Money | None = Field(None, description=_MONEY)
    person_days: Days | None = Field(None, description="of the client's own people")
    weeks: Weeks | None = Field(None, description="from start to running")
    data: tuple[Kind, ...] | None = Field(None, description="data it needs")
    leans_on: tuple[Readiness, ...] | None = Field(None, description="readiness it needs")
    notebook: str | None = Field(None, description="the notebook here that does it")
    after: tuple[str, ...] | None = Field(None, description="cases that must be running first")
    owner: str | None = Field(None, max_length=60, description="who answers for it")
    metric: str | None = Field(None, max_length=200, description="what shows that it works")
    source: str | None = Field(None, max_length=200, description="where the ranges come from")

    @model_serializer(mode="wrap")
    def _only_what_was_given(self, handler: Any) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}


class Params(Section):
    """Knobs of notebooks/01_preparation/use_cases.ipynb."""

    weights: Weights = Field(
        default_factory=Weights, description="how much each criterion counts, together 1"
    )
    weight_spread: float = Field(
        0.10, ge=0, le=0.5, description="how far each weight may lie from the one given, either way"
    )
    draws: int = Field(
        4000, ge=100, le=100_000, description="times that weights and ranges are drawn anew"
    )
    budget: float | None = Field(
        None,
        ge=0,
        description="money to spend, in the client's currency (none: about half of what all cost)",
    )
    people: float = Field(
        2, gt=0, le=1000, description="people who can work on it at the same time, full time"
    )
    person_days: float | None = Field(
        None,
        ge=0,
        description="person-days to spend (none: what those people have in half a year)",
    )
    starts_on: dt.date | None = Field(None, description="day the first week begins, if known")
    catalogue: bool = Field(True, description="whether the catalogue's own cases are offered")
    cases: dict[str, CaseGiven] = Field(
        default_factory=dict,
        description="cases of the client's own, and changes to the catalogue's",
    )
    exclude: tuple[str, ...] = Field((), description="cases of the catalogue that are left out")
    done: tuple[str, ...] = Field((), description="cases that are running already")
    other_data: dict[Kind, bool] = Field(
        default_factory=dict,
        description="whether the client has data that is not in the tables, such as texts or leads",
    )
    missing_data: float = Field(
        1.0, ge=0, le=4, description="points of feasibility lost for each kind of data missing"
    )
    readiness_needed: float = Field(
        0.6, gt=0, le=1, description="readiness a case needs in what it leans on, 0 to 1"
    )
    readiness_loss: float = Field(
        1.5, ge=0, le=4, description="points of feasibility lost where that readiness is 0"
    )
    cost_factor: float | None = Field(
        None,
        gt=0,
        description="client's currency for one euro of the catalogue (none: a rounded rate)",
    )

    @model_validator(mode="wrap")
    @classmethod
    def _cases_fit_together(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, use_cases_faults.of_cases)
