"""Credit by a rule: each conversion is shared among its own journey's touches."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from taller.measurement.attribution.journeys import GROUPS, Journeys

ENDS = 0.4  # credit of the first touch and of the last, by position; the rest shares what is left

Weights = Callable[[Journeys, np.ndarray], np.ndarray]


def by_rule(bought: Journeys, weights: Weights) -> tuple[np.ndarray, np.ndarray]:
    """Conversions and value of each channel, by group.

    Parameters
    ----------
    bought : journeys that ended in a conversion
    weights : of a journey's touches, which add up to 1

    Returns
    -------
    two (groups, channels) arrays
    """
    shape = (GROUPS, len(bought.channels))
    conversions, value = np.zeros(shape), np.zeros(shape)
    for part in bought.blocks():
        lengths = np.diff(part.starts)
        cell = np.repeat(part.groups.astype(np.int32) * shape[1], lengths) + part.touches
        weight = weights(part, lengths)
        conversions += _added(cell, weight, shape)
        value += _added(cell, weight * np.repeat(part.value, lengths), shape)
    return conversions, value


def _added(cell: np.ndarray, weight: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    return np.bincount(cell, weight, minlength=shape[0] * shape[1]).reshape(shape)


def first(part: Journeys, lengths: np.ndarray) -> np.ndarray:
    """All to the first touch."""
    weight = np.zeros(len(part.touches))
    weight[part.starts[:-1]] = 1.0
    return weight


def last(part: Journeys, lengths: np.ndarray) -> np.ndarray:
    """All to the last touch."""
    weight = np.zeros(len(part.touches))
    weight[part.starts[1:] - 1] = 1.0
    return weight


def linear(part: Journeys, lengths: np.ndarray) -> np.ndarray:
    """The same to each touch."""
    return np.repeat(1.0 / lengths, lengths)


def position(part: Journeys, lengths: np.ndarray) -> np.ndarray:
    """40% to the first touch and to the last, the rest to those between; halves where none is."""
    between = np.where(lengths > 2, (1 - 2 * ENDS) / np.maximum(lengths - 2, 1), 0.0)
    weight = np.repeat(between, lengths)
    end = np.where(lengths > 2, ENDS, 0.5)
    weight[part.starts[:-1]] = end
    weight[part.starts[1:] - 1] = end
    weight[part.starts[:-1][lengths == 1]] = 1.0
    return weight


def shapley(part: Journeys, lengths: np.ndarray) -> np.ndarray:
    """The same to each channel of a journey, however often it was touched.

    This is the Shapley value where a set of channels is worth the conversions of the journeys that
    touched no other channel.

    References
    ----------
    Zhao, Mahboobi, Bagheri (2018), "Shapley value methods for attribution modeling in online
    advertising", theorem 1.
    """
    channels = len(part.channels)
    cell = np.repeat(np.arange(len(part), dtype=np.int64) * channels, lengths) + part.touches
    times = np.bincount(cell, minlength=len(part) * channels)
    different = (times.reshape(-1, channels) > 0).sum(axis=1)
    return 1.0 / (times[cell] * np.repeat(different, lengths))
