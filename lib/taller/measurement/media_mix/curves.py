"""Response curves: what spend to come would sell, draw by draw, carry-over included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taller.measurement.media_mix import shapes
from taller.measurement.media_mix.baseline import Baseline, design
from taller.measurement.media_mix.draws import Draws
from taller.measurement.media_mix.panel import Panel

LATELY, TODAY = 52, 4  # weeks by which a channel's spend is split over regions; of today's spend


@dataclass(frozen=True)
class Curves:
    """What a panel and its draws say of weeks to come, all regions together.

    Spend of a channel is split over regions as over the panel's last 52 weeks. Spend beyond
    ``observed_most`` is extrapolated by the curve's form alone: no data speak of it.

    Attributes
    ----------
    channels : names
    today, observed_mean, observed_most : (C,) spend a week: of the last four weeks, of all, and the
        most there ever was
    """

    panel: Panel
    drawn: Draws
    known: Baseline
    seed: int

    @property
    def channels(self) -> tuple[str, ...]:
        """Names, in the order of every array's last axis."""
        return self.panel.channels

    @property
    def draws(self) -> int:
        """How many draws each answer holds."""
        return len(self.drawn.drift)

    @property
    def today(self) -> np.ndarray:
        """Mean weekly spend of the last four weeks, (C,)."""
        return self.panel.spend.sum(axis=0)[-TODAY:].mean(axis=0)

    @property
    def observed_mean(self) -> np.ndarray:
        """Mean weekly spend over the panel, (C,)."""
        return self.panel.spend.sum(axis=0).mean(axis=0)

    @property
    def observed_most(self) -> np.ndarray:
        """The most that was spent in a week, (C,)."""
        return self.panel.spend.sum(axis=0).max(axis=0)

    def weeks(self, count: int) -> np.ndarray:
        """First days of the weeks after the panel's last."""
        return self.panel.weeks[-1] + 7 * np.arange(1, count + 1)

    def weekly(self, spend: np.ndarray, *, from_today: bool = True) -> np.ndarray:
        """Sales that a plan adds, (D, W, C).

        Parameters
        ----------
        spend : (W, C) money in each week to come
        from_today : whether earlier spend still acts, and saturates with what is to come
        """
        plan = np.maximum(np.asarray(spend, dtype=float), 0.0)  # a solver ends a hair below
        found = np.zeros((self.draws, *plan.shape))
        for c, (share, most) in enumerate(zip(self._split().T, self._most().T, strict=True)):
            shape = self.drawn.shape[:, c]  # (D, 3)
            kept = shapes.carry(shape)[:, None]
            stock = self._carried(c, kept) if from_today else np.zeros((self.draws, len(share)))
            for w, money in enumerate(plan[:, c]):
                stock = kept * stock + money * share / most
                found[:, w, c] = self._sold(c, shapes.saturated(stock, shape[:, None]))
        return found

    def steady(self, spend: np.ndarray) -> np.ndarray:
        """Sales a week if so much were spent every week, (D, ..., C) of spend (..., C)."""
        spend = np.maximum(np.asarray(spend, dtype=float), 0.0)
        found = np.zeros((self.draws, *spend.shape))
        for c, (share, most) in enumerate(zip(self._split().T, self._most().T, strict=True)):
            shape = self.drawn.shape[:, c]
            longest = 1 / (1 - shapes.carry(shape))
            for at, money in np.ndenumerate(spend[..., c]):
                stock = longest[:, None] * money * share / most
                curve = shapes.saturated(stock, shape[:, None])
                found[(slice(None), *at, c)] = self._sold(c, curve)
        return found

    def baseline(self, count: int) -> np.ndarray:
        """Sales of weeks to come without any media, (D, W): controls at their mean."""
        usual = self.panel.controls.mean(axis=1, keepdims=True).repeat(count, axis=1)
        rng = np.random.default_rng([self.seed, count])
        added = contributions(self.panel, self.drawn).sum(axis=-1)
        ahead = without_media(self.panel, self.drawn, self.known, added, usual, rng)
        return ahead.sum(axis=1)

    def _split(self) -> np.ndarray:
        """(R, C) shares of a channel's spend."""
        late = self.panel.spend[:, -LATELY:].sum(axis=1)
        ever = self.panel.spend.sum(axis=1)
        spent = np.where(late.sum(axis=0) > 0, late, ever)
        total = spent.sum(axis=0)
        return np.where(total > 0, spent / np.maximum(total, 1e-300), 1 / len(spent))

    def _most(self) -> np.ndarray:
        return most_spent(self.panel).T

    def _carried(self, c: int, kept: np.ndarray) -> np.ndarray:
        """(D, R) adstock at the panel's end."""
        back = np.arange(len(self.panel.weeks))[::-1]
        past = self.panel.spend[:, :, c] / self._most()[:, [c]]
        return (kept ** back[None, :]) @ past.T

    def _sold(self, c: int, curve: np.ndarray) -> np.ndarray:
        """(D,) sales of effects (D, R) from 0 to 1."""
        return (self.drawn.effect[:, c] * curve) @ self.panel.sales.mean(axis=1)


def most_spent(panel: Panel) -> np.ndarray:
    """(C, R) the most of a week, by which spend is told; of a region without spend, the others'."""
    most = panel.spend.max(axis=1).T
    least = np.where(most.max(axis=1, keepdims=True) > 0, most.max(axis=1, keepdims=True), 1.0)
    return np.where(most > 0, most, least)


def contributions(panel: Panel, drawn: Draws, *, ahead: Panel | None = None) -> np.ndarray:
    """Sales that each channel added, (D, R, T, C) of float32.

    Parameters
    ----------
    ahead : a panel that goes on after the fitted one, where its weeks are wanted too
    """
    spent = (ahead or panel).spend
    spend = spent.transpose(2, 0, 1) / most_spent(panel)[:, :, None]
    means = panel.sales.mean(axis=1)
    found = np.empty((len(drawn.drift), *spent.shape), dtype=np.float32)
    for d in range(len(found)):
        for c in range(len(spend)):
            curve = shapes.effect(spend[c], drawn.shape[d, c])
            found[d, :, :, c] = (drawn.effect[d, c] * means)[:, None] * curve
    return found


def without_media(
    panel: Panel,
    drawn: Draws,
    known: Baseline,
    added: np.ndarray,
    controls: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Sales without media in the weeks after a panel, (D, R, W), without the noise of a week.

    The drift goes on from where it is, as Brownian motion does.

    Parameters
    ----------
    added : (D, R, T) what media added in the panel
    controls : (R, W, K) of the weeks to come
    """
    count, means = controls.shape[1], panel.sales.mean(axis=1)
    at = panel.weeks[-1] + 7 * np.arange(1, count + 1)
    ahead = np.stack([
        [design(at, panel.weeks, controls[r], panel.controls[r], *size) for r in range(len(means))]
        for size in known.sizes
    ])  # fmt: skip
    found = np.zeros((len(drawn.drift), len(means), count))
    for d, drift in enumerate(drawn.drift):
        rest = (panel.sales - added[d]) / means[:, None] - drawn.common[d]
        weights = known.coefficients(rest, drawn.noise[d], int(drift), rng)
        found[d] = np.matmul(ahead[drift], weights[..., None])[..., 0]
    drifts = np.array(known.sizes)[drawn.drift, 0]
    step = np.sqrt(drifts[:, None] * drawn.noise / len(panel.weeks))
    found += np.cumsum(step[..., None] * rng.standard_normal(found.shape), axis=-1)
    if drawn.common.any():  # what a week to come brings to all regions alike
        brought = drawn.common_size[:, None] * rng.standard_normal((len(found), count))
        found += brought[:, None]
    return found * means[:, None]
