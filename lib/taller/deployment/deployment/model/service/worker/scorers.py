"""One loaded version of a model, asked so that its faults stay its own.

A model that was quick is asked in the worker's own thread. One that was slow is asked in threads of
its own with a limit of time: nobody waits for it but who asked. One that had
been quick keeps its worker busy until that shows.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from taller.deployment.deployment.model.service.slots import Held, Slot
from taller.errors import DataError

T = TypeVar("T")
WARM = 5  # answers to its example before a version counts as loaded
QUICK = 0.05  # seconds within which a quick model answers
HICCUPS = 3  # slower answers in a row after which a model counts as slow
TRUSTED = 100  # quick answers in a row after which one that was slow counts as quick again
THREADS = 2
WAITING = 256  # calls that may wait for the threads
TRIPS = 5  # faults in a row after which a challenger is asked no more


class ModelError(Exception):
    """A model gave no answer: it raised, gave no number, was slow, or has no thread left.

    Parameters
    ----------
    code : model_fault, model_slow or busy
    what : in words
    """

    def __init__(self, code: str, what: str) -> None:
        super().__init__(what)
        self.code = code
        self.status = 500 if code == "model_fault" else 503


@dataclass
class Loaded:
    """A version in a slot of this worker: version and scorer are never changed apart."""

    slot: Slot
    held: Held
    scorer: Any
    slow: bool = False
    slower: int = 0  # slow answers in a row, of one that counts as quick
    quick: int = 0  # quick answers in a row, of one that counts as slow
    in_row: int = 0
    _running: int = 0
    _pool: ThreadPoolExecutor | None = field(default=None, repr=False)

    @property
    def version(self) -> int:
        """Its number in the registry."""
        return self.held.version

    @property
    def tripped(self) -> bool:
        """Whether it failed so often in a row that no challenger should."""
        return self.in_row >= TRIPS

    def warm(self) -> None:
        """Ask it its own example: no customer is the first, and it shows how quick it is.

        Raises
        ------
        Exception
            Whatever the model raises; ModelError if it gives no number.
        """
        row = self.scorer.example()
        for _ in range(WARM):
            began = time.perf_counter()
            if self.scorer.kind == "items":
                self.scorer.recommend(**row)
            else:
                number(self.scorer.score([row])[0], self.scorer.kind)
            self._took(time.perf_counter() - began)

    async def ask(self, call: Callable[[], T], seconds: float, *, large: bool = False) -> T:
        """What the model says.

        Parameters
        ----------
        call : asks the model and checks what it says
        seconds : the longest it may take
        large : many rows, which would keep others waiting

        Raises
        ------
        ModelError
            Whatever the model did.
        DataError
            If the model says that the row cannot be.
        """
        try:
            if self.slow or large:
                found = await self._apart(call, seconds, large=large)
            else:
                found = self._here(call, seconds)
        except (asyncio.CancelledError, DataError):  # the latter is the request's fault
            raise
        except ModelError:
            self.in_row += 1
            raise
        except BaseException as error:
            self.in_row += 1
            raise ModelError("model_fault", f"the model raised {type(error).__name__}") from error
        self.in_row = 0
        return found

    def _here(self, call: Callable[[], T], seconds: float) -> T:
        """Ask in the worker's own thread; what comes too late is late, whoever waited for it."""
        began = time.perf_counter()
        found = call()
        took = time.perf_counter() - began
        self._took(took)
        if took > seconds:
            self.slow = True
            raise _late(seconds)
        return found

    def _took(self, seconds: float) -> None:
        """Learn whether it is quick; a machine that is busy is slow once, too."""
        slow = seconds > QUICK
        self.slower, self.quick = (self.slower + 1, 0) if slow else (0, self.quick + 1)
        self.slow = self.slower >= HICCUPS or (self.slow and self.quick < TRUSTED)

    async def _apart(self, call: Callable[[], T], seconds: float, *, large: bool) -> T:
        if self._running >= THREADS + WAITING:
            raise ModelError("busy", "the model is still at earlier requests")
        if self._pool is None:
            self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix=f"slot-{self.slot}")
        self._running += 1
        began = time.perf_counter()
        future = self._pool.submit(call)
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda _done: loop.call_soon_threadsafe(self._over))
        try:
            found = await asyncio.wait_for(asyncio.wrap_future(future), seconds)
        except TimeoutError:
            self.slow, self.quick = True, 0
            raise _late(seconds) from None
        if not large:
            self._took(time.perf_counter() - began)
        return found

    def _over(self) -> None:
        self._running -= 1


def _late(seconds: float) -> ModelError:
    return ModelError("model_slow", f"the model took longer than {seconds:g} s")


def number(given: Any, kind: str) -> float:
    """A score, once it is a finite number, and a probability where it has to be.

    Raises
    ------
    ModelError
        If it is not.
    """
    if not isinstance(given, float | int) or not math.isfinite(given):
        raise ModelError("model_fault", "the model gave no number")
    if kind == "probability" and not 0 <= given <= 1:
        raise ModelError("model_fault", "the model gave a probability outside 0 to 1")
    return float(given)
