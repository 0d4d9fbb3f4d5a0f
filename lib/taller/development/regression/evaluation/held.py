"""Forecasts held against what came: of all customers, of the tenth ranked first, of new ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from taller.measurement import estimates
from taller.phase import Estimate, Unit

if TYPE_CHECKING:
    from taller.development.regression.features.customers import Customers

FAR = 0.15  # of what was predicted, from which a forecast is off
VERY_FAR = 1.5  # factor, to either side, from which nothing is told by it
FEWEST = 30  # customers of a part, to be held against what they spent
DRAWS = 400


@dataclass(frozen=True)
class Held:
    """What some customers were predicted to spend in the test window, and what they did spend.

    Attributes
    ----------
    predicted, actual : per customer
    """

    part: Literal["all", "top", "new"]
    customers: int
    predicted: float
    actual: Estimate

    @property
    def ratio(self) -> float:
        """What was spent over what was predicted."""
        return self.actual.value / self.predicted if self.predicted > 0 else float("inf")

    @property
    def near(self) -> bool:
        """Whether the forecast is at most `FAR` off."""
        return abs(self.ratio - 1) <= FAR

    @property
    def bearable(self) -> bool:
        """Whether it is near, or not very far and as near as so few purchases can tell."""
        inside = self.actual.low <= self.predicted <= self.actual.high
        return self.near or (inside and not self.very_far)

    @property
    def very_far(self) -> bool:
        """Whether it is off by more than any total could be told beside."""
        return not 1 / VERY_FAR <= self.ratio <= VERY_FAR


def held(
    base: Customers, actual: np.ndarray, predicted: np.ndarray, rng: np.random.Generator
) -> tuple[Held, ...]:
    """Of all, of the tenth with the largest predictions, and of those who had just begun."""
    top = np.zeros(len(base), dtype=bool)
    top[np.argsort(-predicted, kind="stable")[: first_tenth(len(base))]] = True
    new = (base.segments() == "new").to_numpy()
    masks: dict[Literal["all", "top", "new"], np.ndarray] = {
        "all": np.ones(len(base), dtype=bool), "top": top, "new": new,
    }  # fmt: skip
    return tuple(
        Held(part, int(mask.sum()), float(predicted[mask].mean()),
             mean(actual[mask], rng, "money"))
        for part, mask in masks.items()
        if mask.sum() >= (2 if part != "new" else FEWEST)
    )  # fmt: skip


def mean(values: np.ndarray, rng: np.random.Generator, unit: Unit) -> Estimate:
    """A mean whose interval stays between the least and the largest amount seen.

    Where a few spent all there is, the studentised bootstrap knows no bounds.
    """
    within = float(values.min()), float(values.max())
    return estimates.mean(values, rng, unit=unit, draws=DRAWS, within=within)


def largest(amounts: np.ndarray) -> float:
    """Share of the sum that the largest amount is; 0 where they sum to nothing.

    >>> largest(np.array([9.0, 1.0, 0.0])), largest(np.zeros(2))
    (0.9, 0.0)
    """
    total = float(amounts.sum())
    return float(amounts.max()) / total if total > 0 else 0.0


def first_tenth(n: int) -> int:
    """How many customers the first tenth has: a tenth, rounded up.

    >>> first_tenth(600), first_tenth(2349)
    (60, 235)
    """
    return -(-n // 10)
