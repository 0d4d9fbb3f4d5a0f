"""Time-ordered validation: the last weeks held back, foretold from those before and their spend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taller.errors import AnalysisError
from taller.measurement.estimates import MIDDLE, generator
from taller.measurement.media_mix.curves import contributions, without_media
from taller.measurement.media_mix.fitting import fit
from taller.measurement.media_mix.panel import LEAST_WEEKS, Panel

HELD = 13  # weeks: a quarter
YEAR = 52


@dataclass(frozen=True)
class Validation:
    """What was foretold of weeks that the fit did not see, all regions together.

    Attributes
    ----------
    weeks : (W,) their first days
    sold, expected, low, high : (W,) what was sold; what was foretold, with its middle 95 %
    error : mean absolute error, as a share of what was sold
    plain : the same of a plain guess: the same week a year before, or where there is none the mean
        of the last quarter
    inside : share of weeks whose sales lay within
    """

    weeks: np.ndarray
    sold: np.ndarray
    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray
    error: float
    plain: float
    inside: float

    @property
    def foretells(self) -> bool:
        """Whether it errs less than the plain guess."""
        return self.error < self.plain


def validate(panel: Panel, *, seed: int, held: int = HELD) -> Validation:
    """Fit to all but the last weeks and foretell these from what was spent in them.

    Raises
    ------
    AnalysisError
        If fewer than 40 weeks are left, or no channel's spend changed in them.
    """
    first = len(panel.weeks) - held
    before = panel.until(first) if first >= LEAST_WEEKS else None
    if before is None or not before.spend.std(axis=1).any():
        raise AnalysisError(
            f"{len(panel.weeks)} weeks are too few to hold {held} back and learn from the others"
        )
    found = fit(before, seed=seed)
    # Effects are told by the most of the weeks learned from, and so is the spend to come.
    added = contributions(before, found.drawn, ahead=panel)
    rng = generator(seed, "validate")
    rest = without_media(
        before, found.drawn, found.known, added[:, :, :first].sum(axis=-1),
        panel.controls[:, first:], rng,
    )  # fmt: skip
    noise = np.sqrt(found.drawn.noise) * before.sales.mean(axis=1)
    rest += noise[..., None] * rng.standard_normal(rest.shape)
    drawn = (rest + added[:, :, first:].sum(axis=-1)).sum(axis=1)
    sold, expected = panel.sales[:, first:].sum(axis=0), drawn.mean(axis=0)
    low, high = np.quantile(drawn, MIDDLE, axis=0)
    plain = _plain(panel.sales.sum(axis=0), first)
    return Validation(
        panel.weeks[first:], sold, expected, low, high, _error(sold, expected), _error(sold, plain),
        float(((low <= sold) & (sold <= high)).mean()),
    )  # fmt: skip


def _plain(sales: np.ndarray, first: int) -> np.ndarray:
    if first >= YEAR:
        return sales[first - YEAR : len(sales) - YEAR]
    return np.full(len(sales) - first, sales[first - HELD : first].mean())


def _error(sold: np.ndarray, expected: np.ndarray) -> float:
    return float(np.abs(sold - expected).sum() / np.abs(sold).sum())
