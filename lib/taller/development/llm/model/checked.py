"""The check list that every text goes through, whoever wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from taller.development.llm.briefs.campaign import Campaign, Voice
from taller.development.llm.briefs.channels import CHANNELS, placeholders, segments
from taller.development.llm.briefs.messages import say
from taller.development.llm.briefs.numerals import numerals, plain, words

FEW = 3  # words by which a language is not told yet
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>\"'\])]+"
    r"|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@.-])(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?:][^\s<>\"'\])]*)?(?![\w@])", re.I,
)  # fmt: skip
_MARKUP = re.compile(
    r"<\s*[a-z/!?]|&(?:[a-z]+|#x?[0-9a-f]+);|```|\]\(|\*\*|__\w|^\s*#{1,6}\s|javascript\s*:|\bdata\s*:\s*\w+/"
    r"|\bon(?:error|load|click)\s*=|\{%|\$\{|<%", re.I | re.M,
)  # fmt: skip
_UNSEEN = {"Cc", "Cf", "Co", "Cs"}  # controls, marks of direction, private and unseen characters
_JOINERS = {"\u200d"}  # within emoji
_DOTS = dict.fromkeys(map(ord, "\u3002\uff0e\uff61"), ".")  # as a browser reads them in an address


@dataclass(frozen=True)
class Flaw:
    """Something wrong with a text: which point of the list, and what, in the reader's words."""

    code: str
    said: str


def checked(
    parts: dict[str, str], campaign: Campaign, voice: Voice, language: str
) -> tuple[Flaw, ...]:
    """What is wrong with a text; nothing where it may be used.

    Parameters
    ----------
    parts : the text, by the channel's parts
    """

    def bare_of(text: str) -> str:
        return _LINK.sub(" ", _without_placeholders(text, campaign))

    parts = {name: text.translate(_DOTS) for name, text in parts.items()}
    whole = "\n".join(parts.values())
    bare = bare_of(whole)
    found = [
        *_lengths(parts, campaign), *_missing(parts, campaign, language), *_links(whole, voice),
        *_placeholders(whole, campaign), *_claims(bare, campaign, voice),
        *_numbers(bare, campaign, language), *_markup(whole),
        *_language(map(bare_of, parts.values()), language),
    ]  # fmt: skip
    return tuple(Flaw(code, say(f"task-flaw.{code}", **facts)) for code, facts in found)


Found = Iterator[tuple[str, dict[str, Any]]]


def _lengths(parts: dict[str, str], campaign: Campaign) -> Found:
    for part in CHANNELS[campaign.channel].parts:
        most = campaign.segments if part.count is segments else part.most
        n = part.count(campaign.filled(parts.get(part.name, "")))
        if n > most:
            yield "long", {"part": _named(part.name), "n": n, "most": most}


def _missing(parts: dict[str, str], campaign: Campaign, language: str) -> Found:
    channel = CHANNELS[campaign.channel]
    needed = [part.name for part in channel.parts if not part.optional]
    if empty := [name for name in needed if not parts.get(name, "").strip()]:
        yield "empty", {"parts": [*map(_named, empty)]}
    legal, closing = campaign.legal.get(language, ""), plain(parts.get(channel.closing, ""))
    if legal and plain(legal) not in closing:
        yield "legal", {"line": legal}
    if channel.optout and not re.search(words()["optout"], closing):
        yield "optout", {"part": _named(channel.closing)}


def _named(part: str) -> str:
    return say(f"task-part.{part}")


def _links(whole: str, voice: Voice) -> Found:
    allowed = [domain.casefold().removeprefix("www.") for domain in voice.domains]
    for link in dict.fromkeys(_LINK.findall(whole)):
        host = _host(link)
        if not any(host == domain or host.endswith(f".{domain}") for domain in allowed):
            yield "link", {"link": link}


def _host(link: str) -> str:
    if "://" not in link and "@" in link:
        return link.rpartition("@")[2].casefold()
    given = link if "://" in link else f"https://{link}"
    if "\\" in given or not given.casefold().startswith(
        "https://"
    ):  # read one way here, another there
        return ""
    try:
        return (urlsplit(given.rstrip(".,;:!?")).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _placeholders(whole: str, campaign: Campaign) -> Found:
    found, known = placeholders(whole), {*campaign.placeholders}
    in_ours = {name for name in known if f"[{name}]" in whole}
    if unknown := sorted(found - in_ours):
        yield "unknown", {"names": unknown}
    if lost := sorted(known - in_ours):
        yield "lost", {"names": lost}


def _without_placeholders(text: str, campaign: Campaign) -> str:
    for name in campaign.placeholders:
        text = text.replace(f"[{name}]", " ")
    return text


def _claims(bare: str, campaign: Campaign, voice: Voice) -> Found:
    said, facts = plain(bare), [plain(fact) for fact in campaign.facts]
    for phrase in filter(plain, voice.forbidden):
        if re.search(rf"(?<!\w){re.escape(plain(phrase))}(?!\w)", said):
            yield "forbidden", {"claim": phrase}
    for kind, pattern in words()["never"].items():
        if match := re.search(pattern, said):
            yield "never", {"kind": kind, "claim": match[0]}
    for kind, pattern in words()["claims"].items():
        bearing = [fact for fact in facts if re.search(pattern, fact)]
        for sentence in re.split(r"[.!?;]+\s+|\n", bare):
            if not (match := re.search(pattern, plain(sentence))):
                continue
            if not bearing:
                yield "claim", {"kind": kind, "claim": match[0]}
            elif not any(numerals(fact) <= numerals(sentence) for fact in bearing):
                yield "condition", {"claim": match[0]}


def _numbers(bare: str, campaign: Campaign, language: str) -> Found:
    given = numerals(" · ".join([*campaign.facts, campaign.legal.get(language, "")]))
    if invented := sorted(numerals(bare) - given):
        yield "number", {"numbers": [f"{value} {of}".strip() for value, of in invented]}


def _markup(whole: str) -> Found:
    if match := _MARKUP.search(whole):
        yield "markup", {"what": match[0].strip()}
    odd = {c for c in whole if unicodedata.category(c) in _UNSEEN and c not in {"\n", *_JOINERS}}
    letters = {unicodedata.name(c, "?").split()[0] for c in whole if c.isalpha()}
    if odd or len(letters & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
        yield "letters", {"odd": [f"U+{ord(c):04X}" for c in sorted(odd)], "any": bool(odd)}


def _language(parts: Iterable[str], language: str) -> Found:
    for part in parts:
        said = re.findall(r"[^\W\d_]+", plain(part))
        hits = {code: sum(w in held for w in said) for code, held in _common().items()}
        best = max(hits, key=lambda code: (hits[code], code == language))
        if best != language and hits[best] >= (FEW if hits[language] else FEW - 1):
            yield "language", {"wanted": language}
            return


def _common() -> dict[str, frozenset[str]]:
    return {code: frozenset(held) for code, held in words()["common"].items()}
