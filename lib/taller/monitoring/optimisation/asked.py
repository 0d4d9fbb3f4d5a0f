"""What of the parameters the client's spend cannot bear, asked before the notebook runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taller.monitoring.optimisation.features import named
from taller.monitoring.optimisation.features.channels import channels
from taller.monitoring.optimisation.features.media import read_media
from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.monitoring.optimisation.params import Params


def faults(tables: Tables, p: Params) -> Iterator[tuple[str, str]]:
    """Pairs of parameter and what is wrong with it."""
    media = read_media(tables, channels(tables, p.grain), p)
    if media.panel is not None:
        yield from named.faults(p, media.panel.channels, media.panel.regions)
    elif p.lifts:
        yield "lifts", say("fault-no-media")
