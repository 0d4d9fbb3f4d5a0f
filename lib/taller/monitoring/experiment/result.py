"""Experiments: what its notebook finds."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.measurement.trials.balance import Balance
from taller.measurement.trials.compare import Comparison
from taller.measurement.trials.verdict import Judged
from taller.phase import Estimate, PhaseResult, Record

State = Literal["planned", "running", "ended", "stopped"]


class RegionalResult(Record):
    """What a campaign in regions changed, and where the next one would show."""

    outcome: str = Field(description="by its rule; none where there was no campaign")
    treated: tuple[str, ...] = ()
    by_regions: bool = Field(description="told by other regions; else before and after alone")
    lift: Estimate | None = None
    total: Estimate | None = None
    daily: Estimate | None = None
    likely: float | None = Field(None, description="share of placebos as far off")
    rule: str = ""
    rule_fixed: str = ""
    design: tuple[str, ...] = Field((), description="regions in which a campaign would show most")
    design_days: int | None = None
    detectable: float | None = Field(None, description="smallest change that would show there")


class Result(PhaseResult):
    """What a test showed, or what one would take.

    While it is running every comparison holds the sequential interval alone.
    """

    state: State
    running: bool = Field(description="whether it may only be read by the sequential interval")
    experiment: str = Field("", description="its name, where the log holds several")
    control: str = ""
    arms: tuple[Judged, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    balance: Balance | None = None
    stops: tuple[str, ...] = Field((), description="why there is no verdict")
    rule: str = Field("", description="hash of the rule that judged")
    rule_fixed: str = Field("", description="hash of the rule that was fixed first")
    fixed_on: dt.date | None = None
    units: int = 0
    users: int = 0
    campaign: RegionalResult | None = None
    last: dt.date | None = Field(None, description="the last day in the data")
