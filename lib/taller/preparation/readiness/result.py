"""Readiness: what its notebook finds."""

from __future__ import annotations

import datetime as dt

from pydantic import (
    Field,
)

from taller.phase import PhaseResult
from taller.preparation.readiness.params import Goals, _Part


class Step(_Part):
    """One recommendation: raise one question to its best, with what that costs and brings.

    Attributes
    ----------
    gain : what it adds to the score
    days : person-days, by the assumed effort
    score_after, level_after : with this step and all before it done
    """

    question: str
    now: float
    gain: float
    days: float
    owner: str
    next_step: str
    score_after: float
    level_after: str


class Result(PhaseResult):
    """How ready the client is; for the plan, and for the feasibility of use cases.

    Scores are on 0 to 1 for criteria and the whole, in points of 0 to 4 for questions; None where
    nothing was answered.
    """

    assessed_on: dt.date | None
    score: float | None
    score_low: float
    score_high: float
    level: str | None = Field(description="high, medium, low or very_low; None if not assessed")
    level_name: str
    criteria: dict[str, float | None]
    questions: dict[str, float | None]
    unanswered: tuple[str, ...]
    measured_quality: float | None
    steps: tuple[Step, ...]
    goals: Goals
