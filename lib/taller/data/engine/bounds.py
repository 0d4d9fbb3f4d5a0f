"""What reading a client's files may take: memory and seconds, in proportion to their size.

Whoever reads a file says so by `reads`; where a program is watched while it reads, its watcher is
told. A small file has a gigabyte and a half and fifteen seconds of a processor, and more where its
size gives reason; the analyst may raise both, by ``TALLER_READING_MEMORY`` (gigabytes) and
``TALLER_READING_SECONDS``. An engagement file cannot.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MEMORY, SECONDS = "TALLER_READING_MEMORY", "TALLER_READING_SECONDS"
GIGABYTE = 10**9
SMALL = 1.5  # gigabytes that a file of any size may take
BRIEF = 15.0  # seconds of a processor that a file of any size may take
BYTES_EACH = 32  # bytes of memory for each of the files' bytes: a zip file's rows are many more
SECONDS_EACH = 1e-6  # seconds for each byte; a workbook takes about as much, other files a tenth
MOST_GIVEN = 1e9  # gigabytes or seconds; an infinity is counted as this
SHARE = 0.75  # of the machine's memory, that no file may exceed
ENGINE = 3 * GIGABYTE  # beyond it the embedded database works on disk
ENGINE_SHARE = 0.6  # of what may be taken, for the embedded database
LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


@dataclass(frozen=True)
class Reading:
    """What is read now, and what all that was read so far may have taken.

    Attributes
    ----------
    name : as messages name it
    size : bytes of all files so far
    waits : seconds that a database may be waited for
    """

    name: str = "data"
    size: int = 0
    waits: float = 0.0

    @property
    def memory(self) -> int:
        """Bytes of memory."""
        base = _given(MEMORY, SMALL) * GIGABYTE
        return int(min(base + BYTES_EACH * self.size, max(SHARE * machine_memory(), base)))

    @property
    def seconds(self) -> float:
        """Seconds of a processor."""
        return _given(SECONDS, BRIEF) + SECONDS_EACH * self.size + self.waits


_tell: Callable[[Reading], None] | None = None
_now = Reading()
_counted: set[str] = set()


def tell(watcher: Callable[[Reading], None]) -> None:
    """From now on, tell ``watcher`` what is read; what was read before counts no more."""
    global _tell, _now
    _tell, _now = watcher, Reading()
    _counted.clear()


def reads(name: str, *files: Path, waits: float = 0.0) -> None:
    """Say that a file is read from now on, or worked on.

    Parameters
    ----------
    name : as messages name it
    files : the files whose size it is, each counted once
    waits : seconds that a database may be waited for besides
    """
    if _tell is None:
        return
    new = {str(file) for file in files} - _counted
    _counted.update(new)
    size = _now.size
    for file in new:
        with contextlib.suppress(OSError):  # said by whoever opens it
            size += os.stat(file).st_size
    _say(Reading(name, size, _now.waits + waits))


def makes(name: str, size: int) -> None:
    """Say that about so many bytes are made here, by a simulator, as if they were read."""
    _say(Reading(name, _now.size + size, _now.waits))


def _say(found: Reading) -> None:
    global _now
    if _tell is not None and found != _now:
        _now = found
        _tell(found)


def engine_memory() -> int:
    """Bytes that an embedded database may take, before it works on disk."""
    most = min(ENGINE, machine_memory() // 4)
    return most if _tell is None else int(min(most, ENGINE_SHARE * _now.memory))


def machine_memory() -> int:
    """Bytes of memory that this machine, or its container, has."""
    found = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for path in LIMITS:
        with contextlib.suppress(OSError, ValueError):  # absent, or "max"
            found.append(int(Path(path).read_text()))
    return min(found)


def _given(name: str, default: float) -> float:
    try:
        given = float(os.environ.get(name, ""))
    except ValueError:
        return default
    return min(max(given, default), MOST_GIVEN) if given == given else default
