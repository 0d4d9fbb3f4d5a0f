"""Messages that an analyst gives a notebook, in a file beside it: what is wrong with them.

``notebooks/03_development/clustering.es.ftl`` replaces, in Spanish, the messages it names: of the
package `clustering`, and of those that several notebooks share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from taller import messages
from taller.errors import InputError, did_you_mean, gathered
from taller.language import Code

if TYPE_CHECKING:
    from taller.messages.files import MessageFile
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.workflow import Step

PACKAGES = messages.ROOT / "taller"
CODES = get_args(Code)


def refuse_faulty(engagement: Engagement, steps: Iterable[Step]) -> None:
    """Refuse message files beside notebooks that could not be said, before a kernel starts.

    Raises
    ------
    InputError
        Naming each fault with its line.
    """
    root = engagement.root
    steps = list(steps)
    calls = [partial(_refuse_stranger, path, root) for path in _files(root)]
    calls += [partial(_refuse, step, engagement.language, root) for step in steps]
    gathered(calls)


def _files(root: Path) -> list[Path]:
    return sorted((root / "notebooks").glob("*/*.ftl"))


def _refuse_stranger(path: Path, root: Path) -> None:
    """Refuse a file that would be read for no notebook, as its name is mistyped."""
    names = {path.stem for path in (root / "notebooks").glob("*/*.ipynb")}
    known = [f"{name}.{code}.ftl" for name in names for code in CODES]
    beside = path.with_name(f"{path.name.partition('.')[0]}.ipynb")
    if path.name not in known or not beside.is_file():
        what = f"is beside no notebook of its name{did_you_mean(path.name, known)}"
        raise InputError(path.relative_to(root), what)


def _refuse(step: Step, code: str, root: Path) -> None:
    path = messages.beside(step.path, code)
    if not path.is_file():
        return
    from taller.messages import files, formats

    replaceable = _replaceable(step, code, root)
    faults = files.override_faults(files.read(path), replaceable, formats.FUNCTIONS)
    if faults:
        raise InputError(path.relative_to(root), faults)


def _replaceable(step: Step, code: str, root: Path) -> dict[str, list[MessageFile]]:
    """Messages by name that a notebook's file may replace, each with its package's files."""
    from taller.messages import files

    others = {messages.package_of(path) for path in (root / "notebooks").glob("*/*.ipynb")}
    found: dict[str, list[MessageFile]] = {}
    for folder in _packages(messages.package_of(step.path), others):
        codes = sorted(CODES, key=lambda each: each != code)
        held = [files.read(folder / f"messages.{each}.ftl") for each in codes]
        for name in held[0].entries:
            found.setdefault(name, held)
    return found


def _packages(own: str, notebooks: set[str]) -> Iterator[Path]:
    """Folders of the notebook's own package, then of those that are no notebook's."""
    folders = [path.parent for path in sorted(PACKAGES.rglob("messages.en.ftl"))]
    names = {folder: ".".join(folder.relative_to(messages.ROOT).parts) for folder in folders}
    yield from (folder for folder in folders if names[folder] == own)
    yield from (folder for folder in folders if names[folder] not in notebooks)
