"""Placeholders in the place of whoever a text names, and the way back.

``Ana Ruiz (ana@x.es) … Ana`` becomes ``[PERSON_1] ([CONTACT_1]) … [PERSON_1.2]``: the number is the
entity's, after the point the way it is written, so that what comes back is what was there, to the
letter. What a text already holds that looks like a placeholder is hidden like the rest.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator

from taller.data.people.free_text.mentions import LITERAL, PERSON, Mention, mentions

KINDS = ("PERSON", "PLACE", "CONTACT", "ID", "TEXT")
# As a model may write it: another case, a space for the underscore, markdown's escape, no brackets.
_NAMED = rf"({'|'.join(KINDS)})"
_NUMBER = r"([0-9]++)(?:\.([0-9]++))?+"
PLACEHOLDER = re.compile(
    rf"\[\s{{0,3}}{_NAMED}[\s\\_-]{{1,3}}{_NUMBER}\s{{0,3}}\]|{_NAMED}\\?_{_NUMBER}", re.I | re.A
)
_WORD = re.compile(r"\w+")


class Mask:
    """Hides who a request's texts speak of, and restores them in what comes back.

    One mask serves all texts of one request: whoever is named twice gets the same number. It holds
    what it hid in memory alone.

    Examples
    --------
    >>> mask = Mask()
    >>> mask.hide("Write to ana@example.com or ANA@example.com")
    'Write to [CONTACT_1] or [CONTACT_1.2]'
    >>> mask.restore("[contact_1] answered; [CONTACT_7] did not")
    'ana@example.com answered; [CONTACT_7] did not'
    """

    def __init__(self) -> None:
        self._hidden: dict[str, str] = {}  # placeholder to what stood there
        self._placeholders: dict[tuple[str, str], str] = {}  # kind and what stood there to it
        self._numbers: dict[tuple[str, tuple[str, ...]], int] = {}  # kind and words to its number
        self._shorter: dict[tuple[str, ...], int] = {}  # part of one person's name, 0: of several
        self._alone: dict[tuple[str, ...], int] = {}  # a name that was part of no other so far
        self._latest: Counter[str] = Counter()
        self._forms: Counter[tuple[str, int]] = Counter()
        self._lock = threading.Lock()

    def hide(self, text: str) -> str:
        """The text with a placeholder for each name, place, contact and identifier found."""
        pieces, end = [], 0
        with self._lock:
            for each in mentions(text, besides=_look_alikes(text)):
                pieces += text[end : each.start], self._placeholder(each, text)
                end = each.end
        return "".join((*pieces, text[end:]))

    def restore(self, text: str) -> str:
        """The text with what was hidden back in its place; placeholders never given stay."""
        return PLACEHOLDER.sub(lambda found: self._hidden.get(_key(found), found[0]), text)

    def _placeholder(self, each: Mention, text: str) -> str:
        written = text[each.start : each.end]
        if (each.kind, written) in self._placeholders:
            return self._placeholders[each.kind, written]
        number = self._number(each.kind, _words(written))
        self._forms[each.kind, number] += 1
        form = self._forms[each.kind, number]
        placeholder = f"[{each.kind}_{number}{f'.{form}' if form > 1 else ''}]"
        self._placeholders[each.kind, written] = placeholder
        self._hidden[placeholder[1:-1]] = written
        return placeholder

    def _number(self, kind: str, words: tuple[str, ...]) -> int:
        """The entity's number: that of the same words, for people also of some of them."""
        number = self._numbers.get((kind, words)) or (kind == PERSON and self._person(words))
        if not number:
            self._latest[kind] += 1
            number = self._latest[kind]
            if kind == PERSON:
                self._alone[words] = number
        self._numbers[kind, words] = number
        for part in _parts(words) if kind == PERSON else ():
            if self._shorter.setdefault(part, number) != number:
                self._shorter[part] = 0
        return number

    def _person(self, words: tuple[str, ...]) -> int:
        """Whoever has a longer name with these words, or had one of its parts for a name; or 0."""
        if words in self._shorter:
            return self._shorter[words]
        alone = {part: self._alone[part] for part in _parts(words) if part in self._alone}
        if len(set(alone.values())) != 1:
            return 0
        for part in alone:
            del self._alone[part]
        self._alone[words] = number = next(iter(alone.values()))
        return number


def _look_alikes(text: str) -> list[Mention]:
    return [Mention(m.start(), m.end(), LITERAL) for m in PLACEHOLDER.finditer(text)]


def _key(found: re.Match[str]) -> str:
    kind, number, form = found.groups()[:3] if found[1] else found.groups()[3:]
    return f"{kind.upper()}_{number}" + (f".{form}" if form else "")


def _words(written: str) -> tuple[str, ...]:
    """What tells one entity from another: letters and digits, whatever their case and accents."""
    plain = unicodedata.normalize("NFKD", written.casefold())
    if not any(map(str.isalpha, plain)):
        return (re.sub(r"\W", "", plain),)
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_WORD.findall(bare)) or (written,)


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Shorter ways to name the same person: the beginnings of a name, and each long word."""
    yield from (words[:length] for length in range(len(words) - 1, 0, -1))
    yield from ((word,) for word in words[1:] if len(word) > 3)
