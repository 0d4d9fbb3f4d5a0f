"""Intervals of the difference and of the relative lift, for any reach in standard errors.

The lift's interval is Fieller's: all lifts r for which ``arm - (1 + r) control`` does not differ
from nothing. A difference's variance over the square of control's value, which is what the delta
method takes, leans on control being known: with few conversions it covers less than it says, and
its test can contradict the difference's. Fieller's never does: it leaves out 0 exactly where the
difference's interval does. Where control does not differ from nothing there is no such interval.

References
----------
Fieller (1954), "Some problems in interval estimation". Welch (1947), "The generalization of
'Student's' problem when several different population variances are involved".
"""

from __future__ import annotations

import numpy as np

from taller.measurement.trials.inference.delta import Pair

Bounds = tuple[np.ndarray, np.ndarray]


def reach(df: np.ndarray, level: float = 0.95) -> np.ndarray:
    """Standard errors to each side of an interval that is looked at once (Student's t)."""
    from scipy.stats import t

    return t.isf((1 - level) / 2, df)


def p_value(pair: Pair) -> np.ndarray:
    """Chance of a difference at least as far from nothing if there were none (Welch)."""
    from scipy.stats import t

    with np.errstate(invalid="ignore", divide="ignore"):
        return 2 * t.sf(np.abs(pair.arm - pair.control) / np.sqrt(pair.variance), pair.df)


def difference(pair: Pair, reach: np.ndarray) -> Bounds:
    """Bounds of arm less control; NaN where a ratio's denominators may be nothing."""
    found = pair.arm - pair.control
    least = pair.variance - 2 * found * pair.with_divisors - found**2 * pair.var_divisors
    return supposed(found, least, pair.with_divisors, pair.var_divisors, reach)


def supposed(
    found: np.ndarray, variance: np.ndarray, with_divisor: np.ndarray, var_divisor: np.ndarray,
    reach: np.ndarray,
) -> Bounds:  # fmt: skip
    """Bounds of a value whose error is that of the value supposed: off by g, it varies by
    ``variance + 2 g with_divisor + g^2 var_divisor``.

    >>> supposed(3.0, 1.0, 0.0, 0.0, 2.0)
    (array(1.), array(5.))
    >>> [round(float(bound), 3) for bound in supposed(3.0, 1.0, 0.0, 0.09, 2.0)]  # 2 / .8
    [0.5, 5.5]
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        square = np.asarray(reach) ** 2
        a, b = 1 - square * var_divisor, square * with_divisor
        root = np.sqrt(np.maximum(b**2 + a * square * variance, 0.0))
        told = a > 0
        return (np.where(told, found - (b + root) / a, np.nan),
                np.where(told, found - (b - root) / a, np.nan))  # fmt: skip


def lift(pair: Pair, reach: np.ndarray) -> Bounds:
    """Fieller's bounds of arm over control, less 1; NaN where there are none."""
    square = np.asarray(reach) ** 2
    a = pair.control**2 - square * pair.var_control
    b = pair.control * pair.arm - square * pair.covariance
    c = pair.arm**2 - square * pair.var_arm
    with np.errstate(invalid="ignore", divide="ignore"):
        root = np.sqrt(np.maximum(b**2 - a * c, 0.0))
        told = (a > 0) & (pair.control > 0)
        return np.where(told, (b - root) / a - 1, np.nan), np.where(
            told, (b + root) / a - 1, np.nan
        )


def lift_delta(pair: Pair, reach: np.ndarray) -> Bounds:
    """The delta method's bounds of arm over control, less 1, as most platforms show them."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found = pair.arm / pair.control - 1
        half = reach * lift_error(pair)
    return found - half, found + half


def lift_error(pair: Pair) -> np.ndarray:
    """Standard error of the lift by the delta method."""
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = pair.arm / pair.control
        spread = pair.var_arm - 2 * ratio * pair.covariance + ratio**2 * pair.var_control
        return np.sqrt(spread) / np.abs(pair.control)
