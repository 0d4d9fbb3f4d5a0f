"""Runs of capitalised words, as names of people and places are written, and what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from taller.data.people.free_text.lexicon import Sense, context, flattened, is_common, plain, sense

_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*+)"
_BIG_WORD = re.compile(
    rf"[A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐŐŰŘ](?<![^\W_].)[\u0300-\u036f]*+{_LETTER}*+(?:['’-](?!s\b){_LETTER}++)*+"
)
_SPACE = r"[ \t\u00a0]{1,4}"
_BETWEEN = re.compile(
    rf"(?:\.?{_SPACE}|\.)|{_SPACE}(?:(?P<and>y|e|i|and|&){_SPACE}|"
    rf"(?P<of>(?:(?:{'|'.join(sorted(context('particles')))}){_SPACE}){{1,3}}))"
)
_WORD = re.compile(r"[a-z]+")
_AFTER = re.compile(r"(?: ?[a-z]{1,20}){1,3}")
_MARKS = re.compile(r"[.,:;!?()\n]")
_ENDS = ".!?\n;"
_LONGEST = 40  # words of a run looked at together
_ACRONYM = 4  # letters of a word in capitals that need not be a name
_KEPT = 1_000  # leads remembered: a place is asked about several times in a row
_FAR = 44  # characters around a word in which what speaks for or against it is looked for


class Token(NamedTuple):
    """A capitalised word; ``joined`` says how it hangs on the one before it in the run."""

    start: int
    end: int
    word: str
    sense: int
    joined: str  # "", "space", "of" or "and"
    loud: bool  # all in capitals

    @property
    def acronym(self) -> bool:
        """Whether it is short and all in capitals, and so need not be a name."""
        return self.loud and len(self.word) <= _ACRONYM


class Lead:
    """The last words before a place, and of them those of the same sentence and line."""

    def __init__(self, words: list[str], near: list[str]) -> None:
        self.words, self.near = words, near

    @cached_property
    def endings(self) -> list[str]:
        """The last word, the last two … the last four."""
        return _endings(self.words)

    @property
    def broken(self) -> bool:
        """Whether a sentence or line ends between the words and the place."""
        return not self.near

    def ends_with(self, phrases: frozenset[str]) -> bool:
        """Whether the last one to four words are one of these phrases."""
        return not phrases.isdisjoint(self.endings)

    def labels(self, phrases: frozenset[str]) -> bool:
        """The same, words such as "number" and "is" left out at the end."""
        words = self.words
        while words and words[-1] in context("fillers"):
            if not phrases.isdisjoint(_endings(words)):
                return True
            words = words[:-1]
        return not phrases.isdisjoint(_endings(words))


class Reading:
    """A text, flattened, with what stands before and after a place in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.flat = flattened(text)
        self.streets: set[int] = set()  # where those found so far end
        self._leads: dict[int, Lead] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the text: what is not among them need not be looked for."""
        return frozenset(_WORD.findall(self.flat))

    @cached_property
    def streets_named(self) -> bool:
        """Whether a word for a street stands anywhere in the text."""
        return not self.words.isdisjoint(context("streets"))

    def says_nothing(self, run: list[Token]) -> bool:
        """Whether a run is a word like any other, which no rule takes for a name or place.

        Four of ten are, most of them at the beginning of a sentence.
        """
        return len(run) == 1 and not self.streets_named and is_common(run[0].word, run[0].sense)

    def lead(self, start: int) -> Lead:
        """What leads to a place in the text."""
        if start not in self._leads:
            before = self.flat[max(0, start - _FAR) : start]
            words = _WORD.findall(before)[-6:]
            ends = max(map(before.rfind, _ENDS))
            near = words if ends < 0 else _WORD.findall(before, ends)[-6:]
            if len(self._leads) == _KEPT:
                self._leads.clear()
            self._leads[start] = Lead(words, near)
        return self._leads[start]

    def follow(self, end: int) -> list[str]:
        """The first words after a place in the text, before any other sign."""
        found = _AFTER.match(self.flat, end)
        return found[0].split()[:3] if found else []

    def of_goods(self, start: int, end: int) -> bool:
        """Whether what stands there is a product's name: "vestido Carolina", "the Oslo chair"."""
        if any(sense(word) & Sense.GOODS for word in self.follow(end)[:1]):
            return True
        before = _MARKS.split(self.flat[max(0, start - _FAR) : start])[-1]
        for word in reversed(_WORD.findall(before)[-3:]):
            if word in context("away"):
                return False
            if sense(word) & (Sense.GOODS | Sense.BRAND):
                return True
        return False

    def runs(self) -> Iterator[list[Token]]:
        """Capitalised words that follow each other, but for "de la", "y" and their like."""
        run: list[Token] = []
        for found in _BIG_WORD.finditer(self.text):
            start, end = found.span()
            word = plain(self.flat[start:end])
            joined = self._joined(run[-1], start) if run else ""
            if run and (not joined or len(run) == _LONGEST):
                yield run
                run, joined = [], ""
            loud = self.text[start:end].isupper()
            run.append(Token(start, end, word, sense(word), joined, loud))
        if run:
            yield run

    def _joined(self, last: Token, start: int) -> str:
        gap = self.flat[last.end : start]
        return _how(gap, len(last.word) == 1) if len(gap) < 16 else ""


def _endings(words: list[str]) -> list[str]:
    endings: list[str] = []
    for word in reversed(words[-4:]):
        endings.append(f"{word} {endings[-1]}" if endings else word)
    return endings


@lru_cache(4096)
def _how(gap: str, after_initial: bool) -> str:
    found = _BETWEEN.fullmatch(gap)
    if not found or ("." in gap and not after_initial):
        return ""
    return "and" if found["and"] else "of" if found["of"] else "space"
