"""The client's data: what was read, what was kept, whether it adds up, and how good it is.

This module imports nothing heavy: an engagement file is checked against `Params` in no time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Section

if TYPE_CHECKING:
    from taller.data.ledger import Ledger
    from taller.data.quality import Quality
    from taller.data.reconcile import Reconciliation
    from taller.data.tables import Tables


class Params(Section):
    """Knobs of notebooks/01_preparation/data.ipynb; they stand in the block ``data``."""

    stale_days: int = Field(
        35, ge=1, le=3650, description="age up to which the newest row counts as fresh, in days"
    )
    months_shown: int = Field(
        24, ge=1, le=240, description="most recent months shown in the table of totals"
    )


class Result(PhaseResult):
    """What is known of the client's data."""

    agrees: bool | None = Field(
        description="whether the totals are the client's; None if they gave none"
    )
    rows_read: int
    rows_used: int
    scores: dict[str, dict[str, float | None]] = Field(
        description="table, then dimension of quality: 0 to 1, None where nothing could be asked"
    )


@dataclass(frozen=True)
class Study:
    """All that the report tells of."""

    p: Params
    today: dt.date
    ledgers: dict[str, Ledger]
    quality: dict[str, Quality]
    reconciliation: Reconciliation | None
    simulated: bool

    @property
    def sources(self) -> dict[str, Ledger]:
        """The tables the client gave, without those made of others."""
        return {name: held for name, held in self.ledgers.items() if name in self.quality}

    @property
    def read(self) -> int:
        """Rows read of all sources."""
        return sum(ledger.read for ledger in self.sources.values())

    @property
    def used(self) -> int:
        """Rows used of all sources."""
        return sum(ledger.accepted for ledger in self.sources.values())

    def scores(self) -> dict[str, dict[str, float | None]]:
        """Each source's five dimensions, 0 to 1."""
        return {
            name: held.with_ledger(self.ledgers[name]).scores(self.today, self.p.stale_days)
            for name, held in self.quality.items()
        }


def look(tables: Tables, p: Params, *, today: dt.date | None = None) -> Study:
    """Gather what the snapshot's record tells.

    Parameters
    ----------
    today : the day timeliness is judged at; for simulated data the day after its last row
    """
    quality = {name: q for name in tables.names if (q := tables.quality(name)) is not None}
    newest = [q.newest for q in quality.values() if q.newest is not None]
    if today is None:
        ends_on_purpose = tables.simulated and newest
        today = max(newest) + dt.timedelta(days=1) if ends_on_purpose else dt.date.today()
    return Study(
        p, today, {name: tables.ledger(name) for name in tables.names}, quality,
        tables.reconciliation, tables.simulated,
    )  # fmt: skip


def share_used(study: Study) -> Estimate:
    """The share of the rows read that is used: counted, so without an interval."""
    from taller.language import _

    share = study.used / max(study.read, 1)
    return Estimate.exact(share, unit="share", n=study.read, method=_("counted in all rows read"))
