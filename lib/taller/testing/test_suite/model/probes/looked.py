"""A folder looked through once: people, secrets and code in every file of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from taller.testing.test_suite.model.probes import code, files, known, people, secrets

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
    secrets_known: Mapping[bytes, str],
    *,
    allowed: str = "",
    without: Collection[str] = (),
    named: Collection[str] = (),
) -> Looked:
    """Look through every file of some folders.

    Parameters
    ----------
    folders : what each is called in a finding; ``""`` for the run's own
    secrets_known : secrets of this process, see `secrets.own`
    allowed : a text whose people may be named
    without : folders, relative to each, that are left out
    named : people of the client's own files, see `known.of`
    """
    found = Looked()
    sought = Sought(secrets_known, secrets.marks(secrets_known), allowed, tuple(named),
                    known.pattern(named))  # fmt: skip
    for name, folder in folders.items():
        for path in files.files(folder, without=without):
            inside = path.relative_to(folder).as_posix()
            _look(path, f"{name}/{inside}" if name else inside, sought, found)
    return found


@dataclass(frozen=True)
class Sought:
    """What is looked for: secrets and what marks them, whom one may name, whom one must not."""

    secrets: Mapping[bytes, str]
    marks: str
    allowed: str
    people: tuple[str, ...]
    pattern: str


def _look(path: Path, where: str, sought: Sought, found: Looked) -> None:
    if path.stat().st_size > files.LARGEST:
        found.unread.append(where)
        return
    content = path.read_bytes()
    found.files += 1
    found.bytes += len(content)
    found.code += code.within(path, where)
    found.secrets += secrets.held(where, content, sought.secrets)
    is_table = path.suffix in TABLES
    if not is_table:  # in a page a script may hold one, too
        found.secrets += secrets.shaped(where, content.decode("utf-8", "replace"))
    try:
        for piece in files.pieces(path, where):
            _look_at(piece, sought, found, is_table=is_table)
    except (OSError, ValueError):  # Arrow's errors among them
        found.unread.append(where)


def _look_at(piece: files.Piece, sought: Sought, found: Looked, *, is_table: bool) -> None:
    import pyarrow.compute as pc

    told = list(people.named(piece, sought.allowed))
    found.people += told
    if not told:  # else it is known already that somebody stands there
        who = known.among(piece.values, sought.people, sought.pattern)
        found.people += [people.Person(piece.place, "known", people.masked(one)) for one in who]
    if is_table:
        marked = pc.match_substring_regex(piece.values, sought.marks)
        text = "\n".join(piece.values.filter(marked).to_pylist())
        found.secrets += secrets.shaped(piece.place, text)
        found.secrets += secrets.held(piece.place, text.encode(), sought.secrets)
