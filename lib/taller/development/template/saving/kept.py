"""What a template keeps is written in one way, and read back to see that it is the same."""

from __future__ import annotations

import contextlib
import json
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from taller import durable
from taller.development.template.messages import say
from taller.development.template.saving.card import Card, page
from taller.errors import DataError
from taller.handed import write_csv
from taller.phase import Artifact

if TYPE_CHECKING:
    import pandas as pd

CONTRACT, PROFILE, CARD, PAGE = "contract.json", "profile.json", "card.json", "card.html"


@dataclass(frozen=True)
class Contents:
    """What a template has to keep.

    Attributes
    ----------
    lists : CSV by name: its rows in blocks, or None where the test bears no such list
    model : the model's own files, see `write`
    contract : what a frame must hold to be scored, see `contract`
    profile : how columns and scores were spread on validation, see `profile`
    same : whether the model, read back from the folder, gives the same
    labels : what each file is called, in the order a report lists them
    libraries : whose versions the card tells
    """

    lists: Mapping[str, Iterable[pd.DataFrame] | None]
    model: Mapping[str, Any]
    contract: Mapping[str, Any]
    profile: Mapping[str, Any]
    card: Card
    same: Callable[[Path], bool]
    labels: Mapping[str, str]
    libraries: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """What was written.

    Attributes
    ----------
    same : whether the model, read back, gives the same
    """

    artifacts: tuple[Artifact, ...]
    same: bool


def keep(held: Contents, folder: Path, relative_to: Path, *, seed: int, simulated: bool) -> Kept:
    """Write everything, and read the model back.

    Parameters
    ----------
    folder : where; made if needed
    relative_to : the run's folder, which artifacts are named from
    """
    folder.mkdir(parents=True, exist_ok=True)
    card = _finished(held, seed, simulated)
    write(folder, {
        **held.model, CONTRACT: held.contract, PROFILE: held.profile,
        CARD: card.model_dump(mode="json"), PAGE: page(card),
    })  # fmt: skip
    for name, frames in held.lists.items():
        (folder / name).unlink(missing_ok=True)
        if frames is not None:
            write_csv(folder / name, frames)
    # First what people read.
    names = dict.fromkeys([*held.lists, PAGE, CARD, *held.labels])
    labels = {PAGE: say("saved-file.card"), CARD: say("saved-file.card-json"), **held.labels}
    artifacts = tuple(
        Artifact(path=(folder / name).relative_to(relative_to).as_posix(), label=labels[name])
        for name in names
        if (folder / name).exists()
    )
    return Kept(artifacts, bool(held.same(folder)))


def _finished(held: Contents, seed: int, simulated: bool) -> Card:
    """The card with what is told of every model."""
    data, details = held.card.data, dict(held.card.details)
    details |= {say("saved-card.seed"): str(seed), "Python": platform.python_version()}
    details |= {name: metadata.version(name) for name in held.libraries}
    if simulated:
        data = (*data, say("saved-card.simulated"))
    return held.card.model_copy(update={"data": data, "details": details})


def write(
    folder: Path, files: Mapping[str, str | Mapping[str, Any] | Callable[[IO[bytes]], None] | None]
) -> None:
    """Write files whole or not at all; of a model kept there before, nothing is left.

    Parameters
    ----------
    files : by name: a text, what becomes JSON, a function that writes to an open file, or None
        for a file that this model does not have
    """
    for name, content in files.items():
        if content is None:
            (folder / name).unlink(missing_ok=True)
        elif callable(content):
            with durable.beside(folder / name) as made, made.open("wb") as file:
                content(file)
        elif isinstance(content, str):
            durable.write_whole(folder / name, content)
        else:
            text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
            durable.write_whole(folder / name, text + "\n")


def read_json(path: Path) -> Any:
    """A file of JSON that `write` wrote.

    Raises
    ------
    DataError
        If it is not there, or is no JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(path, say("saved-unreadable")) from error


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Whatever a model's file makes an engine raise is one message that names the file.

    Raises
    ------
    DataError
        If it is not what was written.
    """
    try:
        yield
    except DataError:
        raise
    except Exception as error:
        raise DataError(path, say("saved-other")) from error
