"""Files that stay as they are while they are read: what changed meanwhile is refused.

A file that someone writes to, or puts another in the place of, gives rows of two states of it, and
nothing in them says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.settings import sources
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.settings.sources import Settings

Stamp = tuple[int, int, int]
MOST_NAMED = 5


class ChangedError(DataError):
    """A file changed while it was read."""


@contextmanager
def watched(settings: Settings, root: Path) -> Iterator[None]:
    """Refuse what is read within, if a file it is read from changed meanwhile.

    Raises
    ------
    ChangedError
        Naming every file that was changed, replaced, added or taken away; also in place of an error
        that came of it.
    """
    before = _stamps(settings, root)
    try:
        yield
    except Exception as error:
        _refuse_changes(root, before, _stamps(settings, root), error)
        raise
    _refuse_changes(root, before, _stamps(settings, root), None)


def _stamps(settings: Settings, root: Path) -> dict[Path, Stamp | None]:
    """Size, time of change and inode of each file; None for one that is not there."""
    try:
        files = sources.input_files(settings, root=root)
    except DataError:  # said by whoever reads them
        files = []
    return {path: _stamp(path) for path in [*files, *sources.files_beside(settings, root=root)]}


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _refuse_changes(
    root: Path,
    before: dict[Path, Stamp | None],
    after: dict[Path, Stamp | None],
    cause: Exception | None,
) -> None:
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    if not changed:
        return
    faults = [
        Fault(_shown(path, root), _what(before.get(path), after.get(path)))
        for path in changed[:MOST_NAMED]
    ]
    if len(changed) > MOST_NAMED:
        faults.append(Fault("", f"and {len(changed) - MOST_NAMED} more files changed"))
    raise ChangedError("data", faults) from cause


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _what(before: Stamp | None, after: Stamp | None) -> str:
    if before is None:
        happened = "appeared"
    elif after is None:
        happened = "was taken away"
    else:
        happened = "was replaced" if before[2] != after[2] else "was written to"
    size = ""
    if before and after and before[0] != after[0]:
        size = f" (it had {before[0]} bytes, and has {after[0]})"
    return (
        f"{happened} while it was read{size}, so nothing of it is kept; let whoever writes it "
        "finish, then run again"
    )
