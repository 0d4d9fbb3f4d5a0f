"""Files that appear whole or not at all, and stay once they are told of.

The one way a file that is kept comes into being: written beside its place, synced to the disk,
renamed into its place, and the folder synced. What a library writes by itself is synced by `sync`
before anything says that it is there.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from taller.errors import cannot_write

PART = ".part"
PRIVATE = 0o600  # rows of a client are for whoever runs it
LEFT = f".*{PART}"
"""What a process that was killed while it wrote leaves behind."""


def write_whole(path: Path, content: str | bytes, *, hurried: bool = False) -> None:
    """Write a file so that it appears whole or not at all.

    Parameters
    ----------
    hurried : do not wait for the disk: for what is written again in a moment

    Raises
    ------
    InputError
        If the disk is full or the folder cannot be written to; the old file is kept.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside(path, hurried=hurried) as made:
            made.write_bytes(data)
    except OSError as error:
        raise cannot_write(path, error) from error


@contextlib.contextmanager
def beside(path: Path, *, hurried: bool = False) -> Iterator[Path]:
    """A place to write a file to, which takes its own place when the block ends well.

    Raises
    ------
    OSError
        If it cannot be written; an earlier file stays, and nothing is left beside it.
    """
    made = path.with_name(f".{path.name[:200]}.{os.getpid()}-{threading.get_ident()}{PART}")
    try:
        yield made
        if hurried:
            os.replace(made, path)
        else:
            place(made, path)
    except BaseException:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)
        raise


def place(made: Path, path: Path, mode: int | None = None) -> None:
    """Put a finished file in its place, for good."""
    if mode is not None:
        made.chmod(mode)
    sync(made)
    os.replace(made, path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    if os.name == "nt" and path.is_dir():  # which has no such thing
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
