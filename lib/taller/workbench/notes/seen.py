"""Which figures a note was written for: ``params/<name>.notes.seen.json``, written by runs.

A note is first seen when a run begins (or when it ends, where nothing was there to look at). The
figures its writer had before them are those of the newest run that was there by then; they are
recorded under a hash of the note's text, so that an edited note is a new one. The file belongs
beside the engagement file, and in its history: without it no note can be told to be out of date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from taller import language
from taller.data.settings import places
from taller.errors import InputError
from taller.phase import Estimate
from taller.workbench.keep import results
from taller.workbench.run import state

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.notes.voice import Note

SCHEMA = 1


@dataclass(frozen=True)
class Moved:
    """A figure that is no longer what a note was written for.

    Attributes
    ----------
    label : what it is
    was, now : its value then and now, with its unit; ``now`` is None if it is no longer reported
    """

    label: str
    was: tuple[float, str]
    now: tuple[float, str] | None

    def said(self) -> tuple[str, str]:
        """Both values in the language in force; the second is empty where there is none."""
        now = language.quantity(*self.now) if self.now else ""  # type: ignore[arg-type]
        return language.quantity(*self.was), now  # type: ignore[arg-type]


def path(engagement_file: Path) -> Path:
    """Where the record of an engagement file's notes stands."""
    return engagement_file.with_suffix(".notes.seen.json")


def read(engagement_file: Path) -> dict[str, dict[str, Any]]:
    """What was recorded, by a note's key; nothing where there is no record.

    Raises
    ------
    InputError
        If the record is damaged: to pass over it would clear every note.
    """
    file = path(engagement_file)
    places.refuse_no_file(file, str(file))
    try:
        found = json.loads(file.read_text(encoding="utf-8"))["notes"]
        for record in found.values():
            figures(record)
    except FileNotFoundError:
        return {}
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        what = (
            "is damaged, and with it which figures the notes were written for; restore it, or "
            f"remove it to have the present figures recorded anew ({type(error).__name__})"
        )
        raise InputError(file, what) from None
    return found


def figures(result: Mapping[str, Any]) -> dict[tuple[str, str], tuple[str, Estimate]]:
    """Label and estimate of each figure of a result or record, by its key and subject."""
    return {
        (figure["key"], str(figure.get("subject") or "")): (
            str(figure["label"]),
            Estimate.model_validate(figure["estimate"]),
        )
        for figure in result.get("figures") or ()
    }


def moved(record: Mapping[str, Any], result: Mapping[str, Any]) -> list[Moved]:
    """The figures of a record that have moved beyond their interval, or are gone."""
    try:
        before, now = figures(record), figures(result)
    except (ValidationError, KeyError, TypeError):  # a result of another version of Taller
        return []
    found = []
    for key, (label, old) in before.items():
        new = now.get(key)
        if new is None:
            found.append(Moved(label, (old.value, old.unit), None))
        elif new[1].unit != old.unit or new[1].moved_from(old):
            found.append(Moved(new[0], (old.value, old.unit), (new[1].value, new[1].unit)))
    return found


def result_in(folder: Path, name: str) -> dict[str, Any] | None:
    """A notebook's result in a run folder; None where there is none that can be read."""
    found = results.read(folder, name)
    return found["result"] if found else None


def newest(engagement: Engagement, base: Path, name: str) -> Path | None:
    """The run folder that holds a notebook's newest result, of this engagement file."""
    found = []
    for file in base.glob(f"*/results/{name}.json"):
        folder = file.parent.parent
        ran = None if folder.name.startswith("scratch") else state.read(folder)
        if ran is not None and ran.engagement == engagement.shown_path:
            found.append((file.stat().st_mtime_ns, folder))
    return max(found)[1] if found else None


def record(
    notes: Mapping[str, tuple[Note, ...]],
    known: Mapping[str, dict[str, Any]],
    engagement: Engagement,
    base: Path,
) -> dict[str, dict[str, Any]]:
    """The records of all notes, those seen for the first time added, those gone left out.

    Parameters
    ----------
    notes : by notebook
    known : the records there are
    base : the folder of the client's runs
    """
    kept: dict[str, dict[str, Any]] = {}
    for name, own in notes.items():
        fresh = None
        for note in own:
            if note.key in known:
                kept[note.key] = known[note.key]
                continue
            fresh = fresh or _present(engagement, base, name)
            if fresh is not None:
                kept[note.key] = {"notebook": name, "kind": note.kind, "place": note.place, **fresh}
    return kept


def write(engagement_file: Path, records: Mapping[str, dict[str, Any]]) -> None:
    """Write the record where it changed; without notes there is none."""
    file = path(engagement_file)
    if not records:
        file.unlink(missing_ok=True)
        return
    kept = {"schema": SCHEMA, "notes": dict(sorted(records.items(), key=_order))}
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        state.write_whole(file, text)


def _order(item: tuple[str, dict[str, Any]]) -> tuple[str, ...]:
    key, held = item
    return str(held.get("notebook")), str(held.get("kind")), str(held.get("place")), key


def _present(engagement: Engagement, base: Path, name: str) -> dict[str, Any] | None:
    folder = newest(engagement, base, name)
    result = result_in(folder, name) if folder else None
    if folder is None or result is None:
        return None
    return {"run": folder.name, "figures": list(_estimates(result))}


def _estimates(result: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for figure in result.get("figures") or ():
        kept = {part: figure[part] for part in ("key", "label", "estimate")}
        yield kept | ({"subject": figure["subject"]} if figure.get("subject") else {})
