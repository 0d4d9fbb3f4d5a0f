"""A plan: what is spent in each channel and week, and what it brings beside today's mix."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from taller.looked import Looked
from taller.measurement import estimates
from taller.monitoring.optimisation.model.budget.blocks import Blocks, blocks
from taller.monitoring.optimisation.model.budget.limits import Kind, Known, Limit, holding, limits
from taller.monitoring.optimisation.model.budget.messages import say
from taller.monitoring.optimisation.model.budget.solving import POINTS, solve

if TYPE_CHECKING:
    from taller.monitoring.optimisation.constraints import Constraints
    from taller.phase import Estimate

Evidence = Literal["seen", "longer", "beyond"]
TAIL = 13  # weeks after the plan in which what was spent in it still sells
YEAR = 52
FURTHER = 0.01  # of the plan's spend: how much "the next euro" is, small beside what bends
LEAST = 0.002  # of the plan's spend, below which a channel's change is not worth a word


class Curves(Protocol):
    """What advertising sells by spend, in draws that carry how sure that is.

    See `taller.measurement.media_mix`.
    """

    channels: tuple[str, ...]
    today: np.ndarray
    observed_most: np.ndarray

    def weekly(self, spend: np.ndarray, *, from_today: bool = True) -> np.ndarray: ...  # noqa: D102
    def steady(self, spend: np.ndarray) -> np.ndarray: ...  # noqa: D102
    def baseline(self, weeks: int) -> np.ndarray: ...  # noqa: D102


@dataclass(frozen=True)
class Asked(Looked):
    """What a plan is made of.

    Attributes
    ----------
    days : (W,) the Mondays planned
    worth : what a unit of sales is worth: the margin, or 1 where that is not known
    profit : whether it is; else gains are sales, and no gain is called profit
    spent : (T, C) what was spent each week so far, all regions
    of : what is sold: goods, or a year's revenue of new accounts
    """

    curves: Curves
    constraints: Constraints
    days: tuple[dt.date, ...]
    spent: np.ndarray
    worth: float = 1.0
    profit: bool = False
    of: str = "sales"

    def under(self, constraints: Constraints) -> Asked:
        """The same under other limits."""
        return replace(self, constraints=constraints)

    @property
    def today(self) -> np.ndarray:
        """Spend a week as of today, (C,); the mean of all weeks where nothing is spent now."""
        now = np.asarray(self.curves.today, dtype=float)
        return now if now.sum() > 0 else self.spent.mean(axis=0)

    @property
    def season(self) -> np.ndarray:
        """How much a sale by advertising weighs, (W + TAIL,); 1 where no season is assumed."""
        n = len(self.days) + TAIL
        if self.constraints.season == "none":
            return np.ones(n)
        expected = self.curves.baseline(max(n, YEAR)).mean(axis=0)
        return np.asarray(np.maximum(expected / expected[:YEAR].mean(), 0.0))[:n]

    @property
    def totals(self) -> tuple[float, ...]:
        """Money in each period."""
        if self.constraints.periods:
            return tuple(period.total for period in self.constraints.periods)
        return (self.constraints.total or self.as_today,)

    @property
    def lengths(self) -> tuple[float, ...]:
        """Share of the plan's weeks that each period has."""
        held = [period.weeks for period in self.constraints.periods] or [len(self.days)]
        return tuple(weeks / len(self.days) for weeks in held)

    @property
    def as_today(self) -> float:
        """Money in all weeks, if as much were spent as today."""
        return float(self.today.sum()) * len(self.days)


@dataclass(frozen=True)
class Plan(Looked):
    """Spend by week and channel, and what it brings more than today's mix in the same weeks.

    Attributes
    ----------
    spend, before : (W, C) planned, and today's mix at today's total
    gains : (D,) money that it brings more, in each draw
    gain : of these. Profit where the margin is known, less what it costs more; else sales
    sales : that advertising of the plan adds, from its first week on
    next, next_today : by channel, what one further unit of money brings, planned and as of today
    evidence : by channel: as much was spent before for as long; never for so long; never at all
    held : by channel, which limits its spend has reached
    best : whether it is the best within the limits; else the nearest to today's, as no better one
        is shown
    """

    asked: Asked
    spend: np.ndarray
    before: np.ndarray
    gains: np.ndarray
    gain: Estimate
    sales: Estimate
    next: tuple[Estimate, ...]
    next_today: tuple[Estimate, ...]
    evidence: tuple[Evidence, ...]
    held: tuple[tuple[Kind, ...], ...]
    best: bool = True

    @property
    def channels(self) -> tuple[str, ...]:
        """Names of the channels, as the columns of its spend."""
        return tuple(self.asked.curves.channels)

    @property
    def total(self) -> float:
        """Money in all weeks."""
        return float(self.spend.sum())

    @property
    def moves(self) -> np.ndarray:
        """How much more than today each channel gets in all weeks, (C,), in money."""
        return np.asarray((self.spend - self.before).sum(axis=0))

    @property
    def moved(self) -> tuple[int, ...]:
        """The channels that change by more than a rounding, those that gain most first."""
        far = np.flatnonzero(np.abs(self.moves) > LEAST * max(self.total, 1e-9))
        return tuple(sorted(far.tolist(), key=lambda c: -self.moves[c]))

    @property
    def as_today(self) -> bool:
        """Whether it spends as much in all as today's mix does."""
        return bool(np.isclose(self.total, self.before.sum(), rtol=1e-6))

    @property
    def claimed(self) -> bool:
        """Whether a page may say that it brings more than today's mix."""
        return self.best and bool(self.moved) and estimates.above(self.gain)


def make(asked: Asked, totals: Sequence[float] | None = None, *, best: bool = True) -> Plan:
    """The plan that earns most within the limits.

    Parameters
    ----------
    totals : money in each period, where it is not the client's
    best : whether the best is sought; else the nearest to today's mix

    Raises
    ------
    InputError
        If limits name unknown channels, or contradict each other.
    """
    return told(asked, *best_levels(asked, totals or asked.totals, best=best), best=best)


def best_levels(
    asked: Asked, totals: Sequence[float], *, best: bool = True, points: int = POINTS
) -> tuple[np.ndarray, Blocks, list[Limit]]:
    """Levels by block and channel, (B, C), the blocks, and the limits they keep to; see `make`."""
    curves = asked.curves
    at = blocks(asked.days, asked.constraints, asked.season[: len(asked.days)])
    known = Known(tuple(curves.channels), asked.today, np.asarray(curves.observed_most))
    held = limits(asked.constraints, known, at, totals)
    grid = np.linspace(0, 1, points) * reach(asked, held, at, totals)[:, None]
    mix = asked.today * sum(totals) / asked.as_today
    worth = expected(curves, grid) if best else -np.abs(grid - mix[:, None])
    return solve(grid, worth, at.weeks * (at.height if best else 1.0), held), at, held


def expected(curves: Curves, grid: np.ndarray) -> np.ndarray:
    """Expected sales a week at each level of a grid, (C, K), of each channel for itself."""
    return np.asarray(curves.steady(grid.T).mean(axis=0)).T


def reach(
    asked: Asked, held: Sequence[Limit], at: Blocks, totals: Sequence[float]
) -> np.ndarray:  # fmt: skip
    """The highest level that each channel may have in any block, (C,)."""
    most = np.full(len(asked.today), float((np.asarray(totals)[at.period] / at.weeks).max()))
    for each in held:
        if each.kind in ("observed", "ceiling", "move"):
            most[each.channels[0]] = min(most[each.channels[0]], float(each.most.max()))
    return np.maximum(most, 1e-9)


def told(
    asked: Asked, levels: np.ndarray, at: Blocks, held: Sequence[Limit], *, best: bool
) -> Plan:
    """A plan, and all that is said of it."""
    curves, weeks = asked.curves, len(asked.days)
    spend, before = at.spread(levels), np.tile(asked.today, (weeks, 1))
    added = sold(asked, spend)
    gains = asked.worth * (added - sold(asked, before)).sum(axis=1)
    if asked.profit:
        gains = gains - (spend.sum() - before.sum())
    kinds = holding(held, levels)
    n, method = len(asked.spent), say("budget-method", draws=len(gains))
    return Plan(
        asked, spend, before, gains,
        gain=estimates.of_draws(float(gains.mean()), gains, unit="money", n=n, method=method),
        sales=estimates.of_draws(float(added.sum(axis=1).mean()), added.sum(axis=1), unit="money",
                                 n=n, method=method),
        next=further(asked, spend, method), next_today=further(asked, before, method),
        evidence=tuple(evidence_of(asked, spend, c) for c in range(len(curves.channels))),
        held=tuple(kinds.get(c, ()) for c in range(len(curves.channels))), best=best,
    )  # fmt: skip


def sold(asked: Asked, spend: np.ndarray) -> np.ndarray:
    """Sales that spend adds in all, with what it still adds after the last week: (D, C)."""
    padded = np.vstack([spend, np.zeros((TAIL, spend.shape[1]))])
    by_week = asked.curves.weekly(padded)
    return np.einsum("dwc,w->dc", by_week, asked.season)


def further(asked: Asked, spend: np.ndarray, method: str) -> tuple[Estimate, ...]:
    """What one further unit of money, spread over all weeks, brings in each channel."""
    more = FURTHER * max(float(spend.sum()), 1e-9) / len(spend)
    slope = asked.worth * (sold(asked, spend + more) - sold(asked, spend)) / (more * len(spend))
    return tuple(
        estimates.of_draws(float(drawn.mean()), drawn, unit="number", n=len(asked.spent),
                           method=method)
        for drawn in slope.T
    )  # fmt: skip


def evidence_of(asked: Asked, spend: np.ndarray, c: int) -> Evidence:
    """Whether as much was spent before in a week, and on average for as many weeks."""
    own, seen = spend[:, c], asked.spent[:, c]
    if own.max() > float(asked.curves.observed_most[c]) * (1 + 1e-6):
        return "beyond"
    length = min(len(own), len(seen))
    runs = np.convolve(seen, np.ones(length) / length, mode="valid")
    return "longer" if own.mean() > runs.max() * (1 + 1e-6) else "seen"
