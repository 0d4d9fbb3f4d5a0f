"""Planning a trial: how many units, how long, what it can show, and what waiting costs.

Sizes come of the same moments as results do, taken of a past period: so a ratio, a covariate or a
lot by clusters is planned as it is judged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from taller.measurement.trials.compare import Reading
from taller.measurement.trials.enough import FEWEST
from taller.phase import Record

if TYPE_CHECKING:
    from taller.measurement.trials.metric import Metric
    from taller.measurement.trials.moments import Moments


class Baseline(Record):
    """What a plan needs of the past: a metric's value, and the variance one unit adds to it."""

    value: float
    variance: float
    binary: bool = False  # a share of units, whose variance moves with its value

    @classmethod
    def of(cls, moments: Moments, metric: Metric) -> Baseline:
        """Of a past period's moments; the covariate takes out what it can."""
        from taller.measurement.trials.inference.delta import linear

        one = linear(moments, metric)
        taken = one.covariance**2 / one.var_covariate if one.var_covariate > 0 else 0.0
        binary = metric.kind == "share" and not moments.clustered
        return cls(value=float(one.value), variance=float(one.var_value - taken), binary=binary)

    def lifted(self, lift: float) -> float:
        """Variance of a unit in the arm."""
        whole = self.value * (1 - self.value)
        if not self.binary or whole <= 0:
            return self.variance
        moved = self.value * (1 + lift)
        return self.variance * max(moved * (1 - moved), 0.0) / whole


class Design(Record):
    """How a trial is made: what it must show, how surely, and how the lot falls."""

    power: float = 0.8
    level: float = 0.95
    share: float = 0.5  # of the arm, among itself and control
    reading: Reading = "fixed"


def units_needed(base: Baseline, lift: float, design: Design | None = None) -> int:
    """Units of control and arm together that show a relative lift with the design's power.

    >>> units_needed(Baseline(value=0.1, variance=0.09, binary=True), 0.1)
    29499
    """
    how = design or Design()
    if not lift or not base.value:
        raise ValueError("a plan needs a lift and a baseline other than 0")
    spread = _spread(base, lift, how) / (base.value * lift) ** 2
    n = 4.0 * FEWEST
    for _step in range(50):  # Student's t depends on the number that is sought
        n = max(spread * _reaches(n, how) ** 2, 2.0 * FEWEST)
    return math.ceil(n)


def detectable(base: Baseline, units: int, design: Design | None = None) -> float:
    """Smallest relative lift that so many units show with the design's power.

    >>> round(detectable(Baseline(value=0.1, variance=0.09, binary=True), 29499), 4)
    0.1
    """
    how = design or Design()
    lift = 0.0
    for _step in range(50):  # a share's variance moves with the lift that is sought
        error = math.sqrt(_spread(base, lift, how) / units)
        lift = _reaches(units, how) * error / abs(base.value)
    return lift


def days_needed(units: int, daily: float | Sequence[float], *, weeks: bool = True) -> int | None:
    """Days until so many new units have come, in whole weeks, as weekdays differ; None: never.

    Parameters
    ----------
    daily : new units a day; or a list of them by day, as fewer are new the longer a trial runs

    >>> days_needed(2900, 250), days_needed(2900, 250, weeks=False)
    (14, 12)
    >>> days_needed(100, [60, 30, 5]) is None
    True
    """
    if isinstance(daily, int | float):
        days = math.ceil(units / daily) if daily > 0 else None
    else:
        came, days = 0.0, None
        for day, new in enumerate(daily, start=1):
            came += new
            if came >= units:
                days = day
                break
    return math.ceil(days / 7) * 7 if weeks and days else days


def worth_having(cost: float, value: float, margin: float, units: float) -> float:
    """Smallest relative lift that pays what it costs to have it.

    Parameters
    ----------
    cost : of building and running it, over the horizon
    value : money per unit without it
    margin : share of that money that is kept
    units : that will meet it over the horizon

    >>> worth_having(cost=12_000, value=2.0, margin=0.4, units=500_000)
    0.03
    """
    earned = value * margin * units
    if earned <= 0:
        raise ValueError("a lift is worth nothing where value, margin or units are not above 0")
    return cost / earned


def cost_of_waiting(lift: float, value: float, margin: float, daily: float, share: float) -> float:
    """Money lost a day while ``share`` of the daily units is kept from a lift (below 0: saved).

    >>> cost_of_waiting(lift=0.25, value=2.0, margin=0.5, daily=1000, share=0.5)
    125.0
    """
    return lift * value * margin * daily * share


def _spread(base: Baseline, lift: float, how: Design) -> float:
    """Variance of the difference, for one unit in all."""
    return base.variance / (1 - how.share) + base.lifted(lift) / how.share


def _reaches(n: float, how: Design) -> float:
    """Standard errors that the lift has to be away from nothing."""
    import numpy as np
    from scipy.stats import norm, t

    from taller.measurement.trials.inference import intervals, sequential

    df = np.asarray(max(n - 2, 1.0))
    if how.reading == "sequential":
        side = sequential.reach(np.asarray(n), df, planned=max(int(n), 1), level=how.level)
    else:
        side = intervals.reach(df, how.level)
    return float(side) + float(t.ppf(how.power, df) if df < 1e6 else norm.ppf(how.power))
