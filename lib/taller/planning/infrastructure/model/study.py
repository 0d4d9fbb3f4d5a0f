"""All that was worked out, for the page to say: the load, the topology, and two bills."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from taller.errors import AnalysisError
from taller.measurement.ranges import Range
from taller.phase import Estimate
from taller.planning.infrastructure.features import offers
from taller.planning.infrastructure.model import sizing
from taller.planning.infrastructure.model.cost import Cost, monthly
from taller.planning.infrastructure.model.design import design, priced

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.load import Load
    from taller.planning.infrastructure.model.topology import Topology
    from taller.planning.infrastructure.params import Params

OLD = 183  # days after which list prices are called old
USED = {"small": 0.5, "expected": 1.0, "peak": 3.0}  # times the users and events assumed


@dataclass(frozen=True)
class Scenario:
    """What a load so many times as great needs, and what that costs a month."""

    name: str
    load: Load
    made: Topology
    cost: Cost


@dataclass(frozen=True)
class Study:
    """What the notebook worked out.

    Attributes
    ----------
    cost, dearer : the bill, and where nothing stands by, the bill if it did
    per_usd : client's currency for one US dollar; given, or `rate_assumed`
    scenarios : what smaller and greater loads need, where something on offer bears them
    """

    p: Params
    load: Load
    made: Topology
    cost: Cost
    dearer: Cost | None
    prices: offers.Prices
    per_usd: float
    rate_assumed: bool
    today: dt.date
    scenarios: tuple[Scenario, ...] = ()

    def money(self, usd: float | Range, method: str = "") -> Estimate:
        """US dollars in the client's currency; a range is a sensitivity."""
        span = usd if isinstance(usd, Range) else Range(usd, usd, usd)
        low, mid, high = (each * self.per_usd for each in span)
        return Estimate(value=mid, low=low, high=high, unit="money", n=len(self.cost.lines),
                        method=method, level=None)  # fmt: skip

    @property
    def more(self) -> float:
        """What a standby would add to a month, in US dollars."""
        return self.dearer.total.mid - self.cost.total.mid if self.dearer else 0.0

    @property
    def small(self) -> tuple[str, ...]:
        """What the engagement file fixes smaller than the rule asks."""
        at = sizing.need(self.load, self.p.retention_days)
        made, offer = self.made, self.prices.offer
        bears = {
            "machines": sizing.suffices(
                offer.machines[made.compute.type], made.compute.count, at, zones=made.zones,
                spare=made.database.standby,
            ),
            "database": offer.databases[made.database.type].gib >= at.database_gib,
            "storage": made.database.storage_gb >= at.database_gb,
        }  # fmt: skip
        return tuple(part for part, suffices in bears.items() if not suffices)

    @property
    def age(self) -> str:
        """How old the list prices are: ``fresh``, ``old`` or ``stale``."""
        days = (self.today - self.cost.noted_on).days
        return "fresh" if days <= OLD else "old" if days <= 2 * OLD else "stale"


def study(run: Any, p: Params, load: Load, made: Topology) -> Study:
    """Two bills, as now and with a standby, and the rate they are turned into money by."""
    safer = p.model_copy(update={"availability": "high"})
    dearer, prices = None, priced(p)
    if p.availability != "high" and p.compute.machines is None and p.database.type is None:
        with contextlib.suppress(AnalysisError):  # nothing on offer bears that much
            dearer = monthly(design(safer, load, run.engagement.slug), load, prices)
    return Study(
        p=p, load=load, made=made, cost=monthly(made, load, prices), dearer=dearer,
        prices=prices,
        per_usd=p.per_usd or offers.per_usd(run.currency),
        rate_assumed=p.per_usd is None and run.currency != "USD",
        today=run.started.date(),
        scenarios=tuple(_scenarios(p, load, run.engagement.slug, prices)),
    )  # fmt: skip


def _scenarios(p: Params, load: Load, client: str, prices: offers.Prices) -> Iterator[Scenario]:
    """The topology drawn anew for each load, with what the engagement file fixes left as it is."""
    for name, times in USED.items():
        users, events = round(load.users * times), round(load.events_a_day * times)
        other = replace(load, users=max(users, 1), events_a_day=max(events, 1))
        with contextlib.suppress(AnalysisError):  # nothing on offer bears that much
            made = design(p, other, client)
            yield Scenario(name, other, made, monthly(made, other, prices))
