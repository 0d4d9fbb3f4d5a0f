"""Signs that something unseen moves sales, or both sales and spend.

What is left of sales after trend, season, controls and media is looked at in three ways: whether it
remembers itself from week to week; whether regions share it; whether spend of the weeks to come
tells it. No cause acts before it happens, but a hidden driver that lasts moves today's sales and
tomorrow's spend. A driver that lasts no longer than a week, or that spend follows without any whim
of its own, leaves no sign: only a trial shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from taller.measurement.media_mix import shapes
from taller.measurement.media_mix.baseline import Baseline
from taller.measurement.media_mix.curves import most_spent
from taller.measurement.media_mix.draws import Draws
from taller.measurement.media_mix.panel import Panel

RATE = 0.05  # of false alarms of all tests together, where nothing is hidden
LAGS, FADES = 6, 0.75  # weeks looked back and ahead, and what a further week weighs
FEWEST_REGIONS = 3


@dataclass(frozen=True)
class Checks:
    """p-values: small where something is hidden.

    Attributes
    ----------
    memory : what is left remembers itself
    common : regions share it; 1 where there are fewer than three
    ahead : (C,) spend of the weeks to come tells it
    ahead_all : the same of all channels' together
    """

    memory: float
    common: float
    ahead: np.ndarray
    ahead_all: float

    @property
    def few_regions(self) -> bool:
        """Whether there are too few regions to tell what they share."""
        return self.common == 1.0

    @property
    def unseen(self) -> bool:
        """Whether something beside the panel moves sales, or sales and spend."""
        each = [self.memory, self.common, self.ahead_all, float(self.ahead.min()) * len(self.ahead)]
        tests = len(each) - self.few_regions
        return min(each) < RATE / tests

    @property
    def suspects(self) -> np.ndarray:
        """(C,) channels whose spend seems to follow what is unseen."""
        return self.unseen & (self.ahead < RATE)


def check(panel: Panel, drawn: Draws, known: Baseline, added: np.ndarray) -> Checks:
    """Look at what is left of sales.

    Parameters
    ----------
    added : (R, T) what all channels added, at the mean of the draws
    """
    means = panel.sales.mean(axis=1)
    plain = (panel.sales - added) / means[:, None]
    whole, rest = (
        one / one.std(axis=1, keepdims=True)
        for one in (known.whiten(plain, 0), known.whiten(plain - drawn.common.mean(axis=0), 0))
    )
    ahead = _ahead(panel, drawn, known, rest)
    return Checks(
        _memory(rest), _common(whole), 2 * stats.norm.sf(np.abs(ahead)),
        float(stats.norm.sf(ahead.sum() / len(ahead) ** 0.5)),
    )  # fmt: skip


def _memory(rest: np.ndarray) -> float:
    """One-sided: correlations of up to six weeks, the nearer the heavier."""
    weeks = rest.shape[1]
    weights = FADES ** np.arange(1, LAGS + 1)
    pairs = [(rest[:, lag:] * rest[:, :-lag]).sum() / rest.size for lag in range(1, LAGS + 1)]
    # What is left adds up to nothing in each region, which pulls correlations down by 1 / weeks.
    size = weights @ (np.array(pairs) + 1 / weeks) * rest.size**0.5
    return float(stats.norm.sf(size / np.linalg.norm(weights)))


def _common(rest: np.ndarray) -> float:
    if len(rest) < FEWEST_REGIONS:
        return 1.0
    return float(stats.chi2.sf((rest.sum(axis=0) ** 2 / len(rest)).sum(), rest.shape[1]))


def _ahead(panel: Panel, drawn: Draws, known: Baseline, rest: np.ndarray) -> np.ndarray:
    """t of each channel's spend of the weeks to come, beside all that acts now, (C,)."""
    spend = panel.spend.transpose(2, 0, 1) / most_spent(panel)[:, :, None]

    def white(values: np.ndarray) -> np.ndarray:
        return known.whiten(values, 0).ravel()

    curves = [
        white(np.mean([shapes.effect(x, shape) for shape in drawn.shape[::8, c]], axis=0))
        for c, x in enumerate(spend)
    ]
    found = np.zeros(len(spend))
    for c, x in enumerate(spend):
        level, on = _levels(x)
        before = np.pad(x, ((0, 0), (1, 0)))[:, :-1]
        acting = np.column_stack([*curves, white(x), white(before), white(level)])
        coming, left = (
            values - acting @ np.linalg.lstsq(acting, values, rcond=None)[0]
            for values in (white(_coming(level, on)), rest.ravel())
        )
        size = float((coming @ coming) * (left @ left))
        if size > 1e-12:
            free = rest.size - acting.shape[1] - 8 * len(rest)
            r = float(coming @ left) / size**0.5
            found[c] = r * (free / (1 - r * r)) ** 0.5
    return found


def _levels(spend: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Logarithm of spend beside its mean in the weeks it is on, 0 in others; and when it is on."""
    on = spend > 0
    level = np.log(np.where(on, spend, 1.0))
    middle = level.sum(axis=1, keepdims=True) / np.maximum(on.sum(axis=1, keepdims=True), 1)
    return np.where(on, level - middle, 0.0), on


def _coming(level: np.ndarray, on: np.ndarray) -> np.ndarray:
    """The mean level of the next six weeks that are on, the nearer the heavier."""
    sums, weights = np.zeros(level.shape), np.zeros(level.shape)
    for lag in range(1, LAGS + 1):
        sums[:, :-lag] += FADES**lag * level[:, lag:]
        weights[:, :-lag] += FADES**lag * on[:, lag:]
    return sums / np.maximum(weights, 1.0)
