"""What a fit may say of each channel: whether its figure is its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from taller.measurement.estimates import MIDDLE
from taller.measurement.media_mix.baseline import Baseline
from taller.measurement.media_mix.checks import Checks
from taller.measurement.media_mix.panel import Panel

Verdict = Literal["told_apart", "not_told_apart", "hidden_driver", "no_spend", "too_flat"]
"""``told_apart``: its sales are known within half of their value. ``not_told_apart``: they are not,
or its spend moves with other channels' alone; ``with_`` names the channels that it may be taken for
(none: level, trend or season).
``hidden_driver``: something unseen seems to move both its spend and sales. ``too_flat``: its spend
hardly moves but with trend and season, so what it sells was assumed, not seen."""

SURE = 0.5  # half of an interval, as a share of its middle, within which sales are known
AGAINST = -0.3  # correlation of two channels' draws below which what one gains the other loses
FLAT = 0.1  # of its mean, by which spend has to move beside trend, season and other channels


@dataclass(frozen=True)
class Told:
    """One channel's verdict.

    Attributes
    ----------
    with_ : channels that its sales may be taken for
    withstands : how much of what is left both of spend and of sales a hidden driver would have to
        explain for nothing to be left of the effect, as a share; small is fragile
    """

    channel: str
    verdict: Verdict
    with_: tuple[str, ...] = ()
    withstands: float = 0.0


def told(panel: Panel, totals: np.ndarray, known: Baseline, checks: Checks) -> tuple[Told, ...]:
    """The verdict of each channel, from draws of what it sold (D, C)."""
    low, high = np.quantile(totals, MIDDLE, axis=0)
    middle, spread = totals.mean(axis=0), totals.std(axis=0)
    wide = (high - low) / 2 > SURE * middle
    beside, alone = _moves(panel, known)
    flat, mixed = beside < FLAT, alone < FLAT
    ratio = np.divide(middle, spread, out=np.zeros_like(middle), where=spread > 0)
    found = []
    for c, name in enumerate(panel.channels):
        partners: tuple[str, ...] = ()
        if not panel.spend[:, :, c].any():
            verdict: Verdict = "no_spend"
        elif flat[c]:
            verdict = "too_flat"
        elif checks.suspects[c]:
            verdict = "hidden_driver"
        elif wide[c] or mixed[c]:
            verdict, partners = "not_told_apart", _partners(panel, totals, c)
        else:
            verdict = "told_apart"
        found.append(Told(name, verdict, partners, withstands(ratio[c], panel.sales.size)))
    return tuple(found)


def withstands(ratio: float, free: int) -> float:
    """The robustness value of an effect that is so many times its error.

    References
    ----------
    Cinelli, Hazlett (2020), "Making sense of sensitivity: extending omitted variable bias", eq. 21.

    >>> round(withstands(2.0, 100), 3)  # f = 2/10, f^2 = .04: (sqrt(.0016 + .16) - .04) / 2
    0.181
    """
    f2 = ratio**2 / free
    return float(((f2**2 + 4 * f2) ** 0.5 - f2) / 2)


def _moves(panel: Panel, known: Baseline) -> tuple[np.ndarray, np.ndarray]:
    """(C,) how much spend moves beside trend and season, and beside the other channels as well.

    Each as a share of its mean. What moves with others alone is shared out by what was assumed of
    channels, however narrow its interval.
    """
    spend = panel.spend.transpose(2, 0, 1)
    mean = np.maximum(spend.mean(axis=(1, 2)), 1e-300)
    white = known.whiten(spend, 0)
    rows = (white / mean[:, None, None]).reshape(len(spend), -1)
    alone = np.zeros(len(rows))
    for c, own in enumerate(rows):
        others = np.delete(rows, c, axis=0).T
        alone[c] = (own - others @ np.linalg.lstsq(others, own, rcond=None)[0]).std()
    return white.std(axis=-1).mean(axis=-1) / mean, alone


def _partners(panel: Panel, totals: np.ndarray, c: int) -> tuple[str, ...]:
    alike = [float(np.corrcoef(totals[:, c], other)[0, 1]) if other.std() > 0 else 0.0
             for other in totals.T]  # fmt: skip
    return tuple(name for name, r in zip(panel.channels, alike, strict=True) if r < AGAINST)
