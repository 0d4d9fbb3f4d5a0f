"""The effect of a campaign on the regions that had it, with an interval that assumes little.

Interval: an effect is believed if, once it is taken off, the campaign's days look like any other
stretch of as many days. Weights are learned anew from all days with the supposed effect taken off;
then the gap's mean over the campaign is compared with that over every stretch, the days joined to a
ring. The method assumes that the effect is the same each day; that gaps are alike over time, not
that they are independent. Where what the regions share lasts long beside the days there are, it is
a little too sure: of simulated trials of 14 in 100 days, intervals of 95 % held in 92 to 95 %.

References
----------
Chernozhukov, Wüthrich, Zhu (2021), "An exact and robust conformal inference method for
counterfactual and synthetic controls", JASA 116.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from taller.language import _, number
from taller.measurement.estimates import LEVEL
from taller.measurement.geo.panel import split
from taller.measurement.geo.synthetic import Synthetic, chosen_ridge
from taller.phase import Estimate, Unit

_DOUBLINGS, _HALVINGS = 12, 10  # of the search for where an interval ends


@dataclass(frozen=True)
class GeoEffect:
    """What a campaign added.

    Attributes
    ----------
    daily : a day and region, in the panel's unit
    total : over all its days and regions
    lift : share of what would have been without it
    p : of no effect at all
    fit_error : root mean square of the gap before the start, as a share of sales
    gap : (days,) a day and region, the days before the start included
    assumption : what no data of the trial can show: but for the campaign, the regions would have
        gone on moving with the others as they did before
    """

    daily: Estimate
    total: Estimate
    lift: Estimate
    p: float
    fit_error: float
    gap: pd.Series
    assumption: Literal["regions_keep_moving_together"] = "regions_keep_moving_together"


def geo_effect(
    panel: pd.DataFrame, treated: Sequence[Any], start: Any, *, unit: Unit = "number",
    level: float = LEVEL,
) -> GeoEffect:  # fmt: skip
    """Effect of a campaign on its regions, from its start to the panel's end.

    Parameters
    ----------
    panel : days down, regions across (`region_panel`)
    treated : names of the regions that had the campaign
    start : its first day

    Raises
    ------
    DataError
        If regions or days do not suffice (see `taller.measurement.geo.panel.split`).
    """
    own, others, before = split(panel, treated, start)
    after = np.arange(len(before), len(own))
    level_before = float(panel[list(treated)].mean(axis=1).to_numpy()[before].mean())
    ridge = chosen_ridge(own[before], others[before])
    gap = Synthetic(others[before]).gap(own, others, before, ridge)
    value = float(gap[after].mean())
    test = null_test(own, others, after, ridge)
    ends = [end(test, value, side * gap[before].std(), 1 - level) for side in (-1, 1)]
    low, high = min(value, ends[0]), max(value, ends[1])
    words = _("synthetic control from {n} regions, interval by {days} shifts of days")
    method = words.format(n=number(others.shape[1]), days=number(len(own)))

    def told(scale: Callable[[float], float], unit: Unit) -> Estimate:
        return Estimate(value=scale(value), low=scale(low), high=scale(high), unit=unit,
                        n=len(own), method=method, level=level)  # fmt: skip

    cells, seen = len(after) * len(treated), own[after].mean()
    return GeoEffect(
        daily=told(lambda effect: effect * level_before, unit),
        total=told(lambda effect: effect * level_before * cells, unit),
        lift=told(lambda effect: effect / max(seen - effect, 1e-9), "share"),
        p=test(0.0),
        fit_error=float((gap[before] ** 2).mean() ** 0.5),
        gap=pd.Series(gap * level_before, index=panel.index),
    )


def null_test(
    own: np.ndarray, others: np.ndarray, after: np.ndarray, ridge: float
) -> Callable[[float], float]:
    """What gives, for a supposed effect, the share of stretches as far off as the campaign's."""
    model, days = Synthetic(others), np.arange(len(own))
    step = np.isin(days, after).astype(float)

    def p(effect: float) -> float:
        supposed = own - effect * step
        gap = model.gap(supposed, others, days, ridge)
        ring = np.cumsum(np.r_[0.0, gap, gap])
        sums = np.abs(ring[days + len(after)] - ring[days])
        # The campaign counts twice, on the safe side, as in any test by few permutations.
        return float((sums >= sums[after[0]] - 1e-12).sum() + 1) / (len(own) + 1)

    return p


def end(test: Callable[[float], float], value: float, step: float, alpha: float) -> float:
    """Where, from a value in the direction of a step, effects are no longer believed."""
    step = step or 1e-9
    inner, outer = value, value + step
    for _doubling in range(_DOUBLINGS):
        if test(outer) <= alpha:
            break
        inner, outer = outer, value + 2 * (outer - value)
    for _halving in range(_HALVINGS):
        middle = (inner + outer) / 2
        inner, outer = (inner, middle) if test(middle) <= alpha else (middle, outer)
    return outer
