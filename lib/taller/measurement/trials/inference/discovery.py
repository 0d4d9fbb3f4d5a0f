"""Many metrics and arms at once: how many of what is found would be found by chance."""

from __future__ import annotations

from collections.abc import Sequence


def adjusted(p_values: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's adjusted p-values, in the order given.

    Of the findings with an adjusted p of at most q, a share of at most q is expected to be wrong;
    also where they go up together, as metrics of one trial and arms against one control do.

    References
    ----------
    Benjamini and Hochberg (1995), "Controlling the false discovery rate". Benjamini and Yekutieli
    (2001), "The control of the false discovery rate in multiple testing under dependency".

    >>> [round(p, 3) for p in adjusted([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]
    """
    m = len(p_values)
    order = sorted(range(m), key=lambda i: p_values[i], reverse=True)
    found, lowest = [1.0] * m, 1.0
    for rank, i in zip(range(m, 0, -1), order, strict=True):
        lowest = min(lowest, p_values[i] * m / rank)
        found[i] = lowest
    return found
