"""Simulated schedules: their spread by hand, and what a shared cause does to it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from taller.measurement.ranges import Range
from taller.planning.plan.features.clocks import working_time
from taller.planning.plan.model.network import Network
from taller.planning.plan.model.simulation import Simulation, chances, simulate
from taller.planning.plan.params.tasks import Calendar, Person, Task


def chain(n: int, days: Range) -> list[Task]:
    return [
        Task(key=f"t{i}", name=f"t{i}", phase="tests", days=days, owner="ana",
             needs=(f"t{i - 1}",) if i else ())
        for i in range(n)
    ]  # fmt: skip


SKEWED = Range(2, 3, 10)
MEAN = 5.0  # (2 + 3 + 10) / 3
VARIANCE = 19 / 6  # (4 + 9 + 100 - 6 - 20 - 30) / 18


@pytest.mark.parametrize("correlation, variance", [(0.0, 2 * VARIANCE), (1.0, 4 * VARIANCE)])
def test_two_tasks_one_after_the_other_spread_as_worked_by_hand(correlation, variance):
    """Apart their variances add; moved by one cause alone, their deviations do."""
    network = Network.plain([[], [0]])
    found = simulate(chain(2, SKEWED), network, draws=20_000, seed=1, correlation=correlation)
    assert found.ends.mean() == pytest.approx(2 * MEAN, abs=0.06)
    assert found.ends.var() == pytest.approx(variance, rel=0.04)
    assert found.person_days.mean() == pytest.approx(2 * MEAN, abs=0.06)


def test_a_cause_that_tasks_share_makes_a_late_end_likelier():
    network = Network.plain([[], *([i] for i in range(19))])
    late = [
        np.mean(simulate(chain(20, SKEWED), network, draws=5000, seed=1, correlation=c).ends > 120)
        for c in (0.0, 0.3)
    ]
    assert late[0] < 0.01 < 0.15 < late[1]


def test_of_two_ways_that_take_the_same_each_is_critical_half_the_time():
    network = Network.plain([[], [], [0, 1]])
    tasks = [task.model_copy(update={"needs": ()}) for task in chain(3, SKEWED)]
    found = simulate(tasks, network, draws=4000, seed=3, correlation=0.0)
    assert found.critical[2] == 1
    assert found.critical[0] == pytest.approx(0.5, abs=0.03)
    assert found.critical[0] + found.critical[1] == pytest.approx(1)


def test_the_same_seed_gives_the_same_schedules_and_another_does_not():
    network = Network.plain([[], [0]])
    one, same, other = (
        simulate(chain(2, SKEWED), network, draws=50, seed=seed, correlation=0.3)
        for seed in (1, 1, 2)
    )
    assert (one.ends == same.ends).all()
    assert not (one.ends == other.ends).any()


def test_a_chance_by_a_day_is_told_over_the_correlations_assumed():
    """Two days certain, from Friday: not by Sunday, by Monday in every schedule."""
    time = working_time(dt.date(2027, 1, 1), Calendar(), [Person(key="ana", name="A")], work=9)
    tasks = chain(2, Range(1, 1, 1))
    days = [dt.date(2027, 1, 3), dt.date(2027, 1, 4)]
    told = chances(tasks, Network.of(tasks, time), time, days, draws=100, seed=1,
                   correlations=(0, 0.3, 0.6))  # fmt: skip
    assert told[["low", "middle", "high"]].to_numpy().tolist() == [[0, 0, 0], [1, 1, 1]]


@pytest.mark.slow
def test_a_share_of_the_schedules_is_done_by_the_moment_that_many_have_ended():
    """Of four ends, half are done by the second, and a quarter by the first."""
    drawn = Simulation(np.array([4.0, 1.0, 3.0, 2.0]), np.ones(1), np.ones(4), 0.3, 1)
    assert (drawn.end(0.25), drawn.end(0.5), drawn.end(1.0)) == (1.0, 2.0, 4.0)
    assert (drawn.done_by(2.0), drawn.done_by(0.5)) == (0.5, 0.0)
