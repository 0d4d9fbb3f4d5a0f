"""What a trial measured of a channel, as the sampler takes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from taller.errors import DataError
from taller.measurement.media_mix import shapes
from taller.measurement.media_mix.draws import Draws
from taller.measurement.media_mix.panel import Panel
from taller.phase import Estimate


@dataclass(frozen=True)
class Lift:
    """Sales that a trial found to come of a channel's spend, in some regions and weeks.

    Attributes
    ----------
    channel : a channel of the panel
    first, last : days of the trial; weeks that begin in it count
    sales : what was added over all its regions and weeks, in the unit of the panel's sales
    regions : where; none named means everywhere
    instead : what would have been spent without the trial, or was not spent in the regions it is
        held against, as a share of what the panel says: 0 where the channel went dark
    """

    channel: str
    first: dt.date
    last: dt.date
    sales: Estimate
    regions: tuple[str, ...] = ()
    instead: float = 0.0


@dataclass(frozen=True)
class Measured:
    """A lift in the sampler's terms.

    Attributes
    ----------
    channel : its number
    regions : (r,) numbers
    weeks : slice of the trial
    spend : (R, T) the channel's spend without the trial, as a share of the most
    value, variance : of the sales added
    """

    channel: int
    regions: np.ndarray
    weeks: slice
    spend: np.ndarray
    value: float
    variance: float


def measured(panel: Panel, scaled: np.ndarray, lifts: Sequence[Lift]) -> list[Measured]:
    """Lifts against a panel's spend (C, R, T), told as a share of the most.

    Raises
    ------
    DataError
        Naming every lift of an unknown channel or region, of days without a week of the panel, or
        whose sales have no interval or trial changes no spend.
    """
    found, faults = [], []
    for i, lift in enumerate(lifts):
        fault = _fault(panel, lift)
        if fault:
            faults.append(f"lift {i + 1} ({lift.channel}, {lift.first} to {lift.last}): {fault}")
            continue
        c, weeks, regions = _where(panel, lift)
        without = scaled[c].copy()
        without[np.ix_(regions, np.arange(len(panel.weeks))[weeks])] *= lift.instead
        if np.allclose(without, scaled[c]):
            faults.append(f"lift {i + 1} ({lift.channel}): nothing was spent otherwise there")
            continue
        z = NormalDist().inv_cdf((1 + (lift.sales.level or 0.95)) / 2)
        error = (lift.sales.high - lift.sales.low) / (2 * z)
        found.append(Measured(c, regions, weeks, without, lift.sales.value, error**2))
    if faults:
        raise DataError("lifts", faults)
    return found


def sold(lift: Measured, shape: np.ndarray, spend: np.ndarray, means: np.ndarray) -> np.ndarray:
    """What a full effect of 1 would have sold in a trial, (r,) by its regions.

    Parameters
    ----------
    shape : (3,) of the channel
    spend : (R, T) of it, as a share of the most
    means : (R,) mean sales
    """
    at = lift.regions
    more = shapes.effect(spend[at], shape) - shapes.effect(lift.spend[at], shape)
    return more[:, lift.weeks].sum(axis=1) * means[at]


def lift_of_draws(lift: Measured, drawn: Draws, spend: np.ndarray, means: np.ndarray) -> np.ndarray:
    """What a fit says of a trial's sales, (D,); spend (C, R, T)."""
    c = lift.channel
    return np.array([
        float(sold(lift, shape[c], spend[c], means) @ effect[c][lift.regions])
        for shape, effect in zip(drawn.shape, drawn.effect, strict=True)
    ])  # fmt: skip


def _where(panel: Panel, lift: Lift) -> tuple[int, slice, np.ndarray]:
    inside = (panel.weeks >= np.datetime64(lift.first)) & (panel.weeks <= np.datetime64(lift.last))
    at = np.flatnonzero(inside)
    names = lift.regions or panel.regions
    regions = np.array([panel.regions.index(name) for name in names])
    return panel.channels.index(lift.channel), slice(at[0], at[-1] + 1), regions


def _fault(panel: Panel, lift: Lift) -> str:
    if lift.channel not in panel.channels:
        return f"no such channel; there are {', '.join(panel.channels)}"
    if unknown := [name for name in lift.regions if name not in panel.regions]:
        return f"no such region: {', '.join(unknown)}"
    first, last = np.datetime64(lift.first), np.datetime64(lift.last)
    if not ((panel.weeks >= first) & (panel.weeks <= last)).any():
        return f"no week of the panel begins then ({panel.weeks[0]} to {panel.weeks[-1]})"
    if lift.sales.high <= lift.sales.low:
        return "its sales need an interval; a trial's figure is never exact"
    return ""
