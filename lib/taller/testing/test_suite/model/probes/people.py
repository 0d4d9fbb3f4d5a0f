"""Whom the files of a run name: by form and check digits in texts, by content in columns.

In a page full of figures a number that looks like a phone is a figure; so in texts only what cannot
well be anything else counts: e-mail addresses, phones with a country's valid code, identifiers in
a form of their own whose check digits are right. A column is judged as a client's own is before
it is kept (`taller.data.people`), so that names, streets and local phones are found there too.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from taller.data.people.pseudonyms import IN_TEXT
from taller.data.people.recognition import VALUES, kind_of
from taller.testing.test_suite.model.probes.files import Piece

_EDGE = r"(?<![\w.,+/=-])"
_EMAIL = re.compile(r"[\w.+%'-]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
_PHONE = re.compile(rf"{_EDGE}\+\d{{1,3}}(?:[ ./()-]{{0,2}}\d{{2,5}}){{2,5}}(?![\w.,]\d|\d)")
# By python-stdnum's module: the form, written as nothing else is.
_FORMS = {
    "iban": re.compile(rf"{_EDGE}[A-Z]{{2}}\d\d(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,3}})?\b"),
    "luhn": re.compile(rf"{_EDGE}(?<!\d )[2-6]\d{{3}}([ -])\d{{4}}\1\d{{4}}\1\d{{4}}\b(?![ -]\d)"),
    "es.dni": re.compile(rf"{_EDGE}(?:\d\d\.\d{{3}}\.\d{{3}}-?|\d{{8}}-?)[A-HJ-NP-TV-Z]\b"),
    "es.nie": re.compile(rf"{_EDGE}[XYZ]-?\d{{7}}-?[A-Z]\b"),
    "mx.curp": re.compile(rf"{_EDGE}[A-Z]{{4}}\d{{6}}[HMX][A-Z]{{5}}[A-Z0-9]\d\b"),
    "br.cpf": re.compile(rf"{_EDGE}\d{{3}}\.\d{{3}}\.\d{{3}}-\d\d\b"),
    "ar.cuit": re.compile(rf"{_EDGE}(?:20|23|24|27)-\d{{8}}-\d\b"),
    "cl.rut": re.compile(rf"{_EDGE}\d{{1,2}}\.\d{{3}}\.\d{{3}}-[\dK]\b"),
}
_LENGTH = {"luhn": 16}
_PSEUDONYM = re.compile(r"[0-9a-f]{32,64}")


class Person(NamedTuple):
    """Where somebody is named, of which kind that is, and its beginning."""

    where: str
    kind: str
    shown: str


def named(piece: Piece, allowed: str = "") -> Iterator[Person]:
    """Whom a piece of a file names, once each.

    Parameters
    ----------
    allowed : a text whose people may be named, as the engagement file's own
    """
    allowed = allowed.casefold()
    values = _spread(piece)
    if values and (kind := kind_of(piece.column or "", values)) is not None:
        if strangers := [text for text in values if text.casefold() not in allowed]:
            yield Person(piece.place, kind, masked(strangers[0]))
        return
    import pyarrow.compute as pc

    held = piece.values.filter(pc.match_substring_regex(piece.values, IN_TEXT))
    seen = set()
    for line in held.to_pylist():
        for found, kind in _in_text(line):
            if found.casefold() not in allowed and found not in seen:
                seen.add(found)
                yield Person(piece.place, kind, masked(found))


def _spread(piece: Piece) -> list[str]:
    """Values from all over a column; none of a text, nor of a column of pseudonyms."""
    if piece.column is None or not len(piece.values):
        return []
    step = -(-len(piece.values) // VALUES)
    values = [text.strip() for text in piece.values[::step].to_pylist() if text.strip()]
    return [] if all(map(_PSEUDONYM.fullmatch, values)) else values


def _in_text(line: str) -> Iterator[tuple[str, str]]:
    """What identifies someone in a line, and its kind."""
    for each in _EMAIL.finditer(line):
        if not line[: each.start()].endswith(("…", "*")):  # else it is masked already
            yield each[0], "email"
    for each in _PHONE.finditer(line):
        if _is_phone(each[0]):
            yield each[0], "phone"
    for module, form in _FORMS.items():
        for each in form.finditer(line):
            if _is_right(module, each[0]):
                yield each[0], "identifier"


@lru_cache(4096)
def _is_phone(written: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, None))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(4096)
def _is_right(module: str, written: str) -> bool:
    bare = re.sub(r"[ -]", "", written) if module in _LENGTH else written
    return bool(importlib.import_module(f"stdnum.{module}").is_valid(bare))


def masked(found: str) -> str:
    """The beginning of what was found: enough to find it again, too little to tell it on.

    >>> masked("ana.ruiz@correo.es"), masked("Ana")
    ('an***', 'A***')
    """
    found = found.strip()
    return f"{found[: 2 if len(found) > 5 else 1]}***"
