"""Monitoring: what its notebook finds."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Record, Unit


class Series(Record):
    """One figure, of a channel or segment or of all ("")."""

    collector: str
    metric: str
    channel: str = ""
    segment: str = ""


class Change(Record):
    """A day from which a figure's level was another."""

    series: Series
    day: dt.date
    first: dt.date = Field(description="between which days that day lies, at 95 %")
    last: dt.date
    before: float
    after: float
    low: float = Field(description="of after less before, at 95 %")
    high: float
    unit: Unit
    back: bool = Field(False, description="whether its trend has led back since")

    @property
    def since(self) -> tuple[float, float, Unit]:
        """Its level since, before, and their unit."""
        return self.after, self.before, self.unit


class Odd(Record):
    """A day whose value chance does not explain."""

    series: Series
    day: dt.date
    value: float
    expected: float
    low: float
    high: float
    unit: Unit


class Incident(Record):
    """Something that somebody should look at."""

    key: str = Field(description="the same from day to day, while it lasts")
    severity: Literal["notice", "warning", "critical"]
    state: Literal["open", "silent", "over"] = Field(description="silent: nobody is told of it now")
    since: dt.date
    what: str = Field(description="in a sentence, in the run's language")
    owner: str = Field(description="who acts; empty where nobody was named")
    series: Series


class Gap(Record):
    """A day of a table that is not as the others are."""

    table: str
    day: dt.date
    why: str = Field(description="absent, partial, doubled or ahead")


class ModelFit(Record):
    """A model, on the people it was judged by and those it scores today."""

    name: str
    columns: int
    moved: int = Field(description="columns that moved so far that it matters")
    earned: Estimate | None = Field(None, description="by choosing by score, of its test's people")
    earns: Estimate | None = Field(None, description="expected of today's people, as many")
    paid: Estimate | None = Field(
        None, description="of people of a while ago, as many, by what has happened since"
    )
    verdict: str = Field("", description="pays, stopped or unclear; none where no money was stated")
    costs: bool = Field(False, description="whether it earns less than it did, beyond doubt")


class Result(PhaseResult):
    """How the client's business, users, data and service do, as of a day."""

    as_of: dt.date | None = Field(None, description="the last whole day that was judged")
    days: int = Field(0, description="days that were looked back on")
    figures_kept: int = Field(0, description="figures by day, channel and segment")
    changes: tuple[Change, ...] = Field((), description="of level, in the last weeks")
    odd: tuple[Odd, ...] = Field((), description="days of the last weeks")
    incidents: tuple[Incident, ...] = Field((), description="the gravest first")
    models: tuple[ModelFit, ...] = ()
    gaps: tuple[Gap, ...] = ()
    new_channels: tuple[str, ...] = ()
    silent_channels: tuple[str, ...] = ()
    revised: int = Field(0, description="figures that later data changed")
    answered_on: dt.date | None = Field(None, description="the last day a service was asked")
