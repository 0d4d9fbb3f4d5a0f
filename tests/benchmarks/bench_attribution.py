"""Attribution at scale: ten million journeys of up to twenty touches, all six methods."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from taller.measurement.attribution import Journeys, credits

JOURNEYS, LONGEST, CHANNELS, BUYING = 10_000_000, 20, 12, 0.3


def figures() -> Iterator[dict[str, Any]]:
    """Seconds and memory of the whole, and of one pass over the same arrays, the least there is."""
    journeys = _made()
    began = time.perf_counter()
    np.bincount(journeys.touches, minlength=CHANNELS)
    once = time.perf_counter() - began
    began = time.perf_counter()
    found = credits(journeys)
    took = time.perf_counter() - began
    shares = found.groupby("method")["share"].sum()
    assert np.allclose(shares, 1.0), shares
    yield {
        "name": f"attribution of {JOURNEYS / 1e6:.0f} million journeys, "
        f"{len(journeys.touches) / 1e6:.0f} million touches, six methods with intervals",
        "value": took, "unit": "s", "beside": f"counting the touches once: {once:.2f} s",
        "ratio": took / once, "target": "60 s", "met": took <= 60,
    }  # fmt: skip
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    yield {"name": "the same: memory, the journeys included", "value": most, "unit": "GB",
           "target": "6 GB", "met": most <= 6}  # fmt: skip


def _made() -> Journeys:
    draw = np.random.default_rng(19)
    lengths = draw.integers(1, LONGEST + 1, JOURNEYS)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    touches = draw.integers(CHANNELS, size=starts[-1], dtype=np.uint8)
    converted = draw.random(JOURNEYS) < BUYING
    value = draw.lognormal(3.5, 0.6, JOURNEYS)
    names = [f"channel {i}" for i in range(CHANNELS)]
    return Journeys.of(touches, starts, converted, value, names, seed=19)
