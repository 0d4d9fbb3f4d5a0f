"""A daily figure watched: what was expected of each day, and the days from which its level changed.

A band holds what a day may show by its weekday, growth, the level in force and how the
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
from taller.monitoring.monitoring.model.series.changes import SURE, Dated, Scan, Whole
from taller.monitoring.monitoring.model.series.memory import GRID
from taller.monitoring.monitoring.model.series.scales import Scale, scale_of
from taller.monitoring.monitoring.model.series.told import ChangePoint, Verdict, Watch
from taller.monitoring.monitoring.model.series.weighed import Weighed, robust, weigh

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

FEWEST = 21  # days known, without which no band is drawn: three weeks
LEVEL = 0.999  # of a day's band: one day in three years lies outside by chance
FAR = 3.5  # standard deviations beyond which a day is no guide to the others
_SPARED = 0.1  # most of the days that may be no guide


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
    holidays : days that are no guide to others and are not judged, as each is a day of its own:
        one Christmas tells nothing of another holiday, and a year holds one
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
    known = np.isfinite(y) & np.array([day not in holidays for day in every], dtype=bool)
    if known.sum() < FEWEST:
        return _plain(every, y, "too_short")
    if np.ptp(y[known]) == 0:
        return _plain(every, y, "constant")
    x, grows = seasons.terms(every, known, noise=noise)
    if known.sum() < x.shape[1] + seasons.WEEK:
        return _plain(every, y, "too_short")
    scale = scale_of(x, y, known, noise)
    return _Series(every, x, scale.there(y), y, known, noise, grows, scale).watched(level)


@dataclass(frozen=True)
class _Fit:
    """A series' terms and steps, and what its regression on them found."""

    x: np.ndarray
    steps: tuple[Dated, ...]
    found: Weighed
    grows: bool
    worth: float  # likelihood less what each term and each step's day are owed (Schwarz 1978)


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
    scale: Scale

    def watched(self, level: float) -> Watch:
        """Find changes, leave out days that are no guide, find changes again."""
        known = self.known
        fit = self._fit(known)
        guide = self._guides(fit)
        if not guide.all():
            known = known & guide
            fit = self._fit(known)
        expected, spread = self._spread(fit)
        tail = Tail.of((self.y - expected)[known] / spread[known], fit.found.freedom)
        return self._told(fit, expected, spread, tail, level)

    def _fit(self, known: np.ndarray) -> _Fit:
        """With growth and without, where both can be told: a step or two may be all there is."""
        whole, terms = Whole(self.x, self.y, known, self.noise), self.x.shape[1]
        tried = [self._tried(whole, terms)]
        if self.grows:
            tried.append(self._tried(whole, terms - 1))
        return max(tried, key=lambda each: each.worth)

    def _tried(self, whole: Whole, terms: int) -> _Fit:
        """Steps beside the first so many terms, without those that a single day decides."""
        sure = SURE / 2 if self.grows else SURE  # two searches
        steps = Scan(whole, terms).found(sure)
        fit = self._with(whole, terms, steps)
        while steps:
            whitened = whole.only(terms, [step.at for step in steps])
            p = robust(whitened, fit.found, range(terms, fit.x.shape[1])) * whole.known.sum()
            kept = tuple(step for step, chance in zip(steps, p, strict=True) if chance <= sure)
            if kept == steps:
                break
            steps = kept
            fit = self._with(whole, terms, steps)
        return fit

    def _with(self, whole: Whole, terms: int, steps: tuple[Dated, ...]) -> _Fit:
        whitened = whole.only(terms, [step.at for step in steps])
        found, count = weigh(whitened, terms + len(steps)), whole.known.sum()
        likelihood = (-whitened.log_scale - count * np.log(found.scale[:, 0])).max()
        owed = (terms + 2 * len(steps)) * np.log(count) / 2
        places = np.arange(len(self.days))
        x = [self.x[:, :terms], *((places >= step.at) * 1.0 for step in steps)]
        grows = self.grows and terms == self.x.shape[1]
        return _Fit(np.column_stack(x), steps, found, grows, float(likelihood - owed))

    def _spread(self, fit: _Fit) -> tuple[np.ndarray, np.ndarray]:
        """Expected of each day, and its standard deviation, over all memories."""
        found, weights = fit.found, fit.found.weights[:, 0]
        means = found.values[:, 0] @ fit.x.T
        expected = weights @ means
        noise = np.ones(len(self.days)) if self.noise is None else self.noise
        own = 1 - GRID[:, 1:] + GRID[:, 1:] * noise
        reach = ((fit.x @ found.spread) ** 2).sum(axis=2)
        variance = found.scale[:, :1] ** 2 * (own + reach) + (means - expected) ** 2
        return expected, np.sqrt(weights @ variance)

    def _guides(self, fit: _Fit) -> np.ndarray:
        """Days that are a guide to others: all but the few that lie very far off."""
        expected, spread = self._spread(fit)
        off = np.where(self.known, np.abs(self.y - expected) / spread, 0.0)
        far = off > FAR
        most = int(_SPARED * self.known.sum())
        if far.sum() > most:
            far &= off > np.sort(off)[-most - 1]
        left = self.known & ~far
        told = np.linalg.matrix_rank(self.x[left]) == self.x.shape[1] and np.ptp(self.y[left]) > 0
        return ~far if told else np.ones(len(far), dtype=bool)

    def _told(
        self, fit: _Fit, expected: np.ndarray, spread: np.ndarray, tail: Tail, level: float
    ) -> Watch:
        half = tail.reach(level) * spread
        middle, low, high = (
            self.scale.back(bound) for bound in (expected, expected - half, expected + half)
        )
        y = self.values
        if y[self.known].min() >= 0:  # what was never below nothing is not expected there
            middle, low = np.maximum(middle, 0.0), np.maximum(low, 0.0)
        p = tail.beyond(np.where(self.known, np.abs(self.y - expected), 0.0) / spread)
        outside = self.known & ((y < low) | (y > high))
        changes = tuple(self._change(fit, k) for k in range(len(fit.steps)))
        return Watch(
            self.days, _plainly(y), _plainly(middle), _plainly(low), _plainly(high),
            tuple(bool(o) for o in outside), _plainly(np.where(self.known, p, np.nan)),
            changes, "changed" if changes else "steady",
        )  # fmt: skip

    def _change(self, fit: _Fit, k: int) -> ChangePoint:
        step, found = fit.steps[k], fit.found
        terms = fit.x.shape[1] - len(fit.steps)
        values = found.weights[:, 0] @ found.values[:, 0]
        level = values[0] + values[terms : terms + k].sum()
        if fit.grows:
            level += values[terms - 1] * fit.x[step.at, terms - 1]
        moves = (0.0, values[terms + k], *(bound[0] for bound in found.within(terms + k)))
        before, after, low, high = self.scale.back(level + np.array(moves)).tolist()
        chance = float(found.beyond(terms + k)[0]) * int(self.known.sum())
        return ChangePoint(
            self.days[step.at], self.days[step.first], self.days[step.last], before, after,
            after - before, low - before, high - before, min(chance, 1.0),
            float(values[terms - 1]) if fit.grows else 0.0, self.scale,
            (float(moves[2]), float(moves[3])),
        )  # fmt: skip


@dataclass(frozen=True)
class Tail:
    """Student's t with unit variance, as heavy in its tails as what is left of the series."""

    freedom: float

    @classmethod
    def of(cls, left: np.ndarray, freedom: int) -> Tail:
        """By the fourth moment of what is left, in standard deviations."""
        excess = float(np.mean(left**4) / np.mean(left**2) ** 2) - 3
        return cls(max(freedom if excess <= 0 else min(freedom, 4 + 6 / excess), 5.0))

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
