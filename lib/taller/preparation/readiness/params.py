"""Readiness: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from taller.phase import Section
from taller.preparation.readiness.checklist.questions import (
    BEST,
    QUESTIONS,
)

Evidence = Literal["measured", "documented", "opinion"]
ROUNDING = 1e-6  # what the weights' sum may miss 1 by


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Answer(_Part):
    """One person's answer to one question, and what it rests on."""

    score: Annotated[int, Field(strict=True, ge=0, le=BEST)]
    evidence: Evidence = "opinion"
    by: str = Field("", max_length=80, description="who answered")
    note: str = Field("", max_length=500, description="what it rests on")


def _several(given: Any) -> Any:
    """A bare number, one mapping, or nothing, as the list of mappings it stands for."""
    if given is None:
        return ()
    if isinstance(given, list | tuple):
        return [each if isinstance(each, dict | Answer) else {"score": each} for each in given]
    return [given if isinstance(given, dict | Answer) else {"score": given}]


def _once_each(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    names = [answer.by.strip().casefold() for answer in answers if answer.by.strip()]
    twice = next((a.by for a in answers if names.count(a.by.strip().casefold()) > 1), None)
    if twice is not None:
        raise ValueError(f"has two answers by {twice!r}; keep one of them")
    return answers


People = Annotated[tuple[Answer, ...], BeforeValidator(_several), AfterValidator(_once_each)]


class Answers(_Part):
    """What people answered; a question may have several answers, or none yet."""

    data_access: People = ()
    infrastructure: People = ()
    technical_people: People = ()
    ai_budget: People = ()
    available_data: People = ()
    data_cleanliness: People = ()
    analytics_tools: People = ()
    real_time: People = ()
    marketing_team: People = ()
    ai_experience: People = ()
    team_time: People = ()
    specialists: People = ()
    main_goals: People = ()
    target_metrics: People = ()
    expected_timeline: People = ()
    expected_roi: People = ()

    def __getitem__(self, key: str) -> tuple[Answer, ...]:
        return getattr(self, key)

    def items(self) -> Iterator[tuple[str, tuple[Answer, ...]]]:
        """Each question's key and its answers, in the checklist's order."""
        return ((key, getattr(self, key)) for key in QUESTIONS)

    @property
    def given(self) -> int:
        """How many questions have an answer."""
        return sum(bool(answers) for _key, answers in self.items())


class Weights(_Part):
    """What each criterion weighs; together 1."""

    data_quality: float = Field(0.30, ge=0, le=1)
    technical_infrastructure: float = Field(0.25, ge=0, le=1)
    team_expertise: float = Field(0.20, ge=0, le=1)
    budget_availability: float = Field(0.15, ge=0, le=1)
    timeline_flexibility: float = Field(0.10, ge=0, le=1)

    @model_validator(mode="after")
    def _sum_to_one(self) -> Self:
        held = self.model_dump()
        total = math.fsum(held.values())
        if total == 0:
            raise ValueError("are all zero; they say what counts, and must sum to 1")
        if abs(total - 1) > ROUNDING:
            listed = " + ".join(f"{value:g}" for value in held.values())
            raise ValueError(f"must sum to 1, and sum to {total:g} ({listed})")
        return self


class Goals(_Part):
    """The client's goals in their own words, carried into the plan."""

    main_goals: str = Field("", max_length=2000, description="what is to be achieved")
    metrics: str = Field("", max_length=2000, description="which figures are to move, from and to")
    timeline: str = Field("", max_length=2000, description="by when")
    roi: str = Field("", max_length=2000, description="what return is expected")


class Effort(_Part):
    """Person-days to raise a question's score by one point: assumptions, to be made one's own."""

    data_access: float = Field(8, gt=0, le=1000)
    infrastructure: float = Field(15, gt=0, le=1000)
    technical_people: float = Field(12, gt=0, le=1000)
    ai_budget: float = Field(3, gt=0, le=1000)
    available_data: float = Field(10, gt=0, le=1000)
    data_cleanliness: float = Field(10, gt=0, le=1000)
    analytics_tools: float = Field(8, gt=0, le=1000)
    real_time: float = Field(20, gt=0, le=1000)
    marketing_team: float = Field(8, gt=0, le=1000)
    ai_experience: float = Field(5, gt=0, le=1000)
    team_time: float = Field(2, gt=0, le=1000)
    specialists: float = Field(10, gt=0, le=1000)
    main_goals: float = Field(1, gt=0, le=1000)
    target_metrics: float = Field(2, gt=0, le=1000)
    expected_timeline: float = Field(1, gt=0, le=1000)
    expected_roi: float = Field(2, gt=0, le=1000)


class Previous(_Part):
    """An earlier assessment, to show what has changed since."""

    assessed_on: dt.date
    answers: Answers
    measured_quality: float | None = Field(
        None, ge=0, le=BEST, description="data quality as measured then, in points of 0 to 4"
    )


class Params(Section):
    """Knobs of notebooks/01_preparation/readiness.ipynb."""

    assessed_on: dt.date | None = Field(None, description="day of the workshop")
    answers: Answers = Field(
        default_factory=Answers, description="answers to the checklist, 0 to 4, with evidence"
    )
    weights: Weights = Field(
        default_factory=Weights, description="what each of the five criteria weighs, together 1"
    )
    goals: Goals = Field(
        default_factory=Goals, description="the goals as the client words them, carried into the "
        "plan",
    )  # fmt: skip
    weight_spread: float = Field(
        0.05, ge=0, le=0.5, description="how far each weight may move either way"
    )
    measured_spread: float = Field(
        0.25, ge=0, le=BEST, description="how far a measured answer may move either way, in points"
    )
    documented_spread: float = Field(
        0.5, ge=0, le=BEST, description="how far a documented answer may move either way, in points"
    )
    opinion_spread: float = Field(
        1.0, ge=0, le=BEST, description="how far an opinion may move either way, in points"
    )
    difference: int = Field(
        2, ge=1, le=BEST, description="points between two people that are worth a talk"
    )
    quality_floor: float = Field(
        0.80, ge=0, lt=1, description="share of checks that hold at which data scores 0 points"
    )
    settings: int = Field(
        4000, ge=100, le=100_000, description="settings of weights and answers tried out"
    )
    effort: Effort = Field(
        default_factory=Effort, description="person-days to raise an answer by one point (assumed)"
    )
    previous: tuple[Previous, ...] = Field((), description="earlier assessments, oldest first")

    @field_validator("previous")
    @classmethod
    def _in_order_of_time(
        cls, previous: tuple[Previous, ...], given: ValidationInfo
    ) -> tuple[Previous, ...]:
        # A check of this field, not of the whole, so that it is told beside all other faults.
        days = [before.assessed_on for before in previous]
        today = given.data.get("assessed_on")
        for earlier, later in itertools.pairwise([*days, *([today] if today else [])]):
            if later <= earlier:
                what = "must stand oldest first, all before 'assessed_on'"
                raise ValueError(f"{what}; {later} stands after {earlier}")
        return previous

    def spread(self, source: str) -> float:
        """How far an answer may move either way, in points, by what it rests on."""
        return {
            "measured": self.measured_spread,
            "documented": self.documented_spread,
            "opinion": self.opinion_spread,
        }[source]
