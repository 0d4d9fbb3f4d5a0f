"""Budgets drawn from fitted curves: the gain they truly bring, beside what true curves allow.

Each world is fitted, the budget drawn from the fit, and both that plan and today's mix are played
on with the world's own response; so is the plan that the true response allows. Worlds are of the
fitted family and, in one thing each, not; their seeds are 0, 1, 2 … Spend is the same, so gains
are sales.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from taller.measurement.media_mix import fit
from taller.monitoring.optimisation.constraints import Constraints
from taller.monitoring.optimisation.model.budget import plan
from tests.measurement.media_mix.worlds import KINDS, World, made

WORLDS, OTHERS, WEEKS = 20, 10, 13


class Truth:
    """A world's own response, as curves of a single draw."""

    def __init__(self, world: World) -> None:
        self.world, self.channels = world, world.panel.channels
        self.spent = world.panel.spend.sum(axis=0)
        self.today, self.observed_most = self.spent[-4:].mean(axis=0), self.spent.max(axis=0)

    def weekly(self, spend: np.ndarray, *, from_today: bool = True) -> np.ndarray:
        before = self.spent if from_today else self.spent[:0]
        return self.world.sold(np.vstack([before, spend]))[None, len(before) :]

    def steady(self, spend: np.ndarray) -> np.ndarray:
        levels = np.atleast_2d(spend)
        return np.array([self.world.sold(np.tile(row, (60, 1)))[-1] for row in levels])[None]

    def baseline(self, weeks: int) -> np.ndarray:
        return np.ones((1, weeks))


@dataclass(frozen=True)
class Realised:
    """Sales that a plan truly adds to today's mix, those the true best adds, what was foretold."""

    had: float
    best: float
    foretold: float
    claimed: bool
    inside: bool


def realised(seed: int, **kind: Any) -> Realised:
    """One world: by default four channels, 104 weeks, one region."""
    world = made(seed, **kind)
    truth, curves = Truth(world), fit(world.panel, seed=seed).curves()
    days = tuple(pd.Timestamp(day).date() for day in curves.weeks(WEEKS))
    asked = plan.Asked(curves, Constraints(), days, truth.spent)
    true = plan.Asked(truth, Constraints(), days, truth.spent)
    found, best = plan.make(asked), plan.make(true)
    had, most = (
        float((plan.sold(true, each.spend) - plan.sold(true, each.before)).sum())
        for each in (found, best)
    )
    inside = found.gain.low <= had <= found.gain.high
    return Realised(had, most, found.gain.value, found.claimed, inside)


def figures() -> Iterator[dict[str, Any]]:
    """A row per family of worlds."""
    families = {"2 channels": {"channels": 2}, "4 channels": {}, "8 channels, 156 weeks": {
        "channels": 8, "weeks": 156}}  # fmt: skip
    for name, kind in families.items():
        yield _row(name, [realised(seed, **kind) for seed in range(WORLDS)], target=0.9)
    for name, kind in KINDS.items():
        yield _row(f"not of the family: {name}", [realised(s, **kind) for s in range(OTHERS)])


def _row(name: str, found: list[Realised], target: float | None = None) -> dict[str, Any]:
    share = sum(each.had for each in found) / sum(each.best for each in found)
    claimed = [each for each in found if each.claimed]
    worse = sum(each.had <= 0 for each in claimed)
    foretold = sum(each.foretold for each in found) / sum(each.had for each in found)
    return {
        "name": f"budget gain realised, {name}, {len(found)} worlds", "value": share,
        "unit": "of what true curves allow",
        "beside": f"foretold {foretold:.2f} of it; inside its interval "
        f"{sum(each.inside for each in found)}; claimed {len(claimed)}, worse than today {worse}",
        "target": f"at least {target:g}" if target else "", "ratio": None,
        "met": worse == 0 and (target is None or share >= target),
    }  # fmt: skip
