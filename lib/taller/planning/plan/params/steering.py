"""What an engagement says of how the plan is steered: targets, risks, people to keep informed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from taller.measurement.ranges import Amounts
from taller.phase import Record
from taller.planning.plan.params.money import Effect, Shares
from taller.planning.plan.params.tasks import Name, Phase

Technical = Literal["latency", "uptime", "model_quality", "processing"]
Business = Literal["roi", "cac", "conversion", "ltv"]
Part = Literal["R", "A", "C", "I"]
"""Who does it, who answers for it, who is asked before, who is told after."""

Text = Annotated[str, Field(max_length=300)]


class Target(Record):
    """What a measure is to reach; what is not said stays the guide's."""

    aim: float | None = Field(
        None, description="what is aimed at: ms, s or a share; of roi, cac, conversion and ltv the "
        "change, as 1.0 for twice as much",
    )  # fmt: skip
    baseline: float | None = Field(None, description="what it is today, where no analysis says")
    effect: Effect | None = Field(
        None, description="change that the plan is expected to bring, as [0, 0.05, 0.1]"
    )
    how: Text = Field("", description="how it is measured")
    when: Text = Field("", description="when it is measured")
    source: Text = Field("", description="where baseline and effect come from")


class Risk(Record):
    """Something that may happen, what it would cost, and what is done about it."""

    name: Name
    probability: Shares | None = Field(None, description="that it happens, 0 to 1")
    impact: Amounts | None = Field(None, description="money it would cost, if it happens")
    mitigation: Text = Field("", description="what is done so that it does not")
    owner: Text = Field("", description="who watches it")
    trigger: Text = Field("", description="what shows that it is happening")


class Stakeholder(Record):
    """Somebody the plan concerns, and their part in each phase."""

    name: Name
    role: Text = ""
    wants: Text = Field("", description="what they need to know, or expect")
    part: dict[Phase, Part] = Field(
        default_factory=dict, description="in each phase: R does, A answers, C asked, I told"
    )


class Meeting(Record):
    """A meeting that is held again and again."""

    name: Name
    every: Text = Field(min_length=1, description="how often, as weekly")
    who: Text = Field(min_length=1, description="who comes")
    purpose: Text = Field("", description="what is decided there")


class Approver(Record):
    """Somebody who signs."""

    name: Name
    role: Text = ""
    approves: Text = Field("", description="what, as the budget (none: the plan)")
