"""The plan's money: what is spent and what comes back by month, at the middle and drawn anew.

Everything that nobody knows for sure is a `Driver`: a range, drawn as often as the schedules are.
Costs share a factor, and so do effects, since what makes one dearer or weaker makes others so.
Ranges and correlation are assumptions: what comes out is a sensitivity, not a probability.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from taller.measurement.estimates import generator
from taller.measurement.ranges import Range, triangular
from taller.planning.plan.model import finance
from taller.planning.plan.model.resources import MONTH, by_month, running, spread, window
from taller.planning.plan.model.simulation import durations

if TYPE_CHECKING:
    from taller.planning.plan.features.known import Known
    from taller.planning.plan.model.schedule import Schedule
    from taller.planning.plan.params import Params

Kind = Literal["people", "outside", "technical", "risk", "benefit", "adoption", "pace", "delay"]
COSTS: tuple[Kind, ...] = ("people", "outside", "technical", "risk")
Draw = Callable[..., np.ndarray]
EVEN = Range(0, 0.5, 1)
MIDDLE = (0.025, 0.975)  # of the draws between which a range is told


@dataclass(frozen=True)
class Driver:
    """Something that moves the money: at its lowest, middle and highest, and as it was drawn.

    Attributes
    ----------
    name : the case's, item's or risk's, as the client calls it; empty where its kind says it
    span : in money, a year's money (benefits), a share (adoption) or months (pace, delay)
    months : of a cost: by month, what one unit of it comes to
    starts : of a benefit: month at which its case is in use
    project : of a cost: by month, the part spent until all is rolled out
    source : where its range comes from; empty for an assumption
    """

    kind: Kind
    key: str
    name: str
    span: Range
    drawn: np.ndarray
    months: np.ndarray | None = None
    project: np.ndarray | None = None
    starts: float = 0.0
    source: str = ""


@dataclass(frozen=True)
class Cash:
    """Money by month, (n, months): what goes out, and what comes in."""

    costs: np.ndarray
    benefits: np.ndarray

    @property
    def net(self) -> np.ndarray:
        """What comes in less what goes out."""
        return self.benefits - self.costs


@dataclass(frozen=True)
class Money:
    """All of the plan's money.

    Attributes
    ----------
    drivers : what moves it, by key
    months : over which it is counted, from the plan's first day
    discount : rate of a year
    """

    drivers: Mapping[str, Driver]
    months: int
    discount: float

    def of(self, *kinds: Kind) -> list[Driver]:
        """The drivers of these kinds."""
        return [driver for driver in self.drivers.values() if driver.kind in kinds]

    @property
    def valued(self) -> bool:
        """Whether somebody said what any case brings."""
        return any(driver.span.high > 0 for driver in self.of("benefit"))

    def cash(self, values: Mapping[str, np.ndarray]) -> Cash:
        """Money by month where each driver has these values, (n,) each."""
        n = len(next(iter(values.values())))
        costs, benefits = np.zeros((n, self.months)), np.zeros((n, self.months))
        for driver in self.of(*COSTS):
            costs += values[driver.key][:, None] * driver.months
        for driver in self.of("benefit"):
            since = driver.starts + values["delay"]
            use = in_use(since, values["pace"], self.months) * values["adoption"][:, None]
            benefits += values[driver.key][:, None] / 12 * use
        return Cash(costs, benefits)

    @cached_property
    def middle(self) -> Cash:
        """With every driver at its middle; one stream."""
        return self.cash({key: np.array([d.span.mid]) for key, d in self.drivers.items()})

    @cached_property
    def drawn(self) -> Cash:
        """With every driver as it was drawn."""
        return self.cash({key: driver.drawn for key, driver in self.drivers.items()})

    @cached_property
    def project(self) -> np.ndarray:
        """Cost until all is rolled out, in each draw."""
        return np.sum([d.drawn * d.project.sum() for d in self.of(*COSTS)], axis=0)

    def planned(self, *kinds: Kind) -> float:
        """Cost until all is rolled out, at the middle and without what risks may cost."""
        chosen = self.of(*(kinds or ("people", "outside", "technical")))
        return float(sum(d.span.mid * d.project.sum() for d in chosen))

    def worth(self, cash: Cash) -> np.ndarray:
        """Net present value of each stream."""
        return finance.present_value(cash.net, self.discount)

    @cached_property
    def needed(self) -> float | None:
        """What all cases must bring in a year, in full use, to be worth what they cost; or None.

        At the middle of all else; each case as much as the client says beside the others, else
        all the same.
        """
        made = self._as_needed(1.0)
        per_unit = float(finance.present_value(made.benefits, self.discount)[0])
        cost = float(finance.present_value(made.costs, self.discount)[0])
        return cost / per_unit if per_unit > 0 and cost > 0 else None

    def unit_benefits(self) -> np.ndarray:
        """Benefits by month at the middle; where nobody said any, as much as would be needed."""
        if self.valued or self.needed is None:
            return self.middle.benefits[0]
        return self._as_needed(self.needed).benefits[0]

    def _as_needed(self, total: float) -> Cash:
        """Money by month at the middle, all cases together bringing so much in a year."""
        benefits = self.of("benefit")
        said = np.array([driver.span.mid for driver in benefits])
        shares = said / said.sum() if said.sum() > 0 else np.ones(len(said)) / max(len(said), 1)
        values = {driver.key: np.array([driver.span.mid]) for driver in self.drivers.values()}
        each = {d.key: np.array([total * s]) for d, s in zip(benefits, shares, strict=True)}
        return self.cash(values | each)

    def moved(self) -> pd.DataFrame:
        """What each driver does to the net present value alone, from its lowest to its highest.

        Returns
        -------
        DataFrame with ``key``, ``low`` and ``high`` (value at the driver's two ends), the widest
        first; drivers that move nothing are left out
        """
        base = {key: np.full(2, d.span.mid) for key, d in self.drivers.items()}
        rows = []
        for key, driver in self.drivers.items():
            ends = np.array([driver.span.low, driver.span.high])
            low, high = self.worth(self.cash(base | {key: ends}))
            rows.append({"key": key, "low": float(low), "high": float(high)})
        found = pd.DataFrame(rows, columns=["key", "low", "high"])
        wide = (found["high"] - found["low"]).abs()
        order = wide.sort_values(ascending=False, kind="stable").index
        return found.loc[order][wide.loc[order] > 1e-9].reset_index(drop=True)


def in_use(since: np.ndarray, pace: np.ndarray, months: int) -> np.ndarray:
    """How far what was built is in use in each month, 0 to 1, rising evenly; (n, months).

    >>> in_use(np.array([1.0]), np.array([2.0]), 4).tolist()
    [[0.0, 0.25, 0.75, 1.0]]
    """
    passed = np.arange(months) + 0.5 - since[:, None]
    pace = np.maximum(pace, 1e-9)[:, None]
    return np.clip(passed / pace, 0.0, 1.0)


def money(made: Schedule, rates: np.ndarray, client: Known, p: Params, seed: int) -> Money:
    """Put everything that costs or brings into drivers.

    Parameters
    ----------
    rates : (tasks,) what a person-day costs, nan where nobody said
    """
    draw = _drawing(p.draws, p.correlation, seed)
    count = max(p.horizon_months, math.ceil(float(made.ends.max()) / MONTH))
    share, pace = p.adoption.share, p.adoption.months
    drivers = [
        _people(made, rates, p, count, seed),
        *_outside(made, client, count, draw),
        *_technical(made, p, count, draw),
        *_risks(made, p, count, draw),
        *_benefits(made, client, p, draw),
        Driver("adoption", "adoption", "", share, draw(share, "adoption"),
               source=p.adoption.source),
        Driver("pace", "pace", "", pace, draw(pace, "pace"), source=p.adoption.source),
        _delay(made),
    ]  # fmt: skip
    return Money({each.key: each for each in drivers}, count, client.discount)


def _drawing(n: int, correlation: float, seed: int) -> Callable[..., np.ndarray]:
    """Draws from a range by a key of its own, with a factor that its group shares."""
    from scipy.special import ndtr

    def draw(span: Range, key: str, group: str = "effect") -> np.ndarray:
        common = generator(seed, "money", group).standard_normal(n)
        own = generator(seed, "money", key).standard_normal(n)
        scores = np.sqrt(correlation) * common + np.sqrt(1 - correlation) * own
        return triangular(Range(*span), ndtr(scores))

    return draw


def _people(made: Schedule, rates: np.ndarray, p: Params, count: int, seed: int) -> Driver:
    tasks, known = made.work.tasks, np.nan_to_num(rates)
    priced = known * [task.share for task in tasks]
    days = durations(tasks, draws=p.draws, seed=seed, correlation=p.correlation)
    likely, over = np.array([t.days.mid for t in tasks]), [t.done_on is not None for t in tasks]
    days[over] = likely[over, None]
    drawn = priced @ days
    span = _around(float(priced @ likely), drawn)
    months = known @ by_month(made, count)
    months = months / max(months.sum(), 1e-9)
    return Driver("people", "people", "", span, drawn, months, months)


def _around(middle: float, drawn: np.ndarray) -> Range:
    """The middle, and the middle 95 % of the draws around it."""
    low, high = np.quantile(drawn, MIDDLE)
    return Range(min(float(low), middle), middle, max(float(high), middle))


def _outside(made: Schedule, client: Known, count: int, draw: Draw) -> Iterator[Driver]:
    for case in client.cases:
        months, key = spread(*window(made, case=case.key), count), f"outside.{case.key}"
        drawn = draw(case.money, key, "cost")
        yield Driver("outside", key, case.name, case.money, drawn, months, months,
                     source=case.source)  # fmt: skip


def _technical(made: Schedule, p: Params, count: int, draw: Draw) -> Iterator[Driver]:
    end = float(made.ends.max())
    for number, item in enumerate(p.technical):
        start, span = window(made, phase=item.starts_with)[0], Range(*item.monthly)
        months = running(start, count)
        project = months - running(max(end, start), count)
        key = f"technical.{number}"
        yield Driver("technical", key, item.name, span, draw(span, key, "cost"), months, project,
                     source=item.source)  # fmt: skip


def _risks(made: Schedule, p: Params, count: int, draw: Draw) -> Iterator[Driver]:
    months = spread(0.0, float(made.ends.max()), count)
    for number, risk in enumerate(p.risks):
        if risk.probability is None or risk.impact is None:
            continue
        key, (_least, chance, _most) = f"risk.{number}", risk.probability
        place = draw(EVEN, f"{key}.happens", "cost").argsort().argsort() / p.draws
        happens = place >= 1 - draw(risk.probability, f"{key}.chance", "cost")
        drawn = draw(risk.impact, key, "cost") * happens
        span = Range(0.0, chance * risk.impact[1], risk.impact[2])
        yield Driver("risk", key, risk.name, span, drawn, months, months)


def _benefits(made: Schedule, client: Known, p: Params, draw: Draw) -> Iterator[Driver]:
    for case in client.cases:
        key, given = f"benefit.{case.key}", p.benefits.get(case.key)
        span, times, source = Range(0, 0, 0), Range(1, 1, 1), ""
        if given is not None:
            found, source = client.worths.get(given.decision or ""), given.source
            if given.yearly is not None:
                span = Range(*given.yearly)
            elif found is not None and found.estimate is not None:
                span = Range(found.estimate.low, found.estimate.value, found.estimate.high)
                times = Range(*given.times_a_year)
        drawn = draw(span, key) * draw(times, f"{key}.times")
        whole = Range(*sorted(a * b for a, b in zip(span, times, strict=True)))
        starts = window(made, case=case.key)[1] / MONTH
        yield Driver("benefit", key, case.name, whole, drawn, starts=starts, source=source)


def _delay(made: Schedule) -> Driver:
    drawn = (made.simulation.ends - made.ends.max()) / MONTH
    return Driver("delay", "delay", "", _around(0.0, drawn), drawn)
