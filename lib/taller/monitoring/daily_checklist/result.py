"""The daily checklist: what its notebook finds."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.monitoring.daily_checklist.params import When
from taller.phase import PhaseResult, Record

State = Literal["done", "look", "yours", "missing"]
"""Of an item: the system did it and found nothing; did it, and somebody has to look; it is for a
person to do; or the system would do it, and lacks what it takes."""


class Item(Record):
    """One item of the list, and what is known of it."""

    when: When
    key: str
    what: str
    state: State
    evidence: str = Field("", description="what ticks it, or what to begin from")
    owner: str = ""
    page: str = Field("", description="the notebook whose page says more")


class Result(PhaseResult):
    """A day's list."""

    day: dt.date
    items: tuple[Item, ...]
