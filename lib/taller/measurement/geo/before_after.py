"""Before and after, where everybody got it at once: a season, a trend, a step.

Errors follow each other; how closely is not known, so that the interval averages over it, each
value weighed by how well it explains the series (restricted likelihood, flat prior). Nothing in the
series can tell the step from anything else that changed on the same day: `assumption`.

References
----------
Harville (1974), "Bayesian inference for variance components using only error contrasts".
Prais, Winsten (1954), "Trend estimators and serial correlation".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from taller.errors import DataError
from taller.language import _, number
from taller.measurement.estimates import LEVEL
from taller.phase import Estimate, Unit

FOLLOWS = np.linspace(-0.4, 0.98, 70)  # correlations of one day's error with the next tried
LEAST = 28  # days before the start


@dataclass(frozen=True)
class BeforeAfter:
    """What changed at a day.

    Attributes
    ----------
    daily, total : change a day, and over all days from the start on
    lift : share of what the season and trend foretell
    assumption : nothing else changed on that day
    """

    daily: Estimate
    total: Estimate
    lift: Estimate
    assumption: Literal["nothing_else_changed"] = "nothing_else_changed"


def before_after(
    series: pd.Series, start: Any, *, unit: Unit = "number", level: float = LEVEL
) -> BeforeAfter:
    """Change of a daily series from a day on, weekdays and trend taken off.

    Parameters
    ----------
    series : one value a day, indexed by day, without holes
    start : the first day of the change

    Raises
    ------
    DataError
        If there are fewer than 28 days before, fewer than 2 after, or days are missing.
    """
    y = series.to_numpy(dtype=float)
    after = np.asarray(series.index >= pd.Timestamp(start), dtype=float)
    days = np.diff(series.index.to_numpy()) / np.timedelta64(1, "D")
    if not np.isfinite(y).all() or (days != 1).any():
        raise DataError("series", "needs a value on every day, in order")
    if len(y) - after.sum() < LEAST or after.sum() < 2:
        what = f"needs {LEAST} days before {start} and 2 after (got {len(y) - after.sum():.0f}, "
        raise DataError("series", what + f"{after.sum():.0f})")
    value, low, high = _step(y, np.asarray(series.index.day_of_week), after, level)
    words = _("season, trend and step over {n} days, averaged over autocorrelations")

    def told(scale: float, unit: Unit) -> Estimate:
        return Estimate(value=value * scale, low=low * scale, high=high * scale, unit=unit,
                        n=len(y), method=words.format(n=number(len(y))), level=level)  # fmt: skip

    foretold = float(y[after == 1].mean()) - value
    return BeforeAfter(
        daily=told(1.0, unit),
        total=told(float(after.sum()), unit),
        lift=told(1 / foretold if foretold > 0 else 0.0, "share"),
    )


def placebo_starts(series: pd.Series, start: Any, *, unit: Unit = "number") -> pd.DataFrame:
    """The change the method finds at earlier days, when nothing is known to have changed.

    Returns
    -------
    ``start``, ``change``, ``low``, ``high``, ``excludes_zero``: where that is common, the series
    moves in ways that season and trend do not hold, and the change at the start proves little
    """
    before = int((series.index < pd.Timestamp(start)).sum())
    length = len(series) - before
    rows = []
    for stop in range(before, LEAST + length - 1, -length):
        found = before_after(series.iloc[:stop], series.index[stop - length], unit=unit).daily
        out = found.low > 0 or found.high < 0
        rows.append((series.index[stop - length], found.value, found.low, found.high, out))
    return pd.DataFrame(rows, columns=["start", "change", "low", "high", "excludes_zero"])


def _step(
    y: np.ndarray, weekday: np.ndarray, after: np.ndarray, level: float
) -> tuple[float, float, float]:
    """The step, with the ends of its interval."""
    from scipy.optimize import brentq
    from scipy.stats import t

    season = (weekday[:, None] == np.unique(weekday)).astype(float)
    x = np.column_stack([after, season, np.linspace(-1, 1, len(y))])
    free = len(y) - x.shape[1]
    fits = np.array([_fitted(y, x, follows) for follows in FOLLOWS])
    value, error, likely = fits.T
    weight = np.exp(likely - likely.max())
    weight /= weight.sum()
    reach = 60 * float(error.max()) + 1e-12
    middle = float(weight @ value)

    def at(share: float) -> float:
        def beyond(q: float) -> float:
            return float(weight @ t.cdf((q - value) / error, free)) - share

        return brentq(beyond, middle - reach, middle + reach)

    tail = (1 - level) / 2
    return middle, at(tail), at(1 - tail)


def _fitted(y: np.ndarray, x: np.ndarray, follows: float) -> tuple[float, float, float]:
    """Step, its error, and the restricted log-likelihood of this correlation."""
    first = (1 - follows**2) ** 0.5
    xs = np.vstack([first * x[:1], x[1:] - follows * x[:-1]])
    ys = np.r_[first * y[0], y[1:] - follows * y[:-1]]
    q, r = np.linalg.qr(xs)
    found = np.linalg.solve(r, q.T @ ys)
    rest = max(float(((ys - xs @ found) ** 2).sum()), 1e-300)
    free = len(y) - x.shape[1]
    inverse = np.linalg.inv(r)
    likely = np.log(first) - np.log(np.abs(np.diag(r))).sum() - free / 2 * np.log(rest)
    error = (rest / free * (inverse[0] ** 2).sum()) ** 0.5
    return float(found[0]), float(error), float(likely)
