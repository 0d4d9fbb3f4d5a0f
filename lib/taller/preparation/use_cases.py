"""Use cases: what to do first with AI in marketing, within budget and with the people there are.

The steps, in the order the notebook takes them::

    known      which data the client has, how ready it is            use_cases
    rank       priority of each case, and what would lift it         use_cases_ranking
    simulate   how often each rank occurs when ranges and weights move  use_cases_sensitivity
    swaps      the smallest move of a weight that changes the order  use_cases_ranking
    choose     what pays most under budget, people and precedence    use_cases_portfolio
    schedule   who does what in which week                           use_cases_roadmap
    conclude   headline, key figures, decisions, limits              use_cases_findings

This module imports nothing heavy: an engagement file is checked against `Params` in no time, and
`rank` is pure and fast enough to follow a slider.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

from taller.phase import Estimate, PhaseResult, Section
from taller.preparation import use_cases_faults
from taller.preparation.use_cases_catalogue import (
    CRITERIA,
    Days,
    Kind,
    Money,
    Points,
    Range,
    Readiness,
    Weeks,
)
from taller.preparation.use_cases_ranking import Known, known, rank

__all__ = [
    "CRITERIA",
    "CaseGiven",
    "Known",
    "Params",
    "Range",
    "Result",
    "Weights",
    "known",
    "rank",
]
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
        return use_cases_faults.together(cls, given, handler, use_cases_faults.of_weights)

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
        return use_cases_faults.together(cls, given, handler, use_cases_faults.of_cases)


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Lifted(_Record):
    """Something that would make a case more feasible, and to how much."""

    what: str = Field(description="in words")
    feasibility: float = Field(description="what it would become, 1 to 5")
    score: float
    rank: int


class Priority(_Record):
    """A case with its place, how sure that place is, and what stands in its way."""

    key: str
    name: str
    rank: int
    score: Estimate = Field(description="weighted mean of five scores, 1 to 5")
    points: dict[str, Range] = Field(description="per criterion, feasibility as it is at present")
    rank_low: int = Field(description="best place in the middle 95 % of draws")
    rank_high: int
    first: float = Field(description="share of draws in which it comes first")
    top_three: float
    missing: tuple[str, ...] = Field(description="kinds of data the client lacks")
    unknown: tuple[str, ...] = Field(description="kinds of data nobody has asked about")
    lifts: tuple[Lifted, ...]
    money: Range
    person_days: Range
    weeks: Range
    after: tuple[str, ...]
    owner: str
    metric: str
    notebook: str | None
    notebook_is_there: bool
    source: str = Field(description="where the ranges come from; empty for an assumption")


class Portfolio(_Record):
    """The cases that pay most within a budget, and what stands against them."""

    budget: float
    person_days: float
    chosen: tuple[str, ...] = Field(description="keys, in order of rank")
    pays: float = Field(description="points: expected impact, weighted by priority; an assumption")
    money: float
    days_used: float


class Stage(_Record):
    """One case in the roadmap; weeks are counted from 1, both ends included."""

    key: str
    name: str
    owner: str
    start_week: int
    end_week: int
    starts_on: dt.date | None
    ends_on: dt.date | None
    person_days: float
    per_week: float = Field(description="person-days in each of its weeks")
    money: float
    after: tuple[str, ...] = Field(description="cases it waits for")
    metric: str


class Roadmap(_Record):
    """Who does what in which week, for the plan."""

    people: float
    weeks: int = Field(description="the last week of all; 0 where nothing is planned")
    starts_on: dt.date | None
    stages: tuple[Stage, ...]


class Result(PhaseResult):
    """Which use cases come first, which are affordable, and when each is done."""

    ranking: tuple[Priority, ...]
    portfolio: Portfolio
    frontier: tuple[Portfolio, ...] = Field(description="what other budgets would buy")
    roadmap: Roadmap
    assessed: bool = Field(description="whether the client's readiness was assessed")
