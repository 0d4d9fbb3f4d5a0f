"""When a trial holds enough to tell anything, and if not, why not.

An interval rests on averages being near normal, and what is averaged is what few units carry: those
who bought, not those who came. How many carry the difference is counted as Satterthwaite counts
degrees of freedom, each arm by its share of the variance: 100 conversions against none tell a
lot, one whale against 100 buyers nothing. Where the arms are alike, what is skewed in both
cancels; the less they are, the more units it takes until it averages out (Johnson 1978).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from taller.measurement.trials.inference.delta import TINY, linear
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import Moments

FEWEST = 10
"""Units that an arm needs, of equal weight where it is a ratio's."""

TOGETHER, ALONE = 12, {"share": 40, "mean": 130, "ratio": 130}
"""Units that have to carry a difference: in arms of equal size, and where it varies by one arm
alone, being so small. Chosen by simulation; amounts are more skewed than shares."""

LESS, DOUBTED = 0.248, 0.01
"""How much less often 95 % hold by the squared skewness of the error; how much is told."""

Reason = Literal[
    "empty_arm", "few_units", "few_carriers", "few_clusters", "no_variance", "nothing_to_divide_by",
    "control_not_positive", "covariate_moved",
]  # fmt: skip
"""Why a figure is not told.

``empty_arm``: an arm has no units. ``few_units``: fewer than `FEWEST`. ``few_carriers``: too few
have a value other than 0 (or, in a share, 0). ``few_clusters``: a ratio rests on too few units of
equal weight, or it is too early a look. ``no_variance``: all units of an arm are alike.
``nothing_to_divide_by``: a denominator sums to 0 or less. ``control_not_positive``: control's value
is not shown to be above 0, so nothing can be told relative to it; the difference is.
``covariate_moved``: all is told, but not adjusted: the arms differ in the covariate by more than a
lot makes them, so it was not known before.
"""


def doubt(moments: Moments, metric: Metric) -> Reason | None:
    """Why nothing is told of a metric where this is one of the arms; None where something is."""
    if moments.n < 1:
        return "empty_arm"
    if moments.n < FEWEST:
        return "few_units"
    one = linear(moments, metric)
    divided = not metric.per or moments.means[moments.place(metric.per)] > 0
    if not divided or not np.isfinite(one.value):
        return "nothing_to_divide_by"
    if one.size < FEWEST:
        return "few_clusters"
    return None if one.var_value > TINY * one.value**2 else "no_variance"


def enough(control: Moments, arm: Moments, metric: Metric) -> np.ndarray:
    """Whether enough units, (...), carry the difference."""
    uneven = np.abs(control.n - arm.n) / (control.n + arm.n)
    needed = TOGETHER + (ALONE[metric.kind] - TOGETHER) * uneven
    each = [linear(moments, metric).var_value / moments.n for moments in (control, arm)]
    with np.errstate(invalid="ignore", divide="ignore"):
        lone = [spread**2 / carriers(moments, metric)
                for spread, moments in zip(each, (control, arm), strict=True)]  # fmt: skip
        return (each[0] + each[1]) ** 2 / (lone[0] + lone[1]) >= needed


def skewed(control: Moments, arm: Moments, metric: Metric) -> bool:
    """Whether arms so uneven, of amounts so skewed, make an interval a little too sure.

    In arms of equal size what is skewed in both cancels; in others the error of a mean stays
    skewed, and by the square of that an interval holds less often than it says (Hall's expansion).
    Amounts are taken to be lognormal among those that have any, as spend is: in simulated arms of 3
    to 9 to 1 the intervals of 95 % that this names held in 91 to 95 %, the others in 94 to 97 %.

    References
    ----------
    Hall (1992), "The Bootstrap and Edgeworth Expansion", section 2.6.
    """
    if metric.kind == "share":
        return False
    i, arms = control.place(metric.column), (control, arm)
    n = np.array([float(each.n) for each in arms])
    mean = sum(each.n * each.means[i] for each in arms) / n.sum()
    spread = sum(each.n * each.covariance[i, i] for each in arms) / n.sum()
    some = sum(carriers(each, metric) for each in arms) / n.sum()
    if not mean > 0 or not spread > 0:
        return False
    within = max((1 + spread / mean**2) * some, 1.0)  # mean square over squared mean, of those
    third = mean**3 * (within**3 / some**2 - 3 * within / some + 2)
    gamma = third * (1 / n[1] ** 2 - 1 / n[0] ** 2) / (spread * (1 / n).sum()) ** 1.5
    return bool(LESS * gamma**2 > DOUBTED)


def carriers(moments: Moments, metric: Metric) -> np.ndarray:
    """Units, (...), that carry the value; of a share both kinds do, and the rarer counts.

    A share counts one more of each, as its variance does.
    """
    i = moments.place(metric.column)
    held = moments.n if moments.carriers is None else moments.carriers[..., i]
    hits = moments.means[..., i] * moments.n
    rarer = np.minimum(hits, moments.n - hits) + 1
    return np.where(binary(moments, metric), rarer, held)


def binary(moments: Moments, metric: Metric) -> np.ndarray:
    """Whether this is, (...), a share of units: 0 and 1 vary as their mean says."""
    i = moments.place(metric.column)
    share, spread = moments.means[..., i], moments.covariance[..., i, i]
    alike = np.abs(spread * (moments.n - 1) / moments.n - share * (1 - share)) < 1e-9
    return alike & (metric.kind == "share") & (not moments.clustered)
