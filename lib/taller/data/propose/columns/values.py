"""What a column's values look like: shares of dates, numbers, codes, known words.

Nothing is converted for keeps here; a profile only says how well values fit a canonical column.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from taller.data.formats import booleans
from taller.data.propose.words.words import listed, plain

EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")
NUMBER = re.compile(
    r"^\(?[-+−]?\s*(?:[$€£¥]|(?P<before>[A-Z]{3}|US|MX|R|S/)\s?\$?\s?)?\s*(?<![A-Z])[-+−]?"
    r"(?:\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+)"
    r"\s*(?:[$€£¥%]|(?P<after>[A-Za-z]{3}))?\s*[-−]?\)?$"
)
FLOAT = re.compile(r"^[-+]?\d+(?:\.\d+)?[eE][-+]?\d+$")
OTHER_SIGNS = re.compile(r"[^\d.,+-]")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|set)[a-z]*"
DATE = re.compile(
    r"^(?:[a-záé]{2,9}\.?,?\s+)?(?:"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|\d{{1,2}}[-\s](?:de\s+)?{_MONTH}\.?[-\s,]+(?:de\s+)?\d{{2,4}}"
    rf"|{_MONTH}\.?[-\s]+\d{{1,2}}(?:,|-|,?\s+)(?:\s*\d{{4}}|\d{{2}})|(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"(?:T?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?)"
    r"(?:(?:[\sT,]+|,? (?:a las|at) )\d{1,2}[:.h]\d{2}.*)?$",
    re.IGNORECASE,
)
THOUSANDS = re.compile(r"^\D*\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\D*$")
OFFSET = re.compile(r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d{2}(?::?\d{2})?)$")
NUMERIC_DAY = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})\b")
PHONE = re.compile(r"^\+?[\d\s().-]{9,20}$")
CODE = re.compile(r"^[#A-Za-z0-9][\w#./:+~-]{0,79}$")
FEW = 1_000  # distinct values; a column of more is none of known words
BOOLEANS = frozenset(plain(word) for word in (*booleans.TRUE, *booleans.FALSE, *booleans.MARKS))
DEVICES = listed(
    "desktop mobile tablet smarttv movil escritorio tableta ordenador smartphone phone pc "
    "computer computadora"
) | {"smart tv", "connected tv"}
EVENTS = listed(
    "page_view view_item view_item_list add_to_cart add_to_wishlist begin_checkout purchase "
    "session_start first_visit user_engagement scroll search view_cart remove_from_cart login "
    "sign_up select_item add_payment_info add_shipping_info click refund view_promotion pageview "
    "view_search_results select_promotion generate_lead"
)
MEDIA = listed(
    "cpc ppc organic email referral (none) none social paid_social paidsocial display affiliate "
    "cpm push sms video correo referido organico"
)
SOURCES = listed(
    "google facebook instagram bing direct (direct) newsletter tiktok meta yahoo duckduckgo "
    "pinterest youtube twitter linkedin criteo affiliate fb ig google.com klaviyo mailchimp "
    "directo organico afiliados"
)
STAGES = listed(
    "lead subscriber customer opportunity evangelist other marketingqualifiedlead "
    "salesqualifiedlead cliente suscriptor oportunidad prospecto mql sql"
) | {"marketing qualified lead", "sales qualified lead"}
STATUSES = listed(
    "paid pending refunded partially_refunded voided authorized completed processing cancelled "
    "canceled failed on-hold shipped delivered succeeded complete closed pagado pendiente "
    "enviado entregado cancelado completado reembolsado anulado fallido procesando pagada "
    "enviada entregada cancelada completada devuelto fulfilled unfulfilled active "
    "wc-completed wc-processing wc-cancelled wc-refunded wc-failed wc-pending wc-on-hold "
    "void confirmed confirmada confirmado open closed abierto cerrado facturado facturada aprobado "
    "aprobada rechazado rechazada unshipped draft borrador sent partial parcial unpaid"
) | {"partially refunded", "on hold", "en espera", "en proceso"}


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes in use."""
    from babel.core import get_global

    in_use = get_global("territory_currencies").values()
    return frozenset(code for spans in in_use for code, _, end, _ in spans if end is None)


@cache
def countries() -> frozenset[str]:
    """Names of countries in English and Spanish, and their codes, in lower case."""
    from babel.core import Locale

    found = {
        plain(name)
        for code in ("en", "es")
        for key, name in Locale.parse(code).territories.items()
        if key.isalpha()
    }
    found |= {key.lower() for key in Locale.parse("en").territories if key.isalpha()}
    found |= listed(
        "usa uk eeuu inglaterra england scotland eire esp mex gbr fra deu ita prt col arg chl per "
        "bra nld bel holanda holland rsa can che"
    )
    return frozenset(found | {"channel islands", "ee.uu.", "gran bretaña", "european community"})


def is_number(text: str) -> bool:
    """Whether a text is a number, with or without a currency and thousands.

    >>> [is_number(t) for t in ("1.234,50 €", "-3", "MXN 5", "A1", "ABC 5", "12-05")]
    [True, True, True, False, False, False]
    """
    found = NUMBER.match(text)
    if found is None:
        return _is_float(text)
    letters = found["before"] or found["after"]
    return letters is None or len(letters) < 3 or letters.upper() in currencies()


def _is_float(text: str) -> bool:
    return FLOAT.match(text) is not None


def to_number(text: str, comma: bool) -> float | None:
    """A number as a float, or None.

    Parameters
    ----------
    comma : whether the comma is the decimal mark

    >>> to_number("1.234,50 €", comma=True), to_number("($1,234.50)", comma=False)
    (1234.5, -1234.5)
    """
    if not is_number(text):
        return None
    if _is_float(text):
        kept, negative = text, text.startswith("-")
    else:
        kept = OTHER_SIGNS.sub("", text.replace("−", "-"))
        negative = text.startswith("(") or "-" in kept
        kept = kept.strip("+-").replace("." if comma else ",", "").replace(",", ".")
    try:
        figure = float(kept)
    except ValueError:
        return None
    if not math.isfinite(figure):
        return None
    return -abs(figure) if negative else figure


def has_decimal_comma(texts: Iterable[str]) -> bool:
    """Whether the comma is the decimal mark, as far as these numbers tell."""
    votes = 0
    for text in texts:
        comma, point = text.rfind(","), text.rfind(".")
        if comma >= 0 and point >= 0:
            votes += 10 if comma > point else -10
        elif comma >= 0:
            votes += 0 if re.search(r"^\D*\d{1,3}(?:,\d{3})+\D*$", text) else 3
        elif point >= 0:
            votes -= 0 if re.search(r"^\D*\d{1,3}(?:\.\d{3})+\D*$", text) else 3
    return votes > 0


@dataclass(frozen=True)
class Profile:
    """A column of a sample: its values, and what they look like.

    Attributes
    ----------
    cells : the values in the order of the sample, None where blank
    """

    cells: tuple[str | None, ...]

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> Profile:
        """A profile of cells, blanks around them left out."""
        return cls(tuple((cell.strip() or None) if cell is not None else None for cell in cells))

    @cached_property
    def kept(self) -> dict[Callable[[Profile], Any], Any]:
        """What functions of a profile found in this one, so that they look once."""
        return {}

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each value occurs, blanks left out."""
        return Counter(cell for cell in self.cells if cell is not None)

    @cached_property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(self.counts.values())

    @cached_property
    def missing(self) -> float:
        """Share of blank cells."""
        return 1 - self.filled / max(len(self.cells), 1)

    @cached_property
    def distinct(self) -> float:
        """Distinct values by filled cells: 1 where no value repeats."""
        return len(self.counts) / max(self.filled, 1)

    def share(self, test: Callable[[str], object]) -> float:
        """Share of filled cells that pass a test."""
        if not self.filled:
            return 0.0
        return sum(times for value, times in self.counts.items() if test(value)) / self.filled

    def among(self, known: frozenset[str]) -> float:
        """Share of filled cells whose value, in lower case and without accents, is known."""
        if len(self.counts) > FEW:
            return 0.0
        return self.share(lambda value: plain(value) in known)

    @cached_property
    def numbers(self) -> float:
        """Share of numbers."""
        return self.share(is_number)

    @cached_property
    def figures(self) -> tuple[float | None, ...]:
        """The cells as numbers, None where they are not."""
        comma = has_decimal_comma(value for value in self.counts if is_number(value))
        known = {value: to_number(value, comma) for value in self.counts}
        return tuple(None if cell is None else known[cell] for cell in self.cells)

    @cached_property
    def read(self) -> tuple[float, ...]:
        """The numbers alone."""
        return tuple(figure for figure in self.figures if figure is not None)

    def figure_share(self, test: Callable[[float], bool]) -> float:
        """Share of the numbers that pass a test."""
        return sum(map(test, self.read)) / len(self.read) if self.read else 0.0

    @cached_property
    def whole(self) -> float:
        """Share of filled cells that are whole numbers; 9.384 may be one, of thousands."""
        known = dict(zip(self.cells, self.figures, strict=True))
        return self.share(
            lambda v: (
                (figure := known[v]) is not None and (figure == int(figure) or THOUSANDS.match(v))
            )
        )

    @cached_property
    def small(self) -> float:
        """Share of filled cells that are whole numbers of up to a thousand."""
        return self.numbers * self.figure_share(lambda f: f == int(f) and abs(f) <= 1000)

    @cached_property
    def dates(self) -> float:
        """Share of values written as dates."""
        return self.share(DATE.match)

    @cached_property
    def date_styles(self) -> int:
        """Ways in which its dates are written: year first, day first, month first, in words.

        Dates whose mark no date with a day past the 12th shares are a way of their own.

        >>> Profile.of(["01-04-2026", "1/13/2026"]).date_styles
        2
        """
        styles: set[str] = set()
        numeric: dict[str, set[str]] = {}
        for value in filter(DATE.match, self.counts):
            style = _date_style(value)
            if style in ("year", "words"):
                styles.add(style)
            else:
                numeric.setdefault(value.lstrip("0123456789")[0], set()).add(style)
        for mark, told in numeric.items():
            styles |= told - {"day or month"} or {mark}
        return len(styles)

    @cached_property
    def clocks(self) -> float:
        """Share of values that may count time: epoch seconds and finer, or Excel's days."""
        return self.numbers * self.figure_share(_is_clock)

    @cached_property
    def emails(self) -> float:
        """Share of e-mail addresses."""
        return self.share(EMAIL.match)

    @cached_property
    def codes(self) -> float:
        """Share of values in one piece, which may identify something."""
        return self.share(CODE.match)

    @cached_property
    def words(self) -> float:
        """Share of values that hold letters and are neither dates nor e-mail addresses."""
        return self.share(
            lambda v: (
                any(c.isalpha() for c in v)
                and not DATE.match(v)
                and not EMAIL.match(v)
                and not is_number(v)
            )
        )

    @cached_property
    def prose(self) -> float:
        """Share of values of several words."""
        return self.share(lambda v: " " in v and any(c.isalpha() for c in v) and not DATE.match(v))

    @cached_property
    def phones(self) -> float:
        """Share of values that look like telephone numbers."""
        return self.share(
            lambda v: PHONE.match(v) and (v.startswith("+") or " " in v or len(v) in (9, 10))
        )

    @cached_property
    def booleans(self) -> float:
        """Share of words for yes and no."""
        return self.among(BOOLEANS) if len(self.counts) <= 3 else 0.0

    @cached_property
    def currency(self) -> float:
        """Share of ISO 4217 codes."""
        return self.share(lambda value: value.upper() in currencies())

    @cached_property
    def country(self) -> float:
        """Share of names and codes of countries."""
        return self.among(countries())

    @cached_property
    def offsets(self) -> float:
        """Share of times with an offset from UTC."""
        return self.share(OFFSET.search)


def _date_style(date: str) -> str:
    found = NUMERIC_DAY.match(date)
    if found is None:
        return "year" if re.match(r"\d{4}", date) else "words"
    first, second = int(found[1]), int(re.split(r"[-/.]", date)[1])
    return "day" if first > 12 else "month" if second > 12 else "day or month"


def _is_clock(figure: float) -> bool:
    return any(
        low <= figure < high
        for low, high in ((6e8, 2.5e9), (6e11, 2.5e12), (6e14, 2.5e15), (30_000, 60_000))
    )
