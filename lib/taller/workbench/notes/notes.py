"""The consultant's notes: ``params/<name>.notes.md`` beside ``params/<name>.yaml``.

A heading per notebook (its name, or its title as the report shows it), below it the words that go
before the generated ones; a heading of the second level names a section of that notebook as its
report shows it, in either language, or a cell by its id::

    # clustering

    Titular: Tres de cada diez clientes traen seis de cada diez euros.

    Lo que se escribe aquí sale al principio de la página, en **Markdown**.

    Decisión: Llamar a los fieles que llevan 60 días sin comprar
    Responsable: CRM
    Efecto: 120 de 940 vuelven

    ## Cuánto valen

    Lo que se escribe aquí sale bajo esa sección.

    ## Frente a los quintiles RFM clásicos

    Ocultar

The words with a meaning of their own, in either language, are ``Titular`` or ``Headline``;
``Decisión`` or ``Decision``, with ``Responsable`` or ``Owner`` and ``Efecto`` or ``Effect``; and
``Ocultar`` or ``Hide`` alone on its line. All else is commentary. ``###`` is a heading within it;
``<!-- -->`` holds what is for nobody's eyes. This module reads the text; `places` finds the
sections, `voice` says what is shown.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from taller.data.settings import places
from taller.errors import Fault, InputError

MAX_BYTES = 1_000_000
MAX_COMMENT = 20_000
MAX_HEADLINE = 300
MAX_DECISION = 500
KEYWORDS = {
    "Titular": "headline", "Headline": "headline",
    "Decisión": "decision", "Decision": "decision",
    "Responsable": "owner", "Owner": "owner",
    "Efecto": "effect", "Effect": "effect",
    "Ocultar": "hide", "Hide": "hide",
}  # fmt: skip
_SAID = {"headline": "Titular", "decision": "Decisión", "owner": "Responsable", "effect": "Efecto"}
_HEADING = re.compile(r" {0,3}(#{1,2})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNSPACED = re.compile(r" {0,3}##[^#\s].*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)")
# A keyword may stand in a list or in bold, as one writes it by hand.
_KEYED = re.compile(r"\s*(?:[-*+]\s+)?[*_]{0,3}([^\W\d_]{3,20})[*_]{0,3}\s*:[*_]{0,3}\s*(.*)")
_ALONE = re.compile(r"\s*(?:[-*+]\s+)?[*_]{0,3}([^\W\d_]{3,20})[*_.]{0,4}\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff]")
_YES = {"", "si", "yes"}


@dataclass
class Value:
    """Words after a keyword, and the line it stands on."""

    line: int
    text: str


@dataclass
class DecisionText:
    """A decision as it was written; what is missing is None."""

    what: Value
    owner: Value | None = None
    effect: Value | None = None


@dataclass
class Part:
    """What stands under one heading, which is that of a notebook or of a section."""

    heading: str
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    hide: int | None = None  # the line that says so

    @property
    def text(self) -> str:
        """The commentary, Markdown; empty where there is none."""
        return "\n".join(text for _number, text in self.lines).strip("\n").rstrip()

    @property
    def text_line(self) -> int:
        """The first line of the commentary."""
        return next((number for number, text in self.lines if text.strip()), self.line)


@dataclass
class Chapter(Part):
    """What was written for one notebook."""

    headline: Value | None = None
    decisions: list[DecisionText] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def plain(text: str) -> str:
    """A name as it is compared: without case, accents and punctuation.

    >>> plain("¿Cuántos **segmentos**?")
    'cuantos segmentos'
    """
    letters = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", kept).split())


def read(path: Path, shown: str) -> tuple[list[Chapter], list[Fault]]:
    """The chapters of a notes file, and what is wrong with it; without the file, neither.

    Raises
    ------
    InputError
        If it is too large, not UTF-8, or cannot be read.
    """
    places.refuse_no_file(path, shown)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise InputError(shown, f"cannot be read: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES:,} bytes; notes are words, not data"
        raise InputError(shown, what)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = "is not UTF-8 text; save it as UTF-8 in the editor"
        raise InputError(shown, Fault("", what, line)) from None
    return parse(text)


def refuse(shown: str, faults: list[Fault]) -> None:
    """Raise an InputError with all faults, if there are any."""
    if faults:
        raise InputError(shown, sorted(faults, key=lambda fault: fault.line or 0))


def parse(text: str) -> tuple[list[Chapter], list[Fault]]:
    """The chapters of a text, and what is wrong with it.

    >>> found, faults = parse("# clustering\\n\\nHeadline: Few buy much.\\n\\n## Value\\n\\nMore.")
    >>> found[0].headline.text, found[0].parts[0].heading, found[0].parts[0].text, faults
    ('Few buy much.', 'Value', 'More.', [])
    """
    parser = _Parser()
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for number, line in enumerate(text.split("\n"), 1):
        parser.take(number, line)
    parser.end()
    return parser.chapters, parser.faults


class _Parser:
    """Takes one line after the other."""

    def __init__(self) -> None:
        self.chapters: list[Chapter] = []
        self.faults: list[Fault] = []
        self.part: Part | None = None
        self.value: Value | None = None  # goes on until an empty line
        self.fence: tuple[str, int] | None = None
        self.comment: int | None = None  # the line where a hidden remark begins

    def take(self, number: int, line: str) -> None:
        """Take a line."""
        if self._in_fence(number, line):
            self._add(number, line)
            return
        bare = self._without_remarks(number, line)
        if bare != line and not bare.strip():
            return
        heading = _HEADING.fullmatch(bare)
        if heading:
            self._heading(number, len(heading[1]), (heading[2] or "").strip())
        elif _UNSPACED.fullmatch(bare):
            self._fault(number, bare.strip(), "a heading needs a space after its '##'")
        elif not self._keyword(number, bare):
            self._text(number, bare)

    def end(self) -> None:
        """Say what was left open, and what is too long."""
        if self.comment is not None:
            self._fault(self.comment, "<!--", "is never closed; close it with '-->'")
        if self.fence is not None:
            self._fault(self.fence[1], self.fence[0], "this code block is never closed")
        for chapter in self.chapters:
            self._check(chapter)

    def _in_fence(self, number: int, line: str) -> bool:
        """Whether the line belongs to a block of code, whose words mean nothing here."""
        match = _FENCE.fullmatch(line) if self.comment is None else None
        if self.fence is None:
            if match is None:
                return False
            self.fence = (match[1], number)
        elif match and match[1].startswith(self.fence[0]) and not match[2].strip():
            self.fence = None
        return True

    def _without_remarks(self, number: int, line: str) -> str:
        kept = ""
        while line:
            if self.comment is not None:
                _inside, closed, line = line.partition("-->")
                self.comment = None if closed else self.comment
            else:
                before, opened, line = line.partition("<!--")
                kept += before
                self.comment = number if opened else None
        return kept

    def _heading(self, number: int, level: int, name: str) -> None:
        self.value = None
        if not name:
            self._fault(number, "#" * level, "this heading is empty; name a notebook or a section")
        elif level == 1:
            self.chapters.append(Chapter(name, number))
            self.part = self.chapters[-1]
        elif not self.chapters:
            self.part = Part("", number)  # what stands under it is no further fault
            what = "stands before the first notebook; begin with '# ' and a notebook's name"
            self._fault(number, f"'{name}'", what)
        else:
            self.part = Part(name, number)
            self.chapters[-1].parts.append(self.part)

    def _keyword(self, number: int, line: str) -> bool:
        """Take a line that means something; False for one that is commentary."""
        keyed, alone = _KEYED.fullmatch(line), _ALONE.fullmatch(line)
        word = (keyed or alone or [None, ""])[1]
        meaning = _meaning(word)
        if meaning == "hide" and (alone or plain(keyed[2]) in _YES):
            self._hide(number, word)
        elif meaning == "hide":
            self._fault(number, word, f"stands alone on its line (got {keyed[2]!r} after it)")
        elif keyed and meaning:
            self._set(number, meaning, word, keyed[2])
        elif near := _near(word, alone=keyed is None):
            self._fault(number, f"'{word}'", f"no such keyword; did you mean '{near}'?")
        else:
            return False
        return True

    def _hide(self, number: int, word: str) -> None:
        self.value = None
        if self.part is None or isinstance(self.part, Chapter):
            what = "hides a section: put it under that section's heading ('## …')"
            self._fault(number, word, what)
        else:
            self.part.hide = number

    def _set(self, number: int, meaning: str, word: str, text: str) -> None:
        if not self.chapters:
            self._fault(number, word, "stands before the first notebook ('# ' and its name)")
            return
        chapter, self.value = self.chapters[-1], Value(number, text.strip())
        if meaning == "headline":
            if chapter.headline is not None:
                what = f"is given twice; the first is on line {chapter.headline.line}"
                self._fault(number, word, what)
            else:
                chapter.headline = self.value
        elif meaning == "decision":
            chapter.decisions.append(DecisionText(self.value))
        elif not chapter.decisions:
            self._fault(number, word, "belongs to a decision; begin with a line 'Decisión: …'")
        elif getattr(chapter.decisions[-1], meaning) is not None:
            self._fault(number, word, "is given twice for one decision")
        else:
            setattr(chapter.decisions[-1], meaning, self.value)

    def _text(self, number: int, line: str) -> None:
        if not line.strip():
            self.value = None
        if self.value is not None:
            self.value.text = f"{self.value.text} {line.strip()}".strip()
        else:
            self._add(number, line)

    def _add(self, number: int, line: str) -> None:
        if self.part is not None:
            self.part.lines.append((number, line))
        elif line.strip():
            self.part = Part("", number)  # said once, not line by line
            what = "stands before the first notebook; begin with '# ' and a notebook's name"
            self._fault(number, f"'{line.strip()[:30]}'", what)

    def _check(self, chapter: Chapter) -> None:
        if chapter.headline:
            self._size(chapter.headline, "headline", MAX_HEADLINE)
        for decision in chapter.decisions:
            self._size(decision.what, "decision", MAX_DECISION)
            for meaning in ("owner", "effect"):
                value = getattr(decision, meaning)
                if value is None:
                    what = f"has no line '{_SAID[meaning]}: …' (in English '{meaning.title()}: …')"
                    self._fault(decision.what.line, _SAID["decision"], what)
                else:
                    self._size(value, meaning, MAX_DECISION)
        for part in (chapter, *chapter.parts):
            if len(part.text) > MAX_COMMENT:
                what = f"has {len(part.text):,} characters of commentary; at most {MAX_COMMENT:,}"
                self._fault(part.line, f"'{part.heading}'", what)
            if part.hide and part.text:
                what = f"is hidden (line {part.hide}) and has commentary; take out one of the two"
                self._fault(part.text_line, f"'{part.heading}'", what)

    def _size(self, value: Value, meaning: str, most: int) -> None:
        if not value.text:
            self._fault(value.line, _SAID[meaning], "says nothing; write it after the colon")
        elif len(value.text) > most:
            what = f"has {len(value.text):,} characters; at most {most}"
            self._fault(value.line, _SAID[meaning], what)

    def _fault(self, number: int, where: str, what: str) -> None:
        self.faults.append(Fault(where, what, number))


_MEANINGS = {plain(word): meaning for word, meaning in KEYWORDS.items()}


def _meaning(word: str) -> str | None:
    return _MEANINGS.get(plain(word))


def _near(word: str, *, alone: bool) -> str | None:
    """The keyword that a word may have been meant for."""
    known = [name for name, means in KEYWORDS.items() if (means == "hide") == alone]
    found = difflib.get_close_matches(word.capitalize(), known, n=1, cutoff=0.8)
    return found[0] if found else None
