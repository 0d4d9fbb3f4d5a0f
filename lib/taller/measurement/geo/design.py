"""Which regions, for how long, at what cost: what a trial could see, tried on the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from taller.errors import DataError
from taller.measurement.estimates import LEVEL, generator
from taller.measurement.geo.panel import split
from taller.measurement.geo.placebo import windows
from taller.measurement.geo.synthetic import Synthetic, chosen_ridge
from taller.measurement.geo.trial import end, null_test

POWER = 0.8


def candidate_sets(
    panel: pd.DataFrame, size: int, *, count: int = 20, seed: int = 0
) -> list[tuple[Any, ...]]:
    """Sets of so many regions, drawn by lot, those first whose sum moves most like all others'.

    Drawn by lot, since regions that somebody picked differ in more than the campaign.
    """
    rng = generator(seed, "sets", size)
    drawn = {
        tuple(sorted(rng.choice(panel.shape[1], size, replace=False))) for _i in range(10 * count)
    }
    change = (panel / panel.mean()).to_numpy()

    def likeness(places: tuple[int, ...]) -> float:
        rest = np.setdiff1d(np.arange(panel.shape[1]), places)
        own, others = change[:, list(places)].mean(axis=1), change[:, rest].mean(axis=1)
        return float((own - others).std())

    best = sorted(sorted(drawn), key=likeness)[:count]
    return [tuple(panel.columns[list(places)]) for places in best]


def designs(
    panel: pd.DataFrame,
    *,
    sets: Sequence[Sequence[Any]],
    days: Sequence[int],
    daily_cost: float | Mapping[Any, float] = 0.0,
    power: float = POWER,
) -> pd.DataFrame:
    """What each set of regions and length could see, from campaigns that never were.

    For each stretch of the past, an effect of any size is put in and tested as `geo_effect` would.
    The smallest one that is seen in a share ``power`` of the stretches is what can be detected.
    No new tests are needed for each size: whether an effect is seen where there was none is whether
    its negative lies outside the interval.

    Parameters
    ----------
    panel : days without campaign
    daily_cost : of one region and day, or of each by name

    Returns
    -------
    One row each, the smallest lift first: ``regions``, ``days``, ``cost``, ``stretches`` tried,
    ``smallest_lift`` (share), ``smallest_total`` (in the panel's unit, over all days and regions)

    Raises
    ------
    DataError
        If no length leaves a stretch of the past to try it on.
    """
    rows = []
    for regions in sets:
        for length in days:
            tried = [_seen(window, regions, n) for window, n in _past(panel, length)]
            if not tried:
                continue
            lift = float(np.quantile(tried, power))
            a_day = float(panel[list(regions)].sum(axis=1).mean())
            cost = sum(
                daily_cost[name] if isinstance(daily_cost, Mapping) else daily_cost
                for name in regions
            )
            rows.append((tuple(regions), length, cost * length, len(tried), lift,
                         lift * a_day * length))  # fmt: skip
    if not rows:
        raise DataError("geo trial", f"{len(panel)} days are too few to try {list(days)} days on")
    columns = ["regions", "days", "cost", "stretches", "smallest_lift", "smallest_total"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values("smallest_lift", kind="stable", ignore_index=True)


def _past(panel: pd.DataFrame, length: int) -> list[tuple[pd.DataFrame, int]]:
    after = panel.index[-1] + pd.Timedelta(days=1)
    return list(windows(panel, after, length))


def _seen(window: pd.DataFrame, regions: Sequence[Any], length: int) -> float:
    """The smallest rise that would have been told from nothing in this stretch, as a share."""
    own, others, before = split(window, regions, window.index[-length])
    ridge = chosen_ridge(own[before], others[before])
    gap = Synthetic(others[before]).gap(own, others, before, ridge)
    after = np.arange(len(before), len(own))
    low = end(
        null_test(own, others, after, ridge), float(gap[after].mean()), -float(gap[before].std()),
        1 - LEVEL,
    )  # fmt: skip
    return max(-low, 0.0)
