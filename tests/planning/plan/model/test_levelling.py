"""Levelling: nobody does more than there is of them, in the shortest time there is."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from taller.planning.plan.model.levelling import Levelled, Problem, chains, level, serial

OPTIMAL = {  # PSPLIB (Kolisch and Sprecher 1996), j30
    "j301_1": 43, "j305_1": 53, "j309_1": 83, "j3013_1": 58, "j3017_1": 64, "j3021_1": 84,
    "j3025_1": 93, "j3029_1": 85, "j3033_1": 65, "j3037_1": 79, "j3041_1": 86, "j3045_1": 82,
}  # fmt: skip


def problem(durations, needs, demands, capacities, releases=None, lags=None) -> Problem:
    none = [0] * len(durations)
    return Problem(
        np.array(durations), tuple(map(tuple, needs)), np.array(demands), np.array(capacities),
        np.array(lags or none), np.array(releases or none),
    )  # fmt: skip


def read(path: Path) -> Problem:
    """A project as PSPLIB writes it."""
    lines = path.read_text().splitlines()

    def numbers(head: str, skip: int, n: int = 32) -> list[list[int]]:
        at = next(i for i, line in enumerate(lines) if line.startswith(head)) + skip
        return [list(map(int, line.split())) for line in lines[at : at + n]]

    needs: list[list[int]] = [[] for _ in range(32)]
    for job, _, _, *after in numbers("PRECEDENCE RELATIONS", 2):
        for later in after:
            needs[later - 1].append(job - 1)
    rows = numbers("REQUESTS/DURATIONS", 3)
    there = numbers("RESOURCEAVAILABILITIES", 2, 1)[0]
    return problem([row[2] for row in rows], needs, [row[3:] for row in rows], there)


def keeps(given: Problem, starts: np.ndarray) -> bool:
    """Whether starts keep all needs and, at every time, all capacities."""
    ends = starts + given.durations
    waits = all(starts[i] >= ends[j] + given.lags[i]
                for i, needs in enumerate(given.needs) for j in needs)  # fmt: skip
    waits &= (starts >= given.releases).all()
    at_work = [(starts <= t) & (ends > t) for t in range(int(ends.max()))]
    return waits and all((now @ given.demands <= given.capacities).all() for now in at_work)


def check_optimal(folder: Path, name: str) -> None:
    given = read(folder / f"{name}.sm")
    found = level(given, seed=1, effort=100)
    assert (found.makespan, found.proved) == (OPTIMAL[name], True)
    assert keeps(given, found.starts)


def test_a_published_project_is_levelled_to_its_optimum(shared_data):
    check_optimal(shared_data / "psplib_j30", "j301_1")


@pytest.mark.slow
@pytest.mark.parametrize("name", OPTIMAL)
def test_each_published_project_is_levelled_to_its_optimum(shared_data, name):
    check_optimal(shared_data / "psplib_j30", name)


# Two people; the rule places the two long tasks apart: 3 + 3 + 4 on one, while 4 + 6 fit at once.
PUZZLE = problem([4, 6, 5, 5], [[], [], [], []], [[1], [1], [1], [1]], [2])


def test_work_is_shared_out_by_hand():
    """4 + 6 beside 5 + 5 make ten days for two; no time is shorter than half of all the work."""
    found = level(PUZZLE, seed=1)
    assert (found.makespan, found.bound, found.proved) == (10, 10, True)


# Three tasks take two of five each, so two at a time: 3 and 3 beside 3, although 18 units of work
# are less than 5 × 4.
THREE = problem([3, 3, 3], [[], [], []], [[2], [2], [2]], [5])


def test_what_the_rule_s_bound_leaves_open_the_solver_proves():
    found = level(THREE, seed=1)
    assert (THREE.least, found.makespan, found.bound, found.proved) == (4, 6, 6, True)
    assert keeps(THREE, found.starts)


def test_where_the_solver_has_no_time_the_rule_s_order_stands_and_claims_nothing():
    found = level(THREE, seed=1, effort=0.0)
    assert keeps(THREE, found.starts)
    assert (found.makespan, found.proved) == (6, found.bound == 6)


def test_what_takes_more_than_half_of_a_person_is_done_one_after_the_other():
    """3 + 3 + 3, though 2 of 3 each is work for 6 only; one more of waiting behind them."""
    alone = problem([3, 3, 3], [[], [], []], [[2], [2], [2]], [3])
    assert alone.least == 9
    last = problem([3, 3, 1], [[], [], [0, 1]], [[2, 0], [2, 0], [0, 1]], [3, 1], lags=[0, 0, 1])
    assert last.least == 8


def test_levelling_gives_the_same_answer_each_time(shared_data):
    given = read(shared_data / "psplib_j30" / "j3037_1.sm")
    one, other = (level(given, seed=3, effort=1.0) for _ in range(2))
    assert isinstance(one, Levelled)
    assert one.starts.tolist() == other.starts.tolist()


def test_a_task_starts_no_sooner_than_it_may():
    found = level(problem([1, 1], [[], []], [[1], [1]], [1], releases=[5, 0]), seed=1)
    assert found.starts.tolist() == [5, 0]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_a_levelled_schedule_keeps_people_whole_however_long_tasks_take(seed):
    """Durations drawn anew, each task after those it waits for and whose place it takes."""
    rng = np.random.default_rng(seed)
    needs = [[j for j in range(i) if rng.random() < 0.1] for i in range(25)]
    given = problem(rng.integers(1, 9, 25), needs, rng.integers(0, 5, (25, 2)), [6, 5])
    order = chains(given, serial(given, given.latest_ends()))
    assert order
    waits = [[*each, *(a for a, b in order if b == i)] for i, each in enumerate(needs)]
    for _ in range(20):
        drawn = problem(rng.integers(1, 30, 25), waits, given.demands, [10**6] * 2)
        free = problem(drawn.durations, needs, given.demands, given.capacities)
        assert keeps(free, drawn.heads())


def test_units_are_handed_on_by_those_waited_for_anyway():
    """The third needs the second: it takes the unit of that, and waits for nobody else."""
    given = problem([1, 3, 1], [[], [], [1]], [[1], [1], [1]], [2])
    assert chains(given, np.array([0, 0, 3])) == [(1, 2)]


def test_the_rule_goes_by_the_latest_ends():
    """Counted back from the end: the first must leave 3 of waiting and 2 of work."""
    given = problem([1, 2, 1], [[], [0], []], [[0]] * 3, [1], lags=[0, 3, 0])
    assert given.latest_ends().tolist() == [-5, 0, 0]
    assert given.least == 6


@pytest.mark.parametrize("seed", range(6))
def test_no_order_of_the_tasks_gives_a_shorter_schedule(seed):
    """All 120 orders of five tasks with waiting and earliest starts: one of them is the best."""
    rng = np.random.default_rng(seed)
    needs = [[j for j in range(i) if rng.random() < 0.25] for i in range(5)]
    given = problem(
        rng.integers(1, 6, 5), needs, rng.integers(1, 4, (5, 1)), [4],
        releases=rng.integers(0, 3, 5).tolist(), lags=rng.integers(0, 4, 5).tolist(),
    )  # fmt: skip
    tried = [serial(given, np.array(order)) for order in permutations(range(5))]
    best = min(int((starts + given.durations).max()) for starts in tried)
    found = level(given, seed=1)
    assert (found.makespan, found.proved, keeps(given, found.starts)) == (best, True, True)
