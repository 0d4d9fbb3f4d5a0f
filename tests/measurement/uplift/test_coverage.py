"""Intervals of uplift, policies and regional trials hold the truth as often as they say."""

from __future__ import annotations

import pytest

from tests.benchmarks.bench_uplift import WORLDS, rates

TRIALS = 400


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("world", WORLDS)
def test_intervals_hold_as_often_as_they_say(world):
    missed = {name: rate for name, rate in rates(world, TRIALS).items() if not rate.met()}
    assert missed == {}
