"""The consultant's voice: notes beside the engagement file, who reviewed it, and how final it is.

`Voice.read` reads both and refuses what is wrong; pages, index and slides ask it what to show. It
is applied when a page is made, never when a notebook runs: ``results/<name>.json`` stays what was
generated, and a note that changed makes a page anew without running anything.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from taller.errors import Fault, did_you_mean, gathered
from taller.workbench.notes import notes as texts
from taller.workbench.notes import places, seen, taken
from taller.workbench.notes.notes import Chapter, plain
from taller.workbench.notes.places import Place
from taller.workbench.notes.seen import Moved
from taller.workbench.notes.taken import Taken
from taller.workbench.run import workflow

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.workflow import Step

OPENING = "page:opening"


@dataclass(frozen=True)
class Note:
    """One thing the consultant says of a notebook.

    Attributes
    ----------
    kind : what it does
    line : where it stands in the notes file
    place : the key of the section or cell it belongs to; that of the page's opening where none
        is named, empty for a headline and a decision
    title : the section's heading, in the engagement's language
    text : a headline, what to decide, or commentary in Markdown
    owner, effect : of a decision
    """

    kind: Literal["headline", "decision", "comment", "hide"]
    line: int
    place: str = ""
    title: str = ""
    text: str = ""
    owner: str = ""
    effect: str = ""

    @property
    def key(self) -> str:
        """A hash of what it says and where: another text is another note."""
        said = [
            self.kind,
            self.place,
            *(" ".join(t.split()) for t in (self.text, self.owner, self.effect)),
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Flag:
    """A note written for figures that have moved since."""

    note: Note
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class Voice:
    """What the consultant says, and how far the reports have come.

    Attributes
    ----------
    status : draft, or final once somebody answers for it
    reviewer, reviewed_on : who, and when (ISO 8601)
    notes : by notebook
    records : by a note's key, the figures it was written for
    taken : what became of decisions, by their name
    file : the notes file, as the workbench's root sees it
    """

    status: Literal["draft", "final"] | None = None
    reviewer: str | None = None
    reviewed_on: str | None = None
    notes: dict[str, tuple[Note, ...]] = field(default_factory=dict)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    file: str = ""
    taken: dict[str, Taken] = field(default_factory=dict)

    @classmethod
    def read(cls, engagement: Engagement) -> Self:
        """Read an engagement's notes and what was recorded of them.

        Raises
        ------
        InputError
            Naming the notes file, and all that is wrong with it, each with its line.
        """
        shown, day = shown_path(engagement), engagement.reviewed_on
        found = cls(engagement.status, engagement.reviewer, day and day.isoformat(), file=shown)
        file = engagement.file
        notes, records, told = gathered(
            [partial(_notes, engagement), partial(seen.read, file), partial(taken.read, file)]
        )
        return dataclasses.replace(found, notes=notes, records=records, taken=told)

    def apply(self, name: str, result: Mapping[str, Any]) -> dict[str, Any]:
        """A notebook's result as a reader is to see it; the one given stays as it is.

        The consultant's headline stands in ``headline`` and the generated one in
        ``generated_headline``; a decision of theirs carries ``own``. A headline that is withheld
        because the data does not add up is never replaced.
        """
        shown, own = dict(result), self.notes.get(name, ())
        headline = next((note.text for note in own if note.kind == "headline"), None)
        if headline and result.get("headline") and not is_withheld(result):
            shown |= {"headline": headline, "generated_headline": result["headline"]}
        added = [
            {"what": note.text, "owner": note.owner, "effect": note.effect, "own": True}
            for note in own
            if note.kind == "decision"
        ]
        if added:
            shown["decisions"] = [*(result.get("decisions") or ()), *added]
        return shown

    def comments(self, name: str) -> dict[str, list[Note]]:
        """A notebook's commentary, by the key of the place it stands under."""
        found: dict[str, list[Note]] = {}
        for note in self.notes.get(name, ()):
            if note.kind == "comment":
                found.setdefault(note.place, []).append(note)
        return found

    def hidden(self, name: str) -> set[str]:
        """The keys of the sections and cells of a notebook that are not to be shown."""
        return {note.place for note in self.notes.get(name, ()) if note.kind == "hide"}

    def flags(self, name: str, result: Mapping[str, Any] | None) -> list[Flag]:
        """The notes of a notebook whose figures are no longer those they were written for."""
        found = []
        for note in self.notes.get(name, ()):
            record = self.records.get(note.key)
            moved = seen.moved(record, result) if record and result else ()
            found += [Flag(note, tuple(moved))] if moved else []
        return found

    def outside(self, names: Iterable[str]) -> list[str]:
        """The notebooks for which there are notes, but which are not among ``names``."""
        return [name for name in self.notes if name not in set(names)]

    def digest(self, name: str, result: Mapping[str, Any] | None) -> str:
        """A hash of all that this changes on a notebook's page."""
        parts = [
            self.status, self.reviewer, self.reviewed_on,
            [(note.key, note.title) for note in self.notes.get(name, ())],
            [(flag.note.key, [dataclasses.astuple(m) for m in flag.moved])
             for flag in self.flags(name, result)],
            [dataclasses.astuple(each) for key, each in sorted(self.taken.items())
             if key.startswith(f"{name}.")],
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """All of it as JSON, to be read by another process."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        notes = {name: tuple(Note(**each) for each in own) for name, own in found["notes"].items()}
        told = {name: Taken(**each) for name, each in found["taken"].items()}
        return cls(**found | {"notes": notes, "taken": told})


def notes_path(engagement: Engagement) -> Path:
    """The notes file of an engagement, whether or not it is there."""
    return engagement.file.with_suffix(".notes.md")


def shown_path(engagement: Engagement) -> str:
    """The notes file as the workbench's root sees it."""
    return str(Path(engagement.shown_path).with_suffix(".notes.md"))


def is_withheld(result: Mapping[str, Any]) -> bool:
    """Whether the data does not add up to the client's own totals, so that no claim may stand."""
    return result.get("withheld") is True or result.get("agrees") is False


def _notes(engagement: Engagement) -> dict[str, tuple[Note, ...]]:
    shown = shown_path(engagement)
    chapters, faults = texts.read(notes_path(engagement), shown)
    steps = workflow.discover(engagement.root, []) if chapters else {}  # others are told elsewhere
    notes = _resolved(chapters, steps, engagement.language, faults)
    texts.refuse(shown, faults)
    return notes


def _resolved(
    chapters: list[Chapter], steps: dict[str, Step], code: str, faults: list[Fault]
) -> dict[str, tuple[Note, ...]]:
    """Notes by notebook, each at the place it names; what is wrong is added to ``faults``."""
    found: dict[str, tuple[Note, ...]] = {}
    lines: dict[str, int] = {}
    names = {plain(title): step.name for step in steps.values() for title in _names(step)}
    for chapter in chapters:
        name = names.get(plain(chapter.heading))
        if name is None:
            what = f"no such notebook{did_you_mean(chapter.heading, steps)}"
            faults.append(Fault(f"'{chapter.heading}'", what, chapter.line))
        elif name in found:
            what = f"this notebook has a heading already, on line {lines[name]}; join the two"
            faults.append(Fault(f"'{chapter.heading}'", what, chapter.line))
        else:
            lines[name] = chapter.line
            found[name] = _of_chapter(chapter, name, places.of(steps[name]), code, faults)
        _refuse_run_together(chapter, names, faults)
    return {name: notes for name, notes in found.items() if notes}


def _names(step: Step) -> list[str]:
    """What a notebook goes by: its name, and its title in each language, whole or to the colon."""
    from taller.workbench.notebook import prepare

    titles = [prepare.title(step, code) for code in ("en", "es")]
    return [step.name, *titles, *(title.partition(":")[0] for title in titles)]


def _of_chapter(
    chapter: Chapter, name: str, known: list[Place], code: str, faults: list[Fault]
) -> tuple[Note, ...]:
    notes = []
    if chapter.headline:
        notes.append(Note("headline", chapter.headline.line, text=chapter.headline.text))
    if chapter.text:
        notes.append(Note("comment", chapter.text_line, OPENING, text=chapter.text))
    for part in chapter.parts:
        place = places.find(part.heading, known, code)
        if isinstance(place, str):
            keyword = plain(part.heading.partition(":")[0]) in map(plain, texts.KEYWORDS)
            advice = f"; as a keyword it is a line without '##', under '# {name}'"
            faults.append(Fault(f"'{part.heading}'", place + advice * keyword, part.line))
        elif part.hide and place.key.startswith("page:"):
            what = "is on every page and cannot be hidden; commentary may stand under it"
            faults.append(Fault(f"'{part.heading}'", what, part.hide))
        elif part.hide:
            notes.append(Note("hide", part.hide, place.key, place.title(code)))
        elif part.text:
            notes.append(Note("comment", part.text_line, place.key, place.title(code), part.text))
    for each in chapter.decisions:
        said = [value.text if value else "" for value in (each.what, each.owner, each.effect)]
        notes.append(Note("decision", each.what.line, "", "", *said))
    _refuse_overlaps(notes, known, faults)
    return tuple(sorted(notes, key=lambda note: note.line))


def _refuse_overlaps(notes: list[Note], known: list[Place], faults: list[Fault]) -> None:
    """A section has one note, and none within a hidden one."""
    first: dict[str, Note] = {}
    for note in notes:
        if note.place and note.place in first:
            what = f"has notes already, on line {first[note.place].line}; join the two"
            faults.append(Fault(f"'{note.title}'", what, note.line))
        first.setdefault(note.place, note)
    for hide in (note for note in first.values() if note.kind == "hide"):
        inside = set(places.within(hide.place, known)) - {hide.place}
        for note in notes:
            if note.place in inside:
                what = f"stands in '{hide.title}', which is hidden (line {hide.line})"
                faults.append(Fault(f"'{note.title}'", what, note.line))


def _refuse_run_together(chapter: Chapter, names: dict[str, str], faults: list[Fault]) -> None:
    """``#clustering`` is no heading for want of a space, and must not end up as commentary."""
    for part in (chapter, *chapter.parts):
        for number, text in part.lines:
            if text.startswith("#") and not text.startswith("##") and plain(text[1:]) in names:
                faults.append(Fault(f"'{text}'", "a heading needs a space after its '#'", number))
