"""Clustering: what its notebook finds."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Record


class Profile(Record):
    """What is typical of a segment's customers (medians; the return rate is a mean)."""

    recency_days: float = Field(description="days since the last order that was kept")
    frequency: float = Field(description="orders with something left after cancellations")
    monetary: float = Field(description="net value of all orders, in the client's currency")
    tenure_days: float = Field(description="days since the first order that was kept")
    breadth: float = Field(description="different items kept")
    return_rate: float = Field(description="value cancelled or returned over value ordered, 0 to 1")


Standing = Literal["above", "below", "level", "unknown"]
"""Whether a segment went on to spend more or less than the others, beyond chance."""


NUMBERED = "numbered"
"""Key of a segment that bears no name, but its number."""


class Segment(Record):
    """Customers who buy alike: who they are, what they are worth, what to do about them."""

    number: int = Field(ge=1, description="1 is the segment with the highest typical value")
    key: str = Field(description="stable name of the archetype, 'composed' or 'numbered'")
    name: str
    meaning: str = Field(description="what the name demands of a customer; empty for a number")
    customers: int
    share: Estimate = Field(description="share of the customers segmented")
    value: Estimate | None = Field(
        None, description="share of net sales; None for all where one customer brings most of it"
    )
    profile: Profile
    traits: str = Field(description="what is typical of the segment, with actual figures")
    overlap: Estimate = Field(description="Jaccard overlap with its best match under resampling")
    next_spend: Estimate | None = Field(None, description="net spend per customer, next period")
    others_spend: float | None = Field(None, description="the same of those in other segments")
    standing: Standing = "unknown"
    came_back: Estimate | None = Field(None, description="share who bought in the next period")
    acts: bool = Field(description="whether the action is one for this segment alone")
    action: str
    owner: str
    effect: str

    @property
    def label(self) -> str:
        """Number and name; a name that is but its number needs no second one."""
        return self.name if self.key == NUMBERED else f"{self.number} {self.name}"


class Candidate(Record):
    """A number of segments that was tried, and what stands against it."""

    segments: int
    stability: Estimate
    smallest_share: float
    weakest_overlap: float = Field(description="of the segment that is hardest to find again")
    between: Estimate = Field(
        description="customers halfway between the two segments least apart, per customer around "
        "the emptier of their centres; one heap has 1 or more"
    )
    admissible: bool = Field(description="whether it is found again, and large enough")
    apart: bool = Field(description="whether its segments are groups with a gap between them")


Structure = Literal["groups", "degrees", "unstable", "alike"]
"""What the segments are. ``groups``: found again when customers are drawn anew, with a gap between
them. ``degrees``: found again, but cuts through customers who differ by degree. ``unstable``: not
found again. ``alike``: all customers are one segment. Names are given in the first case only.
"""


class Grouping(Record):
    """Whether the segments are groups apart or cuts through customers who differ by degree."""

    between: Estimate = Field(description="as of the candidate chosen")
    natural: bool


class Dropped(Record):
    """A feature that was left out, and why."""

    feature: str
    reason: str


class Flow(Record):
    """Customers who went from one segment to another; segment 0 is 'not yet a customer'."""

    origin: int
    destination: int
    customers: int
    share: Estimate = Field(description="share of those in the origin")


class Contender(Record):
    """A way of grouping customers, judged on spend it has not seen."""

    key: Literal["segments", "rfm_cells", "rfm_score"]
    label: str
    groups: int
    r_squared: Estimate
    rank_correlation: Estimate


class Comparison(Record):
    """Segments against RFM quintiles: learned on one period, judged on the next."""

    learned_from: dt.date
    learned_to: dt.date
    judged_to: dt.date
    customers: int
    contenders: tuple[Contender, ...]
    difference: Estimate = Field(description="R² of the segments minus R² of the 125 RFM cells")
    difference_score: Estimate = Field(
        description="R² of the segments minus R² of as many groups by total RFM score"
    )
    verdict: str


class Persistence(Record):
    """Whether those who had spent most went on to spend most."""

    start: dt.date
    end: dt.date
    rank_correlation: Estimate = Field(description="of spend before the start and after it")
    top: Estimate | None = Field(
        None, description="spend after it, of the fifth that had spent most; None where one "
        "customer brings most of it"
    )  # fmt: skip
    others: Estimate | None = Field(None, description="the same of the other customers")
    shown: bool = Field(description="whether it is beyond chance")


class Result(PhaseResult):
    """What clustering found."""

    as_of: dt.date
    customers: int
    nothing_left: int = Field(
        description="customers whose every purchase was cancelled or returned"
    )
    segments: tuple[Segment, ...]
    structure: Structure
    stability: Estimate | None
    candidates: tuple[Candidate, ...]
    grouping: Grouping | None
    used: tuple[str, ...] = Field(description="features the segments rest on")
    dropped: tuple[Dropped, ...] = ()
    migration: tuple[Flow, ...] = ()
    comparison: Comparison | None = None
    persistence: Persistence | None = None
    escaped_cells: int = Field(0, description="text cells of the CSV that began like a formula")
