"""How a message writes its facts: as the client's locale does, by `taller.language`."""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from babel import Locale
from fluent.runtime.types import FluentFloat, FluentInt, FluentType

from taller import language
from taller.phase import Estimate, Unit


class Whole(FluentInt):
    """A whole number; it may also choose between ``one`` and ``other``."""

    def format(self, locale: Locale) -> str:
        """Written as the locale does."""
        return language.number(int(self))


class Fraction(FluentFloat):
    """A number that may have decimals: how many, or whether it is a share, the message says."""

    def format(self, locale: Locale) -> str:
        """Refuse: rounded in silence, a share of 0.4 would read 0."""
        raise TypeError(f"write {float(self)!r} by NUMBER, PERCENT, MONEY or QUANTITY")


class Given(FluentType):
    """A fact that is neither text nor number."""

    def __init__(self, name: str, held: Any) -> None:
        self.name, self.held = name, held

    def format(self, locale: Locale) -> str:
        """Dates and lists as the locale writes them, what is missing not at all."""
        if isinstance(self.held, dt.date):
            return language.date(self.held)
        if isinstance(self.held, list):
            return language.listing(self.held)
        what = "an estimate, is written by QUANTITY, PERCENT, MONEY, NUMBER or INTERVAL"
        raise TypeError(f"${self.name}, {'none here' if self.held is None else what}")

    def __eq__(self, other: object) -> bool:
        return self.held is None and other == "none"

    __hash__ = None  # type: ignore[assignment]


def fact(name: str, value: Any) -> Any:
    """A value as a message takes it.

    Raises
    ------
    TypeError
        If it is none of: text, number, yes or no, date, list of texts, `Estimate`, None.
    """
    value = value.item() if hasattr(value, "item") else value  # of numpy
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, numbers.Integral):
        return Whole(int(value))
    if isinstance(value, numbers.Real | Decimal):
        return Fraction(float(value))
    if isinstance(value, list | tuple):
        return Given(name, [str(each) for each in value])
    if value is None or isinstance(value, dt.date | Estimate):
        return Given(name, value)
    raise TypeError(f"the fact '{name}' is a {type(value).__name__}, which no message writes")


def number(value: Any, *, digits: int = 0) -> str:
    """A number, or an estimate's value, with so many decimals."""
    return language.number(_amount(value, "NUMBER"), int(digits))


def percent(value: Any, *, digits: int = 1) -> str:
    """A share of 1, or an estimate's value, as a percentage."""
    return language.percent(_amount(value, "PERCENT"), int(digits))


def money(value: Any, *, digits: int | None = None) -> str:
    """An amount, or an estimate's value, in the client's currency."""
    return language.money(_amount(value, "MONEY"), None if digits is None else int(digits))


def quantity(value: Any, *, unit: Unit | None = None) -> str:
    """An estimate's value as its unit is read; a number needs the unit said."""
    held = getattr(value, "held", None)
    if isinstance(held, Estimate):
        return language.quantity(held.value, unit or held.unit)
    if unit is None:
        raise TypeError('QUANTITY of a number needs its unit, as in QUANTITY($x, unit: "money")')
    return language.quantity(_amount(value, "QUANTITY"), unit)


def interval(value: Any) -> str:
    """An estimate's interval in words."""
    return language.interval(_estimate(value, "INTERVAL"))


def low(value: Any) -> Fraction:
    """The lower end of an estimate's interval, for another function to write."""
    return Fraction(_estimate(value, "LOW").low)


def high(value: Any) -> Fraction:
    """The upper end of an estimate's interval, for another function to write."""
    return Fraction(_estimate(value, "HIGH").high)


def date(value: Any) -> str:
    """A date written out."""
    return language.date(_day(value, "DATE"))


def month(value: Any) -> str:
    """A date's month and year."""
    return language.month(_day(value, "MONTH"))


def listed(value: Any, *, most: int | None = None) -> str:
    """Texts joined as a sentence joins them; only the first few and how many more."""
    if not isinstance(getattr(value, "held", None), list):
        raise TypeError("LIST needs a list of texts")
    return language.listing(value.held, None if most is None else int(most))


def upper_first(value: Any) -> str:
    """A text as a sentence begins."""
    return _text(value, "UPPER_FIRST")[:1].upper() + value[1:]


def lower_first(value: Any) -> str:
    """A text as a sentence goes on after a colon."""
    return _text(value, "LOWER_FIRST")[:1].lower() + value[1:]


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "NUMBER": number,
    "PERCENT": percent,
    "MONEY": money,
    "QUANTITY": quantity,
    "INTERVAL": interval,
    "LOW": low,
    "HIGH": high,
    "DATE": date,
    "MONTH": month,
    "LIST": listed,
    "UPPER_FIRST": upper_first,
    "LOWER_FIRST": lower_first,
}


def _amount(value: Any, function: str) -> float:
    held = getattr(value, "held", value)
    if isinstance(held, Estimate):
        return held.value
    if isinstance(held, numbers.Real):
        return held  # type: ignore[return-value]
    raise TypeError(f"{function} needs a number or an estimate (got {_shown(value)})")


def _estimate(value: Any, function: str) -> Estimate:
    if isinstance(getattr(value, "held", None), Estimate):
        return value.held
    raise TypeError(f"{function} needs an estimate (got {_shown(value)})")


def _day(value: Any, function: str) -> dt.date:
    if isinstance(getattr(value, "held", None), dt.date):
        return value.held
    raise TypeError(f"{function} needs a date (got {_shown(value)})")


def _text(value: Any, function: str) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(f"{function} needs a text (got {_shown(value)})")


def _shown(value: Any) -> str:
    return repr(getattr(value, "held", value))[:80]
