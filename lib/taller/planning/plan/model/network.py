"""The network of tasks: who waits for whom, when each can start, and which delay moves the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter

import numpy as np

from taller.planning.plan.features.clocks import Clock, WorkingTime
from taller.planning.plan.params.tasks import Task


@dataclass(frozen=True)
class Network:
    """Tasks by place, with what binds each; `run` takes one schedule or many.

    Attributes
    ----------
    needs : places of the tasks that each waits for
    lags : (n,) working days of waiting after those
    clocks : each one's working time
    release : (n,) moment before which it does not start
    started : (n,) moment it began, where it has; else nan
    ended : (n,) moment it was done, where it is; else nan
    now : moment of the forecast
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

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Places such that each comes after what it waits for."""
        return tuple(TopologicalSorter(dict(enumerate(self.needs))).static_order())

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
        if self.lags[i]:
            ready = self.clocks[i].advance(ready, self.lags[i])
        ready = np.maximum(ready, self.release[i])
        return np.where(np.asarray(days) > 0, self.clocks[i].starts(ready), ready)

    def slack(self, durations: np.ndarray) -> np.ndarray:
        """Working days that each task may end later, for the end of all to stay; (n,).

        Those that have none are the critical path; what is done has none to lose.

        References
        ----------
        Kelley and Walker (1959), "Critical-path planning and scheduling": the backward pass.
        """
        _starts, ends = self.run(durations)
        late = np.full_like(ends, ends.max())
        for i in reversed(self.order):
            if np.isnan(self.started[i]) and np.isnan(self.ended[i]):
                start = self.clocks[i].retreat(late[i], durations[i])
                for j in self.needs[i]:
                    late[j] = min(late[j], self.clocks[i].retreat(start, self.lags[i]))
        own = [clock.at(b) - clock.at(a)
               for clock, a, b in zip(self.clocks, ends, late, strict=True)]  # fmt: skip
        return np.where(np.isnan(self.ended), np.maximum(np.array(own), 0.0), 0.0)
