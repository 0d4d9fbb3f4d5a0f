"""What words may be: given names, surnames, places, goods, brands, or words like any other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from taller.data.people.given_names import GIVEN_NAMES
from taller.data.people.surnames import SURNAMES


class Sense:
    """What a word may mean, as bits; the doubtful (``MAYBE_``) need a context to speak for them."""

    UNKNOWN = 0
    GIVEN = 1
    MAYBE_GIVEN = 2
    SURNAME = 4
    MAYBE_SURNAME = 8
    PLACE = 16
    MAYBE_PLACE = 32
    COUNTRY = 64
    GOODS = 128
    BRAND = 256
    WORD = 512

    NAME = GIVEN | MAYBE_GIVEN | SURNAME | MAYBE_SURNAME
    FAMILY = SURNAME | MAYBE_SURNAME
    ELSE = GOODS | BRAND | WORD


_SECTIONS = {
    "given": Sense.GIVEN,
    "given_too": Sense.MAYBE_GIVEN,
    "surnames": Sense.SURNAME,
    "surnames_too": Sense.MAYBE_SURNAME,
    "places": Sense.PLACE,
    "places_too": Sense.MAYBE_PLACE,
    "countries": Sense.COUNTRY,
    "goods": Sense.GOODS,
    "brands": Sense.BRAND,
    "words": Sense.WORD,
}


def flattened(text: str) -> str:
    """The text in lower case without accents, of the same length.

    >>> flattened("Peñón ÁVILA")
    'penon avila'
    """
    return text.lower() if text.isascii() else text.translate(_FLAT)


def plain(word: str) -> str:
    """A flattened word as it stands in the lexicon.

    >>> plain("o'connor"), plain("mari" + chr(0x301) + "a")
    ('oconnor', 'maria')
    """
    if word.isascii():
        return word.replace("'", "")
    decomposed = unicodedata.normalize("NFKD", word.replace("’", ""))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def sense(word: str) -> int:
    """What a plain word may mean; of a double name, what both halves do."""
    words, _ = _lexicon()
    if word in words or "-" not in word:
        return words.get(word, Sense.UNKNOWN)
    first, *_between, last = word.split("-")
    return (words.get(first, Sense.UNKNOWN) | words.get(last, Sense.UNKNOWN)) & Sense.NAME


def is_common(word: str, meant: int) -> bool:
    """Whether a word is no name or place, and begins no phrase that is one."""
    return 0 < meant == meant & Sense.ELSE and word not in _lexicon()[1]


@cache
def given_only() -> frozenset[str]:
    """The words that are given names and no word like any other."""
    words, _ = _lexicon()
    return frozenset(w for w, had in words.items() if had & Sense.GIVEN and not had & Sense.ELSE)


def phrase(flat: str, start: int, first: str) -> tuple[int, int]:
    """End and sense of the longest phrase of the lexicon that begins with a word of the text."""
    for written, meant in _lexicon()[1].get(first, ()):
        end = start + len(written)
        if flat.startswith(written, start) and not flat[end : end + 1].isalnum():
            return end, meant
    return start, Sense.UNKNOWN


@cache
def context(name: str) -> frozenset[str]:
    """The phrases of a section of ``contexts.txt``."""
    found = dict(_sections("contexts.txt"))[name]
    return frozenset(" ".join(each.split()) for each in found.split(","))


def _sections(file: str) -> Iterator[tuple[str, str]]:
    written = files(__package__).joinpath(file).read_text("utf-8")
    for found in re.finditer(r"^\[(.+)\]\n([^\[]*)", written, re.M):
        yield found[1], found[2]


@cache
def _lexicon() -> tuple[dict[str, int], dict[str, list[tuple[str, int]]]]:
    words = dict.fromkeys(GIVEN_NAMES, Sense.GIVEN)
    for word in SURNAMES:
        words[word] = words.get(word, Sense.UNKNOWN) | Sense.SURNAME
    phrases: dict[str, list[tuple[str, int]]] = {}
    for name, entries in _sections("lexicon.txt"):
        for entry in entries.split():
            if "_" in entry:
                written = entry.replace("_", " ")
                phrases.setdefault(plain(entry.split("_")[0]), []).append(
                    (written, _SECTIONS[name])
                )
            else:
                word = plain(entry)
                words[word] = words.get(word, Sense.UNKNOWN) | _SECTIONS[name]
    for sure in (Sense.GIVEN, Sense.SURNAME, Sense.PLACE):  # what is doubtful is not sure
        words |= {word: had & ~sure for word, had in words.items() if had & sure << 1}
    for each in phrases.values():
        each.sort(key=lambda one: -len(one[0]))
    return words, phrases


def _base(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_LATIN = (*range(0x41, 0x5B), *range(0xC0, 0x250))
_FLAT = {code: base for code in _LATIN if len(base := _base(chr(code))) == 1}
