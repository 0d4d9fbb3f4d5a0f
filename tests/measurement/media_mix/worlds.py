"""Made media panels with known truth: of the fitted family, and of others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.signal import lfilter

from taller.measurement.media_mix import Panel

KINDS: dict[str, dict[str, Any]] = {
    "exponential": {"saturation": "exponential"},
    "delayed": {"adstock": "delayed"},
    "break": {"trend": "break"},
    "wandering": {"trend": "wandering"},
    "collinear": {"together": 0.95},
    "always on": {"flighted": False},
}
"""Worlds that are not of the fitted family, each otherwise in one thing."""


@dataclass(frozen=True)
class World:
    """A panel, what each channel truly sold, (R, T, C), and what other spend would have sold."""

    panel: Panel
    truth: np.ndarray
    sold: Callable[[np.ndarray], np.ndarray]  # of spend (T, C) of a first region, from its start


def made(
    seed: int, *, weeks: int = 104, regions: int = 1, channels: int = 4, noise: float = 0.09,
    saturation: str = "hill", adstock: str = "geometric", trend: str = "straight",
    flighted: bool = True, together: float = 0.0, demand: float = 0.0, follow: float = 1.0,
    followers: int = 1, memory: float = 0.8,
) -> World:  # fmt: skip
    """By default of the fitted family: geometric adstock, Hill's curve, a trend, a sine of a year.

    Channels are on for a few weeks and off for others, as in the published recovery sets; carry 0
    to .5, half of the full effect at .4 to 1.4 of the most spent, slope .5 to 2.

    Parameters
    ----------
    together : how much of a channel's spend all channels share, 0 to 1
    demand : standard deviation of a hidden driver of sales, as a share of the level without media
    follow : by how much the logarithm of the followers' spend moves with it, per deviation
    followers : channels whose spend follows the hidden driver
    memory : of the hidden driver, from week to week
    """
    rng = np.random.default_rng(seed)
    shape = (regions, weeks, channels)
    carry, half = rng.uniform(0, 0.5, channels), rng.uniform(0.4, 1.4, channels)
    slope = rng.choice([0.5, 0.8, 1, 1.2, 1.5, 2.0], channels)
    full = rng.uniform(0.4, 1.5, channels) * 8 / (channels + 4)
    controls = np.where(rng.random((regions, weeks, 2)) < 0.2,
                        rng.gamma(2, 0.05, (regions, weeks, 2)), 0.0)  # fmt: skip
    spend, truth, sales = np.zeros(shape), np.zeros(shape), np.zeros((regions, weeks))
    shared = _flights(rng, weeks)
    hidden = _wander(rng, weeks, memory) if demand else np.zeros(weeks)
    for r in range(regions):
        size = rng.uniform(0.8, 1.2)
        level = size * (_trend(rng, weeks, trend) + _season(rng, weeks) + demand * hidden)
        for c in range(channels):
            own = _flights(rng, weeks) if flighted else _always_on(rng, weeks)
            money = (1 - together) * own / own.max() + together * shared / shared.max()
            money *= np.exp(follow * hidden) if c < followers else 1.0
            spend[r, :, c] = money * rng.uniform(50, 800)
            stock = _stock(spend[r, :, c] / spend[r, :, c].max(), carry[c], adstock)
            truth[r, :, c] = full[c] * _saturated(stock, half[c], slope[c], saturation)
        sales[r] = level + size * noise * rng.standard_normal(weeks) + truth[r].sum(axis=1)
        sales[r] += controls[r].sum(axis=1) * rng.choice([-1, 1])
    names = [f"channel {c}" for c in range(channels)]
    most = spend[0].max(axis=0)

    def sold(other: np.ndarray) -> np.ndarray:
        return np.column_stack([
            full[c] * _saturated(_stock(other[:, c] / most[c], carry[c], adstock), half[c],
                                 slope[c], saturation)
            for c in range(channels)
        ])  # fmt: skip

    days = np.datetime64("2023-01-02") + 7 * np.arange(weeks)
    where = [f"region {r}" for r in range(regions)]
    panel = Panel.of(days, names, spend, sales, regions=where, controls=controls)
    return World(panel, truth, sold)


def _season(rng: np.random.Generator, weeks: int) -> np.ndarray:
    angle = 2 * np.pi * np.arange(weeks) / 52 + rng.uniform(-0.2, 0.2)
    return rng.uniform(0.1, 0.4) * np.sin(angle)


def _trend(rng: np.random.Generator, weeks: int, kind: str) -> np.ndarray:
    """Level 1 with a straight trend; a break; or one that wanders."""
    time = np.arange(weeks)
    level = 1 + rng.uniform(-0.001, 0.002) * time
    if kind == "break":
        begin = rng.integers(weeks // 4, 3 * weeks // 4)
        level = level + np.where(time >= begin, rng.choice([-1, 1]) * rng.uniform(0.15, 0.35), 0)
    if kind == "wandering":
        level = level + 0.03 * np.cumsum(rng.standard_normal(weeks))
    return level


def _wander(rng: np.random.Generator, weeks: int, memory: float) -> np.ndarray:
    """Autoregressive, of standard deviation 1."""
    pushed = rng.standard_normal(weeks + 50) * (1 - memory**2) ** 0.5
    return lfilter([1], [1, -memory], pushed)[50:]


def _stock(spend: np.ndarray, carry: float, kind: str) -> np.ndarray:
    if kind == "geometric":
        return lfilter([1], [1, -carry], spend)
    lags = np.arange(8)
    weights = (0.3 + carry) ** ((lags - 1.5) ** 2)  # strongest after a week or two
    return lfilter(weights / weights.max(), [1], spend)


def _saturated(stock: np.ndarray, half: float, slope: float, kind: str) -> np.ndarray:
    if kind == "exponential":
        return 1 - np.exp(-np.log(2) * stock / half)
    return stock**slope / (stock**slope + half**slope)


def _flights(rng: np.random.Generator, weeks: int) -> np.ndarray:
    """On and off for one to five weeks, with a trend, a season or neither."""
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
    return spend if spend.max() > 0 else np.where(time < 5, 1.0, 0.0)


def _always_on(rng: np.random.Generator, weeks: int) -> np.ndarray:
    """Never off, moving by some 40 % for weeks."""
    return np.exp(0.4 * _wander(rng, weeks, 0.5))
