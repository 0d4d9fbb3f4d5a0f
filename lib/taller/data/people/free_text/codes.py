"""Contacts and identifiers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taller.data.people.free_text.mentions import CONTACT, ID, Mention
from taller.data.people.pseudonyms import _IN_TEXT

_IDS = re.compile("|".join(_IN_TEXT[1:-1]))
_PHONE = re.compile(_IN_TEXT[-1])
_ATOM = r"[^\s@<>,;:\"'()\[\]=/|]"
_DOMAIN = re.compile(r"@\w[\w-]*+(?:\.\w[\w-]*+)++")
_LOCAL = re.compile(rf"{_ATOM}+(?:'{_ATOM}+)*$")


def found(text: str) -> Iterator[Mention]:
    """E-mail addresses, phones with their country's code, and identifiers."""
    for domain in _DOMAIN.finditer(text):
        before = text[max(0, domain.start() - 64) : domain.start()]
        if local := _LOCAL.search(before):
            yield Mention(domain.start() - len(local[0]), domain.end(), CONTACT)
    for each in _IDS.finditer(text):
        yield Mention(each.start(), each.end(), ID)
    for each in _PHONE.finditer(text):
        yield Mention(each.start(), each.end(), CONTACT)
