"""How likely it is that values look right by chance alone."""

from __future__ import annotations

import math


def bound(right: int, tried: int, chance: float) -> float:
    """Bound of the probability that as many of the values tried are right by chance.

    Parameters
    ----------
    chance : probability that one random value is right

    References
    ----------
    Chernoff (1952); for all right, it is ``chance ** tried``.

    Examples
    --------
    >>> round(bound(3, 3, 0.1), 6), bound(1, 10, 0.2)
    (0.001, 1.0)
    """
    share = right / tried
    if share <= chance:
        return 1.0
    gain = share * math.log(share / chance)
    if share < 1:
        gain += (1 - share) * math.log((1 - share) / (1 - chance))
    return math.exp(-tried * gain)
