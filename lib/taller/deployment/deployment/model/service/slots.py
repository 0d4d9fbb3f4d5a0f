"""The two slots of a model: which version stands in each, and where its files are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from taller.durable import write_whole
from taller.errors import DataError
from taller.phase import Record

Slot = Literal["a", "b"]
SLOTS: tuple[Slot, Slot] = ("a", "b")
FILE = "slots.json"
MOST_BYTES = 100_000


class Held(Record):
    """A version in a slot."""

    version: int = Field(ge=1)
    folder: Path
    sha256: str = ""
    contract: str = ""


def other(slot: Slot) -> Slot:
    """The slot beside it.

    >>> other("a")
    'b'
    """
    return "b" if slot == "a" else "a"


def read(folder: Path) -> dict[Slot, Held | None]:
    """What stands in a model's slots; both are empty where nothing was ever deployed.

    Parameters
    ----------
    folder : the model's, ``.deployment/<model>``

    Raises
    ------
    DataError
        If the file is not what `write` writes.
    """
    path = folder / FILE
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES)
        given = json.loads(text)
        found = {slot: given[slot] for slot in SLOTS}
        return {slot: _within(folder, Held.model_validate(held)) if held else None
                for slot, held in found.items()}  # fmt: skip
    except FileNotFoundError:
        return dict.fromkeys(SLOTS)
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        what = f"does not say which versions stand ready ({type(error).__name__}); deploy again"
        raise DataError(path, what) from error


def write(folder: Path, slots: Mapping[Slot, Held | None]) -> None:
    """Say which versions stand in the slots; workers look at `Board.reload`.

    A version within the state's folder is told from there, so that the state may be copied whole.

    Raises
    ------
    InputError
        If it cannot be written; what stood there stays.
    """
    told = {slot: _told(folder, held) if held else None for slot, held in slots.items()}
    write_whole(folder / FILE, json.dumps({slot: told.get(slot) for slot in SLOTS}, indent=1))


def _told(folder: Path, held: Held) -> dict[str, Any]:
    place = held.folder.resolve()
    state = folder.parent.resolve()
    inside = place.relative_to(state) if place.is_relative_to(state) else place
    return held.model_dump(mode="json") | {"folder": inside.as_posix()}


def _within(folder: Path, held: Held) -> Held:
    return held.model_copy(update={"folder": folder.parent / held.folder})
