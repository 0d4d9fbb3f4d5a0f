"""Credit by a chain: what would be lost if every journey that meets a channel ended there.

References
----------
Anderl, Becker, von Wangenheim, Schumann (2016), "Mapping the customer journey: Lessons learned from
graph-based online attribution modeling", International Journal of Research in Marketing 33(3).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from taller.errors import DataError
from taller.measurement.attribution.journeys import GROUPS, Journeys

MOST_CELLS = 40_000_000  # counts kept at a time: 320 MB
DENSE = 400  # states up to which the equations are solved as one full matrix
ORDERS = (1, 2, 3)
SMOOTHED = 0.5  # added to each count where a chain is judged on journeys it has not seen


def transitions(journeys: Journeys, order: int) -> np.ndarray:
    """How often each next step followed each state, by group.

    A state is the last channels touched, as many as `order`; a repeated touch counts once.

    Returns
    -------
    (groups, states, channels + 2) counts; the last two steps are a conversion and none

    Raises
    ------
    DataError
        If so many channels have too many states of that order.
    """
    c = len(journeys.channels)
    states, steps = (c + 1) ** order, c + 2
    if order < 1 or GROUPS * states * steps > MOST_CELLS:
        most = int(np.log(MOST_CELLS / GROUPS / steps) / np.log(c + 1))
        what = f"order is 1 to {most} with {c} channels (got {order}); put small channels together"
        raise DataError("attribution", what)
    found = np.zeros(GROUPS * states * steps)
    for block in journeys.blocks():
        part = block.without_repeats()
        state = _states(part, order)
        lengths = np.diff(part.starts)
        after = (_next(state, part.touches, c, states)).astype(np.int64)
        group = part.groups.astype(np.int64) * states
        found += np.bincount(
            (np.repeat(group, lengths) + state) * steps + part.touches, minlength=len(found)
        )
        ended = c + np.where(part.converted, 0, 1)
        found += np.bincount(
            (group + after[part.starts[1:] - 1]) * steps + ended, minlength=len(found)
        )
    return found.reshape(GROUPS, states, steps)


def _states(part: Journeys, order: int) -> np.ndarray:
    """The state before each touch: digits in base channels + 1, the latest last, 0 for none."""
    base = len(part.channels) + 1
    place = np.arange(len(part.touches)) - np.repeat(part.starts[:-1], np.diff(part.starts))
    state = np.zeros(len(part.touches), dtype=np.int64)
    for back in range(1, order + 1):
        there = np.flatnonzero(place >= back)
        state[there] += (part.touches[there - back].astype(np.int64) + 1) * base ** (back - 1)
    return state


def _next(state: np.ndarray, channel: np.ndarray, channels: int, states: int) -> np.ndarray:
    """The state after a channel is touched."""
    return (state * (channels + 1) + channel.astype(np.int64) + 1) % states


def removal_shares(counts: np.ndarray) -> np.ndarray:
    """Each channel's share of the credit, from counts of one chain or of several.

    Parameters
    ----------
    counts : (..., states, channels + 2), see `transitions`

    Returns
    -------
    (..., channels), which add up to 1: by how much fewer journeys would end in a conversion without
    the channel, relative to the sum of all channels; zeros where none ended in one
    """
    whole = counts.reshape(-1, *counts.shape[-2:])
    effects = np.stack([_effects(chain) for chain in whole])
    total = effects.sum(axis=1, keepdims=True)
    return (effects / np.where(total > 0, total, 1.0)).reshape(*counts.shape[:-2], -1)


def _effects(chain: np.ndarray) -> np.ndarray:
    """Share of conversions lost without each channel."""
    states, steps = chain.shape
    channels = steps - 2
    reached = np.flatnonzero(chain.sum(axis=1) > 0)
    chance = chain[reached] / chain[reached].sum(axis=1, keepdims=True)
    number = np.full(states, -1)
    number[reached] = np.arange(len(reached))
    after = number[_next(reached[:, None], np.arange(channels)[None, :], channels, states)]
    solve = _dense if len(reached) <= DENSE else _sparse
    found = solve(chance, after)
    return 1.0 - found[1:] / found[0] if found[0] > 0 else np.zeros(channels)


def _dense(chance: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Chance of a conversion from the start: with all channels, then without each."""
    n, channels = after.shape
    rows = np.broadcast_to(np.arange(n)[:, None], after.shape)
    known = after >= 0
    found = []
    for left_out in range(-1, channels):
        used = known & (np.arange(channels) != left_out)
        matrix = np.eye(n)
        np.subtract.at(matrix, (rows[used], after[used]), chance[:, :channels][used])
        found.append(np.linalg.solve(matrix, chance[:, channels])[0])
    return np.array(found)


def _sparse(chance: np.ndarray, after: np.ndarray) -> np.ndarray:
    from scipy import sparse
    from scipy.sparse.linalg import spsolve

    n, channels = after.shape
    rows = np.broadcast_to(np.arange(n)[:, None], after.shape)
    known = (after >= 0) & (chance[:, :channels] > 0)
    found = []
    for left_out in range(-1, channels):
        used = known & (np.arange(channels) != left_out)
        moves = sparse.csc_matrix(
            (chance[:, :channels][used], (rows[used], after[used])), shape=(n, n)
        )
        matrix = (sparse.identity(n, format="csc") - moves).tocsc()
        found.append(spsolve(matrix, chance[:, channels])[0])
    return np.array(found)


def best_order(journeys: Journeys, orders: Sequence[int] = ORDERS) -> int:
    """The order whose chain foresees best the steps of journeys it has not seen.

    The chain is made of nine tenths of the groups and judged on the others, ten times.
    """
    return max(sorted(set(orders)), key=lambda order: (_foreseen(journeys, order), -order))


def _foreseen(journeys: Journeys, order: int) -> float:
    """Mean log-likelihood of a step."""
    counts = transitions(journeys, order)
    whole, score, steps = counts.sum(axis=0), 0.0, 0.0
    for part in range(10):
        seen = counts[part::10].sum(axis=0)
        known = whole - seen + SMOOTHED
        score += float((seen * np.log(known / known.sum(axis=1, keepdims=True))).sum())
        steps += float(seen.sum())
    return score / steps
