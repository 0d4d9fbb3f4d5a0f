"""What is told of a daily figure, and what of many figures is more than chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np

from taller.looked import Looked
from taller.measurement.trials.inference.discovery import adjusted
from taller.monitoring.monitoring.model.series.scales import EVEN, Scale

if TYPE_CHECKING:
    import pandas as pd

RATE = 0.01  # share of calls with any false alarm, where nothing happened
Verdict = Literal["steady", "changed", "too_short", "constant"]
Name = TypeVar("Name")


@dataclass(frozen=True)
class ChangePoint(Looked):
    """A day from which a level changed.

    Attributes
    ----------
    day : the likeliest first day of the new level
    first, last : between which days that day lies, at 95 %
    before, after : level on either side, weekdays and holidays aside
    effect, low, high : after less before, and its interval of 95 %
    p : how likely so great a change is somewhere in the series by chance, at most
    growth : what the level gains each day beside the change, in the scale in which it spreads
        evenly; 0 where steady growth is not told apart
    scale : in which the series spreads evenly
    step : the interval of 95 % in that scale, whatever the level
    """

    day: date
    first: date
    last: date
    before: float
    after: float
    effect: float
    low: float
    high: float
    p: float
    growth: float = 0.0
    scale: Scale = EVEN
    step: tuple[float, float] | None = None

    def beside(self, level: float) -> tuple[float, float]:
        """The interval of after less before, where the level before is another than is told.

        A fall by half of 10 is one by 20 where the level is 40.

        >>> from math import log
        >>> day = date(2026, 3, 2)
        >>> halved = ChangePoint(day, day, day, 10, 5, -5, -6, -4, 0.01, 0.0,
        ...                      Scale("proportional"), (log(0.4), log(0.6)))
        >>> [round(end, 6) for end in halved.beside(40.0)]
        [-24.0, -16.0]
        """
        if self.step is None:
            return self.low, self.high
        at = self.scale.there(np.array(level))
        low, high = (float(self.scale.back(at + end)) - level for end in self.step)
        return low, high


@dataclass(frozen=True)
class Watch(Looked):
    """What a daily figure was expected to be, day by day, and when its level changed.

    Attributes
    ----------
    days : every day from the first to the last
    values : None where not known
    expected, low, high : None where the series is too short
    outside : whether a day's value lies outside its band
    p : how likely a value so far off is by chance; None where not known
    changes : in the order of days
    """

    days: tuple[date, ...]
    values: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    outside: tuple[bool, ...]
    p: tuple[float | None, ...]
    changes: tuple[ChangePoint, ...]
    verdict: Verdict

    def table(self) -> pd.DataFrame:
        """One row a day, with each of the columns ``value`` to ``p``."""
        import pandas as pd

        return pd.DataFrame({
            "day": pd.to_datetime(list(self.days)), "value": self.values,
            "expected": self.expected, "low": self.low, "high": self.high,
            "outside": self.outside, "p": self.p,
        })  # fmt: skip


@dataclass(frozen=True)
class Unusual(Looked):
    """A day's value that chance does not explain, among all figures and days looked at."""

    name: str
    day: date
    value: float
    expected: float
    low: float
    high: float
    p: float
    q: float


def unusual(
    watches: Mapping[str, Watch], since: date, *, rate: float = RATE
) -> tuple[Unusual, ...]:
    """Days since a date that chance does not explain, over all figures together.

    Parameters
    ----------
    rate : share of what is told that may be chance (Benjamini and Hochberg); where nothing
        happened at all, the share of calls that tell anything
    """
    seen = [
        (name, found, k)
        for name, found in sorted(watches.items())
        for k, day in enumerate(found.days)
        if day >= since and found.p[k] is not None
    ]
    q = adjusted([found.p[k] for _name, found, k in seen])  # type: ignore[misc]
    return tuple(
        Unusual(name, found.days[k], found.values[k], found.expected[k], found.low[k],
                found.high[k], found.p[k], chance)  # type: ignore[arg-type]
        for (name, found, k), chance in zip(seen, q, strict=True)
        if chance <= rate
    )  # fmt: skip


def borne_out(
    watches: Mapping[Name, Watch], *, rate: float = RATE
) -> dict[Name, tuple[ChangePoint, ...]]:
    """Changes that chance does not explain, over all figures together; figures with none are out.

    A figure by itself is said to have changed once in 100 times by chance; forty of them would
    have a client told of a change that is none every other week.

    Parameters
    ----------
    rate : share of what is told that may be chance (Benjamini and Hochberg)
    """
    judged = [each for each in watches.values() if each.verdict in ("steady", "changed")]
    steady = [1.0 for each in judged if not each.changes]
    p = [change.p for each in judged for change in each.changes]
    q = iter(adjusted([*p, *steady]))
    sure = {name: tuple(change for change in each.changes if next(q) <= rate)
            for name, each in watches.items() if each.verdict == "changed"}  # fmt: skip
    return {name: changes for name, changes in sure.items() if changes}
