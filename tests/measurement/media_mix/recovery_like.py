"""Sets of the kind of pymc-labs/mmm-param-recovery's small one, with other draws and other truths.

As its generator says: spend in campaigns that rise and fade, in campaigns of two seasons, and on
and off; carry-over of eight weeks; Hill's curve of spend as a share of the most; a sine of 52
weeks; noise of a tenth of the level; two controls that are mostly 0.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from taller.measurement.media_mix import Panel

Pattern = Callable[[np.random.Generator], np.ndarray]

WEEKS, BASE, SEASON, NOISE = 104, 5000.0, 0.2, 0.1
PUBLISHED = {"carry": [0, 0.2, 0.4, 0.3], "slope": [1, 1.5, 1, 2], "half": [1, 0.8, 1.5, 0.5],
             "full": [1.5, 1.2, 0.9, 1.2]}  # fmt: skip
SLOPES = [0.5, 0.8, 1, 1.2, 1.5, 2]
DAYS = np.datetime64("2020-01-05") + 7 * np.arange(WEEKS)


def like_small(seed: int, *, other_truth: bool = False) -> tuple[Panel, np.ndarray]:
    """A set and what each channel truly sold, (1, T, 4).

    Parameters
    ----------
    other_truth : whether carry, slope, half and full effects are drawn too, from what all sets of
        the generator use
    """
    rng = np.random.default_rng(seed)
    true = _drawn(rng) if other_truth else PUBLISHED
    level = BASE * rng.uniform(0.9, 1.1) * (1 + SEASON * np.sin(2 * np.pi * np.arange(WEEKS) / 52))
    sales = level * (1 + NOISE * rng.standard_normal(WEEKS))
    controls = np.column_stack([_on_off(rng, 0.5, 0.04, 3, 5), _on_off(rng, 0.5, 0.1, 1, 4)])
    sales += controls @ [50.0, 25.0]
    spend = np.column_stack([_paid(rng, make) for make in PATTERNS])
    truth = np.column_stack([
        BASE * full * _hill(np.convolve(x, carry ** np.arange(8))[:WEEKS], half, slope)
        for x, carry, slope, half, full in zip((spend / spend.max(axis=0)).T, *true.values(),
                                               strict=True)
    ])  # fmt: skip
    names = [f"channel {c}" for c in range(len(PATTERNS))]
    panel = Panel.of(DAYS, names, 100 * spend[None], (sales + truth.sum(axis=1))[None],
                     controls=controls[None])  # fmt: skip
    return panel, truth[None]


def _drawn(rng: np.random.Generator) -> dict[str, np.ndarray]:
    return {"carry": rng.uniform(0, 0.5, 4), "slope": rng.choice(SLOPES, 4),
            "half": rng.uniform(0.3, 1.5, 4), "full": rng.uniform(0.3, 1.5, 4)}  # fmt: skip


def _hill(stock: np.ndarray, half: float, slope: float) -> np.ndarray:
    return stock**slope / (stock**slope + half**slope)


def _paid(rng: np.random.Generator, make: Pattern) -> np.ndarray:
    """Spend of a pattern, drawn again where there is none at all."""
    while (spend := make(rng)).max() <= 0:
        pass
    return spend


def _campaigns(rng: np.random.Generator, size: float, rise: float = 0.0) -> np.ndarray:
    """Autoregressive of two weeks, never below 0, rising along the weeks."""
    spend = rng.normal(0, size, WEEKS)
    for t in range(2, WEEKS):
        pushed = rng.normal(-0.1 * spend[t - 1], size)
        spend[t] = max(0.0, 0.7 * spend[t - 1] + 0.3 * spend[t - 2] + pushed)
    return np.maximum(spend * (1 + np.linspace(0, rise * WEEKS, WEEKS)), 0)


def _two_seasons(rng: np.random.Generator) -> np.ndarray:
    day = (DAYS - DAYS.astype("datetime64[Y]")).astype(int) + 1
    return np.maximum(_campaigns(rng, 0.3) * 0.4 * np.cos(0.5 + 4 * np.pi * day / 365.25), 0)


def _on_off(
    rng: np.random.Generator, size: float, often: float, shortest: int, longest: int
) -> np.ndarray:
    on, t = np.zeros(WEEKS), 0
    while t < WEEKS:
        if rng.random() < often:
            length = int(rng.integers(shortest, longest + 1))
            on[t : t + length] = 1
            t += length
        t += 1
    return np.maximum(np.where(on > 0, on + rng.normal(0, size, WEEKS), 0), 0)


PATTERNS: tuple[Pattern, ...] = (
    lambda rng: _campaigns(rng, 0.8, 0.004), _two_seasons,
    lambda rng: _on_off(rng, 0.6, 0.3, 2, 4), lambda rng: _on_off(rng, 0.5, 0.2, 1, 1),
)  # fmt: skip
