"""One loaded version of a model, asked so that its faults stay its own.

A model that has shown to be quick is asked in the worker's own thread. A new one, and one that was
slow, is asked in threads of its own with a limit of time: nobody waits for it but who asked.
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

T = TypeVar("T")
PROBATION = 5  # first calls, in threads
QUICK = 0.05  # seconds within which a quick model answers
THREADS = 2
WAITING = 8  # calls that may wait for the threads
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
    calls: int = 0
    slow: bool = False
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
        """
        began = time.perf_counter()
        try:
            if self.slow or large or self.calls < PROBATION:
                found = await self._apart(call, seconds)
            else:
                found = call()
        except asyncio.CancelledError:
            raise
        except ModelError:
            self.in_row += 1
            raise
        except BaseException as error:
            self.in_row += 1
            raise ModelError("model_fault", f"the model raised {type(error).__name__}") from error
        self.in_row = 0
        if not large:
            self.calls += 1
            self.slow = time.perf_counter() - began > QUICK
        return found

    async def _apart(self, call: Callable[[], T], seconds: float) -> T:
        if self._running >= THREADS + WAITING:
            raise ModelError("busy", "the model is still at earlier requests")
        if self._pool is None:
            self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix=f"slot-{self.slot}")
        self._running += 1
        future = self._pool.submit(call)
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda _done: loop.call_soon_threadsafe(self._over))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), seconds)
        except TimeoutError:
            self.slow = True
            told = f"the model took longer than {seconds:g} s"
            raise ModelError("model_slow", told) from None

    def _over(self) -> None:
        self._running -= 1


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
