"""The daily checklist: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from taller.faults import together
from taller.monitoring.template import recipients
from taller.monitoring.template.recipients import Recipient
from taller.outbox.message import Name
from taller.phase import Section

When = Literal["morning", "afternoon", "evening"]
DAY: tuple[When, ...] = ("morning", "afternoon", "evening")


class Own(Section):
    """Something that the client's people check every day."""

    when: When = Field(description="morning, afternoon or evening")
    item: str = Field(min_length=1, max_length=160, description="what is checked")
    owner: str = Field("", max_length=80, description="who does it")


class Params(Section):
    """Knobs of notebooks/06_monitoring/daily_checklist.ipynb."""

    dated: dt.date | None = Field(
        None, description="the list's day, as in 2026-07-06 (none: the day it is run)"
    )
    own: tuple[Own, ...] = Field(
        (), max_length=30, description="what your people check besides: when, item, owner"
    )
    leave_out: tuple[str, ...] = Field((), description="keys of items that are not wanted")
    recipients: tuple[Recipient, ...] = Field(
        (), max_length=100, description="who gets it by `taller send`: to (a name), language"
    )
    owner: Name | None = Field(
        None, description="the name of who is told where somebody could not be sent it"
    )

    @model_validator(mode="wrap")
    @classmethod
    def _fits_together(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, recipients.faults)
