"""Are the segments groups apart, or cuts through customers who differ by degree?

Whatever single heap customers make, long, skewed or flat, those halfway between two parts of it
are never scarcer than those around the emptier of the two. Groups apart have a gap there. So the
null without structure is *any* one heap, and the test is a share of two counts. (k-means cuts one
heap as willingly as two, and each time at the same place: that segments are found again says
nothing of a gap.)

Two things are kept from passing for a gap. Whole numbers: between one order and two there is
nobody, so each customer's counts are drawn anew, as chance might have had them. And the season:
where nobody at all orders, nobody has a last order there, so days are measured by the shop's own
orders (`by_orders`), and a time without any takes no time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from taller.development.clustering.messages import say
from taller.measurement import estimates
from taller.phase import Estimate

REDRAWS = 10
NEAR = 0.15  # of the way from one centre to the other
MOST = 99.0  # what is shown for a heap without any gap


def redraw(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Customers whose counts chance might as well have had: no gaps between whole numbers.

    Parameters
    ----------
    frame : one row per customer, with the columns of `FEATURES`

    Returns
    -------
    The same, with orders and items drawn about what was counted, spend in proportion to orders,
    the share returned drawn from what so few orders can tell of it, and first and last order moved
    by up to one of the customer's own pauses, since where in it today falls is chance.
    """
    drawn = frame.copy()
    pause = (frame["tenure_days"] - frame["recency_days"]) / (frame["frequency"] - 1).clip(lower=1)
    for column in ("recency_days", "tenure_days"):
        moved = frame[column] + pause * rng.uniform(-1, 1, len(frame))
        drawn[column] = moved.abs()
    for column in ("frequency", "breadth"):
        drawn[column] = rng.gamma(2 * frame[column].clip(lower=1e-9)) / 2
    orders = frame["frequency"].where(frame["frequency"] > 0, 1.0)
    drawn["monetary"] = frame["monetary"] * drawn["frequency"].where(frame["frequency"] > 0, 1.0)
    drawn["monetary"] /= orders
    returned = frame["return_rate"].clip(0, 1) * frame["frequency"]
    drawn["return_rate"] = rng.beta(returned + 1, frame["frequency"] - returned + 1)
    return drawn


def by_orders(frame: pd.DataFrame, clock: pd.Series) -> pd.DataFrame:
    """Customers with days measured by the share of the shop's orders that came since.

    Parameters
    ----------
    frame : one row per customer, with ``recency_days`` and ``tenure_days``
    clock : order lines by how many days ago they were, ascending

    Examples
    --------
    Half of the orders are of one week, half of another a year before:

    >>> clock = pd.Series([5, 5], index=[1, 366])
    >>> frame = pd.DataFrame({"recency_days": [1, 366], "tenure_days": [366, 366]})
    >>> by_orders(frame, clock).to_numpy().tolist()
    [[0.25, 0.75], [0.75, 0.75]]
    """
    passed = (clock.cumsum() - clock / 2) / clock.sum()
    measured = frame.copy()
    for column in ("recency_days", "tenure_days"):
        measured[column] = np.interp(frame[column], passed.index, passed)
    return measured


def between(redrawn: Sequence[pd.DataFrame], labels: np.ndarray) -> Estimate:
    """Customers halfway between two segments, per customer around the emptier of their centres.

    Of all pairs of segments the one least apart is told. Below 1 there is a gap; one heap, of
    whatever shape, has 1 or more.

    Parameters
    ----------
    redrawn : (n, features) each, the customers in the space they are grouped in, drawn anew
    labels : (n,) their segments, 0 to k - 1
    """
    spaces = [frame.to_numpy() for frame in redrawn]
    pairs = [
        _pair(spaces, labels == one, labels == two)
        for two in range(labels.max() + 1)
        for one in range(two)
    ]
    return max(pairs, key=lambda found: (found.high, found.value), default=_ratio(0, 0))


def _pair(spaces: Sequence[np.ndarray], one: np.ndarray, two: np.ndarray) -> Estimate:
    """As `between`, for one pair of segments: counts are means over the draws."""
    counts = np.zeros(3)
    for space in spaces:
        start, end = np.median(space[one], axis=0), np.median(space[two], axis=0)
        line = end - start
        length = float(line @ line)
        if length > 1e-12:
            along = (space[one | two] - start) @ line / length
            counts += [(np.abs(along - at) < NEAR).sum() for at in (0.5, 0.0, 1.0)]
    halfway, *around = np.rint(counts / len(spaces)).astype(int)
    return _ratio(int(halfway), int(min(around)))


def _ratio(halfway: int, around: int) -> Estimate:
    """The ratio of two counts, from the interval of the first one's share of both."""
    method = say("method.between")
    if not halfway + around:
        return Estimate(value=MOST, low=0.0, high=MOST, unit="number", n=0, method=method)
    part = estimates.share(halfway, halfway + around)
    low, value, high = (
        min(MOST, x / (1 - x)) if x < 1 else MOST for x in (part.low, part.value, part.high)
    )
    return Estimate(
        value=value, low=low, high=high, unit="number", n=halfway + around, method=method
    )
