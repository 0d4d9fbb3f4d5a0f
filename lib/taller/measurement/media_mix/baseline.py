"""What sells without media: level, trend, season, controls and a slow drift, integrated out.

Each region's sales are ``y = Z g + media + noise`` with ``g ~ N(0, noise variance * V)``. With
``S = I + Z V Z'`` the media's likelihood is that of white noise in ``W y``, where ``W`` is the
inverse root of S: by the singular values of ``Z V^(1/2)``, ``W = I - U (1 - 1/sqrt(1 + s^2)) U'``.
So a sampler never draws the coefficients. How much the level drifts, beside its straight trend, is
not known, nor how far the season is from a plain sine of a year: each of a few sizes of both has
its W, and the data say which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

YEAR = 365.25
LEVEL, TREND, SEASON, CONTROL = 1e8, 1e4, 25.0, 25.0  # prior variances, in units of the noise's
HARMONICS = 2
OVERTONES = (1.0, 0.01)  # of the prior variance of the season's further waves
DRIFTS = (0.0, 0.5, 3.0, 20.0, 120.0)  # variance of the drift over the whole panel, same units
WAVES = 12  # of the drift; twelve over three years follow what lasts a quarter


@dataclass(frozen=True)
class Baseline:
    """The whitening of each size of drift and of the season's overtones.

    Attributes
    ----------
    sizes : of both; drifts go through all their sizes before the overtones change theirs
    columns : (sizes, R, T, k) of Z V^(1/2)
    left : (sizes, R, T, k) of U
    shrink : (sizes, R, k) 1 - 1 / sqrt(1 + s^2)
    log_det : (sizes, R) of S
    """

    sizes: tuple[tuple[float, float], ...]
    columns: np.ndarray
    left: np.ndarray
    shrink: np.ndarray
    log_det: np.ndarray

    @classmethod
    def of(cls, weeks: np.ndarray, controls: np.ndarray, drifts: Sequence[float] = DRIFTS) -> Self:
        """Of weeks (T,) and controls (R, T, K)."""
        sizes = tuple((drift, overtone) for overtone in OVERTONES for drift in drifts)
        columns = np.stack([
            [design(weeks, weeks, known, known, *size) for known in controls] for size in sizes
        ])  # fmt: skip
        left, size, __ = np.linalg.svd(columns, full_matrices=False)
        shrink = 1 - 1 / np.sqrt(1 + size**2)
        return cls(sizes, columns, left, shrink, np.log1p(size**2).sum(axis=-1))

    def alike(self, size: int, *, drift: bool) -> list[int]:
        """Numbers of the sizes that have the same drift as one, or else the same overtones."""
        at = 0 if drift else 1
        return [i for i, each in enumerate(self.sizes) if each[at] == self.sizes[size][at]]

    def whiten(self, values: np.ndarray, drift: int) -> np.ndarray:
        """W times values (..., R, T)."""
        left = self.left[drift]
        inner = np.matmul(values[..., None, :], left) * self.shrink[drift][:, None, :]
        return values - np.matmul(inner, np.swapaxes(left, -1, -2))[..., 0, :]

    def precision(self, noise: np.ndarray, drift: int) -> np.ndarray:
        """(T, T) of what all regions share, given noise (R,): the sum of their inverse S."""
        left, shrink = self.left[drift], self.shrink[drift]
        weight = (1 - (1 - shrink) ** 2) / noise[:, None]  # s^2 / (1 + s^2) of each direction
        wide = (left * np.sqrt(weight)[:, None, :]).transpose(1, 0, 2).reshape(left.shape[1], -1)
        return np.eye(left.shape[1]) * (1 / noise).sum() - wide @ wide.T

    def coefficients(
        self, rest: np.ndarray, noise: np.ndarray, drift: int, rng: np.random.Generator
    ) -> np.ndarray:
        """One draw (R, k) of what the columns weigh, given what media leaves of sales (R, T)."""
        columns = self.columns[drift]
        left, size, right = np.linalg.svd(columns, full_matrices=False)
        known = np.matmul(rest[:, None, :], left)[:, 0] * size / (1 + size**2)
        drawn = rng.standard_normal(size.shape) * np.sqrt(noise[:, None] / (1 + size**2))
        return np.matmul((known + drawn)[:, None, :], right)[:, 0]


def design(
    at: np.ndarray,
    weeks: np.ndarray,
    controls: np.ndarray,
    known: np.ndarray,
    drift: float,
    overtone: float,
) -> np.ndarray:
    """Columns, each times the root of its prior variance, at some weeks of a region.

    Parameters
    ----------
    at : (n,) weeks wanted, which may lie after the panel's
    weeks : (T,) the panel's, by which time is scaled
    controls : (n, K) at those weeks
    known : (T, K) the panel's, by which controls are scaled
    drift : variance of the drift over the whole panel
    overtone : of the usual prior variance of the season's further waves
    """
    span = float((weeks[-1] - weeks[0]).astype(int))
    days = (at - weeks[0]).astype(int).astype(float)
    time = days / span
    columns = [np.full(len(at), LEVEL**0.5), (time - 0.5) * TREND**0.5]
    angle = 2 * np.pi * days / YEAR
    for k in range(1, HARMONICS + 1):
        weight = SEASON**0.5 / k**2 * (overtone**0.5 if k > 1 else 1.0)
        columns += [weight * np.sin(k * angle), weight * np.cos(k * angle)]
    spread = known.std(axis=0)
    columns += [
        CONTROL**0.5 * (controls[:, k] - known[:, k].mean()) / spread[k] if spread[k] > 0
        else np.zeros(len(at)) for k in range(known.shape[1])
    ]  # fmt: skip
    # Brownian motion on the unit interval, by its Karhunen-Loeve series; past the end it stays.
    waves = (np.arange(WAVES) + 0.5) * np.pi
    columns += list((2 * drift) ** 0.5 * np.sin(np.minimum(time, 1.0) * waves[:, None])
                    / waves[:, None])  # fmt: skip
    return np.column_stack(columns)
