"""Monitoring: what its notebook finds."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from taller.phase import PhaseResult, Record


class Gap(Record):
    """A day of a table that is not as the others are."""

    table: str
    day: dt.date
    why: str = Field(description="absent, partial, doubled or ahead")


class Result(PhaseResult):
    """How the client's business, users, data and service do, as of a day."""

    as_of: dt.date | None = Field(None, description="the last whole day that was judged")
    days: int = Field(0, description="days that were looked back on")
    figures_kept: int = Field(0, description="figures by day, channel and segment")
    gaps: tuple[Gap, ...] = ()
    new_channels: tuple[str, ...] = ()
    silent_channels: tuple[str, ...] = ()
    revised: int = Field(0, description="figures that later data changed")
    answered: bool = Field(False, description="whether a service of the client's has answered")
