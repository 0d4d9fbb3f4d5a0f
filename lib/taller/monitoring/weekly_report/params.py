"""The weekly report: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from pydantic import Field, model_validator

from taller.faults import together
from taller.monitoring.template import recipients
from taller.monitoring.template.recipients import Recipient
from taller.outbox.message import Name
from taller.phase import Section


class Params(Section):
    """Knobs of notebooks/06_monitoring/weekly_report.ipynb."""

    dated: dt.date | None = Field(
        None, description="the report's day, as in 2026-07-06 (none: the day it is run)"
    )
    days: int = Field(
        7, ge=1, le=92, description="days it looks back on, and how old the run is that it is "
        "compared with",
    )  # fmt: skip
    ahead: int = Field(7, ge=1, le=92, description="days it looks ahead")
    most: int = Field(4, ge=1, le=12, description="most lines of a section, for it to stay a page")
    notebooks: tuple[str, ...] = Field(
        (), description="analyses whose key figures are always shown (none: those with a target, "
        "and what changed)",
    )  # fmt: skip
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
