"""A folder looked through once: people, secrets and code in every file of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from taller.testing.test_suite.model.probes import code, files, people, secrets

TABLES = (".parquet", ".csv", ".tsv", ".npz", ".npy")


@dataclass
class Looked:
    """What was looked through, and what was found.

    Attributes
    ----------
    unread : files that are too large, or that cannot be read as what they are called
    """

    files: int = 0
    bytes: int = 0
    people: list[people.Person] = field(default_factory=list)
    secrets: list[secrets.Secret] = field(default_factory=list)
    code: list[code.Code] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def through(
    folders: Mapping[str, Path],
    known: Mapping[bytes, str],
    *,
    allowed: str = "",
    without: Collection[str] = (),
) -> Looked:
    """Look through every file of some folders.

    Parameters
    ----------
    folders : what each is called in a finding; ``""`` for the run's own
    known : secrets of this process, see `secrets.own`
    allowed : a text whose people may be named
    without : folders, relative to each, that are left out
    """
    found = Looked()
    for name, folder in folders.items():
        for path in files.files(folder, without=without):
            inside = path.relative_to(folder).as_posix()
            _look(path, f"{name}/{inside}" if name else inside, known, allowed, found)
    return found


def _look(
    path: Path, where: str, known: Mapping[bytes, str], allowed: str, found: Looked
) -> None:  # fmt: skip
    import pyarrow.compute as pc

    if path.stat().st_size > files.LARGEST:
        found.unread.append(where)
        return
    content = path.read_bytes()
    found.files += 1
    found.bytes += len(content)
    found.code += code.within(path, where)
    found.secrets += secrets.held(where, content, known)
    is_table, marks = path.suffix in TABLES, secrets.marks(known)
    if not is_table:  # in a page a script may hold one, too
        found.secrets += secrets.shaped(where, content.decode("utf-8", "replace"))
    try:
        for piece in files.pieces(path, where):
            found.people += people.named(piece, allowed)
            if is_table:
                marked = pc.match_substring_regex(piece.values, marks)
                text = "\n".join(piece.values.filter(marked).to_pylist())
                found.secrets += secrets.shaped(piece.place, text)
                found.secrets += secrets.held(piece.place, text.encode(), known)
    except (OSError, ValueError):  # Arrow's errors among them
        found.unread.append(where)
