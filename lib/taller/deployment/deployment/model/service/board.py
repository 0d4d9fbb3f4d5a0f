"""The board of one model: which slot answers, who has loaded what, in memory that all share."""

from __future__ import annotations

import mmap
import os
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from filelock import FileLock

from taller.deployment.deployment.model.service import layout
from taller.deployment.deployment.model.service.layout import (
    CONTROL,
    EXPECTED,
    GENERATION,
    STATES,
    WHOLE,
    Control,
    Record,
)
from taller.deployment.deployment.model.service.slots import SLOTS, Slot, other
from taller.durable import beside
from taller.errors import DataError, InputError, cannot_write

FILE = "board"
SILENT = 5.0  # seconds without a sign of life after which a worker counts as hung


@dataclass(frozen=True)
class Worker:
    """What a living worker says of itself."""

    pid: int
    generation: int
    states: dict[Slot, str]
    faults: dict[Slot, str]
    beat_age: float


@dataclass(frozen=True)
class Ready:
    """Whether all living workers could answer by a slot; if not, why. True where they can."""

    ok: bool
    faults: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.ok


class Board:
    """One mapped file that the pipeline writes and each worker reads at every request.

    It outlives the service: what answered before a restart answers after it.
    """

    def __init__(self, path: Path, memory: mmap.mmap) -> None:
        self.path = path
        self.model = path.parent.name
        self._memory = memory
        self.bytes = memoryview(memory)
        self.words = self.bytes.cast("I")

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The board of a model's folder, made where there is none: slot a is live.

        Raises
        ------
        DataError
            If the file is no board.
        InputError
            If it cannot be made.
        """
        path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                with FileLock(folder / ".board.lock"):
                    _make(path)
            with path.open("r+b") as file:
                memory = mmap.mmap(file.fileno(), 0)
        except OSError as error:
            raise cannot_write(path, error) from error
        except ValueError as error:  # an empty file
            raise _no_board(path) from error
        if len(memory) != layout.SIZE or memory[:8] != layout.MAGIC:
            memory.close()
            raise _no_board(path)
        return cls(path, memory)

    def close(self) -> None:
        """Let go of the memory; the file stays."""
        self.words.release()
        self.bytes.release()
        self._memory.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def control(self) -> Control:
        """Who answers, as one reading."""
        return Control.of(self.words[CONTROL])

    @property
    def live(self) -> Slot:
        """The slot that answers."""
        return SLOTS[self.control.live]

    @property
    def other(self) -> Slot:
        """The slot beside the live one."""
        return other(self.live)

    @property
    def share(self) -> int:
        """How many of 10,000 users the slot beside the live one answers."""
        return self.control.share

    @property
    def shadow(self) -> bool:
        """Whether the slot beside the live one answers unseen."""
        return self.control.shadow

    @property
    def generation(self) -> int:
        """How often workers were told to look at the slots."""
        return self.words[GENERATION]

    @property
    def workers_expected(self) -> int:
        """How many workers the service was started with."""
        return self.words[EXPECTED]

    def expect(self, workers: int) -> None:
        """Say with how many workers a service starts."""
        self.words[EXPECTED] = workers

    def reload(self) -> int:
        """Have every worker load the slots that changed; the new generation."""
        with self._locked():
            self.words[GENERATION] = (self.generation + 1) & 0xFFFFFFFF
            self._memory.flush()
            return self.generation

    def flip(self, slot: Slot, *, force: bool = False) -> None:
        """Let a slot answer, all of the traffic, without canary or shadow: one store of a word.

        Raises
        ------
        InputError
            If a living worker has not loaded it, unless forced.
        """
        if not force:
            self._refuse_unready(slot)
        self._control(Control(SLOTS.index(slot), False, 0))

    def set_share(self, share: int) -> None:
        """Let the slot beside the live one answer so many of 10,000 users.

        Raises
        ------
        InputError
            If it is no share, or a living worker has not loaded that slot.
        """
        if not 0 <= share <= WHOLE:
            raise InputError(self.model, f"share must be from 0 to {WHOLE} (got {share})")
        if share:
            self._refuse_unready(self.other)
        self._control(replace(self.control, share=share))

    def set_shadow(self, on: bool) -> None:
        """Let the slot beside the live one answer each request too, unseen, or no more.

        Raises
        ------
        InputError
            If a living worker has not loaded that slot.
        """
        if on:
            self._refuse_unready(self.other)
        self._control(replace(self.control, shadow=on))

    def workers(self) -> tuple[Worker, ...]:
        """The workers that live."""
        now, found = time.monotonic(), []
        for place in range(layout.MOST):
            record = Record.at(self.bytes, place)
            if record.pid and layout.started(record.pid) == record.started:
                states = (STATES[min(state, len(STATES) - 1)] for state in record.states)
                found.append(
                    Worker(
                        record.pid,
                        record.generation,
                        dict(zip(SLOTS, states, strict=True)),
                        dict(zip(SLOTS, record.faults, strict=True)),
                        now - record.beat,
                    )
                )
        return tuple(found)

    def ready(self, slot: Slot) -> Ready:
        """Whether every living worker has the present generation, and this slot loaded."""
        workers, generation = self.workers(), self.generation
        faults = [
            f"worker {worker.pid}: {worker.faults[slot] or worker.states[slot]}"
            for worker in workers
            if worker.generation == generation and worker.states[slot] != "loaded"
        ] + [
            f"worker {worker.pid}: no sign of life for {worker.beat_age:.0f} s"
            for worker in workers
            if worker.beat_age > SILENT
        ]
        current = all(worker.generation == generation for worker in workers)
        return Ready(bool(workers) and current and not faults, tuple(faults))

    def wait(self, slot: Slot, seconds: float = 30.0) -> Ready:
        """Wait until a slot is ready, has a fault, or the time is over."""
        until = time.monotonic() + seconds
        while not (found := self.ready(slot)) and not found.faults and time.monotonic() < until:
            time.sleep(0.02)
        return found

    def claim(self, pid: int) -> int:
        """The place of a record that a worker takes as its own.

        Raises
        ------
        InputError
            If 64 workers of this model live already.
        """
        with self._locked():
            for place in range(layout.MOST):
                record = Record.at(self.bytes, place)
                if not record.pid or layout.started(record.pid) != record.started:
                    born = layout.started(pid)
                    generation = (self.generation - 1) & 0xFFFFFFFF  # nothing is loaded yet
                    Record(pid, generation, born, time.monotonic()).put(self.bytes, place)
                    return place
        raise InputError(self.path, f"{layout.MOST} workers serve this model already; stop some")

    def tell(self, place: int, record: Record) -> None:
        """A worker's own record, written anew."""
        record.put(self.bytes, place)

    def beat(self, place: int) -> None:
        """A worker's sign of life."""
        layout.beat(self.bytes, place, time.monotonic())

    def leave(self, place: int) -> None:
        """Give a record back."""
        Record(0, 0, 0, 0.0).put(self.bytes, place)

    def _control(self, control: Control) -> None:
        self.words[CONTROL] = control.word()
        self._memory.flush()

    def _refuse_unready(self, slot: Slot) -> None:
        if self.workers() and not (found := self.ready(slot)):
            told = "; ".join(found.faults) or "still loading"
            raise InputError(self.model, f"slot {slot} cannot answer yet: {told}")

    def _locked(self) -> FileLock:
        return FileLock(self.path.parent / ".board.lock")


def _make(path: Path) -> None:
    """Write an empty board, unless another process was quicker; its blocks are on the disk."""
    if path.exists():
        return
    with beside(path) as made:
        made.write_bytes(layout.MAGIC + bytes(layout.SIZE - len(layout.MAGIC)))
        os.chmod(made, 0o600)


def _no_board(path: Path) -> DataError:
    return DataError(path, "is no board of a service; stop the service, remove the file, deploy")
