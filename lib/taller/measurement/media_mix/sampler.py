"""The sampler: shapes by Metropolis, the rest by Gibbs, the baseline integrated out.

A channel's shape is proposed with its effects integrated out (they are normal, cut at zero), given
the other channels; then its effects are drawn. Effects of one channel over regions share a mean and
a spread; where there is one region, those of all channels do. What all channels add together is a
share of sales that is half-normal beforehand: weeks in which spend moves with the season alone, or
is never off, hardly tell media from level, and should not make most of sales media's.

References
----------
van Dyk, Park (2008), "Partially collapsed Gibbs samplers".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import log_ndtr, ndtr, ndtri

from taller.controls.progress import following
from taller.measurement.media_mix import shapes
from taller.measurement.media_mix.baseline import Baseline
from taller.measurement.media_mix.draws import Draws
from taller.measurement.media_mix.lifts import Measured, sold

STEPS, TUNED_EVERY, TRIES = 0.4, 150, 2
SLOW_EVERY = 5  # rounds between draws of the drift's size and of what regions share
FEWEST_REGIONS = 3  # that can share what a week brings
USUAL = 0.3  # share of sales that all channels together add, by order of magnitude
COMMON = 0.01  # of mean sales: how much a week moves all regions, by order of magnitude
SMALL, FEW = 1e-8, 1e-9
FAR = -5.0  # errors below zero


class Sampler:
    """One chain.

    Parameters
    ----------
    spend : (C, R, T) as a share of the most
    sales : (R, T) as a share of the region's mean
    scale : the order of magnitude of a full effect, as a share of mean sales
    lifts : trials, in the same unit as ``sales`` times ``means``
    means : (R,) mean sales
    """

    def __init__(
        self, spend: np.ndarray, sales: np.ndarray, baseline: Baseline, *, scale: float,
        rng: np.random.Generator, lifts: Sequence[Measured] = (), means: np.ndarray | None = None,
    ) -> None:  # fmt: skip
        self.spend, self.sales, self.baseline, self.rng = spend, sales, baseline, rng
        self.scale = scale
        self.channels, self.regions, self.weeks = spend.shape
        self.means = np.ones(self.regions) if means is None else means
        self.lifts = [[m for m in lifts if m.channel == c] for c in range(self.channels)]
        self.latent = {id(m): np.full(len(m.regions), m.value / len(m.regions)) for m in lifts}
        self._start()

    def run(self, warm: int, keep: int, thin: int) -> Draws:
        """Tune for ``warm`` rounds, then keep every ``thin``-th of ``keep``."""
        kept: list[tuple[np.ndarray, ...]] = []
        for i in following(range(warm + keep), "curves"):
            self._round(tuning=i < warm)
            if i < warm and i % TUNED_EVERY == TUNED_EVERY - 1:
                self._tune()
            if i >= warm and (i - warm) % thin == 0:
                kept.append(self._now())
        tried = TRIES * self.channels * (warm + keep)
        return Draws(*map(np.array, zip(*kept, strict=True)), accepted=self.accepted / tried)

    def _now(self) -> tuple[np.ndarray, ...]:
        """A draw, in the order of `Draws`."""
        return (self.shape.copy(), self.effect.copy(), self.noise.copy(), np.array(self.drift),
                self.common, np.array(self.common_size))  # fmt: skip

    def _start(self) -> None:
        c, r = self.channels, self.regions
        self.shape = shapes.CENTRE + 0.3 * shapes.SPREAD * self.rng.standard_normal((c, 3))
        self.step = np.repeat(np.diag(shapes.SPREAD * STEPS)[None], c, axis=0)
        self.seen: list[list[np.ndarray]] = [[] for _ in range(c)]
        self.effect = np.full((c, r), 0.2 * self.scale)
        self.mean, self.spread = np.full(c, 0.5 * self.scale), np.full(c, 0.5 * self.scale)
        self.drift, self.accepted, self.rounds = 0, 0, 0
        self.common, self.common_size = np.zeros(self.weeks), COMMON
        self.curve = np.stack([shapes.effect(self.spend[i], self.shape[i]) for i in range(c)])
        self.share = np.full(self.weeks, 1 / self.weeks)
        self.level = self.curve @ self.share  # (C, R) of a full effect, on average
        self.added = self.others = np.einsum("cr,cr->r", self.effect, self.level)
        self._whiten()
        self.noise = 0.5 * self.rest.var(axis=1) + FEW

    def _whiten(self) -> None:
        self.seen_curve = self.baseline.whiten(self.curve, self.drift)
        self.rest = self.baseline.whiten(self._plain() - self.common, self.drift)

    def _plain(self) -> np.ndarray:
        """(R, T) sales less media."""
        return self.sales - np.einsum("cr,crt->rt", self.effect, self.curve)

    def _round(self, *, tuning: bool) -> None:
        for c in range(self.channels):
            self._channel(c)
            if tuning:
                self.seen[c].append(self.shape[c].copy())
        self._pool()
        square = 0.5 * (self.rest**2).sum(axis=1) + SMALL
        self.noise = square / self.rng.gamma(0.5 * self.weeks, size=self.regions)
        self.rounds += 1
        if self.rounds % SLOW_EVERY == 0:
            self._drift(overtones=self.rounds % (2 * SLOW_EVERY) == 0)
            if self.regions >= FEWEST_REGIONS:
                self._share_weeks()

    def _channel(self, c: int) -> None:
        """Its shape with its effects integrated out, then its effects."""
        rest = self.rest + self.effect[c][:, None] * self.seen_curve[c]
        self.others = self.added - self.effect[c] * self.level[c]
        now = self._given(c, self.curve[c], self.seen_curve[c], rest, self.shape[c])
        for _try in range(TRIES):
            size = 1.0 if self.rng.random() < 0.8 else 0.25
            shape = self.shape[c] + size * (self.step[c] @ self.rng.standard_normal(3))
            curve = shapes.effect(self.spend[c], shape)
            seen = self.baseline.whiten(curve, self.drift)
            then = self._given(c, curve, seen, rest, shape)
            if np.log(self.rng.random()) < then[0] - now[0]:
                self.shape[c], self.curve[c], self.seen_curve[c] = shape, curve, seen
                now = then
                self.accepted += 1
        self.effect[c] = cut_normal(self.rng, now[1], now[2])
        self.level[c] = self.curve[c] @ self.share
        self.added = self.others + self.effect[c] * self.level[c]
        self.rest = rest - self.effect[c][:, None] * self.seen_curve[c]
        self._split_lifts(c)

    def _given(
        self, c: int, curve: np.ndarray, seen: np.ndarray, rest: np.ndarray, shape: np.ndarray
    ) -> tuple[float, np.ndarray, np.ndarray]:
        """Log density of a shape, and mean and error (R,) of its effects before they are cut.

        What all channels add together is half-normal, so the more the others add, the less this.
        """
        spread, mean = self.spread[c], self.mean[c]
        level, wide = curve @ self.share, self.regions * USUAL**2
        precise = np.einsum("rt,rt->r", seen, seen) / self.noise + 1 / spread**2 + level**2 / wide
        pull = np.einsum("rt,rt->r", seen, rest) / self.noise + mean / spread**2
        pull -= level * self.others / wide
        for lift in self.lifts[c]:
            each = sold(lift, shape, self.spend[c], self.means)
            variance = lift.variance / len(lift.regions)
            precise[lift.regions] += each**2 / variance
            pull[lift.regions] += each * self.latent[id(lift)] / variance
        error = precise**-0.5
        centre = pull / precise
        ratio = centre / error
        told = (0.5 * ratio * ratio + np.log(error) + log_ndtr(ratio)).sum()
        return float(told) + shapes.log_prior(shape), centre, error

    def _split_lifts(self, c: int) -> None:
        """What each region added of a lift that was measured over all: drawn, given the sum."""
        for lift in self.lifts[c]:
            each = sold(lift, self.shape[c], self.spend[c], self.means)
            each = each * self.effect[c][lift.regions]
            n = len(lift.regions)
            error = self.rng.standard_normal(n) * (lift.variance / n) ** 0.5
            self.latent[id(lift)] = each + error + (lift.value - (each + error).sum()) / n

    def _pool(self) -> None:
        """Mean and spread of a channel's effects over regions; of all channels', where one is."""
        groups = self.effect if self.regions > 1 else self.effect.T
        shared = slice(None)
        for g, effects in enumerate(groups):
            at = g if self.regions > 1 else 0
            mean, spread = float(self.mean[at]), float(self.spread[at])
            now = self._log_pool(mean, spread, effects)
            for _try in range(3):
                there = mean + 0.2 * self.scale * self.rng.standard_normal()
                wide = spread * np.exp(0.5 * self.rng.standard_normal())
                then = self._log_pool(there, wide, effects)
                if np.log(self.rng.random()) < then - now:
                    mean, spread, now = there, wide, then
            where = g if self.regions > 1 else shared
            self.mean[where], self.spread[where] = mean, spread

    def _log_pool(self, mean: float, spread: float, effects: np.ndarray) -> float:
        """Log density of mean and log spread: both half-normal, effects normal and cut at zero."""
        if mean < 0:
            return -np.inf
        apart = -0.5 * ((effects - mean) / spread) ** 2 - np.log(spread) - log_ndtr(mean / spread)
        prior = -0.5 * (mean / self.scale) ** 2 - 0.5 * (spread / (0.5 * self.scale)) ** 2
        return float(apart.sum() + prior + np.log(spread))

    def _drift(self, *, overtones: bool) -> None:
        """The size of the drift, or of the season's overtones, given everything else."""
        plain = self._plain() - self.common
        sizes = self.baseline.alike(self.drift, drift=overtones)
        squares = np.stack([(self.baseline.whiten(plain, d) ** 2).sum(axis=1) for d in sizes])
        told = -0.5 * (squares / self.noise + self.baseline.log_det[sizes]).sum(axis=1)
        chosen = sizes[int(np.argmax(told + self.rng.gumbel(size=len(told))))]
        if chosen != self.drift:
            self.drift = chosen
            self._whiten()

    def _share_weeks(self) -> None:
        """What each week brings to all regions alike, and how much that is."""
        plain, known = self._plain(), self.baseline
        precise = known.precision(self.noise, self.drift) + np.eye(self.weeks) / self.common_size**2
        twice = known.whiten(known.whiten(plain, self.drift), self.drift)
        root = np.linalg.cholesky(precise)
        pull = np.linalg.solve(root, (twice / self.noise[:, None]).sum(axis=0))
        self.common = np.linalg.solve(root.T, pull + self.rng.standard_normal(self.weeks))
        square = 0.5 * ((self.common**2).sum() + COMMON**2)
        self.common_size = float((square / self.rng.gamma(0.5 * (self.weeks + 1))) ** 0.5)
        self.rest = known.whiten(plain - self.common, self.drift)

    def _tune(self) -> None:
        for c in range(self.channels):
            recent = np.array(self.seen[c][-5 * TUNED_EVERY :])
            self.step[c] = np.linalg.cholesky(1.9 * np.cov(recent.T) + 1e-4 * np.eye(3))


def cut_normal(rng: np.random.Generator, mean: np.ndarray, error: np.ndarray) -> np.ndarray:
    """Draws of normal numbers known to be at least 0.

    >>> rng = np.random.default_rng(1)
    >>> far = cut_normal(rng, np.full(9999, -30.0), np.ones(9999))
    >>> bool((far >= 0).all()), round(float(far.mean()), 2)  # 1/30 - 2/30^3, by its asymptote
    (True, 0.03)
    """
    ratio = mean / error
    below = ndtr(-ratio)
    uniform = np.clip(below + (1 - below) * rng.random(mean.shape), 1e-300, 1 - 1e-16)
    drawn = ratio + ndtri(uniform)
    if (far := ratio < FAR).any():  # the normal's tail is exponential to the digits that matter
        drawn[far] = rng.exponential(-1 / ratio[far])
    return np.maximum(error * drawn, 0.0)
