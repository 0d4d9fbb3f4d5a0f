"""Weeks that are alike for a plan, so that one level is decided for all of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from taller.monitoring.optimisation.constraints import Constraints, Contract

STEPS = 10  # of a season's height: weeks that differ by less than a tenth are alike


@dataclass(frozen=True)
class Blocks:
    """The weeks of a plan, and which of them are decided together.

    Attributes
    ----------
    days : (W,) the Mondays
    season : (W,) how much a sale by advertising weighs: 1 in a mean week
    of_week : (W,) block of each week
    period : (B,) period of each block
    weeks : (B,) how many weeks each holds
    """

    days: tuple[dt.date, ...]
    season: np.ndarray
    of_week: np.ndarray
    period: np.ndarray

    @property
    def weeks(self) -> np.ndarray:
        """How many weeks each block holds: (B,)."""
        return np.bincount(self.of_week)

    @property
    def height(self) -> np.ndarray:
        """Mean season of each block: (B,)."""
        return np.bincount(self.of_week, weights=self.season) / self.weeks

    def spread(self, levels: np.ndarray) -> np.ndarray:
        """Levels by block, (B, C), as spend by week, (W, C)."""
        return levels[self.of_week]


def blocks(
    days: tuple[dt.date, ...], constraints: Constraints, season: np.ndarray | None = None
) -> Blocks:
    """The blocks of a plan: alike in period, season and contracts.

    Parameters
    ----------
    days : (W,) the Mondays of the plan
    season : (W,) or None, where every week weighs alike

    >>> at = tuple(dt.date(2026, 1, 5) + dt.timedelta(7 * week) for week in range(4))
    >>> held = Constraints(contracts=[{"channel": "tv", "weekly": 5, "starts_on": "2026-01-21"}])
    >>> blocks(at, held).of_week.tolist()
    [0, 0, 1, 1]
    """
    heights = np.ones(len(days)) if season is None else np.asarray(season, dtype=float)
    period = np.zeros(len(days), dtype=int)
    if constraints.periods:
        lengths = [each.weeks for each in constraints.periods]
        period = np.repeat(np.arange(len(lengths)), lengths)
    runs = np.array([active(each, days) for each in constraints.contracts]).reshape(-1, len(days))
    keys = list(zip(period.tolist(), np.round(heights * STEPS).tolist(), *runs.tolist(),
                    strict=True))  # fmt: skip
    names = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    of_week = np.array([names[key] for key in keys])
    return Blocks(days, heights, of_week, np.array([key[0] for key in names]))


def active(contract: Contract, days: tuple[dt.date, ...]) -> list[bool]:
    """In which weeks a contract holds: those of which any day lies between its two."""
    first, last = contract.starts_on or dt.date.min, contract.ends_on or dt.date.max
    week = dt.timedelta(6)
    return [day <= last and first <= day + week for day in days]
