"""A workbench of one's own: the shipped notebooks and engagements in a folder, and kept up to date.

``.taller.json`` holds the hash of each file as it was shipped, so that an upgrade tells what was
changed here from what is merely old. What was changed is never overwritten: the shipped version is
laid beside it, as ``clustering.new.ipynb``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import taller
from taller import durable
from taller.errors import InputError
from taller.workbench.notebook import owned

RECORD = ".taller.json"
SHIPPED = ("notebooks", "params")  # folders that go along
SUFFIXES = (".ipynb", ".md", ".ftl", ".yaml", ".csv", ".txt")
IGNORED = """\
# What runs write, and what is the client's.
reports/*/
*.duckdb
.ipynb_checkpoints/
__pycache__/
.env
"""
README = """\
# A workbench of Taller

`taller run params/ecommerce_b2c.yaml` runs the demo and prints its `index.html`; `taller lab`
opens JupyterLab; `taller new NAME FILES…` writes an engagement from a client's files;
`taller notebook NAME --phase P` a notebook of your own. `taller upgrade` brings the notebooks
of a newer Taller and keeps what you changed.

- `notebooks/`: one per question, in its phase's folder ([how](notebooks/README.md))
- `params/`: one YAML file per engagement ([what it may say](params/README.md))
- `reports/`: what runs write; not committed
"""


@dataclass
class Brought:
    """What an upgrade did, by file as the workbench's root sees it."""

    new: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    unchanged: int = 0


def source() -> Path:
    """Where what is shipped stands: in the installed package, or the repository itself.

    Raises
    ------
    InputError
        If neither holds it: the installation is not whole.
    """
    package = Path(taller.__file__).parent
    for folder in (package / "shipped", package.parents[1]):
        if all((folder / name).is_dir() for name in SHIPPED):
            return folder
    raise InputError("taller", "its notebooks are missing; install it again")


def init(folder: Path) -> int:
    """Make a workbench of a folder that is empty, or is not there yet.

    Returns
    -------
    how many files were written

    Raises
    ------
    InputError
        If the folder holds anything, or cannot be written to.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(str(folder), "is not empty; name a folder that is not there yet")
    written: dict[str, str] = {}
    for name, content in _shipped():
        durable.write_whole(folder / name, content)
        written[name] = _hash(content)
    for name, text in (("README.md", README), (".gitignore", IGNORED)):
        durable.write_whole(folder / name, text)
    (folder / "reports").mkdir()
    _record(folder, written)
    return len(written) + 2


def upgrade(folder: Path) -> Brought:
    """Bring what this version of Taller ships into a workbench, and keep what was changed there.

    Raises
    ------
    InputError
        If the folder is no workbench that ``taller init`` made.
    """
    known = _known(folder)
    brought = Brought()
    for name, content in _shipped():
        path, shipped = folder / name, _hash(content)
        own = _hash(path.read_bytes()) if path.is_file() else None
        if own == shipped:
            brought.unchanged += 1
        elif own is None and name in known:
            continue  # removed on purpose; it stays away
        elif (own is None or own == known.get(name)) and not _belongs_to_own(path):
            durable.write_whole(path, content)
            (brought.new if own is None else brought.renewed).append(name)
        elif shipped != known.get(name):
            other = path.with_name(f"{path.stem}.new{path.suffix}")
            durable.write_whole(other, content)
            brought.beside.append(name)
        else:
            brought.unchanged += 1
        known[name] = shipped
    _record(folder, known)
    return brought


def _belongs_to_own(path: Path) -> bool:
    """Whether a translation or a file of messages is of this workbench's own version.

    The shipped notebook's newer ones are of other words.
    """
    notebook = path.with_name(f"{path.name.partition('.')[0]}.ipynb")
    if path == notebook or not notebook.is_file():
        return False
    try:
        return bool(owned.own_of(json.loads(notebook.read_text(encoding="utf-8"))))
    except (OSError, ValueError, AttributeError):
        return False  # told by whoever runs it


def _shipped() -> Iterator[tuple[str, bytes]]:
    root = source()
    for top in SHIPPED:
        for path in sorted((root / top).rglob("*")):
            hidden = any(part.startswith((".", "__")) for part in path.relative_to(root).parts)
            if path.is_file() and path.suffix in SUFFIXES and not hidden:
                yield path.relative_to(root).as_posix(), path.read_bytes()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _known(folder: Path) -> dict[str, str]:
    try:
        held = json.loads((folder / RECORD).read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in held.items()}
    except FileNotFoundError:
        what = f"holds no {RECORD}: taller init DIR makes a workbench that can be upgraded"
        raise InputError(str(folder), what) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(str(folder / RECORD), f"cannot be read: {error}") from error


def _record(folder: Path, files: dict[str, str]) -> None:
    text = json.dumps({"version": taller.__version__, "files": files}, indent=1, sort_keys=True)
    durable.write_whole(folder / RECORD, text + "\n")
