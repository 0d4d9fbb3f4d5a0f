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

from taller.measurement.ranges import Range
from taller.planning.plan.model import finance
from taller.planning.plan.model.resources import (
    MONTH,
    day_rates,
    month_edges,
    person_days,
    running,
    spread,
    window,
)
from taller.planning.plan.model.simulation import drawing

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
    told : of a benefit: whether somebody said it, or an analysis found it
    project : of a cost: what of one unit is spent until all is rolled out
    """

    kind: Kind
    key: str
    name: str
    span: Range
    drawn: np.ndarray
    months: np.ndarray | None = None
    project: float = 1.0
    starts: float = 0.0
    told: bool = False


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
        return any(driver.told for driver in self.of("benefit"))

    def cash(self, values: Mapping[str, np.ndarray]) -> Cash:
        """Money by month where each driver has these values, (n,) each."""
        n = len(values["adoption"])
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
        return self.cash(self._at_middle)

    @cached_property
    def drawn(self) -> Cash:
        """With every driver as it was drawn."""
        return self.cash(self._at_draws)

    @property
    def _at_middle(self) -> dict[str, np.ndarray]:
        return {key: np.array([driver.span.mid]) for key, driver in self.drivers.items()}

    @property
    def _at_draws(self) -> dict[str, np.ndarray]:
        return {key: driver.drawn for key, driver in self.drivers.items()}

    def planned(self, *kinds: Kind) -> float:
        """Cost until all is rolled out, at the middle and without what risks may cost."""
        chosen = self.of(*(kinds or ("people", "outside", "technical")))
        return float(sum(d.span.mid * d.project for d in chosen))

    def ends(self, *kinds: Kind) -> tuple[float, float]:
        """The same with each at its lowest, and with each at its highest."""
        chosen = self.of(*kinds)
        return (float(sum(d.span.low * d.project for d in chosen)),
                float(sum(d.span.high * d.project for d in chosen)))  # fmt: skip

    def worth(self, cash: Cash) -> np.ndarray:
        """Net present value of each stream."""
        return finance.present_value(cash.net, self.discount)

    def required(self, values: Mapping[str, np.ndarray]) -> np.ndarray:
        """What all cases must bring in a year, in full use, to be worth what they cost.

        Each case as much as the client says beside the others, else all the same; nan where no
        sum would do, as nothing comes into use in time, or nothing is spent.
        """
        made = self._bringing(1.0, values)
        per_unit, cost = (finance.present_value(flows, self.discount)
                          for flows in (made.benefits, made.costs))  # fmt: skip
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where((per_unit > 0) & (cost > 0), cost / per_unit, np.nan)

    @cached_property
    def needed(self) -> float | None:
        """The same at the middle of all else; None where no sum would do."""
        found = float(self.required(self._at_middle)[0])
        return found if math.isfinite(found) else None

    @cached_property
    def needed_range(self) -> Range | None:
        """The same at the middle and between the outer ends of the draws."""
        if self.needed is None:
            return None
        found = self.required(self._at_draws)
        return _around(self.needed, found[np.isfinite(found)])

    def unit_benefits(self) -> np.ndarray:
        """Benefits by month at the middle; where nobody said any, as much as would be needed."""
        if self.valued or self.needed is None:
            return self.middle.benefits[0]
        return self._bringing(self.needed, self._at_middle).benefits[0]

    def _bringing(self, total: float, values: Mapping[str, np.ndarray]) -> Cash:
        """Money by month where all cases together bring so much in a year."""
        benefits, n = self.of("benefit"), len(values["adoption"])
        said = np.array([driver.span.mid for driver in benefits])
        shares = said / said.sum() if said.sum() > 0 else np.ones(len(said)) / max(len(said), 1)
        each = {d.key: np.full(n, total * s) for d, s in zip(benefits, shares, strict=True)}
        return self.cash({**values, **each})

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


def money(made: Schedule, client: Known, p: Params, seed: int) -> Money:
    """Put everything that costs or brings into drivers."""
    draw = drawing(p.draws, p.correlation, seed)
    count = max(p.horizon_months, math.ceil(float(made.ends.max()) / MONTH))
    share, pace = p.adoption.share, p.adoption.months
    drivers = [
        _people(made, day_rates(made, p.day_rates), count),
        *_outside(made, client, count, draw),
        *_technical(made, client, count, draw),
        *_risks(made, p, count, draw),
        *_benefits(made, client, p, draw),
        Driver("adoption", "adoption", "", share, draw(share, "adoption")),
        Driver("pace", "pace", "", pace, draw(pace, "pace")),
        _delay(made),
    ]
    return Money({each.key: each for each in drivers}, count, client.discount)


def _people(made: Schedule, rates: np.ndarray, count: int) -> Driver:
    """The people's time at its price; nothing where nobody said a price."""
    tasks, known = made.work.tasks, np.nan_to_num(rates)
    priced = known * [task.share for task in tasks]
    drawn = priced @ made.simulation.days
    span = _around(float(priced @ [task.days.mid for task in tasks]), drawn)
    months = known @ person_days(made, month_edges(count))
    months = months / max(months.sum(), 1e-9)
    return Driver("people", "people", "", span, drawn, months)


def _around(middle: float, drawn: np.ndarray) -> Range:
    """The middle, and the middle 95 % of the draws around it."""
    low, high = np.quantile(drawn, MIDDLE)
    return Range(min(float(low), middle), middle, max(float(high), middle))


def _outside(made: Schedule, client: Known, count: int, draw: Draw) -> Iterator[Driver]:
    for case in client.cases:
        months, key = spread(*window(made, case=case.key), count), f"outside.{case.key}"
        yield Driver("outside", key, case.name, case.money, draw(case.money, key, "cost"), months)


def _technical(made: Schedule, client: Known, count: int, draw: Draw) -> Iterator[Driver]:
    end = float(made.ends.max())
    for number, item in enumerate(client.technical):
        start, span = window(made, phase=item.starts_with)[0], Range(*item.monthly)
        months = running(start, count)
        project = float((months - running(max(end, start), count)).sum())
        key = f"technical.{number}"
        yield Driver("technical", key, item.name, span, draw(span, key, "cost"), months, project)


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
        yield Driver("risk", key, risk.name, span, drawn, months)


def _benefits(made: Schedule, client: Known, p: Params, draw: Draw) -> Iterator[Driver]:
    for case in client.cases:
        key, given = f"benefit.{case.key}", p.benefits.get(case.key)
        span, times = Range(0, 0, 0), Range(1, 1, 1)
        found = client.worths.get(given.decision or "") if given is not None else None
        if given is not None and given.yearly is not None:
            span = Range(*given.yearly)
        elif found is not None:
            span = Range(found.estimate.low, found.estimate.value, found.estimate.high)
            times = Range(*given.times_a_year)
        drawn = draw(span, key) * draw(times, f"{key}.times")
        ends = [a * b for a in span for b in times]
        whole = Range(min(ends), span.mid * times.mid, max(ends))
        starts = window(made, case=case.key)[1] / MONTH
        told = given is not None and (given.yearly is not None or found is not None)
        yield Driver("benefit", key, case.name, whole, drawn, starts=starts, told=told)


def _delay(made: Schedule) -> Driver:
    drawn = (made.simulation.ends - made.ends.max()) / MONTH
    return Driver("delay", "delay", "", _around(0.0, drawn), drawn)
