"""Change points: where a figure's level steps up or down beyond its season and its memory.

Candidates come from the best partitions of the series, whitened under several memories (ruptures;
a series that remembers is full of steps, unless it is whitened first). Each is then moved to where
the regression under all memories bears it out best, judged, and dated: how likely each day is to
be the first of the new level is told by the same regression.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taller.monitoring.monitoring.model.series.memory import GRID, PRIOR, Whitened, whiten

SHORTEST = 7  # days known on either side of a change: each weekday once
MOST = 6  # changes that are looked for
DAYS_EACH = 21  # days known for each change that is looked for
SURE = 0.01  # share of series without a change in which one is found
_LEAST = 1e-12  # what rounding leaves
_TRIED = tuple(  # memories under which candidates are sought, of a share kept and one alone
    GRID.tolist().index(list(pair))
    for pair in ((0.0, 0.0), (0.0, 1.0), (0.5, 0.0), (0.8, 0.0), (0.94, 0.0))
)


@dataclass(frozen=True)
class Dated:
    """A step: from which day on, and between which days it began, as places in the series."""

    at: int
    first: int
    last: int


class Whole:
    """A series with its terms and all possible steps, whitened once for all that is tried of it.

    Parameters
    ----------
    x : (days, terms), the first of which is the level
    y : (days,) float
    known : (days,) bool
    noise : (days,) variance of the part of the day alone, 1 on average, or None
    """

    def __init__(
        self, x: np.ndarray, y: np.ndarray, known: np.ndarray, noise: np.ndarray | None
    ) -> None:
        self.days, self.terms, self.known = len(y), x.shape[1], known
        steps = np.tril(np.ones((self.days, self.days)))
        self.whitened = whiten(np.column_stack([x, steps, y]), known, noise)
        columns = self.whitened.columns
        self.products = np.swapaxes(columns, 1, 2) @ columns
        self.count = np.cumsum(known)  # days known up to each day

    def only(self, terms: int, steps: Sequence[int]) -> Whitened:
        """The first terms, steps on these days and the series."""
        taken = [*range(terms), *(self.terms + step for step in steps), -1]
        return Whitened(self.whitened.columns[..., taken], self.whitened.log_scale)


class Scan:
    """The search for steps, beside the first so many terms of a series."""

    def __init__(self, whole: Whole, terms: int) -> None:
        self.whole, self.used = whole, terms
        self.days, self.terms, self.known = whole.days, whole.terms, whole.known
        self.whitened, self.products, self.count = whole.whitened, whole.products, whole.count

    def found(self, sure: float = SURE) -> tuple[Dated, ...]:
        """The most steps that are all borne out, in the order of days."""
        most = min(MOST, int(self.count[-1]) // DAYS_EACH)
        proposed = self._proposed(most)
        for many in range(most, 0, -1):
            steps = self._moved(max(proposed[many], key=self._together))
            if all(self._beyond(steps, k) <= sure for k in range(many)):
                return tuple(self._dated(steps, k) for k in range(many))
        return ()

    def _proposed(self, most: int) -> dict[int, list[list[int]]]:
        """Best partitions into up to so many steps, of the series whitened under several memories.

        Left is what the terms do not say, whitened: where nothing happens, it has no memory.
        """
        from ruptures import KernelCPD

        found: dict[int, set[tuple[int, ...]]] = {many: set() for many in range(1, most + 1)}
        places = np.flatnonzero(self.known)
        for g in _TRIED:
            columns = self.whitened.columns[g]
            x, y = columns[:, : self.used], columns[:, -1]
            left = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
            search = KernelCPD(kernel="linear", min_size=SHORTEST).fit(left[:, None])
            for many in range(most, 0, -1):  # the first finds those of fewer steps too
                cut = search.predict(n_bkps=many)[:-1]
                found[many].add(tuple(int(places[k]) for k in cut))
        return {many: [list(each) for each in sorted(steps)] for many, steps in found.items()}

    def _moved(self, steps: list[int]) -> list[int]:
        """Each step moved to where it is borne out best, the others held, twice over."""
        for _pass in range(2):
            before = list(steps)
            for k in range(len(steps)):
                days = self._possible(steps, k)
                if len(days):
                    at = int(self._along(steps, k, days).total.argmax())
                    steps = [*steps[:k], int(days[at]), *steps[k + 1 :]]
            if steps == before:
                break
        return steps

    def _together(self, steps: list[int]) -> float:
        """How well steps are borne out together."""
        return float(self._along(steps, 0, np.array(steps[:1])).total[0])

    def _beyond(self, steps: list[int], k: int) -> float:
        """How likely a step k is by chance on any of the days known, at most."""
        if not len(self._possible(steps, k)):
            return 1.0
        return float(self._along(steps, k, np.array([steps[k]])).beyond()[0]) * self.count[-1]

    def _dated(self, steps: list[int], k: int) -> Dated:
        days = self._possible(steps, k)
        total = self._along(steps, k, days).total
        chance = np.exp(total - total.max())
        share = np.cumsum(chance) / chance.sum()
        first, last = days[np.minimum(np.searchsorted(share, [0.025, 0.975]), len(days) - 1)]
        return Dated(steps[k], int(min(first, steps[k])), int(max(last, steps[k])))

    def _along(self, steps: list[int], k: int, days: np.ndarray) -> _Along:
        """Step k on each of these days, the others held."""
        others = [self.terms + step for j, step in enumerate(steps) if j != k]
        held = np.array([*range(self.used), *others])
        at = self.terms + days
        base = self.products[:, held[:, None], held]
        across = self.products[:, held[:, None], np.r_[at, -1]]
        solved = np.linalg.solve(base, across)
        step, y = across[..., :-1], across[..., -1:]
        size = self.products[:, at, at] - (step * solved[..., :-1]).sum(axis=1)
        pull = self.products[:, at, -1] - (solved[..., :-1] * y).sum(axis=1)
        total = self.products[:, -1, -1]
        left = total - (y[..., 0] * solved[..., -1]).sum(axis=1)
        freedom = int(self.count[-1]) - len(held) - 1
        fixed = self.whitened.log_scale + 0.5 * np.linalg.slogdet(base)[1]
        size = np.maximum(size, _LEAST)
        squares = np.maximum(left[:, None] - pull**2 / size, _LEAST * total[:, None])
        evidence = -fixed[:, None] - 0.5 * np.log(size) - freedom / 2 * np.log(squares)
        return _Along(evidence, pull / np.sqrt(size * squares / freedom), freedom)

    def _possible(self, steps: list[int], k: int) -> np.ndarray:
        """Days from which step k may hold: enough days known up to its neighbours."""
        low = steps[k - 1] if k else 0
        high = steps[k + 1] if k + 1 < len(steps) else self.days
        before = np.r_[0, self.count]
        days = np.arange(low + 1, high)
        enough = (before[days] - before[low] >= SHORTEST) & (
            before[high] - before[days] >= SHORTEST
        )
        return days[enough]


@dataclass(frozen=True)
class _Along:
    """A step on each of several days: evidence and t ratio, (memories, days)."""

    evidence: np.ndarray
    ratio: np.ndarray
    freedom: int

    @property
    def total(self) -> np.ndarray:
        """Evidence over all memories, (days,)."""
        most = self.evidence.max(axis=0)
        return most + np.log(PRIOR @ np.exp(self.evidence - most))

    def beyond(self) -> np.ndarray:
        """Two-sided p that the step is nothing, over all memories, (days,)."""
        from scipy.special import stdtr

        weights = PRIOR[:, None] * np.exp(self.evidence - self.evidence.max(axis=0))
        weights /= weights.sum(axis=0)
        below, above = ((weights * stdtr(self.freedom, r)).sum(axis=0)
                        for r in (-self.ratio, self.ratio))  # fmt: skip
        return 2 * np.minimum(below, above)
