"""Levelling: who does what first where tasks want more of a person's time than there is.

The resource-constrained project scheduling problem, solved to the shortest makespan by OR-tools'
CP-SAT, one worker and a bound on deterministic time, so that any machine gives the same answer.
The serial scheme with the latest-finish rule (Kolisch 1996, "Serial and parallel
resource-constrained project scheduling methods revisited") begins, and is enough where it reaches
what is proved to be needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter

import numpy as np


@dataclass(frozen=True)
class Problem:
    """Tasks by place, in whole units of time.

    Attributes
    ----------
    durations, lags, releases : (n,) how long, waiting after what it needs, the earliest start
    needs : places of the tasks that each waits for
    demands : (n, resources) what each takes of each resource while it lasts
    capacities : (resources,) what there is of each
    """

    durations: np.ndarray
    needs: tuple[tuple[int, ...], ...]
    demands: np.ndarray
    capacities: np.ndarray
    lags: np.ndarray
    releases: np.ndarray

    @property
    def least(self) -> int:
        """A makespan below which none can be.

        That of the needs alone, or of a resource: its work by what there is of it, or the tasks
        that take more than half of it and so never overlap, with what must come before and after.
        """
        heads, tails = self.heads(), -self.latest_ends()
        found = [int((heads + self.durations).max(initial=0))]
        for capacity, demand in zip(self.capacities, self.demands.T, strict=True):
            work, alone = self.durations * demand, 2 * demand > capacity
            if work.any():
                found.append(-(-int(work.sum()) // int(capacity)) + _ends(heads, tails, work > 0))
            if alone.any():
                found.append(int(self.durations[alone].sum()) + _ends(heads, tails, alone))
        return max(found)

    def order(self) -> tuple[int, ...]:
        """Places such that each comes after what it waits for."""
        return tuple(TopologicalSorter(dict(enumerate(self.needs))).static_order())

    def heads(self) -> np.ndarray:
        """The earliest start of each by its needs alone."""
        starts = self.releases.copy()
        for i in self.order():
            for j in self.needs[i]:
                starts[i] = max(starts[i], starts[j] + self.durations[j] + self.lags[i])
        return starts

    def latest_ends(self) -> np.ndarray:
        """The latest end of each by its needs alone, counted back from 0."""
        ends = np.zeros(len(self.durations), dtype=int)
        for i in reversed(self.order()):
            for j in self.needs[i]:
                ends[j] = min(ends[j], ends[i] - self.durations[i] - self.lags[i])
        return ends


@dataclass(frozen=True)
class Levelled:
    """When each task starts so that nobody is over-booked.

    Attributes
    ----------
    bound : a makespan below which none can be
    """

    starts: np.ndarray
    makespan: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether no schedule is shorter."""
        return self.makespan == self.bound


def level(problem: Problem, *, seed: int, effort: float = 1.0, gap: float = 0.0) -> Levelled:
    """The shortest schedule that can be found.

    Parameters
    ----------
    effort : most deterministic time of the solver; 1 took it 2 to 6 s of processor here
    gap : share of the makespan by which it may be longer than what is proved to be needed
    """
    starts, bound = serial(problem, problem.latest_ends()), problem.least
    if _makespan(problem, starts) > bound:
        chosen, found = _solve(problem, starts, seed, effort, gap)
        # Its order counts, not its gaps: each task starts as soon as those before it let it.
        starts, bound = serial(problem, chosen), max(bound, found)
    return Levelled(starts, _makespan(problem, starts), bound)


def _makespan(problem: Problem, starts: np.ndarray) -> int:
    return int((starts + problem.durations).max(initial=0))


def _ends(heads: np.ndarray, tails: np.ndarray, of: np.ndarray) -> int:
    """The least that comes before all of some tasks, and after all of them."""
    return int(heads[of].min() + tails[of].min())


def serial(problem: Problem, priority: np.ndarray) -> np.ndarray:
    """Each task in turn at the first time that its needs and the resources allow.

    Parameters
    ----------
    priority : (n,) of those whose needs are placed, the least comes first
    """
    n = len(problem.durations)
    horizon = int(problem.durations.sum() + problem.lags.sum() + problem.releases.max(initial=0))
    left = np.repeat(problem.capacities.astype(np.int32)[:, None], horizon + 1, axis=1)
    starts, sorter = np.zeros(n, dtype=int), TopologicalSorter(dict(enumerate(problem.needs)))
    sorter.prepare()
    ready = set(sorter.get_ready())
    while ready:
        i = min(ready, key=lambda each: (priority[each], each))
        ready.remove(i)
        first = max([int(problem.releases[i]),
                     *(int(starts[j] + problem.durations[j] + problem.lags[i])
                       for j in problem.needs[i])])  # fmt: skip
        starts[i] = _first_fit(left, first, int(problem.durations[i]), problem.demands[i])
        left[:, starts[i] : starts[i] + problem.durations[i]] -= problem.demands[i][:, None]
        sorter.done(i)
        ready |= set(sorter.get_ready())
    return starts


def _first_fit(left: np.ndarray, first: int, length: int, demand: np.ndarray) -> int:
    wanted = demand > 0
    short = (left[wanted] < demand[wanted, None]).any(axis=0)
    while (full := np.flatnonzero(short[first : first + length])).size:
        first += int(full[-1]) + 1
    return first


def _solve(
    problem: Problem, hint: np.ndarray, seed: int, effort: float, gap: float
) -> tuple[np.ndarray, int]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    longest = _makespan(problem, hint)
    ends = [model.new_int_var(0, longest, "") for _ in problem.durations]
    spans = [model.new_fixed_size_interval_var(end - int(days), int(days), "")
             for end, days in zip(ends, problem.durations, strict=True)]  # fmt: skip
    for i, needs in enumerate(problem.needs):
        model.add(ends[i] >= int(problem.releases[i] + problem.durations[i]))
        for j in needs:
            model.add(ends[i] >= ends[j] + int(problem.lags[i] + problem.durations[i]))
        model.add_hint(ends[i], int(hint[i] + problem.durations[i]))
    for resource, capacity in enumerate(problem.capacities):
        takes = np.flatnonzero(problem.demands[:, resource])
        wanted = [int(problem.demands[i, resource]) for i in takes]
        model.add_cumulative([spans[i] for i in takes], wanted, int(capacity))
    makespan = model.new_int_var(problem.least, longest, "")
    model.add_max_equality(makespan, ends)
    model.minimize(makespan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = effort
    solver.parameters.relative_gap_limit = gap
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return hint, problem.least  # the bound on its time ended before it had looked at the hint
    starts = np.array([solver.value(end) for end in ends]) - problem.durations
    return starts, int(np.ceil(solver.best_objective_bound - 1e-6))


def chains(problem: Problem, starts: np.ndarray) -> list[tuple[int, int]]:
    """Pairs (earlier, later) of places whose order keeps each resource within its capacity.

    Whatever the durations turn out to be: Policella, Cesta, Oddi and Smith (2007), "From precedence
    constraint posting to partial order schedules". Each unit of a resource is handed from task to
    task; a task waits for those whose units it takes.
    """
    found: set[tuple[int, int]] = set()
    for resource, capacity in enumerate(problem.capacities):
        held = [(0, -1)] * int(capacity)  # of each unit: free from when, its last task
        takes = np.flatnonzero((problem.demands[:, resource] > 0) & (problem.durations > 0))
        for i in sorted(takes, key=lambda each: (starts[each], each)):
            wanted = int(problem.demands[i, resource])
            free = sorted(u for u in range(len(held)) if held[u][0] <= starts[i])
            free.sort(key=lambda unit: -held[unit][0])  # the fewest to wait for: those free last
            for unit in free[:wanted]:
                if held[unit][1] >= 0:
                    found.add((held[unit][1], int(i)))
                held[unit] = (int(starts[i] + problem.durations[i]), int(i))
    return sorted(found)
