"""Bounds of a share that hold however often one looks, exactly, from the first unit on.

The sequences of `sequential` rest on averages being near normal, which a share of nothing in 500 is
not. Here each supposed share is held against a mixture of all shares: how much likelier the mixture
makes what was seen is a martingale if the supposition is true, so it ever reaches ``1 / alpha``
with a chance of at most ``alpha`` (Ville). The shares that were not refuted so are the bounds.

References
----------
Ville (1939), "Etude critique de la notion de collectif". Robbins (1970), "Statistical methods
related to the law of the iterated logarithm". Howard, Ramdas, McAuliffe and Sekhon (2021),
"Time-uniform, nonparametric, nonasymptotic confidence sequences", section 3 (beta-binomial).
Krichevsky and Trofimov (1981), "The performance of universal encoding": the mixture.
"""

from __future__ import annotations

import math

MIXED = 0.5  # both parameters of the beta distribution that is mixed over
_HALVINGS = 60


def share_bounds(hits: int, n: int, *, alpha: float = 0.05) -> tuple[float, float]:
    """The least and the largest share that all looks together leave possible.

    Parameters
    ----------
    hits, n : so many of so many units so far, each of them 0 or 1, drawn alike
    alpha : chance that the truth is ever outside, at whichever look

    Raises
    ------
    ValueError
        If ``hits`` lies outside 0 to ``n``, or ``alpha`` outside 0 to 1.

    >>> [round(bound, 4) for bound in share_bounds(0, 500)], share_bounds(0, 0)
    ([0.0, 0.0133], (0.0, 1.0))
    >>> [round(bound, 3) for bound in share_bounds(50, 100)]
    [0.338, 0.662]
    """
    if not 0 <= hits <= n or not 0 < alpha < 1:
        raise ValueError(f"needs 0 <= hits <= n and 0 < alpha < 1 (got {hits} of {n}, {alpha})")
    if not n:
        return 0.0, 1.0
    found = hits / n
    low = _edge(found, 0.0, hits, n, alpha) if hits else 0.0
    high = _edge(found, 1.0, hits, n, alpha) if hits < n else 1.0
    return low, high


def difference_bounds(
    hits: int, n: int, control_hits: int, control_n: int, *, alpha: float = 0.05
) -> tuple[float, float]:
    """Bounds of one share less another, whatever the sizes of the two groups.

    Each share has half of ``alpha``: a little too wide, and never too sure.

    >>> [round(bound, 3) for bound in difference_bounds(0, 500, 0, 500)]
    [-0.015, 0.015]
    """
    low, high = share_bounds(hits, n, alpha=alpha / 2)
    control_low, control_high = share_bounds(control_hits, control_n, alpha=alpha / 2)
    return low - control_high, high - control_low


def _edge(inside: float, outside: float, hits: int, n: int, alpha: float) -> float:
    """Where, between a share that is possible and one that is not, the possible ones end."""
    mixture = _log_beta(MIXED + hits, MIXED + n - hits) - _log_beta(MIXED, MIXED)
    most = mixture + math.log(alpha)  # the least log likelihood that is not refuted
    for _halving in range(_HALVINGS):
        middle = (inside + outside) / 2
        if _log_likelihood(middle, hits, n) > most:
            inside = middle
        else:
            outside = middle
    return inside


def _log_likelihood(share: float, hits: int, n: int) -> float:
    found = hits * math.log(share) if hits else 0.0
    return found + ((n - hits) * math.log1p(-share) if hits < n else 0.0)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
