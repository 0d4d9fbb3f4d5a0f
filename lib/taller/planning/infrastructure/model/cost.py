"""What a topology costs a month: dated list prices, a range where usage is assumed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.measurement.ranges import Range
from taller.planning.infrastructure.features import offers

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.load import Load
    from taller.planning.infrastructure.model.topology import Topology

DAYS = 30.4  # of a month
EVENT_KB = {"out": 4, "through": 8, "log": 1}  # of traffic and logs for each event: assumed
UPDATES_GB = 10  # through the way out for each machine a month: assumed
USAGE = (0.5, 1.0, 3.0)  # the usage assumed may be half or three times as much
ELSEWHERE = (0.85, 1.0, 1.3)  # a region without prices of its own, against the one that has them


@dataclass(frozen=True)
class Line:
    """One line of the bill, in US dollars a month.

    Attributes
    ----------
    key : what is paid for, as messages name it
    quantity : how much of it, and `unit` of what
    assumed : whether the quantity is usage that nobody measured
    """

    key: str
    quantity: float
    unit: str
    usd: Range
    assumed: bool


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


def monthly(made: Topology, load: Load) -> Cost:
    """The bill of an average month."""
    offer = offers.of(made.provider)
    place = offer.place(made.region)
    spread = (1.0, 1.0, 1.0) if made.region in offer.priced else ELSEWHERE
    machine, database = offer.machines[made.compute.type], offer.databases[made.database.type]
    twice = 2 if made.database.standby else 1
    events_gb = load.events_a_day * DAYS / 1e6
    through = made.compute.count * UPDATES_GB + events_gb * EVENT_KB["through"]
    fixed = (
        ("machines", made.compute.count * offers.HOURS, "hours", machine.usd_hour[place]),
        ("disks", made.compute.count * made.compute.disk_gb, "gb", offer.rates["disk_gb"][place]),
        ("database", twice * offers.HOURS, "hours", database.usd_hour[place]),
        ("database_storage", twice * made.database.storage_gb, "gb",
         offer.rates["database_gb"][place]),
        ("way_out", made.ways_out * offers.HOURS, "hours", offer.rates["way_out_hour"][place]),
        ("alarms", len(made.alarms), "count", offer.rates["alarm"][place]),
        ("fixed", 1, "count", offer.rates["fixed"][place]),
    )  # fmt: skip
    used = (
        ("objects", made.storage.gb, "gb", offer.rates["object_gb"][place]),
        ("through", through, "gb", offer.rates["way_out_gb"][place]),
        ("out", events_gb * EVENT_KB["out"], "gb", offer.rates["out_gb"][place]),
        ("logs", events_gb * EVENT_KB["log"] + 1, "gb", offer.rates["log_gb"][place]),
    )
    lines = [
        Line(key, quantity, unit, Range(*(quantity * price * s for s in spread)), assumed=False)
        for key, quantity, unit, price in fixed
    ]
    lines += [
        Line(key, quantity, unit,
             Range(*(quantity * price * s * u for s, u in zip(spread, USAGE, strict=True))),
             assumed=True)
        for key, quantity, unit, price in used
    ]  # fmt: skip
    lines.sort(key=lambda line: -line.usd.mid)
    priced = offer.priced[place]
    return Cost(tuple(lines), priced, made.region, offer.noted_on, offer.source)
