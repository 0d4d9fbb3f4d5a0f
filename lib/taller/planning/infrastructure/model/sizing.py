"""How large machines, database and storage are, by a stated rule.

It rests on assumptions, named here and on the page, and on two measurements of this workbench
(tests/README.md): suggestions for 500,000 customers took 1.7 GB of memory, or 3.4 kB a customer,
and reading 50 million order lines took 2 GB.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from taller.errors import AnalysisError
from taller.planning.infrastructure.features.offers import Machine
from taller.planning.infrastructure.model.load import Load

PEAK = 10  # the busiest second against the average one: assumed
CPU_SECONDS = 0.02  # of one core for one request: assumed until a test of the service measures it
BUSY = 0.5  # of the cores at the peak, so that a queue stays short: assumed
BASE_GIB = 2  # measured: reading the client's tables
GIB_A_MODEL = 0.5  # held in memory to be served: assumed
GIB_A_USER = 1.7e9 / 500_000 / 2**30  # measured: the nightly work on every customer
EVENT_BYTES = 1000  # a row and its index in the database: assumed
OBJECT_BYTES = 200  # an event in compressed columns: assumed
USER_BYTES = 20_000  # profile, history and scores of a customer in the database: assumed
HOT = 0.25  # of the database's rows that should fit its memory: assumed
SPARE = 1.5  # room to grow: assumed
STEP_GB, MOST_GB = 32, 16_384  # storage grows by doubling; the largest all three offer
MOST_MACHINES = 20


@dataclass(frozen=True)
class Need:
    """What the load takes: of the machines, of the database, of storage."""

    vcpus: float
    gib: float
    database_gib: float
    database_gb: float
    objects_gb: float
    requests_a_second: float


def need(load: Load, retention_days: int) -> Need:
    """What a load takes.

    Examples
    --------
    A million events a day: 11.57 a second, 115.7 at the peak, 0.02 s of a core each, half busy:

    >>> at = need(Load(500_000, 1_000_000, 4, {}), 400)
    >>> round(at.requests_a_second, 1), round(at.vcpus, 2), round(at.gib, 2)
    (115.7, 4.63, 5.58)

    500,000 customers of 20 kB and 400 million events of 1 kB are 410 GB, half as much again spare:

    >>> at.database_gb, at.objects_gb
    (615.0, 80.0)
    """
    peak = load.events_a_day / 86_400 * PEAK
    rows = load.users * USER_BYTES + load.events_a_day * retention_days * EVENT_BYTES
    hot = load.users * USER_BYTES + load.events_a_day * min(retention_days, 30) * EVENT_BYTES
    return Need(
        vcpus=peak * CPU_SECONDS / BUSY,
        gib=BASE_GIB + load.models * GIB_A_MODEL + load.users * GIB_A_USER,
        database_gib=BASE_GIB + hot * HOT / 2**30,
        database_gb=rows / 1e9 * SPARE,
        objects_gb=load.events_a_day * retention_days * OBJECT_BYTES / 1e9,
        requests_a_second=peak,
    )


def cheapest_machines(
    offered: Mapping[str, Machine], usd: Callable[[str], float], at: Need, *, zones: int,
    spare: bool, count: int | None = None,
) -> tuple[str, int]:  # fmt: skip
    """The type and number of machines that suffice at the least price, one in each zone at least.

    Parameters
    ----------
    usd : the price of a type
    spare : whether the others still bear the load where a zone, and all that stand in it, is lost
    count : how many, where the client fixed that

    Raises
    ------
    AnalysisError
        If nothing on offer suffices.

    >>> offered = {"small": Machine(vcpus=2, gib=8, usd_hour=()),
    ...            "large": Machine(vcpus=8, gib=32, usd_hour=())}
    >>> usd = {"small": 0.1, "large": 0.5}.get
    >>> at = need(Load(500_000, 1_000_000, 4, {}), 400)  # 4.63 cores, 5.58 GiB
    >>> cheapest_machines(offered, usd, at, zones=2, spare=False)
    ('small', 3)

    Of six in two zones three are lost:

    >>> cheapest_machines(offered, usd, at, zones=2, spare=True)
    ('small', 6)
    """
    fits = [
        (number * usd(name), number, name)
        for name, machine in offered.items()
        for number in ([count] if count else range(zones, MOST_MACHINES + 1))
        if suffices(machine, number, at, zones=zones, spare=spare)
    ]
    if not fits:
        raise AnalysisError(
            f"no machine on offer bears this load: {at.vcpus:.0f} cores, {at.gib:.0f} GiB in each "
            f"of at most {count or MOST_MACHINES}; check users, events_a_day, models, or split "
            "the service"
        )
    _price, number, name = min(fits)
    return name, number


def suffices(machine: Machine, number: int, at: Need, *, zones: int, spare: bool) -> bool:
    """Whether so many machines of a type bear the load."""
    lost = math.ceil(number / zones) if spare else 0
    return machine.gib >= at.gib and (number - lost) * machine.vcpus >= at.vcpus


def cheapest_database(
    offered: Mapping[str, Machine], usd: Callable[[str], float], at: Need
) -> str:  # fmt: skip
    """The cheapest database whose memory suffices.

    Raises
    ------
    AnalysisError
        If nothing on offer suffices.

    >>> offered = {"a": Machine(vcpus=2, gib=4, usd_hour=()),
    ...            "b": Machine(vcpus=4, gib=16, usd_hour=())}
    >>> at = need(Load(500_000, 10_000, 4, {}), 400)  # 4.4 GiB
    >>> cheapest_database(offered, {"a": 0.1, "b": 0.3}.get, at)
    'b'
    """
    fits = [(usd(name), name) for name, held in offered.items() if held.gib >= at.database_gib]
    if not fits:
        raise AnalysisError(
            f"no database on offer holds in memory what this load asks for most: "
            f"{at.database_gib:,.0f} GiB; check users, events_a_day, retention_days, or fix "
            "`database.type` where a smaller one was tested"
        )
    return min(fits)[1]


def stepped(gigabytes: float) -> int:
    """Storage in the steps that clouds sell: 32 GB, doubled as often as needed.

    Raises
    ------
    AnalysisError
        If no database here holds as much.

    >>> stepped(1), stepped(33), stepped(615)
    (32, 64, 1024)
    """
    steps = max(0, math.ceil(math.log2(max(gigabytes, 1) / STEP_GB)))
    if STEP_GB * 2**steps > MOST_GB:
        raise AnalysisError(
            f"{gigabytes:,.0f} GB of events are more than a managed database holds "
            f"({MOST_GB:,} GB); keep fewer days (`retention_days`), or events in storage alone"
        )
    return STEP_GB * 2**steps
