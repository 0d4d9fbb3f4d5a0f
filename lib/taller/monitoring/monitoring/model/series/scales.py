"""The scale in which a figure spreads evenly: its own, in proportion, or that of a share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from taller.monitoring.monitoring.model.series.memory import whiten
from taller.monitoring.monitoring.model.series.weighed import weigh

BETTER = 2.0  # log-likelihood by which spreading in proportion must be better than evenly


@dataclass(frozen=True)
class Scale:
    """A figure's own scale and the one in which it spreads evenly, there and back."""

    kind: Literal["even", "proportional", "share"]

    def there(self, values: np.ndarray) -> np.ndarray:
        """Values as they spread evenly; of shares by Fisher's angle, whatever the share."""
        if self.kind == "share":
            return np.arcsin(np.sqrt(values))
        return np.log(values) if self.kind == "proportional" else values

    def back(self, scaled: np.ndarray) -> np.ndarray:
        """The figure's own values.

        >>> Scale("share").back(Scale("share").there(np.array([0.0, 0.25, 1.0]))).round(9)
        array([0.  , 0.25, 1.  ])
        """
        if self.kind == "share":
            return np.sin(np.clip(scaled, 0.0, np.pi / 2)) ** 2
        return np.exp(scaled) if self.kind == "proportional" else scaled


EVEN = Scale("even")


def scale_of(x: np.ndarray, y: np.ndarray, known: np.ndarray, noise: np.ndarray | None) -> Scale:
    """The scale a series speaks for itself: of counted shares, the angle; else by likelihood.

    Parameters
    ----------
    x : (days, terms)
    y : (days,) values, NaN where not known
    noise : (days,) variance of each day alone, where cases were counted

    References
    ----------
    Bartlett (1947), "The use of transformations". Box and Cox (1964), "An analysis of
    transformations".
    """
    low, high = float(y[known].min()), float(y[known].max())
    if noise is not None and low >= 0 and high <= 1:
        return Scale("share")
    if low <= 0:
        return Scale("even")
    values = np.where(known, y, 1.0)
    both = whiten(np.column_stack([x, values, np.log(values)]), known, noise)
    likelihood = -both.log_scale[:, None] - known.sum() * np.log(weigh(both, x.shape[1]).scale)
    even, proportional = likelihood.max(axis=0)
    better = proportional - np.log(values).sum() > even + BETTER
    return Scale("proportional" if better else "even")
