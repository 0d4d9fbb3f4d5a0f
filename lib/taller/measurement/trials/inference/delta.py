"""The delta method: the two values that are compared, and how they vary together.

The value of an arm is a smooth function of its moments' means; to first order it varies as the
linear function that touches it there. With a covariate, what the arms differ in by chance before
the trial is taken out of both values (CUPED), by one coefficient for both arms: the one with which
the difference varies least. Everything else (differences, lifts, intervals of either kind) follows
from two values and their two by two covariance matrix.

A ratio is drawn to its largest units, which so seem to differ from it less than they do; and where
its denominator is what chance moves, as in a cost per customer won, one that came out small makes
the ratio and its error large at once. So the errors of a ratio are taken, for each effect that is
supposed, from the value both arms would then share, not from what each of them shows.

References
----------
Deng, Knoblich and Lu (2018), "Applying the delta method in metric analytics". Deng, Xu, Kohavi and
Walker (2013), "Improving the sensitivity of online controlled experiments by utilizing
pre-experiment data". Lin (2013), "Agnostic notes on regression adjustments to experimental data".
Agresti and Caffo (2000), "Simple and effective confidence intervals for proportions and
differences of proportions". Miettinen and Nurminen (1985), "Comparative analysis of two rates":
errors as supposed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import MEMBERS, Moments

TINY = 1e-12
"""Of a value's square, a variance that is but what rounding leaves of equal values."""


@dataclass(frozen=True)
class Pair:
    """Control's and an arm's value, the covariance matrix of the two, and its degrees of freedom.

    Attributes
    ----------
    control, arm : (...) values, each adjusted where there is a covariate
    var_control, var_arm, covariance : (...) of the two values; of ratios, held to what they share:
        so ``arm - r * control`` varies where a lift of ``r - 1`` is supposed
    df : (...) Welch's degrees of freedom of their difference
    n : (...) units of both arms
    removed : (...) share of the difference's variance that the covariate took out
    moved : (...) standard errors between the arms' covariates, which the lot alone may have moved
    var_divisors : (...) of ratios' denominators, relative to them, each by the other arm's share
    with_divisors : (...) their covariance with the difference
    """

    control: np.ndarray
    arm: np.ndarray
    var_control: np.ndarray
    var_arm: np.ndarray
    covariance: np.ndarray
    df: np.ndarray
    n: np.ndarray
    removed: np.ndarray
    moved: np.ndarray
    var_divisors: np.ndarray
    with_divisors: np.ndarray

    @property
    def variance(self) -> np.ndarray:
        """Of the difference where none is supposed."""
        return self.var_arm + self.var_control - 2 * self.covariance


@dataclass(frozen=True)
class Linear:
    """An arm's value and its covariate's, each with the variance of one unit's contribution.

    ``size`` is how many units of equal weight would tell as much: a ratio rests on its largest. A
    ratio's denominator is told relative to its mean.
    """

    n: np.ndarray
    size: np.ndarray
    value: np.ndarray
    covariate: np.ndarray
    var_value: np.ndarray
    var_covariate: np.ndarray
    covariance: np.ndarray
    var_divisor: np.ndarray
    value_divisor: np.ndarray
    covariate_divisor: np.ndarray


def linear(moments: Moments, metric: Metric) -> Linear:
    """A metric's value in one arm, linearised."""
    members = MEMBERS if moments.clustered else ""
    per = metric.per or members
    value, gradient = _ratio(moments, metric.column, per)
    if metric.covariate:
        before, slope = _ratio(moments, metric.covariate, metric.covariate_per or members)
    else:
        before, slope = np.zeros_like(value), np.zeros_like(gradient)
    divisor, products = _relative(moments, per), moments.covariance
    spread = _form(gradient, products, gradient)
    if metric.kind == "share" and not members:
        # As if one more had and one more had not: none of 1,000 is no proof that nobody will.
        spread = spread + (1 - 2 * value) ** 2 / (moments.n + 2)
    pairs = ((slope, slope), (gradient, slope), (divisor, divisor), (gradient, divisor),
             (slope, divisor))  # fmt: skip
    return Linear(moments.n, _size(moments, per), value, before, spread,
                  *(_form(left, products, right) for left, right in pairs))  # fmt: skip


def pair(control: Moments, arm: Moments, metric: Metric) -> Pair:
    """The two values that are compared."""
    c, t = linear(control, metric), linear(arm, metric)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = c.var_covariate / c.n + t.var_covariate / t.n
        n, chance = c.n + t.n, t.covariate - c.covariate
        varies = spread * n > TINY * (c.covariate**2 + t.covariate**2)
        spread = np.where(varies, spread, np.inf)
        shared = (c.covariance / c.n + t.covariance / t.n) / spread
        of_c, of_t = c.n / n, t.n / n  # the covariate's mean of all, to which both are brought
        down, up = shared * of_c, shared * of_t
        var_c = (_spread(c, up) + up**2 * t.var_covariate * c.n / t.n) / c.n
        var_t = (_spread(t, down) + down**2 * c.var_covariate * t.n / c.n) / t.n
        both = (up * (t.covariance - down * t.var_covariate) / t.n
                + down * (c.covariance - up * c.var_covariate) / c.n)  # fmt: skip
        from_c, from_t = _spread(c, shared) / c.n, _spread(t, shared) / t.n
        if metric.covariate:  # the coefficient fits the chance of these units too
            size = c.size + t.size
            spent = (size - 2) / (size - 3)
            var_c, var_t, both = var_c * spent, var_t * spent, both * spent
        value_c, value_t = c.value + up * chance, t.value - down * chance
        wide, with_c, with_t = _divisors(c, t, up, down)
        var_c = var_c + 2 * value_c * with_c + value_c**2 * wide
        var_t = var_t + 2 * value_t * with_t + value_t**2 * wide
        both = both + value_t * with_c + value_c * with_t + value_t * value_c * wide
        df = (from_c + from_t) ** 2 / (from_c**2 / (c.size - 1) + from_t**2 / (t.size - 1))
        raw = c.var_value / c.n + t.var_value / t.n
        removed = 1 - (from_c + from_t) / np.where(raw > 0, raw, np.inf)
    removed = np.where(raw > 0, removed, 0.0)
    return Pair(value_c, value_t, var_c, var_t, both, df, n, removed,
                np.abs(chance) / np.sqrt(spread), wide, with_t - with_c)  # fmt: skip


def _divisors(
    c: Linear, t: Linear, up: np.ndarray, down: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Variance of the denominators, and their covariance with control's and the arm's value.

    Held to what both share, an arm's value moves by the other's share of the units.
    """
    by_c, by_t = t.n / (c.n + t.n) / c.n, c.n / (c.n + t.n) / t.n
    variance = by_c**2 * c.n * c.var_divisor + by_t**2 * t.n * t.var_divisor
    with_c = by_c * (c.value_divisor - up * c.covariate_divisor) + by_t * up * t.covariate_divisor
    with_t = (by_t * (t.value_divisor - down * t.covariate_divisor)
              + by_c * down * c.covariate_divisor)  # fmt: skip
    return variance, with_c, with_t


def _spread(one: Linear, coefficient: np.ndarray) -> np.ndarray:
    """Variance of a unit's value less so much of its covariate."""
    left = one.var_value - 2 * coefficient * one.covariance + coefficient**2 * one.var_covariate
    return np.maximum(left, 0.0)


def _ratio(moments: Moments, over: str, under: str) -> tuple[np.ndarray, np.ndarray]:
    """A mean, or the ratio of two, and its gradient in the means."""
    gradient = np.zeros_like(moments.means)
    i = moments.place(over)
    if not under:
        gradient[..., i] = 1.0
        return moments.means[..., i], gradient
    j = moments.place(under)
    divisor = moments.means[..., j]
    with np.errstate(invalid="ignore", divide="ignore"):
        value = moments.means[..., i] / divisor
        gradient[..., i] = 1 / divisor
        gradient[..., j] -= value / divisor
    return value, gradient


def _relative(moments: Moments, per: str) -> np.ndarray:
    """Gradient of a denominator's logarithm in the means."""
    gradient = np.zeros_like(moments.means)
    if per:
        j = moments.place(per)
        with np.errstate(divide="ignore"):
            gradient[..., j] = 1 / moments.means[..., j]
    return gradient


def _form(left: np.ndarray, matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.einsum("...i,...ij,...j->...", left, matrix, right)


def _size(moments: Moments, per: str) -> np.ndarray:
    """Units of equal weight that would tell as much: squared sum over sum of squares (Kish)."""
    if not per:
        return moments.n
    j = moments.place(per)
    squared = moments.means[..., j] ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = moments.covariance[..., j, j] * (moments.n - 1) / moments.n
        return moments.n * squared / (squared + spread)
