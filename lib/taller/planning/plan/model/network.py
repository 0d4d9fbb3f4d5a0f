"""The network of tasks: who waits for whom, when each can start, and which delay moves the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter

import numpy as np

from taller.planning.plan.features.clocks import Clock, WorkingTime
from taller.planning.plan.params.tasks import Task

_MOMENT = 1e-5  # of a day: a delay that is felt, if at all, in full


@dataclass(frozen=True)
class Network:
    """Tasks by place, with what binds each; `run` and `critical` take one schedule or many.

    Attributes
    ----------
    needs : places of the tasks that each waits for
    lags : (n,) working days of waiting after those
    clocks : each one's working time
    release : (n,) moment before which it does not start
    started : (n,) moment it began, where it has; else nan
    ended : (n,) moment it was done, where it is; else nan
    """

    needs: tuple[tuple[int, ...], ...]
    lags: np.ndarray
    clocks: tuple[Clock, ...]
    release: np.ndarray
    started: np.ndarray
    ended: np.ndarray
    now: float = 0.0

    @classmethod
    def of(
        cls, tasks: Sequence[Task], time: WorkingTime,
        also: Mapping[str, Sequence[str]] | None = None, now: float = 0.0,
    ) -> Network:  # fmt: skip
        """The network of a plan's tasks.

        Parameters
        ----------
        also : further tasks to wait for, by key, as those that the same person does before
        now : moment of the forecast: what is not begun by then begins later
        """
        place = {task.key: i for i, task in enumerate(tasks)}
        waits = [{*task.needs, *(also or {}).get(task.key, ())} for task in tasks]

        def moments(days: Sequence, otherwise: float, evening: float = 0.0) -> np.ndarray:
            return np.array([otherwise if d is None else time.moment(d) + evening for d in days])

        return cls(
            needs=tuple(tuple(sorted(place[key] for key in each)) for each in waits),
            lags=np.array([task.lag for task in tasks], dtype=float),
            clocks=tuple(time.people[task.owner] for task in tasks),
            release=np.maximum(moments([task.not_before for task in tasks], 0.0), now),
            started=moments([task.started_on for task in tasks], np.nan),
            ended=moments([task.done_on for task in tasks], np.nan, 1.0),
            now=now,
        )

    @classmethod
    def plain(cls, needs: Sequence[Sequence[int]], days: int = 10_000) -> Network:
        """A network without calendar, waiting or progress.

        >>> plain = Network.plain([[], [0], [0], [1, 2]])
        >>> starts, ends = plain.run(np.array([1.0, 2.0, 4.0, 1.0]))
        >>> ends.tolist(), plain.critical(starts, ends).tolist()
        ([1.0, 3.0, 5.0, 6.0], [True, False, True, True])
        """
        n = len(needs)
        none = np.full(n, np.nan)
        waits = tuple(tuple(each) for each in needs)
        return cls(waits, np.zeros(n), (Clock.always(days),) * n, np.zeros(n), none, none)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Places such that each comes after what it waits for."""
        return tuple(TopologicalSorter(dict(enumerate(self.needs))).static_order())

    @cached_property
    def followers(self) -> tuple[tuple[int, ...], ...]:
        """Places of the tasks that wait for each."""
        found: list[list[int]] = [[] for _ in self.needs]
        for later, needs in enumerate(self.needs):
            for earlier in needs:
                found[earlier].append(later)
        return tuple(tuple(each) for each in found)

    def run(self, durations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """When each task starts and ends at the earliest.

        Parameters
        ----------
        durations : (n,) or (n, draws) working days

        Returns
        -------
        starts and ends of the same shape, as moments
        """
        starts, ends = np.empty_like(durations), np.empty_like(durations)
        for i in self.order:
            clock, days = self.clocks[i], durations[i]
            if not np.isnan(self.ended[i]):
                ends[i] = self.ended[i]
                begun = clock.retreat(self.ended[i], days)
                starts[i] = begun if np.isnan(self.started[i]) else self.started[i]
            elif not np.isnan(self.started[i]):
                starts[i] = self.started[i]
                done = clock.advance(self.started[i], days)
                # What is not done by now takes the rest of this day at least.
                ends[i] = np.maximum(done, clock.advance(self.now, 1.0))
            else:
                starts[i] = self._begin(i, ends, days)
                ends[i] = clock.advance(starts[i], days)
        return starts, ends

    def _begin(self, i: int, ends: np.ndarray, days: np.ndarray | float) -> np.ndarray:
        ready = np.zeros_like(ends[i])
        for earlier in self.needs[i]:
            ready = np.maximum(ready, ends[earlier])
        ready = self._waited(i, ready)
        ready = np.maximum(ready, self.release[i])
        return np.where(np.asarray(days) > 0, self.clocks[i].starts(ready), ready)

    def _waited(self, i: int, since: np.ndarray) -> np.ndarray:
        return self.clocks[i].advance(since, self.lags[i]) if self.lags[i] else since

    def critical(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Which tasks would move the end if they took a moment longer, in each schedule."""
        last = ends.max(axis=0)
        marked = np.zeros(ends.shape, dtype=bool)
        for i in reversed(self.order):
            clock = self.clocks[i]
            delayed = clock.starts(ends[i]) + _MOMENT
            marked[i] = delayed > last + _MOMENT / 2
            for later in self.followers[i]:
                moved = self.clocks[later].starts(self._waited(later, delayed))
                binds = moved > starts[later] + _MOMENT / 2
                marked[i] |= marked[later] & binds & np.isnan(self.started[later])
            marked[i] &= np.isnan(self.ended[i])
        return marked

    def latest(self, durations: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """When each task must start and end at the latest, for the end to stay.

        Kelley and Walker (1959), "Critical-path planning and scheduling": the backward pass.
        """
        starts, last = np.empty_like(ends), np.full_like(ends, ends.max())
        for i in reversed(self.order):
            for later in self.followers[i]:
                by = self.clocks[later].retreat(starts[later], self.lags[later])
                last[i] = min(last[i], by) if np.isnan(self.started[later]) else last[i]
            starts[i] = self.clocks[i].retreat(last[i], durations[i])
        return starts, last

    def slack(self, durations: np.ndarray) -> np.ndarray:
        """Working days that each task may start later, for the end to stay; (n,)."""
        starts, ends = self.run(durations)
        late = self.latest(durations, ends)[0]
        own = [clock.at(b) - clock.at(a)
               for clock, a, b in zip(self.clocks, starts, late, strict=True)]  # fmt: skip
        return np.where(np.isnan(self.ended), np.maximum(np.array(own), 0.0), 0.0)
