"""Simulated schedules: their spread by hand, and what a shared cause does to it."""

from __future__ import annotations

import numpy as np
import pytest

from taller.measurement.ranges import Range
from taller.planning.plan.model.simulation import Simulation, simulate
from taller.planning.plan.params.tasks import Task
from tests.planning.plan_made import plain


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
    network = plain([[], [0]])
    found = simulate(chain(2, SKEWED), network, draws=20_000, seed=1, correlation=correlation)
    assert found.ends.mean() == pytest.approx(2 * MEAN, abs=0.06)
    assert found.ends.var() == pytest.approx(variance, rel=0.04)
    assert found.days.mean() == pytest.approx(MEAN, abs=0.03)


def test_a_cause_that_tasks_share_makes_a_late_end_likelier():
    network = plain([[], *([i] for i in range(19))])
    late = [
        np.mean(simulate(chain(20, SKEWED), network, draws=5000, seed=1, correlation=c).ends > 120)
        for c in (0.0, 0.3)
    ]
    assert late[0] < 0.01 < 0.15 < late[1]


def test_the_same_seed_gives_the_same_schedules_and_another_does_not():
    network = plain([[], [0]])
    one, same, other = (
        simulate(chain(2, SKEWED), network, draws=50, seed=seed, correlation=0.3)
        for seed in (1, 1, 2)
    )
    assert (one.ends == same.ends).all()
    assert not (one.ends == other.ends).any()


def test_a_share_of_the_schedules_is_done_by_the_moment_that_many_have_ended():
    """Of four ends, half are done by the second, and a quarter by the first."""
    drawn = Simulation(np.ones((1, 4)), np.array([4.0, 1.0, 3.0, 2.0]))
    assert (drawn.end(0.25), drawn.end(0.5), drawn.end(1.0)) == (1.0, 2.0, 4.0)
    assert (drawn.done_by(2.0), drawn.done_by(0.5)) == (0.5, 0.0)
