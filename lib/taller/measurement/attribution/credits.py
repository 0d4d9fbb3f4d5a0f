"""Every method's credit by channel, side by side, with how sure each figure is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from taller.errors import DataError, did_you_mean
from taller.measurement.attribution import markov, rules
from taller.measurement.attribution.journeys import GROUPS, Journeys
from taller.measurement.estimates import LEVEL

RULES = {
    "first": rules.first, "last": rules.last, "linear": rules.linear, "position": rules.position,
    "shapley": rules.shapley,
}  # fmt: skip
METHODS = ("first", "last", "linear", "position", "markov", "shapley")
MEASURES = ("conversions", "value", "share")


def credits(
    journeys: Journeys, methods: Sequence[str] = METHODS, *, order: int = 1, level: float = LEVEL
) -> pd.DataFrame:
    """Conversions and value that each method gives each channel.

    The intervals say how far a figure would move with other journeys of the same kind: one group of
    journeys at a time is left out (a jackknife of 100 groups, on a logarithmic scale). They do not
    say how far a method is from what a channel caused.

    Parameters
    ----------
    methods : of `METHODS`
    order : of the Markov chain
    level : coverage that the intervals claim

    Returns
    -------
    DataFrame with ``method``, ``channel`` and, for ``conversions`` (count), ``value`` (the client's
    currency) and ``share`` (of conversions, 0 to 1), the figure, ``…_low`` and ``…_high``

    Raises
    ------
    DataError
        If a method is unknown, or the order too high for so many channels.

    >>> from taller.measurement.attribution import from_paths
    >>> taken = pd.DataFrame({"path": ["a > b", "b"], "total_conversions": [2, 1],
    ...     "total_conversion_value": [10.0, 2.0], "total_null": [1, 3]})
    >>> found = credits(from_paths(taken), ["first", "linear"])
    >>> found[["channel", "conversions", "value"]].to_numpy().tolist()
    [['a', 2.0, 10.0], ['b', 1.0, 2.0], ['a', 1.0, 5.0], ['b', 2.0, 7.0]]
    """
    unknown = [name for name in methods if name not in METHODS]
    if unknown:
        hints = [f"no method {name!r}{did_you_mean(name, METHODS)}" for name in unknown]
        raise DataError("attribution", hints)
    bought = journeys.bought()
    return pd.concat(
        [_told(method, journeys, bought, order, level) for method in methods], ignore_index=True
    )


def _told(
    method: str, journeys: Journeys, bought: Journeys, order: int, level: float
) -> pd.DataFrame:
    if method == "markov":
        whole, without = _by_chain(journeys, bought, order)
    else:
        parts = np.stack(rules.by_rule(bought, RULES[method]), axis=1)  # groups, 2, channels
        whole = parts.sum(axis=0)
        without = (whole - parts) * GROUPS / (GROUPS - 1)
    made = {"method": method, "channel": list(journeys.channels)}
    for measure, value, others in zip(MEASURES, _measures(whole), _measures(without), strict=True):
        low, high = _interval(value, others, level)
        made |= {measure: value, f"{measure}_low": low, f"{measure}_high": high}
    return pd.DataFrame(made)


def _by_chain(journeys: Journeys, bought: Journeys, order: int) -> tuple[np.ndarray, np.ndarray]:
    """What all journeys give each channel, and what they give without each group."""
    counts = markov.transitions(journeys, order)
    total = counts.sum(axis=0)
    sums = np.stack([
        np.bincount(bought.groups, minlength=GROUPS),
        np.bincount(bought.groups, bought.value, minlength=GROUPS),
    ], axis=1)  # fmt: skip
    left = (sums.sum(axis=0) - sums) * GROUPS / (GROUPS - 1)
    whole = sums.sum(axis=0)[:, None] * markov.removal_shares(total)
    shares = np.stack([markov.removal_shares(total - part) for part in counts])
    return whole, left[:, :, None] * shares[:, None, :]


def _measures(both: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Conversions, value, and share of conversions, of (..., 2, channels)."""
    conversions, value = both[..., 0, :], both[..., 1, :]
    total = conversions.sum(axis=-1, keepdims=True)  # 0 where the group left out bought all
    return conversions, value, conversions / np.where(total > 0, total, 1.0)


def _interval(
    value: np.ndarray, without: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Around positive figures by a factor, so that none goes below 0; 0 stays without width."""
    from scipy import stats

    spread = without - without.mean(axis=0)
    error = np.sqrt((GROUPS - 1) / GROUPS * (spread**2).sum(axis=0))
    reach = stats.t.ppf((1 + level) / 2, GROUPS - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(value > 0, np.exp(reach * error / value), 1.0)
    return value / factor, value * factor
