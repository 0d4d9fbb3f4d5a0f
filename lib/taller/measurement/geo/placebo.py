"""Placebos: what the method finds where, or when, there was no campaign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from taller.measurement.estimates import generator
from taller.measurement.geo.panel import LEAST_BEFORE, split
from taller.measurement.geo.synthetic import Synthetic, chosen_ridge


def placebo_regions(
    panel: pd.DataFrame, treated: Sequence[Any], start: Any, *, draws: int = 50, seed: int = 0
) -> pd.DataFrame:
    """The same days in sets of as many other regions, which had no campaign.

    Returns
    -------
    (draws, ...) ``regions``, ``lift`` (share), ``ratio``: how far beyond the gap before the start;
    the first row is the campaign's own. Its rank among all by size of ``ratio`` is a test.

    References
    ----------
    Abadie, Diamond, Hainmueller (2010), section 2.4.
    """
    rng = generator(seed, "placebo regions")
    others = [name for name in panel.columns if name not in set(treated)]
    rows = [(tuple(treated), *_found(panel, treated, start))]
    size = min(len(treated), len(others) - 2)
    drawn = {tuple(sorted(rng.choice(len(others), size, replace=False))) for _draw in range(draws)}
    for places in sorted(drawn):
        names = [others[i] for i in places]
        rows.append((tuple(names), *_found(panel[others], names, start)))
    return pd.DataFrame(rows, columns=["regions", "lift", "ratio"])


def placebo_dates(panel: pd.DataFrame, treated: Sequence[Any], start: Any) -> pd.DataFrame:
    """The same regions, as if campaigns as long had begun earlier; only days before each are used.

    Returns
    -------
    ``start``, ``lift``, ``ratio``, the latest first; empty where the days before are too few
    """
    rows = [
        (window.index[-days], *_found(window, treated, window.index[-days]))
        for window, days in windows(panel, start)
    ]
    return pd.DataFrame(rows, columns=["start", "lift", "ratio"])


def windows(
    panel: pd.DataFrame, start: Any, days: int | None = None
) -> Iterator[tuple[pd.DataFrame, int]]:
    """Earlier stretches of a panel that end in as many days as the campaign has, the latest first.

    Parameters
    ----------
    days : of the campaign; None: from its start to the panel's end
    """
    before = int((panel.index < pd.Timestamp(start)).sum())
    length = days or len(panel) - before
    least = max(LEAST_BEFORE, 2 * length)
    for stop in range(before, least + length - 1, -length):
        yield panel.iloc[:stop], length


def _found(panel: pd.DataFrame, treated: Sequence[Any], start: Any) -> tuple[float, float]:
    """Lift, and its ratio to the gap before the start."""
    own, others, before = split(panel, treated, start)
    ridge = chosen_ridge(own[before], others[before])
    gap = Synthetic(others[before]).gap(own, others, before, ridge)
    effect = gap[len(before) :].mean()
    error = max(float(np.sqrt((gap[before] ** 2).mean())), 1e-12)
    return float(effect / (own[len(before) :].mean() - effect)), float(effect / error)
