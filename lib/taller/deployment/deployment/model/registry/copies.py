"""A version's files in a folder of their own: whole or not at all, checked before they are used."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from taller import durable
from taller.deployment.deployment.model import scoring
from taller.deployment.deployment.model.registry.messages import say
from taller.deployment.deployment.model.registry.version import Version
from taller.errors import DataError, cannot_write

SAID = "version.json"  # beside the files: which version they are


@contextlib.contextmanager
def gathered(folder: Path, beside: Path) -> Iterator[Path]:
    """A copy of a version's files, for as long as the block lasts.

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    InputError
        If the disk is full, or cannot be written to.
    """
    with scratch(beside) as made:
        for name, path in scoring.contents(folder).items():
            with writing(made):
                shutil.copyfile(path, made / name)
        yield made


@contextlib.contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """A folder in another that is gone after the block, unless it was moved."""
    with writing(beside):
        beside.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Path(tempfile.mkdtemp(dir=beside, prefix=".", suffix=durable.PART))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the disk refuses is one message.

    Raises
    ------
    InputError
        If it is full, or cannot be written to.
    """
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from error


def keep(made: Path, version: Version, folder: Path) -> None:
    """Put files that were fetched in their place, if they are those that were registered.

    Raises
    ------
    DataError
        If they are not.
    InputError
        If the disk is full, or cannot be written to.
    """
    if scoring.digest(made) != version.sha256:
        raise DataError(folder, say("registry-other", model=version.model, number=version.number))
    durable.write_whole(made / SAID, json.dumps(version.model_dump(mode="json"), indent=1))
    with writing(folder):
        for path in made.iterdir():
            durable.sync(path)
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(made, folder)
        durable.sync(folder.parent)


def kept(folder: Path) -> Version | None:
    """The version whose files stand in a folder; None where they are not whole as registered."""
    try:
        version = Version.model_validate_json((folder / SAID).read_text(encoding="utf-8"))
        return version if scoring.digest(folder) == version.sha256 else None
    except (OSError, ValueError, DataError):
        return None
