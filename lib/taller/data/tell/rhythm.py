"""Gaps: days without rows that are unusual for a table's own rhythm.

A shop closed on Saturdays has no gap each Saturday, and one that closes every August has none in
August; three weeks of March without a row are a gap where other weeks have rows every day.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

REACH = 91  # days before and after a pause whose weekdays say what is usual
FEWEST = 4  # same weekdays needed to know what is usual on them
CHANCE = 0.01  # of calling any pause of a table a gap although it is usual
SAME_TIME_OF_YEAR = 5  # days by which a yearly closure may move


@dataclass(frozen=True)
class Gap:
    """Days in a row without rows, both ends within, and the rows that were to be expected."""

    first: dt.date
    last: dt.date
    expected: int

    @property
    def days(self) -> int:
        """How many days in a row."""
        return (self.last - self.first).days + 1


def gaps(daily: Mapping[dt.date, int]) -> tuple[Gap, ...]:
    """Pauses too long to be usual, in order of time.

    Rows per day are taken as negative binomial, with the mean and variance of the same weekdays in
    the three months before and after. A pause is a gap if the chance of seeing none on all its days
    is below `CHANCE` shared among all the days looked at (Bonferroni), unless most other years
    pause at the same time.

    Parameters
    ----------
    daily : rows on each day that has any

    References
    ----------
    Hilbe (2011), "Negative Binomial Regression", on counts that vary more than Poisson's.
    """
    if len(daily) < 2:
        return ()
    start = min(daily)
    counts = np.zeros((max(daily) - start).days + 1)
    for day, rows in daily.items():
        counts[(day - start).days] = rows
    limit = math.log(CHANCE / len(counts))
    found = []
    for first, last in _pauses(counts):
        logs, expected = _surprise(counts, first, last)
        if logs < limit and not _is_yearly(counts, start, first, last):
            begin, end = (start + dt.timedelta(days=int(day)) for day in (first, last))
            found.append(Gap(begin, end, round(expected)))
    return tuple(found)


def _pauses(counts: np.ndarray) -> Iterator[tuple[int, int]]:
    """First and last place of each run of zeros."""
    edges = np.flatnonzero(np.diff(np.concatenate([[1], counts > 0, [1]]).astype(int)))
    yield from zip(edges[::2].tolist(), (edges[1::2] - 1).tolist(), strict=True)


def _surprise(counts: np.ndarray, first: int, last: int) -> tuple[float, float]:
    """Log of the chance that all days of a pause are empty, and the rows expected on them."""
    usual = [_usual(counts, first, last, weekday) for weekday in range(7)]
    logs = expected = 0.0
    for day in range(first, last + 1):
        mean, variance = usual[day % 7]
        logs += _log_chance_of_none(mean, variance)
        expected += mean
    return logs, expected


def _usual(counts: np.ndarray, first: int, last: int, weekday: int) -> tuple[float, float]:
    """Mean and variance of the rows on a weekday around a pause."""
    places = np.arange(max(0, first - REACH), min(len(counts), last + REACH + 1))
    outside = places[(places < first) | (places > last)]
    same = outside[outside % 7 == weekday]
    seen = counts[same if len(same) >= FEWEST else outside]
    return (float(seen.mean()), float(seen.var(ddof=1))) if len(seen) > 1 else (0.0, 0.0)


def _log_chance_of_none(mean: float, variance: float) -> float:
    if variance <= mean:
        return -mean
    size = mean * mean / (variance - mean)
    return size * math.log(size / (size + mean))


def _is_yearly(counts: np.ndarray, start: dt.date, first: int, last: int) -> bool:
    """Whether most other years pause at the same time of the year."""
    days = last - first + 1
    if days > 180:
        return False
    seen = paused = 0
    for years in range(-40, 41):
        begin = first + round(years * 365.25)
        around = counts[max(0, begin - SAME_TIME_OF_YEAR) : begin + days + SAME_TIME_OF_YEAR]
        if years == 0 or begin < 0 or begin + days > len(counts):
            continue
        seen += 1
        longest = max((b - a + 1 for a, b in _pauses(around)), default=0)
        paused += longest >= max(1, days // 2)
    return seen > 0 and paused * 2 > seen
