"""Contacts, identifiers and postcodes in a text: by form, check digits, or what labels them.

A number without any of these is a number: what an order, an article or an amount has in front of it
("pedido", "SKU", "$") speaks against a phone or an identifier of the same form.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import lru_cache

from taller.data.people.free_text.lexicon import Sense, context, sense
from taller.data.people.free_text.mentions import CONTACT, ID, PLACE, Mention
from taller.data.people.free_text.places import leads_on, with_number
from taller.data.people.free_text.runs import Reading

_ATOM = r"[^\s@<>,;:\"'()\[\]=/|]"
_DOMAIN = re.compile(r"@\w[\w-]*+(?:\.\w[\w-]*+)++")
_LOCAL = re.compile(rf"{_ATOM}+(?:'{_ATOM}+)*$")
_AT = re.compile(r"(?:\(at\)|\[at\]|\(arroba\)| arroba )[ ]?\w[\w-]*+"
                 r"(?:[ ]?(?:\.|\(dot\)| punto | dot )[ ]?\w[\w-]*+)++")  # fmt: skip
_HANDLE = re.compile(r"@(?<![\w@./]@)[^\W\d][\w.]{1,40}+(?!@)")
_PROFILE = re.compile(
    r"(?:instagram\.com|facebook\.com|fb\.com|twitter\.com|x\.com|tiktok\.com|linkedin\.com|t\.me|"
    r"wa\.me|pinterest\.com|threads\.net|youtube\.com)/(?:in/)?[\w@.%+-]+"
)
_CREDENTIALS = re.compile(r"https?://[^\s/@]{1,200}@[^\s]+")
_PREFIX = re.compile(r"(?<![^\W_])[A-Za-zÑñ&]{1,4}[-/]?$")
_NINO = re.compile(r"[A-CEGHJ-PR-TW-Z]{2} \d\d ?\d\d ?\d\d ?[A-D](?!\w)")
_RUN = re.compile(r"\d(?<!\d\d)")
_PHONE = re.compile(r"(?:\+|\(\+?)?\d(?:[ ().\u00a0-]{0,2}\d){6,14}(?!\w)(?![.,/-]\d)(?!\s?[€$%])")
_PART = re.compile(r"\d[ -]$")
_DATED = re.compile(
    r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:\d\d){1,2}|\d{1,3}(?:\.\d{3})+"
)
_GROUPED = re.compile(r"\d[ ().\u00a0-]+\d")
_REGIONS = (
    "ES", "MX", "AR", "CO", "CL", "PE", "UY", "EC", "BO", "PY", "VE", "CR", "PA", "GT", "DO",
    "US", "GB",
)  # fmt: skip
_VALUE = re.compile(
    r"[A-Z]{0,4}[-/]?\d[\dA-Z]*(?:[ ./-]{1,2}(?:(?=[A-Z]?\d)[\dA-Z]+|[A-Z]\b)){0,7}", re.I
)
_UNITED_STATES = (
    "AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH "
    "NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
)
_POSTCODE = re.compile(
    r"(?P<uk>[A-PR-UWYZ][A-HK-Y]?\d[\dA-Z]?[ ]\d[ABD-HJLNP-UW-Z]{2})(?![\w-])"
    rf"|(?P<us>(?:{'|'.join(_UNITED_STATES.split())})[ ]\d{{5}}(?:-\d{{4}})?)(?!\w)"
    r"|(?P<town>(?:\d{5}|[A-HJ-NP-Z]\d{4}(?:[A-Z]{3})?)(?!\w))[ ,.-]{1,3}"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{1,30}"
    r"(?:[ ](?:(?:de|del|la|las|los|el|i|y)[ ]){0,2}[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{1,30}){0,4})"
)
_ENGLISH = re.compile(
    r"\d{1,5}[A-Za-z]?,?[ ](?:[NSEW]\.?[ ])?(?:[A-Z][\w'’.]{0,30}[ ]){1,3}"
    rf"(?:{'|'.join(sorted(word.title() for word in context('english streets')))})\b\.?"
)
# Forms whose check digits decide, by python-stdnum's module; "" where the form is enough.
_FORMS = {
    "iban": r"[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?",
    "luhn": r"[2-6]\d{3}(?:[ -]?\d{4}){3}|3[47]\d\d[ -]?\d{6}[ -]?\d{5}",
    "mx.curp": r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d",
    "": r"\d{2}\.\d{3}\.\d{3}-?[A-HJ-NP-TV-Z]|\d{8}-[A-HJ-NP-TV-Z]"
        r"|[A-ZÑ&]{4}\d{2}[01]\d[0-3]\d[A-Z0-9]{3}|(?:20|23|24|27|30|33|34)-\d{8}-\d|\d{3}-\d{2}-\d{4}|\d{3}\.\d{3}\.\d{3}-\d{2}|"
        r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}|[VEJPG]-\d{8}-?\d|\d{1,2}\.\d{3}\.\d{3}-[\dK]"
        r"|(?:\d{1,3}\.){3}\d{1,3}|\d\.\d{3}\.\d{3}-\d",
    "es.dni": r"\d{8}[ ]?[A-HJ-NP-TV-Z]",
    "es.nie": r"[XYZ][- ]?\d{7}[- ]?[A-Z]",
    "es.cif": r"[A-HJNP-SUVW]-?\d{7}-?[0-9A-J]",
    "mx.rfc": r"[A-ZÑ&]{3}\d{6}[A-Z0-9]{3}",
    "cl.rut": r"\d{7,8}-[\dK]",
    "pe.ruc": r"(?:10|15|17|20)\d{9}",
    "co.nit": r"\d{3}\.\d{3}\.\d{3}-\d|\d{9}-\d",
}  # fmt: skip
_MODULES = tuple(_FORMS)
_FORM = re.compile(f"(?:{'|'.join(f'({form})' for form in _FORMS.values())})(?![\\w-])", re.I)


def found(reading: Reading) -> Iterator[Mention]:
    """E-mail addresses, profiles, phones, identifiers, postcodes and numbered streets."""
    yield from _addresses(reading)
    end = 0
    for run in _RUN.finditer(reading.text):
        if run.start() >= end:
            for each in _numbered(reading, run.start()):
                yield each
                end = max(end, each.end)


def _addresses(reading: Reading) -> Iterator[Mention]:
    text = reading.text
    for pattern, flat in ((_DOMAIN, text), (_AT, reading.flat)):
        for each in pattern.finditer(flat):
            local = _LOCAL.search(text[max(0, each.start() - 64) : each.start()].rstrip(" "))
            if local:
                begins = text.rfind(local[0], 0, each.start())
                yield Mention(begins, each.end(), CONTACT)
    for pattern in (_HANDLE, _CREDENTIALS):
        yield from (Mention(each.start(), each.end(), CONTACT) for each in pattern.finditer(text))
    for each in _PROFILE.finditer(reading.flat):
        if not text[max(0, each.start() - 1) : each.start()].isalnum():
            yield Mention(each.start(), each.end(), CONTACT)


def _numbered(reading: Reading, at: int) -> Iterator[Mention]:
    """What begins with the number that stands there, or with the letters before it."""
    text = reading.text
    prefix = _PREFIX.search(text[max(0, at - 7) : at])
    start = at - len(prefix[0]) if prefix else at
    if text[start - 1 : start].isalnum():
        return
    if nino := at > 2 and _NINO.match(text, at - 3):
        yield Mention(at - 3, nino.end(), ID)
        return
    lead = reading.lead(start)
    value = _VALUE.match(text, start)
    if value and lead.labels(context("postcodes")):
        yield Mention(start, value.end(), PLACE)
    elif value and sum(map(str.isdigit, value[0])) >= 3 and lead.labels(context("identifiers")):
        yield Mention(start, value.end(), ID)
    elif street := _street(reading, start):
        reading.streets.add(street.end)
        yield street
    elif lead.labels(context("orders")) or text[max(0, at - 2) : at].strip() in ("$", "€", "£"):
        return
    else:
        yield from _by_form(reading, start)


def _by_form(reading: Reading, start: int) -> Iterator[Mention]:
    text = reading.text
    if (form := _FORM.match(text, start)) and _right(_MODULES[form.lastindex - 1], form[0]):  # type: ignore[operator]
        yield Mention(start, form.end(), ID)
    elif postcode := _POSTCODE.match(text, start):
        town = postcode["name"]
        if (
            not town
            or not sense(reading.flat[postcode.start("name") :].split(" ", 1)[0]) & Sense.ELSE
        ):
            yield Mention(start, postcode.end(), PLACE)
    else:
        opened = start - len(re.search(r"[+(]{0,2}$", text[max(0, start - 2) : start])[0])  # type: ignore[index]
        part = _PART.search(text, max(0, start - 2), start)  # of a longer number
        phone = None if part else _PHONE.match(text, opened)
        if phone and _is_phone(phone[0], labelled=reading.lead(start).labels(context("phones"))):
            yield Mention(opened, phone.end(), CONTACT)


def _street(reading: Reading, start: int) -> Mention | None:
    """A street told by a number: "calle 72 # 10-34", "calle mayor 12", "12 Baker Street"."""
    english = _ENGLISH.match(reading.text, start)
    if english:
        return Mention(start, with_number(reading, english.end()), PLACE)
    lead = reading.lead(start)
    for word in lead.words[:-6:-1]:
        if word in context("numbered streets"):
            begins = reading.flat.rfind(word, 0, start)
            if not leads_on(word, reading.flat[begins + len(word) : start]):
                return None
            end = with_number(reading, start - 1)
            return Mention(begins, end, PLACE) if end > start else None
        if sense(word) & Sense.GOODS or word in context("orders"):
            return None
    return None


def _is_phone(written: str, *, labelled: bool) -> bool:
    if _DATED.fullmatch(written):
        return False
    if labelled:
        return True
    if written.startswith(("+", "(+", "00")):
        return _valid(re.sub(r"^\(?(?:\+|00)", "+", written), None)
    if not _GROUPED.search(written):
        return len(written) == 9 and written[0] in "679" and _valid(written, "ES")
    digits = re.sub(r"\D", "", written)
    if digits[0] == "0" and len(digits) in (10, 11):
        return True  # as numbers are dialled in many countries
    return any(_valid(written, region) for region in _REGIONS)


@lru_cache(4096)
def _valid(written: str, region: str | None) -> bool:
    import phonenumbers

    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return False
    if region is None:
        return phonenumbers.is_possible_number(number)
    return phonenumbers.is_valid_number_for_region(number, region)


@lru_cache(4096)
def _right(module: str, written: str) -> bool:
    if not module:
        return True
    if module == "luhn":
        written = re.sub(r"\D", "", written)
    if module == "iban":
        return bool(importlib.import_module("stdnum.iban").is_valid(written, check_country=False))
    return bool(importlib.import_module(f"stdnum.{module}").is_valid(written.upper()))
