"""How d3, and so every Vega chart, writes numbers and dates in the client's locale."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from taller import language

if TYPE_CHECKING:
    from taller.phase import Unit

DECIMALS = re.compile(r"\.(\d)")
FEW = 3  # steps of the last decimal that an axis spans, or it gets one more
MORE = 2  # decimals it may get


def number_format(unit: Unit, largest: float = math.inf, *, even: bool = False) -> str:
    """How Vega writes numbers of a unit (see `taller.phase.Unit`).

    Small sums have cents, or an axis would say 1 € twice.

    Parameters
    ----------
    even : all with two decimals, as some of them have: 0.20 beside 0.18

    >>> number_format("share"), number_format("money", 3.2), number_format("number", even=True)
    ('.0%', '$,.2f', ',.2f')
    """
    if unit == "money" and abs(largest) < 10:
        return "$,.2f"
    if unit == "number" and even:
        return ",.2f"
    return {"share": ".0%", "money": "$,.0f", "count": ",.0f", "days": ",.0f", "index": ".2f"}.get(
        unit, ",.2~f"
    )


def written(read: str, largest: float = math.inf) -> str:
    """The format of a unit; what is no unit is a format itself.

    >>> written("share"), written(".1%")
    ('.0%', '.1%')
    """
    return number_format(read, largest) if read.isalpha() else read  # type: ignore[arg-type]


def least_step(form: str) -> float:
    """The least difference that a format shows.

    >>> least_step(".0%"), least_step("$,.2f"), least_step(",.0f"), least_step(",.2~f")
    (0.01, 0.01, 1.0, 0.01)
    """
    digits = int(DECIMALS.search(form)[1]) if DECIMALS.search(form) else 0  # type: ignore[index]
    return 10.0 ** -(digits + (2 if form.endswith("%") else 0))


def axis_format(read: str, held: Sequence[float]) -> str:
    """How an axis writes its ticks: with the decimals by which a narrow span is told apart.

    Parameters
    ----------
    read : a unit of `taller.phase.Unit`, or a format
    held : what is drawn along it

    >>> axis_format("share", [0.2, 0.9]), axis_format("share", [0.201, 0.212])
    ('.0%', '.1%')
    >>> axis_format("money", [250.0, 250.8]), axis_format("count", [0, 1])
    ('$,.2f', ',.0f')
    """
    form = written(read, max(map(abs, held), default=math.inf))
    if not held or form.lstrip(",") == ".0f":  # what is counted is whole
        return form
    span = max(held) - min(held)
    for _more in range(MORE):
        if 0 < span < FEW * least_step(form):
            more = 2 if form == "$,.0f" else 1  # money has cents or none
            form = DECIMALS.sub(lambda found, more=more: f".{int(found[1]) + more}", form)
    return form


def number_locale() -> dict[str, Any]:
    """How the language in force writes numbers, in d3's terms."""
    from babel.core import Locale
    from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

    lang = language.current()
    locale = Locale.parse(lang.locale)
    symbol = get_currency_symbol(lang.currency, locale=locale)
    positive = locale.currency_formats["standard"].prefix[0].replace("¤", symbol)
    suffix = locale.currency_formats["standard"].suffix[0].replace("¤", symbol)
    return {
        "decimal": get_decimal_symbol(locale),
        "thousands": get_group_symbol(locale),
        "grouping": [3],
        "currency": [positive, suffix],
        "percent": locale.percent_formats[None].suffix[0],
    }


def time_locale() -> dict[str, Any]:
    """How the language in force writes dates, in d3's terms."""
    from babel.dates import get_day_names, get_month_names

    locale = language.current().locale
    months, days = {}, {}
    for width in ("wide", "abbreviated"):
        by_month = get_month_names(width, "stand-alone", locale=locale)
        by_day = get_day_names(width, "stand-alone", locale=locale)
        months[width] = [by_month[n] for n in range(1, 13)]
        days[width] = [by_day[n] for n in (6, 0, 1, 2, 3, 4, 5)]  # d3's week starts on Sunday
    return {
        "dateTime": "%A, %e %B %Y, %X",
        "date": "%d/%m/%Y",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": days["wide"],
        "shortDays": days["abbreviated"],
        "months": months["wide"],
        "shortMonths": months["abbreviated"],
    }
