"""The plan: what its notebook finds."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Record
from taller.planning.plan.model.schedule import Scheduled


class Deadline(Record):
    """A day by which it should be done, and the share of simulated schedules that are."""

    day: dt.date
    share: float


class Asked(Record):
    """The budget until all is rolled out, in the client's currency."""

    planned: float = Field(description="what is paid from it, every range at its middle")
    contingency: float
    covers: float = Field(description="share of the draws that both together cover")
    given: float | None = Field(description="None where nobody gave one")
    within: float | None = Field(description="share of the draws that what was given covers")
    own_time: float = Field(description="people's time that it does not pay; 0 where not priced")


class Reached(Record):
    """A success measure and its target."""

    key: str
    of: str
    aim: float
    verdict: str
    share: float | None = Field(description="of the draws that reach it; None where nothing tells")


class Feared(Record):
    """A risk of the register: what may go wrong, and what is done about it."""

    name: str
    probability: float | None = Field(description="None where nobody judged it")
    cost: float | None = Field(description="what it is expected to cost; None where not judged")
    mitigation: str
    owner: str
    trigger: str
    computed: bool = Field(description="whether the plan's own draws show it")


class Result(PhaseResult):
    """When, by whom, for how much, and against what it is held."""

    starts_on: dt.date
    ends_on: dt.date = Field(description="if each task takes its likely time")
    ends_by: dt.date = Field(description="in four of five simulated schedules")
    done: int
    tasks: tuple[Scheduled, ...]
    cases: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    budget: Asked
    months: int = Field(description="over which money is counted")
    npv: Estimate | None = Field(description="None where nobody said what any case brings")
    needed: float | None = Field(description="what all cases must bring a year to be worth it")
    measures: tuple[Reached, ...]
    who: dict[str, str] = Field(
        default_factory=dict, description="what people are called, by the key of a task's owner"
    )
    risks: tuple[Feared, ...] = ()
