"""Numbers in a text, each with what it is of, whether written in digits, words or as a discount."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

_DIGITS = r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def words() -> dict[str, Any]:
    """What is looked for in texts (``words.yaml``)."""
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(Path(__file__).with_name("words.yaml"))


def plain(text: str) -> str:
    """A text in small letters, without accents and what nobody sees, its blanks single.

    >>> plain("Ofértas\u200b  ¡HOY!")
    'ofertas ¡hoy!'
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    kept = (c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join("".join(kept).split())


def numerals(text: str) -> set[tuple[str, str]]:
    """The numbers of a text, each as its value and what it is of ("" where that is not told).

    >>> sorted(numerals("Half price for 1.200 € or twelve months"))
    [('12', 'month'), ('1200', 'EUR'), ('50', '%')]
    """
    text, found = plain(text), set()
    for name, pattern in words()["discounts"].items():
        text, n = re.subn(rf"(?<!\w)(?:{pattern})(?!\w)", " ", text)
        found |= {(name.rstrip("%"), "%" if name.endswith("%") else "")} if n else set()
    said = {word: n for language in words()["numbers"].values() for word, n in language.items()}
    text = _LETTERS.sub(lambda m: f" {said[m[0]]} " if m[0] in said else m[0], text)
    for match in re.finditer(_DIGITS, text):
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip(" -")
        found.add((_value(match[0]), _unit(before, after)))
    return found | {(c, "") for c in text if c.isnumeric() and not c.isdecimal()}


def _value(digits: str) -> str:
    """A number's value, whichever mark parts its thousands: three digits after it are thousands."""
    whole = re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", digits).replace(",", ".")
    return f"{float(whole):.12g}" if whole.count(".") < 2 else whole


def _unit(before: str, after: str) -> str:
    for name, pattern in words()["units"].items():
        if re.match(rf"(?:{pattern})(?!\w)", after) or re.search(rf"(?<!\w)(?:{pattern})$", before):
            return name
    return ""
