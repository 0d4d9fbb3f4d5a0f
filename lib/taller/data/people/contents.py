"""What a column's values say of the people in it.

Each function takes distinct values that are not blank; the shares are of those.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from taller.data.people import chance
from taller.data.people.given_names import GIVEN_NAMES

EMAILS, EMAIL_MENTIONS = 0.01, 0.2  # cells that are an e-mail address; texts that hold one
PHONES, LOCAL_PHONES = 0.5, 0.8  # with the country's code; without it
NAME_SHAPES, GIVEN = 0.7, 0.3  # values that look like a name; with a common given name
ADDRESSES = 0.3
IPS = 0.8
FITS = 0.2  # of a column whose header names a kind, so that its content does not contradict it
REGIONS = ("ES", "MX", "CO", "AR", "CL", "PE", "BR", "PT", "US", "GB", "FR", "IT")
MOST_PHONES = 200
RANDOM_PHONES = 0.5  # bound of the share of random digits, written in groups, that are a number

EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]=/|]+@[^\s@<>,;:\"()\[\]=/|]+\.[^\W\d_]{2,}")
_PHONE = re.compile(r"(?!-)(\+|00|\()?[\d\s()./\u00a0-]{6,22}(\s*(x|ext\.?)\s*\d{1,5})?", re.I)
_DECIMAL = re.compile(r"\d+\.\d+")
_DIGITS = str.maketrans("012345678", "999999999")
_LETTER = re.compile(r"[^\W\d_]")
_DATE = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](\d\d){1,2}")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_SMALL = "de del la las los y e i da do dos van von den der di el al bin san"
_PARTICLES = frozenset(_SMALL.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_STREET = re.compile(
    r"\b(calle|c/|cl/|avda|avd|avenida|av|plaza|plz|pza|paseo|camino|carrera|cra|carretera|ctra|"
    r"ronda|travesia|urb|urbanizacion|col|colonia|pasaje|calzada|rua|praca|via|poligono|glorieta)"
    r"\b[ .].*\d|\bc/ ?\w.*\d"
    r"|^\d+[a-z]?[, ]+\w.* (street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|"
    r"way|square|sq|terrace|close|crescent|place|pl|highway|hwy|parkway|pkwy|mews|row)\b"
)
_POSTCODE = re.compile(r"(?=.*\d)[A-Z0-9]{2,5}[ -]?[A-Z0-9]{1,4}(-\d{3,4})?", re.I)
_BOOLEANS = {"true", "false", "yes", "no", "si", "sí", "y", "n", "t", "f", "0", "1"}


def emails(values: Sequence[str]) -> bool:
    """Whether some values are e-mail addresses, or many mention one."""
    marked = [value for value in values if "@" in value]
    whole = sum(EMAIL.fullmatch(value.strip()) is not None for value in marked)
    held = sum(EMAIL.search(value) is not None for value in marked)
    if not held:
        return False
    return whole >= EMAILS * len(values) > 0 < whole or held >= EMAIL_MENTIONS * len(values)


def phones(values: Sequence[str]) -> bool:
    """Whether most values are phone numbers written so that no plain number is taken for one."""
    # Whether a text is shaped as one does not depend on what its digits are.
    shapes = [value.strip().translate(_DIGITS) for value in values]
    fit = {shape for shape in set(shapes) if _shaped_as_phone(shape)}
    shaped = [value.strip() for value, shape in zip(values, shapes, strict=True) if shape in fit]
    marked = [value for value in shaped if value.startswith("+")]
    if len(shaped) < PHONES * len(values) or not shaped:
        return False
    if (
        len(marked) >= PHONES * len(values)
        and _share(marked[:MOST_PHONES], _is_international) >= PHONES
    ):
        return True
    points = {shape for shape in fit if _is_punctuated(shape)}
    written = [v for v in shaped if not v.startswith("+") and v.translate(_DIGITS) in points]
    written = _without_decimals(written)
    if len(written) + len(marked) < LOCAL_PHONES * len(values) or not written:
        return False
    return any(_are_local(written[:MOST_PHONES], region) for region in REGIONS)


def _without_decimals(written: Sequence[str]) -> Sequence[str]:
    """Without numbers with a decimal point, unless they have digits alike, as phones would."""
    decimals = [value for value in written if _DECIMAL.fullmatch(value)]
    alike = max(Counter(map(len, decimals)).values(), default=0)
    if alike >= LOCAL_PHONES * len(decimals):
        return written
    return [value for value in written if not _DECIMAL.fullmatch(value)]


def names(values: Sequence[str], *, expected: bool = False) -> bool:
    """Whether most values look like people's names and enough hold a common given name.

    Parameters
    ----------
    expected : whether the header allows for it
    """
    shaped = [parts for value in values if (parts := _name_parts(value))]
    if not shaped or len(shaped) < NAME_SHAPES * len(values):
        return False
    given = sum(any(part in GIVEN_NAMES for part in parts) for parts in shaped)
    return given >= (GIVEN / 2 if expected else GIVEN) * len(values)


def worded(values: Sequence[str]) -> bool:
    """Whether some value holds a letter."""
    return _LETTER.search("\n".join(values)) is not None


def addresses(values: Sequence[str]) -> bool:
    """Whether many values hold a word for a street, and a number."""
    return _share(values, lambda value: _STREET.search(_plain(value)) is not None) >= ADDRESSES


def ips(values: Sequence[str]) -> bool:
    """Whether most values are IP addresses."""
    return _share(values, _is_ip) >= IPS


def fits(kind: str, values: Sequence[str]) -> bool:
    """Whether a column's values may be of the kind its header names; no values, no contradiction.

    So ``phone_verified`` (true, false) and ``cp`` (cost prices) are not taken by their header.
    """
    if not values:
        return True
    fit: Callable[[str], bool] = {
        "email": lambda v: "@" in v or re.fullmatch(r"[0-9a-fA-F]{32,}", v) is not None,
        "phone": lambda v: re.search(r"\d", v) is not None and _shaped_as_phone(v),
        "name": lambda v: any(c.isalpha() for c in v) and not re.search(r"\d", v),
        "address": lambda v: (
            _POSTCODE.fullmatch(v) is not None or (len(v) >= 5 and any(c.isalpha() for c in v))
        ),
        "identifier": lambda v: _is_ip(v) or _is_code(v),
        "birth_date": lambda v: re.search(r"\d", v) is not None,
    }[kind]
    told = [value.strip() for value in values]
    return _share(told, lambda v: v.lower() not in _BOOLEANS and fit(v)) >= FITS


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def _shaped_as_phone(value: str) -> bool:
    text = value.strip()
    digits = sum(map(str.isdigit, text))
    return 6 <= digits <= 17 and _PHONE.fullmatch(text) is not None and not _DATE.fullmatch(text)


def _is_punctuated(value: str) -> bool:
    return re.search(r"\d[\s()./-]+\d|^\(", value) is not None and not _THOUSANDS.fullmatch(value)


def _is_international(value: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(value, None))
    except phonenumbers.NumberParseException:
        return False


def _are_local(written: Sequence[str], region: str) -> bool:
    holds, wrong = _is_local(region), 0
    for value in written:
        wrong += not holds(value)
        if wrong > (1 - LOCAL_PHONES) * len(written):
            return False
    return chance.bound(len(written) - wrong, len(written), RANDOM_PHONES) < 1e-3


def _is_local(region: str) -> Callable[[str], bool]:
    import phonenumbers

    described = phonenumbers.PhoneMetadata.metadata_for_region(region, None).general_desc
    shortest = min(described.possible_length)

    def holds(value: str) -> bool:
        if sum(map(str.isdigit, value)) < shortest:
            return False
        if region in ("GB", "FR") and not value.lstrip(" (").startswith("0"):
            return False  # written so only abroad; else nearly any nine digits would do
        try:
            return phonenumbers.is_valid_number_for_region(
                phonenumbers.parse(value, region), region
            )
        except phonenumbers.NumberParseException:
            return False

    return holds


def _name_parts(value: str) -> list[str] | None:
    """The words of what looks like a name, plain; None where it does not."""
    words = value.replace(",", " ").split()
    if not 2 <= len(words) <= 6 or not all(_WORD.fullmatch(word) for word in words):
        return None
    proper = [word for word in words if word.lower() not in _PARTICLES]
    if len(proper) < 2 or not all(word[0].isupper() for word in proper):
        return None
    return [_plain(word) for word in proper]


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _is_ip(value: str) -> bool:
    if value.count(".") != 3 and value.count(":") < 2:
        return False
    try:
        ipaddress.ip_address(value.strip())
    except ValueError:
        return False
    return True


def _is_code(value: str) -> bool:
    bare = re.sub(r"[ ./-]", "", value)
    return re.fullmatch(r"[\w*&@-]{5,34}", bare) is not None and not _DATE.fullmatch(value)
