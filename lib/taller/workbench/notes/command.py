"""What ``taller notes`` does: list the notes and what became of them, begin a file, accept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.settings.places import home
from taller.errors import InputError
from taller.language import current, speaking
from taller.workbench.notebook import prepare
from taller.workbench.notes import places, seen, spoken, voice
from taller.workbench.notes.voice import Voice
from taller.workbench.run import workflow
from taller.workbench.run.state import write_whole

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.workflow import Step

HOW = {
    "es": (
        "Notas del consultor. Lo que se escriba bajo un título sale en la página, en Markdown.\n"
        "Debajo de '# cuaderno' pueden ir, cada una en su línea:\n"
        "  Titular: …        en lugar del titular generado\n"
        "  Decisión: …       con sus líneas 'Responsable: …' y 'Efecto: …'\n"
        "y bajo un apartado, la palabra Ocultar sola en su línea: no se muestra.\n"
        "Los apartados en los que no se escribe nada quedan como están."
    ),
    "en": (
        "The consultant's notes. What is written under a heading is shown there, in Markdown.\n"
        "Under '# notebook' there may be, each on a line of its own:\n"
        "  Headline: …       in place of the generated one\n"
        "  Decision: …       with its lines 'Owner: …' and 'Effect: …'\n"
        "and under a section the word Hide, alone on its line: it is not shown.\n"
        "Sections under which nothing is written stay as they are."
    ),
}


@dataclass(frozen=True)
class Told:
    """One note, and which figures it was written for have moved; empty where none have."""

    line: int
    notebook: str
    what: str
    moved: str
    key: str

    def __str__(self) -> str:
        state = f"written for other figures ({self.moved})" if self.moved else "up to date"
        return f"line {self.line}  {self.notebook}: {self.what}: {state}"


def listed(engagement: Engagement, out: Path | None = None) -> list[Told]:
    """Each note with what became of its figures, by the newest run of its notebook.

    Raises
    ------
    InputError
        If there is no notes file, or it is faulty.
    """
    read = _read(engagement)
    base = _base(engagement, out)
    with speaking(current().code, currency=engagement.currency):
        found = list(_told(read, engagement, base))
    return sorted(found, key=lambda told: told.line)


def _told(read: Voice, engagement: Engagement, base: Path) -> Iterator[Told]:
    for name, notes in read.notes.items():
        folder = seen.newest(engagement, base, name)
        result = seen.result_in(folder, name) if folder else None
        flags = {flag.note.key: flag for flag in read.flags(name, result)}
        for note in notes:
            flag = flags.get(note.key)
            what, moved = spoken.named(note), spoken.moved(flag) if flag else ""
            yield Told(note.line, name, what, moved, note.key)


def accept(engagement: Engagement, out: Path | None = None) -> list[Told]:
    """Record the present figures for the notes that were written for others; which these were.

    Raises
    ------
    InputError
        If there is no notes file, it is faulty, or the record cannot be written.
    """
    old = [told for told in listed(engagement, out) if told.moved]
    if old:
        read, accepted = Voice.read(engagement), {told.key for told in old}
        known = {key: held for key, held in read.records.items() if key not in accepted}
        records = seen.record(read.notes, known, engagement, _base(engagement, out))
        seen.write(engagement.file, records)
    return old


def begin(engagement: Engagement) -> str:
    """Write a notes file with every notebook and section to write under.

    Returns
    -------
    the file, as the workbench's root sees it

    Raises
    ------
    InputError
        If there is one already.
    """
    path, shown = voice.notes_path(engagement), voice.shown_path(engagement)
    if path.exists():
        raise InputError(shown, "is there already, and stays as it is; write into it")
    known = workflow.discover(engagement.root)
    steps = workflow.asked(known, engagement)
    parts = [f"<!--\n{HOW[engagement.language]}\n-->", *(_part(s, engagement) for s in steps)]
    write_whole(path, "\n\n".join(parts) + "\n")
    return shown


def _part(step: Step, engagement: Engagement) -> str:
    code = engagement.language
    lines = [f"# {step.name}", f"<!-- {prepare.title(step, code)} -->"]
    heads = [p for p in places.of(step) if p.level == 2 and not p.key.startswith("page:")]
    lines += [f"## {place.title(code)}" for place in heads[1:]]
    return "\n\n".join(lines)


def _read(engagement: Engagement) -> Voice:
    shown = voice.shown_path(engagement)
    if not voice.notes_path(engagement).exists():
        raise InputError(shown, f"no such file; begin it: taller notes {engagement.path} --new")
    return Voice.read(engagement)


def _base(engagement: Engagement, out: Path | None) -> Path:
    base = home(str(out)).absolute() if out else engagement.root / "reports"
    return base / engagement.slug
