"""The client's language: translated strings; numbers, money and dates as the locale writes them.

What a package says stands in its message files (`taller.messages`). Strings in other code are
English, wrapped in ``_``; their Spanish stands in ``locales/es/<module>.po``.
The language is chosen once per process with `use` (a notebook's ``open_run`` does it) or for a
block with `speaking` (a renderer that serves several clients at once).
"""

from __future__ import annotations

import datetime as dt
import math
import re
import string
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from taller import errors

if TYPE_CHECKING:
    from taller.phase import Estimate, Unit

MINUS = "\u2212"  # as wide as a plus, and no line break parts it from its digits
LOCALES = Path(__file__).parent / "locales"
Code = Literal["en", "es"]
ERRORS = ("errors.po", "foreign.po")  # our sentences, and those of libraries we pass on
GIVEN = " (got "
DEFAULT_LOCALE = {"en": "en_GB", "es": "es_ES"}


@dataclass(frozen=True)
class Language:
    """A language, the locale that formats numbers and dates, and the currency money is in."""

    code: Code = "en"
    locale: str = "en_GB"
    currency: str = "EUR"


_process = Language()
_block: ContextVar[Language | None] = ContextVar("taller_language", default=None)


def use(code: Code, locale: str | None = None, currency: str = "EUR") -> None:
    """Choose the language of this process."""
    # A plain global, not the context variable: a kernel may run each cell in a context of its own.
    global _process
    _process = Language(code, locale or DEFAULT_LOCALE[code], currency)


@contextmanager
def speaking(code: Code, locale: str | None = None, currency: str = "EUR") -> Iterator[None]:
    """Choose the language within a ``with`` block, in this thread alone."""
    token = _block.set(Language(code, locale or DEFAULT_LOCALE[code], currency))
    try:
        yield
    finally:
        _block.reset(token)


def current() -> Language:
    """The language in force here."""
    return _block.get() or _process


@cache
def catalogue(code: str) -> dict[str, str | tuple[str, ...]]:
    """All translations into a language: English (singular) to its translation, or its plurals."""
    from babel.messages.pofile import read_po

    found: dict[str, str | tuple[str, ...]] = {}
    for path in sorted((LOCALES / code).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=code):
                if not message.id or message.fuzzy:
                    continue
                if isinstance(message.id, str):
                    found[message.id] = str(message.string)
                else:
                    found[message.id[0]] = tuple(message.string)
    return found


def _(message: str) -> str:
    """The message in the language in force; English where no translation exists."""
    code = current().code
    if code == "en":
        return message
    translated = catalogue(code).get(message)
    return translated if isinstance(translated, str) and translated else message


def told(sentence: str) -> str:
    """An error's sentence in the language in force; as it is where no translation is known.

    Errors are raised in English, by whoever finds them, often in another process; they are
    translated where they are shown, by the entry of ``locales/<code>/errors.po`` that they fit.
    What fills its holes is a client's, or a part of the sentence that has an entry of its own.

    >>> with speaking("es"): told("no such notebook: 'chrun'; did you mean 'churn'?")
    "no existe el cuaderno 'chrun'; ¿quiso decir 'churn'?"
    """
    code = current().code
    return sentence if code == "en" else _fitted(sentence, code)


def _fitted(sentence: str, code: str) -> str:
    for pieces, translated in _patterns(code):
        holes = _between(pieces, sentence)
        # What was given stands at a sentence's end, whatever the sentence is.
        given = sentence.endswith(")") and any(GIVEN in hole for hole in holes or ())
        if holes is not None and not given:
            # A word alone is a name of the client's, whatever it means.
            holes = [_fitted(hole, code) if " " in hole else hole for hole in holes]
            return translated.format(*holes)
    return sentence


@cache
def _patterns(code: str) -> list[tuple[tuple[str, ...], str]]:
    """What stands around the holes of each sentence, and its translation; the longest first."""
    from babel.messages.pofile import read_po

    found = []
    for name in ERRORS:
        with (LOCALES / code / name).open("rb") as file:
            found += [(_pieces(m.id), str(m.string)) for m in read_po(file, locale=code) if m.id]
    return sorted(found, key=lambda entry: -len("".join(entry[0])))


def _pieces(message: str) -> tuple[str, ...]:
    """What stands before, between and after a message's holes.

    >>> _pieces("write ${{{0}}}"), _pieces("a {0}")
    (('write ${', '}'), ('a ', ''))
    """
    pieces = [""]
    for text, hole, *_ in string.Formatter().parse(message):
        pieces[-1] += text
        pieces += [] if hole is None else [""]
    return tuple(pieces)


def _between(pieces: tuple[str, ...], sentence: str) -> list[str] | None:
    """What a sentence has between the pieces, in their order; None where it does not fit.

    >>> _between(("no '", "'", ""), "no 'a'; b"), _between(("no",), "not")
    (['a', '; b'], None)
    """
    first, *others = pieces
    if not others:
        return [] if sentence == first else None
    until = len(sentence) - len(others[-1])
    if not (sentence.startswith(first) and sentence.endswith(others[-1])):
        return None
    holes, at = [], len(first)
    for piece in others[:-1]:
        found = sentence.find(piece, at, until)
        if found < 0:
            return None
        holes.append(sentence[at:found])
        at = found + len(piece)
    return [*holes, sentence[at:until]] if at <= until else None


def ngettext(singular: str, plural: str, n: float) -> str:
    """The form for ``n`` things; both languages use the singular for exactly one."""
    form = 0 if n == 1 else 1
    translated = catalogue(current().code).get(singular) if current().code != "en" else None
    if isinstance(translated, tuple) and len(translated) > form and translated[form]:
        return translated[form]
    return (singular, plural)[form]


def number(value: float, digits: int = 0) -> str:
    """A number with a fixed count of decimals, and a minus as wide as a plus.

    >>> with speaking("es"): number(12345.678, 1), number(-2)
    ('12.345,7', '−2')
    """
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    value = _no_minus_zero(value, digits)
    return _signed(format_decimal(value, format=pattern, locale=current().locale))


def amount_written(given: str) -> float | int | None:
    """An amount as the locale writes it; None for what is no amount.

    >>> amount_written("12,500"), amount_written("12.5"), amount_written("-1"), amount_written("x")
    (12500, 12.5, None, None)
    """
    from babel.numbers import NumberFormatError, parse_decimal

    try:
        value = float(parse_decimal(given.strip(), locale=current().locale, strict=True))
    except (NumberFormatError, ValueError):
        return None
    if not 0 <= value < 1e12:
        return None
    return int(value) if value == int(value) else value


def percent(share: float, digits: int = 1) -> str:
    """A share of 1 as a percentage.

    >>> with speaking("es"): percent(0.123)
    '12,3\\xa0%'
    """
    from babel.core import Locale
    from babel.numbers import format_percent

    pattern = Locale.parse(current().locale).percent_formats[None].pattern
    pattern = pattern.replace("#,##0", "#,##0" + ("." + "0" * digits if digits else ""))
    share = _no_minus_zero(share, digits + 2)
    return _signed(format_percent(share, format=pattern, locale=current().locale))


def money(value: float, digits: int | None = None) -> str:
    """An amount in the client's currency: cents below 100, whole units above, unless told.

    >>> with speaking("es"): money(12345.6)
    '12.346\\xa0€'
    """
    from babel.core import Locale
    from babel.numbers import format_currency

    if digits is None:
        digits = 2 if abs(value) < 100 else 0
    lang = current()
    pattern = Locale.parse(lang.locale).currency_formats["standard"].pattern
    pattern = pattern.replace("0.00", "0" + ("." + "0" * digits if digits else ""))
    value = _no_minus_zero(value, digits)
    how: dict[str, Any] = {"format": pattern, "locale": lang.locale, "currency_digits": False}
    return _signed(format_currency(value, lang.currency, **how))


def date(day: dt.date) -> str:
    """A date written out, as in "3 May 2011" or "3 de mayo de 2011"."""
    from babel.dates import format_date

    day = day.date() if isinstance(day, dt.datetime) else day
    return format_date(day, format="long", locale=current().locale)


def month(day: dt.date) -> str:
    """A day's month, as the locale writes it.

    >>> month(dt.date(2026, 3, 1))
    'March 2026'
    """
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", day, locale=current().locale))


def quantity(value: float, unit: Unit) -> str:
    """A value as its unit is read (see `taller.phase.Unit`)."""
    if unit == "share":
        return percent(value)
    if unit == "money":
        return money(value)
    if unit == "count":
        return number(value)
    if unit == "days":
        days = number(value, 0 if abs(value) >= 10 or value == int(value) else 1)
        word = ngettext("day", "days", value)
        return f"{days}\u00a0{word}"
    return number(value, _decimals(value))


def _decimals(value: float) -> int:
    """Two decimals of a number, and as many more as keep a small one from being read as none.

    >>> _decimals(6.94), _decimals(0.01), _decimals(0.0), _decimals(0.00123)
    (2, 2, 2, 4)
    """
    small = 0 < abs(value) < 0.005
    return 1 - math.floor(math.log10(abs(value))) if small else 2


def interval(estimate: Estimate) -> str:
    """An estimate's interval in words, or that the figure is counted."""
    if estimate.is_exact:
        return _("counted, no interval") if estimate.level else _("the same throughout")
    low, high = ends(estimate)
    return _("{low} to {high}").format(low=low, high=high)


def ends(estimate: Estimate) -> tuple[str, str]:
    """Both ends of an interval, with as many decimals as the larger of them is read with."""
    both = estimate.low, estimate.high
    if estimate.unit == "money":
        digits = 2 if max(map(abs, both)) < 100 else 0
        return money(both[0], digits), money(both[1], digits)
    if estimate.unit == "number":
        digits = _decimals(max(both, key=abs))
        return number(both[0], digits), number(both[1], digits)
    return quantity(both[0], estimate.unit), quantity(both[1], estimate.unit)


def span(low: str, high: str) -> str:
    """Two ends in little room: a dash, or a word where a dash would meet a minus.

    >>> with speaking("es"): span("0,1", "0,2"), span("−0,2", "−0,1")
    ('0,1\\u2060–\\u20600,2', 'de −0,2 a −0,1')
    """
    if MINUS in low + high:
        return _("{low} to {high}").format(low=low, high=high)
    return f"{low}\u2060\u2013\u2060{high}"


# The sound of "i", not where it glides into another vowel, as in "hielo".
_MINUS = re.compile(r"(?<![^\s(])-(?=[£€$]?\d)")
_SOUNDS_LIKE_Y = re.compile(r"\W*h?[ií](?![aeoáéó])", re.IGNORECASE)


def signed(text: str) -> str:
    """The text with true minus signs: as wide as a plus, and never parted from their number.

    >>> signed("-0.12 (-0.13 to -£5), 2026-01-31, B-2")
    '−0.12 (−0.13 to −£5), 2026-01-31, B-2'
    """
    return _MINUS.sub("\u2212", text)


def listing(items: list[str], most: int | None = None) -> str:
    """Items joined as a sentence joins them: "a, b and c"; "a, b and 7 more" where only few fit.

    >>> listing(["a", "b", "c", "d"], most=2)
    'a, b and 2 more'

    In Spanish "y" becomes "e" before its own sound:

    >>> with speaking("es"): listing(["visitas", "ingresos"]), listing(["agua", "hielo"])
    ('visitas e ingresos', 'agua y hielo')
    """
    from babel.lists import format_list

    if most is not None and len(items) > most + 1:
        items = [*items[:most], _("{n} more").format(n=number(len(items) - most))]
    joined = format_list(items, locale=current().locale) if items else ""
    last = items[-1] if len(items) > 1 else ""
    if current().code == "es" and _SOUNDS_LIKE_Y.match(last):
        return f"{joined.removesuffix(f' y {last}')} e {last}"
    return joined


def quoted(text: object) -> str:
    """A text in the quotation marks of the language in force.

    >>> with speaking("es"): quoted("edad")
    '«edad»'
    """
    return _("“{text}”").format(text=text)


def _signed(text: str) -> str:
    return text.replace("-", MINUS)


def _no_minus_zero(value: float, digits: int) -> float:
    return 0.0 if round(float(value), digits) == 0 else float(value)


errors.speak(told)
