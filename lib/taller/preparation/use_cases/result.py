"""Use cases: what its notebook finds."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Record
from taller.preparation.use_cases.features.catalogue import (
    Range,
)


class Lifted(Record):
    """Something that would make a case more feasible, and to how much."""

    what: str = Field(description="in words")
    feasibility: float = Field(description="what it would become, 1 to 5")
    score: float
    rank: int


class Priority(Record):
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


class Portfolio(Record):
    """The cases that pay most within a budget, and what stands against them."""

    budget: float
    person_days: float
    chosen: tuple[str, ...] = Field(description="keys, in order of rank")
    pays: float = Field(description="points: expected impact, weighted by priority; an assumption")
    money: float
    days_used: float


class Stage(Record):
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


class Roadmap(Record):
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
    unranked: dict[str, str] = Field({}, description="what cases that were left out are called")
