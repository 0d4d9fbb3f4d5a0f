"""What money by month is worth: net present value, internal rate of return, payback and ROI.

One stream of money, or many at once: ``(..., months)``, the first month first. That month is not
discounted, as in numpy-financial, which gives the same for one stream.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

Return = Literal["one", "none", "several"]
"""How many internal rates of return a stream has that can be told."""

_HALVINGS = 60
_LEAST = 4.0  # discount factor of a month at the lowest rate looked for: all but lost in a year


def monthly(annual: float) -> float:
    """The rate of a month that makes so much in a year.

    >>> round(monthly(0.10), 6)
    0.007974
    """
    return (1 + annual) ** (1 / 12) - 1


def present_value(flows: np.ndarray, annual: float) -> np.ndarray:
    """What money by month is worth on the first day, at a rate of a year.

    >>> float(present_value(np.array([-50.0] + [0.0] * 11 + [110.0]), 0.10).round(9))
    50.0
    """
    months = np.arange(flows.shape[-1])
    return np.asarray(flows) @ (1 + monthly(annual)) ** -months


def rates(flows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Internal rates of return of a year, and for each stream whether there is one.

    A stream whose sign changes once has one rate (Descartes). One whose *sum so far* changes its
    sign once, from below, has one above zero (Norstrøm 1972, "A sufficient condition for a unique
    nonnegative internal rate of return"). Any other may have several, and none is told.

    Parameters
    ----------
    flows : (n, months)

    Returns
    -------
    (n,) rates, nan where none is told; and (n,) ``one``, ``none`` or ``several``

    >>> found, kinds = rates(np.array([[-100.0, 101, 0], [1, 1, 1], [-1.0, 2.3, -1.32]]))
    >>> round(float(found[0]), 6) == round(1.01**12 - 1, 6), kinds.tolist()
    (True, ['one', 'none', 'several'])
    """
    changes, so_far = _changes(flows), np.cumsum(flows, axis=1)
    above_zero = (_changes(so_far) == 1) & (so_far[:, -1] > 0) & (_first(so_far) < 0)
    kinds = np.where(changes == 0, "none", np.where((changes == 1) | above_zero, "one", "several"))
    found = np.full(len(flows), np.nan)
    one = kinds == "one"
    if one.any():
        most = np.where(changes[one] == 1, _LEAST, 1.0)
        found[one] = _bisected(flows[one], most) ** -12.0 - 1
    return found, kinds


def _bisected(flows: np.ndarray, most: np.ndarray) -> np.ndarray:
    """The discount factor of a month, of 0 to `most`, at which each stream is worth nothing."""
    low, high = np.full(len(flows), 1e-9), most
    sign = np.sign(_first(flows))
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        worth = np.zeros(len(flows))
        for month in reversed(range(flows.shape[1])):
            worth = worth * middle + flows[:, month]
        before = worth * sign > 0
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    return (low + high) / 2


def _changes(flows: np.ndarray) -> np.ndarray:
    """How often the sign changes along each stream, months without money passed over."""
    signs = np.sign(flows)
    for month in range(1, signs.shape[1]):
        signs[:, month] = np.where(signs[:, month] == 0, signs[:, month - 1], signs[:, month])
    return ((signs[:, 1:] * signs[:, :-1]) < 0).sum(axis=1)


def _first(flows: np.ndarray) -> np.ndarray:
    """The first amount of each stream that is not nothing; nothing where all are."""
    place = (flows != 0).argmax(axis=1)
    return flows[np.arange(len(flows)), place]


def payback(flows: np.ndarray) -> np.ndarray:
    """The month, from 1, from whose end on the sum so far stays at zero or above; else infinite.

    >>> payback(np.array([[-5.0, 3.0, 3.0], [-5.0, 6.0, -2.0], [1.0, 1.0, 1.0]])).tolist()
    [3.0, inf, 1.0]
    """
    below = np.cumsum(flows, axis=1) < -1e-9
    last = below.shape[1] - below[:, ::-1].argmax(axis=1)  # month of the last sum below zero
    months = np.where(below.any(axis=1), last + 1.0, 1.0)
    return np.where(below[:, -1], np.inf, months)


def roi(benefits: np.ndarray, costs: np.ndarray) -> np.ndarray:
    """What comes back beyond the money put in, per unit of that; nan where none is put in.

    >>> roi(np.array([[0.0, 300.0]]), np.array([[100.0, 0.0]])).tolist()
    [2.0]
    """
    put_in = costs.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(put_in > 0, benefits.sum(axis=-1) / put_in - 1, np.nan)
