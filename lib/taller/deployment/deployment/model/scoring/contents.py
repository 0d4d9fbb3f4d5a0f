"""Which files make a version of a model, and one hash of their names and what is in them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from taller.deployment.deployment.model.scoring.messages import say
from taller.errors import DataError

NEEDED = ("contract.json", "profile.json", "card.json")
MODELS = ("model.json", "model.npz")  # one of them
BESIDE = ("model.txt", "model_buys.txt", "model_spends.txt", "histories.npz", "card.html")
BLOCK = 1 << 20


def contents(folder: Path) -> dict[str, Path]:
    """The files of a version by name; a template's lists of people are none of them.

    Raises
    ------
    DataError
        Naming each file that is missing.
    """
    there = {name: folder / name for name in (*MODELS, *NEEDED, *BESIDE)}
    there = {n: path for n, path in there.items() if path.is_file() and not path.is_symlink()}
    missing = [name for name in NEEDED if name not in there]
    if not any(name in there for name in MODELS):
        missing.insert(0, " / ".join(MODELS))
    if missing:
        raise DataError(folder, [say("scoring-missing", name=name) for name in missing])
    return there


def digest(folder: Path) -> str:
    """The SHA-256 of a version's contents.

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    """
    whole = hashlib.sha256()
    for name, path in sorted(contents(folder).items()):
        whole.update(f"{name}\0{_of_file(path)}\0".encode())
    return whole.hexdigest()


def _of_file(path: Path) -> str:
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                found.update(block)
    except OSError as error:
        raise DataError(
            path, say("scoring-unreadable", why=error.strerror or str(error))
        ) from error
    return found.hexdigest()
