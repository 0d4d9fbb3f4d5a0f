"""What parameters name of the client's channels and regions, and what of it there is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from taller.errors import did_you_mean
from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    from taller.monitoring.optimisation.params import Params


def faults(p: Params, channels: Sequence[str], regions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of parameter and what of it the media panel has not."""
    for each in p.lifts:
        if each.channel not in channels:
            near = did_you_mean(each.channel, channels)
            yield "lifts", say("fault-channel", name=each.channel, near=near)
        for name in each.regions:
            if name not in regions:
                near = did_you_mean(name, regions)
                yield "lifts", say("fault-region", name=name, near=near)
