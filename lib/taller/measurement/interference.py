"""Whether versions of a trial take goods from each other: control's fate as more are treated.

Where all sell from one stock, control finds more sold out the more of the others there are. So the
share that is treated has to vary over cells that share a stock (days, weeks, regions): control's
rate is regressed on it, each cell weighed by its users, a course over time taken off where cells
follow each other. A lot among users alone makes the share vary by chance, which moves little: then
the interval is wide, and it is said that the data cannot tell, and what would.

References
----------
MacKinnon, White (1985), "Some heteroskedasticity-consistent covariance matrix estimators" (HC3).
Bojinov, Simchi-Levi, Zhao (2023), "Design and analysis of switchback experiments".
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from taller.language import _, number
from taller.measurement.estimates import LEVEL
from taller.phase import Estimate, Record, Unit

FEWEST = 8  # cells
TELLING = 0.5  # rise of control's rate, as a share of it, that has to be ruled out to say so
POWER = 0.8

Found = Literal["competes", "little", "cannot_tell"]
"""``competes``: control finds more sold out where more are treated. ``little``: if so, then by less
than half of its rate. ``cannot_tell``: neither is shown."""


class Interference(Record):
    """What control loses to the others.

    Attributes
    ----------
    base : control's rate, as it stood
    change : of it, from nobody else treated to everybody; None where cells are too few
    spread : standard deviation of the treated share over cells
    periods : cells treated whole or not at all, by lot, in which a rise by half would show
    """

    found: Found
    base: float
    change: Estimate | None = None
    cells: int = 0
    spread: float = 0.0
    periods: int | None = None


def interference(
    cells: pd.DataFrame, *, follow: bool = True, unit: Unit = "number", level: float = LEVEL
) -> Interference:
    """Whether control's rate rises with the share of the others.

    Parameters
    ----------
    cells : a row each, with ``share`` (treated, 0 to 1), ``n`` (control's users) and ``total``
        (what they found sold out)
    follow : whether cells follow each other in time, so that a course is taken off

    >>> cells = pd.DataFrame({"share": [.1, .9] * 6, "n": 100, "total": [10, 26] * 6})
    >>> told = interference(cells, follow=False)
    >>> told.found, round(told.change.value, 3)
    ('competes', 0.2)
    """
    kept = cells[cells["n"] > 0]
    n, total = kept["n"].to_numpy(float), kept["total"].to_numpy(float)
    base = float(total.sum() / n.sum()) if n.sum() else 0.0
    shares = kept["share"].to_numpy(float)
    spread = float(shares.std()) if len(kept) else 0.0
    if len(kept) < FEWEST or base <= 0 or spread < 1e-9:
        return Interference(found="cannot_tell", base=base, cells=len(kept), spread=spread)
    time = np.linspace(-1, 1, len(kept))
    x = np.column_stack([shares, np.ones_like(n), *([time, time**2] if follow else [])])
    value, error, scatter = _slope(x, total / n, n)
    low, high = _reach(value, error, len(n) - x.shape[1], level)
    words = _("weighted regression over {n} cells, errors by HC3").format(n=number(len(n)))
    change = Estimate(value=value, low=low, high=high, unit=unit, n=int(n.sum()), method=words,
                      level=level)  # fmt: skip
    little = high < TELLING * base
    found: Found = "competes" if low > 0 else "little" if little else "cannot_tell"
    return Interference(found=found, base=base, change=change, cells=len(kept), spread=spread,
                        periods=_periods(scatter, TELLING * base, level))  # fmt: skip


def by_day(days: pd.DataFrame, control: str) -> pd.DataFrame:
    """Cells of a trial's days, from ``arm``, ``day``, ``n`` and ``total`` of each."""
    own = days[days["arm"] == control].set_index("day")
    whole = days.groupby("day")["n"].sum().reindex(own.index)
    made = own[["n", "total"]].assign(share=1 - own["n"] / whole)
    return made.sort_index().reset_index(drop=True)


def _slope(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> tuple[float, float, float]:
    """The first coefficient, its error, and how far a cell of usual weight lies off."""
    root = np.sqrt(weight / weight.mean())[:, None]
    xs, ys = x * root, y * root[:, 0]
    inverse = np.linalg.pinv(xs.T @ xs)
    beta = inverse @ xs.T @ ys
    left = ys - xs @ beta
    reach = np.clip(((xs @ inverse) * xs).sum(axis=1), 0, 0.99)
    spread = (inverse @ xs.T) * (left / (1 - reach))
    return float(beta[0]), float(np.sqrt((spread[0] ** 2).sum())), float(left.std(ddof=x.shape[1]))


def _reach(value: float, error: float, free: int, level: float) -> tuple[float, float]:
    from scipy.stats import t

    wide = float(t.ppf((1 + level) / 2, free)) * error
    return value - wide, value + wide


def _periods(scatter: float, rise: float, level: float) -> int:
    """Cells, half of them treated whole, from which a rise shows: an even number of at least 8."""
    from scipy.stats import norm

    z = float(norm.ppf((1 + level) / 2) + norm.ppf(POWER))
    return max(FEWEST, 2 * int(np.ceil(2 * (z * scatter / rise) ** 2)))
