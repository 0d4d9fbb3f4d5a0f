"""What the consultant says on a page, as HTML: commentary, marks, and what has gone out of date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from taller import language
from taller.errors import InputError
from taller.language import _, ngettext
from taller.workbench.notes.voice import OPENING, Flag, Note, Voice
from taller.workbench.report import look
from taller.workbench.run import workflow


@dataclass(frozen=True)
class Spoken:
    """The consultant's part of one page.

    Attributes
    ----------
    comments : safe HTML by the key of the place it stands under
    hidden : keys of the sections and cells that are not shown
    flags : notes that were written for other figures, in words
    """

    comments: dict[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    flags: list[dict[str, str]] = field(default_factory=list)

    def at(self, *keys: str) -> str:
        """The commentary under the places named."""
        return "".join(self.comments.get(key, "") for key in keys)

    @property
    def opening(self) -> str:
        """The commentary at the page's beginning."""
        return self.at(OPENING)

    @property
    def left_out(self) -> str:
        """How many parts of the analysis are not shown, in words."""
        if not self.hidden:
            return ""
        return ngettext(
            "{n} part of the analysis is not shown on this page.",
            "{n} parts of the analysis are not shown on this page.",
            len(self.hidden),
        ).format(n=language.number(len(self.hidden)))


def on_page(voice: Voice, name: str, result: Mapping[str, Any] | None) -> Spoken:
    """What the consultant says of a notebook, in the language in force."""
    flags = {flag.note.key: flag for flag in voice.flags(name, result)}
    comments = {
        place: "".join(_comment(note, flags.get(note.key)) for note in notes)
        for place, notes in voice.comments(name).items()
    }
    return Spoken(comments, frozenset(voice.hidden(name)), listed(flags.values()))


def standing(voice: Voice | None) -> dict[str, str] | None:
    """How final a page is: the state, a word for it, who reviewed it and when."""
    if voice is None or voice.status is None:
        return None
    said = ""
    if voice.reviewer and voice.reviewed_on:
        day = language.date(dt.date.fromisoformat(voice.reviewed_on))
        said = _("Reviewed by {name}, {date}").format(name=voice.reviewer, date=day)
    elif voice.reviewer:
        said = _("To be reviewed by {name}").format(name=voice.reviewer)
    word = _("Final") if voice.status == "final" else _("Draft")
    return {"status": voice.status, "word": word, "said": said}


def named(note: Note) -> str:
    """What a note is, for a list of notes."""
    if note.kind == "headline":
        return _("Headline")
    if note.kind == "decision":
        return _("Decision: {what}").format(what=note.text)
    if note.place == OPENING:
        return _("Opening commentary")
    if note.kind == "hide":
        return _("Hidden section: {title}").format(title=note.title)
    return _("Commentary: {title}").format(title=note.title)


def moved(flag: Flag) -> str:
    """Which figures a note was written for, and what they are now."""
    parts = []
    for figure in flag.moved:
        was, now = figure.said()
        text = (
            _("{label}: {was} then, {now} now")
            if now
            else _("{label}: {was} then, not reported now")
        )
        parts.append(text.format(label=figure.label, was=was, now=now))
    return look.signed("; ".join(parts))


def listed(flags: Iterable[Flag]) -> list[dict[str, str]]:
    """Notes that were written for other figures, those of the same figures together."""
    found: dict[str, list[str]] = {}
    for flag in flags:
        found.setdefault(moved(flag), []).append(named(flag.note))
    return [{"what": "; ".join(names), "moved": figures} for figures, names in found.items()]


def of_export(run: dict[str, Any], folder: Path) -> tuple[Voice | None, str]:
    """The voice for a notebook exported by hand, and what is wrong with its notes, if anything.

    Parameters
    ----------
    run : what the notebook says of its run
    folder : where the notebook stands
    """
    from taller.workbench.engagement import engagement as engagements

    if not run.get("engagement"):
        return None, ""
    try:
        read = engagements.read(run["engagement"], workflow.find_root(folder))
    except (InputError, OSError):  # the page can be made all the same
        return None, ""
    try:
        return Voice.read(read), ""
    except InputError as error:
        return Voice(read.status, read.reviewer), str(error)


def _comment(note: Note, flag: Flag | None) -> str:
    from taller.workbench.report import markup

    label = escape(_("The consultant's comment"))
    html = markup.markdown(note.text, on_heading=_heading)
    mark = ""
    if flag is not None:
        said = _("Written for other figures: {figures}.").format(figures=moved(flag))
        mark = f'<p class="stale">{escape(said)}</p>'
    return (
        f'<div class="voice" role="note" aria-label="{label}"><p class="by">{label}</p>'
        f"{html}{mark}</div>\n"
    )


def _heading(level: int, html: str) -> str:
    # Within a section, and no entry of the contents.
    level = min(max(level, 3), 6)
    return f"<h{level}>{html}</h{level}>\n"
