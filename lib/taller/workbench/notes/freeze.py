"""Freezing a final run: ``frozen.json`` holds the SHA-256 of every file, so that a change shows.

Files are not made read-only: that stops nobody who means to change one, and hinders whoever removes
or copies the folder. What is frozen stays frozen: no run writes there again, whatever the
engagement file says by then; it gets another label. Whatever is made of the folder later (slides,
an archive) belongs beside it. Names that begin with a dot are the machine's own and do not count.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.errors import Fault, InputError
from taller.workbench.keep import kept
from taller.workbench.run import state

if TYPE_CHECKING:
    from taller.workbench.notes.voice import Voice

MANIFEST = "frozen.json"
SCHEMA = 1


def is_frozen(folder: Path) -> bool:
    """Whether a run folder was frozen."""
    return os.path.lexists(folder / MANIFEST)


def freeze(folder: Path, voice: Voice) -> str:
    """Write the manifest of a run folder, the last file that is written there.

    Returns
    -------
    the manifest's own SHA-256: kept elsewhere, it shows a manifest that was exchanged

    Raises
    ------
    InputError
        If the folder cannot be written to.
    """
    files = {name: _hash(folder / name) for name in sorted(_files(folder))}
    manifest = {
        "schema": SCHEMA,
        "frozen": state.now(),
        "label": folder.name,
        "reviewer": voice.reviewer,
        "reviewed_on": voice.reviewed_on,
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    state.write_whole(folder / MANIFEST, text)
    return hashlib.sha256(text.encode()).hexdigest()


def verify(run_folder: Path) -> list[str]:
    """What became of a frozen run folder: its files that were changed, removed or added.

    Parameters
    ----------
    run_folder : the folder; one that was never frozen has nothing to be told

    Returns
    -------
    one sentence for each file, in the order of their names; empty where all is as it was frozen

    Examples
    --------
    ``["data.html: changed since it was frozen", "notes.txt: added since it was frozen"]``
    """
    if not is_frozen(run_folder):
        return []
    try:
        frozen = read(run_folder)["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return [f"{MANIFEST}: cannot be read, so that nothing can be compared"]
    present = set(_files(run_folder))
    told = {}
    for name in sorted(present | set(frozen)):
        if name not in present:
            told[name] = "removed"
        elif name not in frozen:
            told[name] = "added"
        elif _hash(run_folder / name) != frozen[name]:
            told[name] = "changed"
    return [f"{name}: {what} since it was frozen" for name, what in told.items()]


def read(folder: Path) -> dict[str, Any]:
    """The manifest of a frozen folder."""
    if not kept.is_file(folder / MANIFEST):
        raise ValueError("no manifest")
    found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if not isinstance(found, dict) or not isinstance(found.get("files"), dict):
        raise ValueError("not a manifest")
    return found


def refuse_frozen(folder: Path, shown: str) -> None:
    """Refuse to write into a frozen run folder.

    Raises
    ------
    InputError
        Saying who reviewed it, what to do instead, and which files are not as they were.
    """
    if not is_frozen(folder):
        return
    try:
        found = read(folder)
        who = f" (reviewed by {found.get('reviewer')} on {found.get('reviewed_on')})"
    except (OSError, ValueError, RecursionError):
        who = ""
    what = f"is final and frozen{who}; choose another --label for what is new"
    raise InputError(shown, [Fault("", what), *(Fault("", line) for line in verify(folder))])


def changed(base: Path) -> dict[Path, list[str]]:
    """The frozen run folders of a client that are not as they were frozen, and what differs."""
    folders = sorted(path.parent for path in base.glob(f"*/{MANIFEST}"))
    found = {folder: verify(folder) for folder in folders}
    return {folder: told for folder, told in found.items() if told}


def _files(folder: Path) -> Iterator[str]:
    """Every file of a folder, as its manifest names it; links are named, never followed."""
    for base, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(base, name))]
        folders[:] = [name for name in folders if name[0] != "." and name not in links]
        for name in (*names, *links):
            path = Path(base, name).relative_to(folder).as_posix()
            if name[0] != "." and path != MANIFEST:
                yield path


def _hash(path: Path) -> str:
    """The SHA-256 of a file's content; of a link, where it leads."""
    if path.is_symlink():
        return "link " + hashlib.sha256(os.readlink(path).encode()).hexdigest()
    if not kept.is_file(path):  # reading a pipe may never end
        return "no file"
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"
