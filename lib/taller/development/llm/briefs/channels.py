"""Channels: the parts of a text, how long each may be, and how the channel itself counts.

Limits are those published by mid 2026: of what is shown before it is cut (e-mail, push, Meta,
LinkedIn), or of what is accepted at all (Google Ads, WhatsApp's templates, SMS by 3GPP TS 23.038).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("^{}\\[~]|€\f")  # each behind an escape
_OURS = r"\[([^\[\]\n]{1,40})\]"
_OTHERS = (
    r"\{\{?\s*([\w .-]+?)\s*\}?\}|\*\|([\w:. -]+)\|\*|%%?([A-Za-z_]\w*)%%?|\$\{?([A-Za-z_]\w*)\}?"
)


def graphemes(text: str) -> int:
    """What a reader sees as characters.

    >>> graphemes("ñandú 👨‍👩‍👧")
    7
    """
    from wcwidth import iter_graphemes

    return sum(1 for _ in iter_graphemes(text))


def columns(text: str) -> int:
    """As Google Ads counts: wide characters, such as 日 and emoji, count twice.

    >>> columns("sí 日本")
    7
    """
    from wcwidth import iter_graphemes, wcswidth

    return sum(max(wcswidth(each), 1) for each in iter_graphemes(text))


def units(text: str) -> int:
    """UTF-16 units, the strictest of the ways in which characters are counted.

    >>> units("a👍")
    3
    """
    return len(text.encode("utf-16-le")) // 2


def septets(text: str) -> int | None:
    """Septets of an SMS in GSM-7; None where a character needs UCS-2.

    >>> septets("Hola €"), septets("Qué tál"), septets("ñ")
    (7, None, 1)
    """
    if not set(text) <= GSM | GSM_TWICE:
        return None
    return len(text) + sum(c in GSM_TWICE for c in text)


def segments(text: str) -> int:
    """Segments that an SMS is sent and paid in.

    >>> segments("a" * 160), segments("a" * 161), segments("á" * 70), segments("á" * 71)
    (1, 2, 1, 2)
    """
    gsm = septets(text)
    # A character that takes two places is not cut in two: its segment then ends one place early.
    sizes = [1 + (c in GSM_TWICE) if gsm is not None else units(c) for c in text]
    if sum(sizes) <= (160 if gsm is not None else 70):
        return 1
    room = left = 153 if gsm is not None else 67
    n = 1
    for size in sizes:
        if size > left:
            n, left = n + 1, room
        left -= size
    return n


@dataclass(frozen=True)
class Part:
    """A part of a text: at most `most` of what `count` counts."""

    name: str
    most: int
    count: Callable[[str], int] = graphemes
    optional: bool = False


@dataclass(frozen=True)
class Channel:
    """A channel's parts; `closing` is the one that legal line and opt-out stand in."""

    parts: tuple[Part, ...]
    closing: str
    optout: bool = False


CHANNELS = {
    "email": Channel((Part("subject", 60), Part("preheader", 100), Part("body", 2000)), "body",
                     True),
    "sms": Channel((Part("body", 1, segments),), "body", True),
    "push": Channel((Part("title", 50), Part("body", 150)), "body"),
    "google_ads": Channel((Part("headline", 30, columns), Part("description", 90, columns)),
                          "description"),
    "meta_ads": Channel((Part("primary_text", 125), Part("headline", 40), Part("description", 30)),
                        "primary_text"),
    "linkedin_ads": Channel((Part("introduction", 150), Part("headline", 70)), "introduction"),
    "whatsapp": Channel((Part("header", 60, units, True), Part("body", 1024, units),
                         Part("footer", 60, units), Part("button", 25, units, True)),
                        "footer", True),
}  # fmt: skip


def placeholders(text: str) -> set[str]:
    """What is to be filled in when a text is sent, in our form or that of mailing programs.

    >>> sorted(placeholders("Hola [FIRST NAME], {{ name }} *|CITY|* %%x%%"))
    ['CITY', 'FIRST NAME', 'name', 'x']
    """
    ours = re.findall(_OURS, text)
    return {*ours, *(name for found in re.findall(_OTHERS, text) for name in found if name)}
