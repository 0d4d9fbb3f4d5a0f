"""The board's bytes: one word that says who answers, and a record per worker.

::

    0   8s   magic              64 + 512 i   of worker i
    8   u32  who answers         0  u32  pid, 0 where the record is free
    12  u32  generation          4  u32  generation it has loaded
    16  u32  workers expected    8  u64  start of the process, ticks since boot
                                16  f64  last beat, seconds of the machine's monotonic clock
                                24  u8   state of slot a, 25 of slot b
                                32  232s what went wrong with slot a, 264 with slot b

Who answers: byte 0 the live slot, byte 1 shadow, bytes 2 and 3 the canary's share per 10,000.
Aligned words of four and eight bytes are read and written whole by the processors this runs on.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"TALLERB1"
CONTROL, GENERATION, EXPECTED = 2, 3, 4  # as words of four bytes
HEAD, RECORD, MOST = 64, 512, 64
SIZE = HEAD + RECORD * MOST
FAULT = 232  # bytes
WHOLE = 10_000
STATES = ("empty", "loaded", "failed", "tripped")
_RECORD = struct.Struct("@IIQdBB")  # the machine's own numbers, each read at once


@dataclass(frozen=True)
class Control:
    """Who answers: one word, read once for each request."""

    live: int  # 0 for a, 1 for b
    shadow: bool
    share: int

    @classmethod
    def of(cls, word: int) -> Control:
        """What a word says."""
        return cls(word & 1, bool(word >> 8 & 1), word >> 16)

    def word(self) -> int:
        """As it stands on the board.

        >>> Control.of(Control(1, True, 2500).word())
        Control(live=1, shadow=True, share=2500)
        """
        return self.live | self.shadow << 8 | self.share << 16


@dataclass(frozen=True)
class Record:
    """What one worker says of itself."""

    pid: int
    generation: int
    started: int
    beat: float
    states: tuple[int, int] = (0, 0)
    faults: tuple[str, str] = ("", "")

    @classmethod
    def at(cls, memory: memoryview, place: int) -> Record:
        """The record at a place, 0 to 63."""
        start = HEAD + place * RECORD
        pid, generation, started, beat, a, b = _RECORD.unpack_from(memory, start)
        faults = (
            bytes(memory[at : at + FAULT]).split(b"\0")[0].decode(errors="replace")
            for at in (start + 32, start + 32 + FAULT)
        )
        return cls(pid, generation, started, beat, (a, b), tuple(faults))

    def put(self, memory: memoryview, place: int) -> None:
        """Write it, the generation last: who reads a new one reads its states too."""
        start = HEAD + place * RECORD
        for at, fault in enumerate(self.faults):
            text = fault.encode()[: FAULT - 1].ljust(FAULT, b"\0")
            memory[start + 32 + at * FAULT : start + 32 + (at + 1) * FAULT] = text
        memory[start + 24 : start + 26] = bytes(self.states)
        _store(memory, "Q", start + 8, self.started)
        _store(memory, "d", start + 16, self.beat)
        _store(memory, "I", start, self.pid)
        _store(memory, "I", start + 4, self.generation)


def beat(memory: memoryview, place: int, now: float) -> None:
    """A sign of life."""
    _store(memory, "d", HEAD + place * RECORD + 16, now)


def _store(memory: memoryview, kind: str, at: int, number: float) -> None:
    """Write an aligned number at once: struct's pack_into makes it 0 first, which others read."""
    size = struct.calcsize(kind)
    memory[at : at + size].cast(kind)[0] = number


def started(pid: int) -> int:
    """When a process began, in ticks since boot; 0 where there is none, or it is over.

    A number of a process is given again some day, its beginning is not.
    """
    try:
        told = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return 0 if Path("/proc/self/stat").exists() or not _lives(pid) else 1
    return 0 if told[0] in (b"Z", b"X") else int(told[19])


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
