"""Made media panels with known truth: of the fitted family, and of others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter

from taller.measurement.media_mix import Panel


@dataclass(frozen=True)
class World:
    """A panel and what each channel truly sold, (R, T, C)."""

    panel: Panel
    truth: np.ndarray


def family(
    seed: int, *, weeks: int = 104, regions: int = 1, channels: int = 4, noise: float = 0.09
) -> World:
    """Of the fitted family: geometric adstock, Hill's curve, straight trend, a sine of a year.

    Channels are on for a few weeks and off for others, as in the published recovery sets; carry 0
    to .5, half of the full effect at .4 to 1.4 of the most spent, slope .5 to 2.
    """
    rng = np.random.default_rng(seed)
    time, shape = np.arange(weeks), (regions, weeks, channels)
    carry, half = rng.uniform(0, 0.5, channels), rng.uniform(0.4, 1.4, channels)
    slope = rng.choice([0.5, 0.8, 1, 1.2, 1.5, 2.0], channels)
    full = rng.uniform(0.4, 1.5, channels) * 8 / (channels + 4)
    spend, truth, sales = np.zeros(shape), np.zeros(shape), np.zeros((regions, weeks))
    controls = np.where(rng.random((regions, weeks, 2)) < 0.2,
                        rng.gamma(2, 0.05, (regions, weeks, 2)), 0.0)  # fmt: skip
    for r in range(regions):
        season = rng.uniform(0.1, 0.4) * np.sin(2 * np.pi * time / 52 + rng.uniform(-0.2, 0.2))
        level = rng.uniform(0.8, 1.2) * (1 + rng.uniform(-0.001, 0.002) * time + season)
        for c in range(channels):
            spend[r, :, c] = flighted(rng, weeks)
            stock = lfilter([1], [1, -carry[c]], spend[r, :, c] / spend[r, :, c].max())
            power = stock ** slope[c]
            truth[r, :, c] = full[c] * power / (power + half[c] ** slope[c])
        sales[r] = level * (1 + noise * rng.standard_normal(weeks)) + truth[r].sum(axis=1)
        sales[r] += controls[r].sum(axis=1) * rng.choice([-1, 1])
    names = [f"channel {c}" for c in range(channels)]
    days = np.datetime64("2023-01-02") + 7 * time
    where = [f"region {r}" for r in range(regions)]
    panel = Panel.of(days, names, spend, sales, regions=where, controls=controls)
    return World(panel, truth)


def flighted(rng: np.random.Generator, weeks: int) -> np.ndarray:
    """Spend of a channel that is on and off for one to five weeks, with a trend or a season."""
    on, often, start = np.zeros(weeks, dtype=bool), rng.uniform(0.15, 0.8), 0
    while start < weeks:
        length = rng.integers(1, 6)
        on[start : start + length] = rng.random() < often
        start += length
    time, pattern = np.arange(weeks), rng.integers(3)
    level = np.ones(weeks)
    if pattern == 0:
        level = 1 + rng.uniform(-0.004, 0.01) * time
    if pattern == 1:
        level = 1 + 0.5 * np.sin(2 * np.pi * time / 52 + rng.uniform(0, 6))
    spend = np.maximum(level * (1 + 0.25 * rng.standard_normal(weeks)), 0.05) * on
    spend *= rng.uniform(50, 800)
    return spend if spend.max() > 0 else np.where(time < 5, 1.0, 0.0)
