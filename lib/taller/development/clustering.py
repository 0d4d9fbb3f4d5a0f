"""Customer segments: group customers by how they buy, and say how sure the groups are.

The steps, in the order the notebook takes them::

    describe   orders -> one row per customer, at a date          clustering
    choose     how many segments stay put under resampling        clustering_model
    between    is there a gap, or do customers differ by degree   clustering_structure
    fit        the segments                                       clustering_model
    look_ahead what each spent next, and who moved                clustering_later
    compare    against RFM quintiles, on a period neither saw     clustering_rfm
    profile    named only where their own figures bear it         clustering_names, clustering_value
    persist    do those who spent most go on to                   clustering_later
    write      each customer's segment, for the CRM               clustering_crm
    conclude   headline, key figures, decisions, limits           clustering_findings

This module imports nothing heavy: an engagement file is checked against `Params` in no time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from taller.errors import AnalysisError
from taller.language import _, date, number
from taller.phase import Estimate, PhaseResult, Section

if TYPE_CHECKING:
    import ibis
    import pandas as pd

FEATURES = ("recency_days", "frequency", "monetary", "tenure_days", "breadth", "return_rate")
FEWEST_CUSTOMERS = 50


class Params(Section):
    """Knobs of notebooks/03_development/clustering.ipynb."""

    as_of: dt.date | None = Field(
        None,
        description="date at which customers are described (none: the day after the last order)",
    )
    min_segments: int = Field(2, ge=2, le=30, description="fewest segments to try")
    max_segments: int = Field(8, ge=2, le=30, description="most segments to try")
    min_share: float = Field(
        0.02, ge=0, lt=0.5, description="smallest segment worth an action, as a share of customers"
    )
    min_stability: float = Field(
        0.75,
        ge=0,
        le=1,
        description="stability that a segmentation (adjusted Rand index, 0 to 1) and each of its "
        "segments (overlap, 0 to 1) must reach",
    )
    resamples: int = Field(
        20, ge=5, le=500, description="resamples of the customers behind each stability"
    )
    holdout_days: int = Field(
        90, ge=7, le=730, description="length of the next period whose spend is looked at, in days"
    )
    migration_days: int = Field(
        90, ge=1, le=730, description="days between the two dates of the migration table"
    )

    @model_validator(mode="after")
    def _range_is_not_empty(self) -> Self:
        if self.max_segments < self.min_segments:
            raise ValueError(
                f"max_segments must be at least min_segments, {self.min_segments} "
                f"(got {self.max_segments})"
            )
        return self


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Profile(_Record):
    """What is typical of a segment's customers (medians; the return rate is a mean)."""

    recency_days: float = Field(description="days since the last order that was kept")
    frequency: float = Field(description="orders with something left after cancellations")
    monetary: float = Field(description="net value of all orders, in the client's currency")
    tenure_days: float = Field(description="days since the first order that was kept")
    breadth: float = Field(description="different items kept")
    return_rate: float = Field(description="value cancelled or returned over value ordered, 0 to 1")


Standing = Literal["above", "below", "level", "unknown"]
"""Whether a segment went on to spend more or less than the others, beyond chance."""


class Segment(_Record):
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


class Candidate(_Record):
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


class Grouping(_Record):
    """Whether the segments are groups apart or cuts through customers who differ by degree."""

    between: Estimate = Field(description="as of the candidate chosen")
    natural: bool


class Dropped(_Record):
    """A feature that was left out, and why."""

    feature: str
    reason: str


class Flow(_Record):
    """Customers who went from one segment to another; segment 0 is 'not yet a customer'."""

    origin: int
    destination: int
    customers: int
    share: Estimate = Field(description="share of those in the origin")


class Contender(_Record):
    """A way of grouping customers, judged on spend it has not seen."""

    key: Literal["segments", "rfm_cells", "rfm_score"]
    label: str
    groups: int
    r_squared: Estimate
    rank_correlation: Estimate


class Comparison(_Record):
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


class Persistence(_Record):
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


@dataclass(frozen=True)
class Customers:
    """Customers at a date: `frame` has one row per buyer and the columns of `FEATURES`.

    The index is ``user_id``, sorted, so that nothing later depends on the order of rows. `clock`
    counts the shop's order lines by how many days ago they were, most recent first.
    """

    frame: pd.DataFrame
    nothing_left: int
    as_of: dt.date
    clock: pd.Series | None = None

    def __len__(self) -> int:
        return len(self.frame)


def features(orders: ibis.Table, *, as_of: dt.date) -> ibis.Table:
    """How each customer bought up to a date, one row per customer.

    Parameters
    ----------
    orders : canonical orders, one row per order line
    as_of : only what happened before this day (midnight) is known; later cancellations are not

    Returns
    -------
    Table with ``user_id`` and the columns of `FEATURES`

        recency_days, tenure_days : days since the last and the first order with something left;
            null where nothing is left
        frequency : orders with something left
        monetary : net value, in the client's currency
        breadth : different items with something left
        return_rate : value cancelled or returned over value ordered, 0 to 1
    """
    import ibis

    from taller.data.features import net_sales

    known = orders.filter(orders.event_timestamp < _midnight(as_of), orders.user_id.notnull())
    lines = net_sales(known)
    lines = lines.mutate(kept=lines.net_quantity > 0)
    table = lines.group_by("user_id").agg(
        first_day=lines.event_timestamp.min(where=lines.kept).date(),
        last_day=lines.event_timestamp.max(where=lines.kept).date(),
        frequency=lines.transaction_id.nunique(where=lines.kept),
        net=lines.net_value.sum(),
        breadth=lines.item_id.nunique(where=lines.kept),
        gross=lines["value"].sum(),
    )
    day = ibis.literal(as_of)
    returned = (table.gross - table.net).cast("float64") / table.gross.cast("float64")
    return table.select(
        "user_id",
        recency_days=day.delta(table.last_day, unit="day").cast("int64"),
        frequency=table.frequency.cast("int64"),
        monetary=table.net.cast("float64"),
        tenure_days=day.delta(table.first_day, unit="day").cast("int64"),
        breadth=table.breadth.cast("int64"),
        return_rate=ibis.cases((table.gross > 0, returned), else_=0.0),
    )


def sales_between(orders: ibis.Table, start: dt.date, end: dt.date) -> ibis.Table:
    """What each customer bought from ``start`` to the day before ``end``, known before ``end``.

    Returns
    -------
    Table with ``user_id``, ``spend`` (net of what came back) and ``bought`` (before it did)
    """
    from taller.data.features import net_sales

    known = orders.filter(orders.event_timestamp < _midnight(end), orders.user_id.notnull())
    lines = net_sales(known)
    lines = lines.filter(lines.event_timestamp >= _midnight(start))
    return lines.group_by("user_id").agg(
        spend=lines.net_value.sum().cast("float64"),
        bought=lines["value"].sum().cast("float64"),
    )


def last_day(orders: ibis.Table, p: Params) -> dt.date:
    """The date to describe customers at: the one asked for, or the day after the last order.

    Raises
    ------
    AnalysisError
        If there are no orders, or none before the date asked for.
    """
    span = orders.aggregate(
        first=orders.event_timestamp.min(), last=orders.event_timestamp.max()
    ).to_pandas()
    if span["last"].isna().all():
        raise AnalysisError(
            _("there are no orders: segmenting needs those of {n} customers or more").format(
                n=FEWEST_CUSTOMERS
            )
        )
    first, last = span["first"][0].date(), span["last"][0].date()
    if p.as_of is None:
        return last + dt.timedelta(days=1)
    if p.as_of <= first:
        raise AnalysisError(
            _("as_of is {as_of}, but the first order is of {first}; choose a later date").format(
                as_of=date(p.as_of), first=date(first)
            )
        )
    return p.as_of


def describe(orders: ibis.Table, as_of: dt.date) -> Customers:
    """Customers with something left at a date, and how many had nothing left.

    Raises
    ------
    AnalysisError
        If fewer than 50 customers have something left.
    """
    customers = buyers(orders, as_of)
    if len(customers) < FEWEST_CUSTOMERS:
        raise AnalysisError(_too_few(orders, customers))
    return customers


def buyers(orders: ibis.Table, as_of: dt.date) -> Customers:
    """As `describe`, however few they are."""
    frame = features(orders, as_of=as_of).to_pandas()
    frame = frame.sort_values("user_id", kind="stable").set_index("user_id")
    kept = frame["frequency"] > 0
    return Customers(
        frame=frame.loc[kept, list(FEATURES)].astype("float64"),
        nothing_left=int((~kept).sum()),
        as_of=as_of,
        clock=_clock(orders, as_of),
    )


def _clock(orders: ibis.Table, as_of: dt.date) -> pd.Series:
    import ibis

    known = orders.filter(orders.event_timestamp < _midnight(as_of), orders.user_id.notnull())
    age = ibis.literal(as_of).delta(known.event_timestamp.date(), unit="day").cast("int64")
    aged = known.mutate(age=age)
    lines = aged.group_by("age").agg(lines=aged.count())
    return lines.to_pandas().set_index("age")["lines"].sort_index()


def _too_few(orders: ibis.Table, customers: Customers) -> str:
    count = orders.filter(orders.event_timestamp < _midnight(customers.as_of))
    lines, placed = int(count.count().execute()), int(count.transaction_id.nunique().execute())
    return _(
        "segmenting needs at least {least} customers with something left after cancellations; "
        "before {day}, customers: {n}; orders: {placed}; order lines: {lines}; customers with "
        "nothing left: {nothing}. Give a longer history, or a later as_of"
    ).format(
        least=number(FEWEST_CUSTOMERS),
        day=date(customers.as_of),
        n=number(len(customers)),
        placed=number(placed),
        lines=number(lines),
        nothing=number(customers.nothing_left),
    )


def _midnight(day: dt.date) -> ibis.Value:
    import ibis

    return ibis.literal(dt.datetime.combine(day, dt.time()))
