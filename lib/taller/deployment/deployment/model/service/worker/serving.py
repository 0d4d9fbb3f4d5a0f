"""One model as a worker serves it: its slots as they are loaded, and which one answers whom."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from taller.deployment.deployment.model.service import layout, slots
from taller.deployment.deployment.model.service.board import Board
from taller.deployment.deployment.model.service.layout import STATES, WHOLE, Control, Record
from taller.deployment.deployment.model.service.request_log import RequestLog
from taller.deployment.deployment.model.service.settings import Settings
from taller.deployment.deployment.model.service.slots import SLOTS, Held, Slot
from taller.deployment.deployment.model.service.worker.scorers import Loaded
from taller.errors import DataError, TallerError, printable

EMPTY, LOADED, FAILED, TRIPPED = range(len(STATES))
Load = Callable[..., Any]


class Serving:
    """A model in one worker.

    Parameters
    ----------
    folder : the model's, ``.deployment/<model>``
    load : makes a scorer of a version's folder
    salt : key of the users' pseudonyms
    known : whether it is the client's own, by which a model knows customers by their ids
    """

    def __init__(
        self, folder: Path, load: Load, settings: Settings, salt: bytes, *, known: bool = False
    ) -> None:
        self.name = folder.name
        self.folder, self.load = folder, partial(load, salt=salt if known else None)
        self.board = Board.open(folder)
        self.log = RequestLog(folder, salt, settings.flush_seconds, settings.most_waiting_rows)
        self.loaded: list[Loaded | None] = [None, None]
        self.generation = -1
        self._faults = ["", ""]
        self._born = layout.started(os.getpid())
        self._place = self.board.claim(os.getpid())
        self._loading = threading.Lock()

    @property
    def stale(self) -> bool:
        """Whether the slots may have changed since they were loaded."""
        return self.board.generation != self.generation

    def refresh(self) -> None:
        """Load the slots that changed, beside what answers; then acknowledge on the board."""
        with self._loading:
            generation = self.board.generation
            try:
                wanted = slots.read(self.folder)
            except TallerError as error:
                self._faults = [printable(str(error))] * 2
            else:
                for index, slot in enumerate(SLOTS):
                    self._renew(index, slot, wanted[slot])
            self.generation = generation
            self.tell()

    def _renew(self, index: int, slot: Slot, held: Held | None) -> None:
        """Put a version in place once it is whole; what stood there answers until then."""
        present = self.loaded[index]
        self._faults[index] = ""
        if held is None:
            self.loaded[index] = None
        elif present is None or present.held != held or present.tripped:
            try:
                self.loaded[index] = self._sound(slot, held)
            except Exception as error:  # a model's files are a stranger's
                told = str(error) if isinstance(error, TallerError) else "cannot be loaded"
                self._faults[index] = printable(f"{type(error).__name__}: {told}")[:200]

    def _sound(self, slot: Slot, held: Held) -> Loaded:
        """A version that is what was registered, and answers.

        Raises
        ------
        Exception
            Whatever its loading or its first answers raise.
        """
        scorer = self.load(held.folder)
        if held.sha256 and scorer.sha256 != held.sha256:
            raise DataError(held.folder, "is not what was registered: its files were changed")
        found = Loaded(slot, held, scorer)
        found.warm()
        return found

    def tell(self) -> None:
        """Write this worker's record on the board."""
        self.board.tell(
            self._place,
            Record(
                os.getpid(), self.generation, self._born, time.monotonic(),
                (self.state(0), self.state(1)), (self._faults[0], self._faults[1]),
            ),
        )  # fmt: skip

    def state(self, index: int) -> int:
        """What stands in a slot: a number of `layout.STATES`."""
        if self._faults[index]:
            return FAILED
        loaded = self.loaded[index]
        if loaded is None:
            return EMPTY
        return TRIPPED if loaded.tripped and index != self.board.control.live else LOADED

    def told(self, index: int) -> str:
        """The same in words."""
        return STATES[self.state(index)]

    def beat(self) -> None:
        """A sign of life."""
        self.board.beat(self._place)

    def pair(self, control: Control) -> tuple[Loaded | None, Loaded | None]:
        """Who answers, and who stands beside, as the board said.

        Where the live slot is not loaded here, say after a restart that found its files broken,
        the other one answers, and nobody stands beside.
        """
        live, beside = self.loaded[control.live], self.loaded[1 - control.live]
        return (beside, None) if live is None else (live, beside)

    def holding(self, version: int) -> Loaded | None:
        """The slot that holds a version, live or not."""
        return next((one for one in self.loaded if one and one.version == version), None)

    def close(self) -> None:
        """Write what waits, and give the record back."""
        self.log.flush()
        self.board.leave(self._place)


def lot(model: str, who: str) -> int:
    """A user's lot, 0 to 9,999: the same in every worker, and another for every model.

    >>> lot("churn", "u1") == lot("churn", "u1"), lot("churn", "u1") == lot("value", "u1")
    (True, False)
    """
    digest = hashlib.blake2b(f"{model}\0{who}".encode(errors="replace"), digest_size=4).digest()
    return int.from_bytes(digest) * WHOLE >> 32
