"""Data quality as the client's own tables show it, on the checklist's scale of 0 to 4.

Four of the five dimensions count: completeness, validity, uniqueness, consistency. Timeliness does
not, since it tells when data was exported, not how clean it is. Each dimension is a share of checks
that held; it scores 4 where all did, 0 at the floor given or below, and in proportion between. A
table scores the mean of its dimensions, the whole the mean of the tables. The floor is an
assumption: no standard says from which share on data is of no use.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.preparation.readiness.checklist.questions import BEST

if TYPE_CHECKING:
    from taller.data.tables import Tables

CLEANLINESS = ("completeness", "validity", "uniqueness", "consistency")


@dataclass(frozen=True)
class Measured:
    """What the tables say.

    Attributes
    ----------
    points : 0 to 4
    shares : table, then dimension: the share of checks that held, None where nothing was asked
    by_table : each table's points
    rows : rows judged
    simulated : whether a simulator made the tables, so that they say nothing of a client
    """

    points: float
    shares: Mapping[str, Mapping[str, float | None]]
    by_table: Mapping[str, float]
    rows: int
    simulated: bool = False


def measure(tables: Tables, floor: float) -> Measured | None:
    """Quality of the tables the client gave; None where there is nothing to judge."""
    held = {name: q for name in tables.names if (q := tables.quality(name)) is not None}
    held = {name: quality.with_ledger(tables.ledger(name)) for name, quality in held.items()}
    shares = {
        name: {
            dimension: quality.dimensions[dimension].score
            for dimension in CLEANLINESS
            if dimension in quality.dimensions
        }
        for name, quality in held.items()
    }
    by_table = {name: of_shares(each, floor) for name, each in shares.items()}
    known = {name: points for name, points in by_table.items() if points is not None}
    if not known:
        return None
    return Measured(
        points=math.fsum(known.values()) / len(known),
        shares=shares,
        by_table=known,
        rows=sum(held[name].rows for name in known),
        simulated=tables.simulated,
    )


def of_shares(shares: Mapping[str, float | None], floor: float) -> float | None:
    """Points of a table: the mean of its dimensions; None where nothing could be asked.

    >>> of_shares({"completeness": 0.9, "validity": 1.0, "uniqueness": None}, floor=0.8)
    3.0
    """
    known = [of_share(share, floor) for share in shares.values() if share is not None]
    return math.fsum(known) / len(known) if known else None


def of_share(share: float, floor: float) -> float:
    """Points of one share of checks that held.

    >>> of_share(1.0, 0.8), of_share(0.8, 0.8), of_share(0.5, 0.8)
    (4.0, 0.0, 0.0)
    """
    return BEST * max(0.0, (share - floor) / (1 - floor))
