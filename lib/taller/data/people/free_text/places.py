"""Streets, towns and institutions in a text; a country only with one of them or where labelled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taller.data.people.free_text.lexicon import Sense, context, phrase, sense
from taller.data.people.free_text.mentions import PLACE, Mention
from taller.data.people.free_text.runs import Reading, Token

_SIGN = r"(?:n[º°o]\.?|n[uú]m\.?|n[uú]mero|no\.?|#|km\.?)"
_INSIDE = (
    r"piso|planta|puerta|pta|esc|escalera|portal|bajo|bloque|blq|int|interior|ext|depto|dpto|dto|"
    r"apto|apartamento|apt|oficina|of|torre|mz|manzana|flat|suite|unit|floor|lote|casa|edificio|ed|villa|lt"
)
TAIL = re.compile(
    rf"(?:[ ,./-]{{1,4}}(?:{_SIGN}?[ ]?\d{{1,6}}(?:[ ]?[ºª°])?"
    rf"(?:[ ]?(?![ye][ ](?-i:[A-Z]))[a-z]\b)?"
    rf"(?:[ ]?[-–][ ]?\d{{1,4}}[a-z]?\b)?"
    rf"|(?:s/n|izq\w{{0,8}}|dcha|dch|derecha|izquierda|bis|sur|norte|este|oeste)\b"
    rf"|(?:{_INSIDE})\b\.?(?:[ ]?(?:\d{{1,4}}[ºª°]?[a-z]?|[a-z])\b)?"
    r"|(?-i:[NSEO]\d{1,3}-\d{1,4})\b"
    r"|(?-i:[A-D])\b[ºª°]?)"
    r"|[ ,.]{1,3}(?:y|e|esq\.?|esquina|con)[ ](?-i:[A-ZÀ-ÖØ-Þ])\w{2,20}\b(?=[ ]?[,.;\n])){0,8}",
    re.I,
)  # fmt: skip
_LINE = re.compile(
    r"(?:domicilio|direcci[oó]n(?: de \w{5,12})?|address)[ ]?:[ ]{0,3}([^\n:;]{4,90}?)"
    r"(?=[ ]?(?:[.;\n]|$)[ .]*(?:\n|$)|\.[ ][A-ZÀ-ÖØ-Þ])", re.I
)  # fmt: skip
_COUNTRY = re.compile(r"[ ,.(-]{1,4}")
# The number of a street that does without "calle".
_BARE = re.compile(r",?[ ](?:n[º°][ ]?)?(?:\d{1,4}|s/n)\b")
_POSTCODE = re.compile(r"[ .,-]{1,4}\d{5}\b|\b\d{5}$")
_BREAK = re.compile(r"[.,:;!?()\n]")
_ABBREVIATED = 5  # letters of a word for a street from which on no point may follow
_AFTER_CODE = re.compile(r"(?<!\w)\d{5}[ ,.-]{1,3}$")


def addresses(reading: Reading) -> Iterator[Mention]:
    """What an address's label names, to the end of its line."""
    if ":" in reading.text:
        for each in _LINE.finditer(reading.flat):
            yield Mention(each.start(1), each.end(1), PLACE)


def found(run: list[Token], reading: Reading) -> Iterator[Mention]:
    """The places of a run of capitalised words, and the country that follows one."""
    at = 0
    while at < len(run):
        if street := _street(run, at, reading):
            start, end = street
            reading.streets.add(end)
        else:
            start, end = _place(run, at, reading)
        if end > start:
            yield Mention(start, end, PLACE)
            yield from _country(reading, end)
        at = next((n for n in range(at + 1, len(run)) if run[n].start >= end), len(run))


def _street(run: list[Token], at: int, reading: Reading) -> tuple[int, int] | None:
    """Start and end of a street, by the word before it in Spanish and in it in English."""
    start = _keyword(run[at], reading)
    if start is not None:
        return start, with_number(reading, _whole(run, at, run[at].end))
    if len(run) > 1 and at == 0 and (bare := _bare(run, reading)):
        return bare
    for n in range(at + 1, min(at + 4, len(run))):
        if run[n].joined != "space":
            break
        if run[n].word in context("english streets") and len(run[n].word) > 3:
            return run[at].start, with_number(reading, run[n].end)
    if run[at].word in context("facilities") and at + 1 < len(run):
        return run[at].start, run[min(len(run), at + 7) - 1].end
    return None


def _keyword(each: Token, reading: Reading) -> int | None:
    """Where a street's word stands that leads to a word: "calle de" before "Goya"."""
    if not reading.streets_named:
        return None
    words = reading.lead(each.start).words
    last = next((word for word in reversed(words) if word not in context("particles")), "")
    if last not in context("streets"):
        return None
    start = reading.flat.rfind(last, 0, each.start)
    led = leads_on(last, reading.flat[start + len(last) : each.start])
    return start if led else None


def with_number(reading: Reading, end: int) -> int:
    """Where a street ends that began before: after its number, floor and door."""
    tail = TAIL.match(reading.text, end)
    return tail.end() if tail else end


def leads_on(word: str, gap: str) -> bool:
    """Whether what stands between a street's word and its name or number ends no sentence."""
    if word == "c":
        return gap[:1] == "/" and "\n" not in gap
    return not _BREAK.search(gap[1:] if len(word) < _ABBREVIATED else gap)


def _bare(run: list[Token], reading: Reading) -> tuple[int, int] | None:
    """A street told by a number and a postcode: "Doctor Esquerdo, 46. 28007 Madrid"."""
    number = _BARE.match(reading.text, run[-1].end)
    if not number or any(each.sense & Sense.GOODS for each in run):
        return None
    end = with_number(reading, number.end())
    if _POSTCODE.search(reading.text[number.end() : end]) or _POSTCODE.match(reading.text, end):
        return run[max(0, len(run) - 4)].start, end
    return None


def _place(run: list[Token], at: int, reading: Reading) -> tuple[int, int]:
    """Start and end of the place that a word of the run begins; an empty stretch if none."""
    each = run[at]
    end, meant = phrase(reading.flat, each.start, each.word)
    if not meant:
        end, meant = each.end, each.sense
    none = each.start, each.start
    if meant & Sense.ELSE and not meant & (Sense.PLACE | Sense.MAYBE_PLACE):
        return none
    lead = reading.lead(each.start)
    if lead.ends_with(context("located")) and not lead.broken:
        whole = _whole(run, at, end)
        return each.start, with_number(reading, whole)
    if meant & Sense.COUNTRY:
        return (each.start, end) if lead.ends_with(context("countries")) else none
    told = meant & Sense.PLACE or (meant & Sense.MAYBE_PLACE and _told(reading, each.start, end))
    if told and not reading.of_goods(each.start, end):
        return each.start, end
    within = not context("unknown").isdisjoint(lead.near[-1:])
    if not meant and not each.acronym and (within or _after_street(reading, each.start)):
        return each.start, _whole(run, at, end)
    return none


def _after_street(reading: Reading, start: int) -> bool:
    gap = reading.text[max(0, start - 2) : start]
    return gap in (", ", ". ") and start - 2 in reading.streets


def _told(reading: Reading, start: int, end: int) -> bool:
    """Whether "en" and its like, or an address, stand before what may be a place."""
    if _AFTER_CODE.search(reading.text[max(0, start - 9) : start]):
        return True
    if _after_street(reading, start):
        return True
    if reading.text[max(0, start - 2) : start].rstrip().endswith((",", "(", "-")):
        return reading.text[end : end + 1] in (".", ",", ")", "\n", "")
    if not context("branches").isdisjoint(reading.follow(end)[:1]):
        return True
    return not context("prepositions").isdisjoint(reading.lead(start).near[-1:])


def _country(reading: Reading, end: int) -> Iterator[Mention]:
    gap = _COUNTRY.match(reading.text, end)
    first = reading.follow(gap.end())[:1] if gap else []
    if gap and first:
        stop, meant = phrase(reading.flat, gap.end(), first[0])
        if not meant:
            stop, meant = gap.end() + len(first[0]), sense(first[0])
        if meant & Sense.COUNTRY and reading.text[gap.end()].isupper():
            yield Mention(gap.end(), stop, PLACE)


def _whole(run: list[Token], at: int, end: int) -> int:
    for each in run[at + 1 :]:
        other = each.sense & (Sense.ELSE | Sense.COUNTRY)
        if each.start > end and other and each.word not in context("qualities"):
            break
        end = max(end, each.end)
    return end
