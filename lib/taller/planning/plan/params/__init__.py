"""The plan: the parameters of its notebook."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, ValidationInfo, model_validator

from taller.faults import Found, together
from taller.phase import Section
from taller.planning.plan.params import faults, guide
from taller.planning.plan.params.money import Adoption, Benefit, Technical
from taller.planning.plan.params.steering import (
    Approver,
    Business,
    Meeting,
    Risk,
    Stakeholder,
    Target,
)
from taller.planning.plan.params.steering import Technical as TechnicalMeasure
from taller.planning.plan.params.tasks import Calendar, Day, Key, Person, TaskGiven

Money = Annotated[float, Field(ge=0)]


class Params(Section):
    """Knobs of notebooks/02_planning/plan.ipynb."""

    dated: Day | None = Field(None, description="the plan's date (none: the day it is run)")
    starts_on: Day | None = Field(
        None, description="first day (none: use_cases'; where that is not known, the Monday after "
        "the plan's date)",
    )  # fmt: skip
    deadlines: tuple[Day, ...] = Field(
        (), max_length=20, description="days by which it should be done"
    )
    guide: bool = Field(True, description="whether the guide's tasks for each case are offered")
    gaps: int = Field(
        3, ge=0, le=16, description="steps of readiness' advice that the plan includes, from the "
        "first on",
    )  # fmt: skip
    calendar: Calendar = Field(
        default_factory=Calendar, description="public holidays and other days not worked"
    )
    people: tuple[Person, ...] = Field((), max_length=100, description="who works on it")
    tasks: tuple[TaskGiven, ...] = Field(
        (), max_length=500, description="tasks of the client's own, and changes to the guide's"
    )
    done: dict[Key, Day] = Field(
        default_factory=dict, description="tasks that are done, and since when"
    )
    draws: int = Field(
        10_000, ge=100, le=50_000, description="times that durations and money are drawn anew"
    )
    correlation: float = Field(
        0.3, ge=0, le=0.95, description="how far durations, costs or effects move together, 0 to 1"
    )
    budget: float | None = Field(
        None, ge=0, description="money to spend until all is rolled out, in the client's currency "
        "(none: use_cases', where given)",
    )  # fmt: skip
    budget_pays_people: bool = Field(
        False, description="whether the people's time is paid from that budget"
    )
    day_rates: dict[str, Money] = Field(
        default_factory=dict, description="what a person-day costs, by role, name or key"
    )
    technical: tuple[Technical, ...] = Field(
        (), max_length=50, description="what is paid by the month (none: what infrastructure "
        "comes to, where that is in the run)",
    )  # fmt: skip
    contingency: float = Field(
        0.8, gt=0.5, lt=1, description="share of the simulated costs that the budget with "
        "contingency covers",
    )  # fmt: skip
    benefits: dict[str, Benefit] = Field(
        default_factory=dict, description="what each use case brings in a year, in full use"
    )
    adoption: Adoption = Field(
        default_factory=Adoption, description="how far and how fast it comes into use (assumed)"
    )
    horizon_months: int = Field(
        24, ge=3, le=120, description="months over which money is counted, from the first day"
    )
    discount: float | None = Field(
        None, ge=0, lt=1, description="annual rate at which later money counts less (none: "
        "regression's, else an assumed 10 %)",
    )  # fmt: skip
    targets: dict[TechnicalMeasure | Business, Target] = Field(
        default_factory=dict, description="what measures are to reach, where not the guide's"
    )
    risks: tuple[Risk, ...] = Field((), max_length=50, description="what may go wrong")
    stakeholders: tuple[Stakeholder, ...] = Field(
        (), max_length=50, description="whom it concerns, and their part in each phase"
    )
    meetings: tuple[Meeting, ...] = Field((), max_length=20, description="meetings held regularly")
    approvers: tuple[Approver, ...] = Field((), max_length=20, description="who signs the plan")

    @model_validator(mode="wrap")
    @classmethod
    def _fits_together(cls, given: Any, handler: Any, info: ValidationInfo) -> Self:
        def wrong(given: dict) -> Found:
            yield from faults.of_plan(given)
            if info.context is not None:  # the whole file is there
                roles = guide.roles() | info.context.of("roles")
                yield from faults.of_names(given, info.context.of("cases"), roles)

        return together(cls, given, handler, wrong)
