"""A daily figure watched: what was expected of each day, and the days from which its level changed.

A band holds what a day may show by its weekday, holidays, growth, the level in force and how the
figure has spread about these. A change point is told only where it is borne out among all days on
which it might have been. Figures that are never zero or less may spread in proportion to their
level; which holds is told by the figure itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from taller.monitoring.monitoring.model.series import seasons
from taller.monitoring.monitoring.model.series.changes import Dated, Scan
from taller.monitoring.monitoring.model.series.memory import GRID, whiten
from taller.monitoring.monitoring.model.series.told import ChangePoint, Verdict, Watch
from taller.monitoring.monitoring.model.series.weighed import Weighed, weigh

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

FEWEST = 21  # days known, without which no band is drawn: three weeks
LEVEL = 0.999  # of a day's band: one day in three years lies outside by chance
FAR = 4.5  # standard deviations beyond which a day is no guide to the others
_SPARED = 0.1  # most of the days that may be no guide
_BETTER = 2.0  # log-likelihood by which spreading in proportion must be better


def watch(
    days: Sequence[date], values: ArrayLike, n: ArrayLike | None = None, *,
    holidays: Collection[date] = (), level: float = LEVEL,
) -> Watch:  # fmt: skip
    """What was expected of each day, and when the level changed.

    Parameters
    ----------
    days : need not be in order, nor complete
    values : (days,) float; NaN where not known
    n : (days,) cases behind each mean or share, such as visits; days with few count for less; not
        for counts and sums, which have their own size
    level : of each day's band

    Raises
    ------
    ValueError
        If lengths differ, or a day is given twice.

    >>> from datetime import timedelta
    >>> days = [date(2026, 3, 2) + timedelta(k) for k in range(42)]
    >>> found = watch(days, [10 + k % 7 + 0.3 * (k * 7 % 5) + 8 * (k >= 21) for k in range(42)])
    >>> found.verdict, found.changes[0].day.isoformat(), round(found.changes[0].effect)
    ('changed', '2026-03-23', 8)
    """
    every, y, noise = _laid_out(days, values, n)
    known = np.isfinite(y)
    if known.sum() < FEWEST:
        return _plain(every, y, "too_short")
    if np.ptp(y[known]) == 0:
        return _plain(every, y, "constant")
    x, grows = seasons.terms(every, known, holidays)
    if known.sum() < x.shape[1] + seasons.WEEK:
        return _plain(every, y, "too_short")
    log = _in_proportion(x, y, known, noise)
    return _Series(every, x, np.log(y) if log else y, y, known, noise, grows, log).watched(level)


@dataclass(frozen=True)
class _Series:
    """One series with its terms, in the scale in which it spreads evenly."""

    days: tuple[date, ...]
    x: np.ndarray
    y: np.ndarray
    values: np.ndarray
    known: np.ndarray
    noise: np.ndarray | None
    grows: bool
    log: bool

    def watched(self, level: float) -> Watch:
        """Find changes, leave out days that are no guide, find changes again."""
        steps = self._steps(self.known)
        found, x = self._fitted(self.known, steps)
        guide = self._guides(found, x)
        if not guide.all():
            steps = self._steps(self.known & guide)
            found, x = self._fitted(self.known & guide, steps)
        expected, spread = self._spread(found, x)
        tail = self._tail(found, expected, spread, self.known & guide)
        return self._told(found, steps, expected, spread, tail, level)

    def _steps(self, known: np.ndarray) -> tuple[Dated, ...]:
        return Scan(self.x, self.y, known, self.noise, grows=self.grows).found()

    def _fitted(self, known: np.ndarray, steps: tuple[Dated, ...]) -> tuple[Weighed, np.ndarray]:
        places = np.arange(len(self.days))
        x = np.column_stack([self.x, *((places >= step.at) * 1.0 for step in steps)])
        return weigh(whiten(np.column_stack([x, self.y]), known, self.noise), x.shape[1]), x

    def _spread(self, found: Weighed, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Expected of each day, and its standard deviation, over all memories."""
        weights = found.weights[:, 0]
        means = found.values[:, 0] @ x.T
        expected = weights @ means
        noise = np.ones(len(self.days)) if self.noise is None else self.noise
        own = 1 - GRID[:, 1:] + GRID[:, 1:] * noise
        reach = ((x @ found.spread) ** 2).sum(axis=2)
        variance = found.scale[:, :1] ** 2 * (own + reach) + (means - expected) ** 2
        return expected, np.sqrt(weights @ variance)

    def _guides(self, found: Weighed, x: np.ndarray) -> np.ndarray:
        """Days that are a guide to others: all but the few that lie very far off."""
        expected, spread = self._spread(found, x)
        off = np.where(self.known, np.abs(self.y - expected) / spread, 0.0)
        far = off > FAR
        most = int(_SPARED * self.known.sum())
        if far.sum() > most:
            far &= off > np.sort(off)[-most - 1]
        told = np.linalg.matrix_rank(x[self.known & ~far]) == x.shape[1]
        return ~far if told else np.ones(len(far), dtype=bool)

    def _tail(
        self, found: Weighed, expected: np.ndarray, spread: np.ndarray, used: np.ndarray
    ) -> _Tail:
        """How likely values are, with tails as heavy as the series' own."""
        left = (self.y - expected)[used] / spread[used]
        excess = float(np.mean(left**4) / np.mean(left**2) ** 2) - 3
        freedom = found.freedom if excess <= 0 else min(found.freedom, 4 + 6 / excess)
        return _Tail(max(freedom, 5.0))

    def _told(
        self, found: Weighed, steps: tuple[Dated, ...], expected: np.ndarray,
        spread: np.ndarray, tail: _Tail, level: float,
    ) -> Watch:  # fmt: skip
        half = tail.reach(level) * spread
        middle, low, high = (
            self._back(expected),
            self._back(expected - half),
            self._back(expected + half),
        )
        y = self.values
        p = tail.beyond(np.where(self.known, np.abs(self.y - expected), 0.0) / spread)
        outside = self.known & ((y < low) | (y > high))
        changes = tuple(self._change(found, steps, k) for k in range(len(steps)))
        return Watch(
            self.days, _plainly(y), _plainly(middle), _plainly(low), _plainly(high),
            tuple(bool(o) for o in outside), _plainly(np.where(self.known, p, np.nan)),
            changes, "changed" if changes else "steady",
        )  # fmt: skip

    def _back(self, scaled: np.ndarray) -> np.ndarray:
        return np.exp(scaled) if self.log else scaled

    def _change(self, found: Weighed, steps: tuple[Dated, ...], k: int) -> ChangePoint:
        step, terms = steps[k], self.x.shape[1]
        values = found.weights[:, 0] @ found.values[:, 0]
        level = values[0] + values[terms : terms + k].sum()
        if self.grows:
            level += values[terms - 1] * self.x[step.at, -1]
        low, high = (float(bound[0]) for bound in found.within(terms + k))
        before, after = float(self._back(level)), float(self._back(level + values[terms + k]))
        chance = float(found.beyond(terms + k)[0]) * int(self.known.sum())
        ends = float(self._back(level + low)), float(self._back(level + high))
        return ChangePoint(
            self.days[step.at], self.days[step.first], self.days[step.last], before, after,
            after - before, ends[0] - before, ends[1] - before, min(chance, 1.0),
        )  # fmt: skip


@dataclass(frozen=True)
class _Tail:
    """Student's t with unit variance, as heavy in its tails as what is left of the series."""

    freedom: float

    @property
    def _unit(self) -> float:
        return (self.freedom / (self.freedom - 2)) ** 0.5

    def reach(self, level: float) -> float:
        """Standard deviations on either side that hold a level of the days."""
        from scipy.special import stdtrit

        return float(stdtrit(self.freedom, (1 + level) / 2)) / self._unit

    def beyond(self, off: np.ndarray) -> np.ndarray:
        """Two-sided p of so many standard deviations."""
        from scipy.special import stdtr

        return 2 * stdtr(self.freedom, -off * self._unit)


def _laid_out(
    days: Sequence[date], values: ArrayLike, n: ArrayLike | None
) -> tuple[tuple[date, ...], np.ndarray, np.ndarray | None]:
    """Every day in order, the values with NaN where not known, and each day's own variance."""
    given = np.asarray(values, dtype=float)
    if len(days) != len(given) or (n is not None and np.shape(n) != given.shape):
        raise ValueError("days, values and counts must be as many")
    if len(set(days)) != len(days):
        raise ValueError("a day is given twice")
    if not len(days):
        return (), given, None
    every = seasons.calendar(min(days), max(days))
    at = np.array([(day - every[0]).days for day in days])
    y = np.full(len(every), np.nan)
    y[at] = np.where(np.isfinite(given), given, np.nan)
    if n is None:
        return every, y, None
    counts = np.full(len(every), np.nan)
    counts[at] = n
    y[~(counts > 0)] = np.nan
    known = np.isfinite(y)
    usual = float(np.median(counts[known])) if known.any() else 1.0
    return every, y, np.where(known, usual / np.where(known, counts, usual), 1.0)


def _in_proportion(
    x: np.ndarray, y: np.ndarray, known: np.ndarray, noise: np.ndarray | None
) -> bool:
    """Whether what is left spreads in proportion to the level (Box and Cox 1964)."""
    if y[known].min() <= 0:
        return False
    log = np.log(np.where(known, y, 1.0))
    both = whiten(np.column_stack([x, np.where(known, y, 1.0), log]), known, noise)
    found = weigh(both, x.shape[1])
    count = known.sum()
    likelihood = -both.log_scale[:, None] - count * np.log(found.scale)
    even, proportional = likelihood.max(axis=0)
    return bool(proportional - log[known].sum() > even + _BETTER)


def _plain(days: tuple[date, ...], y: np.ndarray, verdict: Verdict) -> Watch:
    """A series of which no band is drawn: too short, or the same each day."""
    nothing = (None,) * len(days)
    value = float(y[np.isfinite(y)][0]) if verdict == "constant" else None
    same = (value,) * len(days)
    p = tuple(None if v is None or value is None else 1.0 for v in _plainly(y))
    return Watch(days, _plainly(y), same, same, same, (False,) * len(days),
                 p if value is not None else nothing, (), verdict)  # fmt: skip


def _plainly(values: np.ndarray) -> tuple[float | None, ...]:
    return tuple(float(v) if np.isfinite(v) else None for v in values)
