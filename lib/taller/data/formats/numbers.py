"""How a column's numbers are written: the decimal mark, thousands, signs and currencies.

A cell is certain evidence for a decimal mark if only one mark makes it a number: ``12,50``,
``1.234.567`` and ``1 234,567`` are numbers with a comma alone, ``0.123`` with a point alone.
``1.234`` is a number either way, so the rest of the column decides, then the other columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from taller.data.formats.cells import LONGEST, NOTHING, Cells, Evidence, is_stray, quoted
from taller.data.tell.ledger import Detected
from taller.errors import Fault

# Where one begins another, the longer stands first.
_SYMBOLS = (
    "US$", "MX$", "AR$", "COL$", "CLP$", "CA$", "AU$", "NZ$", "HK$", "R$", "C$", "A$", "S/.", "S/",
    "$", "€", "£", "¥", "₹", "₩", "₺", "₽", "₡", "₲", "₴", "₪", "₱", "฿", "Bs.", "Bs", "Q", "L",
    "kr.", "kr", "zł", "Kč", "Ft", "Fr.", "euros", "euro", "pesos", "soles",
)  # fmt: skip
_CODES = (
    "EUR|USD|GBP|MXN|COP|CLP|ARS|PEN|BRL|UYU|BOB|PYG|VES|VEF|GTQ|HNL|NIO|CRC|DOP|CUP|PAB|CAD|AUD|"
    "NZD|CHF|JPY|CNY|HKD|SGD|INR|KRW|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|ILS|ZAR|AED|SAR|"
    "EGP|MAD|THB|IDR|MYR|PHP|VND|TWD|ISK"
)
_ANY_CURRENCY = f"(?:{'|'.join([*map(re.escape, _SYMBOLS), _CODES])})"
_SPACES = " \u00a0\u202f\u2009"
_APOSTROPHES = "'’"
_MINUS = "−"
_OTHER = {".": ",", ",": "."}
LED = "regexp_matches(t, '^[^0-9]*0')"  # SQL over ``t``: whether its first digit is 0
_NOT_FINITE = r"(?i:[-+]?(?:inf|infinity|nan))"


@lru_cache
def grammar(decimal: str) -> str:
    """Regular expression, for Python and for RE2, of all numbers with that decimal mark."""
    mark, thousands = re.escape(decimal), re.escape(_OTHER[decimal])
    groups = [rf"(?:{sep}\d{{3}})+" for sep in (thousands, f"[{_SPACES}]", f"[{_APOSTROPHES}]")]
    whole = "|".join([r"\d+", *(rf"[1-9]\d{{0,2}}{group}" for group in groups)])
    if decimal == ".":
        whole += r"|[1-9]\d?(?:,\d{2})*,\d{3}"  # lakh and crore: 12,34,567
    core = rf"(?:(?:{whole})(?:{mark}\d*)?|{mark}\d+)(?:[eE][-+]?\d{{1,3}})?"
    blank, sign, money = f"[{_SPACES}]*", f"[-+{_MINUS}]", _ANY_CURRENCY
    before = rf"(?:{sign}{blank})?(?:{money}{blank})?(?:{sign}{blank})?"
    after = rf"(?:{blank}{money})?"
    signed = rf"{before}{core}{after}{blank}[-{_MINUS}]?{after}"
    bare = rf"(?:{money}{blank})?{core}{after}"
    bracketed = rf"(?:{money}{blank})?\({blank}{bare}{blank}\){after}"
    return rf"(?:{signed}|{bracketed}|{_NOT_FINITE})"


@lru_cache
def _pattern(decimal: str) -> re.Pattern[str]:
    return re.compile(grammar(decimal), re.ASCII)


@dataclass(frozen=True)
class NumberFormat:
    """How to read a column of numbers.

    Attributes
    ----------
    decimal : the decimal mark
    dropped : what stands in some cells and says nothing: currencies, blanks, thousands marks
    negatives : ways of saying "less than zero" besides a leading minus: ``(``, ``−``, ``5-``
    guard : SQL over the text ``{t}`` that must hold for it to be a number; empty if all cells are
    """

    cells: Cells
    decimal: str
    dropped: tuple[str, ...]
    negatives: frozenset[str]
    guard: str
    detected: tuple[Detected, ...]

    @property
    def costly(self) -> bool:
        """Whether each cell is held against the whole grammar."""
        return "regexp" in self.guard

    def sql(self, text: str) -> str:
        """SQL: the number in plain form, as text fit for a cast."""
        given = plain = self.cells.trimmed(text)
        for token in self.dropped:
            plain = f"replace({plain}, {quoted(token)}, '')"
        if self.decimal == ",":
            plain = f"replace({plain}, ',', '.')"
        if _MINUS in self.negatives:
            plain = f"replace({plain}, {quoted(_MINUS)}, '-')"
        if "5-" in self.negatives:
            plain = f"CASE WHEN {plain} LIKE '%_-' THEN '-' || rtrim({plain}, '-') ELSE {plain} END"
        if "(" in self.negatives:
            inner = f"translate({plain}, '()', '')"
            plain = f"CASE WHEN contains({plain}, '(') THEN '-' || {inner} ELSE {plain} END"
        if self.guard:
            plain = f"CASE WHEN {self.guard.format(t=given)} THEN {plain} END"
        return plain


@dataclass
class Numbers:
    """A column of numbers while it is being understood: ask, take, settle."""

    cells: Cells
    given: str | None
    decimal: str | None = None
    how: str = "found"
    faults: list[Fault] = field(default_factory=list)
    _guess: str = "."
    _shapes: list[tuple[str, int, int | None]] = field(default_factory=list)

    def look(self, sample: Sequence[str]) -> None:
        """Guess from some cells which decimal mark to try first."""
        votes = [_reads(_shape(text)) for text in sample]
        self._guess = self.given or ("," if votes.count(",") > votes.count(".") else ".")

    def asks(self, text: str) -> list[str]:
        """SQL aggregates: cells, plain ones, those with a decimal mark, with three digits after."""
        mark, ok = quoted(self._guess), self._plain(text)
        three = quoted(f"%{self._guess}___")
        return [
            f"count({text})",
            f"count(*) FILTER ({ok})",
            f"count(*) FILTER ({ok} AND contains({text}, {mark}))",
            f"count(*) FILTER ({ok} AND {text} LIKE {three})",
        ]

    def opens(self, counts: Sequence[Any]) -> tuple[str, ...] | None:
        """Which cells the answers leave open, as SQL over ``t``, and what tells them apart."""
        where = self._where(counts)
        return None if where is None else (where, LED)

    def take(self, counts: Sequence[Any]) -> None:
        """Take the answers, and look at the cells that they leave open."""
        _cells, plain, marked, three = counts
        where = self._where(counts)
        if where == "true":
            self._tally(where)
        else:
            # What is known of the plain cells, as shapes of their own.
            mark = self._guess
            self._shapes = [("9", plain - marked, None), (f"99{mark}99", marked - three, None)]
            if where is None:
                self._shapes.append((f"9{mark}999", three, None))
            else:
                self._tally(where)
        if not any(_reads(s) in (".", ",") for s, n, _ in self._shapes if n) and self._open():
            self._tally("true")
        self._decide()

    def _where(self, counts: Sequence[Any]) -> str | None:
        """SQL over ``t``: the cells left open; all of them where three digits follow every mark."""
        cells, plain, marked, three = counts
        if marked and marked == three:
            return "true"
        if plain == cells:
            return None
        like = f"t LIKE {quoted(f'%{self._guess}___')}"
        return f"NOT coalesce({self._plain('t')}, false) OR {like}"

    def settle(self, hint: str | None) -> NumberFormat:
        """How to read the column; ``hint`` is the decimal mark of the source's other columns."""
        points, commas = self._either(".").rows, self._either(",").rows
        if self.decimal is None and (points or commas):
            self.decimal = hint
            if hint is None:
                self._assume(points, commas)
        decimal = self.decimal or "."
        read = [shape for shape, _n, _first in self._shapes if _is_number(shape, decimal)]
        unread = [s for s, n, _ in self._shapes if n and s not in read and _said(s)]
        dropped, negatives = _dropped(read, decimal), _negatives(read)
        guard = _guard(decimal, bool(dropped or negatives), unread)
        return NumberFormat(self.cells, decimal, dropped, negatives, guard, self._detected(dropped))

    def _plain(self, text: str) -> str:
        """SQL: whether a cell is digits with at most one decimal mark (and a sign, an exponent)."""
        # DuckDB takes 1_000 for a number; nobody writes that in an export.
        if self._guess == ".":
            return f"(TRY_CAST({text} AS DOUBLE) IS NOT NULL AND NOT contains({text}, '_'))"
        number = f"TRY_CAST(replace({text}, ',', '.') AS DOUBLE) IS NOT NULL"
        return f"({number} AND NOT contains({text}, '.') AND NOT contains({text}, '_'))"

    def _tally(self, where: str) -> None:
        """Add the shapes of some cells, or take those of all."""
        if where == "true":
            self._shapes = []
        for shape, zero_first, rows, first in self.cells.shapes([LED], [], where):
            led = shape.replace("9", "0", 1) if zero_first else shape
            self._shapes.append((led, rows, first))

    def _of(self, verdict: str) -> Evidence:
        found = Evidence()
        for shape, rows, first in self._shapes:
            if _reads(shape) == verdict:
                found += Evidence(rows, first)
        return found

    def _either(self, mark: str) -> Evidence:
        return self._of(f"either{mark}")

    def _open(self) -> int:
        """How many cells are numbers with either mark, but not the same number."""
        return self._either(".").rows + self._either(",").rows

    def _decide(self) -> None:
        if self.given is not None:
            self.decimal, self.how = self.given, "given"
            return
        point, comma = self._of("."), self._of(",")
        few, many = sorted((point.rows, comma.rows))
        if many:
            self.decimal = "." if point.rows >= comma.rows else ","
        if few and not is_stray(few, many, harmless=not self._open()):
            self._refuse()

    def _refuse(self) -> None:
        """Note the change of format; the rows of plain cells are looked up first."""
        self._tally("true")
        ways = {"point": self._of(".").first, "comma": self._of(",").first}
        before, after = sorted(ways, key=lambda way: ways[way])
        self._note(ways[after], f"with a decimal {before}", f"with a decimal {after}")

    def _note(self, first: int, before: str, after: str) -> None:
        advice = (
            "export it anew in one format, or set decimal, and the rows written otherwise are "
            "rejected"
        )
        self.faults.append(self.cells.change(first, before, after, advice))

    def _assume(self, points: int, commas: int) -> None:
        """Decide without evidence: three digits behind every mark are thousands.

        Unless whole numbers of four digits and more stand without a mark, as thousands would not.
        """
        if points and commas:
            ways = {mark: self._either(mark).first for mark in ".,"}
            before, after = sorted(ways, key=lambda mark: ways[mark])
            names = {".": "a point", ",": "a comma"}
            self._note(
                ways[after],
                f"with {names[before]} and three digits",
                f"with {names[after]} and three digits, so that one of them is a decimal mark",
            )
            return
        mark = "." if points else ","
        long = any(re.search(r"\d{4}", s) for s, _n, _f in self._shapes if _reads(s) == "whole")
        self.decimal, self.how = (mark if long else _OTHER[mark]), "assumed"

    def _detected(self, dropped: tuple[str, ...]) -> tuple[Detected, ...]:
        column, found = self.cells.column, []
        if self.decimal is not None:
            found.append(Detected("decimal", self.decimal, self.how, column))
        for token in dropped:
            if token in f".,{_APOSTROPHES}":
                found.append(Detected("thousands", token, self.how, column))
            elif token not in _SPACES:
                found.append(Detected("currency_sign", token, "found", column))
        return tuple(found)


def _shape(text: str) -> str:
    """The shape of one cell, as `Cells.shapes` and the leading zero make it."""
    zero = re.match(r"[^0-9]*0", text)
    shape = re.sub(r"[0-9]", "9", text)
    return shape.replace("9", "0", 1) if zero else shape


@lru_cache(maxsize=10_000)
def _is_number(shape: str, decimal: str) -> bool:
    return len(shape) <= LONGEST and _pattern(decimal).fullmatch(shape) is not None


@lru_cache(maxsize=10_000)
def _reads(shape: str) -> str:
    """What a shape says: ``.`` or ``,`` for certain; ``either.`` or ``either,``; whole; nothing."""
    point, comma = _is_number(shape, "."), _is_number(shape, ",")
    if point and comma:
        marks = re.sub(_ANY_CURRENCY, "", shape)
        return "either." if "." in marks else "either," if "," in marks else "whole"
    return "." if point else "," if comma else ""


def _said(shape: str) -> bool:
    """Whether a shape is not just a word for "nothing"."""
    return shape.lower() not in NOTHING


def _dropped(shapes: Sequence[str], decimal: str) -> tuple[str, ...]:
    found: set[str] = set()
    for shape in shapes:
        currencies = re.findall(_ANY_CURRENCY, shape)
        rest = re.sub(_ANY_CURRENCY, "", shape)
        found.update(currencies)
        found.update(c for c in rest if c in f"{_SPACES}{_APOSTROPHES}{_OTHER[decimal]}")
    return tuple(sorted(found, key=lambda token: (-len(token), token)))


def _negatives(shapes: Sequence[str]) -> frozenset[str]:
    found = {sign for sign in ("(", _MINUS) if any(sign in shape for shape in shapes)}
    if any(
        re.sub(_ANY_CURRENCY, "", shape).rstrip(_SPACES)[-1:] in ("-", _MINUS) for shape in shapes
    ):
        found.add("5-")
    return frozenset(found)


def _guard(decimal: str, changed: bool, unread: Sequence[str]) -> str:
    """What keeps the other cells from becoming numbers once marks are dropped from them."""
    if not unread or (decimal == "." and not changed and not any("_" in s for s in unread)):
        return ""
    if decimal == "," and not changed:
        return "NOT contains({t}, '.') AND NOT contains({t}, '_')"
    pattern = quoted(grammar(decimal)).replace("{", "{{").replace("}", "}}")
    return f"regexp_full_match({{t}}, {pattern})"
