"""Where a run's kernels have their sockets and logs: a short, private folder of its own.

A Unix socket's path holds about 107 bytes, and relative names collide between kernels that run side
by side. A run that is killed leaves its folder; the next run of the same user removes it, and ends
what still runs of it. The folder is ours where it holds our mark, and its run is dead where nobody
holds the mark's lock, which the system lets go with the process that took it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from taller.data.engine import aliases
from taller.errors import cannot_write
from taller.workbench.run import state

PREFIX = "taller-"
MARK = ".owner"
JUST_MADE = 60.0  # seconds in which a folder of links may not be locked yet
LONGEST = 107 - len("/taller-12345678/k99999-5")  # of the folder that holds ours, in bytes
SHORT = ("/tmp", "/var/tmp", "/dev/shm")


class Quarters:
    """The folder, from taking it to leaving it.

    Parameters
    ----------
    run_id : the run whose it is, which all its processes carry

    Attributes
    ----------
    folder : the folder
    has_sockets : whether a socket's path fits in it

    Raises
    ------
    InputError
        If no folder can be made.
    """

    def __init__(self, run_id: str = "") -> None:
        try:
            place = next(_places(), tempfile.gettempdir())
            self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
            self._lock = _mark(self.folder, run_id)
        except OSError as error:
            raise cannot_write(os.environ.get("TMPDIR") or "TMPDIR", error) from error
        self.has_sockets = hasattr(socket, "AF_UNIX") and sys.platform != "win32" and _fits(place)

    def leave(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def sweep() -> list[Path]:
    """Remove the folders of dead runs, and end what still runs of them.

    Returns
    -------
    list of the folders that were removed
    """
    if sys.platform == "win32":
        return []
    removed = []
    for place in dict.fromkeys([*_places(), tempfile.gettempdir()]):
        with contextlib.suppress(OSError):
            for folder in sorted(Path(place).glob(f"{PREFIX}*")):
                with contextlib.suppress(OSError, ValueError):
                    if _is_left(folder):
                        removed.append(folder)
            for folder in sorted(Path(place).glob(f"{aliases.PREFIX}*")):
                with contextlib.suppress(OSError):
                    if _is_unheld(folder):
                        removed.append(folder)
    return removed


def _is_left(folder: Path) -> bool:
    """Whether a folder is ours and its run dead; then it is gone."""
    import fcntl

    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    if not private or found.st_uid != os.getuid():
        return False
    # Opened so that neither a link nor something that waits for a writer holds us up.
    mark = os.open(folder / MARK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(mark).st_mode):
            return False
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)  # an OSError: somebody holds it
        run_id = json.loads(os.read(mark, 4096))["run_id"]
        state.end_leftovers(str(run_id))
        shutil.rmtree(folder)
    except (KeyError, TypeError):
        return False
    finally:
        os.close(mark)
    return True


def _is_unheld(folder: Path) -> bool:
    """Whether links to a client's files were left by a dead process; then they are gone."""
    import fcntl

    found = folder.lstat()
    young = time.time() - found.st_mtime < JUST_MADE
    if young or not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        return False
    held = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # an OSError: it is in use
        shutil.rmtree(folder)
    finally:
        os.close(held)
    return True


def _mark(folder: Path, run_id: str) -> int | None:
    """Mark a folder as ours while this process lives: locked before the mark has its name."""
    if sys.platform == "win32":
        return None
    import fcntl

    beside = folder / f"{MARK}.new"
    lock = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    os.write(lock, json.dumps({"run_id": run_id, "pid": os.getpid()}).encode())
    os.rename(beside, folder / MARK)
    return lock


def _places() -> Iterator[str]:
    """Folders for ours that can be written to and leave room for a socket's path, best first."""
    for place in (tempfile.gettempdir(), *SHORT):
        if _fits(place) and os.path.isdir(place) and os.access(place, os.W_OK | os.X_OK):
            yield place


def _fits(place: str) -> bool:
    return len(os.fsencode(place)) <= LONGEST
