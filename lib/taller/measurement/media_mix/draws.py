"""What a sampler kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np


@dataclass(frozen=True)
class Draws:
    """What the sampler kept: D draws.

    Attributes
    ----------
    shape : (D, C, 3)
    effect : (D, C, R) full effects, as a share of the region's mean sales
    noise : (D, R) variances, as a share squared
    drift : (D,) numbers of the size of drift and overtones
    common : (D, T) what a week brings to all regions alike, as a share of their means
    common_size : (D,) its standard deviation
    accepted : share of proposed shapes
    """

    shape: np.ndarray
    effect: np.ndarray
    noise: np.ndarray
    drift: np.ndarray
    common: np.ndarray
    common_size: np.ndarray
    accepted: float

    @classmethod
    def joined(cls, chains: Sequence[Draws]) -> Self:
        """Several chains' draws, one after the other."""
        names = ("shape", "effect", "noise", "drift", "common", "common_size")
        parts = [np.concatenate([getattr(one, name) for one in chains]) for name in names]
        return cls(*parts, accepted=float(np.mean([one.accepted for one in chains])))
