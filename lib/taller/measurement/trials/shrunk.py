"""What a won trial promises: less than it measured, for having won.

Trials that win are, among trials, those whose luck was good as well: what they measured is too much
on average. Where true lifts vary normally about nothing with a known standard deviation, the lift
to expect is the measured one shrunk towards nothing, and that is unbiased among winners however
they were chosen and whenever a trial was stopped (Dawid 1994, Senn 2008), which a correction for
one rule of winning is not. That standard deviation is stated, an assumption, or comes of the
client's own earlier trials: all of them, not the won ones.

References
----------
Efron (2011), "Tweedie's formula and selection bias". Senn (2008), "A note concerning a selection
'paradox' of Dawid's". van Zwet and Cator (2021), "The significance filter, the winner's curse and
the need to shrink". Paule and Mandel (1982), "Consensus values and weighting factors".
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

from taller.language import _, number
from taller.phase import Estimate, Record

FEWEST_TRIALS = 10
"""Earlier trials from which the spread of true lifts is learned."""


class Promise(Record):
    """A lift as it was measured, and what is to be expected of it."""

    measured: Estimate
    expected: Estimate
    typical: float  # standard deviation of true lifts
    kept: float  # share of the measured lift that is expected
    trials: int  # earlier trials that the standard deviation comes of; 0: it is assumed


def promise(
    lift: Estimate, typical: float, earlier: Sequence[Estimate] = (), *, error: float | None = None
) -> Promise:
    """What a measured lift promises.

    Parameters
    ----------
    lift : measured, with its interval
    error : its standard error; if not given, what the interval says were it a fixed one
    typical : standard deviation of true lifts, used where earlier trials are too few
    earlier : lifts of all the client's earlier trials, won or not

    >>> found = promise(Estimate(value=0.08, low=-0.018, high=0.178, unit="share", n=9, method=""),
    ...                 typical=0.05)
    >>> round(found.kept, 3), round(found.expected.value, 3)
    (0.5, 0.04)
    """
    known = len(earlier) >= FEWEST_TRIALS
    spread = spread_of(earlier) if known else typical
    z = NormalDist().inv_cdf((1 + (lift.level or 0.95)) / 2)
    error = _error(lift) if error is None else error
    kept = spread**2 / (spread**2 + error**2) if error else 1.0
    half, value = z * error * kept**0.5, lift.value * kept
    text = _("{n} units, shrunk towards nothing; true lifts spread by {sd}")
    method = text.format(n=number(lift.n), sd=number(spread, 3))
    expected = lift.model_copy(
        update={"value": value, "low": value - half, "high": value + half, "method": method}
    )
    return Promise(measured=lift, expected=expected, typical=spread, kept=kept,
                   trials=len(earlier) if known else 0)  # fmt: skip


def spread_of(lifts: Sequence[Estimate]) -> float:
    """Standard deviation of the true lifts behind measured ones, their mean taken to be nothing.

    The one for which the squared lifts, each over its variance, add up to their number (Paule and
    Mandel); 0 where the measured lifts spread no more than chance would have them.

    >>> measured = [Estimate(value=v, low=v - 1e-9, high=v + 1e-9, unit="share", n=9, method="")
    ...             for v in (-0.03, 0.03)]
    >>> round(spread_of(measured), 6)
    0.03
    """
    import numpy as np
    from scipy.optimize import brentq

    square = np.array([lift.value for lift in lifts]) ** 2
    noise = np.array([_error(lift) for lift in lifts]) ** 2

    def excess(spread: float) -> float:
        return float((square / np.maximum(spread**2 + noise, 1e-300)).sum() - len(square))

    if excess(0.0) <= 0:
        return 0.0
    return float(brentq(excess, 0.0, 2 * float(square.sum()) ** 0.5 + 1e-12))


def _error(lift: Estimate) -> float:
    z = NormalDist().inv_cdf((1 + (lift.level or 0.95)) / 2)
    return (lift.high - lift.low) / (2 * z)
