"""What each way of sharing out the sales gives each channel, and where these ways disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from taller.looked import Looked
from taller.measurement.attribution import METHODS, best_order, credits
from taller.measurement.attribution.markov import GROUPS, MOST_CELLS, ORDERS
from taller.monitoring.optimisation.features.journeys import Read
from taller.monitoring.optimisation.messages import say
from taller.monitoring.optimisation.params import Params
from taller.phase import Estimate


@dataclass(frozen=True)
class Credit(Looked):
    """The sales of the journeys, shared out by each method.

    Attributes
    ----------
    frame : what `taller.measurement.attribution.credits` gives; None where there are no journeys
    order : visits on which the next one depends, for removal
    chosen : whether the journeys chose it, or somebody else
    several : share of the journeys that sold with more than one channel
    """

    read: Read
    frame: pd.DataFrame | None = None
    order: int = 1
    chosen: bool = True
    several: float = 0.0

    @cached_property
    def shares(self) -> Mapping[tuple[str, str], Estimate]:
        """Share of the sales by method and channel."""
        return self._told("share", "share")

    @cached_property
    def value(self) -> Mapping[tuple[str, str], Estimate]:
        """Net sales by method and channel; empty where it is not known what a visit sold."""
        return self._told("value", "money") if self.read.valued else {}

    @property
    def channels(self) -> list[str]:
        """The channels, the one that is given most first."""
        if self.frame is None:
            return []
        mean = self.frame.groupby("channel", observed=True)["share"].mean()
        return [*mean.sort_values(ascending=False, kind="stable").index]

    def of(self, channel: str) -> dict[str, Estimate]:
        """A channel's share by method."""
        return {method: self.shares[method, channel] for method in METHODS}

    @property
    def first(self) -> str | None:
        """The channel that every method gives most, beyond the intervals; None where none is."""
        names = self.channels
        leads = [name for name in names[:1] if all(
            self.shares[method, name].low > self.shares[method, other].high
            for method in METHODS for other in names[1:]
        )]  # fmt: skip
        return leads[0] if leads and len(names) > 1 else None

    @property
    def disputed(self) -> tuple[str, Estimate, Estimate] | None:
        """The channel on which methods differ most, beyond the intervals: least and most."""
        found = []
        for name in self.channels:
            told = sorted(self.of(name).values(), key=lambda each: each.value)
            if told[-1].low > told[0].high:
                found.append((name, told[0], told[-1]))
        return max(found, key=lambda each: each[2].value - each[1].value) if found else None

    def _told(self, measure: str, unit: str) -> dict[tuple[str, str], Estimate]:
        if self.frame is None or self.read.journeys is None:
            return {}
        n = int(self.read.journeys.converted.sum())
        columns = ["method", "channel", measure, f"{measure}_low", f"{measure}_high"]
        return {
            (method, channel): Estimate(
                value=value, low=min(low, value), high=max(high, value), unit=unit, n=n,
                method=say("method-credit", method=say(f"method.{method}")),
            )
            for method, channel, value, low, high in self.frame[columns].itertuples(index=False)
        }  # fmt: skip


def credit(read: Read, p: Params) -> Credit:
    """Share out what the journeys sold, by every method."""
    journeys = read.journeys
    if journeys is None:
        return Credit(read)
    c = len(journeys.channels)
    possible = [o for o in ORDERS if GROUPS * (c + 1) ** o * (c + 2) <= MOST_CELLS]
    order = min(p.order, possible[-1]) if p.order else best_order(journeys, possible)
    lengths = np.diff(journeys.bought().without_repeats().starts)
    frame = credits(journeys, order=order)
    return Credit(read, frame, order, p.order is None, float((lengths > 1).mean()))
