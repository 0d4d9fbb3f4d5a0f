"""Response curves of a panel: what each channel sold, how sure that is, and what it would sell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from taller.measurement.estimates import generator, of_draws
from taller.measurement.media_mix.baseline import Baseline
from taller.measurement.media_mix.checks import Checks, check
from taller.measurement.media_mix.curves import Curves, contributions, most_spent
from taller.measurement.media_mix.draws import Draws
from taller.measurement.media_mix.lifts import Lift, measured
from taller.measurement.media_mix.messages import say
from taller.measurement.media_mix.panel import Panel
from taller.measurement.media_mix.sampler import USUAL, Sampler
from taller.measurement.media_mix.verdicts import Told, told
from taller.phase import Estimate, Unit

CHAINS, WARM, THIN = 2, 700, 5
CELLS = 60_000  # of a panel, above which rounds are spared
UNLIKE = 1.2  # R-hat above which chains do not agree
SCALE = 1.2  # full effects of all channels together, in mean sales, by order of magnitude


@dataclass(frozen=True)
class Fit:
    """What a panel says of its channels.

    Attributes
    ----------
    panel : what it was fitted to
    drawn : the sampler's draws
    known : the baseline they were made against
    """

    panel: Panel
    drawn: Draws
    known: Baseline
    seed: int

    @property
    def channels(self) -> tuple[str, ...]:
        """Names, in the order of every array's last axis."""
        return self.panel.channels

    @cached_property
    def contributions(self) -> np.ndarray:
        """Sales added, (D, R, T, C) of float32."""
        return contributions(self.panel, self.drawn)

    @cached_property
    def totals(self) -> np.ndarray:
        """Sales added over the panel, (D, C)."""
        return self.contributions.sum(axis=(1, 2), dtype=float)

    @cached_property
    def unlike(self) -> float:
        """The largest split R-hat of channels' totals: 1 where chains agree."""
        return split_r_hat(self.totals.reshape(CHAINS, -1, len(self.channels)))

    def total(self, unit: Unit = "number") -> tuple[Estimate, ...]:
        """Sales each channel added over the panel."""
        return self._told(self.totals, unit)

    @property
    def share(self) -> tuple[Estimate, ...]:
        """The same as a share of all sales."""
        return self._told(self.totals / self.panel.sales.sum(), "share")

    @property
    def roi(self) -> tuple[Estimate | None, ...]:
        """Sales added per unit of money spent; None where nothing was spent."""
        spent = self.panel.spend.sum(axis=(0, 1))
        told = self._told(self.totals / np.where(spent > 0, spent, 1.0), "number")
        return tuple(one if s > 0 else None for one, s in zip(told, spent, strict=True))

    @property
    def media_share(self) -> Estimate:
        """What all channels added, as a share of all sales, which it cannot exceed."""
        share = self.totals.sum(axis=1)[:, None] / self.panel.sales.sum()
        return self._told(np.minimum(share, 1.0), "share")[0]

    @property
    def rarely(self) -> float:
        """Share of sales that all channels were taken, beforehand, to exceed once in twenty."""
        return 2 * USUAL

    @cached_property
    def checks(self) -> Checks:
        """Signs that something unseen moves sales, or both sales and spend."""
        added = self.contributions.mean(axis=0, dtype=float).sum(axis=-1)
        return check(self.panel, self.drawn, self.known, added)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """What may be said of each channel; read it before the figures."""
        return told(self.panel, self.totals, self.known, self.checks)

    @property
    def warned(self) -> bool:
        """Whether anything speaks against a figure: the page has to say what."""
        apart = all(one.verdict in ("told_apart", "no_spend") for one in self.told)
        return self.checks.unseen or self.unlike > UNLIKE or not apart

    def curves(self) -> Curves:
        """What spend to come would sell."""
        return Curves(self.panel, self.drawn, self.known, self.seed)

    def _told(self, draws: np.ndarray, unit: Unit) -> tuple[Estimate, ...]:
        method = say("media-mix-method", weeks=len(self.panel.weeks), draws=len(draws))
        return tuple(
            of_draws(float(column.mean()), column, unit=unit, n=self.panel.sales.size,
                     method=method) for column in draws.T
        )  # fmt: skip


def fit(panel: Panel, *, seed: int, lifts: Sequence[Lift] = (), draws: int = 400) -> Fit:
    """Fit response curves.

    Parameters
    ----------
    panel : two years of weeks or more tell most; see `Panel.of` for what is refused
    seed : same inputs, same draws
    lifts : what trials measured; each enters as one more observation
    draws : kept, over both chains

    Raises
    ------
    DataError
        If a lift does not fit the panel.
    """
    spend = panel.spend.transpose(2, 0, 1) / most_spent(panel)[:, :, None]
    means = panel.sales.mean(axis=1)
    known = Baseline.of(panel.weeks, panel.controls)
    trials = measured(panel, spend, lifts)
    each = -(-draws // CHAINS)
    warm, thin = rounds(spend.size)
    chains = [
        Sampler(
            spend, panel.sales / means[:, None], known, lifts=trials, means=means,
            scale=SCALE / len(panel.channels) ** 0.5, rng=generator(seed, "chain", i),
        ).run(warm, each * thin, thin)
        for i in range(CHAINS)
    ]  # fmt: skip
    return Fit(panel, Draws.joined(chains), known, seed)


def rounds(cells: int) -> tuple[int, int]:
    """Rounds to tune, and per draw kept: fewer where weeks, regions and channels are many.

    >>> rounds(156 * 8), rounds(260 * 50 * 20)
    ((700, 5), (400, 2))
    """
    patience = min(1.0, CELLS / cells)
    return max(int(WARM * patience), 400), max(round(THIN * patience), 2)


def split_r_hat(chains: np.ndarray) -> float:
    """The worst of several figures' R-hat, each chain (chains, draws, figures) cut in halves.

    References
    ----------
    Gelman, Carlin, Stern, Dunson, Vehtari, Rubin (2013), "Bayesian Data Analysis", section 11.4.
    """
    half = chains.shape[1] // 2
    parts = np.concatenate([chains[:, :half], chains[:, half : 2 * half]])
    within = parts.var(axis=1, ddof=1).mean(axis=0)
    between = parts.mean(axis=1).var(axis=0, ddof=1)
    ratio = np.divide(between, within, out=np.zeros_like(within), where=within > 0)
    return float(np.sqrt((half - 1) / half + ratio).max())
