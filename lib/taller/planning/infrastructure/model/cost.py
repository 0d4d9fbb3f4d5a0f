"""What a topology costs a month: dated list prices, a range where usage is assumed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.measurement.ranges import Range
from taller.planning.infrastructure.features import offers

if TYPE_CHECKING:
    from taller.planning.infrastructure.features.offers import Prices
    from taller.planning.infrastructure.model.load import Load
    from taller.planning.infrastructure.model.topology import Topology

DAYS = 30.4  # of a month
EVENT_KB = {"out": 4, "through": 8, "log": 1}  # of traffic and logs for each event: assumed
UPDATES_GB = 10  # through the way out for each machine a month: assumed
USAGE = (0.5, 1.0, 3.0)  # the usage assumed may be half or three times as much
NO_SPREAD = (1.0, 1.0, 1.0)
USED = ("objects", "through", "out", "logs")  # quantities that nobody measured
ELSEWHERE = (0.85, 1.0, 1.3)  # a region without prices of its own, against the one that has them


@dataclass(frozen=True)
class Line:
    """One line of the bill, in US dollars a month.

    Attributes
    ----------
    key : what is paid for, as messages name it
    quantity : how much of it, and `unit` of what
    assumed : whether the quantity is usage that nobody measured
    own : whether the engagement file gives its price
    """

    key: str
    quantity: float
    unit: str
    usd: Range
    assumed: bool
    own: bool


@dataclass(frozen=True)
class Cost:
    """The bill of a month; `priced` is the region whose prices were used, as of `noted_on`."""

    lines: tuple[Line, ...]
    priced: str
    region: str
    noted_on: dt.date
    source: str

    @property
    def total(self) -> Range:
        """All lines together, each at the same end."""
        return Range(*(sum(line.usd[i] for line in self.lines) for i in range(3)))


def monthly(made: Topology, load: Load, prices: Prices) -> Cost:
    """The bill of an average month."""
    twice = 2 if made.database.standby else 1
    events_gb = load.events_a_day * DAYS / 1e6
    through = made.compute.count * UPDATES_GB + events_gb * EVENT_KB["through"]
    machines, databases = ("machines", made.compute.type), ("databases", made.database.type)
    counted = (
        ("machines", made.compute.count * offers.HOURS, "hours", machines),
        ("disks", made.compute.count * made.compute.disk_gb, "gb", ("rates", "disk_gb")),
        ("database", twice * offers.HOURS, "hours", databases),
        ("database_storage", twice * made.database.storage_gb, "gb", ("rates", "database_gb")),
        ("way_out", made.ways_out * offers.HOURS, "hours", ("rates", "way_out_hour")),
        ("alarms", len(made.alarms), "count", ("rates", "alarm")),
        ("fixed", 1, "count", ("rates", "fixed")),
        ("objects", made.storage.gb, "gb", ("rates", "object_gb")),
        ("through", through, "gb", ("rates", "way_out_gb")),
        ("out", events_gb * EVENT_KB["out"], "gb", ("rates", "out_gb")),
        ("logs", events_gb * EVENT_KB["log"] + 1, "gb", ("rates", "log_gb")),
    )  # fmt: skip
    lines = [_line(*each, prices) for each in counted]
    lines.sort(key=lambda line: -line.usd.mid)
    offer = prices.offer
    return Cost(tuple(lines), prices.listed, made.region, offer.noted_on, offer.source)


def _line(key: str, quantity: float, unit: str, of: tuple[str, str], prices: Prices) -> Line:
    own, assumed = prices.is_own(*of), key in USED
    spread = NO_SPREAD if own or prices.listed == prices.region else ELSEWHERE
    usage = USAGE if assumed else NO_SPREAD
    usd = quantity * prices.usd(*of)
    span = Range(*(usd * s * u for s, u in zip(spread, usage, strict=True)))
    return Line(key, quantity, unit, span, assumed, own)
