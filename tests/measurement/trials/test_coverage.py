"""Intervals hold the truth as often as they say, in the very simulations that `make bench` shows.

Seeds are the benchmark's, fixed before any result was seen.
"""

from __future__ import annotations

import numpy as np
import pytest

from taller.measurement.estimates import generator
from taller.measurement.trials.compare import compare
from tests.benchmarks import bench_trials as bench
from tests.benchmarks import trial_worlds as worlds


def name_of(world: worlds.World) -> str:
    return f"{world.name}, lift {world.lift}"


@pytest.mark.parametrize(
    "world", [worlds.share(0.05, 0.2, (1000, 1000)), worlds.before(30, 0.1)], ids=name_of
)
def test_few_simulated_trials_cover(world):
    assert all(rate.met() for rate in bench.coverage(world, 400).values())


def test_few_simulated_trials_cover_at_all_looks():
    world = worlds.share(0.05, 0.2, (2000, 2000), looks=10)
    found = bench.coverage(world, 400)
    assert all(rate.met(at_least=True) for rate in found.values())
    assert found["difference"].instead < 0.9  # a fixed interval, looked at ten times


def test_what_is_simulated_is_what_is_told():
    """One trial of many has the bounds that `compare` gives of it alone."""
    world = worlds.accounts(40, 0.1, worlds.BOTH)
    ((control, arm),) = world.draw(generator(1, "one"), 1)
    one = [type(each)(each.columns, *(value[0] for value in (each.n, each.means, each.covariance)))
           for each in (control, arm)]  # fmt: skip
    (found,) = compare(dict(zip("ab", one, strict=True)), [world.metric], control="a")
    two = bench.pair(control, arm, world.metric)
    low, high = bench.intervals.lift(two, bench.intervals.reach(two.df))
    assert (found.lift.low, found.lift.high) == (float(low[0]), float(high[0]))
    assert np.isfinite(low).all()


@pytest.mark.slow
@pytest.mark.parametrize("world", bench.ONCE + bench.SAME, ids=name_of)
def test_intervals_cover_as_often_as_they_say(world):
    assert all(rate.met() for rate in bench.coverage(world).values())


@pytest.mark.slow
@pytest.mark.parametrize("world", bench.OFTEN + bench.SAME_OFTEN, ids=name_of)
def test_sequential_intervals_cover_at_all_looks_at_once(world):
    assert all(rate.met(at_least=True) for rate in bench.coverage(world).values())


@pytest.mark.slow
@pytest.mark.parametrize("name", bench.OTHER)
def test_other_rates_are_what_they_say(name):
    rate, nominal, at_least = bench.OTHER[name]()
    assert rate.met(nominal, at_least=at_least)
