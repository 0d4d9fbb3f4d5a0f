"""What a run has kept, and whether it is still as it was left.

Nothing that an earlier run left is used again on its name alone. Each file's hash is written down
once the file is on the disk, and compared before the file is believed. A small file is read each
time; of a large one, its size, times and inode are compared first (`fingerprint.content_hash`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from taller import durable
from taller.workbench.keep import fingerprint

SMALL = 8_000_000  # bytes that are read whatever the file's times say
HASHES = ".hashes.json"
ASIDE = ".aside"  # what was in the way, under a name of its own


def sealed(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The hash of each file's content, once it is on the disk.

    Parameters
    ----------
    names : files, as the folder names them

    Raises
    ------
    OSError
        If one cannot be read.
    """
    found = {}
    for name in names:
        durable.sync(folder / name)
        found[name] = _hash(folder / name)
    return found


def broken(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    """The files that are not as they were left, and what became of each."""
    told = {name: _what(folder, name, was) for name, was in files.items()}
    return {name: what for name, what in told.items() if what}


def files_in(folder: Path, inside: str) -> list[str]:
    """Every file below ``inside``, as ``folder`` names it; no links, no hidden names."""
    found = []
    for base, folders, names in os.walk(folder / inside):
        folders[:] = [name for name in folders if name[0] not in "._"]
        paths = (Path(base, name) for name in names if name[0] != ".")
        found += [path.relative_to(folder).as_posix() for path in paths if is_file(path)]
    return sorted(found)


def is_file(path: Path) -> bool:
    """Whether it is a file itself: no link, no folder, nothing that waits for a writer."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def is_inside(folder: Path, name: str) -> bool:
    """Whether a file stands in a folder itself: neither it nor what leads to it is a link."""
    path = folder / name
    return is_file(path) and path.resolve() == folder.resolve() / name


def make_way(folder: Path, *, files: Iterable[str] = (), folders: Iterable[str] = ()) -> list[str]:
    """Move aside what stands where a file or a folder is about to be, and is none.

    It may be a person's, so it is kept, under another name beside its place.

    Returns
    -------
    one sentence for each that was moved
    """
    told = []
    for name in folders:
        path = folder / name
        if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
            told.append(_aside(path, name, "no folder"))
    for name in files:
        path = folder / name
        if os.path.lexists(path) and not is_file(path):
            told.append(_aside(path, name, "no file"))
    return told


def clear_parts(folder: Path) -> None:
    """Remove what a run that was killed had begun to write; call it while holding the folder."""
    for left in folder.rglob(durable.LEFT):
        with contextlib.suppress(OSError):
            left.unlink()


def _aside(path: Path, name: str, what: str) -> str:
    for aside in _names(path):
        if not os.path.lexists(aside):
            path.rename(aside)
            return f"{name}: was {what}; it was moved to {aside.name}"
    raise AssertionError  # there is always a next name


def _names(path: Path) -> Iterator[Path]:
    number = 1
    while True:
        yield path.with_name(f"{path.name}{ASIDE}{number if number > 1 else ''}")
        number += 1


def _what(folder: Path, name: str, was: str) -> str:
    path = folder / name
    if not os.path.lexists(path):
        return "is gone"
    if not is_file(path):
        return "is no file"
    try:
        small = path.stat().st_size <= SMALL
        cache = folder / HASHES
        # What is remembered of a large file may be what is wrong: then the file itself decides.
        same = (not small and fingerprint.content_hash(path, cache) == was) or _hash(path) == was
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return "" if same else "is not as it was left"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
