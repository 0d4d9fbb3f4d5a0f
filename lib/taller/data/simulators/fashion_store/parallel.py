"""Parts computed on threads, each from a generator of its own, and handed out in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")
THREADS: int | None = None  # all that the process may use


def spread(
    function: Callable[[Any, np.random.Generator], T],
    parts: Iterable[Any],
    generators: Iterable[np.random.Generator],
) -> Iterator[T]:
    """``function(part, generator)`` of every part, in order, few of them ahead of their use."""
    threads = THREADS or _allowed()
    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for part, generator in zip(parts, generators, strict=True):
            waiting.append(pool.submit(function, part, generator))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _allowed() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
