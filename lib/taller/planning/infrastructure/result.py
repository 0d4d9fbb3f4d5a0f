"""Infrastructure: what its notebook finds."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from taller.phase import Estimate, PhaseResult
from taller.planning.infrastructure.model.topology import Topology


class Result(PhaseResult):
    """What is to be there, and what it costs a month; nothing of it was made."""

    topology: Topology
    month: Estimate = Field(description="cost of a month, in the client's currency")
    per_usd: float = Field(description="client's currency for one US dollar, as reckoned")
    priced_on: dt.date = Field(description="last day of the month that the list prices are of")
    priced_in: str = Field(description="region whose prices were used")
    users: int
    events_a_day: int
    models: int
