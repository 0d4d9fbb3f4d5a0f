"""The weekly report: what its notebook finds."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.phase import Effort, Estimate, PhaseResult, Record

Verdict = Literal["moved", "noise", "equal", "counted", "assumed", "settings", "new", "alone"]
"""What a figure's difference from the earlier run comes to.

``moved``: more than chance explains; ``noise``: chance explains it; ``equal``: there is none;
``counted``: counted both times, and different; ``assumed``: its interval is a range of assumptions;
``settings``: the data are the same, so settings or the program moved it; ``new``: the earlier run
has no such figure; ``alone``: there is no earlier run to compare with.
"""

Trouble = Literal[
    "failed", "withheld", "tests", "incident", "gap", "model", "untold", "late", "check"
]


class Line(Record):
    """A task of the plan.

    Attributes
    ----------
    due_on : by the earlier run's plan, where it knew the task; else by this one
    """

    key: str
    name: str
    owner: str
    starts_on: dt.date
    ends_on: dt.date
    due_on: dt.date
    done_on: dt.date | None
    critical: bool
    slack: float = Field(description="working days that it may lose")


class Progress(Record):
    """How far the plan is, as far as somebody has reported."""

    tasks: int
    done: int
    due: int = Field(description="tasks that were to be done by the report's day")
    missing: int = Field(description="of these, those not done")
    reported_on: dt.date | None = Field(description="the last day of which something is reported")
    ends_on: dt.date
    ends_by: dt.date
    moved: int | None = Field(description="days the likely end moved; None without earlier plan")


class Problem(Record):
    """Something that stands in the way, what to do about it, and who does."""

    kind: Trouble
    key: str
    subject: str = Field(description="what it is about, in few words")
    what: str
    solution: str
    owner: str
    page: str = Field("", description="the notebook whose page says more")


class Metric(Record):
    """A key figure, now and in the earlier run."""

    notebook: str
    title: str
    key: str
    subject: str
    label: str
    now: Estimate
    before: Estimate | None
    target: float | None
    verdict: Verdict
    chance: float | None = Field(
        None, description="how often chance alone would make such a difference, all compared "
        "figures allowed for",
    )  # fmt: skip


class Step(Record):
    """What an analysis of the run says is to be done."""

    notebook: str
    key: str
    what: str
    owner: str
    within_days: int | None
    effort: Effort | None
    worth: Estimate | None
    repeated: bool = Field(description="whether the earlier run said it too")


class Decided(Record):
    """A recommendation of an earlier run that somebody took on."""

    what: str
    by: str
    on: dt.date


class Needed(Record):
    """Somebody's working days that the plan asks for in the days ahead."""

    who: str
    days: float
    tasks: int
    named: bool = Field(description="whether the plan knows who it is, and not a role alone")


class Risk(Record):
    """A risk of the plan's register."""

    name: str
    probability: float | None
    cost: float | None = Field(description="what it is expected to cost")
    mitigation: str
    owner: str
    new: bool = Field(description="whether the earlier run's plan did not have it")


class Money(Record):
    """What it takes until all is in use, and what was given for it."""

    asked: float
    given: float | None


class Result(PhaseResult):
    """A week: how far, what was done, what stands in the way, what moved, what is next."""

    since: dt.date = Field(description="the day after which it looks")
    until: dt.date = Field(description="the report's day")
    ahead_to: dt.date
    compared_with: str = Field("", description="label of the earlier run; empty without one")
    compared_on: dt.date | None = None
    same_data: bool = False
    comparable: bool = Field(True, description="whether money and data are of the same kind")
    progress: Progress | None = Field(description="None where the run has no plan")
    done: tuple[Line, ...]
    decided: tuple[Decided, ...] = Field((), description="of earlier recommendations, in the week")
    under_way: tuple[Line, ...] = Field(description="by the plan")
    coming: tuple[Line, ...]
    problems: tuple[Problem, ...]
    metrics: tuple[Metric, ...] = Field(description="the key figures that are shown")
    figures_in_all: int = Field(description="key figures of the run's analyses")
    compared: int = Field(description="estimated figures that were held against chance")
    moved: int = Field(description="of these, those that moved more than chance explains")
    steps: tuple[Step, ...]
    risks: tuple[Risk, ...]
    needed: tuple[Needed, ...]
    money: Money | None
    most: int = Field(description="most lines of a section")
