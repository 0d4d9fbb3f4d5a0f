"""Data: what the notebook looks at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from taller.looked import Looked
from taller.preparation.data.params import Params

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.data.tell.ledger import Ledger, Products, Status
    from taller.data.tell.quality import Quality
    from taller.data.tell.reconcile import Reconciliation


@dataclass(frozen=True)
class Rows:
    """What became of a source's rows: ``read == used + aside + faulty``.

    Attributes
    ----------
    aside : rows that should not count, such as repetitions and test orders
    faulty : rows that should count and cannot be used
    """

    read: int
    used: int
    aside: int
    faulty: int

    @property
    def share(self) -> float | None:
        """The share used, of the rows that should count; None where there are none."""
        asked = self.used + self.faulty
        return self.used / asked if asked else None

    def __add__(self, other: Rows) -> Rows:
        return Rows(
            self.read + other.read,
            self.used + other.used,
            self.aside + other.aside,
            self.faulty + other.faulty,
        )


@dataclass(frozen=True)
class Study(Looked):
    """All that the page tells of.

    Attributes
    ----------
    today : the day timeliness is judged at
    ledgers : by canonical table, all of them
    quality : by canonical table, those the client gave, consistency completed from the ledger
    min_group : fewest people of a group that is shown
    """

    p: Params
    today: dt.date
    ledgers: dict[str, Ledger]
    quality: dict[str, Quality]
    reconciliation: Reconciliation | None
    simulated: bool = False
    min_group: int = 10

    @property
    def sources(self) -> dict[str, Ledger]:
        """The tables the client gave, without those made of others."""
        return {name: held for name, held in self.ledgers.items() if name in self.quality}

    @property
    def rows(self) -> dict[str, Rows]:
        """What became of the rows of each source."""
        return {name: _rows(held, self.reconciliation) for name, held in self.sources.items()}

    @property
    def total(self) -> Rows:
        """What became of the rows of all sources together."""
        return sum(self.rows.values(), Rows(0, 0, 0, 0))

    @property
    def returns_unseen(self) -> bool:
        """Whether lines of orders that were sent back may count as sold, for want of units."""
        return self._treated("orders", "returns_unseen")

    @property
    def alike_untold(self) -> int:
        """Orders with lines told alike that count once, since nothing tells what they are."""
        ledger = self.ledgers.get("orders")
        told = ledger.treatments if ledger else ()
        return sum(t.rows for t in told if t.code == "alike_untold")

    @property
    def products(self) -> Products | None:
        """Lines of orders whose amount is not units by price; None where there are none."""
        ledger = self.ledgers.get("orders")
        return ledger.products if ledger else None

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Each status of orders."""
        ledger = self.ledgers.get("orders")
        return ledger.statuses if ledger else ()

    @property
    def without_purchases(self) -> bool:
        """Whether orders were looked for in an export of events, and it holds none."""
        return self._treated("events", "no_orders")

    def _treated(self, table: str, code: str) -> bool:
        ledger = self.ledgers.get(table)
        return ledger is not None and any(t.code == code for t in ledger.treatments)

    @property
    def money(self) -> tuple[Decimal, Decimal]:
        """Gross value of the sales used, and of those that should count and cannot be used."""
        from taller.data.tell.reconcile import ON_PURPOSE

        if self.reconciliation is None:
            return Decimal(0), Decimal(0)
        used = sum((m.amounts.gross for m in self.reconciliation.months), Decimal(0))
        left = [g for g in self.reconciliation.rejected if g.reason not in ON_PURPOSE]
        return used, sum((g.amounts.gross for g in left), Decimal(0))

    @property
    def money_share(self) -> float | None:
        """The share of the sales' value that is used; None where there is no money."""
        used, lost = self.money
        return float(used / (used + lost)) if used + lost > 0 else None

    def scores(self) -> dict[str, dict[str, float | None]]:
        """Each source's five dimensions, 0 to 1."""
        days = self.p.stale_days
        return {name: held.scores(self.today, days) for name, held in self.quality.items()}


def look(tables: Tables, p: Params, *, today: dt.date | None = None) -> Study:
    """Gather what the snapshot's record tells.

    Parameters
    ----------
    today : the day timeliness is judged at; for simulated data the day after its last row
    """
    ledgers = {name: tables.ledger(name) for name in tables.names}
    quality = {
        name: held.with_ledger(ledgers[name])
        for name in tables.names
        if (held := tables.quality(name)) is not None
    }
    newest = [held.newest for held in quality.values() if held.newest is not None]
    if today is None:
        ends_on_purpose = tables.simulated and newest
        today = max(newest) + dt.timedelta(days=1) if ends_on_purpose else dt.date.today()
    return Study(
        p, today, ledgers, quality, tables.reconciliation, tables.simulated, tables.min_group
    )


def _rows(ledger: Ledger, reconciliation: Reconciliation | None) -> Rows:
    """A row rejected for several reasons counts under the one that decides."""
    from taller.data.tell.reconcile import ON_PURPOSE

    if ledger.table == "orders" and reconciliation is not None:
        groups = [g for g in reconciliation.rejected if g.reason in ON_PURPOSE]
        aside = sum(group.amounts.lines for group in groups)
    else:
        aside = sum(reason.rows for reason in ledger.reasons if reason.code in ON_PURPOSE)
    aside = min(aside, ledger.rejected)
    return Rows(ledger.read, ledger.accepted, aside, ledger.rejected - aside)
