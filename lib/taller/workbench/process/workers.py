"""Threads that work for a run, and never keep the process from ending, whatever holds them up."""

from __future__ import annotations

import concurrent.futures as futures
import itertools
import math
import queue
import threading
from collections.abc import Callable
from typing import Any

_numbers = itertools.count()


class Workers(futures.Executor):
    """An executor of so many threads: by rank, of one rank first come, first served.

    Unlike those of a ThreadPoolExecutor, they are not waited for when the process ends: one may be
    stuck in what somebody else has stopped.
    """

    def __init__(self, count: int) -> None:
        self._tasks: queue.PriorityQueue = queue.PriorityQueue()
        self._order = itertools.count()
        self._count = 0
        self._ended = False
        for _ in range(count):
            self.add()

    def add(self) -> None:
        """One thread more, for one that is stuck."""
        name = f"taller-{next(_numbers)}"
        threading.Thread(target=self._work, name=name, daemon=True).start()
        self._count += 1

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> futures.Future:
        """Have a function called before all that has a rank."""
        return self.ranked((), fn, *args, **kwargs)

    def ranked(
        self, rank: tuple[float, ...], fn: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> futures.Future:
        """Have a function called, before those of a higher rank."""
        if self._ended:
            raise RuntimeError("these workers were sent home")
        future: futures.Future = futures.Future()
        self._put(rank, (future, fn, args, kwargs))
        return future

    def _put(self, rank: tuple[float, ...], task: Any) -> None:
        self._tasks.put((rank, next(self._order), task))

    def shutdown(self, wait: bool = False, *, cancel_futures: bool = True) -> None:
        """Begin nothing more; what is being done is not waited for."""
        self._ended = True
        while cancel_futures and not self._tasks.empty():
            self._tasks.get()[-1][0].cancel()
        for _ in range(self._count):
            self._put((math.inf,), None)

    def _work(self) -> None:
        while (task := self._tasks.get()[-1]) is not None:
            future, fn, args, kwargs = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)
            del task, future
