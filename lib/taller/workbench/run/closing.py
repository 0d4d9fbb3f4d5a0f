"""How a run is closed: notes recorded, pages brought up to date, and what is final frozen."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from taller.errors import InputError, SeveralError
from taller.language import _, current, speaking
from taller.workbench.engagement.engagement import relative_to_root
from taller.workbench.keep import kept
from taller.workbench.notes import freeze, seen, spoken
from taller.workbench.notes.voice import Voice, is_withheld
from taller.workbench.run import workflow
from taller.workbench.run.outcome import one_line
from taller.workbench.run.state import ENDED_WELL, RunState

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.opening import Run

SCRATCH = "scratch"  # runs that one notebook asks for to get at another's result


def sighted(voice: Voice, engagement: Engagement, folder: Path) -> Voice:
    """The voice with a record for each note seen for the first time, which is written down."""
    if folder.name.startswith(SCRATCH):
        return voice
    records = seen.record(voice.notes, voice.records, engagement, folder.parent)
    seen.write(engagement.file, records)
    return replace(voice, records=records)


def close(run: Run) -> None:
    """Record new notes and make anew each page on which the consultant's part has changed."""
    run.voice = sighted(run.voice, run.engagement, run.folder)
    with run.speaking():
        _renew_pages(run)
        ends = list(_open_ends(run))
    with speaking("en", currency=run.engagement.currency):
        told = [*_notices(run), *(f"not frozen: {end}" for end in _open_ends(run))]
    with run.file.change() as current:
        current.open_ends = ends
        current.notices += told


def seal(run: Run) -> None:
    """Freeze a final run that is whole; nothing is written into its folder after that."""
    if run.voice.status == "final" and not run.file.state.open_ends:
        run.file.state.sealed = freeze.freeze(run.folder, run.voice)


def _renew_pages(run: Run) -> None:
    for step in run.file.state.notebooks:
        if not (step.report and step.notebook):
            continue
        from taller.workbench.run.execute import page_digest, render_file

        digest = page_digest(run.folder, step.name, run.voice)
        if digest == step.voice:
            continue

        paths = [str(run.folder / path) for path in (step.notebook, step.report)]
        try:
            render_file(*paths, step.name, run.voice.to_json())
        except InputError:
            raise
        except Exception as error:  # the page that is there stays; the next run tries again
            why = one_line(f"{type(error).__name__}: {error}")
            run.unmade[step.name] = why
            continue
        with run.file.change():
            step.voice = digest
            step.files |= kept.sealed(run.folder, [step.report])


def _open_ends(run: Run) -> Iterator[str]:
    """Why a run that is to be final cannot be frozen, in the language in force."""
    if run.voice.status != "final" or run.folder.name.startswith(SCRATCH):
        return
    if set(_wanted(run.engagement)) - set(run.steps):
        yield _("not every analysis of the engagement was run")
    for step in run.file.state.notebooks:
        result = seen.result_in(run.folder, step.name)
        if step.state not in ENDED_WELL:
            yield _("{title}: did not come to its end").format(title=step.title)
        elif result and is_withheld(result):
            yield _("{title}: its data does not add up to the client's totals").format(
                title=step.title
            )
        if run.voice.flags(step.name, result):
            yield _("{title}: has notes that were written for other figures").format(
                title=step.title
            )
        if step.name in run.unmade:
            yield _("{title}: its page could not be made again").format(title=step.title)


def _wanted(engagement: Engagement) -> list[str]:
    known = workflow.discover(engagement.root)
    return [step.name for step in workflow.asked(known, engagement)]


def _notices(run: Run) -> Iterator[str]:
    """What the consultant is told at the end of a run."""
    voice = run.voice
    yield from outside(voice, run.steps)
    for step in run.file.state.notebooks:
        yield from stale(voice, step.name, run.folder)
    for name, why in run.unmade.items():
        yield f"{name}: its page could not be made again with the notes of now ({why})"
    if voice.status == "final" and voice.reviewed_on:
        days = [step.finished[:10] for step in run.file.state.notebooks if step.finished]
        if days and max(days) > voice.reviewed_on:
            yield f"reviewed on {voice.reviewed_on}, before figures of {max(days)} were computed"


def outside(voice: Voice, names: object) -> list[str]:
    """What to say of notes for notebooks that are not among those of a run."""
    return [
        f"{voice.file}: notes for '{name}', which is not in this run: kept, and shown once it is"
        for name in voice.outside(names)  # type: ignore[arg-type]
    ]


def stale(voice: Voice, name: str, folder: Path) -> list[str]:
    """What to say of a notebook's notes that were written for other figures."""
    return [
        f"{voice.file}: line {flag.note.line}  {name}: {spoken.named(flag.note)}: written for "
        f"other figures ({spoken.moved(flag)}); edit it, or accept it: taller notes FILE --accept"
        for flag in voice.flags(name, seen.result_in(folder, name))
    ]


def tampered(base: Path) -> list[str]:
    """What to say of a client's frozen run folders that are not as they were frozen."""
    with contextlib.suppress(OSError):
        return [
            f"{folder.name}: final, and not as it was frozen: {'; '.join(told)}"
            for folder, told in freeze.changed(base).items()
        ]
    return []


def outlook(voice: Voice, engagement: Engagement, names: list[str], base: Path) -> Iterator[str]:
    """What is to be said of the notes before a run of these notebooks."""
    yield from outside(voice, names)
    with speaking(current().code, currency=engagement.currency):
        for name in names:
            folder = seen.newest(engagement, base, name) if name in voice.notes else None
            yield from stale(voice, name, folder) if folder else ()


def refuse_tampered(base: Path) -> None:
    """Raise an InputError where a frozen run folder of a client is not as it was frozen."""
    wrong = [
        InputError(relative_to_root(folder, base.parents[1]), ["is final and frozen, but not as it "
                   "was: restore it, or run again under another label", *told])
        for folder, told in freeze.changed(base).items()
    ]  # fmt: skip
    if wrong:
        raise wrong[0] if len(wrong) == 1 else SeveralError(wrong)


def told_state(state: RunState) -> list[str]:
    """What the terminal says of a run's notes and its freezing, once it has ended."""
    lines = [f"notice: {text}" for text in state.notices]
    if state.sealed:
        lines.append(f"frozen: {freeze.MANIFEST} (SHA-256 {state.sealed})")
    return lines
