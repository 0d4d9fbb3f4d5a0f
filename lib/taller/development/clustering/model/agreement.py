"""How far two groupings of the same customers agree, from how many each pair of groups shares."""

from __future__ import annotations

import numpy as np


def adjusted_rand(both: np.ndarray) -> float:
    """Adjusted Rand index, from how many each pair of groups has in common, (k, k) of int.

    References
    ----------
    Hubert and Arabie (1985), "Comparing partitions".

    >>> adjusted_rand(np.array([[2, 0], [0, 2]])), adjusted_rand(np.array([[2, 0], [1, 1]]))
    (1.0, 0.0)
    """
    n, alike = int(both.sum()), int((both**2).sum())
    first = int((both @ both.sum(axis=0)).sum()) - alike  # pairs together in the second alone
    second = int((both.T @ both.sum(axis=1)).sum()) - alike
    if first == second == 0:
        return 1.0
    together, apart = alike - n, n * n - first - second - alike
    chance = (together + second) * (second + apart) + (together + first) * (first + apart)
    return 2.0 * (together * apart - second * first) / chance


def overlaps_of(both: np.ndarray) -> np.ndarray:
    """For each segment of the first, its overlap with that of the second which fits it best, (k,).

    >>> overlaps_of(np.array([[2, 1], [0, 3]])).round(2).tolist()  # of 3, 2 in common; of 4, 3
    [0.67, 0.75]
    """
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    return (both / np.maximum(either, 1)).max(axis=1)
