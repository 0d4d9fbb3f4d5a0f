"""Optimisation: what its notebook finds."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.phase import Confidence, Effort, Estimate, Of, PhaseResult, Record

Kind = Literal["budget", "campaign", "model", "data", "test", "plan", "other"]
State = Literal["taken", "postponed", "refused", "repeated", "gone", "not_run"]


class Recommendation(Record):
    """One thing to do, as the list ranks it."""

    key: str = Field(description="its notebook and its own key, as in classification.contact")
    notebook: str
    what: str
    kind: Kind
    owner: str = ""
    worth: Estimate | None = None
    concerns: Estimate | None = Field(None, description="what it costs or is about: no gain")
    of: Of = Field("gain", description="what its amount is to it")
    period: str = Field("", description="over which its amount comes, in the run's language")
    confidence: Confidence | None = None
    effort: Effort | None = None
    within_days: int | None = None
    sure: bool = Field(description="whether it gains even at the low end of its interval")


class Earlier(Record):
    """What came of a recommendation of an earlier run."""

    key: str
    notebook: str
    what: str
    first: dt.date = Field(description="the day it was first recommended")
    state: State
    then: Estimate | None = None
    now: Estimate | None = None
    on: dt.date | None = Field(None, description="the day it was taken, postponed or refused")
    by: str = Field("", description="who decided")
    brought: Estimate | None = None
    measured_by: str = ""
    promised: Literal["kept", "less", "more", ""] = Field(
        "", description="whether it brought what was promised; nothing where that is not told"
    )


class ChannelCredit(Record):
    """What one method gives one channel."""

    channel: str
    method: str
    share: Estimate
    value: Estimate | None = None


class ChannelResponse(Record):
    """What a channel's spend added, as the weeks tell."""

    channel: str
    spent: float
    added: Estimate
    verdict: str


class Result(PhaseResult):
    """Which channels sales went through, what spend adds, and what to do next."""

    credit: tuple[ChannelCredit, ...] = ()
    response: tuple[ChannelResponse, ...] = ()
    why: str = Field("", description="why nothing is said of what spend adds; empty where it is")
    recommendations: tuple[Recommendation, ...] = Field((), description="in the order of the list")
    earlier: tuple[Earlier, ...] = ()
