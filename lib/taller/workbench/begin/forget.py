"""Forgetting a client: what is kept of them, and removing it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from taller.data.contract.contract import QUARANTINE
from taller.data.people import salts
from taller.data.settings.places import home
from taller.errors import HeldError, InputError, SeveralError, did_you_mean
from taller.workbench.engagement import yaml_lines
from taller.workbench.engagement.engagement import relative_to_root, slug
from taller.workbench.notes import seen
from taller.workbench.run import state, workflow


@dataclass(frozen=True)
class Folder:
    """A run's folder, the scratch folder, or a file or link beside them."""

    path: Path
    shown: str
    files: int
    size: int
    quarantined: int

    def __str__(self) -> str:
        if self.path.is_symlink():
            return f"{self.shown} (a link; what it leads to is not touched)"
        more = f", {_count(self.quarantined, 'file')} of rejected rows" if self.quarantined else ""
        return f"{self.shown} ({_count(self.files, 'file')}, {_size(self.size)}{more})"


@dataclass(frozen=True)
class Kept:
    """All that is kept of a client.

    Attributes
    ----------
    slug : the client's folder name
    base : the folder of the client's runs, whether or not it is there
    folders : what stands in it
    salt : the file of the client's salt, or None where there is none
    engagements : the client's engagement files, which are not removed
    records : the figures recorded beside them, for which the consultant's notes were written
    """

    slug: str
    base: Path
    folders: tuple[Folder, ...]
    salt: Path | None
    engagements: tuple[str, ...]
    records: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.folders or self.salt or self.records or os.path.lexists(self.base))

    @property
    def sum(self) -> str:
        """What there is, counted."""
        files = sum(folder.files for folder in self.folders)
        size = sum(folder.size for folder in self.folders)
        counted = f"{_count(files, 'file')} in {_count(len(self.folders), 'folder')}, {_size(size)}"
        counted += "; the figures recorded for notes" if self.records else ""
        return counted + ("; the salt" if self.salt else "; there was no salt")

    @property
    def untouched(self) -> str:
        """What is not removed, in one sentence."""
        files = f" ({', '.join(self.engagements)})" if self.engagements else ""
        return (
            f"the client's engagement file{files}, the client's own files, the consultant's notes, "
            "and copies of reports or files already shared"
        )


def find(client: str, out: Path | None = None) -> Kept:
    """What is kept of a client; nothing is changed.

    Parameters
    ----------
    client : the client's name or folder name, or their engagement file
    out : where run folders stand; ``reports/`` of the workbench if None

    Raises
    ------
    InputError
        If there is no workbench here, or no such client in it.
    """
    root = workflow.find_root(Path.cwd())
    given = home(client)
    is_file = given.suffix in (".yaml", ".yml")
    if is_file:
        given = given if given.exists() or root is None else root / given
        root = root or workflow.find_root(given.absolute().parent)
    if root is None:
        what = "is in no workbench: none of the folders above holds both params/ and notebooks/"
        raise InputError(Path.cwd(), what)
    name = slug(_client_of(given, client) if is_file else client)
    reports = home(str(out)).absolute() if out else root / "reports"
    files = _engagements(root)
    known = {*files.values(), *salts.known(), *_names(reports)}
    is_path = not is_file and ("/" in client or os.sep in client)  # which no client's name is
    if not name or is_path or not (is_file or name in known):
        raise InputError(client, f"no such client{did_you_mean(name, known)}")
    salt, base = salts.path(name), reports / name
    return Kept(
        name,
        base,
        tuple(_folders(base, root)),
        salt if os.path.lexists(salt) else None,
        tuple(file for file, of in files.items() if of == name),
        tuple(
            seen.path(root / file)
            for file, of in files.items()
            if of == name and seen.path(root / file).is_file()
        ),
    )


def remove(kept: Kept) -> None:
    """Remove all of it; links are removed, and never followed.

    Raises
    ------
    HeldError
        If a run is going on; nothing is removed then.
    InputError
        If something cannot be removed; what was removed before is gone.
    """
    with _held(kept):
        for folder in kept.folders:
            _remove(folder.path)
        if os.path.lexists(kept.base):
            _remove(kept.base)
        for record in kept.records:
            _remove(record)
    if kept.salt:  # last, so that a removal cut short can be taken up by the same command
        _remove(kept.salt)


@contextlib.contextmanager
def _held(kept: Kept) -> Iterator[None]:
    """Hold every run's folder, so that none is written to while it goes."""
    with contextlib.ExitStack() as stack:
        held: list[InputError] = []
        for folder in kept.folders:
            if folder.path.is_symlink() or not folder.path.is_dir():
                continue
            try:
                lock = state.hold(folder.path)
            except HeldError as error:
                who = error.faults[0].what.partition(";")[0]
                held.append(HeldError(folder.shown, f"{who}; wait for it to end, or end it"))
                continue
            stack.callback(_release, lock)
            left = state.read(folder.path)
            if left is not None and left.state == "running":
                state.end_leftovers(left.run_id)
        if held:
            raise held[0] if len(held) == 1 else SeveralError(held)
        yield


def _release(lock: object) -> None:
    with contextlib.suppress(OSError):
        lock.release(force=True)  # type: ignore[attr-defined]


def _remove(path: Path) -> None:
    try:
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        else:
            shutil.rmtree(path)
    except OSError as error:
        where = error.filename or path  # the file within that would not go
        what = f"cannot be removed: {error.strerror}; mend that, then give the same command again"
        raise InputError(where, what) from error


def _folders(base: Path, root: Path) -> Iterator[Folder]:
    if base.is_symlink():
        yield Folder(base, relative_to_root(base, root), 0, 0, 0)
    elif base.is_dir():
        for path in sorted(base.iterdir()):
            yield _measured(path, relative_to_root(path, root))


def _measured(path: Path, shown: str) -> Folder:
    if path.is_symlink() or not path.is_dir():
        return Folder(path, shown, 1, path.lstat().st_size, 0)
    files = size = 0
    for folder, _folders_in, names in os.walk(path):  # which follows no links
        for name in names:
            files += 1
            with contextlib.suppress(OSError):
                size += os.lstat(os.path.join(folder, name)).st_size
    return Folder(path, shown, files, size, len(list(path.glob(f"artifacts/{QUARANTINE}/*"))))


def _client_of(file: Path, shown: str) -> str:
    data = yaml_lines.read(file, shown).data
    name = data.get("client")
    if not isinstance(name, str | int) or not slug(str(name)):
        raise InputError(shown, "names no client; give the client's name instead")
    return str(name)


def _engagements(root: Path) -> dict[str, str]:
    """Each engagement file of the workbench, and its client's folder name."""
    found = {}
    for file in sorted((root / "params").glob("*.y*ml")):
        with contextlib.suppress(InputError, AttributeError):
            found[relative_to_root(file, root)] = slug(_client_of(file, file.name))
    return found


def _names(reports: Path) -> list[str]:
    """The clients that have a folder, or a link to one; a run's lock is no client."""
    found = reports.iterdir() if reports.is_dir() else ()
    return [path.name for path in found if not path.name.startswith(".")]


def _count(n: int, thing: str) -> str:
    return f"{n:,} {thing}" + ("" if n == 1 else "s")


def _size(size: float) -> str:
    """Bytes as a reader takes them in.

    >>> _size(999), _size(12_300_000)
    ('999 bytes', '12.3 MB')
    """
    if size < 1000:
        return f"{size:.0f} bytes"
    for unit in ("kB", "MB", "GB"):
        size /= 1000
        if size < 1000 or unit == "GB":
            break
    return f"{size:,.1f} {unit}"
