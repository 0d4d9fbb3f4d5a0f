"""Customers' purchases up to a date: how many, when the last was, how long they are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from taller.development.regression.messages import say
from taller.errors import AnalysisError

BLOCK = 1_000


@dataclass(frozen=True)
class Histories:
    """Customers' purchases up to a date.

    Attributes
    ----------
    frequency : (n,) repeat purchases, 0 and more
    recency : (n,) time from the first purchase to the last, 0 where there is one only
    age : (n,) time from the first purchase to the date; the same unit as recency
    covariates : (n, k), or None
    """

    frequency: np.ndarray
    recency: np.ndarray
    age: np.ndarray
    covariates: np.ndarray | None = None

    def __post_init__(self) -> None:
        for name in ("frequency", "recency", "age"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype="float64"))
        if self.covariates is not None:
            given = np.asarray(self.covariates, dtype="float64").reshape(len(self), -1)
            object.__setattr__(self, "covariates", given)
        faults = list(self._faults())
        if faults:
            raise AnalysisError("; ".join(faults))

    def __len__(self) -> int:
        return len(self.frequency)

    def by_frequency(self, function: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        """A function of the frequency alone, taken once for each that occurs, (n,)."""
        different, place = self._frequencies
        return function(different)[place]

    @cached_property
    def blocks(self) -> tuple[Histories, ...]:
        """Some at a time, as many as a core keeps the integrals of near it."""
        if len(self) <= BLOCK:
            return (self,)
        z = self.covariates
        at = [slice(first, first + BLOCK) for first in range(0, len(self), BLOCK)]
        return tuple(
            Histories(self.frequency[part], self.recency[part], self.age[part],
                      None if z is None else z[part])
            for part in at
        )  # fmt: skip

    @cached_property
    def _frequencies(self) -> tuple[np.ndarray, np.ndarray]:
        return np.unique(self.frequency, return_inverse=True)

    def _faults(self) -> Any:
        x, t_x, age = self.frequency, self.recency, self.age
        if not len(x) == len(t_x) == len(age):
            yield say("histories.length")
            return
        if not len(x):
            yield say("histories.empty")
        parts = [x, t_x, age, *([self.covariates] if self.covariates is not None else [])]
        if not all(np.isfinite(part).all() for part in parts):
            yield say("histories.missing")
            return
        if (x < 0).any() or (x != np.round(x)).any():
            yield say("histories.frequency")
        if (t_x < 0).any() or (t_x > age).any():
            yield say("histories.recency")
        if ((x == 0) & (t_x > 0)).any() or ((x > 0) & (t_x == 0)).any():
            yield say("histories.no_repeat")
        if (age <= 0).any():
            yield say("histories.age")

    def distinct(self, scale: float) -> tuple[Histories, np.ndarray, np.ndarray]:
        """Each distinct history once, in units of ``scale``; how many have it; where each went."""
        columns = [self.frequency, self.recency / scale, self.age / scale]
        if self.covariates is not None:
            columns += list(self.covariates.T)
        rows, index, counts = np.unique(
            np.column_stack(columns), axis=0, return_inverse=True, return_counts=True
        )
        covariates = rows[:, 3:] if self.covariates is not None else None
        once = Histories(rows[:, 0], rows[:, 1], rows[:, 2], covariates)
        return once, counts.astype("float64"), index.reshape(-1)
